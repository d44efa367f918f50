//! Properties of types.

use super::marks::{self, Place};
use super::operation_parts::secret;
use super::pairs::{names, pair, same, words};
use super::report::Report;
use super::service::{Both, rust_name};
use super::view::{TypeView, View, list, renamed_types};
use super::{Level, codes, details};
use crate::spec::{Create, Property};

/// Compares the properties that two types define themselves. One that has moved to the base or from it is the same still.
pub(super) fn properties(
    report: &mut Report,
    both: &Both<'_>,
    old: &TypeView<'_>,
    new: &TypeView<'_>,
) {
    let (base, head) = (list(&old.spec.properties), list(&new.spec.properties));
    let kind = |property: &Property| renamed_types(&both.renames.types, &property.kind);
    let likeness = |a: &(&str, &Property), b: &(&str, &Property)| {
        let also_read = |name: &str, by: &Property| by.aliases.iter().any(|alias| alias == name);
        if also_read(a.0, b.1) || also_read(b.0, a.1) {
            return 1.0;
        }
        0.4 * same(kind(a.1) == b.1.kind)
            + 0.35 * words(&a.1.doc, &b.1.doc)
            + 0.25 * names(a.0, b.0)
    };
    let (inherited_before, inherited_now) = (inherited(both.base, old), inherited(both.head, new));
    let stays = |(name, _): &&(&str, &Property)| find(&inherited_now, name).is_none();
    let comes = |(name, _): &&(&str, &Property)| find(&inherited_before, name).is_none();
    let (left, came): (Vec<_>, Vec<_>) = (
        base.iter().filter(stays).copied().collect(),
        head.iter().filter(comes).copied().collect(),
    );
    let pairs = pair(&left, &came, |(name, _)| *name, likeness);
    let at = |name: &str| both.subject(&format!("{}.{name}", old.name));
    for (name, _) in pairs.removed {
        let place = Place {
            view: both.base,
            ty: old.name,
            name,
        };
        report
            .add(&codes::PROPERTY_REMOVED, at(name), "the property is gone")
            .claims(place.everything());
    }
    for (name, property) in pairs.added {
        let place = Place {
            view: both.head,
            ty: new.name,
            name,
        };
        let pending = report.add(
            &codes::PROPERTY_ADDED,
            at(name),
            format!("the property is new: `{}`", property.kind),
        );
        pending.claims(place.everything());
        if property.create == Some(Create::Required) && !place.creators().is_empty() {
            pending.at_least(Level::Major);
        }
    }
    for ((name, was), (now, is)) in pairs.both {
        property(report, both, (old, name, was), (new, now, is));
    }
    for (name, was) in base.iter().filter(|entry| !stays(entry)) {
        if let Some(is) = find(&inherited_now, name) {
            report.add(
                &codes::PROPERTY_MOVED,
                at(name),
                "the property now comes from the base",
            );
            property(report, both, (old, name, was), (new, name, is));
        }
    }
    for (name, is) in head.iter().filter(|entry| !comes(entry)) {
        if let Some(was) = find(&inherited_before, name) {
            report.add(
                &codes::PROPERTY_MOVED,
                at(name),
                "the property no longer comes from the base",
            );
            property(report, both, (old, name, was), (new, name, is));
        }
    }
}

/// The properties that a type has from its base.
fn inherited<'a>(view: &View<'a>, ty: &TypeView<'a>) -> Vec<(&'a str, &'a Property)> {
    let base = ty.spec.is.as_deref().and_then(|base| view.get(base));
    base.into_iter()
        .flat_map(|base| base.spec.properties.iter())
        .collect()
}

fn find<'a>(properties: &[(&str, &'a Property)], name: &str) -> Option<&'a Property> {
    properties
        .iter()
        .find(|(other, _)| *other == name)
        .map(|(_, property)| *property)
}

type Side<'a> = (&'a TypeView<'a>, &'a str, &'a Property);

/// Compares what two properties say.
fn property(
    report: &mut Report,
    both: &Both<'_>,
    (old, name, was): Side<'_>,
    (new, now, is): Side<'_>,
) {
    let places = [
        Place {
            view: both.base,
            ty: old.name,
            name,
        },
        Place {
            view: both.head,
            ty: new.name,
            name: now,
        },
    ];
    let subject = both.subject(&format!("{}.{name}", old.name));
    let everything = || {
        places
            .iter()
            .flat_map(Place::everything)
            .collect::<Vec<_>>()
    };
    if name != now {
        report
            .add(
                &codes::PROPERTY_RENAMED,
                &subject,
                format!("the property is now called `{now}`"),
            )
            .claims(everything());
    }
    if renamed_types(&both.renames.types, &was.kind).trim_end_matches('?')
        != is.kind.trim_end_matches('?')
    {
        report
            .add(
                &codes::PROPERTY_TYPE_CHANGED,
                &subject,
                format!("the type was `{}` and is `{}`", was.kind, is.kind),
            )
            .claims(everything());
    }
    match (was.kind.ends_with('?'), is.kind.ends_with('?')) {
        (false, true) => drop(report.add(
            &codes::PROPERTY_BECOMES_NULLABLE,
            &subject,
            "the service may now answer null",
        )),
        (true, false) => drop(report.add(
            &codes::PROPERTY_BECOMES_NON_NULL,
            &subject,
            "the service no longer answers null",
        )),
        _ => {}
    }
    marks::creation(report, &subject, &places, was, is);
    marks::change(report, &subject, &places, was, is);
    marks::queries(report, &subject, &places, was, is);
    secret(report, &subject, was.secret, is.secret);
    marks::aliases(report, &subject, (name, was), (now, is));
    rust_name(
        report,
        &subject,
        was.rust.as_ref(),
        is.rust.as_ref(),
        everything(),
    );
    details::text(report, &subject, "documentation", &was.doc, &is.doc);
}
