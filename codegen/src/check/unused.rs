//! What nothing uses: types, parameters, query options, identifiers.

use std::collections::BTreeSet;

use super::Context;
use crate::contract::{BodySource, Service, Takes, TypeId};
use crate::diagnostics::catalogue;

/// Reports what nothing uses.
pub(super) fn check(context: &mut Context<'_>, service: &Service) {
    types(context, service);
    let operations = || service.operations();
    let entries = || service.files.iter().flat_map(|file| &file.entries);
    let options: BTreeSet<usize> = entries()
        .flat_map(|entry| entry.query.iter().map(|(id, _)| id.0))
        .collect();
    for (index, option) in service.options.iter().enumerate() {
        if !options.contains(&index) {
            let what = "query option";
            context.report(catalogue::unused_part(
                option.at.clone(),
                what,
                &option.name,
            ));
        }
    }
    let parameters: BTreeSet<usize> = operations()
        .flat_map(|(_, _, operation)| operation.path.iter().filter_map(|it| it.parameter()))
        .map(|id| id.0)
        .collect();
    for (index, parameter) in service.parameters.iter().enumerate() {
        if !parameters.contains(&index) {
            let at = parameter.at.clone();
            context.report(catalogue::unused_part(at, "parameter", &parameter.name));
        }
    }
    for (index, identifier) in service.identifiers.iter().enumerate() {
        let takes = |takes: &Takes| matches!(takes, Takes::Identifier(id) if id.0 == index);
        if !service.parameters.iter().any(|it| takes(&it.takes)) {
            let at = identifier.at.clone();
            context.report(catalogue::unused_part(at, "identifier", &identifier.name));
        }
    }
}

/// A type is used if something names it or a base of it.
fn types(context: &mut Context<'_>, service: &Service) {
    let mut used: BTreeSet<TypeId> = BTreeSet::new();
    for definition in &service.types {
        let members = definition
            .properties
            .iter()
            .map(|property| &property.member);
        used.extend(members.filter_map(|member| member.ty.named()));
    }
    for entry in service.files.iter().flat_map(|file| &file.entries) {
        used.extend(entry.returns.ty().and_then(|ty| ty.named()));
        if let Some(body) = &entry.body {
            match body.source {
                BodySource::Create(id) | BodySource::Update(id) => _ = used.insert(id),
                _ => used.extend(body.sends.iter().filter_map(|it| it.member.ty.named())),
            }
        }
    }
    for (index, definition) in service.types.iter().enumerate() {
        // A mistake may lead the bases around in a circle.
        let bases = std::iter::successors(Some(TypeId(index)), |id| service[*id].base);
        if !bases.take(service.types.len()).any(|id| used.contains(&id)) {
            let at = definition.at.on_key();
            context.report(catalogue::unused_type(at, &definition.name));
        }
    }
}
