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

    /// What each documented request gives for something.
    pub(super) fn given<K: PartialEq, V: Clone + Into<Node>>(
        &self,
        key: &K,
        list: impl Fn(&ExampleRequest) -> &[(K, V)],
    ) -> Object {
        self.examples(|example| {
            let mut list = list(example.request.as_ref()?).iter();
            list.find(|(given, _)| given == key).map(|(_, value)| value.clone())
        })
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
