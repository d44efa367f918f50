//! The HTTP line: `PATCH /{tenant}/groups/{object_id}`.

#[cfg(test)]
mod tests;

use std::ops::Range;

use heck::ToUpperCamelCase;

use super::malformed::Malformed;
use crate::protocol::Placed;

/// A method and a path as written.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct HttpLine<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    /// Where the path starts in the line.
    pub(super) path_start: usize,
}

/// A part of a path between slashes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Part<'a> {
    /// `groups`
    Literal(&'a str),
    /// `{object_id}`
    Parameter(&'a str),
    /// `domains('{domain_name}')`
    Key(&'a str, &'a str),
    /// `applications(appId='{appId}')`
    Arguments(&'a str, Vec<Argument<'a>>),
}

/// A named value in parentheses.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Argument<'a> {
    pub(super) name: &'a str,
    pub(super) value: Placed<&'a str, &'a str>,
}

/// The methods that an operation may have.
pub(super) const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE"];

/// Takes the line apart.
pub(super) fn line(text: &str) -> Result<HttpLine<'_>, Malformed> {
    let Some((method, path)) = text.split_once(' ') else {
        return Err(Malformed::new(0..text.len(), "a method, a space and a path are expected")
            .help("write it like `GET /{tenant}/groups`"));
    };
    if !METHODS.contains(&method) {
        let message = format!("`{method}` is no HTTP method of this language");
        return Err(
            Malformed::new(0..method.len(), message).help("use GET, POST, PUT, PATCH or DELETE")
        );
    }
    Ok(HttpLine { method, path, path_start: method.len() + 1 })
}

/// Takes a path apart. Places are relative to the path.
pub(super) fn path(text: &str) -> Result<Vec<Part<'_>>, Malformed> {
    let parts = located(text)?;
    Ok(parts.into_iter().map(|(_, part)| part).collect())
}

/// The same, and where each part stands in the path.
pub(super) fn located(text: &str) -> Result<Vec<(Range<usize>, Part<'_>)>, Malformed> {
    if !text.starts_with('/') {
        return Err(Malformed::new(0..text.len(), "a path starts with `/`"));
    }
    let mut at = 1;
    let mut parts = Vec::new();
    for segment in text[1..].split('/') {
        let range = at..at + segment.len();
        match part(segment) {
            Ok(part) => parts.push((range, part)),
            Err((message, help)) => {
                let help = help.map(str::to_owned);
                return Err(Malformed { range, message, help });
            }
        }
        at += segment.len() + 1;
    }
    Ok(parts)
}

/// Whether a segment stands in no id: it says that links are meant, not what they lead to.
pub(super) fn is_silent(literal: &str) -> bool {
    matches!(literal, "$links" | "$ref")
}

/// What a collection is called where another key than its own selects an item of it: `applicationsByAppId`.
pub(super) fn by_key(collection: &str, arguments: &[Argument<'_>]) -> String {
    let names = arguments.iter().map(|argument| argument.name.to_upper_camel_case());
    format!("{collection}By{}", names.collect::<Vec<_>>().join("And"))
}

fn part(segment: &str) -> Result<Part<'_>, (String, Option<&'static str>)> {
    if segment.is_empty() {
        return Err(("this path has an empty segment".to_owned(), None));
    }
    if let Some(name) = braced(segment) {
        return if is_parameter(name) {
            Ok(Part::Parameter(name))
        } else {
            Err(bad_parameter(name))
        };
    }
    let Some((collection, inside)) =
        segment.strip_suffix(')').and_then(|rest| rest.split_once('('))
    else {
        return literal(segment).map(Part::Literal);
    };
    let collection = literal(collection)?;
    if !inside.contains('=') {
        let (name, _) = value(inside)?;
        return Ok(Part::Key(collection, name));
    }
    let arguments = inside.split(',').map(|argument| {
        let (name, text) = argument.split_once('=').unwrap_or(("", argument));
        let is_name = |name: &str| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        let value = match text.strip_prefix('@') {
            Some(alias) if is_name(alias) => Placed::Alias(text),
            _ => match value(text)? {
                (parameter, true) => Placed::Quoted(parameter),
                (parameter, false) => Placed::Plain(parameter),
            },
        };
        if !is_name(name) {
            return Err((format!("`{name}` is no name of a key"), Some(KEYS)));
        }
        Ok(Argument { name, value })
    });
    arguments.collect::<Result<_, _>>().map(|arguments| Part::Arguments(collection, arguments))
}

const KEYS: &str = "write a key like `domains('{domain_name}')` or `applications(appId='{appId}')`";

/// A parameter in parentheses, and whether it stands in quotes.
fn value(text: &str) -> Result<(&str, bool), (String, Option<&'static str>)> {
    let unquoted = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    let Some(name) = braced(unquoted.unwrap_or(text)) else {
        return Err((format!("`{text}` is no parameter"), Some(KEYS)));
    };
    if !is_parameter(name) {
        return Err(bad_parameter(name));
    }
    Ok((name, unquoted.is_some()))
}

fn braced(text: &str) -> Option<&str> {
    text.strip_prefix('{')?.strip_suffix('}')
}

fn is_parameter(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn bad_parameter(name: &str) -> (String, Option<&'static str>) {
    (
        format!("`{name}` is no name for a parameter"),
        Some("use letters, digits and `_`, a lower case letter first"),
    )
}

/// Literal segments are written into URLs as they are, so they may hold only what needs no encoding there.
fn literal(text: &str) -> Result<&str, (String, Option<&'static str>)> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | '$');
    if !text.is_empty() && text.chars().all(fits) && text != "." && text != ".." {
        return Ok(text);
    }
    let help = if text.contains(['{', '}']) {
        Some("a parameter fills a whole segment: `{object_id}`")
    } else {
        None
    };
    Err((format!("`{text}` cannot stand in a path"), help))
}
