//! Operations: which are new, gone or renamed, and what else of them has changed.

use super::likeness::{Traits, likeness, shape, traits};
use super::pairs::pair;
use super::report::Report;
use super::service::Both;
use super::view::{OperationView, View, renamed};
use super::{codes, details, operation_parts};
use crate::surface::Topic;

/// Compares the operations of a service.
pub(super) fn operations<'a>(report: &mut Report, both: &Both<'a>) {
    let traits = |view: &'a View<'a>| traits(&both.renames, view);
    let (base, head) = (traits(both.base), traits(both.head));
    let pairs = pair(&base, &head, |it| &it.operation.id, likeness);
    for Traits { operation: old, .. } in pairs.removed {
        report
            .add(
                &codes::OPERATION_REMOVED,
                both.subject(&old.id),
                format!("`{}` is gone", request(old)),
            )
            .claims([both.base.operation_topic(&old.id)]);
    }
    for Traits { operation: new, .. } in pairs.added {
        report
            .add(
                &codes::OPERATION_ADDED,
                both.subject(&new.id),
                format!("`{}` is new", request(new)),
            )
            .claims([both.head.operation_topic(&new.id)]);
    }
    for (old, new) in pairs.both {
        let (old, new) = (old.operation, new.operation);
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
