//! Finished Markdown out of what the contract says in pieces.

use crate::contract::{Erratum, File, Member};
use crate::model::Docs;

use super::markdown;
pub(super) use super::markdown::{code, line, lines};

/// Paragraphs, with a blank line between two of them.
pub(super) fn paragraphs(parts: impl IntoIterator<Item = Docs>) -> Docs {
    let mut docs = Docs::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !docs.is_empty() {
            docs.push(String::new());
        }
        docs.extend(part);
    }
    docs
}

/// What the spec says of a thing, or just what it is called there.
pub(super) fn or_code(doc: &str, name: &str) -> Docs {
    if doc.is_empty() { vec![code(name)] } else { lines(doc) }
}

/// A heading and what stands below it; nothing if there is nothing.
pub(super) fn section(heading: &str, content: Docs) -> Docs {
    if content.is_empty() { content } else { paragraphs([vec![format!("# {heading}")], content]) }
}

/// Items of a list.
pub(super) fn list<'a>(items: impl IntoIterator<Item = &'a str>) -> Docs {
    let item = |item| markdown::item("-", lines(item));
    items.into_iter().flat_map(item).collect()
}

/// Names as code on one line.
pub(super) fn names(names: &[String], between: &str) -> String {
    let names: Vec<String> = names.iter().map(|name| code(name)).collect();
    names.join(between)
}

/// Contradictions in the documents that concern a thing.
pub(super) fn errata<'a>(errata: impl IntoIterator<Item = &'a Erratum>) -> Docs {
    let text = |erratum: &Erratum| {
        format!(
            "{}: the documents say: {} Here: {} Reason: {}",
            erratum.id,
            sentence(&erratum.document),
            sentence(&erratum.spec),
            sentence(&erratum.reason)
        )
    };
    let texts: Vec<String> = errata.into_iter().map(text).collect();
    list(texts.iter().map(String::as_str))
}

/// Where the spec has a thing.
pub(super) fn spec(section: &str, name: &str, folder: &str, file: &File) -> String {
    let entry = code(&[section, ".", name].concat());
    let file = code(&[folder, "/", &file.name, ".json"].concat());
    ["Spec: ", &entry, " in ", &file, "."].concat()
}

/// The places in the documents that describe a thing, if there are any.
pub(super) fn described(documents: &[String]) -> Option<String> {
    let quoted = |document: &String| ["“", &line(document), "”"].concat();
    let documents: Vec<String> = documents.iter().map(quoted).collect();
    (!documents.is_empty()).then(|| format!("Described in {}.", documents.join(", ")))
}

/// Where a thing is known from that no document describes.
pub(super) fn known_from(source: &str) -> String {
    line(&sentence(&format!("Known from {source}")))
}

/// What a property is called on the wire.
pub(super) fn wire(member: &Member, ty: &str) -> String {
    ["On the wire: ", &code(&member.name), ", ", &code(ty), "."].concat()
}

/// Text in italics that begins like a sentence; nothing if there is none.
pub(super) fn emphasis(text: &str) -> Option<String> {
    let first = text.chars().next()?;
    Some(format!("*{}{}*", first.to_uppercase(), &text[first.len_utf8()..]))
}

/// Text that ends like a sentence.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}
