//! The JSON Schema of spec files, for editors.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::fmt::canonical;
use crate::shape::order::keys_of;
use crate::spec::{ErrataFile, ExamplesFile, Resource, Service};

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
    let mut text = String::new();
    write(&schema, "", &mut text);
    canonical(&text)
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

/// Writes a schema with its keywords in order, whatever order the map keeps; `name` is the type that it describes.
fn write(schema: &Value, name: &str, out: &mut String) {
    match schema {
        Value::Object(object) => {
            let rank = |key: &str| {
                KEYWORDS.iter().position(|keyword| *keyword == key).unwrap_or(KEYWORDS.len())
            };
            write_object(object, rank, out, |key, value, out| match key {
                "$defs" => write_named(value, |_| 0, None, out),
                "properties" => {
                    let order = keys_of(name);
                    let rank =
                        |key: &str| order.iter().position(|it| *it == key).unwrap_or(order.len());
                    write_named(value, rank, Some(name), out);
                }
                _ => write(value, name, out),
            });
        }
        Value::Array(list) => {
            out.push('[');
            for (index, value) in list.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                write(value, name, out);
            }
            out.push(']');
        }
        _ => out.push_str(&schema.to_string()),
    }
}

/// Writes schemas by name; each is of the type that it is named after unless they are parts of one.
fn write_named(
    schemas: &Value,
    rank: impl Fn(&str) -> usize,
    name: Option<&str>,
    out: &mut String,
) {
    if let Some(object) = schemas.as_object() {
        write_object(object, rank, out, |key, value, out| write(value, name.unwrap_or(key), out));
    }
}

fn write_object(
    object: &Map<String, Value>,
    rank: impl Fn(&str) -> usize,
    out: &mut String,
    write: impl Fn(&str, &Value, &mut String),
) {
    let mut pairs: Vec<(&String, &Value)> = object.iter().collect();
    pairs.sort_by_key(|(key, _)| (rank(key), *key));
    out.push('{');
    for (index, (key, value)) in pairs.into_iter().enumerate() {
        out.push_str(if index == 0 { "" } else { "," });
        out.push_str(&Value::from(key.as_str()).to_string());
        out.push(':');
        write(key, value, out);
    }
    out.push('}');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_describes_all_kinds_of_files() {
        let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
        assert_eq!(schema["then"]["$ref"], "#/$defs/Service");
        let others = &schema["else"];
        assert_eq!(others["then"]["$ref"], "#/$defs/ExamplesFile");
        assert_eq!(others["else"]["then"]["$ref"], "#/$defs/ErrataFile");
        assert_eq!(others["else"]["else"]["$ref"], "#/$defs/Resource");
        let operation = &schema["$defs"]["Operation"];
        assert_eq!(operation["additionalProperties"], false);
        assert_eq!(operation["required"], json!(["http", "summary", "returns"]));
        assert_eq!(
            operation["properties"]["summary"],
            json!({ "type": "string", "description": "What the operation does, one sentence that begins with a verb." })
        );
        assert_eq!(schema["$defs"]["Create"]["oneOf"][0]["const"], "required");
        let returns = &operation["properties"]["returns"];
        assert_eq!(returns["propertyNames"], json!({ "pattern": "^2[0-9]{2}$" }));
        assert_eq!(returns["additionalProperties"]["type"], "string");
    }
}
