//! Any JSON value, as examples hold it.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;

/// Any JSON value.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(transparent)]
pub struct Json(pub serde_json::Value);

impl JsonSchema for Json {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Json".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        Schema::from(true)
    }
}
