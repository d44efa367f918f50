//! The properties of types, those of their bases included.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Context, given, requests};
use crate::contract::{
    Builtin, Create, IdentifierId, Kind, Member, Property, Returned, Service, Support, Type,
    TypeId, Update,
};
use crate::diagnostics::{At, Place, catalogue};
use crate::spec;

/// A property as the contract has it.
pub(super) fn property(
    context: &mut Context<'_>,
    service: &Service,
    of: TypeId,
    name: &str,
    property: &spec::Property,
    at: &At<'_>,
) -> Property {
    let (ty, nullable) = context.resolve(&property.kind, &at.key("type"));
    if property.update == Some(Update::Clear) && !nullable && !context.is_in_doubt(&at.place()) {
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
            doc: property.doc.clone().unwrap_or_default(),
        }),
        create: property.create,
        update: property.update,
        filter: support(property.filter),
        sort: support(property.sort),
        search: property.search,
        expand: property.expand,
        returned: property.returned,
        key: key(context, service, property, at),
        aliases: property.aliases.clone(),
    }
}

fn support(support: spec::Support) -> Option<Support> {
    match support {
        spec::Support::Plain(is_given) => is_given.then_some(Support::Plain),
        spec::Support::Advanced(_) => Some(Support::Advanced),
    }
}

/// The kind of identifier that a property is.
fn key(
    context: &mut Context<'_>,
    service: &Service,
    property: &spec::Property,
    at: &At<'_>,
) -> Option<IdentifierId> {
    let kind = property.key.as_ref()?;
    let known = || service.identifiers.iter().map(|identifier| identifier.name.as_str());
    let mistake = || catalogue::unknown_identifier(at.key("key").place(), kind);
    context.find(kind, known, mistake).map(IdentifierId)
}

/// Checks the properties of a type together.
pub(super) fn check(context: &mut Context<'_>, service: &Service, id: TypeId) {
    let definition = &service[id];
    if definition.kind == Kind::Enumeration {
        return;
    }
    let mut spellings: BTreeMap<&str, Place> = BTreeMap::new();
    // What tells kinds apart is a property of each of them.
    for base in service.bases(id).chain([id]).map(|id| &service[id]) {
        spellings.extend(base.tag.as_deref().map(|tag| (tag, base.at.key("tag"))));
    }
    for property in service.properties(id) {
        check_spellings(context, &mut spellings, property);
    }
    for property in service.references(id) {
        check_spellings(context, &mut spellings, property);
    }
    for property in &definition.references {
        check_reference(context, service, property);
    }
    for property in &definition.properties {
        check_comparable(context, service, property);
        check_flags(context, service, property);
    }
    check_keys(context, service, id);
    let is_bare = !definition.open && service.properties(id).next().is_none();
    if definition.kind == Kind::Object && is_bare && !context.is_in_doubt(&definition.at) {
        context.report(catalogue::empty_type(definition.at.on_key(), &definition.name));
    }
}

/// Reports a second property that would select the object.
fn check_keys(context: &mut Context<'_>, service: &Service, id: TypeId) {
    let mut keys = service.properties(id).filter(|property| property.key.is_some());
    let Some(first) = keys.next() else { return };
    // Those of a base are checked there.
    for second in keys.filter(|property| property.member.of == Some(id)) {
        let at = second.member.at.key("key").on_key();
        let mistake = catalogue::second_key(at, &second.member.name, &first.member.name);
        context.report(mistake.related(first.member.at.clone(), "the first one"));
    }
}

/// Reports what a property cannot be that is only sent: callers give it if they like, and that is all.
fn check_reference(context: &mut Context<'_>, service: &Service, property: &Property) {
    let Member { at, name, .. } = &*property.member;
    requests::link(context, service, || at.key("type"));
    let is_sent = property.create.is_some() || property.update.is_some();
    for (flag, is_wrong) in [
        ("type", property.member.nullable || !is_sent),
        ("create", property.create == Some(Create::Required)),
        ("filter", property.filter.is_some()),
        ("sort", property.sort.is_some()),
        ("search", property.search),
        ("expand", property.expand),
        ("returned", property.returned.is_some()),
        ("key", property.key.is_some()),
        ("aliases", !property.aliases.is_empty()),
    ] {
        if is_wrong {
            context.report(catalogue::only_sent(at.key(flag), name));
        }
    }
}

/// Reports flags that do not go with the type of a property or with each other.
fn check_flags(context: &mut Context<'_>, service: &Service, property: &Property) {
    let Member { at, name, ty, .. } = &*property.member;
    let advanced = [("filter", property.filter), ("sort", property.sort)];
    for (flag, _) in advanced.into_iter().filter(|(_, it)| *it == Some(Support::Advanced)) {
        if service.advanced.is_none() {
            context.report_unsaid(catalogue::no_advanced_queries(at.key(flag)));
        }
    }
    let is_key = |ty: &Type| match ty {
        Type::Builtin(builtin) => builtin.is_text(),
        other => *other == Type::Unknown,
    };
    if property.key.is_some() && !is_key(ty) {
        context.report(catalogue::key_without_text(at.key("key").on_key(), name));
    }
    if property.search && !service.is_text(ty.item()) {
        context.report(catalogue::not_searchable(at.key("search").on_key(), name));
    }
    let leads = match ty.item() {
        Type::Named(id) => service[*id].kind != Kind::Enumeration,
        other => *other == Type::Unknown,
    };
    if property.expand && !leads {
        context.report(catalogue::not_expandable(at.key("expand").on_key(), name));
    }
    let is_sent = property.create.is_some() || property.update.is_some();
    if property.returned == Some(Returned::Never) && !is_sent && property.filter.is_none() {
        context.report(catalogue::useless_property(at.key("returned").on_key(), name));
    }
    if property.expand
        && let Some(Returned::Select | Returned::SelectOne) = property.returned
    {
        context.report(catalogue::selected_and_expanded(at.key("returned").on_key(), name));
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
    if property.filter.is_some() && !has_values {
        context.report(catalogue::not_filterable(at.key("filter").on_key(), name));
    }
    if property.sort.is_some() && (ty.is_list() || !has_order) {
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
