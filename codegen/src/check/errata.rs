//! Errata: a claim of the documents that the spec now agrees with is no erratum any more.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;
use serde_json::value::RawValue;

use super::Context;
use crate::contract::Erratum;
use crate::diagnostics::{At, catalogue};
use crate::spec::shape::{Field, Shape};
use crate::spec::{self, Joined};

/// The errata of an entry of a file's section, checked.
pub(super) fn of_entry<T>(
    context: &mut Context<'_>,
    file: &Joined<'_, T>,
    section: &'static str,
    name: &str,
) -> Vec<Erratum> {
    file.errata(name).read(|errata, at| {
        if has_claims(errata) && !context.is_known(file) {
            let mut entry = context.raw_entry(file.file.source, section, name);
            let examples = file.examples;
            let examples = examples.map(|it| context.raw_entry(it.source, "examples", name));
            if let (Some(Value::Object(entry)), Some(Some(examples))) = (&mut entry, examples) {
                entry.insert("examples".to_owned(), examples);
            }
            let shape = context.raw.shape(section);
            claims(context, entry, &shape, errata, at);
        }
        contract(errata, at)
    })
}

/// The errata of a service, checked.
pub(super) fn of_service(
    context: &mut Context<'_>,
    file: &Joined<'_, spec::Service>,
) -> Vec<Erratum> {
    file.errata(spec::SERVICE).read(|errata, at| {
        if has_claims(errata) {
            let source = context.sources.get(file.file.source);
            let whole = source.and_then(|file| serde_json::from_str(&file.text).ok());
            let shape = context.raw.shape(spec::SERVICE);
            claims(context, whole, &shape, errata, at);
        }
        contract(errata, at)
    })
}

fn has_claims(errata: &[spec::Erratum]) -> bool {
    errata.iter().any(|erratum| !erratum.claim.is_empty())
}

fn contract(errata: &[spec::Erratum], list: &At<'_>) -> Vec<Erratum> {
    let erratum = |(index, erratum): (usize, &spec::Erratum)| Erratum {
        at: list.index(index).place(),
        id: erratum.id.clone(),
        document: erratum.document.clone(),
        spec: erratum.spec.clone(),
        reason: erratum.reason.clone(),
        claims: erratum.claim.iter().map(|(key, value)| (key.to_owned(), value.clone())).collect(),
    };
    errata.iter().enumerate().map(erratum).collect()
}

/// The sections of files whose entries have claims, entry by entry, since reading them again for each would take too long,
/// and so would reading those without.
#[derive(Default)]
pub(super) struct Raw<'a> {
    /// By file and section.
    sections: BTreeMap<(usize, &'static str), BTreeMap<String, &'a RawValue>>,
    /// What the entries of each section may hold, and a service.
    shapes: BTreeMap<&'static str, Rc<Shape>>,
}

impl Raw<'_> {
    /// What an entry of a section may hold, with its examples.
    fn shape(&mut self, section: &'static str) -> Rc<Shape> {
        let make = || match section {
            spec::SERVICE => Shape::of::<spec::Service>(),
            "operations" => exemplified(Shape::of::<spec::Operation>()),
            _ => Shape::of::<spec::Type>(),
        };
        let shape = self.shapes.entry(section);
        Rc::clone(shape.or_insert_with(|| Rc::new(make())))
    }
}

fn exemplified(mut shape: Shape) -> Shape {
    if let Shape::Record(record) = &mut shape {
        record.fields.push(Field {
            key: "examples".to_owned(),
            required: false,
            shape: Shape::of::<Vec<spec::Example>>(),
        });
    }
    shape
}

impl Context<'_> {
    /// An entry as plain JSON.
    fn raw_entry(&mut self, source: usize, section: &'static str, name: &str) -> Option<Value> {
        let text = self.sources.get(source).map_or("", |file| &file.text);
        let entries = self.raw.sections.entry((source, section)).or_insert_with(|| {
            let sections: BTreeMap<String, &RawValue> =
                serde_json::from_str(text).unwrap_or_default();
            let section = sections.get(section).map_or("{}", |section| section.get());
            serde_json::from_str(section).unwrap_or_default()
        });
        serde_json::from_str(entries.get(name)?.get()).ok()
    }
}

/// Compares what the documents claim with what stands in the entry.
fn claims(
    context: &mut Context<'_>,
    entry: Option<Value>,
    shape: &Shape,
    errata: &[spec::Erratum],
    list: &At<'_>,
) {
    let Some(entry) = entry else {
        return;
    };
    for (index, erratum) in errata.iter().enumerate() {
        let erratum_at = list.index(index);
        let claims = erratum_at.key("claim");
        for (pointer, claimed) in erratum.claim.iter() {
            let at = claims.key(pointer);
            if !pointer.starts_with('/') {
                context.report(catalogue::bad_claim(at.key_place(), pointer));
            } else if let Some((step, record)) = shape.stray_step(pointer) {
                let problem = record.map_or_else(
                    || format!("nothing is ever found under `{step}`"),
                    |record| format!("{} has no key `{step}`", record.noun()),
                );
                let fields = record.into_iter().flat_map(|record| &record.fields);
                let keys = fields.map(|field| field.key.as_str());
                let mistake = catalogue::stray_claim(at.key_place(), pointer, problem);
                context.report(mistake.did_you_mean(&step, keys));
            } else if entry.pointer(pointer) == Some(claimed) {
                context.report(catalogue::moot_erratum(at.place(), pointer, &erratum.id));
            }
        }
    }
}
