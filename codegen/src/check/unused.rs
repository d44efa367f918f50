//! What nothing uses: types, flags of properties, parameters, query options, headers, identifiers, permissions.

use std::collections::BTreeSet;

use super::Context;
use crate::contract::{BodySource, Entry, Returns, Segment, Service, Takes, TypeId};
use crate::diagnostics::{Place, catalogue};

/// Reports what nothing uses.
pub(super) fn check(context: &mut Context<'_>, service: &Service) {
    types(context, service);
    permissions(context, service);
    let taken = service.entries().flat_map(|entry| &entry.query).map(|(id, _)| id.0).collect();
    let options = service.options.iter().map(|it| (&it.at, &it.name));
    parts(context, "query option", options, &taken);
    let taken = service.entries().flat_map(|entry| &entry.headers).map(|(id, _)| id.0).collect();
    let headers = service.headers.iter().map(|it| (&it.at, &it.name));
    parts(context, "header", headers, &taken);
    let lists_changes = |entry: &Entry| matches!(entry.returns, Returns::Delta(_));
    if service.delta.is_some() && !service.entries().any(lists_changes) {
        let at = service.at.key("delta").on_key();
        context.report(catalogue::unused_part(at, "description of changes", "delta"));
    }
    let links = service.link.iter().flat_map(|link| &link.to).flat_map(Segment::parameters);
    let paths = service.operations().flat_map(|(_, _, operation)| operation.parameters());
    let taken = paths.chain(links).map(|id| id.0).collect();
    let parameters = service.parameters.iter().map(|it| (&it.at, &it.key));
    parts(context, "parameter", parameters, &taken);
    let kinds = service.parameters.iter().filter_map(|parameter| match parameter.takes {
        Takes::Identifier(id) => Some(id),
        Takes::Tenant | Takes::Unknown => None,
    });
    let properties = service.types.iter().flat_map(|definition| &definition.properties);
    let taken = kinds.chain(properties.filter_map(|it| it.key)).map(|id| id.0).collect();
    let identifiers = service.identifiers.iter().map(|it| (&it.at, &it.name));
    parts(context, "identifier", identifiers, &taken);
}

/// Reports the parts of a service whose number is not among those that are used.
fn parts<'s>(
    context: &mut Context<'_>,
    what: &str,
    parts: impl Iterator<Item = (&'s Place, &'s String)>,
    used: &BTreeSet<usize>,
) {
    for (index, (at, name)) in parts.enumerate() {
        if !used.contains(&index) {
            context.report(catalogue::unused_part(at.clone(), what, name));
        }
    }
}

/// Sets that no operation names, and consent to what no operation asks for.
fn permissions(context: &mut Context<'_>, service: &Service) {
    let operations = service.operations();
    let used: Vec<_> = operations.filter_map(|(_, _, it)| it.permissions.as_ref()).collect();
    for (name, set) in &service.permission_sets {
        if !used.iter().any(|permissions| permissions.at == set.at) {
            let at = set.at.on_key();
            context.report(catalogue::unused_part(at, "permission set", name));
        }
    }
    let list = service.at.key("userConsent");
    for (index, name) in service.user_consent.iter().flatten().enumerate() {
        let mut delegated = used.iter().flat_map(|permissions| permissions.delegated.concat());
        if !delegated.any(|known| known == *name) {
            let at = list.index(index);
            context.report(catalogue::unused_part(at, "delegated permission", name));
        }
    }
}

/// A type is used if something names it or a base of it.
fn types(context: &mut Context<'_>, service: &Service) {
    let mut used: BTreeSet<TypeId> = BTreeSet::new();
    for definition in &service.types {
        let members = definition.properties.iter().map(|property| &property.member);
        used.extend(members.filter_map(|member| member.ty.named()));
    }
    for entry in service.entries() {
        used.extend(entry.returns.ty().and_then(|ty| ty.named()));
        used.extend(entry.query.iter().filter_map(|(id, _)| service[*id].of.named()));
        if let Some(body) = &entry.body {
            match body.source {
                BodySource::Create(id) | BodySource::Update(id) | BodySource::Whole(id) => {
                    used.insert(id);
                }
                _ => used.extend(body.sends.iter().filter_map(|it| it.member.ty.named())),
            }
        }
    }
    let uses = Uses::of(service);
    for (index, definition) in service.types.iter().enumerate() {
        let mut bases = std::iter::successors(Some(TypeId(index)), |id| service[*id].base);
        // What is imported was asked for.
        if service.imported.is_some() || bases.any(|id| used.contains(&id)) {
            uses.check(context, service, TypeId(index));
        } else {
            let at = definition.at.on_key();
            context.report(catalogue::unused_type(at, &definition.name));
        }
    }
}

/// The types whose objects operations create, update and list.
#[derive(Default)]
struct Uses {
    created: BTreeSet<TypeId>,
    updated: BTreeSet<TypeId>,
    listed: BTreeSet<TypeId>,
}

impl Uses {
    fn of(service: &Service) -> Self {
        let mut uses = Self::default();
        for entry in service.entries() {
            match entry.body.as_ref().map(|body| body.source) {
                Some(BodySource::Create(id)) => _ = uses.created.insert(id),
                Some(BodySource::Update(id)) => _ = uses.updated.insert(id),
                _ => {}
            }
            let listed = entry.returns.listed().and_then(|item| item.named());
            uses.listed.extend(listed);
        }
        uses
    }

    /// Reports the flags of a type's properties that no operation makes use of.
    ///
    /// A property belongs to its type and to those that are based on it, and lists of a base hold all of them. Every list
    /// takes a filter and an order, be it through `with_query`.
    fn check(&self, context: &mut Context<'_>, service: &Service, id: TypeId) {
        let definition = &service[id];
        let owners = || definition.derived.iter().chain([&id]);
        let created = owners().any(|id| self.created.contains(id));
        let updated = owners().any(|id| self.updated.contains(id));
        let bases: Vec<TypeId> = service.bases(id).collect();
        let mut lists = owners().chain(&bases);
        let listed = lists.any(|id| self.listed.contains(id));
        for property in definition.properties.iter().chain(&definition.references) {
            let flags = [
                ("create", property.create.is_some() && !created, "creates"),
                ("update", property.update.is_some() && !updated, "updates"),
                ("filter", property.filter.is_some() && !listed, "lists"),
                ("sort", property.sort.is_some() && !listed, "lists"),
                ("search", property.search && !listed, "lists"),
            ];
            for (flag, _, does) in flags.into_iter().filter(|(_, is_unused, _)| *is_unused) {
                let at = property.member.at.key(flag).on_key();
                context.report(catalogue::unused_flag(at, does, &definition.name, flag));
            }
        }
    }
}
