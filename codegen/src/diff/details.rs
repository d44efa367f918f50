//! What does not reach the code: documentation, rules, permissions, errata, examples.

use super::codes;
use super::report::Report;
use super::view::OperationView;
use crate::spec::{Entries, Erratum, Example, Json, Permissions};

/// A text that people read.
pub(super) fn text(report: &mut Report, subject: &str, what: &str, base: &str, head: &str) {
    if base != head {
        let message = match (base.is_empty(), head.is_empty()) {
            (true, _) => format!("the {what} is new: {}", quoted(head)),
            (_, true) => format!("the {what} is gone: {}", quoted(base)),
            _ => format!("the {what} was {} and is {}", quoted(base), quoted(head)),
        };
        report.add(&codes::DOCUMENTATION_CHANGED, subject, message);
    }
}

/// Texts whose order says nothing.
pub(super) fn set(
    report: &mut Report,
    subject: &str,
    (added, removed): (&'static codes::Code, &'static codes::Code),
    what: &str,
    base: &[String],
    head: &[String],
) {
    for new in head.iter().filter(|new| !base.contains(new)) {
        report.add(added, subject, format!("{what} {} is new", quoted(new)));
    }
    for old in base.iter().filter(|old| !head.contains(old)) {
        report.add(removed, subject, format!("{what} {} is gone", quoted(old)));
    }
}

/// Who may call an operation.
pub(super) fn permissions(
    report: &mut Report,
    subject: &str,
    base: Option<&Permissions>,
    head: Option<&Permissions>,
) {
    let none = Permissions::default();
    let codes = (&codes::PERMISSION_ADDED, &codes::PERMISSION_REMOVED);
    match (base, head) {
        (None, Some(_)) => drop(report.add(
            &codes::PERMISSION_ADDED,
            subject,
            "who may call it is now said",
        )),
        (Some(_), None) => drop(report.add(
            &codes::PERMISSION_REMOVED,
            subject,
            "who may call it is no longer said",
        )),
        _ => {}
    }
    let (base, head) = (base.unwrap_or(&none), head.unwrap_or(&none));
    let lists = [
        (
            "for work or school accounts",
            &base.delegated,
            &head.delegated,
        ),
        ("for personal accounts", &base.personal, &head.personal),
        (
            "for apps of their own",
            &base.application,
            &head.application,
        ),
        ("of a role", &base.roles, &head.roles),
        ("in the cloud", &base.clouds, &head.clouds),
    ];
    for (what, base, head) in lists {
        set(
            report,
            subject,
            codes,
            &format!("the permission {what}"),
            base,
            head,
        );
        let (mut old, mut new) = (base.clone(), head.clone());
        old.sort();
        new.sort();
        if old == new && base != head {
            report.add(
                &codes::DOCUMENTATION_CHANGED,
                subject,
                format!("the permissions {what} stand in another order"),
            );
        }
    }
}

/// Contradictions between the documents and the spec.
pub(super) fn errata(report: &mut Report, subject: &str, base: &[Erratum], head: &[Erratum]) {
    let find = |list: &[Erratum], id: &str| {
        list.iter()
            .filter(|erratum| erratum.id == id)
            .map(erratum_text)
            .collect::<Vec<_>>()
    };
    let mut ids: Vec<&str> = base
        .iter()
        .chain(head)
        .map(|erratum| erratum.id.as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let (old, new) = (find(base, id), find(head, id));
        let subject = format!("{subject}/errata/{id}");
        match (old.is_empty(), new.is_empty()) {
            (true, _) => drop(report.add(
                &codes::ERRATUM_ADDED,
                subject,
                "a contradiction in the documents is noted",
            )),
            (_, true) => drop(report.add(
                &codes::ERRATUM_REMOVED,
                subject,
                "the documents are no longer said to contradict themselves",
            )),
            _ if old != new => drop(report.add(
                &codes::ERRATUM_CHANGED,
                subject,
                "the erratum says something else",
            )),
            _ => {}
        }
    }
}

fn erratum_text(erratum: &Erratum) -> String {
    let Erratum {
        id: _,
        document,
        we,
        because,
        claim,
    } = erratum;
    format!(
        "{document}\n{we}\n{because}\n{}",
        sorted(claim, |value: &Json| value.0.to_string())
    )
}

/// The documented requests and responses of two operations.
pub(super) fn examples(
    report: &mut Report,
    subject: &str,
    base: &OperationView<'_>,
    head: &OperationView<'_>,
) {
    let subject = format!("{subject}/examples");
    let (mut old, mut new) = (own_examples(base), own_examples(head));
    // What is the same on both sides goes, as often as it is there; what is left is told apart by where it stands.
    old.retain(
        |(_, text)| match new.iter().position(|(_, other)| other == text) {
            Some(index) => {
                new.remove(index);
                false
            }
            None => true,
        },
    );
    for (from, _) in old {
        match new.iter().position(|(other, _)| *other == from) {
            Some(index) => {
                new.remove(index);
                report.add(
                    &codes::EXAMPLE_CHANGED,
                    &subject,
                    format!("the example from {} is another", quoted(from)),
                );
            }
            None => drop(report.add(
                &codes::EXAMPLE_REMOVED,
                &subject,
                format!("the example from {} is gone", quoted(from)),
            )),
        }
    }
    for (from, _) in new {
        report.add(
            &codes::EXAMPLE_ADDED,
            &subject,
            format!("an example from {} is new", quoted(from)),
        );
    }
}

/// The examples of one operation: where each stands, and everything that it says.
fn own_examples<'a>(operation: &OperationView<'a>) -> Vec<(&'a str, String)> {
    let mut examples: Vec<(&str, String)> = operation
        .spec
        .examples
        .iter()
        .filter(|example| example.on.as_deref() == operation.on)
        .map(|example| (example.from.as_str(), example_text(example)))
        .collect();
    examples.sort();
    examples
}

fn example_text(example: &Example) -> String {
    let Example {
        from,
        on: _,
        version,
        request,
        response,
    } = example;
    let request = request.as_ref().map(|it| {
        (
            &it.target,
            sorted(&it.path, String::clone),
            sorted(&it.query, |value| value.0.to_string()),
            it.body.as_ref().map(|body| body.0.to_string()),
        )
    });
    let response = response
        .as_ref()
        .map(|it| (it.status, it.body.as_ref().map(|body| body.0.to_string())));
    format!("{from}\n{version:?}\n{request:?}\n{response:?}")
}

/// Entries as text; their order says nothing.
fn sorted<T>(entries: &Entries<T>, text: impl Fn(&T) -> String) -> String {
    let mut lines: Vec<String> = entries
        .iter()
        .map(|(key, value)| format!("{key}: {}\n", text(value)))
        .collect();
    lines.sort();
    lines.concat()
}

/// A text on one line, cut if it is long.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 80;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{}…”", line[..end].trim_end()),
        None => format!("“{line}”"),
    }
}
