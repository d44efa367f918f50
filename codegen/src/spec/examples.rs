//! What the documents show: `*.examples.json`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::{Entries, patterns};

/// The examples of the operations of a resource file: `groups.examples.json` beside `groups.json`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExamplesFile {
    /// Where editors find the schema of this file.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// The documented requests and responses, by the ids of the operations. Each operation needs at least one request.
    #[schemars(transform = patterns::keys(patterns::ENTRY))]
    pub examples: Entries<Vec<Example>>,
}

/// A documented request and its response. Both become tests: the call must give the request, and the response must survive
/// being read and written again.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Example {
    /// Where the example stands, like `004 / Get a group`, or the address of the page that shows it; `constructed` if none
    /// does.
    #[schemars(regex(pattern = patterns::ORIGIN))]
    pub from: String,
    /// Which of the operation's paths it is for: an entry of `on`.
    #[schemars(regex(pattern = patterns::PATH))]
    pub on: Option<String>,
    /// The version that the example asks for, where that is not the operation's.
    #[schemars(regex(pattern = patterns::VERSION))]
    pub version: Option<String>,
    /// The request; left out where the document shows only a response.
    pub request: Option<ExampleRequest>,
    /// The response; left out where the document shows only a request.
    pub response: Option<ExampleResponse>,
}

/// A documented request.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExampleRequest {
    /// The request's target, from the path on, like `/myorganization/groups?api-version=1.6`: as the document has it, or
    /// left out where it would only repeat `path` and `query`. A value that holds more than letters, digits and `-._~` needs
    /// it, since it shows how that is encoded.
    #[schemars(regex(pattern = patterns::TARGET))]
    pub target: Option<String>,
    /// The parameters in the path, without encoding; the tenant is `myorganization` unless it is given.
    #[serde(default)]
    pub path: Entries<String>,
    /// The query options.
    #[serde(default)]
    pub query: Entries<Value>,
    /// The request headers, of those that the operation takes.
    #[serde(default)]
    pub headers: Entries<String>,
    /// The body.
    pub body: Option<Value>,
}

/// A documented response.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExampleResponse {
    /// The HTTP status: one of the operation's `returns`, or that of an error.
    pub status: u16,
    /// The body; left out where there is none. That of an error holds one of the service's `errors`.
    pub body: Option<Value>,
}
