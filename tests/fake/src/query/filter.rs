//! `$filter`: conditions, and whether an object meets them.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::time::SystemTime;

use serde_json::Value;

use super::{Get, QueryError, Rules, parse, value};

/// A condition on objects.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Filter {
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
pub(crate) struct Path {
    /// The variable that stands for the item.
    pub(crate) variable: Option<String>,
    /// The names from there on, or from the object on.
    pub(crate) names: Vec<String>,
}

/// How values are compared.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Operator {
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
pub(crate) enum Function {
    /// `startswith`
    StartsWith,
    /// `endswith`
    EndsWith,
    /// `contains`
    Contains,
}

/// A value in a condition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
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
    pub(crate) fn parse(text: &str, rules: Rules<'_>) -> Result<Self, QueryError> {
        parse::filter(text, rules)
    }

    /// Whether an object meets the condition.
    pub(crate) fn holds(&self, object: &Get<'_, '_>) -> bool {
        self.holds_in(&Scope::Object(object))
    }

    /// The texts of which a property has to be one, if the condition says nothing else.
    pub(crate) fn alternatives(&self) -> Option<Vec<&str>> {
        match self {
            Self::Compare(_, Operator::Equal, Literal::Text(text) | Literal::Guid(text)) => {
                Some(vec![text])
            }
            Self::Or(conditions) => {
                let texts = conditions.iter().map(Self::alternatives);
                texts.collect::<Option<Vec<_>>>().map(|texts| texts.concat())
            }
            _ => None,
        }
    }

    fn holds_in(&self, scope: &Scope<'_, '_, '_>) -> bool {
        match self {
            Self::And(conditions) => conditions.iter().all(|condition| condition.holds_in(scope)),
            Self::Or(conditions) => conditions.iter().any(|condition| condition.holds_in(scope)),
            Self::Not(condition) => !condition.holds_in(scope),
            Self::Compare(path, operator, literal) => {
                operator.holds(scope.at(path).as_deref(), literal)
            }
            Self::In(path, literals) => {
                let value = scope.at(path);
                literals.iter().any(|literal| Operator::Equal.holds(value.as_deref(), literal))
            }
            Self::Call(function, path, text) => {
                let value = scope.at(path);
                let value = value.as_deref().and_then(Value::as_str);
                value.is_some_and(|value| function.holds(value, text))
            }
            Self::Items { path, all, variable, condition } => {
                let list = scope.at(path);
                let mut results = items(list.as_deref()).iter().map(|item| match condition {
                    Some(condition) => {
                        condition.holds_in(&Scope::Item { variable, item, outer: scope })
                    }
                    None => true,
                });
                if *all { results.all(|holds| holds) } else { results.any(|holds| holds) }
            }
            Self::Count(path, operator, number) => {
                let count = items(scope.at(path).as_deref()).len();
                operator.accepts((count as u64).cmp(number))
            }
        }
    }
}

fn items(list: Option<&Value>) -> &[Value] {
    list.and_then(Value::as_array).map_or(&[], Vec::as_slice)
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
enum Scope<'s, 'g, 'v> {
    Object(&'s Get<'g, 'v>),
    Item { variable: &'s str, item: &'s Value, outer: &'s Scope<'s, 'g, 'v> },
}

impl<'v> Scope<'_, '_, 'v> {
    fn at<'a>(&'a self, path: &Path) -> Option<Cow<'a, Value>>
    where
        'v: 'a,
    {
        match (self, &path.variable) {
            (Self::Object(object), None) => {
                let (first, rest) = path.names.split_first()?;
                value::below(object(first)?, rest)
            }
            (Self::Object(_), Some(_)) => None,
            (Self::Item { variable, item, .. }, Some(wanted)) if wanted == variable => {
                value::below(Cow::Borrowed(*item), &path.names)
            }
            (Self::Item { outer, .. }, _) => outer.at(path),
        }
    }
}
