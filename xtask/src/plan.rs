//! What has to change on disk.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::sources;

/// How the first line of every emitted file starts: of Rust, of plain text and of Markdown.
const HEADERS: [&str; 3] = ["// @generated", "# @generated", "<!-- @generated"];

/// One file that is not as it should be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// Where it is or will be.
    pub path: PathBuf,
    /// What it holds; none if it does not exist.
    pub old: Option<String>,
    /// What it should hold; none if it should not exist.
    pub new: Option<String>,
}

/// All files that are not as they should be.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The files, sorted by path; those that go come first, so that nothing stands where another file has to go.
    pub changes: Vec<Change>,
    /// How many files are as they should be.
    pub unchanged: usize,
}

impl Plan {
    /// Compares a folder with the files that it should hold beside those that are kept as they are, and no others.
    ///
    /// # Errors
    ///
    /// A file in the folder that no task has written: it is not ours to overwrite or to delete.
    pub fn for_folder(
        out: &Path,
        files: impl IntoIterator<Item = (String, String)>,
        is_kept: impl Fn(&Path) -> bool,
    ) -> Result<Self> {
        let mut wanted = BTreeMap::new();
        for (path, text) in files {
            let inside = Path::new(&path)
                .components()
                .all(|component| matches!(component, Component::Normal(_)));
            ensure!(
                inside && !path.is_empty(),
                "the emitted path `{path}` leads out of its folder"
            );
            wanted.insert(out.join(path), text);
        }
        let mut plan = Self::default();
        let mut foreign = Vec::new();
        for path in walk(out)? {
            if is_kept(&path) {
                plan.unchanged += 1;
                continue;
            }
            let old = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let old = sources::text(old);
            if !HEADERS.iter().any(|header| old.starts_with(header)) {
                foreign.push(path);
                continue;
            }
            let new = wanted.remove(&path);
            plan.compare(path, Some(old), new);
        }
        if !foreign.is_empty() {
            let list: Vec<String> =
                foreign.iter().map(|path| format!("\n  {}", path.display())).collect();
            bail!(
                "{} holds files that do not start with `{}`, so they were not emitted and are left alone; move them away:{}",
                out.display(),
                HEADERS.join("` or `"),
                list.concat()
            );
        }
        for (path, new) in wanted {
            plan.compare(path, None, Some(new));
        }
        plan.changes.sort_by(|a, b| (a.new.is_some(), &a.path).cmp(&(b.new.is_some(), &b.path)));
        Ok(plan)
    }

    /// Compares a single file with the text that it should hold.
    ///
    /// # Errors
    ///
    /// The file exists and cannot be read.
    pub fn add_file(&mut self, path: &Path, new: String) -> Result<()> {
        let old = match fs::read(path) {
            Ok(bytes) => Some(sources::text(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", path.display()));
            }
        };
        self.compare(path.to_owned(), old, Some(new));
        Ok(())
    }

    /// The same with a file that people may have written, which is then left alone.
    ///
    /// # Errors
    ///
    /// The file exists and cannot be read, or no task has written it.
    pub fn add_ours(&mut self, path: &Path, new: String) -> Result<()> {
        self.add_file(path, new)?;
        let old = self.changes.last().filter(|it| it.path == path).and_then(|it| it.old.as_ref());
        let is_ours = |old: &String| HEADERS.iter().any(|header| old.starts_with(header));
        ensure!(
            old.is_none_or(is_ours),
            "{} does not start with `{}`, so it was not emitted and is left alone; move it away",
            path.display(),
            HEADERS.join("` or `"),
        );
        Ok(())
    }

    fn compare(&mut self, path: PathBuf, old: Option<String>, new: Option<String>) {
        if old == new {
            self.unchanged += 1;
        } else {
            self.changes.push(Change { path, old, new });
        }
    }
}

/// All files below a folder, sorted; none if there is no such folder.
///
/// # Errors
///
/// A folder that cannot be read, and what is neither a file nor a folder.
pub fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let context = || format!("cannot read {}", folder.display());
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(context),
    };
    let entries = entries.map(|entry| entry.with_context(context).map(|it| (it.file_name(), it)));
    let mut entries = entries.collect::<Result<Vec<_>>>()?;
    entries.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    let mut files = Vec::new();
    for (_, entry) in entries {
        let kind = entry.file_type().with_context(context)?;
        if kind.is_dir() {
            files.extend(walk(&entry.path())?);
        } else if kind.is_file() {
            files.push(entry.path());
        } else {
            bail!("{} is neither a file nor a folder; move it away", entry.path().display());
        }
    }
    Ok(files)
}
