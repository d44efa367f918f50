//! From the JSON spec of an HTTP API to the Rust source of a typed client for it.
//!
//! ```text
//! [SourceFile] → parse → Spec → check → contract::Api → lower → model::Api → emit → tokens → render → [OutputFile]
//! ```
//!
//! The library is pure: it reads no file, asks no clock and iterates over no hash map, so that the same sources give
//! the same bytes on any machine.

pub mod check;
pub mod contract;
pub mod coverage;
pub mod diagnostics;
pub mod diff;
pub mod documents;
pub mod emit;
pub mod errata;
pub mod import;
mod json;
pub mod layout;
pub mod list;
pub mod lower;
pub mod migration;
pub mod model;
pub mod names;
pub mod openapi;
pub mod parse;
pub mod permissions;
pub mod print;
pub mod protocol;
pub mod render;
mod request_text;
pub mod samples;
pub mod spec;
pub mod surface;

pub use diagnostics::Diagnostics;
pub use render::{Kept, OutputFile};

/// One file of the spec.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it lies, for diagnostics and for the headers of emitted files: `api-spec/azure_ad_graph/groups.json`. The last
    /// two components are the service and the file's name.
    pub path: String,
    /// Its text, with U+FFFD for bytes that are no UTF-8.
    pub text: String,
}

/// What a spec gives.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The emitted files but for those that are kept, sorted by path.
    pub files: Vec<OutputFile>,
    /// How many operations there are.
    pub operations: usize,
    /// How many types there are.
    pub types: usize,
    /// The public items of each module, which the next run can have again.
    pub listed: surface::Listed,
}

/// A spec, understood and decided: what everything else is made from.
#[derive(Debug)]
pub struct Read {
    /// The API in its own terms.
    pub contract: contract::Api,
    /// The same in Rust.
    pub model: model::Api,
}

/// Reads and checks a spec.
///
/// # Errors
///
/// Every mistake in it.
pub fn read(sources: &[SourceFile]) -> Result<Read, Diagnostics> {
    read_with_documents(sources, None)
}

/// The same with the list of the documents, if there is one, which counts as the last of the sources.
///
/// # Errors
///
/// Every mistake in the spec and in the list, and every gap between the two.
pub fn read_with_documents(
    sources: &[SourceFile],
    documents: Option<&SourceFile>,
) -> Result<Read, Diagnostics> {
    read_again(sources, documents, &|_| false)
}

/// The same, if an earlier run of this program has found no mistake in any file, some of which are known to be as they were
/// then.
///
/// # Errors
///
/// Every mistake in the spec and in the list, and every gap between the two.
pub fn read_again(
    sources: &[SourceFile],
    documents: Option<&SourceFile>,
    is_known: &dyn Fn(&SourceFile) -> bool,
) -> Result<Read, Diagnostics> {
    let (read, mut mistakes, poisoned) = understand(sources, is_known);
    if let Some(documents) = documents {
        let gaps = coverage::gaps(sources.len(), documents, &read.contract, &poisoned);
        mistakes = coverage::join(mistakes, gaps);
    }
    if mistakes.is_empty() { Ok(read) } else { Err(mistakes) }
}

/// A spec as far as it can be understood, every mistake in it, and what could not be read.
fn understand(
    sources: &[SourceFile],
    is_known: &dyn Fn(&SourceFile) -> bool,
) -> (Read, Diagnostics, parse::Poisoned) {
    let parsed = parse::parse_again(sources, is_known);
    let (contract, mut mistakes) = check::check(sources, &parsed);
    let (model, clashes) = lower::lower(&contract);
    mistakes.extend(clashes);
    (Read { contract, model }, mistakes, parsed.poisoned)
}

/// Makes the Rust source of the clients that a spec describes.
///
/// # Errors
///
/// Every mistake in the spec.
pub fn generate(sources: &[SourceFile]) -> Result<Output, Diagnostics> {
    Ok(output(&read(sources)?.model, &|_, _| false, surface::Listed::default()))
}

/// The same as a crate of its own, whose features are the parts of the API.
///
/// # Errors
///
/// Every mistake in the spec.
pub fn generate_crate(
    sources: &[SourceFile],
    layout: &layout::Crate<'_>,
) -> Result<Output, Diagnostics> {
    let listed = surface::Listed::default();
    Ok(output_as_crate(&mut read(sources)?.model, layout, &|_, _| false, listed))
}

/// The Rust source of a model, without the files that are kept. What an earlier run of this program has listed is not drawn
/// again for modules that are as they were.
pub fn output(api: &model::Api, kept: Kept<'_>, listed: surface::Listed) -> Output {
    let modules = || api.services.iter().flat_map(|service| &service.modules);
    let plan = emit::plan(api);
    let mut files = render::render_all(&plan, kept);
    let (items, listed) = surface::file(api, emit::digests(&plan), listed, kept);
    files.extend(items);
    files.push(errata::file(api));
    files.extend(migration::files(api));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Output {
        files,
        operations: modules().map(|module| module.operations.len()).sum(),
        types: modules().flat_map(|module| module.type_names()).count(),
        listed,
    }
}

/// The Rust source of a model as a crate of its own; the model gets the features. What is kept is named as it stands in the
/// folder of the emitted code.
pub fn output_as_crate(
    api: &mut model::Api,
    layout: &layout::Crate<'_>,
    kept: Kept<'_>,
    listed: surface::Listed,
) -> Output {
    let features = lower::features(api);
    let output = output(api, kept, listed);
    Output { files: layout.files(output.files, &features), ..output }
}
