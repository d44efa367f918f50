//! What callers may do with a property: give it, change it, ask for it, spell it in other ways.

use super::report::Report;
use super::view::{View, pascal};
use super::{Level, codes};
use crate::spec::{Create, Property, Update};
use crate::surface::Topic;

/// A property of one side.
pub(super) struct Place<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) ty: &'a str,
    pub(super) name: &'a str,
}

impl Place<'_> {
    /// The operations that send it to create something.
    pub(super) fn creators(&self) -> Vec<&str> {
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

    /// Whatever comes from the property.
    pub(super) fn everything(&self) -> Vec<Topic> {
        [
            self.members(),
            self.queries(),
            self.created(),
            self.updated(),
        ]
        .concat()
    }
}

/// Whether callers give it when they create something.
pub(super) fn creation(
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

/// Whether callers may change it.
pub(super) fn change(
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

/// Whether lists can be filtered and sorted by it.
pub(super) fn queries(
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
pub(super) fn aliases(
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
