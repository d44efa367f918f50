//! Errata: a claim of the documents that the spec now agrees with is no erratum any more.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

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
    let text = context.sources.get(source).map_or("", |file| &file.text);
    let entry = match steps {
        [section, name] => context.raw.entry(source, text, section, name),
        _ => serde_json::from_str(text).ok(),
    };
    if let Some(entry) = entry {
        report(context, &entry, &At::file(source), steps, errata);
    }
}

/// The section of a file whose errata were checked last, entry by entry: reading it again for each would take too long, and
/// so would reading those without errata.
#[derive(Default)]
pub(super) struct Raw<'a> {
    /// The file and the section.
    read: Option<(usize, String)>,
    entries: BTreeMap<String, &'a RawValue>,
}

impl<'a> Raw<'a> {
    /// An entry as plain JSON.
    fn entry(&mut self, source: usize, text: &'a str, section: &str, name: &str) -> Option<Value> {
        let is_read =
            matches!(&self.read, Some((file, read)) if *file == source && read == section);
        if !is_read {
            let sections: BTreeMap<String, &'a RawValue> =
                serde_json::from_str(text).unwrap_or_default();
            let section_text = sections.get(section).map_or("{}", |section| section.get());
            self.entries = serde_json::from_str(section_text).unwrap_or_default();
            self.read = Some((source, section.to_owned()));
        }
        serde_json::from_str(self.entries.get(name)?.get()).ok()
    }
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
