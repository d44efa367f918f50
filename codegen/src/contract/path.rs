//! Paths of operations, taken apart.

use super::{OptionId, ParameterId};
use crate::protocol::Placed;

/// A part of a path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Segment {
    /// The client's tenant.
    Tenant(ParameterId),
    /// The version.
    Version(String),
    /// Fixed text.
    Literal(String),
    /// A value as a segment of its own.
    Value(ParameterId),
    /// A value as an OData key: `domains('…')`.
    Key(String, ParameterId),
    /// Values with names: another key, `applications(appId='…')`, or the arguments of a function.
    Arguments(String, Vec<Argument>),
}

/// A value with a name in a path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// How its value stands there.
    pub value: Placed<ParameterId, OptionId>,
}

impl Segment {
    /// The parameters in it.
    pub fn parameters(&self) -> Vec<ParameterId> {
        match self {
            Self::Tenant(id) | Self::Value(id) | Self::Key(_, id) => vec![*id],
            Self::Arguments(_, arguments) => {
                arguments.iter().filter_map(|it| it.value.parameter()).collect()
            }
            Self::Version(_) | Self::Literal(_) => Vec::new(),
        }
    }
}

/// A literal segment and the parameter that selects one item of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
    /// The segment, as ids say it.
    pub literal: String,
    /// What selects an item.
    pub key: Option<ParameterId>,
}
