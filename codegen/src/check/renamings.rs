//! What is called otherwise in the service that took another's place.

use super::sides::{Sides, operation_named, pairs, unknown};
use super::{Context, Folder};
use crate::contract::{
    Definition, Entry, Kind, Member, Operation, Service, Successor, Type, TypeId, TypeSuccessor,
};
use crate::diagnostics::{Place, catalogue};

/// Checks what the successor of some operations of an entry renames.
pub(super) fn renamings(
    context: &mut Context<'_>,
    (here, there): (&Service, &Service),
    entry: &Entry,
    used: &[(&Operation, Successor)],
    at: &Place,
) {
    let first = used.first().map(|(_, successor)| successor);
    let named = first.and_then(|successor| operation_named(there, &successor.id));
    let (Some(successor), Some((entry_there, _))) = (first, named) else {
        return;
    };
    let own = Names::of(here, entry);
    let theirs = Names::of(there, entry_there);
    let list = at.key("renamed");
    for (name, to) in &successor.renamed {
        let at = list.key(name);
        let is_known = own.members.iter().any(|member| member.name == *name);
        if !(is_known || own.is_open) {
            let mistake = catalogue::renames_nothing(at.on_key(), "property", name);
            let known = own.members.iter().map(|member| member.name.as_str());
            context.report(mistake.did_you_mean(name, known));
        }
        let own = own.members.iter().find(|member| member.name == *name);
        if let Some(ty) = own.and_then(|member| renaming_type(here, member, name)) {
            context.report(catalogue::renamed_by_type(at.on_key(), name, ty));
        }
        target(context, name, to.as_deref(), &at, |to| {
            theirs.is_open || theirs.has(there, to) || successor.request.contains(to)
        });
    }
    let list = at.key("parameters");
    for (name, to) in &successor.parameters {
        let (own, theirs) = (format!("{{{name}}}"), format!("{{{to}}}"));
        let mut paths = used.iter().filter(|(operation, _)| operation.template.contains(&own));
        let at = list.key(name);
        match paths.next() {
            None => context.report(catalogue::renames_nothing(at.on_key(), "parameter", name)),
            Some((_, successor)) if !successor.request.contains(&theirs) => {
                context.report(catalogue::renamed_to_nothing(at, "parameter", to));
            }
            Some(_) => {}
        }
    }
    let list = at.key("query");
    for (name, _) in &successor.query {
        if !entry_there.query.iter().any(|(id, _)| there[*id].name == *name) {
            let at = list.key(name).on_key();
            context.report(catalogue::renamed_to_nothing(at, "query option", name));
        }
    }
}

/// Checks the new name of something.
fn target(
    context: &mut Context<'_>,
    name: &str,
    to: Option<&str>,
    at: &Place,
    exists: impl Fn(&str) -> bool,
) {
    match to {
        Some(to) if to == name => context.report(catalogue::renamed_to_itself(at.clone(), name)),
        Some(to) if !exists(to) => {
            context.report(catalogue::renamed_to_nothing(at.clone(), "property", to));
        }
        _ => {}
    }
}

/// The type that renames a property of its own.
fn renaming_type<'s>(service: &'s Service, member: &Member, name: &str) -> Option<&'s str> {
    let of = &service[member.of?];
    let mut renamed = of.replaced_by.iter().flat_map(|successor| &successor.renamed);
    renamed.any(|(own, _)| own == name).then_some(of.name.as_str())
}

/// The properties of an operation's body and response.
struct Names<'s> {
    members: Vec<&'s Member>,
    /// Whether there may be others.
    is_open: bool,
}

impl<'s> Names<'s> {
    fn of(service: &'s Service, entry: &'s Entry) -> Self {
        let sent = entry.body.iter().flat_map(|body| &body.sends).map(|sent| &*sent.member);
        let returned = entry.returns.ty();
        let held = returned.and_then(Type::named).into_iter();
        let held = held.flat_map(|id| members(service, id));
        Self {
            members: sent.chain(held).collect(),
            is_open: returned.is_some_and(|ty| matches!(ty.item(), Type::Unknown)),
        }
    }

    fn has(&self, service: &Service, path: &str) -> bool {
        leads(service, self.members.iter().copied(), path)
    }
}

/// The properties of a type, of its base and of the types that are based on it.
fn members(service: &Service, id: TypeId) -> impl Iterator<Item = &Member> {
    let derived = service[id].derived.iter().flat_map(|id| &service[*id].properties);
    service.properties(id).chain(derived).map(|property| &*property.member)
}

/// Whether names with dots between them lead to a property.
fn leads<'s>(
    service: &'s Service,
    mut members: impl Iterator<Item = &'s Member>,
    path: &str,
) -> bool {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, it)| (name, Some(it)));
    // The property itself may have dots in its name.
    let found = members.find(|member| member.name == path || member.name == name);
    match (found, rest) {
        (Some(member), Some(rest)) if member.name == name => match member.ty.item() {
            Type::Named(id) => {
                let members: Vec<&Member> = self::members(service, *id).collect();
                leads(service, members.into_iter(), rest)
            }
            Type::Unknown => true,
            _ => false,
        },
        (found, _) => found.is_some(),
    }
}

/// The types that took the place of those at hand, in the order of the contract.
pub(super) fn types(
    context: &mut Context<'_>,
    folder: &Folder<'_>,
    sides: &Sides<'_>,
) -> Vec<Option<TypeSuccessor>> {
    let definitions = sides.here.types.iter();
    let mut found = |definition: &Definition| {
        let file = folder.resources[definition.file].file;
        let written = file.content.types.get(&definition.name)?.replaced_by.as_ref();
        let is_in_doubt = context.is_in_doubt(&definition.at);
        let Some(written) = written else {
            if let Some(there) = sides.there.filter(|_| !is_in_doubt) {
                let at = definition.at.on_key();
                context.report(catalogue::no_type_successor(at, &definition.name, &there.name));
            }
            return None;
        };
        let at = definition.at.key("replacedBy");
        if written.kind.is_some() == written.reason.is_some() && !is_in_doubt {
            context.report(catalogue::not_one_type_successor(at.clone()));
        }
        if written.kind.is_none() && !written.renamed.is_empty() {
            context.report(catalogue::useless_renaming(at.key("renamed").on_key(), "renamed"));
        }
        let other = there(context, sides, written.kind.as_ref()?, &at.key("type"))?;
        let renamed = pairs(&written.renamed);
        let pair = [(sides.here, definition), other];
        if !pair.iter().any(|(of, it)| context.poisoned.hides(&of.name, &it.name)) {
            renamed_members(context, (definition, &renamed), other, &at.key("renamed"));
        }
        Some(TypeSuccessor { name: other.1.name.clone(), renamed })
    };
    definitions.map(&mut found).collect()
}

/// The type that a type of the service names.
fn there<'s>(
    context: &mut Context<'_>,
    sides: &Sides<'s>,
    name: &str,
    at: &Place,
) -> Option<(&'s Service, &'s Definition)> {
    let Some(there) = sides.there else {
        if !(sides.is_replaced || context.poisoned.services.contains(&sides.here.name)) {
            context.report(catalogue::no_successor_service(at.clone()));
        }
        return None;
    };
    let found = there.type_named(name);
    if found.is_none() {
        let mistake = catalogue::unknown_successor_type(at.clone(), &there.name, name);
        let known = there.types.iter().map(|definition| definition.name.as_str());
        unknown(context, there, mistake, name, known);
    }
    Some((there, &there[found?]))
}

/// Checks what a type renames, and that what it does not is called so there too.
fn renamed_members(
    context: &mut Context<'_>,
    (definition, renamed): (&Definition, &[(String, Option<String>)]),
    (there, other): (&Service, &Definition),
    list: &Place,
) {
    let is_enumeration = definition.kind == Kind::Enumeration;
    let own: Vec<(&str, &Place)> = if is_enumeration {
        definition.values.iter().map(|value| (value.name.as_str(), &value.at)).collect()
    } else {
        let members = definition.properties.iter().map(|it| &it.member);
        members.map(|member| (member.name.as_str(), &member.at)).collect()
    };
    let what = if is_enumeration { "value" } else { "property" };
    let is_there = |name: &str| {
        if is_enumeration {
            other.values.iter().any(|value| value.name == name)
        } else {
            let members = there.type_named(&other.name).map(|id| members(there, id));
            other.tag.as_deref() == Some(name) || leads(there, members.into_iter().flatten(), name)
        }
    };
    for (name, to) in renamed {
        let at = list.key(name);
        if !own.iter().any(|(own, _)| own == name) && !context.is_in_doubt(&definition.at) {
            let mistake = catalogue::renames_nothing(at.on_key(), what, name);
            context.report(mistake.did_you_mean(name, own.iter().map(|(own, _)| *own)));
        }
        target(context, name, to.as_deref(), &at, is_there);
    }
    for (name, at) in own {
        let is_said = is_there(name) || renamed.iter().any(|(own, _)| own == name);
        if !(is_said || context.is_in_doubt(&other.at)) {
            context.report(catalogue::not_renamed(at.clone(), what, name, &other.name));
        }
    }
}
