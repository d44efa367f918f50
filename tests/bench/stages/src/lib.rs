//! The stages of generation, one by one, on specs of any size.

use anyhow::{Context, Result, anyhow};
use bench::synth;
use codegen::emit::PlannedFile;
use codegen::model::Api;
use codegen::parse::Parsed;
use codegen::{OutputFile, SourceFile, render};
use tempfile::TempDir;
use xtask::plan::Change;
use xtask::{sources, write};

/// The sizes, in operations.
pub const SIZES: [usize; 3] = [50, 500, 5_000];

/// A spec of this size with the proportions of the workspace's own.
///
/// # Errors
///
/// A spec in `api-spec/` that cannot be read.
pub fn spec(operations: usize) -> Result<Vec<SourceFile>> {
    let own = bench::root().join("api-spec");
    synth::synth(&sources::texts(sources::read(&own)?), operations)
}

/// Text to entries.
pub fn parse(spec: &[SourceFile]) -> Parsed {
    codegen::parse::parse(spec)
}

/// Entries to decisions: checked, then lowered.
///
/// # Errors
///
/// A spec with mistakes.
pub fn lower(spec: &[SourceFile], parsed: Parsed) -> Result<Api> {
    let (contract, mistakes) = codegen::check::check(spec, &parsed);
    let (api, clashes) = codegen::lower::lower(&contract);
    let is_sound = mistakes.is_empty() && clashes.is_empty();
    is_sound.then_some(api).ok_or_else(|| anyhow!("the spec has mistakes"))
}

/// Decisions to tokens, file by file; they are dropped, since they cannot leave their thread.
pub fn emit(plan: &[PlannedFile<'_>]) {
    plan.iter().for_each(|file| drop(file.draw()));
}

/// Decisions to text, on all cores.
pub fn render(plan: &[PlannedFile<'_>]) -> Vec<OutputFile> {
    render::render_all(plan, &|_, _| false)
}

/// Text to a new folder, which goes when what is returned is dropped.
///
/// # Errors
///
/// Files that cannot be written.
pub fn write(files: Vec<OutputFile>) -> Result<TempDir> {
    let folder = tempfile::tempdir().context("cannot write in the folder for temporary files")?;
    let out = folder.path().join("api");
    let new =
        |file: OutputFile| Change { path: out.join(file.path), old: None, new: Some(file.text) };
    let changes: Vec<_> = files.into_iter().map(new).collect();
    write::apply(&changes, &out)?;
    Ok(folder)
}
