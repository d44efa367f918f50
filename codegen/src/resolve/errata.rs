//! Errata: a claim of the documents that the spec now agrees with is no erratum any more.

use serde_json::Value;

use super::Context;
use crate::diagnostics::{At, catalogue};
use crate::spec;

/// Checks the errata of the entry that the steps lead to.
pub(super) fn check(
    context: &mut Context<'_>,
    source: usize,
    steps: &[&str],
    errata: &[spec::Erratum],
) {
    if errata.iter().all(|erratum| erratum.claim.is_empty()) {
        return;
    }
    if !matches!(&context.raw, Some((read, _)) if *read == source) {
        let text = context.sources.get(source).map_or("", |file| &file.text);
        context.raw = Some((source, serde_json::from_str(text).unwrap_or_default()));
    }
    // Out of the context and back, for reports need the context.
    let Some((read, file)) = context.raw.take() else {
        return;
    };
    let entry = steps
        .iter()
        .try_fold(&file, |entry: &Value, step| entry.get(*step));
    if let Some(entry) = entry {
        report(context, entry, &At::file(source), steps, errata);
    }
    context.raw = Some((read, file));
}

/// Walks down to the entry, so that places point into it, and compares there.
fn report(
    context: &mut Context<'_>,
    entry: &Value,
    at: &At<'_>,
    steps: &[&str],
    errata: &[spec::Erratum],
) {
    if let Some((step, rest)) = steps.split_first() {
        return report(context, entry, &at.key(step), rest, errata);
    }
    let list = at.key("errata");
    for (index, erratum) in errata.iter().enumerate() {
        let item = list.index(index);
        let claims = item.key("claim");
        for (pointer, claimed) in erratum.claim.iter() {
            let place = claims.key(pointer);
            if !pointer.starts_with('/') {
                context.mistake(
                    &catalogue::BAD_CLAIM,
                    place.key_place(),
                    format!("`{pointer}` leads nowhere"),
                    "a JSON pointer starts with `/`",
                    None,
                );
            } else if entry.pointer(pointer) == Some(&claimed.0) {
                context.mistake(
                    &catalogue::MOOT_ERRATUM,
                    place.place(),
                    format!("the documents and this spec agree on `{pointer}`"),
                    "this stands in the spec",
                    Some(format!(
                        "remove the erratum `{}`, or mend what it is about",
                        erratum.id
                    )),
                );
            }
        }
    }
}
