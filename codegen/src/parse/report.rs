//! Mistakes of shape in the author's terms.

use jsonc_parser::ast::Value;

use crate::diagnostics::catalogue::{
    MISSING_KEY, OUT_OF_RANGE, UNKNOWN_KEY, UNKNOWN_VALUE, WRONG_KIND,
};
use crate::diagnostics::{At, Diagnostic, suggest};
use crate::shape::{Field, Record, Shape, quoted};

/// What a value is called in a message.
#[derive(Clone, Copy)]
pub(super) enum Subject<'a> {
    /// The file itself.
    File,
    /// The value of a known key.
    Key(&'a str),
    /// An entry under a name that the author chose.
    Entry(&'a str),
    /// An element of the list under this key.
    Element(&'a str),
}

impl<'a> Subject<'a> {
    fn name(self) -> String {
        match self {
            Subject::File => "the file".to_owned(),
            Subject::Key(key) | Subject::Entry(key) => format!("`{key}`"),
            Subject::Element(key) => format!("an entry of `{key}`"),
        }
    }

    /// The name of an object with known keys.
    fn of(self, record: &Record) -> String {
        let noun = record.bare_noun();
        match self {
            Subject::Entry(name) => format!("the {noun} `{name}`"),
            Subject::Element(_) => format!("this {noun}"),
            Subject::File | Subject::Key(_) => self.name(),
        }
    }

    /// The key that the value is found under.
    pub(super) fn key(self) -> &'a str {
        match self {
            Subject::File => "",
            Subject::Key(key) | Subject::Entry(key) | Subject::Element(key) => key,
        }
    }
}

/// A list where text belongs, and the like.
pub(super) fn wrong_kind(
    node: &Value<'_>,
    shape: &Shape,
    at: &At<'_>,
    subject: Subject<'_>,
) -> Diagnostic {
    let found = match node {
        Value::StringLit(_) => "text",
        Value::NumberLit(_) => "a number",
        Value::BooleanLit(_) => "true or false",
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        Value::NullKeyword(_) => "null",
    };
    let expected = shape.expected();
    let message = format!("{} must be {expected}, not {found}", subject.name());
    Diagnostic::new(&WRONG_KIND, at.place(), message).label(format!("expected {expected}"))
}

/// A key that the language does not have here, in an object of this type if it has one.
pub(super) fn unknown_key(
    key: &str,
    near: Option<&str>,
    record: &Record,
    kind: Option<&str>,
    at: &At<'_>,
) -> Diagnostic {
    let message = format!("{} has no key `{key}`", record.noun());
    let keys = || quoted(record.fields.iter().map(|field| field.key.as_str()));
    let help = match (near, kind) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Some(kind)) if key == "nullable" => {
            let kind = kind.trim_end_matches('?');
            format!(
                "`?` after a type says that null may stand there: write `\"type\": \"{kind}?\"`"
            )
        }
        (None, _) => format!("it may have {}", keys()),
    };
    Diagnostic::new(&UNKNOWN_KEY, at.key_place(), message).help(help)
}

/// A key that the entry must have.
pub(super) fn missing_key(
    field: &Field,
    record: &Record,
    at: &At<'_>,
    subject: Subject<'_>,
) -> Diagnostic {
    let key = &field.key;
    let message = format!("{} lacks `{key}`", subject.of(record));
    Diagnostic::new(&MISSING_KEY, at.key_place(), message)
        .label(format!("`{key}` is missing"))
        .help(format!("add `\"{key}\": …`, {}", field.shape.expected()))
}

/// A word that is none of those that the key takes.
pub(super) fn unknown_word(
    word: &str,
    words: &[String],
    at: &At<'_>,
    subject: Subject<'_>,
) -> Diagnostic {
    let words = || words.iter().map(String::as_str);
    let message = format!("{} cannot be `{word}`", subject.name());
    let help = match suggest(word, words()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it may be {}", quoted(words())),
    };
    Diagnostic::new(&UNKNOWN_VALUE, at.place(), message).help(help)
}

/// A number that the key does not take.
pub(super) fn out_of_range(least: u64, most: u64, at: &At<'_>, subject: Subject<'_>) -> Diagnostic {
    let message = format!(
        "{} must be a whole number from {least} to {most}",
        subject.name()
    );
    Diagnostic::new(&OUT_OF_RANGE, at.place(), message)
}

/// A number that JSON could write and no program read.
pub(super) fn too_large(at: &At<'_>) -> Diagnostic {
    Diagnostic::new(
        &OUT_OF_RANGE,
        at.place(),
        "the number is too large for any program",
    )
}
