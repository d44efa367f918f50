//! Operations: which are new, gone or renamed, and what else of them has changed.

use super::pairs::{names, overlap, pair, same, words};
use super::report::Report;
use super::service::Both;
use super::view::{OperationView, View, renamed, renamed_types};
use super::{codes, details, operation_parts};
use crate::spec::Body;
use crate::surface::Topic;

/// Compares the operations of a service.
pub(super) fn operations(report: &mut Report, both: &Both<'_>) {
    let pairs = pair(
        &both.base.operations,
        &both.head.operations,
        |operation| &operation.id,
        |old, new| likeness(both, old, new),
    );
    for old in pairs.removed {
        report
            .add(
                &codes::OPERATION_REMOVED,
                both.subject(&old.id),
                format!("`{}` is gone", request(old)),
            )
            .claims([both.base.operation_topic(&old.id)]);
    }
    for new in pairs.added {
        report
            .add(
                &codes::OPERATION_ADDED,
                both.subject(&new.id),
                format!("`{}` is new", request(new)),
            )
            .claims([both.head.operation_topic(&new.id)]);
    }
    for (old, new) in pairs.both {
        let subject = both.subject(&old.id);
        let topics = || {
            [
                both.base.operation_topic(&old.id),
                both.head.operation_topic(&new.id),
            ]
        };
        if old.id != new.id {
            report
                .add(
                    &codes::OPERATION_RENAMED,
                    &subject,
                    format!("the operation is now called `{}`", new.id),
                )
                .claims(topics());
        } else if renamed(&both.renames.files, old.file) != new.file {
            report
                .add(
                    &codes::OPERATION_MOVED,
                    &subject,
                    format!(
                        "the operation stood in `{}.json` and stands in `{}.json`",
                        old.file, new.file
                    ),
                )
                .claims(topics());
        }
        request_line(report, both, &subject, old, new);
        facts(report, both, &subject, old, new);
        operation_parts::parts(report, both, &subject, old, new);
        documentation(report, &subject, old, new);
    }
}

fn request(operation: &OperationView<'_>) -> String {
    format!("{} {}", operation.method, operation.path)
}

/// The operations of a file.
pub(super) fn of_file(view: &View<'_>, file: &str) -> Vec<Topic> {
    let operations = view
        .operations
        .iter()
        .filter(|operation| operation.file == file)
        .map(|operation| view.operation_topic(&operation.id));
    let types = view
        .types
        .iter()
        .filter(|ty| ty.file == file)
        .map(|ty| view.type_topic(ty.name));
    operations.chain(types).collect()
}

/// The operations whose paths have a parameter.
pub(super) fn with_parameter(view: &View<'_>, name: &str) -> Vec<Topic> {
    let written = format!("{{{name}}}");
    view.operations
        .iter()
        .filter(|operation| operation.path.contains(&written))
        .map(|operation| view.operation_topic(&operation.id))
        .collect()
}

/// Whether an operation that left and one that came may be the same under another id.
fn likeness(both: &Both<'_>, old: &OperationView<'_>, new: &OperationView<'_>) -> f64 {
    let (old_path, new_path) = (shape(&old.path), shape(&new.path));
    if old.method != new.method {
        return 0.0;
    }
    if old_path == new_path {
        return 1.0;
    }
    let returns = |operation: &OperationView<'_>| {
        let mut answers: Vec<String> = operation
            .spec
            .returns
            .iter()
            .map(|(status, text)| format!("{status} {}", renamed_types(&both.renames.types, text)))
            .collect();
        answers.sort();
        answers
    };
    let body = |operation: &OperationView<'_>| match &operation.spec.body {
        None => String::new(),
        Some(Body::Of(text)) => renamed_types(&both.renames.types, text),
        Some(Body::Properties(list)) => list.keys().collect::<Vec<_>>().join(" "),
    };
    let options = |operation: &OperationView<'_>| operation.spec.query.clone();
    0.35 * names(&old_path, &new_path)
        + 0.15 * names(&old.id, &new.id)
        + 0.2 * same(returns(old) == returns(new))
        + 0.1 * same(body(old) == body(new))
        + 0.1
            * overlap(
                options(old).iter().map(String::as_str),
                options(new).iter().map(String::as_str),
            )
        + 0.1 * words(&old.spec.summary, &new.spec.summary)
}

/// A path without the names of its parameters: what is sent.
fn shape(path: &str) -> String {
    let mut inside = false;
    let outside = |c: &char| {
        let closes = *c == '}';
        inside = (inside || *c == '{') && !closes;
        !inside || *c == '{'
    };
    path.chars().filter(outside).collect()
}

/// The names of a path's parameters, in order.
fn parameters(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

fn request_line(
    report: &mut Report,
    both: &Both<'_>,
    subject: &str,
    old: &OperationView<'_>,
    new: &OperationView<'_>,
) {
    let topics = || {
        [
            both.base.operation_topic(&old.id),
            both.head.operation_topic(&new.id),
        ]
    };
    if old.method != new.method {
        report.add(
            &codes::METHOD_CHANGED,
            subject,
            format!("the method was {} and is {}", old.method, new.method),
        );
    }
    let known: Vec<&str> = parameters(&old.path)
        .into_iter()
        .map(|name| renamed(&both.renames.parameters, name))
        .collect();
    if shape(&old.path) != shape(&new.path) {
        report
            .add(
                &codes::PATH_CHANGED,
                subject,
                format!("the path was `{}` and is `{}`", old.path, new.path),
            )
            .claims(topics());
    } else if known != parameters(&new.path) {
        report
            .add(
                &codes::PARAMETER_CHANGED,
                subject,
                format!(
                    "the parameters were those of `{}` and are those of `{}`",
                    old.path, new.path
                ),
            )
            .claims(topics());
    }
}

/// What callers notice when they call.
fn facts(
    report: &mut Report,
    both: &Both<'_>,
    subject: &str,
    old: &OperationView<'_>,
    new: &OperationView<'_>,
) {
    if old.spec.version != new.spec.version {
        let version = |operation: &OperationView<'_>| {
            operation
                .spec
                .version
                .as_ref()
                .map_or("the service's default version".to_owned(), |version| {
                    format!("version `{version}`")
                })
        };
        report.add(
            &codes::OPERATION_VERSION_CHANGED,
            subject,
            format!(
                "calls asked for {} and ask for {}",
                version(old),
                version(new)
            ),
        );
    }
    if old.spec.since != new.spec.since {
        let since = |operation: &OperationView<'_>| {
            operation
                .spec
                .since
                .as_ref()
                .map_or("the first version".to_owned(), |version| {
                    format!("version `{version}`")
                })
        };
        report.add(
            &codes::SINCE_CHANGED,
            subject,
            format!(
                "existed from {} on and exists from {} on",
                since(old),
                since(new)
            ),
        );
    }
    match (repeats(old), repeats(new)) {
        (false, true) => drop(report.add(&codes::IDEMPOTENCY_ADDED, subject, "the request is now repeated when it is not known whether the service has acted on it")),
        (true, false) => drop(report.add(&codes::IDEMPOTENCY_REMOVED, subject, "the request is no longer repeated when it is not known whether the service has acted on it")),
        _ => {}
    }
    for name in new.spec.query.iter().filter(|name| {
        !old.spec
            .query
            .iter()
            .any(|it| renamed(&both.renames.options, it) == *name)
    }) {
        report
            .add(
                &codes::QUERY_ADDED,
                format!("{subject}/{name}"),
                "the operation now takes the query option",
            )
            .claims([both.head.part_topic(&new.id, name)]);
    }
    for name in old.spec.query.iter().filter(|name| {
        !new.spec
            .query
            .iter()
            .any(|it| renamed(&both.renames.options, name) == it)
    }) {
        report
            .add(
                &codes::QUERY_REMOVED,
                format!("{subject}/{name}"),
                "the operation no longer takes the query option",
            )
            .claims([both.base.part_topic(&old.id, name)]);
    }
}

/// Whether a request may be repeated after an ambiguous failure.
fn repeats(operation: &OperationView<'_>) -> bool {
    operation
        .spec
        .idempotent
        .unwrap_or(!matches!(operation.method, "POST" | "PATCH"))
}

/// What only readers notice.
fn documentation(
    report: &mut Report,
    subject: &str,
    old: &OperationView<'_>,
    new: &OperationView<'_>,
) {
    let (base, head) = (old.spec, new.spec);
    details::text(report, subject, "summary", &base.summary, &head.summary);
    details::text(
        report,
        subject,
        "documentation",
        base.doc.as_deref().unwrap_or_default(),
        head.doc.as_deref().unwrap_or_default(),
    );
    details::set(
        report,
        subject,
        (&codes::RULE_ADDED, &codes::RULE_REMOVED),
        "the rule",
        &base.rules,
        &head.rules,
    );
    details::set(
        report,
        subject,
        (&codes::SOURCE_ADDED, &codes::SOURCE_REMOVED),
        "the place in the documents",
        &base.documents,
        &head.documents,
    );
    if base.replaced_by != head.replaced_by {
        let successor = |by: &Option<String>| {
            by.as_ref()
                .map_or("none".to_owned(), |by| format!("`{by}`"))
        };
        report.add(
            &codes::REPLACED_BY_CHANGED,
            subject,
            format!(
                "the successor was {} and is {}",
                successor(&base.replaced_by),
                successor(&head.replaced_by)
            ),
        );
    }
    details::permissions(
        report,
        subject,
        base.permissions.as_ref(),
        head.permissions.as_ref(),
    );
    details::errata(report, subject, &base.errata, &head.errata);
    details::examples(report, subject, old, new);
}
