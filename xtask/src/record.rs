//! What the last run has left behind: if every byte is as it was then, there is nothing to do.
//!
//! A record is one digest of the program, of all that it reads and of all that it makes, and the counts that the run told.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use codegen::SourceFile;

use crate::plan::walk;

/// A digest of this program, the sources, and the files that are made of them: those below a folder and some others. None if
/// something cannot be read, which the run will tell of.
pub(crate) fn state<'p>(
    sources: &[SourceFile],
    folder: &Path,
    others: impl IntoIterator<Item = &'p PathBuf>,
) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    let program = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let built = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    (program.len(), built.as_nanos(), folder).hash(&mut hasher);
    for SourceFile { path, text } in sources {
        (path, text).hash(&mut hasher);
    }
    let emitted = walk(folder).ok()?;
    for path in emitted.into_iter().chain(others.into_iter().cloned()) {
        (fs::read(&path).ok()?, path).hash(&mut hasher);
    }
    Some(hasher.finish())
}

/// The counts of the last run, if it has left this state.
pub(crate) fn read(record: &Path, state: u64) -> Option<[usize; 3]> {
    let text = fs::read_to_string(record).ok()?;
    let counts = text.trim_end().strip_prefix(&format!("{state:x} "))?;
    let counts: Vec<usize> = counts.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
    counts.try_into().ok()
}

/// Records the state that a run has left. Without a record the next run takes longer, that is all, so that a failure to write
/// it is none.
pub(crate) fn write(record: &Path, state: u64, [operations, types, files]: [usize; 3]) {
    let _ = fs::write(record, format!("{state:x} {operations} {types} {files}\n"));
}
