//! From the spec on disk to the emitted code on disk.

use std::hash::DefaultHasher;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use codegen::{Diagnostics, Failure, SourceFile};

use crate::plan::{Change, Plan};
use crate::record::Memory;
use crate::{sources, workspace, write};

/// What to make from what.
#[derive(Clone, Debug)]
pub struct Regen {
    /// The spec's folder.
    pub spec: PathBuf,
    /// The folder of the emitted code, which holds nothing else.
    pub out: PathBuf,
    /// The JSON Schema that is kept up to date as well.
    pub schema: Option<PathBuf>,
    /// The page about every kind of mistake that is kept up to date as well.
    pub diagnostics: Option<PathBuf>,
    /// Where a run leaves a note of what it has found up to date, so that the next need not make it again.
    pub record: Option<PathBuf>,
}

impl Regen {
    /// The workspace's own spec and emitted code.
    pub fn of_workspace(root: &Path) -> Self {
        Self {
            spec: root.join(workspace::SPEC),
            out: root.join(workspace::OUT),
            schema: Some(root.join(workspace::SCHEMA)),
            diagnostics: Some(root.join(workspace::DIAGNOSTICS)),
            record: None,
        }
    }
}

/// Whether to touch the disk.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// Write what changed.
    Write,
    /// Only tell what would change.
    Check,
}

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    /// Everything is up to date now.
    Done(Summary),
    /// Something is not up to date; only when checking.
    Drift(Vec<Change>),
    /// The spec has mistakes; nothing was written.
    Mistakes(Vec<SourceFile>, Diagnostics),
}

/// What was done.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Spec files that were read.
    pub read: usize,
    /// Operations in them.
    pub operations: usize,
    /// Types in them.
    pub types: usize,
    /// Files that were written or deleted.
    pub changes: Vec<Change>,
    /// Files that were up to date already.
    pub unchanged: usize,
}

impl Summary {
    /// How many files were deleted.
    pub fn deleted(&self) -> usize {
        self.changes
            .iter()
            .filter(|change| change.new.is_none())
            .count()
    }

    /// How many files were written.
    pub fn written(&self) -> usize {
        self.changes.len() - self.deleted()
    }
}

/// Makes the emitted code from the spec, all of it or, if the spec has mistakes or a file cannot be written, nothing.
///
/// # Errors
///
/// Files that cannot be read or written, and files among the emitted code that were not emitted.
pub fn regen(task: &Regen, mode: Mode) -> Result<Outcome> {
    let spec = sources::texts(sources::read(&task.spec)?);
    let documents = sources::documents(&task.spec)?.map(|file| file.source);
    let files: Vec<SourceFile> = spec.iter().chain(&documents).cloned().collect();
    let memory = match (&task.record, mode) {
        (Some(record), Mode::Write) => Memory::load(record, task, &files),
        _ => None,
    };
    if let Some(summary) = memory.as_ref().and_then(Memory::summary) {
        return Ok(Outcome::Done(summary));
    }
    let is_current = |path: &str, fingerprint| {
        let memory = memory.as_ref();
        memory.is_some_and(|memory| memory.holds(path, fingerprint))
    };
    let made = codegen::generate_changed(&spec, documents.as_ref(), DefaultHasher::new, is_current);
    let output = match made {
        Ok(output) => output,
        Err(Failure::Mistakes(diagnostics)) => return Ok(Outcome::Mistakes(files, diagnostics)),
        Err(Failure::Bug(message)) => bail!("codegen has a bug; nothing was written: {message}"),
    };
    let emitted = output.files.into_iter().map(|file| (file.path, file.text));
    let mut plan = Plan::for_folder(&task.out, emitted, output.current)?;
    if let Some(schema) = &task.schema {
        plan.add_file(schema, codegen::schema::schema())?;
    }
    if let Some(page) = &task.diagnostics {
        plan.add_file(page, codegen::diagnostics::page())?;
    }
    match mode {
        Mode::Check if !plan.changes.is_empty() => return Ok(Outcome::Drift(plan.changes)),
        Mode::Check => {}
        Mode::Write => write::apply(&plan.changes, &task.out)?,
    }
    let summary = Summary {
        read: files.len(),
        operations: output.operations,
        types: output.types,
        changes: plan.changes,
        unchanged: plan.unchanged,
    };
    if let Some(memory) = memory {
        memory.save(&summary, &task.out, &output.fingerprints);
    }
    Ok(Outcome::Done(summary))
}
