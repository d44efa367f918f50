//! Types: which are new, gone or renamed, and what else of them has changed.

use std::collections::BTreeMap;

use super::pairs::{Pairs, contained, names, overlap, pair, words};
use super::report::Report;
use super::service::{Both, new_names};
use super::view::{TypeView, View, list, pascal, renamed};
use super::{codes, details, properties};
use crate::spec::Type;
use crate::surface::Topic;

/// Notes which types come, go and are renamed.
pub(super) fn types(report: &mut Report, both: &Both<'_>) -> BTreeMap<String, String> {
    let pairs = pairs(both);
    for old in &pairs.removed {
        report
            .add(
                &codes::TYPE_REMOVED,
                both.subject(old.name),
                format!("the {} is gone", kind(old.spec)),
            )
            .claims([both.base.type_topic(old.name)]);
    }
    for new in &pairs.added {
        report
            .add(
                &codes::TYPE_ADDED,
                both.subject(new.name),
                format!("the {} is new", kind(new.spec)),
            )
            .claims([both.head.type_topic(new.name)]);
    }
    new_names(&pairs, |ty| ty.name)
}

/// Compares the types that both sides have, with all renames known.
pub(super) fn compare(report: &mut Report, both: &Both<'_>) {
    let pairs = pairs(both);
    for (old, new) in &pairs.both {
        let subject = both.subject(old.name);
        let topics = || {
            [
                both.base.type_topic(old.name),
                both.head.type_topic(new.name),
            ]
        };
        if old.name != new.name {
            report
                .add(
                    &codes::TYPE_RENAMED,
                    &subject,
                    format!("the type is now called `{}`", new.name),
                )
                .claims(topics());
        } else if renamed(&both.renames.files, old.file) != new.file {
            report
                .add(
                    &codes::TYPE_MOVED,
                    &subject,
                    format!(
                        "the type stood in `{}.json` and stands in `{}.json`",
                        old.file, new.file
                    ),
                )
                .claims(topics());
        }
        if kind(old.spec) != kind(new.spec) {
            report
                .add(
                    &codes::TYPE_KIND_CHANGED,
                    &subject,
                    format!("was an {} and is an {}", kind(old.spec), kind(new.spec)),
                )
                .claims(topics());
        } else {
            values(report, both, &subject, old, new);
            properties::properties(report, both, old, new);
        }
        tags(report, &subject, old.spec, new.spec);
        if old
            .spec
            .is
            .as_deref()
            .map(|base| renamed(&both.renames.types, base))
            != new.spec.is.as_deref()
        {
            let base = |ty: &Type| {
                ty.is
                    .as_ref()
                    .map_or("nothing".to_owned(), |base| format!("`{base}`"))
            };
            report
                .add(
                    &codes::BASE_CHANGED,
                    &subject,
                    format!(
                        "was based on {} and is based on {}",
                        base(old.spec),
                        base(new.spec)
                    ),
                )
                .claims(topics());
        }
        details::text(
            report,
            &subject,
            "documentation",
            &old.spec.doc,
            &new.spec.doc,
        );
        details::set(
            report,
            &subject,
            (&codes::SOURCE_ADDED, &codes::SOURCE_REMOVED),
            "the place in the documents",
            &old.spec.documents,
            &new.spec.documents,
        );
        details::errata(report, &subject, &old.spec.errata, &new.spec.errata);
    }
    variants(report, both, &pairs);
}

fn pairs<'a>(both: &Both<'a>) -> Pairs<'a, TypeView<'a>> {
    pair(&both.base.types, &both.head.types, |ty| ty.name, likeness)
}

fn likeness(a: &TypeView<'_>, b: &TypeView<'_>) -> f64 {
    if kind(a.spec) != kind(b.spec) {
        return 0.0;
    }
    if a.spec.odata_type.is_some() && a.spec.odata_type == b.spec.odata_type {
        return 1.0;
    }
    let members = |ty: &TypeView<'_>| {
        ty.spec
            .properties
            .keys()
            .chain(ty.spec.values.keys())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (a_members, b_members) = (members(a), members(b));
    let (a_members, b_members) = (
        a_members.iter().map(String::as_str),
        b_members.iter().map(String::as_str),
    );
    // A type that has grown while it was renamed is still the same.
    let common =
        0.5 * (overlap(a_members.clone(), b_members.clone()) + contained(a_members, b_members));
    0.6 * common + 0.2 * words(&a.spec.doc, &b.spec.doc) + 0.2 * names(a.name, b.name)
}

fn kind(ty: &Type) -> &'static str {
    match (&ty.tag, ty.values.is_empty()) {
        (Some(_), _) => "open union",
        (None, false) => "open enumeration",
        (None, true) => "object type",
    }
}

/// What tells types apart on the wire.
fn tags(report: &mut Report, subject: &str, old: &Type, new: &Type) {
    let shown = |text: &Option<String>| {
        text.as_ref()
            .map_or("nothing".to_owned(), |text| format!("`{text}`"))
    };
    if let (Some(was), Some(is)) = (&old.tag, &new.tag)
        && was != is
    {
        report.add(
            &codes::DISCRIMINATOR_CHANGED,
            subject,
            format!("its types were told apart by `{was}` and are told apart by `{is}`"),
        );
    }
    if old.odata_type != new.odata_type {
        report.add(
            &codes::ODATA_TYPE_CHANGED,
            subject,
            format!(
                "its name on the wire was {} and is {}",
                shown(&old.odata_type),
                shown(&new.odata_type)
            ),
        );
    }
}

fn values(
    report: &mut Report,
    both: &Both<'_>,
    subject: &str,
    old: &TypeView<'_>,
    new: &TypeView<'_>,
) {
    let (base, head) = (list(&old.spec.values), list(&new.spec.values));
    let pairs = pair(
        &base,
        &head,
        |(value, _)| *value,
        |a, b| 0.5 * names(a.0, b.0) + 0.5 * words(a.1, b.1),
    );
    let at = |value: &str| format!("{subject}.{value}");
    for (value, _) in &pairs.removed {
        report
            .add(
                &codes::VALUE_REMOVED,
                at(value),
                "the value is no longer known",
            )
            .claims([both.base.member_topic(old.name, value)]);
    }
    for (value, _) in &pairs.added {
        report
            .add(&codes::VALUE_ADDED, at(value), "the value is new")
            .claims([both.head.member_topic(new.name, value)]);
    }
    for ((value, doc), (now, new_doc)) in &pairs.both {
        if value != now {
            let topics = [
                both.base.member_topic(old.name, value),
                both.head.member_topic(new.name, now),
            ];
            report
                .add(
                    &codes::VALUE_RENAMED,
                    at(value),
                    format!("the value is now `{now}`"),
                )
                .claims(topics);
        }
        details::text(report, &at(value), "documentation", doc, new_doc);
    }
}

/// What the unions that both sides have can hold.
fn variants(report: &mut Report, both: &Both<'_>, types: &Pairs<'_, TypeView<'_>>) {
    let topic = |view: &View<'_>, union: &str, ty: &str| {
        Topic::Variant(view.name.to_owned(), pascal(union), pascal(ty))
    };
    let name = |ty: &TypeView<'_>| {
        ty.spec
            .variant
            .clone()
            .unwrap_or_else(|| ty.name.to_owned())
    };
    for (old, new) in types
        .both
        .iter()
        .filter(|(old, new)| old.spec.tag.is_some() && new.spec.tag.is_some())
    {
        let of = |view: &View<'_>, union: &str| {
            view.types
                .iter()
                .filter(|ty| ty.spec.is.as_deref() == Some(union))
                .map(|ty| ty.name.to_owned())
                .collect::<Vec<_>>()
        };
        let (base, head) = (of(both.base, old.name), of(both.head, new.name));
        let at = |variant: &str| both.subject(&format!("{}.{variant}", old.name));
        for ty in both
            .base
            .types
            .iter()
            .filter(|ty| base.iter().any(|name| name == ty.name))
        {
            let now = head
                .iter()
                .find(|name| *name == renamed(&both.renames.types, ty.name))
                .and_then(|name| both.head.get(name));
            match now {
                None => drop(
                    report
                        .add(
                            &codes::VARIANT_REMOVED,
                            at(&name(ty)),
                            "the union no longer holds the type",
                        )
                        .claims([topic(both.base, old.name, ty.name)]),
                ),
                Some(now) if name(now) != name(ty) => {
                    let topics = [
                        topic(both.base, old.name, ty.name),
                        topic(both.head, new.name, now.name),
                    ];
                    report
                        .add(
                            &codes::VARIANT_RENAMED,
                            at(&name(ty)),
                            format!("the variant is now called `{}`", name(now)),
                        )
                        .claims(topics);
                }
                Some(_) => {}
            }
        }
        for ty in both
            .head
            .types
            .iter()
            .filter(|ty| head.iter().any(|name| name == ty.name))
        {
            if !base
                .iter()
                .any(|name| renamed(&both.renames.types, name) == ty.name)
            {
                report
                    .add(
                        &codes::VARIANT_ADDED,
                        at(&name(ty)),
                        "the union now holds the type",
                    )
                    .claims([topic(both.head, new.name, ty.name)]);
            }
        }
    }
}
