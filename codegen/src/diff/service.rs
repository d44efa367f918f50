//! Services: what their own files say, then their files, types and operations.

use super::codes;
use super::pairs::{Pairs, overlap, pair, same, words};
use super::report::Report;
use super::view::{Renames, View, list, views};
use super::{details, entries, operations, types};
use crate::spec::{self, Spec};
use crate::surface::Topic;

/// Both sides of a service, and what its entries are called now.
pub(super) struct Both<'a> {
    pub(super) base: &'a View<'a>,
    pub(super) head: &'a View<'a>,
    pub(super) renames: Renames,
}

impl Both<'_> {
    /// The subject of something of the service.
    pub(super) fn subject(&self, name: &str) -> String {
        format!("{}/{name}", self.base.name)
    }

    /// The same topic on both sides.
    pub(super) fn topics(&self, topic: impl Fn(&View<'_>) -> Topic) -> [Topic; 2] {
        [topic(self.base), topic(self.head)]
    }
}

/// Compares all services.
pub(super) fn services(report: &mut Report, base: &Spec, head: &Spec) {
    let (base, head) = (views(base), views(head));
    let ids = |view: &View<'_>| {
        view.operations
            .iter()
            .map(|operation| operation.id.clone())
            .collect::<Vec<_>>()
    };
    let likeness = |a: &View<'_>, b: &View<'_>| {
        let (a_ids, b_ids) = (ids(a), ids(b));
        0.6 * overlap(
            a_ids.iter().map(String::as_str),
            b_ids.iter().map(String::as_str),
        ) + 0.2 * words(&a.spec.title, &b.spec.title)
            + 0.2 * words(&a.spec.doc, &b.spec.doc)
    };
    let pairs = pair(&base, &head, |view| view.name, likeness);
    for old in pairs.removed {
        report
            .add(
                &codes::SERVICE_REMOVED,
                old.name,
                format!("the service is gone, with {}", size(old)),
            )
            .claims([old.topic(), Topic::Tenant(old.name.to_owned())])
            .claims(error_topics(old));
    }
    for new in pairs.added {
        report
            .add(
                &codes::SERVICE_ADDED,
                new.name,
                format!("the service is new, with {}", size(new)),
            )
            .claims([new.topic(), Topic::Tenant(new.name.to_owned())])
            .claims(error_topics(new));
    }
    for (old, new) in pairs.both {
        service(report, old, new);
    }
}

fn size(view: &View<'_>) -> String {
    let count = |number: usize, noun: &str| {
        format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
    };
    format!(
        "{} and {}",
        count(view.operations.len(), "operation"),
        count(view.types.len(), "type")
    )
}

fn error_topics(view: &View<'_>) -> Vec<Topic> {
    view.spec
        .errors
        .keys()
        .map(|code| Topic::Code(code.to_owned()))
        .collect()
}

fn service(report: &mut Report, base: &View<'_>, head: &View<'_>) {
    if base.name != head.name {
        let message = format!("the service is now called `{}`", head.name);
        report
            .add(&codes::SERVICE_RENAMED, base.name, message)
            .claims([base.topic(), head.topic()]);
    }
    let mut both = Both {
        base,
        head,
        renames: Renames::default(),
    };
    let (old, new) = (base.spec, head.spec);
    details::text(report, base.name, "title", &old.title, &new.title);
    details::text(report, base.name, "documentation", &old.doc, &new.doc);
    details::errata(report, base.name, &old.errata, &new.errata);
    versions(report, base.name, &old.version, &new.version);
    clouds(report, &both);
    for scope in new
        .scopes
        .iter()
        .filter(|scope| !old.scopes.contains(scope))
    {
        report.add(
            &codes::SCOPE_ADDED,
            both.subject("scopes"),
            format!("tokens are asked for the scope `{scope}` too"),
        );
    }
    for scope in old
        .scopes
        .iter()
        .filter(|scope| !new.scopes.contains(scope))
    {
        report.add(
            &codes::SCOPE_REMOVED,
            both.subject("scopes"),
            format!("tokens are no longer asked for the scope `{scope}`"),
        );
    }
    if old.link_collection != new.link_collection {
        let name = |collection: &Option<String>| {
            collection
                .as_ref()
                .map_or("nowhere".to_owned(), |name| format!("into `{name}`"))
        };
        report.add(
            &codes::LINK_COLLECTION_CHANGED,
            base.name,
            format!(
                "links pointed {} and point {}",
                name(&old.link_collection),
                name(&new.link_collection)
            ),
        );
    }
    entries::errors(report, &both);
    both.renames.identifiers = entries::identifiers(report, &both);
    both.renames.parameters = entries::parameters(report, &both);
    both.renames.options = entries::options(report, &both);
    both.renames.files = entries::files(report, &both);
    both.renames.types = types::types(report, &both);
    types::compare(report, &both);
    operations::operations(report, &both);
}

fn versions(report: &mut Report, subject: &str, old: &spec::Version, new: &spec::Version) {
    if old.query != new.query {
        let place = |query: &Option<String>| {
            query
                .as_ref()
                .map_or("in the path".to_owned(), |name| format!("as `{name}`"))
        };
        report.add(
            &codes::VERSION_PARAMETER_CHANGED,
            subject,
            format!(
                "the version stood {} and stands {}",
                place(&old.query),
                place(&new.query)
            ),
        );
    }
    if old.default != new.default {
        let name = |version: &Option<String>| {
            version
                .as_ref()
                .map_or("none".to_owned(), |name| format!("`{name}`"))
        };
        report.add(
            &codes::DEFAULT_VERSION_CHANGED,
            subject,
            format!(
                "calls asked for version {} and ask for {}",
                name(&old.default),
                name(&new.default)
            ),
        );
    }
    let known = format!("{subject}/versions");
    details::set(
        report,
        &known,
        (&codes::VERSION_ADDED, &codes::VERSION_REMOVED),
        "the version",
        &old.known,
        &new.known,
    );
    let common = |list: &[String], other: &[String]| {
        list.iter()
            .filter(|version| other.contains(version))
            .cloned()
            .collect::<Vec<_>>()
    };
    if common(&old.known, &new.known) != common(&new.known, &old.known) {
        report.add(
            &codes::VERSIONS_REORDERED,
            known,
            "the versions are in another order of age",
        );
    }
}

fn clouds(report: &mut Report, both: &Both<'_>) {
    let (old, new) = (list(&both.base.spec.clouds), list(&both.head.spec.clouds));
    let pairs = pair(
        &old,
        &new,
        |(name, _)| *name,
        |(_, a), (_, b)| same(a.url == b.url),
    );
    let subject = |name: &str| both.subject(&format!("clouds/{name}"));
    let topic = |view: &View<'_>, name: &str| Topic::Cloud(view.name.to_owned(), name.to_owned());
    for (name, cloud) in &pairs.removed {
        report
            .add(
                &codes::CLOUD_REMOVED,
                subject(name),
                format!("the cloud at {} is gone", cloud.url),
            )
            .claims([topic(both.base, name)]);
    }
    for (name, cloud) in &pairs.added {
        report
            .add(
                &codes::CLOUD_ADDED,
                subject(name),
                format!("the cloud at {} is new", cloud.url),
            )
            .claims([topic(both.head, name)]);
    }
    for ((name, old), (now, new)) in &pairs.both {
        if name != now {
            report
                .add(
                    &codes::CLOUD_RENAMED,
                    subject(name),
                    format!("the cloud is now called `{now}`"),
                )
                .claims([topic(both.base, name), topic(both.head, now)]);
        }
        if old.url != new.url {
            report.add(
                &codes::CLOUD_URL_CHANGED,
                subject(name),
                format!("the cloud was at {} and is at {}", old.url, new.url),
            );
        }
        details::text(report, &subject(name), "documentation", &old.doc, &new.doc);
    }
    if let (Some(first), Some(now)) = (old.first(), new.first())
        && !pairs
            .both
            .iter()
            .any(|(old, new)| old.0 == first.0 && new.0 == now.0)
    {
        report.add(
            &codes::DEFAULT_CLOUD_CHANGED,
            both.subject("clouds"),
            format!(
                "clients used the cloud `{}` by default and use `{}`",
                first.0, now.0
            ),
        );
    }
}

/// A name that is given for Rust only.
pub(super) fn rust_name(
    report: &mut Report,
    subject: &str,
    old: Option<&String>,
    new: Option<&String>,
    topics: impl IntoIterator<Item = Topic>,
) {
    if old != new {
        let name = |name: Option<&String>| {
            name.map_or("the usual one".to_owned(), |name| format!("`{name}`"))
        };
        report
            .add(
                &codes::RUST_NAME_CHANGED,
                subject,
                format!("the name in Rust was {} and is {}", name(old), name(new)),
            )
            .claims(topics);
    }
}

/// What is called otherwise now.
pub(super) type NewNames = std::collections::BTreeMap<String, String>;

/// What has been renamed, for what refers to it.
pub(super) fn new_names<'t, T>(pairs: &Pairs<'_, T>, name: impl Fn(&T) -> &'t str) -> NewNames {
    let changed = pairs
        .both
        .iter()
        .filter(|(old, new)| name(old) != name(new));
    changed
        .map(|(old, new)| (name(old).to_owned(), name(new).to_owned()))
        .collect()
}
