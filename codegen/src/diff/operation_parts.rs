//! What operations send and answer.

use super::pairs::{names, pair, same, words};
use super::report::Report;
use super::service::{Both, rust_name};
use super::view::{OperationView, View, renamed_types};
use super::{Level, codes, details};
use crate::spec::{Body, Create, Property, Update};
use crate::surface::Topic;

/// Compares bodies and answers.
pub(super) fn parts(
    report: &mut Report,
    both: &Both<'_>,
    subject: &str,
    old: &OperationView<'_>,
    new: &OperationView<'_>,
) {
    body(report, both, subject, old, new);
    answers(report, both, subject, old, new);
}

/// A property of a body, wherever it is defined.
struct Sent<'a> {
    name: &'a str,
    kind: String,
    rust: Option<&'a String>,
    required: bool,
    clearable: bool,
    secret: bool,
    doc: &'a str,
}

fn body(
    report: &mut Report,
    both: &Both<'_>,
    subject: &str,
    old: &OperationView<'_>,
    new: &OperationView<'_>,
) {
    let topics = || [both.base.body_topic(&old.id), both.head.body_topic(&new.id)];
    let text = |operation: &OperationView<'_>, names| match &operation.spec.body {
        Some(Body::Of(text)) => renamed_types(names, text),
        Some(Body::Properties(_)) => "properties of its own".to_owned(),
        None => String::new(),
    };
    let (before, after) = (
        text(old, &both.renames.types),
        text(new, &Default::default()),
    );
    match (&old.spec.body, &new.spec.body) {
        (None, None) => return,
        (None, Some(_)) => drop(
            report
                .add(&codes::BODY_ADDED, subject, "the request now has a body")
                .claims(topics()),
        ),
        (Some(_), None) => drop(
            report
                .add(
                    &codes::BODY_REMOVED,
                    subject,
                    "the request no longer has a body",
                )
                .claims(topics()),
        ),
        (Some(_), Some(_)) => {
            match (old.spec.body_optional, new.spec.body_optional) {
                (false, true) => drop(report.add(
                    &codes::BODY_BECOMES_OPTIONAL,
                    subject,
                    "a body without properties is now left out",
                )),
                (true, false) => drop(report.add(
                    &codes::BODY_BECOMES_REQUIRED,
                    subject,
                    "a body without properties is now sent as `{}`",
                )),
                _ => {}
            }
            if before != after {
                report
                    .add(
                        &codes::BODY_CHANGED,
                        subject,
                        format!("the body was `{before}` and is `{after}`"),
                    )
                    .claims(topics());
            } else if !matches!(&new.spec.body, Some(Body::Properties(_))) {
                // What of the type is sent, is told with the type.
                return;
            }
        }
    }
    properties(report, both, subject, old, new);
}

fn properties(
    report: &mut Report,
    both: &Both<'_>,
    subject: &str,
    old: &OperationView<'_>,
    new: &OperationView<'_>,
) {
    let (base, head) = (sent(both.base, old), sent(both.head, new));
    let kind = |property: &Sent<'_>| renamed_types(&both.renames.types, &property.kind);
    let likeness = |a: &Sent<'_>, b: &Sent<'_>| {
        0.4 * same(kind(a) == b.kind) + 0.35 * words(a.doc, b.doc) + 0.25 * names(a.name, b.name)
    };
    let pairs = pair(&base, &head, |property| property.name, likeness);
    let at = |name: &str| format!("{subject}/{name}");
    let topics = |view: &View<'_>, operation: &OperationView<'_>, name: &str| {
        [
            view.part_topic(&operation.id, name),
            view.body_topic(&operation.id),
        ]
    };
    let required = |property: &Sent<'_>| {
        if property.required {
            "must be sent"
        } else {
            "can be sent"
        }
    };
    for property in pairs.removed {
        report
            .add(
                &codes::BODY_PROPERTY_REMOVED,
                at(property.name),
                "the property can no longer be sent",
            )
            .claims(topics(both.base, old, property.name));
    }
    for property in pairs.added {
        let pending = report.add(
            &codes::BODY_PROPERTY_ADDED,
            at(property.name),
            format!("the property is new: it {}", required(property)),
        );
        pending.claims(topics(both.head, new, property.name));
        if property.required {
            pending.at_least(Level::Major);
        }
    }
    for (was, is) in pairs.both {
        let subject = at(was.name);
        let topics = || {
            topics(both.base, old, was.name)
                .into_iter()
                .chain(topics(both.head, new, is.name))
                .collect::<Vec<Topic>>()
        };
        if was.name != is.name {
            report
                .add(
                    &codes::BODY_PROPERTY_RENAMED,
                    &subject,
                    format!("the property is now called `{}`", is.name),
                )
                .claims(topics());
        }
        if kind(was).trim_end_matches('?') != is.kind.trim_end_matches('?') {
            report
                .add(
                    &codes::BODY_PROPERTY_TYPE_CHANGED,
                    &subject,
                    format!("the type was `{}` and is `{}`", was.kind, is.kind),
                )
                .claims(topics());
        }
        match (was.required, is.required) {
            (false, true) => drop(
                report
                    .add(
                        &codes::BODY_PROPERTY_BECOMES_REQUIRED,
                        &subject,
                        "the property can be sent and now must be",
                    )
                    .claims(topics()),
            ),
            (true, false) => drop(
                report
                    .add(
                        &codes::BODY_PROPERTY_BECOMES_OPTIONAL,
                        &subject,
                        "the property had to be sent and now can be",
                    )
                    .claims(topics()),
            ),
            _ => {}
        }
        match (was.clearable, is.clearable) {
            (false, true) => drop(
                report
                    .add(
                        &codes::BODY_PROPERTY_BECOMES_NULLABLE,
                        &subject,
                        "null can now be sent",
                    )
                    .claims(topics()),
            ),
            (true, false) => drop(
                report
                    .add(
                        &codes::BODY_PROPERTY_BECOMES_NON_NULL,
                        &subject,
                        "null can no longer be sent",
                    )
                    .claims(topics()),
            ),
            _ => {}
        }
        secret(report, &subject, was.secret, is.secret);
        rust_name(report, &subject, was.rust, is.rust, topics());
        details::text(report, &subject, "documentation", was.doc, is.doc);
    }
}

/// Whether something is kept out of logs.
pub(super) fn secret(report: &mut Report, subject: &str, was: bool, is: bool) {
    match (was, is) {
        (false, true) => drop(report.add(
            &codes::SECRET_ADDED,
            subject,
            "the value is now kept out of logs",
        )),
        (true, false) => drop(report.add(
            &codes::SECRET_REMOVED,
            subject,
            "the value now shows up in logs",
        )),
        _ => {}
    }
}

/// The properties that a body can have.
fn sent<'a>(view: &View<'a>, operation: &OperationView<'a>) -> Vec<Sent<'a>> {
    match &operation.spec.body {
        None => Vec::new(),
        Some(Body::Properties(list)) => {
            let property = |(name, it): (&'a str, &'a crate::spec::Parameter)| Sent {
                name,
                kind: it.kind.clone(),
                rust: it.rust.as_ref(),
                required: it.required,
                clearable: it.kind.ends_with('?') && !it.required,
                secret: it.secret,
                doc: &it.doc,
            };
            list.iter().map(property).collect()
        }
        Some(Body::Of(text)) => sent_of_type(view, text),
    }
}

fn sent_of_type<'a>(view: &View<'a>, text: &str) -> Vec<Sent<'a>> {
    let Some((verb, name)) = text.strip_suffix('>').and_then(|text| text.split_once('<')) else {
        return Vec::new();
    };
    let Some(ty) = view.get(name) else {
        return Vec::new();
    };
    let base = ty.spec.is.as_deref().and_then(|base| view.get(base));
    let properties = base
        .into_iter()
        .chain([ty])
        .flat_map(|ty| ty.spec.properties.iter());
    let creates = verb == "create";
    let is_sent = |(_, it): &(&str, &Property)| {
        if creates {
            it.create.is_some()
        } else {
            it.update.is_some()
        }
    };
    let property = |(name, it): (&'a str, &'a Property)| Sent {
        name,
        kind: it.kind.clone(),
        rust: it.rust.as_ref(),
        required: creates && it.create == Some(Create::Required),
        clearable: !creates && it.update == Some(Update::Clear),
        secret: it.secret,
        doc: &it.doc,
    };
    properties.filter(is_sent).map(property).collect()
}

fn answers(
    report: &mut Report,
    both: &Both<'_>,
    subject: &str,
    old: &OperationView<'_>,
    new: &OperationView<'_>,
) {
    let (base, head) = (&old.spec.returns, &new.spec.returns);
    for status in head.keys().filter(|status| base.get(status).is_none()) {
        report.add(
            &codes::STATUS_ADDED,
            subject,
            format!("status {status} is now a success"),
        );
    }
    for status in base.keys().filter(|status| head.get(status).is_none()) {
        report.add(
            &codes::STATUS_REMOVED,
            subject,
            format!("status {status} is no longer a success"),
        );
    }
    // All statuses of an operation hold the same.
    let (Some((_, was)), Some((_, is))) = (base.iter().next(), head.iter().next()) else {
        return;
    };
    if renamed_types(&both.renames.types, was) == *is {
        return;
    }
    let code = match (was.starts_with("page<"), is.starts_with("page<")) {
        (false, true) => &codes::PAGING_ADDED,
        (true, false) => &codes::PAGING_REMOVED,
        _ => &codes::ANSWER_CHANGED,
    };
    let answer = |view: &View<'_>, id: &str| Topic::Answer(view.name.to_owned(), id.to_owned());
    report
        .add(
            code,
            subject,
            format!("the answer was `{was}` and is `{is}`"),
        )
        .claims([answer(both.base, &old.id), answer(both.head, &new.id)])
        .claims(filtered(both, old, new));
}

/// The query options that depend on the listed type.
fn filtered(both: &Both<'_>, old: &OperationView<'_>, new: &OperationView<'_>) -> Vec<Topic> {
    let of = |view: &View<'_>, operation: &OperationView<'_>| {
        operation
            .spec
            .query
            .iter()
            .map(|name| view.part_topic(&operation.id, name))
            .collect::<Vec<_>>()
    };
    [of(both.base, old), of(both.head, new)].concat()
}
