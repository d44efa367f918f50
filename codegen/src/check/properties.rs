//! The properties of types, those of their bases included.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Context, given};
use crate::contract::{Builtin, Create, Kind, Member, Property, Service, Type, TypeId, Update};
use crate::diagnostics::{At, Place, catalogue};
use crate::spec;

/// How many properties of an object the runtime can keep account of.
const MOST_PROPERTIES: usize = 128;

/// A property as the contract has it.
pub(super) fn property(
    context: &mut Context<'_>,
    of: TypeId,
    name: &str,
    property: &spec::Property,
    at: &At<'_>,
) -> Property {
    let (ty, nullable) = context.resolve(&property.kind, &at.key("type"));
    if property.update == Some(spec::Update::Clear)
        && !nullable
        && !context.is_in_doubt(&at.place())
    {
        let place = at.key("update").place();
        context.report(catalogue::clear_not_nullable(place, name, &property.kind));
    }
    Property {
        member: Arc::new(Member {
            of: Some(of),
            at: at.key_place(),
            name: name.to_owned(),
            rust: given(property.rust.as_ref(), at, "rust"),
            ty,
            nullable,
            secret: property.secret,
            doc: property.doc.clone(),
        }),
        create: property.create.map(|create| match create {
            spec::Create::Required => Create::Required,
            spec::Create::Optional => Create::Optional,
        }),
        update: property.update.map(|update| match update {
            spec::Update::Set => Update::Set,
            spec::Update::Clear => Update::Clear,
        }),
        filter: property.filter,
        sort: property.sort,
        aliases: property.aliases.clone(),
    }
}

/// Checks the properties of a type together.
pub(super) fn check(context: &mut Context<'_>, service: &Service, id: TypeId) {
    let definition = &service[id];
    if definition.kind == Kind::Enumeration {
        return;
    }
    let mut spellings: BTreeMap<&str, Place> = BTreeMap::new();
    for property in service.properties(id) {
        check_spellings(context, &mut spellings, property);
    }
    for property in &definition.properties {
        check_comparable(context, service, property);
    }
    let (name, at) = (&definition.name, &definition.at);
    match service.properties(id).count() {
        0 if definition.kind == Kind::Object => {
            context.report(catalogue::empty_type(at.on_key(), name));
        }
        count if count > MOST_PROPERTIES => {
            context.report(catalogue::too_many_properties(at.on_key(), name, count));
        }
        _ => {}
    }
}

/// Reports a property that is to be compared although its type has no order or no values to name.
fn check_comparable(context: &mut Context<'_>, service: &Service, property: &Property) {
    let Member { at, name, ty, .. } = &*property.member;
    let has_values = match ty.item() {
        Type::Builtin(Builtin::Any | Builtin::Double | Builtin::ObjectLink) => false,
        Type::Named(id) => service[*id].kind == Kind::Enumeration,
        _ => true,
    };
    let has_order = has_values || *ty == Type::Builtin(Builtin::Double);
    if property.filter && !has_values {
        context.report(catalogue::not_filterable(at.key("filter").on_key(), name));
    }
    if property.sort && (ty.is_list() || !has_order) {
        context.report(catalogue::not_sortable(at.key("sort").on_key(), name));
    }
}

/// Reports a name or another spelling that comes twice, in one property or in two.
fn check_spellings<'p>(
    context: &mut Context<'_>,
    spellings: &mut BTreeMap<&'p str, Place>,
    property: &'p Property,
) {
    let Member { at, name, .. } = &*property.member;
    let aliases = property.aliases.iter().map(String::as_str);
    let own: Vec<&str> = std::iter::once(name.as_str()).chain(aliases).collect();
    for (index, spelling) in own.iter().enumerate() {
        let place = match index.checked_sub(1) {
            None => at.clone(),
            Some(index) => at.key("aliases").index(index),
        };
        if own[..index].contains(spelling) {
            context.report(catalogue::repeated_spelling(place, spelling, name));
        } else if let Some(first) = spellings.get(spelling) {
            let mistake = catalogue::duplicate_property(place, spelling);
            context.report(mistake.related(first.clone(), "first used here"));
        } else {
            spellings.insert(spelling, place);
        }
    }
}
