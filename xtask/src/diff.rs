//! `cargo xtask diff`: what differs between two specs, each a folder or a revision.

use std::path::{Path, PathBuf};

use anyhow::Result;
use codegen::SourceFile;
use codegen::diff::{Diff, Level};

use crate::commands::{Report, human};
use crate::workspace::display;
use crate::{revision, sources};

/// Where a spec is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Place {
    /// In this folder.
    Folder(PathBuf),
    /// In this revision, below the spec's usual folder.
    Revision(String),
}

/// How a comparison is shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// For people at a terminal.
    Human,
    /// For a pull request.
    Markdown,
    /// For programs.
    Json,
}

/// What to compare.
#[derive(Clone, Debug)]
pub struct Task {
    /// The older spec.
    pub base: Place,
    /// The newer spec.
    pub head: Place,
    /// The spec's folder, in which revisions have it too.
    pub spec: PathBuf,
    /// How to show the outcome.
    pub format: Format,
    /// The level that is too much.
    pub deny: Option<Level>,
    /// Whether to use colours for mistakes.
    pub color: bool,
}

impl Place {
    /// What an argument means: a folder if there is one of that name, or else a revision.
    ///
    /// # Errors
    ///
    /// It is neither.
    pub fn find(text: &str, spec: &Path) -> Result<Self, String> {
        if Path::new(text).is_dir() {
            return Ok(Self::Folder(text.into()));
        }
        match revision::exists(text, spec) {
            Ok(true) => Ok(Self::Revision(text.to_owned())),
            Ok(false) => Err(format!(
                "`{text}` is neither a folder nor a revision that git knows beside `{}`",
                display(spec)
            )),
            Err(error) => Err(format!(
                "`{text}` is no folder, and there are no revisions beside `{}`: {error:#}",
                display(spec)
            )),
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Folder(path) => display(path),
            Self::Revision(name) => name.clone(),
        }
    }
}

/// Compares two specs.
///
/// # Errors
///
/// Files that cannot be read, and folders without a spec.
pub fn diff(task: &Task) -> Result<Report> {
    let mut err = String::new();
    let mut sides = Vec::new();
    for place in [&task.base, &task.head] {
        let files = read(place, task, &mut err)?;
        match codegen::read(&files) {
            Ok(side) => sides.push(side),
            Err(mistakes) => {
                err.push_str(&human(&files, &mistakes, task.color));
                err.push_str(&format!(
                    "\nerror: `{}` cannot be compared: today's rules find mistakes in it\n",
                    place.name()
                ));
            }
        }
    }
    let [base, head] = sides.as_slice() else {
        return Ok(Report { err, failed: true, ..Report::default() });
    };
    let diff = codegen::diff::diff(base, head);
    let denied = denied(&diff, task.deny);
    if let Some(level) = denied {
        err.push_str(&format!(
            "error: the verdict is {}, and {} is denied\n",
            diff.verdict_name(),
            level.as_str()
        ));
    }
    let out = match task.format {
        Format::Human => diff.render_human(),
        Format::Markdown => diff.render_markdown(),
        Format::Json => diff.render_json(),
    };
    Ok(Report { out, err, failed: denied.is_some() })
}

/// The files of one side. A revision from before there was a spec counts as an empty one.
fn read(place: &Place, task: &Task, err: &mut String) -> Result<Vec<SourceFile>> {
    match place {
        Place::Folder(path) => Ok(sources::texts(sources::read(path)?)),
        Place::Revision(name) => {
            let files = revision::read(name, &task.spec)?;
            if files.is_empty() {
                let spec = display(&task.spec);
                err.push_str(&format!(
                    "note: `{name}` has no spec in `{spec}`, which counts as an empty one\n"
                ));
            }
            Ok(files)
        }
    }
}

fn denied(diff: &Diff, deny: Option<Level>) -> Option<Level> {
    deny.filter(|level| diff.verdict() >= Some(*level))
}
