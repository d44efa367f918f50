//! Files beside others: each of their entries is about one that there is.

use super::{Context, Folder};
use crate::diagnostics::{At, catalogue, suggest};
use crate::spec::{self, File};

/// Reports the examples and errata of entries that their files do not have.
pub(super) fn check(context: &mut Context<'_>, folder: &Folder<'_>) {
    for joined in &folder.resources {
        let (source, content) = (joined.file.source, &joined.file.content);
        let operations = || content.operations.keys().map(|id| ("operations", id));
        let types = || content.types.keys().map(|name| ("types", name));
        if let Some(file) = joined.examples {
            let keys = file.content.examples.keys();
            entries(context, file, "examples", keys, source, operations);
        }
        if let Some(file) = joined.errata {
            let keys = file.content.errata.keys();
            let known = || operations().chain(types());
            entries(context, file, "errata", keys, source, known);
        }
    }
    if let Some(joined) = &folder.service
        && let Some(file) = joined.errata
    {
        let (source, keys) = (joined.file.source, file.content.errata.keys());
        let known = || [("", spec::SERVICE)].into_iter();
        entries(context, file, "errata", keys, source, known);
    }
}

/// Compares the keys of a section with the entries of the source that the file is about: sections and names.
fn entries<'n, T, K: Iterator<Item = (&'n str, &'n str)>>(
    context: &mut Context<'_>,
    file: &File<T>,
    section: &str,
    keys: impl Iterator<Item = &'n str>,
    source: usize,
    known: impl Fn() -> K,
) {
    let root = At::file(file.source);
    let at = root.key(section);
    let names = || known().map(|(_, name)| name);
    for key in keys {
        // What could not be read, or has a wrong name itself, is reported as what it is.
        if names().any(|name| name == key) || context.poisoned.hides(context.folder, key) {
            continue;
        }
        let near = suggest(key, names());
        let near = known().find(|(_, name)| Some(*name) == near);
        let near = near.map(|(section, name)| At::file(source).key(section).key(name).place());
        if !near.is_some_and(|near| context.is_in_doubt(&near)) {
            let mistake = catalogue::unknown_entry(at.key(key).key_place(), &file.stem, key);
            context.report(mistake.did_you_mean(key, names()));
        }
    }
}
