//! What the documents show of an operation. An example has the same name wherever a part of it stands.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Scope;
use crate::contract::{Entry, Example, ExampleRequest, Operation};
use crate::json::{Node, Object, object};

/// An operation, where it is written, and its documented requests and responses.
pub(super) struct Documented<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) entry: &'a Entry,
    pub(super) operation: &'a Operation,
    pub(super) examples: Vec<&'a Example>,
}

impl Documented<'_> {
    /// What of each example stands in some place.
    pub(super) fn examples(&self, value: impl Fn(&Example) -> Option<Value>) -> Object {
        let examples = self.examples.iter().enumerate();
        let entries = examples.filter_map(|(index, example)| {
            let entry = object! { "summary": &example.from, "value": value(example)? };
            Some((name(index), entry))
        });
        entries.collect()
    }

    /// What of each documented request stands in some place.
    pub(super) fn given(&self, value: impl Fn(&ExampleRequest) -> Option<Value>) -> Object {
        self.examples(|example| value(example.request.as_ref()?))
    }

    /// The statuses of the documented error responses.
    pub(super) fn failures(&self) -> BTreeSet<u16> {
        let responses = self.examples.iter().filter_map(|example| example.response.as_ref());
        responses.filter(|it| it.failure.is_some()).map(|it| it.status).collect()
    }

    /// Where each example stands and what it asks for.
    pub(super) fn requests(&self) -> Node {
        let examples = self.examples.iter().enumerate();
        let targets = examples.filter_map(|(index, example)| {
            let target = &example.request.as_ref()?.target;
            Some(object! { "example": name(index), "from": &example.from, "target": target })
        });
        targets.collect()
    }
}

fn name(index: usize) -> String {
    format!("example{}", index + 1)
}
