//! What services name for their operations: error codes, identifiers, parameters, query options, files.

use super::pairs::{self, names, pair, same, words};
use super::report::Report;
use super::service::{Both, NewNames, new_names, rust_name};
use super::view::{View, list, pascal, renamed};
use super::{codes, details, operations};
use crate::spec::{self, Entries, QueryOption};
use crate::surface::Topic;

/// The error codes that the service documents.
pub(super) fn errors(report: &mut Report, both: &Both<'_>) {
    let (old, new) = (list(&both.base.spec.errors), list(&both.head.spec.errors));
    let likeness = |a: &(&str, &spec::ErrorCode), b: &(&str, &spec::ErrorCode)| {
        0.5 * names(a.0, b.0) + 0.5 * words(&a.1.doc, &b.1.doc)
    };
    let pairs = pair(&old, &new, |(code, _)| *code, likeness);
    let subject = |code: &str| both.subject(&format!("errors/{code}"));
    let topic = |code: &str| Topic::Code(code.to_owned());
    for (code, _) in &pairs.removed {
        report
            .add(
                &codes::ERROR_CODE_REMOVED,
                subject(code),
                "the error code is no longer documented",
            )
            .claims([topic(code)]);
    }
    for (code, _) in &pairs.added {
        report
            .add(
                &codes::ERROR_CODE_ADDED,
                subject(code),
                "the error code is documented",
            )
            .claims([topic(code)]);
    }
    for ((code, old), (now, new)) in &pairs.both {
        if code != now {
            report
                .add(
                    &codes::ERROR_CODE_RENAMED,
                    subject(code),
                    format!("the error code is now called `{now}`"),
                )
                .claims([topic(code), topic(now)]);
        }
        if old.status != new.status {
            let status = |status: Option<u16>| {
                status.map_or("no status of its own".to_owned(), |status| {
                    format!("status {status}")
                })
            };
            report.add(
                &codes::ERROR_STATUS_CHANGED,
                subject(code),
                format!(
                    "it came with {} and comes with {}",
                    status(old.status),
                    status(new.status)
                ),
            );
        }
        rust_name(
            report,
            &subject(code),
            old.rust.as_ref(),
            new.rust.as_ref(),
            [topic(code), topic(now)],
        );
        details::text(report, &subject(code), "documentation", &old.doc, &new.doc);
    }
}

/// The kinds of identifiers.
pub(super) fn identifiers(report: &mut Report, both: &Both<'_>) -> NewNames {
    let (old, new) = (
        list(&both.base.spec.identifiers),
        list(&both.head.spec.identifiers),
    );
    let likeness = |a: &(&str, &spec::Identifier), b: &(&str, &spec::Identifier)| {
        0.4 * names(a.0, b.0)
            + 0.4 * words(&a.1.doc, &b.1.doc)
            + 0.2 * same(a.1.example == b.1.example)
    };
    let pairs = pair(&old, &new, |(name, _)| *name, likeness);
    let subject = |name: &str| both.subject(&format!("identifiers/{name}"));
    let topic = |view: &View<'_>, name: &str| Topic::Identifier(view.name.to_owned(), pascal(name));
    for (name, _) in &pairs.removed {
        report
            .add(
                &codes::IDENTIFIER_REMOVED,
                subject(name),
                "the kind of identifier is gone",
            )
            .claims([topic(both.base, name)]);
    }
    for (name, _) in &pairs.added {
        report
            .add(
                &codes::IDENTIFIER_ADDED,
                subject(name),
                "the kind of identifier is new",
            )
            .claims([topic(both.head, name)]);
    }
    for ((name, old), (now, new)) in &pairs.both {
        if name != now {
            report
                .add(
                    &codes::IDENTIFIER_RENAMED,
                    subject(name),
                    format!("the kind of identifier is now called `{now}`"),
                )
                .claims([topic(both.base, name), topic(both.head, now)]);
        }
        details::text(report, &subject(name), "documentation", &old.doc, &new.doc);
        details::text(
            report,
            &subject(name),
            "example",
            &old.example,
            &new.example,
        );
    }
    new_names(&pairs, |(name, _)| name)
}

/// Parameters of paths; those that come and go do so with the operations that have them.
pub(super) fn parameters(report: &mut Report, both: &Both<'_>) -> NewNames {
    let (old, new) = (list(&both.base.spec.path), list(&both.head.spec.path));
    let identifier = |parameter: &spec::PathParameter| {
        parameter
            .identifier
            .as_ref()
            .map(|name| renamed(&both.renames.identifiers, name).to_owned())
    };
    let likeness = |a: &(&str, &spec::PathParameter), b: &(&str, &spec::PathParameter)| {
        let (a_kind, b_kind) = (identifier(a.1), identifier(b.1));
        if a_kind.is_none() != b_kind.is_none() {
            0.0
        } else {
            0.5 * same(a_kind == b_kind) + 0.3 * words(&a.1.doc, &b.1.doc) + 0.2 * names(a.0, b.0)
        }
    };
    let pairs = pair(&old, &new, |(name, _)| *name, likeness);
    let has_tenant = |entries: &Entries<spec::PathParameter>| {
        entries
            .iter()
            .any(|(_, parameter)| parameter.identifier.is_none())
    };
    let tenants = || both.topics(|view| Topic::Tenant(view.name.to_owned()));
    match (
        has_tenant(&both.base.spec.path),
        has_tenant(&both.head.spec.path),
    ) {
        (false, true) => drop(
            report
                .add(
                    &codes::TENANT_ADDED,
                    both.base.name,
                    "clients are now made for a tenant",
                )
                .claims(tenants()),
        ),
        (true, false) => drop(
            report
                .add(
                    &codes::TENANT_REMOVED,
                    both.base.name,
                    "clients are no longer made for a tenant",
                )
                .claims(tenants()),
        ),
        _ => {}
    }
    for ((name, old), (now, new)) in &pairs.both {
        let subject = both.subject(&format!("path/{name}"));
        if name != now {
            report.add(
                &codes::PATH_PARAMETER_RENAMED,
                &subject,
                format!("the parameter is now called `{now}`"),
            );
        }
        if identifier(old) != new.identifier {
            let kind = |parameter: &spec::PathParameter| {
                parameter
                    .identifier
                    .as_ref()
                    .map_or("the client's own".to_owned(), |name| {
                        format!("of the kind `{name}`")
                    })
            };
            let takers = |view: &View<'_>, name: &str| operations::with_parameter(view, name);
            let topics = takers(both.base, name)
                .into_iter()
                .chain(takers(both.head, now));
            report
                .add(
                    &codes::PATH_PARAMETER_CHANGED,
                    &subject,
                    format!("the parameter was {} and is {}", kind(old), kind(new)),
                )
                .claims(topics);
        }
        details::text(report, &subject, "documentation", &old.doc, &new.doc);
    }
    new_names(&pairs, |(name, _)| name)
}

/// Query options; those that come and go do so with the operations that take them.
pub(super) fn options(report: &mut Report, both: &Both<'_>) -> NewNames {
    let (old, new) = (list(&both.base.spec.query), list(&both.head.spec.query));
    let likeness = |a: &(&str, &QueryOption), b: &(&str, &QueryOption)| {
        0.3 * same(a.1.kind == b.1.kind) + 0.5 * words(&a.1.doc, &b.1.doc) + 0.2 * names(a.0, b.0)
    };
    let pairs = pair(&old, &new, |(name, _)| *name, likeness);
    for ((name, old), (now, new)) in &pairs.both {
        let subject = both.subject(&format!("query/{name}"));
        let takers = |view: &View<'_>, name: &str| -> Vec<Topic> {
            let takes = view
                .operations
                .iter()
                .filter(|operation| operation.spec.query.iter().any(|option| option == name));
            takes
                .map(|operation| view.part_topic(&operation.id, name))
                .collect()
        };
        let topics = || [takers(both.base, name), takers(both.head, now)].concat();
        if name != now {
            report
                .add(
                    &codes::QUERY_OPTION_RENAMED,
                    &subject,
                    format!("the query option is now called `{now}`"),
                )
                .claims(topics());
        }
        if old.kind != new.kind {
            let message = format!(
                "the query option took {} and takes {}",
                kind(old.kind),
                kind(new.kind)
            );
            report
                .add(&codes::QUERY_OPTION_TYPE_CHANGED, &subject, message)
                .claims(topics());
        } else {
            bounds(report, &subject, old, new);
        }
        rust_name(
            report,
            &subject,
            old.rust.as_ref(),
            new.rust.as_ref(),
            topics(),
        );
        details::text(report, &subject, "documentation", &old.doc, &new.doc);
    }
    new_names(&pairs, |(name, _)| name)
}

fn kind(kind: spec::QueryKind) -> &'static str {
    match kind {
        spec::QueryKind::String => "text",
        spec::QueryKind::Integer => "a number",
        spec::QueryKind::Boolean => "`true` or `false`",
        spec::QueryKind::Filter => "a filter",
        spec::QueryKind::OrderBy => "an order",
    }
}

fn bounds(report: &mut Report, subject: &str, old: &QueryOption, new: &QueryOption) {
    let range = |option: &QueryOption| (option.min.unwrap_or(0), option.max.unwrap_or(u32::MAX));
    let text = |option: &QueryOption| match (option.min, option.max) {
        (None, None) => "any number".to_owned(),
        (min, None) => format!("numbers from {}", min.unwrap_or(0)),
        (min, Some(max)) => format!("numbers from {} to {max}", min.unwrap_or(0)),
    };
    let ((old_min, old_max), (new_min, new_max)) = (range(old), range(new));
    let message = || format!("took {} and takes {}", text(old), text(new));
    if new_min > old_min || new_max < old_max {
        report.add(&codes::BOUNDS_NARROWED, subject, message());
    }
    if new_min < old_min || new_max > old_max {
        report.add(&codes::BOUNDS_WIDENED, subject, message());
    }
}

/// The files of the service, each an emitted module.
pub(super) fn files(report: &mut Report, both: &Both<'_>) -> NewNames {
    let entries = |file: &spec::File<spec::Resource>| -> Vec<String> {
        file.content
            .operations
            .keys()
            .chain(file.content.types.keys())
            .map(str::to_owned)
            .collect()
    };
    let likeness = |a: &&spec::File<spec::Resource>, b: &&spec::File<spec::Resource>| {
        let (a, b) = (entries(a), entries(b));
        if a.is_empty() || b.is_empty() {
            0.0
        } else {
            pairs::overlap(a.iter().map(String::as_str), b.iter().map(String::as_str))
        }
    };
    let pairs = pair(
        &both.base.files,
        &both.head.files,
        |file| &file.stem,
        likeness,
    );
    let topic = |view: &View<'_>, stem: &str| {
        Topic::File(
            view.name.to_owned(),
            crate::names::snake(stem)
                .map(|ident| crate::names::plain(&ident))
                .unwrap_or_default(),
        )
    };
    for old in &pairs.removed {
        report
            .add(
                &codes::FILE_REMOVED,
                both.subject(&format!("{}.json", old.stem)),
                "the file is gone",
            )
            .claims([topic(both.base, &old.stem)]);
    }
    for new in &pairs.added {
        report
            .add(
                &codes::FILE_ADDED,
                both.subject(&format!("{}.json", new.stem)),
                "the file is new",
            )
            .claims([topic(both.head, &new.stem)]);
    }
    for (old, new) in &pairs.both {
        let subject = both.subject(&format!("{}.json", old.stem));
        if old.stem != new.stem {
            let message = format!("the file is now called `{}.json`", new.stem);
            report
                .add(&codes::FILE_RENAMED, &subject, message)
                .claims([topic(both.base, &old.stem), topic(both.head, &new.stem)])
                .claims(operations::of_file(both.base, &old.stem))
                .claims(operations::of_file(both.head, &new.stem));
        }
        details::text(
            report,
            &subject,
            "documentation",
            &old.content.doc,
            &new.content.doc,
        );
    }
    let changed = pairs.both.iter().filter(|(old, new)| old.stem != new.stem);
    changed
        .map(|(old, new)| (old.stem.clone(), new.stem.clone()))
        .collect()
}
