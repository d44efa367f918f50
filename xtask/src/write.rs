//! Changing files, all or none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::plan::Change;

/// Makes all changes. The new texts are complete on disk before the first file is touched, every file is replaced in one
/// step, and if a step fails the ones before it are taken back. Folders below `root` that lose their last file go too.
///
/// # Errors
///
/// The first step that failed.
pub fn apply(changes: &[Change], root: &Path) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    // Beside the folder, and so on the same file system: there a rename is one step.
    let beside = root
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(beside).with_context(|| format!("cannot create {}", beside.display()))?;
    let staging = TempDir::with_prefix_in(".xtask-", beside)
        .with_context(|| format!("cannot write in {}", beside.display()))?;
    let mut steps = Vec::with_capacity(changes.len());
    for (index, change) in changes.iter().enumerate() {
        let step = Step {
            target: &change.path,
            staged: change
                .new
                .is_some()
                .then(|| staging.path().join(format!("{index}.new"))),
            backup: change
                .old
                .is_some()
                .then(|| staging.path().join(format!("{index}.old"))),
        };
        if let (Some(staged), Some(text)) = (&step.staged, &change.new) {
            fs::write(staged, text)
                .with_context(|| format!("cannot write {}", staged.display()))?;
        }
        steps.push(step);
    }
    for (done, step) in steps.iter().enumerate() {
        if let Err(error) = step.make(root) {
            steps[..done].iter().rev().for_each(Step::undo);
            return Err(error).with_context(|| {
                format!(
                    "cannot change {}; nothing was changed",
                    step.target.display()
                )
            });
        }
    }
    Ok(())
}

/// One file's change.
struct Step<'a> {
    target: &'a Path,
    /// The new text, if there is to be one.
    staged: Option<PathBuf>,
    /// Where the old file is kept meanwhile, if there was one.
    backup: Option<PathBuf>,
}

impl Step<'_> {
    fn make(&self, root: &Path) -> io::Result<()> {
        let Some(staged) = &self.staged else {
            let Some(backup) = &self.backup else {
                return Ok(());
            };
            fs::rename(self.target, backup)?;
            remove_emptied(self.target, root);
            return Ok(());
        };
        if let Some(backup) = &self.backup {
            fs::hard_link(self.target, backup)
                .or_else(|_| fs::copy(self.target, backup).map(drop))?;
        }
        if let Some(folder) = self.target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::rename(staged, self.target)
    }

    /// Puts the old file back. A failure to do so cannot be mended here; the step that failed is what gets reported.
    fn undo(&self) {
        let _ = match &self.backup {
            Some(backup) => {
                let folder = self.target.parent().map_or(Ok(()), fs::create_dir_all);
                folder.and_then(|()| fs::rename(backup, self.target))
            }
            None => fs::remove_file(self.target),
        };
    }
}

/// Removes the folders above a deleted file that are empty now, up to the root.
fn remove_emptied(file: &Path, root: &Path) {
    let folders = file
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != root && folder.starts_with(root));
    for folder in folders {
        // It fails for the first that still holds something.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}
