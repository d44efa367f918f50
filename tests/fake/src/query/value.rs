//! How values compare: text without regard to case, dates as instants, numbers as numbers.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::time::SystemTime;

use directory_graph::DateTime;
use serde_json::{Number, Value};

use super::Literal;

/// What these names lead to from a value.
pub(super) fn below<'a>(value: Cow<'a, Value>, names: &[String]) -> Option<Cow<'a, Value>> {
    names.iter().try_fold(value, |value, name| match value {
        Cow::Borrowed(value) => value.get(name).map(Cow::Borrowed),
        Cow::Owned(mut value) => value.get_mut(name).map(|value| Cow::Owned(value.take())),
    })
}

/// When a date is. A day without a time begins at midnight.
pub(super) fn instant(text: &str) -> Option<SystemTime> {
    let day = text.len() == 10;
    let text = if day { DateTime::from(format!("{text}T00:00:00Z")) } else { DateTime::from(text) };
    text.to_system_time()
}

/// How a value compares with one in a condition. Not at all if they are of different kinds.
pub(super) fn compare(value: &Value, literal: &Literal) -> Option<Ordering> {
    match (value, literal) {
        (Value::Null, Literal::Null) => Some(Ordering::Equal),
        (Value::Bool(value), Literal::Boolean(literal)) => Some(value.cmp(literal)),
        (Value::Number(value), Literal::Number(literal)) => {
            numbers(value, &literal.parse::<Number>().ok()?)
        }
        (Value::String(value), Literal::Text(literal) | Literal::Guid(literal)) => {
            Some(texts(value, literal))
        }
        (Value::String(value), Literal::Date(_, literal)) => Some(instant(value)?.cmp(literal)),
        _ => None,
    }
}

/// How two values of one property are sorted: what is not there comes first.
pub(super) fn order(left: &Value, right: &Value, dates: bool) -> Ordering {
    match (left, right) {
        (Value::Bool(left), Value::Bool(right)) => left.cmp(right),
        (Value::Number(left), Value::Number(right)) => {
            numbers(left, right).unwrap_or(Ordering::Equal)
        }
        (Value::String(left), Value::String(right)) if dates => instant(left).cmp(&instant(right)),
        (Value::String(left), Value::String(right)) => texts(left, right),
        _ => left.is_null().cmp(&right.is_null()).reverse(),
    }
}

fn numbers(left: &Number, right: &Number) -> Option<Ordering> {
    match (left.as_i64(), right.as_i64()) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        _ => left.as_f64()?.partial_cmp(&right.as_f64()?),
    }
}

fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// How two texts compare, whatever their case.
pub(super) fn texts(left: &str, right: &str) -> Ordering {
    lower(left).cmp(lower(right))
}

/// Whether a text begins with another, whatever their case.
pub(super) fn starts_with(text: &str, start: &str) -> bool {
    let mut text = lower(text);
    lower(start).all(|wanted| text.next() == Some(wanted))
}

/// Whether a text ends with another, whatever their case.
pub(super) fn ends_with(text: &str, end: &str) -> bool {
    let text: String = lower(text).collect();
    text.ends_with(&lower(end).collect::<String>())
}

/// Whether a text holds another, whatever their case.
pub(super) fn contains(text: &str, part: &str) -> bool {
    let text: String = lower(text).collect();
    text.contains(&lower(part).collect::<String>())
}
