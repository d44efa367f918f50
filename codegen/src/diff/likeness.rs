//! Whether an operation that left and one that came may be the same under another id.

use std::collections::BTreeSet;

use super::pairs::{names, same};
use super::view::{OperationView, Renames, View, renamed_types};
use crate::spec::Body;

/// An operation and what it is known by, made once, since every one that left is held against every one that came.
pub(super) struct Traits<'a> {
    pub(super) operation: &'a OperationView<'a>,
    path: String,
    answers: BTreeSet<String>,
    body: String,
    options: BTreeSet<&'a str>,
    summary: BTreeSet<String>,
}

/// The operations of a service with what they are known by, types under their new names.
pub(super) fn traits<'a>(renames: &Renames, view: &'a View<'a>) -> Vec<Traits<'a>> {
    let new_names = |text: &str| renamed_types(&renames.types, text);
    let of = |operation: &'a OperationView<'a>| Traits {
        operation,
        path: shape(&operation.path),
        answers: operation
            .spec
            .returns
            .iter()
            .map(|(status, text)| format!("{status} {}", new_names(text)))
            .collect(),
        body: match &operation.spec.body {
            None => String::new(),
            Some(Body::Of(text)) => new_names(text),
            Some(Body::Properties(list)) => list.keys().collect::<Vec<_>>().join(" "),
        },
        options: operation.spec.query.iter().map(String::as_str).collect(),
        summary: operation
            .spec
            .summary
            .to_lowercase()
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
    };
    view.operations.iter().map(of).collect()
}

/// How alike two operations are, from 0 to 1; one that is sent like the other is the same.
pub(super) fn likeness(old: &Traits<'_>, new: &Traits<'_>) -> f64 {
    if old.operation.method != new.operation.method {
        return 0.0;
    }
    if old.path == new.path {
        return 1.0;
    }
    // Either the resource has another name or the verb; what differs in both is another operation.
    if verb(old) != verb(new) && resource(old) != resource(new) {
        return 0.0;
    }
    let rest = 0.2 * same(old.answers == new.answers)
        + 0.1 * same(old.body == new.body)
        + 0.1 * overlap(&old.options, &new.options)
        + 0.1 * overlap(&old.summary, &new.summary);
    // Names count for half. They take the longest to compare, and where the rest has too little they cannot help.
    const NEEDED: f64 = 0.2;
    if rest < NEEDED {
        rest
    } else {
        rest + 0.35 * names(&old.path, &new.path)
            + 0.15 * names(&old.operation.id, &new.operation.id)
    }
}

fn verb<'a>(traits: &Traits<'a>) -> &'a str {
    let id = &traits.operation.id;
    id.rsplit_once('.').map_or(id, |(_, verb)| verb)
}

fn resource<'a>(traits: &Traits<'a>) -> &'a str {
    traits
        .operation
        .id
        .rsplit_once('.')
        .map_or("", |(resource, _)| resource)
}

fn overlap<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    let (common, all) = (a.intersection(b).count(), a.union(b).count());
    if all == 0 {
        1.0
    } else {
        common as f64 / all as f64
    }
}

/// A path without the names of its parameters: what is sent.
pub(super) fn shape(path: &str) -> String {
    let mut inside = false;
    let outside = |c: &char| {
        let closes = *c == '}';
        inside = (inside || *c == '{') && !closes;
        !inside || *c == '{'
    };
    path.chars().filter(outside).collect()
}
