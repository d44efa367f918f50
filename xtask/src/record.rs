//! What the last run has left behind, so that the next one need not make the same again.
//!
//! A record stands for one state of the disk: this program, these sources, these emitted files. It only ever says that
//! nothing is to be done, and only if every byte of all of them is as it was; anything else is found out in the long way.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::Path;
use std::time::UNIX_EPOCH;

use codegen::SourceFile;

use crate::plan::walk;
use crate::regen::{Regen, Summary};

/// What is up to date, if the record says so of the disk as it is now.
pub(crate) fn recall(record: &Path, task: &Regen, files: &[SourceFile]) -> Option<Summary> {
    let text = fs::read_to_string(record).ok()?;
    let (known, counts) = text.trim_end().split_once(' ')?;
    let counts: Vec<usize> = counts
        .split(' ')
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let [operations, types, unchanged] = counts[..] else {
        return None;
    };
    (known == digest(task, files)?).then_some(Summary {
        read: files.len(),
        operations,
        types,
        changes: Vec::new(),
        unchanged,
    })
}

/// Records that everything is up to date. Without a record the next run takes longer, that is all, so that a failure to
/// write it is none.
pub(crate) fn remember(record: &Path, task: &Regen, files: &[SourceFile], summary: &Summary) {
    let Some(digest) = digest(task, files) else {
        return;
    };
    let (operations, types) = (summary.operations, summary.types);
    let unchanged = summary.unchanged + summary.written();
    let text = format!("{digest} {operations} {types} {unchanged}\n");
    let _ = fs::write(record, text);
}

/// This program, the sources and the emitted files in 128 bits; none if something cannot be read.
fn digest(task: &Regen, files: &[SourceFile]) -> Option<String> {
    let mut digest = Digest::default();
    let program = std::env::current_exe().ok()?;
    let program = fs::metadata(program).ok()?;
    let built = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    digest.add(&program.len().to_le_bytes());
    digest.add(&built.as_nanos().to_le_bytes());
    for file in files {
        digest.add(file.path.as_bytes());
        digest.add(file.text.as_bytes());
    }
    let emitted = walk(&task.out).ok()?;
    for path in emitted.iter().chain(&task.schema).chain(&task.diagnostics) {
        digest.add(path.as_os_str().as_encoded_bytes());
        digest.add(&fs::read(path).ok()?);
    }
    Some(digest.finish())
}

/// Two independent hashes of 64 bits: the same parts always give the same.
struct Digest([DefaultHasher; 2]);

impl Default for Digest {
    fn default() -> Self {
        let mut digest = Self([DefaultHasher::new(), DefaultHasher::new()]);
        digest.0[1].write_u8(1);
        digest
    }
}

impl Digest {
    /// Adds a part; its length keeps it apart from the next.
    fn add(&mut self, part: &[u8]) {
        for hasher in &mut self.0 {
            hasher.write_usize(part.len());
            hasher.write(part);
        }
    }

    fn finish(self) -> String {
        self.0
            .map(|hasher| format!("{:016x}", hasher.finish()))
            .concat()
    }
}
