//! What an operation or a type says about the world around it: versions, documents.

use super::Context;
use super::written::Written;
use crate::contract::{Service, Versions};
use crate::diagnostics::{At, catalogue};
use crate::documents::is_place;
use crate::spec;

/// Checks what an operation refers to.
pub(super) fn operation(context: &mut Context<'_>, written: &Written<'_>) {
    let Written { service, operation, at, .. } = *written;
    documents(context, at, &operation.documents);
    match (operation.documents.is_empty(), &operation.source) {
        (true, None) if service.imported.is_some() || context.is_in_doubt(&at.place()) => {}
        (true, None) => context.report_unsaid(catalogue::no_origin(at.key_place())),
        (false, Some(_)) => {
            context.report(catalogue::two_origins(at.key("source").key_place()));
        }
        (true, Some(_)) | (false, None) => {}
    }
    check_versions(context, written);
}

/// Checks what examples refer to.
pub(super) fn examples(
    context: &mut Context<'_>,
    service: &Service,
    examples: &[spec::Example],
    list: &At<'_>,
) {
    for (index, example) in examples.iter().enumerate() {
        let at = list.index(index);
        if example.from != "constructed" && !example.from.starts_with("https://") {
            place(context, &example.from, &at.key("from"));
        }
        if let Some(version) = &example.version {
            known_version(context, &service.version, version, &at.key("version"));
        }
        let shows_nothing = example.request.is_none() && example.response.is_none();
        if shows_nothing && !context.is_in_doubt(&at.place()) {
            context.report(catalogue::empty_example(at.place()));
        }
    }
}

/// Checks the places in the documents that an entry names.
pub(super) fn documents(context: &mut Context<'_>, at: &At<'_>, documents: &[String]) {
    let list = at.key("documents");
    for (index, text) in documents.iter().enumerate() {
        place(context, text, &list.index(index));
    }
}

/// A place in the documents: three digits, ` / ` and a heading.
fn place(context: &mut Context<'_>, text: &str, at: &At<'_>) {
    // An empty text is reported as such.
    if !(text.trim().is_empty() || is_place(text)) {
        context.report(catalogue::malformed_place(at.place(), text));
    }
}

/// The versions in which an operation exists, first the one that its calls ask for.
pub(super) fn versions(
    versions: &Versions,
    operation: &spec::Operation,
    in_path: Option<&str>,
) -> Vec<String> {
    if let Some(written) = in_path {
        let asked = operation.version.as_deref().filter(|asked| *asked != written);
        return asked.into_iter().chain([written]).map(str::to_owned).collect();
    }
    let asked = operation.version.as_ref().or(versions.default.as_ref());
    let asked = asked.cloned().unwrap_or_default();
    let known = &versions.known;
    // `known` goes from new to old: what is older than `since` does not have the operation.
    let first = operation.since.as_ref();
    let first = first.and_then(|since| known.iter().position(|version| version == since));
    let known = &known[..first.map_or(known.len(), |index| index + 1)];
    let others = known.iter().filter(|version| **version != asked).cloned();
    std::iter::once(asked.clone()).chain(others).collect()
}

fn check_versions(context: &mut Context<'_>, written: &Written<'_>) {
    let Written { service, operation, at, .. } = *written;
    let versions = &service.version;
    let mut known =
        |version: &&String, key| known_version(context, versions, version, &at.key(key));
    let since = operation.since.as_ref().filter(|it| known(it, "since"));
    let version = operation.version.as_ref().filter(|it| known(it, "version"));
    if versions.query.is_none() {
        let path = operation.on.first().unwrap_or(&operation.http);
        if version.is_some_and(|asked| path.split('/').nth(1) == Some(asked)) {
            context.report(catalogue::unused_version(at.key("version").key_place()));
        }
        return;
    }
    let asked = version.or(versions.default.as_ref());
    let position = |version: &String| versions.known.iter().position(|known| known == version);
    if let (Some(since), Some(asked)) = (since, asked)
        && let (Some(first), Some(position)) = (position(since), position(asked))
        && position > first
    {
        let default = service.at.key("version").key("default");
        let related = version.map_or(default, |_| at.key("version").place());
        let mistake = catalogue::newer_than_asked(at.key("since").place(), asked, since);
        context.report(mistake.related(related, "asked for here"));
    }
}

fn known_version(
    context: &mut Context<'_>,
    versions: &Versions,
    version: &str,
    at: &At<'_>,
) -> bool {
    let known = || versions.known.iter().map(String::as_str);
    let is_known = known().any(|known| known == version);
    if !(is_known || context.is_service_partial()) {
        let mistake = catalogue::unknown_version(at.place(), version);
        context.report(mistake.did_you_mean(version, known()));
    }
    is_known
}
