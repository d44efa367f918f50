//! The page of a service's errata: where each entry is described and written, and what the documents say wrong about it.

use super::docs;
use crate::contract::{Definition, Entry, Erratum, File, Service};
use crate::model::Docs;

/// What the page says of a service.
pub(super) fn page(service: &Service) -> Docs {
    let files = service.files.iter().flat_map(|file| {
        let operations = file.entries.iter().map(move |it| operation(service, file, it));
        let types = file.types.iter().map(move |id| ty(service, file, &service[*id]));
        operations.chain(types)
    });
    let title = vec![format!("# {}", docs::line(&service.title))];
    let own = [title, docs::errata(&service.errata)];
    docs::paragraphs(own.into_iter().chain(files))
}

fn operation(service: &Service, file: &File, entry: &Entry) -> Docs {
    let described = docs::described(&entry.documents);
    let known = entry.source.as_deref().map(docs::known_from);
    let source = docs::source(described.or(known), "operations", &entry.name, &service.name, file);
    part(&entry.name, source, &entry.errata)
}

fn ty(service: &Service, file: &File, definition: &Definition) -> Docs {
    let described = docs::described(&definition.documents);
    let source = docs::source(described, "types", &definition.name, &service.name, file);
    part(&definition.name, source, &definition.errata)
}

fn part(name: &str, source: Docs, errata: &[Erratum]) -> Docs {
    let heading = vec![format!("## {}", docs::code(name))];
    docs::paragraphs([heading, source, docs::errata(errata)])
}
