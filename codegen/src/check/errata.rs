//! Errata: a claim of the documents that the spec now agrees with is no erratum any more.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;
use serde_json::value::RawValue;

use super::Context;
use crate::contract::Erratum;
use crate::diagnostics::{At, Place, catalogue};
use crate::shape::Shape;
use crate::spec;

/// The errata of the entry that the steps lead to, checked.
pub(super) fn check(
    context: &mut Context<'_>,
    source: usize,
    steps: &[&str],
    errata: &[spec::Erratum],
) -> Vec<Erratum> {
    if errata.iter().any(|erratum| !erratum.claim.is_empty()) {
        let text = context.sources.get(source).map_or("", |file| &file.text);
        let entry = match steps {
            [section, name] => context.raw.entry(source, text, section, name),
            _ => serde_json::from_str(text).ok(),
        };
        if let Some(entry) = entry {
            let place = At::file(source).place();
            let place = steps.iter().fold(place, |place, step| place.key(step));
            let shape = context.raw.shape(steps);
            claims(context, &entry, &shape, &place, errata);
        }
    }
    let erratum = |erratum: &spec::Erratum| Erratum {
        id: erratum.id.clone(),
        document: erratum.document.clone(),
        spec: erratum.we.clone(),
        reason: erratum.because.clone(),
        claims: erratum
            .claim
            .iter()
            .map(|(pointer, claimed)| (pointer.to_owned(), claimed.0.clone()))
            .collect(),
    };
    errata.iter().map(erratum).collect()
}

/// The section of a file whose errata were checked last, entry by entry: reading it again for each would take too long, and
/// so would reading those without errata.
#[derive(Default)]
pub(super) struct Raw<'a> {
    /// The file and the section.
    read: Option<(usize, String)>,
    entries: BTreeMap<String, &'a RawValue>,
    /// What the entries of each section may hold, and a service.
    shapes: BTreeMap<String, Rc<Shape>>,
}

impl<'a> Raw<'a> {
    /// What the entry that the steps lead to may hold.
    fn shape(&mut self, steps: &[&str]) -> Rc<Shape> {
        let section = steps.first().copied().unwrap_or_default();
        let make = || match section {
            "" => Shape::of::<spec::Service>(),
            "operations" => Shape::of::<spec::Operation>(),
            _ => Shape::of::<spec::Type>(),
        };
        let shape = self.shapes.entry(section.to_owned());
        Rc::clone(shape.or_insert_with(|| Rc::new(make())))
    }

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

/// Compares what the documents claim with what stands in the entry.
fn claims(
    context: &mut Context<'_>,
    entry: &Value,
    shape: &Shape,
    at: &Place,
    errata: &[spec::Erratum],
) {
    let list = at.key("errata");
    for (index, erratum) in errata.iter().enumerate() {
        let claims = list.index(index).key("claim");
        for (pointer, claimed) in erratum.claim.iter() {
            let place = claims.key(pointer);
            if !pointer.starts_with('/') {
                context.report(catalogue::bad_claim(place.on_key(), pointer));
            } else if let Some((step, record)) = shape.stray_step(pointer) {
                let problem = record.map_or_else(
                    || format!("nothing is ever found under `{step}`"),
                    |record| format!("{} has no key `{step}`", record.noun()),
                );
                let fields = record.into_iter().flat_map(|record| &record.fields);
                let keys = fields.map(|field| field.key.as_str());
                let mistake = catalogue::stray_claim(place.on_key(), pointer, problem);
                context.report(mistake.did_you_mean(&step, keys));
            } else if entry.pointer(pointer) == Some(&claimed.0) {
                context.report(catalogue::moot_erratum(place, pointer, &erratum.id));
            }
        }
    }
}
