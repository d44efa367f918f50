//! What the last run has left behind, so that the next one need not make the same again.
//!
//! A record is of one program and one folder. It has a digest of the disk as the run left it, sources and emitted files: if
//! every byte is as it was then, there is nothing to do. And it has, of each file that is drawn from a part of the spec,
//! digests of that part and of the text: as long as both are the same, the file is.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use codegen::SourceFile;

use crate::plan::walk;
use crate::regen::Regen;

/// By the path of a file: the digests of what it is drawn from and of its text.
type Files = BTreeMap<String, (u64, u64)>;

/// What a run knows of the one before, and has to tell to the next.
pub(crate) struct Record<'t> {
    path: &'t Path,
    task: &'t Regen,
    /// The program, as it was built, and the folder that it is for.
    program: u64,
    /// The disk as it was left, with the counts that the run told.
    last: Option<(u64, [usize; 3])>,
    files: Files,
    /// What files are drawn from in this run.
    drawn: Mutex<BTreeMap<String, u64>>,
}

impl<'t> Record<'t> {
    /// What is recorded, if anything, of this program. None if the task wants no record.
    pub(crate) fn read(task: &'t Regen) -> Option<Self> {
        let path = task.record.as_deref()?;
        let program = program(task)?;
        let text = fs::read_to_string(path).unwrap_or_default();
        let (last, files) = parse(&text, program).unzip();
        let (drawn, files) = (Mutex::default(), files.unwrap_or_default());
        Some(Self { path, task, program, last, files, drawn })
    }

    /// The counts of the last run, if it has left the disk as it is.
    pub(crate) fn counts(&self, sources: &[SourceFile]) -> Option<[usize; 3]> {
        let (state, counts) = self.last?;
        (state == self.state(sources)?).then_some(counts)
    }

    /// The text of an emitted file that the last run has drawn from the same and that is as it was left.
    pub(crate) fn kept(&self, path: &str, drawn_from: u64) -> Option<String> {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        drawn.insert(path.to_owned(), drawn_from);
        drop(drawn);
        let (before, text_before) = self.files.get(path)?;
        let text = fs::read_to_string(self.task.out.join(path)).ok()?;
        ((*before, *text_before) == (drawn_from, digest(&text))).then_some(text)
    }

    /// Records what a run has left. Without a record the next run takes longer, that is all, so that a failure to write it is
    /// none.
    pub(crate) fn write(self, sources: &[SourceFile], [operations, types, files]: [usize; 3]) {
        let Some(state) = self.state(sources) else { return };
        let mut record = format!("{:x} {state:x} {operations} {types} {files}\n", self.program);
        for (path, drawn_from) in self.drawn.into_inner().unwrap_or_else(PoisonError::into_inner) {
            if let Ok(text) = fs::read_to_string(self.task.out.join(&path)) {
                let _ = writeln!(record, "{drawn_from:x} {:x} {path}", digest(&text));
            }
        }
        let _ = fs::write(self.path, record);
    }

    /// A digest of the sources and of the files that are made of them. None if something cannot be read, which the run will
    /// tell of.
    fn state(&self, sources: &[SourceFile]) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        for SourceFile { path, text } in sources {
            (path, text).hash(&mut hasher);
        }
        let Regen { out, schema, diagnostics, .. } = self.task;
        let emitted = walk(out).ok()?;
        for path in emitted.iter().chain(schema).chain(diagnostics) {
            (fs::read(path).ok()?, path).hash(&mut hasher);
        }
        Some(hasher.finish())
    }
}

fn program(task: &Regen) -> Option<u64> {
    let program = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let built = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(digest(&(program.len(), built.as_nanos(), &task.out)))
}

fn digest(it: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    it.hash(&mut hasher);
    hasher.finish()
}

/// What a record says; none if it is of another program, or no record.
fn parse(text: &str, program: u64) -> Option<((u64, [usize; 3]), Files)> {
    let mut lines = text.lines();
    let head = lines.next()?.strip_prefix(&format!("{program:x} "))?;
    let (state, counts) = head.split_once(' ')?;
    let counts: Vec<usize> = counts.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
    let file = |line: &str| {
        let (drawn_from, rest) = line.split_once(' ')?;
        let (text, path) = rest.split_once(' ')?;
        Some((path.to_owned(), (hex(drawn_from)?, hex(text)?)))
    };
    let files = lines.map(file).collect::<Option<Files>>()?;
    Some(((hex(state)?, counts.try_into().ok()?), files))
}

fn hex(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}
