//! Finished Markdown out of what the contract says in pieces.

use crate::contract::{Definition, Erratum, File, Member};
use crate::model::Docs;

/// Text of the spec as lines; a blank line where the text has one.
pub(super) fn lines(text: &str) -> Docs {
    text.trim_end()
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

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

/// A heading and what stands below it; nothing if there is nothing.
pub(super) fn section(heading: &str, content: Docs) -> Docs {
    if content.is_empty() {
        content
    } else {
        paragraphs([vec![format!("# {heading}")], content])
    }
}

/// Items of a list.
pub(super) fn list<'a>(items: impl IntoIterator<Item = &'a str>) -> Docs {
    items.into_iter().map(|item| format!("- {item}")).collect()
}

/// Names as code on one line; `not supported` if there are none.
pub(super) fn names(names: &[String]) -> String {
    if names.is_empty() {
        return "not supported".to_owned();
    }
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// Contradictions in the documents that concern a thing.
pub(super) fn errata<'a>(errata: impl IntoIterator<Item = &'a Erratum>) -> Docs {
    let line = |erratum: &Erratum| {
        format!(
            "- {}: the documents say: {} Here: {} Reason: {}",
            erratum.id,
            sentence(&erratum.document),
            sentence(&erratum.spec),
            sentence(&erratum.reason)
        )
    };
    errata.into_iter().map(line).collect()
}

/// Where a thing is described and where the spec has it.
pub(super) fn source(
    described: Option<String>,
    section: &str,
    name: &str,
    folder: &str,
    file: &File,
) -> Docs {
    let spec = format!("Spec: `{section}.{name}` in `{folder}/{}.json`.", file.name);
    described.into_iter().chain([spec]).collect()
}

/// The places in the documents that describe a thing, if there are any.
pub(super) fn described(documents: &[String]) -> Option<String> {
    let quoted = |document: &String| format!("“{document}”");
    let documents: Vec<String> = documents.iter().map(quoted).collect();
    (!documents.is_empty()).then(|| format!("Described in {}.", documents.join(", ")))
}

/// Where a thing is known from that no document describes, with addresses as links.
pub(super) fn known_from(source: &str) -> String {
    let words: Vec<String> = source.split_whitespace().map(linked).collect();
    sentence(&format!("Known from {}", words.join(" ")))
}

/// An address as a link; any other word as it is.
fn linked(word: &str) -> String {
    let address = word.trim_end_matches(['.', ',', ';', ')']);
    if address.starts_with("https://") || address.starts_with("http://") {
        format!("<{address}>{}", &word[address.len()..])
    } else {
        word.to_owned()
    }
}

/// What a property is called on the wire, without the full stop.
pub(super) fn wire(member: &Member, ty: &str) -> String {
    format!("On the wire: `{}`, `{ty}`", member.name)
}

/// The property that an erratum of a type is about: `/properties/isAdminManaged/…`.
pub(super) fn claimed_property(erratum: &Erratum) -> Option<&str> {
    let (pointer, _) = erratum.claims.first()?;
    pointer.strip_prefix("/properties/")?.split('/').next()
}

/// The errata of a type that are about one of its properties, or about none.
pub(super) fn errata_about<'a>(definition: &'a Definition, property: Option<&'a str>) -> Docs {
    errata(
        definition
            .errata
            .iter()
            .filter(|erratum| claimed_property(erratum) == property),
    )
}

/// Text that ends like a sentence.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
