//! Places where a mistake leaves open what the spec says: what seems wrong because of it is no mistake of its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Diagnostics, Place};

/// The places around the mistakes that were reported.
#[derive(Default)]
pub(super) struct Doubts {
    /// How many mistakes have been looked at.
    read: usize,
    /// Source and pointer.
    around: BTreeSet<(usize, Arc<str>)>,
}

/// What an entry says in words or about others. A mistake in it leaves the entry itself as it is.
const WORDS: &[&str] =
    &["doc", "documents", "permissions", "replacedBy", "rules", "source", "summary"];

impl Doubts {
    /// Looks at the mistakes that are new.
    pub(super) fn update(&mut self, diagnostics: &Diagnostics) {
        for diagnostic in diagnostics.iter().skip(self.read) {
            self.add(diagnostic);
        }
        self.read = diagnostics.len();
    }

    /// Whether a mistake was reported anywhere.
    pub(super) fn is_any(&self) -> bool {
        !self.around.is_empty()
    }

    /// Whether a mistake was reported at a place or inside it.
    pub(super) fn hold(&self, place: &Place) -> bool {
        self.is_any() && self.around.contains(&(place.source, place.pointer.clone()))
    }

    /// Adds what is around a mistake.
    pub(super) fn add(&mut self, diagnostic: &Diagnostic) {
        let Place { source, pointer, .. } = &diagnostic.place;
        // Names in Rust and all that comes after them leave the contract as it is.
        let is_contract =
            ["E00", "E01", "E02", "E03"].iter().any(|stage| diagnostic.code.id.starts_with(stage));
        if is_contract {
            let ends = pointer.match_indices('/').map(|(end, _)| end);
            let ends: Vec<usize> = ends.chain([pointer.len()]).collect();
            let key = pointer.split('/').nth(3);
            // The file itself is never in doubt, and neither is an entry for its words.
            let is_words = key.is_some_and(|key| WORDS.contains(&key));
            let places = ends.into_iter().skip(if is_words { 3 } else { 1 });
            self.around.extend(places.map(|end| (*source, pointer[..end].into())));
        }
    }
}
