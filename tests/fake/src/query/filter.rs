//! `$filter`: conditions, and whether an object meets them.

use std::cmp::Ordering;
use std::time::SystemTime;

use serde_json::{Map, Value};

use super::{QueryError, Rules, parse, value};

/// A condition on objects.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// All of the conditions hold.
    And(Vec<Filter>),
    /// At least one of them holds.
    Or(Vec<Filter>),
    /// The condition does not hold.
    Not(Box<Filter>),
    /// The value at a path compares with another one: `displayName eq 'A'`.
    Compare(Path, Operator, Literal),
    /// The value at a path is one of those: `displayName in ('A','B')`.
    In(Path, Vec<Literal>),
    /// The text at a path has some form: `startswith(displayName,'A')`.
    Call(Function, Path, String),
    /// The items of a list meet a condition: `proxyAddresses/any(p:p eq 'smtp:a')`.
    Items {
        /// The list.
        path: Path,
        /// Whether all of them do, or at least one.
        all: bool,
        /// What the condition calls an item.
        variable: String,
        /// The condition; without one, there has to be an item.
        condition: Option<Box<Filter>>,
    },
    /// The length of a list compares with a number: `assignedLicenses/$count eq 0`.
    Count(Path, Operator, u64),
}

/// The names that lead to a value, perhaps from an item of a list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Path {
    /// The variable that stands for the item.
    pub variable: Option<String>,
    /// The names from there on, or from the object on.
    pub names: Vec<String>,
}

/// How values are compared.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Operator {
    /// `eq`
    Equal,
    /// `ne`
    NotEqual,
    /// `gt`
    Greater,
    /// `ge`
    GreaterOrEqual,
    /// `lt`
    Less,
    /// `le`
    LessOrEqual,
}

/// What is asked of a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Function {
    /// `startswith`
    StartsWith,
    /// `endswith`
    EndsWith,
    /// `contains`
    Contains,
}

/// A value in a condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, as it was written.
    Number(String),
    /// Text.
    Text(String),
    /// A GUID.
    Guid(String),
    /// A date, as it was written, and when that is.
    Date(String, SystemTime),
}

impl Filter {
    /// Reads a condition and refuses what the rules do not allow.
    pub fn parse(text: &str, rules: Rules<'_>) -> Result<Self, QueryError> {
        parse::filter(text, rules)
    }

    /// Whether an object meets the condition.
    pub fn holds(&self, object: &Map<String, Value>) -> bool {
        self.holds_in(&Scope::Object(object))
    }

    fn holds_in(&self, scope: &Scope<'_>) -> bool {
        match self {
            Self::And(conditions) => conditions.iter().all(|condition| condition.holds_in(scope)),
            Self::Or(conditions) => conditions.iter().any(|condition| condition.holds_in(scope)),
            Self::Not(condition) => !condition.holds_in(scope),
            Self::Compare(path, operator, literal) => operator.holds(scope.at(path), literal),
            Self::In(path, literals) => {
                let value = scope.at(path);
                literals.iter().any(|literal| Operator::Equal.holds(value, literal))
            }
            Self::Call(function, path, text) => scope
                .at(path)
                .and_then(Value::as_str)
                .is_some_and(|value| function.holds(value, text)),
            Self::Items { path, all, variable, condition } => {
                let items = scope.at(path).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                let mut results = items.iter().map(|item| match condition {
                    Some(condition) => {
                        condition.holds_in(&Scope::Item { variable, item, outer: scope })
                    }
                    None => true,
                });
                if *all { results.all(|holds| holds) } else { results.any(|holds| holds) }
            }
            Self::Count(path, operator, number) => {
                let count = scope.at(path).and_then(Value::as_array).map_or(0, Vec::len);
                operator.accepts((count as u64).cmp(number))
            }
        }
    }
}

impl Operator {
    fn holds(self, value: Option<&Value>, literal: &Literal) -> bool {
        match value::compare(value.unwrap_or(&Value::Null), literal) {
            Some(ordering) => self.accepts(ordering),
            None => self == Self::NotEqual,
        }
    }

    fn accepts(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
        }
    }
}

impl Function {
    /// Case does not matter.
    fn holds(self, value: &str, text: &str) -> bool {
        match self {
            Self::StartsWith => value::starts_with(value, text),
            Self::EndsWith => value::ends_with(value, text),
            Self::Contains => value::contains(value, text),
        }
    }
}

/// What names lead to where a condition stands.
enum Scope<'a> {
    Object(&'a Map<String, Value>),
    Item { variable: &'a str, item: &'a Value, outer: &'a Scope<'a> },
}

impl<'a> Scope<'a> {
    fn at(&self, path: &Path) -> Option<&'a Value> {
        match (self, &path.variable) {
            (Self::Object(object), None) => {
                let (first, rest) = path.names.split_first()?;
                down(object.get(first)?, rest)
            }
            (Self::Object(_), Some(_)) => None,
            (Self::Item { variable, item, .. }, Some(wanted)) if wanted == variable => {
                down(item, &path.names)
            }
            (Self::Item { outer, .. }, _) => outer.at(path),
        }
    }
}

fn down<'a>(value: &'a Value, names: &[String]) -> Option<&'a Value> {
    names.iter().try_fold(value, |value, name| value.get(name))
}
