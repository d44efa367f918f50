//! Lists of changes: how a service tells them, and what they are of.

use super::Context;
use super::headers::{check_name, check_value};
use super::options::check_query_name;
use super::written::Written;
use crate::contract::{Asked, Delta, ErrorCode, Returns, Type};
use crate::diagnostics::{At, catalogue};
use crate::spec;

/// How a service tells what has changed.
pub(super) fn of_service(
    context: &mut Context<'_>,
    errors: &[ErrorCode],
    at: &At<'_>,
    delta: &spec::Delta,
) -> Delta {
    if let Some(name) = &delta.query {
        check_query_name(context, &at.key("query").place(), name);
    }
    let removed = delta.removed.iter().map(|(name, reason)| {
        let reason = match reason {
            spec::RemovedReason::Changed => "changed",
            spec::RemovedReason::Deleted => "deleted",
        };
        (name.to_owned(), reason)
    });
    Delta {
        id: delta.id.clone(),
        query: delta.query.clone(),
        next_link: delta.next_link.clone(),
        delta_link: delta.delta_link.clone(),
        removed: removed.collect(),
        links: delta.links.clone(),
        latest: asked(context, &at.key("latest"), &delta.latest),
        minimal: asked(context, &at.key("minimal"), &delta.minimal),
        resync: errors.iter().filter(|it| it.resync).map(|it| it.name.clone()).collect(),
    }
}

fn asked(context: &mut Context<'_>, at: &At<'_>, asked: &spec::Asked) -> Asked {
    let value = asked.value.clone();
    check_value(context, &value, || at.key("value").place());
    match (&asked.header, &asked.query) {
        (Some(name), None) => {
            check_name(context, name, || at.key("header").place());
            Asked::Header(name.clone(), value)
        }
        (None, Some(name)) => {
            check_query_name(context, &at.key("query").place(), name);
            Asked::Query(name.clone(), value)
        }
        (name, _) => {
            context.report(catalogue::asked_for_otherwise(at.place()));
            Asked::Query(name.clone().unwrap_or_default(), value)
        }
    }
}

/// Reports a list of changes that cannot be asked for.
pub(super) fn of_operation(context: &mut Context<'_>, written: &Written<'_>, returns: &Returns) {
    let Written { service, operation, at, .. } = *written;
    let Returns::Delta(item) = returns else { return };
    let place = at.key("returns").place();
    let Some(delta) = &service.delta else {
        context.report_unsaid(catalogue::no_changes(place));
        return;
    };
    if !operation.http.starts_with("GET ") {
        context.report(catalogue::changes_not_read(at.key("http").place()));
    }
    let has_id = match item {
        Type::Unknown => true,
        Type::Named(id) if context.are_in_doubt(service, [*id]) => true,
        Type::Named(id) => service.properties(*id).any(|it| it.member.name == delta.id),
        _ => false,
    };
    if !has_id {
        context.report(catalogue::changes_without_id(place, &delta.id));
    }
}
