//! What the query options of a request say: `$filter`, `$orderby`, `$search`, `$select` and `$expand`.
//!
//! Everything here works on text and JSON alone. What a property is, and which queries may name it, the caller tells
//! through [`Properties`]; what is asked of a property that does not allow it is refused where it stands in the text.

mod expand;
mod filter;
mod literal;
mod order;
mod parse;
mod search;
mod token;
mod value;

use std::borrow::Cow;
use std::fmt;

pub(crate) use expand::{Expand, expands, selects};
pub(crate) use filter::{Filter, Function, Literal, Operator, Path};
pub(crate) use order::OrderBy;
pub(crate) use search::Search;
use serde_json::Value;

/// Gives the properties of an object by their first names.
pub(crate) type Get<'g, 'v> = dyn Fn(&str) -> Option<Cow<'v, Value>> + 'g;

/// How a service writes its queries.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Dialect {
    /// As OData 3 does: `datetime'…'`, `guid'…'`.
    V3,
    /// As OData 4 does: dates and GUIDs have no quotes.
    V4,
}

/// Which queries may use something.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Support {
    /// All of them.
    Plain,
    /// Advanced ones.
    Advanced,
    /// None.
    Never,
}

/// What values a property has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// Text, also a GUID as text.
    Text,
    /// `true` and `false`.
    Boolean,
    /// Numbers.
    Number,
    /// Dates and times.
    Date,
    /// Objects, of which conditions can name the properties.
    Object,
    /// Anything.
    Any,
}

/// A property, as far as queries are concerned.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Property {
    /// Its values, or those of the items if it is a list.
    pub(crate) kind: Kind,
    /// Whether it is a list.
    pub(crate) list: bool,
    /// Which queries may filter by it.
    pub(crate) filter: Support,
    /// Which queries may sort by it.
    pub(crate) sort: Support,
    /// Whether queries may search it for words.
    pub(crate) search: bool,
}

/// Tells what properties there are.
pub(crate) trait Properties {
    /// The property at this path, like `displayName` or `assignedLicenses/skuId`. None if there is none.
    fn property(&self, path: &str) -> Option<Property>;
}

impl<F: Fn(&str) -> Option<Property>> Properties for F {
    fn property(&self, path: &str) -> Option<Property> {
        self(path)
    }
}

/// What a query is held against.
#[derive(Clone, Copy)]
pub(crate) struct Rules<'a> {
    /// How the service writes its queries.
    pub(crate) dialect: Dialect,
    /// Whether this is an advanced query.
    pub(crate) advanced: bool,
    /// Whether everything that can be understood is allowed.
    pub(crate) loose: bool,
    /// What properties there are.
    pub(crate) properties: &'a dyn Properties,
}

impl Rules<'_> {
    /// Refuses what the query may not use.
    fn require(
        &self,
        at: usize,
        support: Support,
        what: impl fmt::Display,
    ) -> Result<(), QueryError> {
        match support {
            _ if self.loose => Ok(()),
            Support::Plain => Ok(()),
            Support::Advanced if self.advanced => Ok(()),
            Support::Advanced => Err(QueryError::unsupported(
                at,
                format!("{what} is supported in advanced queries only"),
            )),
            Support::Never => Err(QueryError::unsupported(at, format!("{what} is not supported"))),
        }
    }

    /// The property at a path.
    fn property(&self, at: usize, path: &str) -> Result<Property, QueryError> {
        const UNKNOWN: Property = Property {
            kind: Kind::Any,
            list: false,
            filter: Support::Plain,
            sort: Support::Plain,
            search: true,
        };
        match self.properties.property(path) {
            Some(property) => Ok(property),
            None if self.loose => Ok(UNKNOWN),
            None => Err(QueryError::malformed(at, format!("there is no property `{path}`"))),
        }
    }
}

/// Why a query cannot be understood or is refused.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct QueryError {
    /// Where in the text, in bytes from its start.
    pub(crate) position: usize,
    /// What is wrong there.
    pub(crate) message: String,
    /// Whether the text can be understood and the service does not support it.
    pub(crate) unsupported: bool,
}

impl QueryError {
    fn malformed(position: usize, message: impl Into<String>) -> Self {
        Self { position, message: message.into(), unsupported: false }
    }

    fn unsupported(position: usize, message: impl Into<String>) -> Self {
        Self { position, message: message.into(), unsupported: true }
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at position {}", self.message, self.position)
    }
}

impl std::error::Error for QueryError {}

#[cfg(test)]
mod tests;
