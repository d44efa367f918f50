//! `cargo xtask import`: from a service's metadata to the files of its spec.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use codegen::SourceFile;
use codegen::import::Import;

use crate::commands::{Report, changed, count, human, seconds};
use crate::plan::{Change, Plan};
use crate::{sources, write};

/// What to import, and where to.
#[derive(Debug)]
pub struct Task<'a> {
    /// The file with the metadata.
    pub metadata: &'a Path,
    /// The name of the service's folder.
    pub service: &'a str,
    /// The patterns; `@FILE` stands for those in a file.
    pub select: &'a [String],
    /// The folder of the spec.
    pub spec: &'a Path,
    /// The file with the permissions.
    pub permissions: Option<&'a Path>,
    /// How many relations a path may go along.
    pub depth: Option<u32>,
    /// The type that is to be explained.
    pub explain: Option<&'a str>,
    /// Whether to use colours.
    pub color: bool,
}

/// Makes the files of a service's spec, all or none.
///
/// # Errors
///
/// Files that cannot be read or written, and a service that was not imported, which is not ours to overwrite.
pub fn import(task: &Task<'_>) -> Result<Report> {
    let start = Instant::now();
    let folder = task.spec.join(task.service);
    check_name(task.service)?;
    let own = folder.join("service.json");
    let earlier = own.exists().then(|| source(&own)).transpose()?;
    if let Some(earlier) = earlier.as_ref().filter(|it| !it.text.contains("\"imported\"")) {
        bail!("{} was not imported, so it is left alone; take another `--service`", earlier.path);
    }
    let metadata = source(task.metadata)?;
    let selection = SourceFile { path: "--select".to_owned(), text: patterns(task.select)? };
    let permissions = task.permissions.map(source).transpose()?;
    let import = Import {
        metadata: &metadata,
        selection: &selection,
        permissions: permissions.as_ref(),
        service: task.service,
        depth: task.depth,
        earlier: earlier.as_ref(),
    };
    let output = match codegen::import::import(&import, task.explain) {
        Ok(output) => output,
        Err(diagnostics) => {
            let sources: Vec<SourceFile> =
                [metadata, selection].into_iter().chain(permissions).collect();
            return Ok(Report::bad(
                human(&sources, &diagnostics, task.color) + "; nothing was written\n",
            ));
        }
    };
    if task.explain.is_some() {
        return Ok(Report::good(output.explanation.join("\n") + "\n"));
    }
    let mut plan = Plan::default();
    for file in &output.files {
        plan.add_file(&folder.join(&file.path), file.text.clone())?;
    }
    plan.changes.extend(stale(&folder, &output.files)?);
    plan.changes.sort_by(|a, b| (a.new.is_some(), &a.path).cmp(&(b.new.is_some(), &b.path)));
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    write::apply(&plan.changes, &folder)?;
    let mut out = changed(&plan.changes);
    let deleted = plan.changes.iter().filter(|change| change.new.is_none()).count();
    let _ = writeln!(
        out,
        "imported {} and {}; {} written, {} unchanged, {deleted} deleted; {}",
        count(output.operations, "operation"),
        count(output.types, "type"),
        plan.changes.len() - deleted,
        plan.unchanged,
        seconds(start.elapsed()),
    );
    Ok(Report::good(out))
}

/// Whether a folder of the spec can have this name.
fn check_name(service: &str) -> Result<()> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !service.starts_with(|c: char| c.is_ascii_lowercase()) || !service.chars().all(fits) {
        bail!("`{service}` is no name for a service; use lower case letters, digits and `_`");
    }
    Ok(())
}

/// Files of an earlier import that this one has not made. What people have written beside them stays.
fn stale(folder: &Path, files: &[codegen::OutputFile]) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    if !folder.exists() {
        return Ok(changes);
    }
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry.with_context(|| format!("cannot read {}", folder.display()))?.path();
        let name =
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_ours = name.matches('.').count() == 1 && name.ends_with(".json");
        if is_ours && !files.iter().any(|file| file.path == name) {
            let old = source(&path)?.text;
            changes.push(Change { path, old: Some(old), new: None });
        }
    }
    Ok(changes)
}

/// The patterns, one a line.
fn patterns(select: &[String]) -> Result<String> {
    let mut text = String::new();
    for pattern in select {
        match pattern.strip_prefix('@') {
            Some(path) => text.push_str(source(Path::new(path))?.text.trim_end()),
            None => text.push_str(pattern),
        }
        text.push('\n');
    }
    Ok(text)
}

fn source(path: &Path) -> Result<SourceFile> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(SourceFile { path: path.display().to_string(), text: sources::text(bytes) })
}
