//! The spec language: what maintainers write, one to one with the JSON.
//!
//! The doc comments of these types are the reference of the language; `api-spec/schema.json` is made from them. The
//! types keep text as written: names are not resolved and no mini-syntax is taken apart here, except that a type that
//! is not well-formed JSON for its place is reported by [`parse`](crate::parse).
//!
//! `doc`, `summary`, `rules` and the texts of errata are Markdown, and end up in Rust's documentation as text: code in them
//! is never Rust. A block of code, between fences or indented, is shown and not compiled; `json` behind the fence is for
//! JSON. HTML and `[names]` are shown as they are written; a link is `[text](https://…)`, and an address becomes one.
//! Sentences are our own, not the documents'.

mod beside;
mod errata;
mod examples;
mod files;
pub mod fmt;
mod operation;
mod patterns;
mod permissions;
pub mod schema;
mod service;
pub(crate) mod shape;
mod successor;
mod types;

pub(crate) use beside::SERVICE;
pub use beside::{Beside, Joined};
pub use errata::*;
pub use examples::*;
pub use files::*;
pub use operation::*;
pub use permissions::*;
use schemars::JsonSchema;
use serde::Deserialize;
pub use service::*;
pub use successor::*;
pub use types::*;

pub use crate::json::Entries;

/// A resource file: operations and the types that belong to them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Resource {
    /// Where editors find the schema of this file.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// What the file is about, in Markdown; becomes the documentation of the emitted module.
    pub doc: String,
    /// The operations by id. The id says where a caller finds the operation: `groups.members.add` is
    /// `client.groups().id(..).members().add(..)`. It is the path's literal segments and a verb, without tenant, version and
    /// `$links`; where the last segment is itself the verb, like `restore`, the id ends with it.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::ENTRY))]
    pub operations: Entries<Operation>,
    /// The types by name.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::NAME))]
    pub types: Entries<Type>,
}
