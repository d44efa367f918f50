//! What the last run has left behind, so that the next one need not make the same again.
//!
//! A record stands for one state of the disk: this program, these sources, these emitted files. It only ever says what need
//! not be done: all of it if every byte is as it was, or a file that is drawn from the same and has the same bytes. Anything
//! else is found out in the long way.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use codegen::SourceFile;

use crate::plan::walk;
use crate::regen::{Regen, Summary};

/// What is known of the disk before a run, and what the run before has recorded of it.
pub(crate) struct Memory {
    record: PathBuf,
    /// This program and what it was asked to do.
    task: u64,
    /// The sources.
    sources: u64,
    /// How many sources there are.
    read: usize,
    /// The files as they are: those below the folder of the emitted code by their paths in it, others by their own.
    files: BTreeMap<String, u64>,
    last: Option<Last>,
}

/// What the last run has recorded.
struct Last {
    sources: u64,
    /// Operations, types, files.
    counts: [usize; 3],
    /// The files by their paths: their bytes, and their fingerprints if they have any.
    files: BTreeMap<String, (u64, Option<u64>)>,
}

impl Memory {
    /// Looks at the disk; none if something cannot be read, which the run will tell of.
    pub(crate) fn load(record: &Path, task: &Regen, sources: &[SourceFile]) -> Option<Self> {
        let mut files = BTreeMap::new();
        for path in walk(&task.out).ok()? {
            let digest = digest_of([fs::read(&path).ok()?]);
            files.insert(name_of(&path, &task.out), digest);
        }
        for path in task.schema.iter().chain(&task.diagnostics) {
            if let Ok(bytes) = fs::read(path) {
                files.insert(name_of(path, &task.out), digest_of([bytes]));
            }
        }
        let task = task_digest(task)?;
        Some(Self {
            record: record.to_owned(),
            task,
            sources: digest_of(sources.iter().flat_map(|file| [&file.path, &file.text])),
            read: sources.len(),
            files,
            last: fs::read_to_string(record)
                .ok()
                .and_then(|text| Last::parse(&text, task)),
        })
    }

    /// What is up to date, if everything is as the last run has left it.
    pub(crate) fn summary(&self) -> Option<Summary> {
        let last = self.last.as_ref()?;
        let recorded = last.files.iter().map(|(path, (bytes, _))| (path, bytes));
        let is_same = last.sources == self.sources && recorded.eq(&self.files);
        let [operations, types, unchanged] = last.counts;
        is_same.then_some(Summary {
            read: self.read,
            operations,
            types,
            changes: Vec::new(),
            unchanged,
        })
    }

    /// Whether an emitted file is on disk as the last run has drawn it from the same.
    pub(crate) fn holds(&self, path: &str, fingerprint: u64) -> bool {
        let last = self.last.as_ref().and_then(|last| last.files.get(path));
        last.is_some_and(|(bytes, drawn_from)| {
            *drawn_from == Some(fingerprint) && self.files.get(path) == Some(bytes)
        })
    }

    /// Records what the run has left. Without a record the next run takes longer, that is all, so that a failure to write it
    /// is none.
    pub(crate) fn save(mut self, summary: &Summary, out: &Path, prints: &BTreeMap<String, u64>) {
        for change in &summary.changes {
            let name = name_of(&change.path, out);
            match &change.new {
                Some(text) => self.files.insert(name, digest_of([text])),
                None => self.files.remove(&name),
            };
        }
        let (operations, types) = (summary.operations, summary.types);
        let unchanged = summary.unchanged + summary.written();
        let mut text = format!(
            "{:x} {:x} {operations} {types} {unchanged}\n",
            self.task, self.sources
        );
        for (path, bytes) in &self.files {
            let fingerprint = prints.get(path).map(|it| format!("{it:x}"));
            let fingerprint = fingerprint.as_deref().unwrap_or("-");
            let _ = writeln!(text, "{bytes:x} {fingerprint} {path}");
        }
        let _ = fs::write(&self.record, text);
    }
}

impl Last {
    /// Reads a record; none if it is of another program or task, or no record at all.
    fn parse(text: &str, task: u64) -> Option<Self> {
        let mut lines = text.lines();
        let head: Vec<&str> = lines.next()?.split(' ').collect();
        let [program, sources, operations, types, unchanged] = head[..] else {
            return None;
        };
        (hex(program)? == task).then_some(())?;
        let file = |line: &str| {
            let (bytes, rest) = line.split_once(' ')?;
            let (fingerprint, path) = rest.split_once(' ')?;
            let fingerprint = u64::from_str_radix(fingerprint, 16).ok();
            Some((path.to_owned(), (hex(bytes)?, fingerprint)))
        };
        Some(Self {
            sources: hex(sources)?,
            counts: [
                operations.parse().ok()?,
                types.parse().ok()?,
                unchanged.parse().ok()?,
            ],
            files: lines.map(file).collect::<Option<_>>()?,
        })
    }
}

fn hex(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}

/// A file's path inside the folder of the emitted code, as emitted paths are written; of others the whole path.
fn name_of(path: &Path, out: &Path) -> String {
    let name = path.strip_prefix(out).unwrap_or(path).to_string_lossy();
    name.replace('\\', "/")
}

/// This program as it was built, and the places that it was given.
fn task_digest(task: &Regen) -> Option<u64> {
    let program = std::env::current_exe().ok()?;
    let program = fs::metadata(program).ok()?;
    let built = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let places = [
        Some(&task.out),
        task.schema.as_ref(),
        task.diagnostics.as_ref(),
    ];
    Some(digest_of(
        [program.len().to_string(), built.as_nanos().to_string()]
            .into_iter()
            .chain(places.map(|place| format!("{place:?}"))),
    ))
}

/// All parts in one; each says where it ends.
fn digest_of(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts
        .into_iter()
        .for_each(|part| part.as_ref().hash(&mut hasher));
    hasher.finish()
}
