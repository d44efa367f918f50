//! `$orderby`: what comes first.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde_json::Value;

use super::{Get, Kind, QueryError, Rules, value};

/// An order of objects.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct OrderBy(Vec<OrderKey>);

/// A property by which objects are sorted.
#[derive(Clone, Debug, Eq, PartialEq)]
struct OrderKey {
    /// The names that lead to it.
    names: Vec<String>,
    /// Whether the greatest comes first.
    descending: bool,
    /// Whether it holds dates.
    dates: bool,
}

impl OrderBy {
    /// Reads an order, like `displayName desc,mail`, and refuses what the rules do not allow.
    pub(crate) fn parse(text: &str, rules: Rules<'_>) -> Result<Self, QueryError> {
        let mut at = 0;
        let mut keys = Vec::new();
        for part in text.split(',') {
            keys.push(key(part, at, rules)?);
            at += part.len() + 1;
        }
        Ok(Self(keys))
    }

    /// Which of two objects comes first. What is not there comes before what is.
    pub(crate) fn compare(&self, left: &Get<'_, '_>, right: &Get<'_, '_>) -> Ordering {
        let keys = self.0.iter().map(|key| {
            let ordering = value::order(&key.of(left), &key.of(right), key.dates);
            if key.descending { ordering.reverse() } else { ordering }
        });
        keys.fold(Ordering::Equal, Ordering::then)
    }
}

impl OrderKey {
    fn of<'v>(&self, object: &Get<'_, 'v>) -> Cow<'v, Value> {
        let found = self.names.split_first();
        let found = found.and_then(|(first, rest)| value::below(object(first)?, rest));
        found.unwrap_or(Cow::Owned(Value::Null))
    }
}

fn key(part: &str, at: usize, rules: Rules<'_>) -> Result<OrderKey, QueryError> {
    let at = at + part.len() - part.trim_start().len();
    let mut words = part.split_whitespace();
    let Some(path) = words.next() else {
        return Err(QueryError::malformed(at, "expected a property"));
    };
    let descending = match words.next().map(str::to_ascii_lowercase).as_deref() {
        None | Some("asc") => false,
        Some("desc") => true,
        Some(_) => {
            return Err(QueryError::malformed(at, "expected `asc` or `desc` after the property"));
        }
    };
    if words.next().is_some() {
        return Err(QueryError::malformed(at, "expected `,` after the direction"));
    }
    let property = rules.property(at, path)?;
    if property.list || property.kind == Kind::Object {
        return Err(QueryError::malformed(at, format!("`{path}` has no single value to sort by")));
    }
    rules.require(at, property.sort, format_args!("an order by `{path}`"))?;
    let names = path.split('/').map(str::to_owned).collect();
    Ok(OrderKey { names, descending, dates: property.kind == Kind::Date })
}
