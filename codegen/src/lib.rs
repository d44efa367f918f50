//! From the JSON spec of an HTTP API to the Rust source of a typed client for it.
//!
//! ```text
//! [SourceFile] → parse → spec::Spec → resolve → model::Api → emit → tokens → render → [OutputFile]
//! ```
//!
//! The library is pure: it reads no file, asks no clock and iterates over no hash map, so that the same sources give
//! the same bytes on any machine.

pub mod coverage;
pub mod diagnostics;
pub mod diff;
pub mod emit;
pub mod fmt;
mod json;
pub mod list;
pub mod model;
pub mod names;
pub mod openapi;
pub mod parse;
pub mod render;
pub mod resolve;
pub mod schema;
mod shape;
pub mod spec;
pub mod surface;

pub use diagnostics::Diagnostics;
pub use render::OutputFile;

/// One file of the spec.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it lies, for diagnostics and for the headers of emitted files: `api-spec/azure_ad_graph/groups.json`. The last
    /// two components are the service and the file's name.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What a spec gives.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The emitted files, sorted by path.
    pub files: Vec<OutputFile>,
    /// How many operations there are.
    pub operations: usize,
    /// How many types there are.
    pub types: usize,
}

/// Why there is no output.
#[derive(Debug)]
pub enum Failure {
    /// The spec has mistakes.
    Mistakes(Diagnostics),
    /// This crate has one: a file that was drawn is no Rust.
    Bug(String),
}

/// Reads and checks a spec.
///
/// # Errors
///
/// Every mistake in it.
pub fn resolve(sources: &[SourceFile]) -> Result<model::Api, Diagnostics> {
    resolve::resolve(sources, parse::parse(sources))
}

/// Makes the Rust source of the clients that a spec describes.
///
/// # Errors
///
/// Every mistake in the spec.
pub fn generate(sources: &[SourceFile]) -> Result<Output, Failure> {
    let api = resolve(sources).map_err(Failure::Mistakes)?;
    let mut files = render::render_all(&emit::plan(&api)).map_err(Failure::Bug)?;
    files.push(surface::file(&api));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let modules = || api.services.iter().flat_map(|service| &service.modules);
    Ok(Output {
        files,
        operations: modules().map(|module| module.operations.len()).sum(),
        types: modules()
            .map(|module| module.structs.len() + module.enums.len() + module.unions.len())
            .sum(),
    })
}
