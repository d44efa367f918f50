//! From text to the spec as written.
//!
//! serde decides whether a file has the right shape, but for a list in place of an object and an object in place of a
//! word, which it takes as well. Only when something is wrong, the shape of the very same types is walked beside the
//! file's syntax tree, to tell every mistake in it at once and at its place; what has no mistake is kept.

mod check;
mod report;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::diagnostics::{At, Place, catalogue};
use crate::json::{self, duplicates, syntax};
use crate::spec::shape::Shape;
use crate::spec::{File, FileKind, FileName, Spec};
use crate::{Diagnostics, SourceFile};
use check::Checker;

/// What the files say, as far as they could be read.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The files. Entries with mistakes are left out, but for types, which lack their properties with mistakes.
    pub spec: Spec,
    /// Every mistake in the text and its shape.
    pub diagnostics: Diagnostics,
    /// What was left out, so that nobody is told that it does not exist.
    pub poisoned: Poisoned,
    /// The files that an earlier run has found to be without a mistake, by themselves and beside each other.
    pub known: BTreeSet<usize>,
}

/// The names of what could not be read.
#[derive(Debug, Default)]
pub struct Poisoned {
    /// Folders with a file that could not be read at all, or whose `service.json` is missing or has mistakes in what it
    /// says about the whole service.
    pub folders: BTreeSet<String>,
    /// Folders whose `service.json` has mistakes, be it in an entry.
    pub services: BTreeSet<String>,
    /// By folder, entries that were left out or lack something: types, operations, identifiers, query options, clouds and so on.
    pub names: BTreeMap<String, BTreeSet<String>>,
    /// Entries that lost an example or an erratum.
    pub shortened: BTreeSet<String>,
}

impl Poisoned {
    /// Whether this name may well exist in this folder although the spec lacks it.
    pub fn hides(&self, folder: &str, name: &str) -> bool {
        self.lacks(folder, name) || self.folders.contains(folder)
    }

    /// Whether an entry of this name was left out or lacks something.
    pub fn lacks(&self, folder: &str, name: &str) -> bool {
        self.names.get(folder).is_some_and(|names| names.contains(name))
    }

    /// Whether everything could be read.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.folders.is_empty()
    }
}

/// Reads all files of a spec and reports every mistake in their text and shape.
///
/// A file's last two path components say what it is: `service.json` of a folder is that service's own file,
/// `*.examples.json` and `*.errata.json` stand beside others, and any other is one of its resource files.
pub fn parse(sources: &[SourceFile]) -> Parsed {
    parse_again(sources, &|_| false)
}

/// The same, if some files are known to be as they were in an earlier run of this program that has found no mistake.
pub fn parse_again(sources: &[SourceFile], is_known: &dyn Fn(&SourceFile) -> bool) -> Parsed {
    let known = (0..sources.len()).filter(|source| is_known(&sources[*source])).collect();
    let mut parsed = Parsed { known, ..Parsed::default() };
    let mut shapes: BTreeMap<FileKind, Shape> = BTreeMap::new();
    for (source, file) in sources.iter().enumerate() {
        let name = FileName::of(&file.path);
        let shape = shapes.entry(name.kind).or_insert_with(|| name.kind.shape());
        let input = Input { source, text: &file.text, folder: name.folder, shape };
        match name.kind {
            FileKind::Service => input.read(&name, &mut parsed, |spec| &mut spec.services),
            FileKind::Resource => input.read(&name, &mut parsed, |spec| &mut spec.resources),
            FileKind::Examples => input.read(&name, &mut parsed, |spec| &mut spec.examples),
            FileKind::Errata => input.read(&name, &mut parsed, |spec| &mut spec.errata),
        }
    }
    missing_services(sources, &mut parsed);
    lonely_files(sources, &mut parsed);
    parsed
}

/// Reads a file beside the spec with the same strictness.
///
/// # Errors
///
/// Every mistake in its text and its shape.
pub(crate) fn parse_beside<T: DeserializeOwned + JsonSchema>(
    source: usize,
    file: &SourceFile,
) -> Result<T, Diagnostics> {
    let mut parsed = Parsed::default();
    let input = Input { source, text: &file.text, folder: "", shape: &Shape::of::<T>() };
    let content = input.content(&mut parsed);
    content.filter(|_| parsed.diagnostics.is_empty()).ok_or(parsed.diagnostics)
}

/// A folder without `service.json` is reported at its first file.
fn missing_services(sources: &[SourceFile], parsed: &mut Parsed) {
    let names = || sources.iter().map(|file| FileName::of(&file.path));
    let complete: BTreeSet<&str> =
        names().filter(|name| name.kind == FileKind::Service).map(|name| name.folder).collect();
    for (source, FileName { folder, .. }) in names().enumerate() {
        if !complete.contains(folder) && parsed.poisoned.folders.insert(folder.to_owned()) {
            let place = Place::bytes(source, 0..0);
            let mistake = catalogue::missing_service(place, folder);
            parsed.diagnostics.push(mistake);
        }
    }
}

/// Examples and errata stand beside a file; a service's own file has no examples.
fn lonely_files(sources: &[SourceFile], parsed: &mut Parsed) {
    let names = || sources.iter().map(|file| FileName::of(&file.path));
    let entries: BTreeSet<(&str, &str, bool)> = names()
        .filter(|name| matches!(name.kind, FileKind::Service | FileKind::Resource))
        .map(|name| (name.folder, name.stem, name.kind == FileKind::Service))
        .collect();
    for (source, FileName { folder, stem, kind }) in names().enumerate() {
        let has = |is_service| entries.contains(&(folder, stem, is_service));
        let is_lonely = match kind {
            FileKind::Service | FileKind::Resource => false,
            FileKind::Examples => !has(false),
            FileKind::Errata => !(has(false) || has(true)),
        };
        if is_lonely {
            let place = Place::bytes(source, 0..0);
            let mistake = catalogue::lonely_file(place, folder, stem);
            parsed.diagnostics.push(mistake);
        }
    }
}

/// A file to read.
struct Input<'a> {
    source: usize,
    text: &'a str,
    folder: &'a str,
    shape: &'a Shape,
}

impl Input<'_> {
    /// Adds the file to those of its kind, if anything of it can be read.
    fn read<T: DeserializeOwned>(
        &self,
        name: &FileName<'_>,
        parsed: &mut Parsed,
        files: impl FnOnce(&mut Spec) -> &mut Vec<File<T>>,
    ) {
        if let Some(content) = self.content(parsed) {
            let (folder, stem) = (name.folder.to_owned(), name.stem.to_owned());
            files(&mut parsed.spec).push(File { source: self.source, folder, stem, content });
        }
    }

    /// What the file says; none if nothing of it could be read.
    fn content<T: DeserializeOwned>(&self, parsed: &mut Parsed) -> Option<T> {
        let Self { source, text, folder, shape } = *self;
        if parsed.known.contains(&source)
            && let Ok(content) = serde_json::from_str(text)
        {
            return Some(content);
        }
        if !syntax::is_utf8(source, text, &mut parsed.diagnostics) {
            parsed.poisoned.folders.insert(folder.to_owned());
            return None;
        }
        // Almost every file is sound, and one reading tells.
        if let Some(content) = sound(source, text, shape) {
            return Some(content);
        }
        let before = parsed.diagnostics.len();
        let fixed = syntax::fix(source, text, &mut parsed.diagnostics);
        let reported = parsed.diagnostics.len();
        let tree = syntax::tree(source, &fixed, &mut parsed.diagnostics);
        let strict = parsed.diagnostics.len() == reported;
        let Some(tree) =
            tree.filter(|tree| duplicates::find(source, tree, &mut parsed.diagnostics))
        else {
            parsed.poisoned.folders.insert(folder.to_owned());
            return None;
        };
        let mut checker = Checker::new(&mut parsed.diagnostics, &mut parsed.poisoned, folder);
        let sound = checker.check_file(&tree, shape, &At::file(source));
        if strict && let Err(error) = serde_json::from_str::<IgnoredAny>(&fixed) {
            parsed.diagnostics.push(syntax::rejected(source, &fixed, &error));
        }
        serde_json::from_str(&sound?.text())
            .map_err(|error| {
                if parsed.diagnostics.len() == before {
                    let mistake = catalogue::unreadable(At::file(source).place(), error);
                    parsed.diagnostics.push(mistake);
                }
                parsed.poisoned.folders.insert(folder.to_owned());
            })
            .ok()
    }
}

/// What a file without any mistake says.
fn sound<T: DeserializeOwned>(source: usize, text: &str, shape: &Shape) -> Option<T> {
    let tree = json::read(text).ok()??;
    let mut mistakes = Diagnostics::default();
    let is_sound = duplicates::find(source, &tree, &mut mistakes)
        && mistakes.is_empty()
        && shape.fits_deeply(&tree);
    is_sound.then(|| serde_json::from_str(text).ok()).flatten()
}
