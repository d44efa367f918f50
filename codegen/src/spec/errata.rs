//! What the documents say wrong: `*.errata.json`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::{Entries, patterns};

/// What the documents say wrong about the entries of a file: `groups.errata.json` beside `groups.json`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ErrataFile {
    /// Where editors find the schema of this file.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// Where the documents contradict an entry, and why the entry is right: by the ids of operations and the names of types.
    /// Those of `service.json` stand under `service`.
    #[schemars(transform = patterns::keys(patterns::ENTRY))]
    pub errata: Entries<Vec<Erratum>>,
}

/// A contradiction: the documents say one thing and this spec another. An example that is damaged in the documents is fixed
/// here, which is one too.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Erratum {
    /// A short name that is unique in the whole spec; one contradiction that shows in several places keeps one name. `C` and a
    /// number is a contradiction that the documents are known to have; those of other pages are named otherwise, like `G1`.
    pub id: String,
    /// What the document says.
    pub document: String,
    /// What this spec says instead.
    pub spec: String,
    /// Why.
    pub reason: String,
    /// The document's claim in the terms of the entry: a JSON pointer into the entry and the value that would stand there.
    /// The entry's examples count as a key `examples` of it. It is an error if that very value does stand there.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::POINTER))]
    pub claim: Entries<Value>,
}
