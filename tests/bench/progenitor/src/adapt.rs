//! From the OpenAPI 3.1 of `cargo xtask openapi` to the 3.0.3 that progenitor reads.
//!
//! What progenitor takes no notice of is left out, and so is what it cannot express: closed sets of values that are open in
//! truth become text, failures have no types.

use serde_json::{Map, Value, json};

const METHODS: &[&str] = &["get", "post", "put", "patch", "delete"];

/// What stays of a parameter, beside its schema.
const OF_PARAMETERS: &[&str] = &["name", "in", "description", "required", "style", "explode"];

/// What stays of an operation as it is.
const OF_OPERATIONS: &[&str] = &["operationId", "summary", "description", "tags"];

/// What a schema of 3.0 does not know, or progenitor does not look at.
const NOT_OF_SCHEMAS: &[&str] = &[
    "$comment",
    "contentEncoding",
    "default",
    "discriminator",
    "example",
    "examples",
    "propertyNames",
];

/// The whole document.
pub(crate) fn document(old: &Value) -> Value {
    let components = &old["components"];
    json!({
        "openapi": "3.0.3",
        "info": kept(&old["info"], &["title", "version"]),
        "paths": members(&old["paths"])
            .map(|(template, old)| (segments(template), path(old)))
            .collect::<Map<_, _>>(),
        "components": {
            "schemas": each(&components["schemas"], schema),
            "parameters": each(&components["parameters"], parameter),
        },
    })
}

/// A fragment tells operations of one address apart; generators take a path for segments only.
fn segments(template: &str) -> String {
    template.replace('#', "/_")
}

fn path(old: &Value) -> Value {
    let mut new: Map<_, _> = members(old)
        .filter(|(key, _)| METHODS.contains(&key.as_str()))
        .map(|(method, old)| (method.clone(), operation(old)))
        .collect();
    if old.get("parameters").is_some() {
        new.insert("parameters".into(), list(&old["parameters"], parameter));
    }
    new.into()
}

fn operation(old: &Value) -> Value {
    let mut new = kept(old, OF_OPERATIONS);
    new["parameters"] = list(&old["parameters"], parameter);
    if let Some(body) = old.get("requestBody") {
        let required = body["required"].as_bool().unwrap_or_default();
        new["requestBody"] =
            json!({ "required": required, "content": each(&body["content"], media) });
    }
    new["responses"] = members(&old["responses"])
        .filter(|(status, _)| status.starts_with('2'))
        .map(|(status, old)| (status.clone(), response(old)))
        .collect::<Map<_, _>>()
        .into();
    new
}

fn response(old: &Value) -> Value {
    let mut new = json!({ "description": old["description"].as_str().unwrap_or_default() });
    if let Some(content) = old.get("content") {
        new["content"] = each(content, media);
    }
    new
}

fn media(old: &Value) -> Value {
    json!({ "schema": schema(&old["schema"]) })
}

fn parameter(old: &Value) -> Value {
    if old.get("$ref").is_some() {
        return old.clone();
    }
    let mut new = kept(old, OF_PARAMETERS);
    if let Some(old) = old.get("schema") {
        new["schema"] = schema(old);
    }
    if let Some(content) = old.get("content") {
        new["content"] = each(content, media);
    }
    new
}

/// A schema. `true` and no schema at all allow anything; `false`, as a value of `additionalProperties`, stays.
fn schema(old: &Value) -> Value {
    let Value::Object(old) = old else {
        return match old {
            Value::Bool(false) => false.into(),
            _ => json!({}),
        };
    };
    // Beside a reference, 3.0 allows nothing.
    if let Some(target) = old.get("$ref") {
        return json!({ "$ref": target });
    }
    let mut new = Map::new();
    for (key, value) in old {
        match key.as_str() {
            "anyOf" | "oneOf" | "allOf" => combine(&mut new, key, value),
            "type" => set_type(&mut new, value),
            "properties" => _ = new.insert(key.clone(), properties(value)),
            "items" => _ = new.insert(key.clone(), schema(value)),
            "additionalProperties" if value.is_object() => {
                new.insert(key.clone(), schema(value));
            }
            "const" => {
                new.insert("enum".into(), json!([value]));
                new.entry("type").or_insert_with(|| "string".into());
            }
            "enum" => {
                let values = value.as_array().into_iter().flatten();
                let values = values.filter(|value| !value.is_null()).cloned();
                new.insert(key.clone(), values.collect());
            }
            _ if NOT_OF_SCHEMAS.contains(&key.as_str()) || key.starts_with("x-") => {}
            _ => _ = new.insert(key.clone(), value.clone()),
        }
    }
    if is_open_set(&new) {
        new.retain(|key, _| matches!(key.as_str(), "nullable" | "description"));
        new.insert("type".into(), "string".into());
    }
    new.into()
}

/// Puts a choice among schemas into one: a choice of null is `nullable`, a choice of one is none.
fn combine(new: &mut Map<String, Value>, key: &str, choices: &Value) {
    let all = choices.as_array().map(Vec::as_slice).unwrap_or_default();
    let rest: Vec<_> = all.iter().filter(|one| one["type"] != "null").collect();
    if rest.len() < all.len() {
        new.insert("nullable".into(), true.into());
    }
    match (rest.as_slice(), key) {
        ([only], "anyOf" | "oneOf") if only.get("$ref").is_some() => {
            new.insert("allOf".into(), json!([schema(only)]));
        }
        ([only], "anyOf" | "oneOf") => {
            if let Value::Object(only) = schema(only) {
                new.extend(only);
            }
        }
        (several, _) => {
            let several: Vec<_> = several.iter().map(|one| schema(one)).collect();
            new.insert(key.to_owned(), several.into());
        }
    }
}

/// Of several types, one of them null, the other one.
fn set_type(new: &mut Map<String, Value>, ty: &Value) {
    let Value::Array(types) = ty else {
        new.insert("type".into(), ty.clone());
        return;
    };
    let mut rest = types.iter().filter(|one| *one != "null");
    if let Some(ty) = rest.next() {
        new.insert("type".into(), ty.clone());
    }
    if types.iter().any(|one| one == "null") {
        new.insert("nullable".into(), true.into());
    }
}

/// The properties. Two of them whose names differ only in a leading `@` would have the same Rust name; the plain one stays.
fn properties(old: &Value) -> Value {
    members(old)
        .filter(|(name, _)| name.strip_prefix('@').is_none_or(|plain| old.get(plain).is_none()))
        .map(|(name, old)| (name.clone(), schema(old)))
        .collect::<Map<_, _>>()
        .into()
}

/// Whether a schema allows some values by name and any other text.
fn is_open_set(schema: &Map<String, Value>) -> bool {
    let choices = schema.get("anyOf").and_then(Value::as_array);
    choices.into_iter().flatten().any(|choice| choice["type"] == "string")
}

fn members(of: &Value) -> impl Iterator<Item = (&String, &Value)> {
    of.as_object().into_iter().flatten()
}

fn each(old: &Value, make: fn(&Value) -> Value) -> Value {
    members(old).map(|(key, value)| (key.clone(), make(value))).collect::<Map<_, _>>().into()
}

fn list(old: &Value, make: fn(&Value) -> Value) -> Value {
    old.as_array().into_iter().flatten().map(make).collect()
}

fn kept(old: &Value, keys: &[&str]) -> Value {
    members(old)
        .filter(|(key, _)| keys.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect::<Map<_, _>>()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_that_may_be_null_is_nullable() {
        assert_eq!(
            schema(&json!({ "type": ["string", "null"], "format": "uuid" })),
            json!({ "type": "string", "nullable": true, "format": "uuid" })
        );
        assert_eq!(
            schema(&json!({ "anyOf": [{ "$ref": "#/a" }, { "type": "null" }] })),
            json!({ "allOf": [{ "$ref": "#/a" }], "nullable": true })
        );
        assert_eq!(
            schema(&json!({ "oneOf": [{ "type": "array", "items": true }, { "type": "null" }] })),
            json!({ "type": "array", "items": {}, "nullable": true })
        );
    }

    #[test]
    fn an_open_set_of_values_is_text() {
        assert_eq!(
            schema(&json!({
                "description": "Which.",
                "anyOf": [{ "type": "string", "enum": ["a"] }, { "type": "string" }],
            })),
            json!({ "type": "string", "description": "Which." })
        );
        assert_eq!(schema(&json!({ "const": "a" })), json!({ "type": "string", "enum": ["a"] }));
        assert_eq!(
            schema(&json!({ "type": "string", "enum": ["a", null] })),
            json!({ "type": "string", "enum": ["a"] })
        );
    }

    #[test]
    fn a_fragment_becomes_a_segment() {
        assert_eq!(segments("/groups/{id}#members"), "/groups/{id}/_members");
    }

    #[test]
    fn nothing_stands_beside_a_reference_and_nothing_unknown_stays() {
        assert_eq!(schema(&json!({ "$ref": "#/a", "description": "b" })), json!({ "$ref": "#/a" }));
        assert_eq!(
            schema(
                &json!({ "type": "object", "x-filterable": true, "examples": [1], "additionalProperties": false })
            ),
            json!({ "type": "object", "additionalProperties": false })
        );
    }

    #[test]
    fn of_two_properties_with_one_rust_name_the_plain_one_stays() {
        let text = json!({ "type": "string" });
        assert_eq!(
            schema(
                &json!({ "properties": { "@odata.nextLink": text, "odata.nextLink": text, "@odata.id": text } })
            ),
            json!({ "properties": { "odata.nextLink": text, "@odata.id": text } })
        );
    }

    #[test]
    fn operations_keep_successes_and_get_ids_of_letters() {
        let old = json!({
            "openapi": "3.1.1",
            "info": { "title": "T", "version": "1", "license": { "name": "MIT" } },
            "servers": [],
            "paths": { "/a": {
                "summary": "gone",
                "parameters": [{ "$ref": "#/p" }],
                "get": {
                    "operationId": "graph_aGet",
                    "summary": "Gets.",
                    "security": [],
                    "parameters": [
                        { "name": "q", "in": "query", "schema": true, "example": 1 },
                        { "name": "@p", "in": "query", "content": { "application/json": { "schema": true, "examples": {} } } },
                    ],
                    "responses": {
                        "200": { "description": "Fine.", "content": { "application/json": { "schema": { "$ref": "#/s" } } } },
                        "204": {},
                        "4XX": { "description": "Not fine." },
                    },
                },
            } },
            "components": {},
        });
        assert_eq!(
            document(&old),
            json!({
                "openapi": "3.0.3",
                "info": { "title": "T", "version": "1" },
                "paths": { "/a": {
                    "parameters": [{ "$ref": "#/p" }],
                    "get": {
                        "operationId": "graph_aGet",
                        "summary": "Gets.",
                        "parameters": [
                            { "name": "q", "in": "query", "schema": {} },
                            { "name": "@p", "in": "query", "content": { "application/json": { "schema": {} } } },
                        ],
                        "responses": {
                            "200": { "description": "Fine.", "content": { "application/json": { "schema": { "$ref": "#/s" } } } },
                            "204": { "description": "" },
                        },
                    },
                } },
                "components": { "schemas": {}, "parameters": {} },
            })
        );
    }
}
