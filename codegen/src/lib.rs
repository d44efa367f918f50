//! From the JSON spec of an HTTP API to the Rust source of a typed client for it.
//!
//! ```text
//! [SourceFile] → parse → spec::Spec → resolve → model::Api → emit → tokens → render → [OutputFile]
//! ```
//!
//! The library is pure: it reads no file, asks no clock and iterates over no hash map, so that the same sources give
//! the same bytes on any machine.

pub mod diagnostics;
pub mod fmt;
mod json;
pub mod parse;
pub mod schema;
mod shape;
pub mod spec;

pub use diagnostics::Diagnostics;

/// One file of the spec.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it lies, for diagnostics and for the headers of emitted files: `api-spec/azure_ad_graph/groups.json`. The last
    /// two components are the service and the file's name.
    pub path: String,
    /// Its text.
    pub text: String,
}
