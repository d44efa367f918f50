//! Paths of operations, part by part, and what is done there.

use super::csdl::{Metadata, Operation, TypeRef};

/// A part of a path.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Part {
    /// A set, a singleton, a property, `$count`.
    Text(String),
    /// The key of an item, of a type.
    Key(String),
    /// An item by another key: the set, the type, and the properties.
    Alternate(String, String, Vec<String>),
    /// A cast to a type.
    Cast(String),
    /// An action or a function: its name as it stands in the path, and its arguments with their types.
    Call(String, Vec<(String, TypeRef)>),
}

/// What an operation does.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Does {
    /// Reads a list of a type.
    List(String),
    /// Reads one of a type.
    Get(String),
    Create(String),
    Update(String),
    Delete,
    Count(String),
    /// Reads the links of a relation, many or one, to a type.
    Links(bool, String),
    /// Adds a link of a relation that leads to many, or sets the one.
    Add(String),
    Set(String),
    Remove,
    /// A stream.
    Read,
    Write,
    /// An action or a function, by its index.
    Call(usize),
}

/// An operation of a path.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) method: &'static str,
    pub(super) path: Vec<Part>,
    pub(super) does: Does,
    /// The annotations' targets that speak of it, the nearest first.
    pub(super) targets: Vec<String>,
}

impl Found {
    /// The first part of the path, whose file it stands in.
    pub(super) fn root(&self) -> &str {
        match self.path.first() {
            Some(Part::Text(name) | Part::Alternate(name, ..) | Part::Call(name, _)) => name,
            _ => "",
        }
    }
}

/// An operation as a part of a path: by its bare name in the service's own namespace, else in full.
pub(super) fn part_of(metadata: &Metadata, operation: &Operation) -> Part {
    let bare = operation.name.strip_prefix(&metadata.namespace).and_then(|it| it.strip_prefix('.'));
    let bare = bare.filter(|name| !name.contains('.')).unwrap_or(&operation.name);
    let arguments = operation.parameters.iter().filter(|_| !operation.is_action);
    Part::Call(bare.to_owned(), arguments.map(|it| (it.name.clone(), it.ty.clone())).collect())
}
