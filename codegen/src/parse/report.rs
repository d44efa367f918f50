//! Mistakes of shape in the author's terms.

use jsonc_parser::ast::Value;

use crate::diagnostics::{At, Diagnostic, catalogue, suggest};
use crate::spec::shape::{Field, Record, Shape, quoted};

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
    catalogue::wrong_kind(at.place(), subject.name(), expected, found)
}

/// A key that the language does not have here, in an object of this type if it has one.
pub(super) fn unknown_key(
    key: &str,
    near: Option<&str>,
    record: &Record,
    kind: Option<&str>,
    at: &At<'_>,
) -> Diagnostic {
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
    catalogue::unknown_key(at.key_place(), record.noun(), key).help(help)
}

/// A key that the entry must have.
pub(super) fn missing_key(
    field: &Field,
    record: &Record,
    at: &At<'_>,
    subject: Subject<'_>,
) -> Diagnostic {
    let (entry, expected) = (subject.of(record), field.shape.expected());
    catalogue::missing_key(at.key_place(), entry, &field.key, expected)
}

/// A word that is none of those that the key takes.
pub(super) fn unknown_word(
    word: &str,
    shape: &Shape,
    at: &At<'_>,
    subject: Subject<'_>,
) -> Diagnostic {
    let words = shape.words().into_iter().flatten().map(String::as_str);
    let help = match suggest(word, words) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it may be {}", shape.expected()),
    };
    catalogue::unknown_word(at.place(), subject.name(), word).help(help)
}

/// A number that the key does not take.
pub(super) fn out_of_range(least: u64, most: u64, at: &At<'_>, subject: Subject<'_>) -> Diagnostic {
    catalogue::out_of_range(at.place(), subject.name(), least, most)
}
