//! Texts and lists that the spec carries along without looking things up in them: none empty, none twice, nothing in them
//! that would not survive in source code.

use super::{Context, Folder};
use crate::diagnostics::{At, catalogue};
use crate::spec::{self, Beside, Entries};

/// Checks every text of a service.
pub(super) fn check(context: &mut Context<'_>, folder: &Folder<'_>) {
    if let Some(joined) = &folder.service {
        let file = joined.file;
        service(context, &At::file(file.source), &file.content);
        errata(context, joined.errata(spec::SERVICE));
    }
    let service = folder.service.as_ref();
    let is_imported = service.is_some_and(|it| it.file.content.imported.is_some());
    for joined in &folder.resources {
        if context.is_known(joined) {
            continue;
        }
        let file = joined.file;
        let root = At::file(file.source);
        text(context, "doc", &file.content.doc, &root);
        let section = root.key("operations");
        for (id, operation) in file.content.operations.iter() {
            self::operation(context, &section.key(id), operation, is_imported);
            errata(context, joined.errata(id));
        }
        let section = root.key("types");
        for (name, ty) in file.content.types.iter() {
            self::ty(context, &section.key(name), ty, is_imported);
            errata(context, joined.errata(name));
        }
    }
}

fn service(context: &mut Context<'_>, root: &At<'_>, service: &spec::Service) {
    text(context, "title", &service.title, root);
    text(context, "doc", &service.doc, root);
    list(context, "known", &service.version.known, &root.key("version"));
    if service.scopes.is_empty() && !context.is_partial() {
        context.report(catalogue::empty_list(root.key("scopes").place(), "scopes"));
    }
    list(context, "scopes", &service.scopes, root);
    docs(context, "clouds", &service.clouds, root, |it| &it.doc);
    docs(context, "errors", &service.errors, root, |it| &it.doc);
    docs(context, "identifiers", &service.identifiers, root, |it| &it.doc);
    docs(context, "path", &service.path, root, |it| &it.doc);
    docs(context, "query", &service.query, root, |it| &it.doc);
    docs(context, "headers", &service.headers, root, |it| &it.doc);
    let sets = root.key("permissionSets");
    for (name, set) in service.permission_sets.iter() {
        permissions(context, &sets.key(name), set);
    }
    if let Some(names) = &service.user_consent {
        list(context, "userConsent", names, root);
    }
    let identifiers = root.key("identifiers");
    for (name, identifier) in service.identifiers.iter() {
        let at = identifiers.key(name);
        text(context, "example", &identifier.example, &at);
        list(context, "includes", &identifier.includes, &at);
    }
}

fn operation(
    context: &mut Context<'_>,
    at: &At<'_>,
    operation: &spec::Operation,
    is_imported: bool,
) {
    text(context, "summary", &operation.summary, at);
    if let Some(doc) = &operation.doc {
        text(context, "doc", doc, at);
    }
    if let Some(spec::Body::Properties(properties)) = &operation.body {
        let body = at.key("body");
        for (name, property) in properties.iter() {
            documented(context, "property", name, &property.doc, &body, is_imported);
        }
    }
    list(context, "on", &operation.on, at);
    list(context, "query", &operation.query, at);
    list(context, "headers", &operation.headers, at);
    list(context, "rules", &operation.rules, at);
    list(context, "documents", &operation.documents, at);
    if let Some(source) = &operation.source {
        text(context, "source", source, at);
    }
    if let Some(spec::PermissionsOf::Own(own)) = &operation.permissions {
        permissions(context, &at.key("permissions"), own);
    }
}

fn permissions(context: &mut Context<'_>, at: &At<'_>, permissions: &spec::Permissions) {
    list(context, "delegated", &permissions.delegated, at);
    list(context, "personal", &permissions.personal, at);
    list(context, "application", &permissions.application, at);
    list(context, "roles", &permissions.roles, at);
    list(context, "clouds", &permissions.clouds, at);
}

/// A type. Metadata may say nothing of what it lists, so that what is imported needs no documentation there.
fn ty(context: &mut Context<'_>, at: &At<'_>, ty: &spec::Type, is_imported: bool) {
    text(context, "doc", &ty.doc, at);
    list(context, "documents", &ty.documents, at);
    if let Some(reason) = ty.replaced_by.as_ref().and_then(|it| it.reason.as_ref()) {
        text(context, "reason", reason, &at.key("replacedBy"));
    }
    let properties = at.key("properties");
    for (name, property) in ty.properties.iter() {
        documented(context, "property", name, &property.doc, &properties, is_imported);
    }
    let values = at.key("values");
    for (name, value) in ty.values.iter() {
        match value {
            spec::EnumValue::Doc(doc) if is_imported && doc.is_empty() => {}
            spec::EnumValue::Doc(doc) => text(context, name, doc, &values),
            spec::EnumValue::Named(named) => {
                documented(context, "value", name, &named.doc, &values, is_imported);
            }
        }
    }
}

/// An entry that may go without documentation if it is imported.
fn documented(
    context: &mut Context<'_>,
    noun: &str,
    name: &str,
    doc: &Option<String>,
    section: &At<'_>,
    is_imported: bool,
) {
    let at = section.key(name);
    match doc {
        Some(doc) => text(context, "doc", doc, &at),
        None if is_imported || context.is_in_doubt(&at.place()) => {}
        None => {
            let entry = format!("the {noun} `{name}`");
            context.report(catalogue::missing_key(at.key_place(), entry, "doc", "text"));
        }
    }
}

fn errata(context: &mut Context<'_>, errata: Beside<'_, spec::Erratum>) {
    errata.read(|errata, list| {
        for (index, erratum) in errata.iter().enumerate() {
            let at = list.index(index);
            for (key, value) in [
                ("id", &erratum.id),
                ("document", &erratum.document),
                ("spec", &erratum.spec),
                ("reason", &erratum.reason),
            ] {
                text(context, key, value, &at);
            }
            let mut before = errata[..index].iter();
            let first = before.position(|other| other.id == erratum.id);
            if let Some(first) = first.filter(|_| !erratum.id.trim().is_empty()) {
                let mistake = catalogue::repeated_erratum(at.key("id").place(), &erratum.id);
                context.report(mistake.related(list.index(first).key("id").place(), "first here"));
            }
        }
    });
}

/// The documentation of each entry of a section.
fn docs<T>(
    context: &mut Context<'_>,
    key: &str,
    entries: &Entries<T>,
    parent: &At<'_>,
    doc: impl Fn(&T) -> &String,
) {
    let section = parent.key(key);
    for (name, entry) in entries.iter() {
        text(context, "doc", doc(entry), &section.key(name));
    }
}

/// A text under a key: it says something, and holds no character that is not seen.
fn text(context: &mut Context<'_>, key: &str, text: &str, parent: &At<'_>) {
    let at = parent.key(key);
    if !text.trim().is_empty() {
        seen(context, key, text, &at);
    } else if !context.is_partial() {
        // What the parser has left out stands here as an empty text.
        context.report(catalogue::empty_text(at.place(), key));
    }
}

/// Reports a character that is not seen.
fn seen(context: &mut Context<'_>, key: &str, text: &str, at: &At<'_>) {
    if let Some((start, c)) = text.char_indices().find(|(_, c)| is_unseen(*c)) {
        let place = at.within(start..start + c.len_utf8());
        let code = format!("{:04X}", u32::from(c));
        context.report(catalogue::control_character(place, key, code));
    }
}

/// Control characters, and those that turn the direction of the text around them.
fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A list of texts under a key: each says something, and none comes twice.
fn list(context: &mut Context<'_>, key: &str, items: &[String], parent: &At<'_>) {
    let at = parent.key(key);
    for (index, item) in items.iter().enumerate() {
        let here = at.index(index);
        seen(context, key, item, &here);
        if item.trim().is_empty() {
            context.report(catalogue::empty_entry(here.place(), key));
        } else if let Some(first) = items[..index].iter().position(|other| other == item) {
            let mistake = catalogue::repeated_entry(here.place(), item, key);
            context.report(mistake.related(at.index(first).place(), "first here"));
        }
    }
}
