//! Changing files, all or none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{Context, Result};

use crate::plan::Change;

/// Makes all changes. The new texts are complete on disk before the first file is touched, every file is replaced in one
/// step, and if a step fails the ones before it are taken back. Folders below `root` that lose their last file go too.
///
/// # Errors
///
/// The first step that failed.
pub fn apply(changes: &[Change], root: &Path) -> Result<()> {
    let mut steps = Vec::with_capacity(changes.len());
    let below_root = existing(root);
    for (index, change) in changes.iter().enumerate() {
        let is_below = change.path.starts_with(root);
        let beside = if is_below { below_root } else { existing(&change.path) };
        let name = |kind| beside.join(format!(".xtask-{}-{index}.{kind}", process::id()));
        let step = Step {
            target: &change.path,
            root,
            staged: change.new.is_some().then(|| name("new")),
            backup: change.old.is_some().then(|| name("old")),
        };
        if let (Some(staged), Some(text)) = (&step.staged, &change.new) {
            fs::write(staged, text)
                .with_context(|| format!("cannot write in {}", beside.display()))?;
        }
        steps.push(step);
    }
    for (done, step) in steps.iter().enumerate() {
        if let Err(error) = step.make() {
            steps[..done].iter().rev().for_each(Step::undo);
            return Err(error).with_context(|| {
                format!("cannot change {}; nothing was changed", step.target.display())
            });
        }
    }
    Ok(())
}

/// Where the new and the old text of a file wait: on the file's own file system, where a rename is one step, and in a folder
/// that is written to anyway. For the files below the root that is the root itself, which may be a mount point or stand in a
/// folder that is read-only.
fn existing(path: &Path) -> &Path {
    path.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."))
}

/// One file's change.
struct Step<'a> {
    target: &'a Path,
    root: &'a Path,
    /// The new text, if there is to be one.
    staged: Option<PathBuf>,
    /// Where the old file is kept meanwhile, if there was one.
    backup: Option<PathBuf>,
}

impl Step<'_> {
    fn make(&self) -> io::Result<()> {
        let Some(staged) = &self.staged else {
            let Some(backup) = &self.backup else {
                return Ok(());
            };
            fs::rename(self.target, backup)?;
            self.remove_emptied();
            return Ok(());
        };
        if let Some(backup) = &self.backup {
            fs::hard_link(self.target, backup)
                .or_else(|_| fs::copy(self.target, backup).map(drop))?;
        }
        let rename = || fs::rename(staged, self.target);
        rename().or_else(|error| match self.target.parent() {
            // Few files are the first of their folder.
            Some(folder) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder)?;
                rename()
            }
            _ => Err(error),
        })
    }

    /// Puts the old file back. A failure to do so cannot be fixed here; the step that failed is what gets reported.
    fn undo(&self) {
        let _ = match &self.backup {
            Some(backup) => {
                let folder = self.target.parent().map_or(Ok(()), fs::create_dir_all);
                folder.and_then(|()| fs::rename(backup, self.target))
            }
            None => fs::remove_file(self.target).map(|()| self.remove_emptied()),
        };
    }

    /// Removes the folders above a deleted file that are empty now, up to the root.
    fn remove_emptied(&self) {
        let folders = self
            .target
            .ancestors()
            .skip(1)
            .take_while(|folder| *folder != self.root && folder.starts_with(self.root));
        for folder in folders {
            // It fails for the first that still holds something.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}

impl Drop for Step<'_> {
    fn drop(&mut self) {
        for path in self.staged.iter().chain(&self.backup) {
            // What was renamed is there no more.
            let _ = fs::remove_file(path);
        }
    }
}
