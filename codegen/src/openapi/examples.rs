//! The documented requests and answers. An example has the same name wherever a part of it stands.

use serde_json::{Map, Value};

use super::Scope;
use super::node::{Node, Object};
use crate::check::type_expr;
use crate::spec::{Example, ExampleRequest, Type};

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

impl Scope<'_> {
    /// The bodies of responses with this status.
    pub(super) fn examples_of_responses(
        &self,
        documented: &[&Example],
        status: &str,
        returns: &str,
    ) -> Object {
        named(documented, |example| {
            let response = example
                .response
                .as_ref()
                .filter(|response| response.status.to_string() == status)?;
            let mut body = response.body.as_ref()?.0.clone();
            let expr = type_expr::parse(returns).ok()?;
            match (&expr.of, body.get_mut("value")) {
                (Some(of), Some(value)) => self.drop_secrets(value, of.name),
                _ => self.drop_secrets(&mut body, expr.of.as_ref().map_or(expr.name, |of| of.name)),
            }
            Some(body)
        })
    }

    /// Leaves out what is write-only, which has no place in a response: the service sends null for it, if anything.
    fn drop_secrets(&self, value: &mut Value, name: &str) {
        match value {
            Value::Array(items) => items
                .iter_mut()
                .for_each(|item| self.drop_secrets(item, name)),
            Value::Object(object) => {
                for (key, owner, property) in self.properties_of(self.kind_of(object, name)) {
                    if self.is_write_only(owner, property) {
                        object.remove(key);
                    } else if let Some(value) = object.get_mut(key) {
                        let kind = type_expr::parse(&property.kind);
                        self.drop_secrets(value, kind.map_or("", |expr| expr.name));
                    }
                }
            }
            _ => {}
        }
    }

    /// The type of an object: what its tag says, or else what is expected.
    fn kind_of<'n>(&'n self, object: &Map<String, Value>, expected: &'n str) -> &'n str {
        let base = self.types.get(expected);
        let tag = base
            .and_then(|it| it.tag.as_ref())
            .and_then(|tag| object.get(tag)?.as_str());
        let is_it = |it: &Type| tag.is_some() && it.odata_type.as_deref() == tag;
        let kind = self.types.iter().find(|(_, it)| is_it(it));
        kind.map_or(expected, |(name, _)| name)
    }
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
