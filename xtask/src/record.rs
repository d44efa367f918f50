//! What the last run has left behind, so that the next one need not make the same again.
//!
//! A record is of one program and one folder. It has a digest of each file of the spec and of each that was made of them: if
//! every byte is as it was then, there is nothing to do, and a file of the spec that is as it was has no mistake in itself.
//! And it has, of each file that is drawn from a part of the spec, a digest of that part: as long as it and the text are the
//! same, the file need not be drawn. The public items of such a part stand at its end, as they were listed.
//!
//! A file that was made is not read to see that it is as it was left, if its size and the time of its last change are. As in
//! git, that does not count where it was changed in the moment in which the record was written: it may have been once more.

use std::fs;
use std::hash::{BuildHasher, Hash};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use codegen::SourceFile;
use codegen::surface::Listed;
use foldhash::quality::FixedState;

use crate::destination::Destination;
use crate::plan::{Change, walk};

/// What stands in a record in place of a digest for what is drawn from nothing: the spec itself.
const SPEC: &str = "spec";

type HashMap<K, V> = std::collections::HashMap<K, V, FixedState>;

/// What a run knows of the disk and of the run before, and has to tell to the next.
pub(crate) struct Record<'t> {
    path: &'t Path,
    out: &'t Path,
    /// The program, as it was built, and the destination that it is for.
    program: u64,
    /// The texts of the spec.
    sources: HashMap<&'t str, u64>,
    /// The files that there are.
    made: HashMap<PathBuf, Made>,
    last: Option<Last>,
    /// What files are drawn from in this run, and whether they are kept.
    drawn: Mutex<HashMap<PathBuf, (u64, bool)>>,
}

/// What the last run has recorded.
struct Last {
    /// Operations, types and files.
    counts: [usize; 3],
    sources: HashMap<String, u64>,
    /// The files that there were, and what each was drawn from.
    made: HashMap<PathBuf, (Made, Option<u64>)>,
    listed: Listed,
}

/// A file that was made.
#[derive(Clone, Copy)]
struct Made {
    text: u64,
    /// What the disk says of it without its text.
    stamp: u64,
}

impl<'t> Record<'t> {
    /// Looks at the disk: the folder of the emitted code, and what else is made. None if something cannot be read, which the
    /// run will tell of.
    pub(crate) fn read(
        path: &'t Path,
        destination: &'t Destination,
        others: impl Iterator<Item = PathBuf>,
        sources: &'t [SourceFile],
    ) -> Option<Self> {
        let (program, out) = (program(destination)?, &destination.api);
        let sources = sources.iter().map(|file| (file.path.as_str(), digest(&file.text)));
        let others = others.filter(|path| path.exists());
        let last = fs::read_to_string(path).ok().and_then(|text| Last::parse(&text, program));
        let written = stamp(path).map(|(_, changed)| changed);
        let mut made = HashMap::default();
        for path in walk(out).ok()?.into_iter().chain(others) {
            let (stamp, changed) = stamp(&path)?;
            let last = last.as_ref().filter(|_| written > Some(changed));
            let known = last.and_then(|last| last.made.get(&path));
            let known = known.map(|(made, _)| *made).filter(|made| made.stamp == stamp);
            let text = known.map(|made| made.text);
            let text = text.or_else(|| Some(digest(fs::read(&path).ok()?.as_slice())))?;
            made.insert(path, Made { text, stamp });
        }
        Some(Self {
            path,
            out,
            program,
            sources: sources.collect(),
            made,
            last,
            drawn: Mutex::default(),
        })
    }

    /// The counts of the last run, if everything is as that has left it.
    pub(crate) fn counts(&self) -> Option<[usize; 3]> {
        let last = self.last.as_ref()?;
        let last_sources = last.sources.iter().map(|(path, text)| (path.as_str(), *text));
        let is_same = last_sources.collect::<HashMap<_, _>>() == self.sources;
        let is_known = |path| self.known(last, path).is_some();
        let is_same = is_same && last.made.len() == self.made.len();
        (is_same && self.made.keys().all(is_known)).then_some(last.counts)
    }

    /// Whether a file of the spec is as in the last run, which has found no mistake in any.
    pub(crate) fn knows(&self, file: &SourceFile) -> bool {
        let last = self.last.as_ref().and_then(|last| last.sources.get(&file.path));
        last.is_some() && last == self.sources.get(file.path.as_str())
    }

    /// Whether the last run has drawn an emitted file from the same and it is as it was left.
    pub(crate) fn keeps(&self, path: &str, drawn_from: u64) -> bool {
        let path = self.out.join(path);
        let known = self.last.as_ref().and_then(|last| self.known(last, &path));
        let keeps = known.is_some_and(|last| last == Some(drawn_from));
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner).insert(path, (drawn_from, keeps));
        keeps
    }

    /// What a file was drawn from that is as it was left; none if it is not.
    fn known(&self, last: &Last, path: &PathBuf) -> Option<Option<u64>> {
        let (made, drawn_from) = last.made.get(path)?;
        let is_same = self.made.get(path).is_some_and(|it| it.text == made.text);
        is_same.then_some(*drawn_from)
    }

    /// Whether this run keeps a file.
    pub(crate) fn has_kept(&self, path: &Path) -> bool {
        let drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        drawn.get(path).is_some_and(|(_, keeps)| *keeps)
    }

    /// What the last run has listed.
    pub(crate) fn listed(&mut self) -> Listed {
        self.last.as_mut().map(|last| mem::take(&mut last.listed)).unwrap_or_default()
    }

    /// Records what a run has left. Without a record the next run takes longer, that is all, so that a failure to write it is
    /// none.
    pub(crate) fn write(
        mut self,
        changes: &[Change],
        listed: &Listed,
        [operations, types, files]: [usize; 3],
    ) {
        for Change { path, new, .. } in changes {
            match new {
                Some(text) => {
                    let stamp = stamp(path).map(|(stamp, _)| stamp).unwrap_or_default();
                    self.made.insert(path.clone(), Made { text: digest(text.as_bytes()), stamp })
                }
                None => self.made.remove(path),
            };
        }
        let drawn = self.drawn.into_inner().unwrap_or_else(PoisonError::into_inner);
        let spec = |(path, text): (&&str, &u64)| format!("{text:x} {SPEC} {path}\n");
        let made = |(path, Made { text, stamp }): (&PathBuf, &Made)| {
            let drawn_from = drawn.get(path).map_or("-".to_owned(), |(it, _)| format!("{it:x}"));
            format!("{text:x} {drawn_from} {stamp:x} {}\n", path.display())
        };
        let lines = self.sources.iter().map(spec).chain(self.made.iter().map(made));
        let mut lines: Vec<String> = lines.collect();
        lines.sort_unstable();
        let head = format!("{:x} {operations} {types} {files}\n", self.program);
        let mut record = head + &lines.concat() + "\n";
        for (drawn_from, items) in listed {
            record += &format!("{drawn_from:x} {}\n", items.len());
            record += items;
        }
        let _ = fs::write(self.path, record);
    }
}

impl Last {
    /// What a record says; none if it is of another program, or no record.
    fn parse(text: &str, program: u64) -> Option<Self> {
        let (files, mut rest) = text.split_once("\n\n")?;
        let mut lines = files.lines();
        let head = lines.next()?.strip_prefix(&format!("{program:x} "))?;
        let counts: Vec<usize> = head.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
        let (mut sources, mut made) = (HashMap::default(), HashMap::default());
        for line in lines {
            let (text, rest) = line.split_once(' ')?;
            let (drawn_from, path) = rest.split_once(' ')?;
            if drawn_from == SPEC {
                sources.insert(path.to_owned(), hex(text)?);
                continue;
            }
            let (stamp, path) = path.split_once(' ')?;
            let (text, stamp) = (hex(text)?, hex(stamp)?);
            made.insert(path.into(), (Made { text, stamp }, hex(drawn_from)));
        }
        let mut listed = Listed::new();
        while let Some((head, items)) = rest.split_once('\n') {
            let (drawn_from, size) = head.split_once(' ')?;
            let (items, next) = items.split_at_checked(size.parse().ok()?)?;
            listed.insert(hex(drawn_from)?, items.to_owned());
            rest = next;
        }
        Some(Self { counts: counts.try_into().ok()?, sources, made, listed })
    }
}

fn program(destination: &Destination) -> Option<u64> {
    let (program, _) = stamp(&std::env::current_exe().ok()?)?;
    Some(digest(&(program, destination)))
}

/// A digest of what tells that a file was changed, and when it was.
fn stamp(path: &Path) -> Option<(u64, SystemTime)> {
    let file = fs::metadata(path).ok()?;
    let changed = file.modified().ok()?;
    Some((digest(&(file.len(), changed)), changed))
}

fn digest(it: &(impl Hash + ?Sized)) -> u64 {
    FixedState::default().hash_one(it)
}

fn hex(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}
