//! A service and the one that took its place, side by side.

use super::{Context, Folder};
use crate::contract::{Api, Entry, Operation, Service};
use crate::diagnostics::Diagnostic;
use crate::spec;

/// A service and the one that took its place.
pub(super) struct Sides<'c> {
    pub(super) here: &'c Service,
    pub(super) there: Option<&'c Service>,
    /// Whether the first names the second, which may not exist.
    pub(super) is_replaced: bool,
}

impl<'c> Sides<'c> {
    pub(super) fn of(api: &'c Api, here: usize, there: Option<usize>, folder: &Folder<'_>) -> Self {
        let service = folder.service.as_ref();
        Self {
            here: &api.services[here],
            there: there.map(|there| &api.services[there]),
            is_replaced: service.is_some_and(|it| it.file.content.successor.is_some()),
        }
    }
}

/// Reports a name that the successor lacks.
pub(super) fn unknown<'n>(
    context: &mut Context<'_>,
    there: &Service,
    mistake: Diagnostic,
    name: &str,
    known: impl Iterator<Item = &'n str>,
) {
    if !context.poisoned.hides(&there.name, name) {
        context.report(mistake.did_you_mean(name, known));
    }
}

pub(super) fn operation_named<'s>(
    service: &'s Service,
    id: &str,
) -> Option<(&'s Entry, &'s Operation)> {
    let mut operations = service.operations();
    operations.find(|(_, _, operation)| operation.id == id).map(|(_, entry, it)| (entry, it))
}

pub(super) fn pairs<T: Clone>(entries: &spec::Entries<T>) -> Vec<(String, T)> {
    entries.iter().map(|(name, value)| (name.to_owned(), value.clone())).collect()
}
