//! The way to the calls: resources, the methods that lead from one to the next, and the methods that make calls.

use std::collections::BTreeMap;

use super::signature::{self, Signature};
use super::{Item, Root, Topic, receiver_path};
use crate::model::{CallBody, Module, Operation, Receiver, Service};
use crate::names::plain;

/// Which operations lie behind each resource: what it is there for.
pub(super) struct Reach<'a> {
    calls: BTreeMap<String, Vec<&'a str>>,
    ways: BTreeMap<String, Vec<String>>,
}

impl<'a> Reach<'a> {
    pub(super) fn of(service: &'a Service) -> Self {
        let mut reach = Self {
            calls: BTreeMap::new(),
            ways: BTreeMap::new(),
        };
        for module in &service.modules {
            for methods in &module.methods {
                let Receiver::Resource { ident, .. } = &methods.on else {
                    continue;
                };
                let calls = methods
                    .calls
                    .iter()
                    .filter_map(|index| module.operations.get(*index));
                reach
                    .calls
                    .entry(ident.to_string())
                    .or_default()
                    .extend(calls.map(|operation| operation.id.as_str()));
                let ways = methods
                    .accessors
                    .iter()
                    .map(|accessor| accessor.resource.to_string());
                reach
                    .ways
                    .entry(ident.to_string())
                    .or_default()
                    .extend(ways);
            }
        }
        reach
    }

    /// The operations behind a resource. Resources form a tree, so this ends.
    fn behind(&self, resource: &str) -> Vec<&'a str> {
        let here = self.calls.get(resource).into_iter().flatten().copied();
        let beyond = self
            .ways
            .get(resource)
            .into_iter()
            .flatten()
            .flat_map(|next| self.behind(next));
        here.chain(beyond).collect()
    }

    fn topics(&self, root: &Root<'_>, resource: &str) -> Vec<Topic> {
        self.behind(resource)
            .into_iter()
            .map(|id| root.operation(id))
            .collect()
    }
}

/// The resources and methods of a module.
pub(super) fn resources(
    root: &Root<'_>,
    place: &str,
    reach: &Reach<'_>,
    module: &Module,
    items: &mut Vec<Item>,
) {
    for resource in &module.resources {
        let mut about = reach.topics(root, &resource.ident.to_string());
        about.push(root.topic());
        items.push(Item::new(
            format!("{place}::{}", resource.ident),
            "struct<M: runtime::Mode = runtime::Async> [Clone, Debug]",
            about,
        ));
    }
    for methods in &module.methods {
        let on = receiver_path(root, place, &methods.on);
        for accessor in &methods.accessors {
            let mut about = reach.topics(root, &accessor.resource.to_string());
            about.extend(
                accessor
                    .taken
                    .iter()
                    .map(|id| root.identifier(&id.identifier)),
            );
            about.push(root.topic());
            let id = |id| ("id".to_owned(), signature::id(root, id).1);
            let arguments = accessor.taken.iter().map(id).collect();
            let signature = Signature {
                receiver: Some("&self"),
                arguments,
                returns: format!("{place}::{}<M>", accessor.resource),
            };
            items.push(signature.item(format!("{on}::{}", plain(&accessor.ident)), about));
        }
        for operation in methods
            .calls
            .iter()
            .filter_map(|index| module.operations.get(*index))
        {
            items.push(call_method(root, place, &on, operation));
        }
    }
}

fn call_method(root: &Root<'_>, place: &str, on: &str, operation: &Operation) -> Item {
    let call = &operation.call;
    let mut about = vec![root.operation(&operation.id), root.body(&operation.id)];
    let mut arguments: Vec<(String, String)> = call
        .taken
        .iter()
        .map(|id| signature::id(root, id))
        .collect();
    about.extend(call.taken.iter().map(|id| root.identifier(&id.identifier)));
    match &call.body {
        CallBody::Nothing => {}
        CallBody::Link(id) => {
            arguments.push(signature::id(root, id));
            about.push(root.identifier(&id.identifier));
        }
        CallBody::One(argument) => {
            arguments.push((
                plain(&argument.ident),
                signature::argument(root, &argument.ty),
            ));
            about.extend(signature::mention(root, &argument.ty));
        }
        CallBody::Struct(ident) => {
            arguments.push(("body".to_owned(), format!("{}::models::{ident}", root.path)))
        }
    }
    about.push(root.topic());
    let returns = format!("runtime::Call<{place}::calls::{}, M>", operation.ident);
    Signature {
        receiver: Some("&self"),
        arguments,
        returns,
    }
    .item(format!("{on}::{}", plain(&call.ident)), about)
}
