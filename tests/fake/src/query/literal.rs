//! Values in conditions, from text.

use super::value::instant;
use super::{Dialect, Literal};

/// A value in quotes, with the word before them.
pub(super) fn quoted(prefix: &str, text: String, dialect: Dialect) -> Option<Literal> {
    match prefix {
        "" => Some(Literal::Text(text)),
        "datetime" if dialect == Dialect::V3 => {
            let instant = instant(&text)?;
            Some(Literal::Date(text, instant))
        }
        "guid" if dialect == Dialect::V3 => is_guid(&text).then_some(Literal::Guid(text)),
        _ => None,
    }
}

/// A value without quotes.
pub(super) fn bare(word: &str, dialect: Dialect) -> Option<Literal> {
    let is_number = || {
        let digits = word.strip_prefix('-').unwrap_or(word);
        digits.starts_with(|first: char| first.is_ascii_digit())
            && word.parse::<serde_json::Number>().is_ok()
    };
    match word {
        "null" => Some(Literal::Null),
        "true" => Some(Literal::Boolean(true)),
        "false" => Some(Literal::Boolean(false)),
        _ if is_number() => Some(Literal::Number(word.to_owned())),
        _ if dialect == Dialect::V3 => None,
        _ if is_guid(word) => Some(Literal::Guid(word.to_owned())),
        _ => Some(Literal::Date(word.to_owned(), instant(word)?)),
    }
}

fn is_guid(text: &str) -> bool {
    let parts = text.split('-').map(str::len);
    parts.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
