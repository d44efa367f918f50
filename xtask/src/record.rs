//! What the last run has left behind, so that the next one need not make the same again.
//!
//! A record is of one program and one folder. It has a digest of the sources and one of each file that was made of them: if
//! every byte is as it was then, there is nothing to do. And it has, of each file that is drawn from a part of the spec, a
//! digest of that part: as long as it and the text are the same, the file need not be drawn.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use codegen::SourceFile;

use crate::plan::{Change, walk};

/// What a run knows of the disk and of the run before, and has to tell to the next.
pub(crate) struct Record<'t> {
    path: &'t Path,
    out: &'t Path,
    /// The program, as it was built, and the folder that it is for.
    program: u64,
    sources: u64,
    /// The texts of the files that there are.
    texts: BTreeMap<PathBuf, u64>,
    last: Option<Last>,
    /// What files are drawn from in this run.
    drawn: Mutex<BTreeMap<PathBuf, u64>>,
}

/// What the last run has recorded.
struct Last {
    sources: u64,
    /// Operations, types and files.
    counts: [usize; 3],
    texts: BTreeMap<PathBuf, u64>,
    drawn: BTreeMap<PathBuf, u64>,
}

impl<'t> Record<'t> {
    /// Looks at the disk: the folder of the emitted code, and what else is made. None if something cannot be read, which the
    /// run will tell of.
    pub(crate) fn read<'p>(
        path: &'t Path,
        out: &'t Path,
        others: impl Iterator<Item = &'p PathBuf>,
        sources: &[SourceFile],
    ) -> Option<Self> {
        let program = program(out)?;
        let sources: Vec<_> = sources.iter().map(|file| (&file.path, &file.text)).collect();
        let others = others.filter(|path| path.exists()).cloned();
        let files = walk(out).ok()?.into_iter().chain(others);
        let with_text = |path: PathBuf| {
            let text = digest(fs::read(&path).ok()?.as_slice());
            Some((path, text))
        };
        Some(Self {
            path,
            out,
            program,
            sources: digest(&sources),
            texts: files.map(with_text).collect::<Option<_>>()?,
            last: fs::read_to_string(path).ok().and_then(|text| Last::parse(&text, program)),
            drawn: Mutex::default(),
        })
    }

    /// The counts of the last run, if everything is as that has left it.
    pub(crate) fn counts(&self) -> Option<[usize; 3]> {
        let last = self.last.as_ref()?;
        (last.sources == self.sources && last.texts == self.texts).then_some(last.counts)
    }

    /// The text of an emitted file that the last run has drawn from the same and that is as it was left.
    pub(crate) fn kept(&self, path: &str, drawn_from: u64) -> Option<String> {
        let path = self.out.join(path);
        let last = self.last.as_ref().filter(|last| {
            last.drawn.get(&path) == Some(&drawn_from)
                && last.texts.contains_key(&path)
                && last.texts.get(&path) == self.texts.get(&path)
        });
        let text = last.and_then(|_| fs::read_to_string(&path).ok());
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner).insert(path, drawn_from);
        text
    }

    /// Records what a run has left. Without a record the next run takes longer, that is all, so that a failure to write it is
    /// none.
    pub(crate) fn write(mut self, changes: &[Change], [operations, types, files]: [usize; 3]) {
        for Change { path, new, .. } in changes {
            match new {
                Some(text) => self.texts.insert(path.clone(), digest(text.as_bytes())),
                None => self.texts.remove(path),
            };
        }
        let drawn = self.drawn.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (program, sources) = (self.program, self.sources);
        let mut record = format!("{program:x} {sources:x} {operations} {types} {files}\n");
        for (path, text) in &self.texts {
            let drawn_from = drawn.get(path).map_or("-".to_owned(), |it| format!("{it:x}"));
            let _ = writeln!(record, "{text:x} {drawn_from} {}", path.display());
        }
        let _ = fs::write(self.path, record);
    }
}

impl Last {
    /// What a record says; none if it is of another program, or no record.
    fn parse(text: &str, program: u64) -> Option<Self> {
        let mut lines = text.lines();
        let head = lines.next()?.strip_prefix(&format!("{program:x} "))?;
        let (sources, counts) = head.split_once(' ')?;
        let counts: Vec<usize> =
            counts.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
        let (mut texts, mut drawn) = (BTreeMap::new(), BTreeMap::new());
        for line in lines {
            let (text, rest) = line.split_once(' ')?;
            let (drawn_from, path) = rest.split_once(' ')?;
            texts.insert(path.into(), hex(text)?);
            drawn.extend(hex(drawn_from).map(|drawn_from| (path.into(), drawn_from)));
        }
        Some(Self { sources: hex(sources)?, counts: counts.try_into().ok()?, texts, drawn })
    }
}

fn program(out: &Path) -> Option<u64> {
    let program = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let built = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(digest(&(program.len(), built.as_nanos(), out)))
}

fn digest(it: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    it.hash(&mut hasher);
    hasher.finish()
}

fn hex(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}
