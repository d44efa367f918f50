//! What the documents show of an operation.

use super::Scope;
use crate::contract::{Entry, Example, ExampleRequest, Operation};
use crate::json::{Node, Object, object};

/// An operation, where it is written, and its documented requests and responses.
pub(super) struct Documented<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) entry: &'a Entry,
    pub(super) operation: &'a Operation,
    /// By the name that each has wherever a part of it stands.
    pub(super) examples: Vec<(String, &'a Example)>,
}

impl Documented<'_> {
    /// What of each example stands in some place.
    pub(super) fn examples<V: Into<Node>>(&self, value: impl Fn(&Example) -> Option<V>) -> Object {
        let shown = |(name, example): &(String, &Example)| {
            let entry = object! { "summary": &example.from, "value": value(example)? };
            Some((name.clone(), entry))
        };
        self.examples.iter().filter_map(shown).collect()
    }

    /// What of each documented request stands in some place.
    pub(super) fn given<V: Into<Node>>(
        &self,
        value: impl Fn(&ExampleRequest) -> Option<V>,
    ) -> Object {
        self.examples(|example| value(example.request.as_ref()?))
    }

    /// Where each example stands and what it asks for.
    pub(super) fn requests(&self) -> Node {
        let request = |(name, example): &(String, &Example)| {
            let target = &example.request.as_ref()?.target;
            Some(object! { "example": name, "from": &example.from, "target": target })
        };
        self.examples.iter().filter_map(request).collect()
    }
}
