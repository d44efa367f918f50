//! The files of a spec.

use super::shape::Shape;
use super::{ErrataFile, ExamplesFile, Resource, Service};

/// All files of a spec, in the order in which they were given.
#[derive(Debug, Default)]
pub struct Spec {
    /// The services' own files, `service.json`.
    pub services: Vec<File<Service>>,
    /// The resource files, one per emitted module.
    pub resources: Vec<File<Resource>>,
    /// The files with the examples of resource files, like `groups.examples.json`.
    pub examples: Vec<File<ExamplesFile>>,
    /// The files with the errata of other files, like `groups.errata.json` and `service.errata.json`.
    pub errata: Vec<File<ErrataFile>>,
}

/// A parsed file and the number of its source, an index into the files that were parsed.
#[derive(Debug)]
pub struct File<T> {
    /// The index of the [`SourceFile`](crate::SourceFile).
    pub source: usize,
    /// The folder that the file lies in: the service's name, like `azure_ad_graph`.
    pub folder: String,
    /// The file's name up to the first dot of its ending: the name of the emitted module, like `groups`, also for the files
    /// beside it, like `groups.examples.json`.
    pub stem: String,
    /// What the file says.
    pub content: T,
}

/// What a path says about a file.
pub(crate) struct FileName<'a> {
    /// The folder that it lies in.
    pub(crate) folder: &'a str,
    /// Its name without the ending.
    pub(crate) stem: &'a str,
    /// What it is, which its ending says.
    pub(crate) kind: FileKind,
}

/// What a file is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum FileKind {
    /// `service.json`
    Service,
    /// `*.json`
    Resource,
    /// `*.examples.json`
    Examples,
    /// `*.errata.json`
    Errata,
}

impl FileKind {
    /// What such a file holds.
    pub(crate) fn shape(self) -> Shape {
        match self {
            Self::Service => Shape::of::<Service>(),
            Self::Resource => Shape::of::<Resource>(),
            Self::Examples => Shape::of::<ExamplesFile>(),
            Self::Errata => Shape::of::<ErrataFile>(),
        }
    }
}

impl<'a> FileName<'a> {
    pub(crate) fn of(path: &'a str) -> Self {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let name = name.strip_suffix(".json").unwrap_or(name);
        let (stem, kind) = match name.rsplit_once('.') {
            Some((stem, "examples")) => (stem, FileKind::Examples),
            Some((stem, "errata")) => (stem, FileKind::Errata),
            _ if name == "service" => (name, FileKind::Service),
            _ => (name, FileKind::Resource),
        };
        Self { folder: folder.rsplit_once('/').map_or(folder, |(_, folder)| folder), stem, kind }
    }
}
