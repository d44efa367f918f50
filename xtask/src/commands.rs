//! The tasks as the command line shows them: text to print and whether it went well.

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use codegen::diagnostics::{CATALOGUE, Code};
use codegen::{Diagnostics, SourceFile};

use crate::plan::{Change, Plan};
use crate::workspace::display;
use crate::{Mode, Outcome, Regen, drift, regen, sources, write};

/// What a command prints and how it ends.
#[derive(Debug, Default)]
pub struct Report {
    /// For standard output.
    pub out: String,
    /// For standard error.
    pub err: String,
    /// Whether the process is to report a failure.
    pub failed: bool,
}

impl Report {
    /// Something to print, and all is well.
    pub fn good(out: String) -> Self {
        Self { out, ..Self::default() }
    }

    pub(crate) fn bad(err: String) -> Self {
        Self { err, failed: true, ..Self::default() }
    }
}

/// How mistakes are shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// For people, perhaps in colour.
    Human {
        /// Whether to use colours.
        color: bool,
    },
    /// For programs.
    Json,
    /// For GitHub's annotations.
    Github,
}

/// How operations are listed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ListFormat {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// For the README: each operation and what takes its place.
    Markdown,
}

/// `cargo xtask regen`. The command is what to run when something is not up to date.
///
/// # Errors
///
/// As [`regen`](fn@crate::regen).
pub fn run_regen(task: &Regen, mode: Mode, command: &str, color: bool) -> Result<Report> {
    let start = Instant::now();
    Ok(match regen(task, mode)? {
        Outcome::Mistakes(files, diagnostics, errors) => {
            let mut text: String =
                errors.iter().map(|error| format!("error: {error:#}\n")).collect();
            if !errors.is_empty() {
                text.push('\n');
            }
            text += &diagnostics.render_human(&files, color);
            text += &counted(errors.len() + diagnostics.shown(&files));
            Report::bad(text + "; nothing was written\n")
        }
        Outcome::Drift(changes) => Report::bad(drift::report(&changes, command)),
        Outcome::Done(summary) => {
            let mut out = changed(&summary.changes);
            let _ = writeln!(
                out,
                "read {} with {} and {}; {} written, {} unchanged, {} deleted; {}",
                count(summary.read, "file"),
                count(summary.operations, "operation"),
                count(summary.types, "type"),
                count(summary.written(), "file"),
                summary.unchanged,
                summary.deleted(),
                seconds(start.elapsed()),
            );
            Report::good(out)
        }
    })
}

/// `cargo xtask check`.
///
/// # Errors
///
/// Files that cannot be read.
pub fn check(spec: &Path, format: Format) -> Result<Report> {
    let mut files = sources::texts(sources::read(spec)?);
    let documents = sources::documents(spec)?.map(|file| file.source);
    let checked = codegen::read_with_documents(&files, documents.as_ref());
    files.extend(documents);
    let (operations, diagnostics) = match checked {
        Ok(read) => (read.contract.count(), Diagnostics::new()),
        Err(diagnostics) => (0, diagnostics),
    };
    let failed = !diagnostics.is_empty();
    Ok(match format {
        Format::Human { color } if failed => Report::bad(human(&files, &diagnostics, color) + "\n"),
        Format::Human { .. } => Report::good(format!(
            "no mistakes in {} with {}\n",
            count(files.len(), "file"),
            count(operations, "operation")
        )),
        Format::Json => {
            Report { out: diagnostics.render_json(&files), failed, ..Report::default() }
        }
        Format::Github => {
            Report { out: diagnostics.render_github(&files), failed, ..Report::default() }
        }
    })
}

/// `cargo xtask explain`: one kind of mistake, or the titles of all.
pub fn explain(code: Option<&Code>) -> Report {
    let Some(code) = code else {
        let line = |code: &&Code| format!("{}  {}\n", code.id, code.title);
        return Report::good(CATALOGUE.iter().map(line).collect());
    };
    Report::good(format!(
        "{}: {}\n\n{}\n\nWrong:\n\n{}\n\nFixed:\n\n{}\n",
        code.id,
        code.title,
        code.explanation,
        indented(code.wrong),
        indented(code.fixed)
    ))
}

/// `cargo xtask list`.
///
/// # Errors
///
/// Files that cannot be read.
pub fn list(spec: &Path, service: Option<&str>, format: ListFormat, color: bool) -> Result<Report> {
    let files = sources::texts(sources::read(spec)?);
    let api = match codegen::read(&files) {
        Ok(read) => read.contract,
        Err(diagnostics) => return Ok(Report::bad(human(&files, &diagnostics, color) + "\n")),
    };
    let mut list = codegen::list::list(&api);
    if let Some(service) = service {
        if !api.services.iter().any(|it| it.name == service) {
            let known: Vec<String> =
                api.services.iter().map(|it| format!("`{}`", it.name)).collect();
            let known = known.join(", ");
            let text = format!("error: there is no service `{service}`; the spec has {known}\n");
            return Ok(Report::bad(text));
        }
        list.retain(|it| it.service == service);
    }
    match format {
        ListFormat::Json => return Ok(Report::good(codegen::list::to_json(&list))),
        ListFormat::Markdown => return Ok(Report::good(codegen::list::to_markdown(&list))),
        ListFormat::Table => {}
    }
    let mut rows = vec![["SERVICE", "OPERATION", "METHOD", "PATH", "STATUS"].map(str::to_owned)];
    rows.extend(list.iter().map(|it| {
        let statuses: Vec<String> = it.statuses.iter().map(u16::to_string).collect();
        [
            it.service.to_owned(),
            it.id.to_owned(),
            it.method.to_owned(),
            it.path.to_owned(),
            statuses.join(","),
        ]
    }));
    Ok(Report::good(table(&rows)))
}

/// `cargo xtask fmt`. The command is what to run when something is not canonical.
///
/// # Errors
///
/// Files that cannot be read or written.
pub fn fmt(spec: &Path, mode: Mode, command: &str, color: bool) -> Result<Report> {
    let files = sources::read(spec)?;
    let documents = sources::documents(spec)?;
    let formatted = files.iter().map(|file| (file, codegen::spec::fmt::fmt(&file.source)));
    let listed =
        documents.iter().map(|file| (file, codegen::spec::fmt::fmt_documents(&file.source)));
    let mut plan = Plan::default();
    let mut err = String::new();
    for (file, text) in formatted.chain(listed) {
        match text {
            Ok(text) => plan.add_file(&file.path, text)?,
            Err(diagnostics) => {
                err.push_str(&diagnostics.render_human(std::slice::from_ref(&file.source), color))
            }
        }
    }
    if !err.is_empty() {
        return Ok(Report::bad(err + "error: nothing was written\n"));
    }
    if mode == Mode::Check && !plan.changes.is_empty() {
        return Ok(Report::bad(drift::report(&plan.changes, command)));
    }
    write::apply(&plan.changes, spec)?;
    let written = count(plan.changes.len(), "file");
    Ok(Report::good(format!(
        "{}{written} written, {} unchanged\n",
        changed(&plan.changes),
        plan.unchanged
    )))
}

/// One line for each change.
pub(crate) fn changed(changes: &[Change]) -> String {
    let line = |change: &Change| {
        let verb = if change.new.is_some() { "wrote" } else { "deleted" };
        format!("{verb} {}\n", display(&change.path))
    };
    changes.iter().map(line).collect()
}

/// Mistakes for people, and how many there are; the last line is left open.
pub(crate) fn human(files: &[SourceFile], diagnostics: &Diagnostics, color: bool) -> String {
    diagnostics.render_human(files, color) + &counted(diagnostics.shown(files))
}

fn counted(mistakes: usize) -> String {
    format!("error: {}; `cargo xtask explain CODE` tells more", count(mistakes, "mistake"))
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

/// A number with its noun.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

pub(crate) fn seconds(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}

/// Columns as wide as their widest entry.
pub(crate) fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let width =
        |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let _ = writeln!(out, "{}", cells.join("  ").trim_end());
    }
    out
}
