//! Finished Markdown out of what the spec says in pieces.

use crate::model::Docs;
use crate::spec;

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

/// Contradictions in the documents that concern a thing.
pub(super) fn errata<'a>(errata: impl IntoIterator<Item = &'a spec::Erratum>) -> Docs {
    errata
        .into_iter()
        .map(|erratum| {
            format!(
                "- {}: the documents say: {} Here: {} Reason: {}",
                erratum.id,
                sentence(&erratum.document),
                sentence(&erratum.we),
                sentence(&erratum.because)
            )
        })
        .collect()
}

/// Where a thing is described: one line.
pub(super) fn documents(documents: &[String]) -> Docs {
    match documents {
        [] => Docs::new(),
        _ => vec![format!(
            "Described in {}.",
            documents
                .iter()
                .map(|document| format!("“{document}”"))
                .collect::<Vec<_>>()
                .join(", ")
        )],
    }
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
