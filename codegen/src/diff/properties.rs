//! Properties of types.

use super::operation_parts::secret;
use super::pairs::{names, pair, same, words};
use super::report::Report;
use super::service::{Both, rust_name};
use super::view::{TypeView, View, list, pascal, renamed_types};
use super::{Level, codes, details};
use crate::spec::{Create, Property, Update};
use crate::surface::Topic;

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
    creation(report, &subject, &places, was, is);
    change(report, &subject, &places, was, is);
    queries(report, &subject, &places, was, is);
    secret(report, &subject, was.secret, is.secret);
    aliases(report, &subject, (name, was), (now, is));
    rust_name(
        report,
        &subject,
        was.rust.as_ref(),
        is.rust.as_ref(),
        everything(),
    );
    details::text(report, &subject, "documentation", &was.doc, &is.doc);
}

/// A property of one side.
struct Place<'a> {
    view: &'a View<'a>,
    ty: &'a str,
    name: &'a str,
}

impl Place<'_> {
    /// The operations that send it to create something.
    fn creators(&self) -> Vec<&str> {
        self.view.senders("create", self.ty)
    }

    fn members(&self) -> Vec<Topic> {
        self.view
            .owners(self.ty)
            .into_iter()
            .map(|owner| self.view.member_topic(owner, self.name))
            .collect()
    }

    fn queries(&self) -> Vec<Topic> {
        self.view
            .owners(self.ty)
            .into_iter()
            .map(|owner| {
                Topic::Query(
                    self.view.name.to_owned(),
                    pascal(owner),
                    self.name.to_owned(),
                )
            })
            .collect()
    }

    fn created(&self) -> Vec<Topic> {
        self.creators()
            .into_iter()
            .flat_map(|id| {
                [
                    self.view.part_topic(id, self.name),
                    self.view.body_topic(id),
                ]
            })
            .collect()
    }

    fn updated(&self) -> Vec<Topic> {
        self.view
            .senders("update", self.ty)
            .into_iter()
            .map(|id| self.view.part_topic(id, self.name))
            .collect()
    }

    fn everything(&self) -> Vec<Topic> {
        [
            self.members(),
            self.queries(),
            self.created(),
            self.updated(),
        ]
        .concat()
    }
}

fn creation(
    report: &mut Report,
    subject: &str,
    places: &[Place<'_>; 2],
    was: &Property,
    is: &Property,
) {
    let topics = || places.iter().flat_map(Place::created).collect::<Vec<_>>();
    match (was.create, is.create) {
        (None, Some(Create::Optional)) => drop(
            report
                .add(
                    &codes::CREATE_ADDED,
                    subject,
                    "can now be given on creation",
                )
                .claims(topics()),
        ),
        (None, Some(Create::Required)) => {
            let pending = report
                .add(
                    &codes::CREATE_ADDED,
                    subject,
                    "must now be given on creation",
                )
                .claims(topics());
            pending.at_least(Level::Major);
        }
        (Some(_), None) => drop(
            report
                .add(
                    &codes::CREATE_REMOVED,
                    subject,
                    "can no longer be given on creation",
                )
                .claims(topics()),
        ),
        (Some(Create::Optional), Some(Create::Required)) => drop(
            report
                .add(
                    &codes::BECOMES_REQUIRED,
                    subject,
                    "could be given on creation and now must be",
                )
                .claims(topics()),
        ),
        (Some(Create::Required), Some(Create::Optional)) => drop(
            report
                .add(
                    &codes::BECOMES_OPTIONAL,
                    subject,
                    "had to be given on creation and now can be",
                )
                .claims(topics()),
        ),
        _ => {}
    }
}

fn change(
    report: &mut Report,
    subject: &str,
    places: &[Place<'_>; 2],
    was: &Property,
    is: &Property,
) {
    let topics = || places.iter().flat_map(Place::updated).collect::<Vec<_>>();
    match (was.update, is.update) {
        (None, Some(to)) => {
            let what = if to == Update::Clear {
                "can now be changed and cleared"
            } else {
                "can now be changed"
            };
            report
                .add(&codes::UPDATE_ADDED, subject, what)
                .claims(topics());
        }
        (Some(_), None) => drop(
            report
                .add(&codes::UPDATE_REMOVED, subject, "can no longer be changed")
                .claims(topics()),
        ),
        (Some(Update::Set), Some(Update::Clear)) => drop(
            report
                .add(&codes::CLEAR_ADDED, subject, "can now be cleared")
                .claims(topics()),
        ),
        (Some(Update::Clear), Some(Update::Set)) => drop(
            report
                .add(&codes::CLEAR_REMOVED, subject, "can no longer be cleared")
                .claims(topics()),
        ),
        _ => {}
    }
}

fn queries(
    report: &mut Report,
    subject: &str,
    places: &[Place<'_>; 2],
    was: &Property,
    is: &Property,
) {
    let topics = || places.iter().flat_map(Place::queries).collect::<Vec<_>>();
    match (was.filter, is.filter) {
        (false, true) => drop(
            report
                .add(
                    &codes::FILTER_ADDED,
                    subject,
                    "lists can now be filtered by it",
                )
                .claims(topics()),
        ),
        (true, false) => drop(
            report
                .add(
                    &codes::FILTER_REMOVED,
                    subject,
                    "lists can no longer be filtered by it",
                )
                .claims(topics()),
        ),
        _ => {}
    }
    match (was.sort, is.sort) {
        (false, true) => drop(
            report
                .add(&codes::SORT_ADDED, subject, "lists can now be sorted by it")
                .claims(topics()),
        ),
        (true, false) => drop(
            report
                .add(
                    &codes::SORT_REMOVED,
                    subject,
                    "lists can no longer be sorted by it",
                )
                .claims(topics()),
        ),
        _ => {}
    }
}

/// Other spellings. A renamed property that is still read by its old name gets no line of its own for that.
fn aliases(
    report: &mut Report,
    subject: &str,
    (name, was): (&str, &Property),
    (now, is): (&str, &Property),
) {
    for alias in is
        .aliases
        .iter()
        .filter(|alias| !was.aliases.contains(alias) && *alias != name)
    {
        report.add(
            &codes::ALIAS_ADDED,
            subject,
            format!("is now read as `{alias}` too"),
        );
    }
    for alias in was
        .aliases
        .iter()
        .filter(|alias| !is.aliases.contains(alias) && *alias != now)
    {
        report.add(
            &codes::ALIAS_REMOVED,
            subject,
            format!("is no longer read as `{alias}`"),
        );
    }
}
