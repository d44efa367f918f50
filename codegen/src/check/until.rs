//! Ends that show only later: somebody must be able to see them.

use super::Context;
use crate::contract::{Entry, Operation, Service, Type, Until};
use crate::diagnostics::catalogue;

/// Reports what nobody can see.
pub(super) fn check(context: &mut Context<'_>, service: &Service) {
    // What is left out might be what reads it.
    if context.is_incomplete || context.is_partial() {
        return;
    }
    for entry in service.entries() {
        if let Some(until) = &entry.until {
            for operation in &entry.operations {
                one(context, service, entry, operation, until);
            }
        }
    }
}

fn one(
    context: &mut Context<'_>,
    service: &Service,
    entry: &Entry,
    operation: &Operation,
    until: &Until,
) {
    let at = entry.at.key("until");
    let (_, place) = operation.path.split_last().unzip();
    let Some((_, reader, _)) = service.reader(place.unwrap_or_default()) else {
        let (path, _) = operation.template.rsplit_once('/').unwrap_or_default();
        context.report(catalogue::end_unseen(at, path));
        return;
    };
    let Until::Has(properties) = until else { return };
    for (name, _) in properties {
        let is_known = match reader.returns.ty() {
            Some(Type::Named(id)) => service.properties(*id).any(|it| it.member.name == *name),
            _ => true,
        };
        if !is_known {
            context.report(catalogue::end_unknown(at.key(name), name));
        }
    }
}
