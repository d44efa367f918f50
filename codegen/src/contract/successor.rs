//! What took the place of operations.

use serde_json::Value;

/// What took the place of an operation.
#[derive(Clone, Debug, PartialEq)]
pub enum Replacement {
    /// An operation of the service's successor.
    Operation(Successor),
    /// A request of a service that the spec does not have.
    Request(String),
    /// Nothing, and why.
    Nothing(String),
}

/// The operation that took the place of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Successor {
    /// Its id.
    pub id: String,
    /// Its method and path.
    pub request: String,
    /// What a caller has to know besides the names.
    pub differs: Option<String>,
    /// The parameters of the path and what they are called there.
    pub parameters: Vec<(String, String)>,
    /// Properties of the body or of the response and what they are called there; none if they are gone.
    pub renamed: Vec<(String, Option<String>)>,
    /// The query options without which it does not give the same.
    pub query: Vec<(String, Value)>,
}
