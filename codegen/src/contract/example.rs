//! What the documents show of an operation.

use serde_json::Value;

use super::{HeaderId, OptionId, ParameterId, Segment, Service, Takes};
use crate::diagnostics::Place;

/// A documented request and its response.
#[derive(Debug)]
pub struct Example {
    /// The entry.
    pub at: Place,
    /// Where it stands.
    pub from: String,
    /// Which of the entry's operations it is for.
    pub operation: usize,
    /// The version that it asks for, where that is not the operation's.
    pub version: Option<String>,
    /// The request.
    pub request: Option<ExampleRequest>,
    /// The response.
    pub response: Option<ExampleResponse>,
}

/// A documented request.
#[derive(Debug)]
pub struct ExampleRequest {
    /// Its target as documented, or made of what follows.
    pub target: String,
    /// The parameters of the path by name, without encoding.
    pub path: Vec<(String, String)>,
    /// The query options.
    pub query: Vec<(OptionId, Value)>,
    /// The request headers.
    pub headers: Vec<(HeaderId, String)>,
    /// The body.
    pub body: Option<Value>,
}

/// A documented response.
#[derive(Debug)]
pub struct ExampleResponse {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Option<Value>,
    /// What it says if it is an error.
    pub failure: Option<Failure>,
}

/// What an error response says.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The code.
    pub code: String,
    /// The message.
    pub message: Option<String>,
}

impl Service {
    /// The id of the object that a link points at.
    pub fn linked<'u>(&self, url: &'u str) -> Option<&'u str> {
        let before = self.link.as_ref()?.to.iter().rev().nth(1)?;
        let Segment::Literal(collection) = before else { return None };
        let (_, id) = url.rsplit_once(&format!("/{collection}/"))?;
        Some(id)
    }

    /// The value of a path parameter in a request: the one that is given, or else the one that stands for its kind.
    pub fn value_of(&self, request: &ExampleRequest, parameter: ParameterId) -> Option<String> {
        let parameter = &self[parameter];
        let given = request
            .path
            .iter()
            .find(|(name, _)| *name == parameter.name)
            .map(|(_, value)| value.clone());
        given.or_else(|| match parameter.takes {
            Takes::Identifier(kind) => Some(self[kind].example.clone()),
            Takes::Tenant | Takes::Unknown => None,
        })
    }
}
