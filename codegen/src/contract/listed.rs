//! What a service's own file lists, for its operations to name.

use super::{Given, IdentifierId, OptionId, Segment, Type};
use crate::diagnostics::Place;

/// One cloud in which a service runs.
#[derive(Debug)]
pub struct Cloud {
    /// The key of the entry.
    pub at: Place,
    /// Its name.
    pub name: String,
    /// Scheme and host.
    pub url: String,
    /// Which cloud it is.
    pub doc: String,
}

/// One error code.
#[derive(Debug)]
pub struct ErrorCode {
    /// The key of the entry.
    pub at: Place,
    /// The code as sent.
    pub name: String,
    /// The name that the spec gives for Rust.
    pub rust: Option<Given>,
    /// The HTTP status that comes with it.
    pub status: Option<u16>,
    /// Whether a list of changes has to be read from its start.
    pub resync: bool,
    /// What it means.
    pub doc: String,
}

/// A kind of identifier.
#[derive(Debug)]
pub struct Identifier {
    /// The key of the entry.
    pub at: Place,
    /// Its name.
    pub name: String,
    /// What is identified.
    pub doc: String,
    /// A value for examples.
    pub example: String,
    /// The other kinds that are taken for this one too.
    pub includes: Vec<IdentifierId>,
}

/// What links to objects look like.
#[derive(Debug)]
pub struct Link {
    /// The property that holds the address.
    pub property: String,
    /// The path of an object, as it is written.
    pub template: String,
    /// The same, taken apart; the last segment is the object's identifier.
    pub to: Vec<Segment>,
}

/// A parameter of paths.
#[derive(Debug)]
pub struct Parameter {
    /// The key of the entry.
    pub at: Place,
    /// What the spec calls it: the name, perhaps behind the segment that it follows, like `domains/id`.
    pub key: String,
    /// Its name in paths.
    pub name: String,
    /// What it takes.
    pub takes: Takes,
    /// What it selects.
    pub doc: String,
}

/// What a parameter takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Takes {
    /// The client's tenant.
    Tenant,
    /// An identifier of this kind.
    Identifier(IdentifierId),
    /// An identifier of a kind that was reported.
    Unknown,
}

/// How a call says that its query is an advanced one.
#[derive(Debug)]
pub struct Advanced {
    /// The header.
    pub header: String,
    /// Its value.
    pub value: String,
    /// The query option that filters and orders need too.
    pub count: Option<OptionId>,
}

/// A query option.
#[derive(Debug)]
pub struct QueryOption {
    /// The key of the entry.
    pub at: Place,
    /// Its name.
    pub name: String,
    /// The name that the spec gives for Rust.
    pub rust: Option<Given>,
    /// What kind of value it takes.
    pub kind: OptionKind,
    /// The type of its value if it takes JSON.
    pub of: Type,
    /// Whether it takes an advanced query.
    pub advanced: bool,
    /// What it does.
    pub doc: String,
}

/// A request header that callers may set.
#[derive(Debug)]
pub struct Header {
    /// The key of the entry.
    pub at: Place,
    /// Its name.
    pub name: String,
    /// The name that the spec gives for Rust.
    pub rust: Option<Given>,
    /// Whether its value must not be shown.
    pub secret: bool,
    /// What it does.
    pub doc: String,
}

/// What kind of value a query option takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OptionKind {
    /// Any text.
    Text,
    /// A number without a fraction between two bounds.
    Number {
        /// The smallest one.
        min: Option<u32>,
        /// The largest one.
        max: Option<u32>,
    },
    /// `true` or `false`.
    Flag,
    /// A filter over the listed type.
    Filter,
    /// An order over the listed type.
    OrderBy,
    /// Which properties come back.
    Select,
    /// Which related objects come along.
    Expand,
    /// Words that listed objects hold.
    Search,
    /// Whether the first page says how many objects there are.
    Count,
    /// JSON of some type.
    Json,
}

impl OptionKind {
    /// The smallest and the largest number; none if every number is allowed or none is taken.
    pub fn bounds(self) -> Option<(u32, u32)> {
        match self {
            Self::Number { min, max } if (min, max) != (None, None) => {
                Some((min.unwrap_or(0), max.unwrap_or(u32::MAX)))
            }
            _ => None,
        }
    }
}
