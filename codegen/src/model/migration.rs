//! How callers move to the service that took another's place.

use super::Docs;

/// The page about a module's operations and types.
#[derive(Debug)]
pub struct Migration {
    /// What the page is about.
    pub docs: Docs,
    /// The operations, in the order of the spec.
    pub moves: Vec<Move>,
    /// The types.
    pub types: Docs,
}

/// What takes the place of an operation.
#[derive(Debug)]
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
#[derive(Debug)]
pub struct Shown {
    /// The service's folder.
    pub service: String,
    /// The operation's id.
    pub operation: String,
    /// What it asks for.
    pub target: String,
}
