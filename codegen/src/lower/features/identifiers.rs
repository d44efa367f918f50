//! The features that bring each kind of identifier: those of the modules that name it.

use std::collections::{BTreeMap, BTreeSet};

use super::ALL;
use crate::model::{CallBody, Features, IdField, Module, Returns, Service, Takes, Type};
use crate::names::Ident;

/// Says what brings each kind of identifier; modules have their features already.
pub(super) fn identifiers(service: &mut Service) {
    let mut brought: BTreeMap<Ident, BTreeSet<String>> = BTreeMap::new();
    for module in &service.modules {
        for ident in named(module) {
            brought.entry(ident.clone()).or_default().extend(module.features.0.iter().cloned());
        }
    }
    // A kind names those that it includes, and they may include others.
    let mut is_done = false;
    while !is_done {
        is_done = true;
        for identifier in &service.identifiers {
            let by = brought.get(&identifier.ident).cloned().unwrap_or_default();
            for included in &identifier.includes {
                let others = brought.entry(included.clone()).or_default();
                is_done &= by.is_subset(others);
                others.extend(by.iter().cloned());
            }
        }
    }
    for identifier in &mut service.identifiers {
        let by = brought.remove(&identifier.ident).filter(|by| !by.is_empty());
        let by = by.unwrap_or_else(|| BTreeSet::from([ALL.to_owned()]));
        identifier.features = Features(by.into_iter().collect());
    }
}

/// The kinds that a module names: on the ways to its calls, in these and in types.
fn named(module: &Module) -> impl Iterator<Item = &Ident> {
    let accessors = module.methods.iter().flat_map(|methods| &methods.accessors);
    let taken = accessors.flat_map(|accessor| &accessor.taken);
    let calls = module.operations.iter().flat_map(|operation| {
        let link = match &operation.call.body {
            CallBody::Link(id) => Some(id),
            _ => None,
        };
        operation.call.taken.iter().chain(link)
    });
    let ids = taken.chain(calls.map(|IdField { identifier, .. }| identifier));
    ids.chain(arguments(module)).chain(references(module)).chain(keys(module))
}

/// Those that calls take.
fn arguments(module: &Module) -> impl Iterator<Item = &Ident> {
    let functions = module.operations.iter().flat_map(|operation| {
        let setters = operation.setters.iter().map(|setter| &setter.function);
        setters.chain([&operation.call.function])
    });
    functions.flat_map(|function| &function.arguments).filter_map(|argument| {
        match &argument.takes {
            Takes::Identifier(ident) => Some(ident),
            takes => takes.ty().and_then(Type::refers_by),
        }
    })
}

/// Those by which properties refer to objects.
fn references(module: &Module) -> impl Iterator<Item = &Ident> {
    let bodies = module.operations.iter().filter_map(|operation| match &operation.call.body {
        CallBody::One(required) => Some(&required.ty),
        _ => None,
    });
    let requests = module.requests.iter().flat_map(|request| &request.fields);
    let structs = module.structs.iter().flat_map(|item| &item.fields);
    let fields = requests.chain(structs).map(|field| &field.ty);
    bodies.chain(fields).filter_map(Type::refers_by)
}

/// Those that objects give.
fn keys(module: &Module) -> impl Iterator<Item = &Ident> {
    let structs = module.structs.iter().filter_map(|item| item.key.as_ref());
    let keys = structs.chain(module.unions.iter().filter_map(|item| item.key.as_ref()));
    keys.filter_map(|key| match &key.function.returns {
        Returns::Key(ident) => Some(ident),
        _ => None,
    })
}
