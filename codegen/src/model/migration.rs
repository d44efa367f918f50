//! How callers move to the service that took another's place.

use super::{Docs, Features};
use crate::names::Ident;

/// The page about a module's operations and types.
#[derive(Debug, Hash)]
pub struct Migration {
    /// What the page is about.
    pub docs: Docs,
    /// The operations, in the order of the spec.
    pub moves: Vec<Move>,
    /// The types.
    pub types: Docs,
}

/// What takes the place of an operation.
#[derive(Debug, Hash)]
pub struct Move {
    /// What it is, and what differs.
    pub docs: Docs,
    /// A call of the operation.
    pub before: Option<Shown>,
    /// A call of what took its place.
    pub after: Option<Shown>,
    /// What is called otherwise, and who may call it.
    pub facts: Docs,
}

/// The documented example that is shown.
#[derive(Debug, Hash)]
pub struct Shown {
    /// The service's folder.
    pub service: String,
    /// The operation's id.
    pub operation: String,
    /// What it asks for.
    pub target: String,
}

/// The types of a service that become types of the one that took its place, and back.
#[derive(Debug, Hash)]
pub struct Conversions {
    /// The module of the other service.
    pub there: Ident,
    /// The types, in the order of the spec.
    pub list: Vec<Conversion>,
    /// What brings the types of both.
    pub features: Features,
}

/// A type that becomes another without loss, and back.
#[derive(Debug, Hash)]
pub struct Conversion {
    /// The type's name in the spec.
    pub name: String,
    /// The type.
    pub here: Ident,
    /// The type of the other service.
    pub there: Ident,
    /// Whether it is an enumeration.
    pub is_text: bool,
    /// The names that tell the types from others, and the properties that hold these.
    pub types: [(String, String); 2],
    /// Properties or values that have another name there.
    pub renamed: Vec<[String; 2]>,
    /// Properties whose values are converted too, and the types of these.
    pub nested: Vec<(String, Ident)>,
}
