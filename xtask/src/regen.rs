//! From the spec on disk to the emitted code on disk.

use std::mem;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use codegen::layout::Crate;
use codegen::{Diagnostics, Output, Read, SourceFile};

use crate::destination::{API, Destination, Layout};
use crate::plan::{Change, Plan};
use crate::record::Record;
use crate::{sources, workspace, write};

/// What to make from what.
#[derive(Clone, Debug)]
pub struct Regen {
    /// The spec's folder.
    pub spec: PathBuf,
    /// The folder of the emitted code, which holds nothing else; of a whole crate, if that is wanted.
    pub out: PathBuf,
    /// Where the code stands.
    pub layout: Layout,
    /// The JSON Schema that is kept up to date as well.
    pub schema: Option<PathBuf>,
    /// The page about every kind of mistake that is kept up to date as well.
    pub diagnostics: Option<PathBuf>,
    /// Where a run leaves a note of the state of everything, so that the next has nothing to do if nothing has changed.
    pub record: Option<PathBuf>,
}

impl Regen {
    /// The workspace's own spec and emitted code.
    pub fn of_workspace(root: &Path) -> Self {
        Self {
            spec: root.join(workspace::SPEC),
            out: root.join(workspace::OUT),
            layout: Layout::Api,
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
    /// The spec has mistakes, and maybe the destination of a crate has some, too; nothing was written.
    Mistakes(Vec<SourceFile>, Diagnostics, Vec<anyhow::Error>),
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
        self.changes.iter().filter(|change| change.new.is_none()).count()
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
    let destination = match Destination::of(&task.layout, &task.out) {
        Ok(destination) => destination,
        Err(errors) => return refused(&spec, documents.as_ref(), files, errors),
    };
    let others =
        task.schema.iter().chain(&task.diagnostics).cloned().chain(destination.beside(&task.out));
    let path = task.record.as_deref().filter(|_| mode == Mode::Write);
    let mut record = path.and_then(|path| Record::read(path, &destination, others, &files));
    let known = record.as_ref().and_then(|record| record.counts());
    if let Some([operations, types, unchanged]) = known {
        return Ok(Outcome::Done(Summary {
            read: files.len(),
            operations,
            types,
            changes: Vec::new(),
            unchanged,
        }));
    }
    let knows = |file: &SourceFile| record.as_ref().is_some_and(|record| record.knows(file));
    let mut read = match codegen::read_again(&spec, documents.as_ref(), &knows) {
        Ok(read) => read,
        Err(diagnostics) => return Ok(Outcome::Mistakes(files, diagnostics, Vec::new())),
    };
    let (output, mut plan) = emit(task, &destination, &mut read, record.as_mut())?;
    // The program is about to end, and to take a large spec apart before takes longer than to read it.
    mem::forget(read);
    if let Some(schema) = &task.schema {
        plan.add_file(schema, codegen::spec::schema::schema())?;
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
    if let Some(record) = record {
        let made = summary.unchanged + summary.written();
        let counts = [summary.operations, summary.types, made];
        record.write(&summary.changes, &output.listed, counts);
    }
    Ok(Outcome::Done(summary))
}

/// What is wrong with the destination, told together with the mistakes of the spec.
fn refused(
    spec: &[SourceFile],
    documents: Option<&SourceFile>,
    files: Vec<SourceFile>,
    errors: Vec<anyhow::Error>,
) -> Result<Outcome> {
    match codegen::read_with_documents(spec, documents) {
        Ok(_) => {
            let errors: Vec<String> = errors.iter().map(|error| format!("{error:#}")).collect();
            Err(anyhow!(errors.join("\nerror: ")))
        }
        Err(diagnostics) => Ok(Outcome::Mistakes(files, diagnostics, errors)),
    }
}

/// The emitted code, and what of it is to be written.
fn emit(
    task: &Regen,
    destination: &Destination,
    read: &mut Read,
    mut record: Option<&mut Record>,
) -> Result<(Output, Plan)> {
    let listed = record.as_mut().map(|record| record.listed()).unwrap_or_default();
    let record = record.as_deref();
    let keeps = |path: &str, from| record.is_some_and(|it| it.keeps(path, from));
    let is_kept = |path: &Path| record.is_some_and(|record| record.has_kept(path));
    let mut output = match &destination.around {
        None => codegen::output(&read.model, &keeps, listed),
        Some(around) => {
            let layout = Crate { name: &around.name, runtime: &around.runtime };
            codegen::output_as_crate(&mut read.model, &layout, &keeps, listed)
        }
    };
    let files = mem::take(&mut output.files).into_iter().map(|file| (file.path, file.text));
    let plan = match &destination.around {
        None => Plan::for_folder(&destination.api, files, is_kept)?,
        Some(_) => crate_plan(&task.out, destination, files, is_kept)?,
    };
    Ok((output, plan))
}

/// The files of a whole crate. What else its folder holds, like `target`, is not ours.
fn crate_plan(
    out: &Path,
    destination: &Destination,
    files: impl Iterator<Item = (String, String)>,
    is_kept: impl Fn(&Path) -> bool,
) -> Result<Plan> {
    let (inside, around): (Vec<_>, Vec<_>) = files.partition(|(path, _)| path.starts_with(API));
    let inside = inside.into_iter().map(|(path, text)| (path.replacen(API, "", 1), text));
    let mut plan = Plan::for_folder(&destination.api, inside, is_kept)?;
    for (path, text) in around {
        plan.add_ours(&out.join(path), text)?;
    }
    Ok(plan)
}
