//! Targets of examples are written by hand, and must say what the rest of the example says.

use std::ops::Range;

use serde_json::Value;

use crate::diagnostics::{At, catalogue};
use crate::model::Version;
use crate::resolve::Context;
use crate::resolve::http::{self, Part};

/// What a target must hold.
pub(super) struct Expected<'a> {
    /// The operation's path.
    pub(super) template: &'a str,
    /// The values of its parameters, by name.
    pub(super) parameters: &'a dyn Fn(&str) -> Option<String>,
    /// How the service is told a version.
    pub(super) versions: &'a Version,
    /// The version that the example asks for.
    pub(super) version: &'a str,
    /// The query options.
    pub(super) query: Vec<(&'a str, &'a Value)>,
}

/// Compares a target with what it must hold. How values are encoded is left to the tests that are made of examples.
pub(super) fn check(context: &mut Context<'_>, target: &str, expected: &Expected<'_>, at: &At<'_>) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let segments = expected.segments();
    let given: Vec<(Range<usize>, &str)> = pieces(path, '/', 0).skip(1).collect();
    for (index, (range, text)) in given.iter().enumerate() {
        match segments.get(index) {
            Some(segment) if decoded(text) == *segment => {}
            Some(segment) => {
                return report(
                    context,
                    at,
                    range.clone(),
                    format!("`{}` stands where `{segment}` belongs", decoded(text)),
                );
            }
            None => {
                return report(
                    context,
                    at,
                    range.clone(),
                    format!("the path ends before `{}`", decoded(text)),
                );
            }
        }
    }
    if let Some(missing) = segments.get(given.len()) {
        return report(
            context,
            at,
            0..path.len(),
            format!("the path goes on with `{missing}`"),
        );
    }
    let options = expected.options();
    let given: Vec<(Range<usize>, &str)> = pieces(query, '&', path.len() + 1)
        .filter(|(_, text)| !text.is_empty())
        .collect();
    for (index, (range, text)) in given.iter().enumerate() {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let (name, value) = (decoded(name), decoded(value));
        match options.get(index) {
            Some(option) if (&name, &value) == (&option.0, &option.1) => {}
            Some((known, belongs)) => {
                return report(
                    context,
                    at,
                    range.clone(),
                    format!("`{name}={value}` stands where `{known}={belongs}` belongs"),
                );
            }
            None => {
                return report(
                    context,
                    at,
                    range.clone(),
                    format!("nothing in the example asks for `{name}={value}`"),
                );
            }
        }
    }
    if let Some((name, value)) = options.get(given.len()) {
        report(
            context,
            at,
            0..target.len(),
            format!("the target lacks `{name}={value}`"),
        );
    }
}

fn report(context: &mut Context<'_>, at: &At<'_>, range: Range<usize>, message: String) {
    context.mistake(
        &catalogue::TARGET_MISMATCH,
        at.within(range),
        message,
        "not what the example asks for",
        None,
    );
}

impl Expected<'_> {
    /// The segments of the path, without encoding.
    fn segments(&self) -> Vec<String> {
        let value = |name: &str| (self.parameters)(name).unwrap_or_default();
        let parts = http::path(self.template)
            .unwrap_or_default()
            .into_iter()
            .enumerate();
        parts
            .map(|(index, part)| match part {
                Part::Literal(_) if index == 0 && *self.versions == Version::Path => {
                    self.version.to_owned()
                }
                Part::Literal(literal) => literal.to_owned(),
                Part::Key(collection, name) => {
                    format!("{collection}('{}')", value(name).replace('\'', "''"))
                }
                Part::Parameter(name) => value(name),
            })
            .collect()
    }

    /// The options of the query in their order, without encoding.
    fn options(&self) -> Vec<(String, String)> {
        let version = match self.versions {
            Version::Query { name, .. } => Some((name.clone(), self.version.to_owned())),
            Version::Path => None,
        };
        let options = self.query.iter().map(|(name, value)| match value {
            Value::String(text) => ((*name).to_owned(), text.clone()),
            other => ((*name).to_owned(), other.to_string()),
        });
        version.into_iter().chain(options).collect()
    }
}

/// The pieces of a text and where each stands, from an offset on.
fn pieces(
    text: &str,
    separator: char,
    mut at: usize,
) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.split(separator).map(move |piece| {
        let range = at..at + piece.len();
        at = range.end + separator.len_utf8();
        (range, piece)
    })
}

/// A text without its percent-encoding; what is no encoding stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let digits = tail
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match digits
            .filter(|_| *first == b'%')
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
        {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
