//! The documented requests and answers. An example has the same name wherever a part of it stands.

use serde_json::Value;

use super::node::{Node, Object};
use crate::spec::{Example, ExampleRequest};

/// The values of a parameter in the path.
pub(super) fn of_path(documented: &[&Example], name: &str) -> Object {
    of_requests(documented, |_, request| {
        request.path.get(name).map(|value| value.as_str().into())
    })
}

/// The values of a query option.
pub(super) fn of_query(documented: &[&Example], name: &str) -> Object {
    of_requests(documented, |_, request| {
        request.query.get(name).map(|value| value.0.clone())
    })
}

/// The versions that are asked for where they are not the usual ones.
pub(super) fn of_version(documented: &[&Example]) -> Object {
    of_requests(documented, |example, _| {
        example.version.as_deref().map(Value::from)
    })
}

/// The bodies of requests.
pub(super) fn of_bodies(documented: &[&Example]) -> Object {
    of_requests(documented, |_, request| {
        request.body.as_ref().map(|body| body.0.clone())
    })
}

/// The bodies of answers with this status.
pub(super) fn of_answers(documented: &[&Example], status: &str) -> Object {
    named(documented, |example| {
        let response = example
            .response
            .as_ref()
            .filter(|response| response.status.to_string() == status)?;
        response.body.as_ref().map(|body| body.0.clone())
    })
}

/// Where each example stands and what it asks for.
pub(super) fn requests(documented: &[&Example]) -> Node {
    let targets = documented
        .iter()
        .enumerate()
        .filter_map(|(index, example)| {
            let request = example.request.as_ref()?;
            let it = Object::new()
                .with("example", name(index))
                .with("from", example.from.as_str());
            Some(it.with("target", request.target.as_str()))
        });
    targets.collect()
}

fn of_requests(
    documented: &[&Example],
    value: impl Fn(&Example, &ExampleRequest) -> Option<Value>,
) -> Object {
    named(documented, |example| {
        value(example, example.request.as_ref()?)
    })
}

fn named(documented: &[&Example], value: impl Fn(&Example) -> Option<Value>) -> Object {
    let entries = documented
        .iter()
        .enumerate()
        .filter_map(|(index, example)| {
            let entry = Object::new()
                .with("summary", example.from.as_str())
                .with("value", value(example)?);
            Some((name(index), entry))
        });
    entries.collect()
}

fn name(index: usize) -> String {
    format!("example{}", index + 1)
}
