//! The page of a service's errata: where each entry is described and written, and what the documents say wrong about it.

use super::docs;
use crate::contract::{Definition, Entry, Erratum, File, Service};
use crate::model::Docs;

/// What the page says of a service.
pub(super) fn page(service: &Service) -> Docs {
    let title = vec![format!("# {}", docs::line(&service.title))];
    let mut page = docs::paragraphs([title, docs::errata(&service.errata)]);
    for file in &service.files {
        for entry in &file.entries {
            operation(&mut page, service, file, entry);
        }
        for id in &file.types {
            ty(&mut page, service, file, &service[*id]);
        }
    }
    page
}

fn operation(page: &mut Docs, service: &Service, file: &File, entry: &Entry) {
    let described = docs::described(&entry.documents);
    let described = described.or_else(|| entry.source.as_deref().map(docs::known_from));
    let spec = docs::spec("operations", &entry.name, &service.name, file);
    part(page, &entry.name, described, spec, &entry.errata);
}

fn ty(page: &mut Docs, service: &Service, file: &File, definition: &Definition) {
    let described = docs::described(&definition.documents);
    let spec = docs::spec("types", &definition.name, &service.name, file);
    part(page, &definition.name, described, spec, &definition.errata);
}

/// Adds the part of an entry. There are so many that the page is written in one go.
fn part(page: &mut Docs, name: &str, described: Option<String>, spec: String, errata: &[Erratum]) {
    page.extend([String::new(), ["## ", &docs::code(name)].concat(), String::new()]);
    page.extend(described);
    page.push(spec);
    if !errata.is_empty() {
        page.push(String::new());
        page.extend(docs::errata(errata));
    }
}
