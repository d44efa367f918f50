//! A file of the spec and the files beside it, with their examples and errata entry by entry.

use super::{Entries, ErrataFile, Erratum, Example, ExamplesFile, File, Spec};
use crate::diagnostics::At;

/// The key under which the errata of `service.json` stand.
pub(crate) const SERVICE: &str = "service";

/// A file and those beside it.
#[derive(Debug)]
pub struct Joined<'a, T> {
    /// The file.
    pub file: &'a File<T>,
    /// The file with its examples.
    pub examples: Option<&'a File<ExamplesFile>>,
    /// The file with its errata.
    pub errata: Option<&'a File<ErrataFile>>,
}

/// The examples or the errata of one entry, and where they stand.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a, T> {
    source: usize,
    section: &'static str,
    entry: &'a str,
    items: &'a [T],
}

impl Spec {
    /// A file with those beside it.
    pub fn joined<'a, T>(&'a self, file: &'a File<T>) -> Joined<'a, T> {
        Joined { file, examples: beside(&self.examples, file), errata: beside(&self.errata, file) }
    }
}

/// The file of the same name.
fn beside<'a, B, T>(files: &'a [File<B>], file: &File<T>) -> Option<&'a File<B>> {
    let mut files = files.iter();
    files.find(|it| it.stem == file.stem && it.folder == file.folder)
}

impl<'a, T> Joined<'a, T> {
    /// The examples of an operation.
    pub fn examples(&self, operation: &'a str) -> Beside<'a, Example> {
        let content = self.examples.map(|file| (file.source, &file.content.examples));
        Beside::new(content, "examples", operation)
    }

    /// The errata of an operation, of a type, or of the service.
    pub fn errata(&self, entry: &'a str) -> Beside<'a, Erratum> {
        let content = self.errata.map(|file| (file.source, &file.content.errata));
        Beside::new(content, "errata", entry)
    }
}

impl<'a, T> Beside<'a, T> {
    fn new(
        content: Option<(usize, &'a Entries<Vec<T>>)>,
        section: &'static str,
        entry: &'a str,
    ) -> Self {
        let (source, entries) = content.unzip();
        Self {
            source: source.unwrap_or_default(),
            section,
            entry,
            items: entries.and_then(|it| it.get(entry)).map_or(&[], Vec::as_slice),
        }
    }

    /// Reads the items; each stands below the place of the list.
    pub fn read<R>(self, read: impl FnOnce(&'a [T], &At<'_>) -> R) -> R {
        let root = At::file(self.source);
        let section = root.key(self.section);
        read(self.items, &section.key(self.entry))
    }
}
