//! The JSON Schema of spec files, for editors.

#[cfg(test)]
mod tests;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::shape::order::keys_of;
use super::{ErrataFile, ExamplesFile, Resource, Service};
use crate::json::Node;

/// The text of `api-spec/schema.json`, made from the types of the spec language and their documentation.
///
/// All kinds of files name the same schema. Which kind a file is shows in a key that only this kind has; so that an
/// editor complains about the keys of the one kind and not about all.
pub fn schema() -> String {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = json!(generator.subschema_for::<Resource>());
    for (key, kind) in [
        ("errata", generator.subschema_for::<ErrataFile>()),
        ("examples", generator.subschema_for::<ExamplesFile>()),
        ("title", generator.subschema_for::<Service>()),
    ] {
        schema = json!({ "if": { "required": [key] }, "then": kind, "else": schema });
    }
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "Spec file".into();
    schema["description"] =
        "A file of the spec: what a service has in common, a resource with its operations and types, or its examples or errata."
            .into();
    schema["$defs"] = generator.take_definitions(true).into();
    ordered(&schema, "").text()
}

/// Keywords in the order in which people read them; others follow.
const KEYWORDS: &[&str] = &[
    "$schema",
    "title",
    "description",
    "$ref",
    "type",
    "format",
    "pattern",
    "minimum",
    "maximum",
    "const",
    "anyOf",
    "oneOf",
    "required",
    "properties",
    "propertyNames",
    "items",
    "additionalProperties",
    "if",
    "then",
    "else",
    "$defs",
];

/// A schema with its keywords in order, whatever order the map keeps; `name` is the type that it describes.
fn ordered(schema: &Value, name: &str) -> Node {
    match schema {
        Value::Object(object) => by_rank(object, KEYWORDS, |key, value| match (key, value) {
            ("$defs", Value::Object(types)) => by_rank(types, &[], |name, ty| ordered(ty, name)),
            ("properties", Value::Object(properties)) => {
                by_rank(properties, keys_of(name), |_, property| ordered(property, name))
            }
            _ => ordered(value, name),
        }),
        Value::Array(list) => list.iter().map(|value| ordered(value, name)).collect(),
        scalar => scalar.clone().into(),
    }
}

/// An object with the keys of a list first.
fn by_rank(
    object: &Map<String, Value>,
    order: &[&str],
    node: impl Fn(&str, &Value) -> Node,
) -> Node {
    let rank = |key: &str| order.iter().position(|it| *it == key).unwrap_or(order.len());
    let mut entries: Vec<(&String, &Value)> = object.iter().collect();
    entries.sort_by_key(|(key, _)| (rank(key), *key));
    Node::Object(entries.into_iter().map(|(key, value)| (key, node(key, value))).collect())
}
