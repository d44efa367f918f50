//! Types: where they are defined, what they may be, and how they are found by name.

use std::collections::BTreeMap;

use super::{Context, Folder, errata, given, properties, references};
use crate::contract::{self, Builtin, Definition, EnumValue, Kind, Service, TypeId};
use crate::diagnostics::{At, Place, catalogue};
use crate::spec;

/// Where a type is written.
struct Written<'a> {
    file: usize,
    source: usize,
    name: &'a str,
    spec: &'a spec::Type,
}

/// Puts the types of all files into the service, and says which name is which.
pub(super) fn types<'a>(context: &mut Context<'a>, folder: &Folder<'a>, service: &mut Service) {
    context.types.clear();
    let mut written: Vec<Written<'_>> = Vec::new();
    for (file, joined) in folder.resources.iter().enumerate() {
        let source = joined.file.source;
        let root = At::file(source);
        let section = root.key("types");
        for (name, spec) in joined.file.content.types.iter() {
            let at = section.key(name);
            if let Some(first) = context.types.get(name) {
                let first = written[first.0].source;
                // A second one in the same file is a key that comes twice, which the parser has reported.
                if first != source {
                    let place = At::file(first).key("types").key(name).key_place();
                    let mistake = catalogue::duplicate_type(at.key_place(), name);
                    context.report(mistake.related(place, "first defined here"));
                }
            } else if Builtin::named(name).is_some() {
                context.report(catalogue::builtin_type(at.key_place(), name));
            } else {
                // What refers to a type that lacks properties had better not know it.
                if !context.poisoned.lacks(context.folder, name) {
                    context.types.insert(name, TypeId(written.len()));
                }
                written.push(Written { file, source, name, spec });
            }
        }
    }
    for (index, written) in written.iter().enumerate() {
        let root = At::file(written.source);
        let section = root.key("types");
        let at = section.key(written.name);
        let mut definition = definition(context, service, TypeId(index), written, &at);
        let file = &folder.resources[written.file];
        definition.errata = errata::of_entry(context, file, "types", written.name);
        service.types.push(definition);
    }
    circles(context, service);
    for id in context.types.values() {
        if service[*id].kind == Kind::Object {
            for base in service.bases(*id).collect::<Vec<_>>() {
                service.types[base.0].derived.push(*id);
            }
        }
    }
    for (index, written) in written.iter().enumerate() {
        shape(context, service, &service[TypeId(index)], written.spec);
        properties::check(context, service, TypeId(index));
    }
}

fn definition(
    context: &mut Context<'_>,
    service: &Service,
    id: TypeId,
    written: &Written<'_>,
    at: &At<'_>,
) -> Definition {
    let spec = written.spec;
    references::documents(context, at, &spec.documents);
    let values = at.key("values");
    let value = |(name, value): (&str, &spec::EnumValue)| EnumValue {
        at: values.key(name).key_place(),
        name: name.to_owned(),
        rust: given(value.rust(), &values.key(name), "rust"),
        doc: value.doc().cloned().unwrap_or_default(),
    };
    let list = at.key("properties");
    let mut property = |(name, property)| {
        properties::property(context, service, id, name, property, &list.key(name))
    };
    let properties = spec.properties.iter().map(&mut property);
    let (references, properties) = properties.partition(|it| it.member.ty.is_reference());
    Definition {
        at: at.place(),
        name: written.name.to_owned(),
        file: written.file,
        doc: spec.doc.clone(),
        documents: spec.documents.clone(),
        kind: if spec.tag.is_some() {
            Kind::Base
        } else if spec.values.is_empty() {
            Kind::Object
        } else {
            Kind::Enumeration
        },
        base: base(context, spec, at),
        derived: Vec::new(),
        tag: spec.tag.clone(),
        odata_type: spec.odata_type.clone(),
        variant: given(spec.variant.as_ref(), at, "variant"),
        fallback: spec.fallback.iter().map(|(name, value)| (name.to_owned(), value.clone())).next(),
        properties,
        references,
        values: spec.values.iter().map(value).collect(),
        flags: spec.flags,
        open: spec.open,
        replaced_by: None,
        gone: spec.replaced_by.as_ref().and_then(|successor| successor.reason.clone()),
        errata: Vec::new(),
    }
}

fn base(context: &mut Context<'_>, spec: &spec::Type, at: &At<'_>) -> Option<TypeId> {
    let base = spec.extends.as_ref()?;
    let found = context.types.get(base.as_str()).copied();
    if found.is_none() {
        let mistake = catalogue::unknown_base(at.key("extends").place(), base);
        let known: Vec<&str> = context.types.keys().copied().collect();
        context.unknown(mistake, base, known);
    }
    found
}

/// Reports types that are of two kinds or of none.
fn shape(context: &mut Context<'_>, service: &Service, definition: &Definition, spec: &spec::Type) {
    let (name, at) = (&definition.name, &definition.at);
    if !spec.values.is_empty() && (!spec.properties.is_empty() || spec.tag.is_some()) {
        context.report(catalogue::mixed_type(at.key("values").on_key(), name));
    }
    let has_base = spec.extends.is_some();
    match definition.kind {
        Kind::Enumeration if has_base => {
            context.report(catalogue::enumeration_with_base(at.key("extends").on_key()));
        }
        _ => {}
    }
    if spec.flags && definition.kind != Kind::Enumeration && !context.is_in_doubt(at) {
        context.report(catalogue::flags_of_no_enumeration(at.key("flags").on_key(), name));
    }
    if let Some(base) = definition.base.map(|base| &service[base]) {
        match &base.tag {
            None if context.is_in_doubt(&base.at) => {}
            None => context.report(catalogue::no_base(at.key("extends"), &base.name)),
            Some(tag) if spec.odata_type.is_none() && definition.kind == Kind::Object => {
                context.report(catalogue::untagged_type(at.on_key(), name, &base.name, tag));
            }
            Some(_) => {}
        }
    }
    if !has_base || definition.kind == Kind::Base {
        let keys = [
            ("odataType", spec.odata_type.is_some()),
            ("variant", spec.variant.is_some()),
            ("fallback", !spec.fallback.is_empty()),
        ];
        for (key, _) in keys.into_iter().filter(|(_, is_given)| *is_given) {
            context.report(catalogue::lonely_tag(at.key(key).on_key(), name, key));
        }
    }
    several(context, spec, at);
    if definition.kind == Kind::Base {
        variants(context, service, definition);
        fallbacks(context, service, definition);
    }
}

/// Reports types that are based on themselves, and opens the circle.
fn circles(context: &mut Context<'_>, service: &mut Service) {
    for index in 0..service.types.len() {
        let bases = std::iter::successors(Some(TypeId(index)), |id| service[*id].base);
        let mut bases = bases.take(service.types.len() + 1).skip(1);
        if bases.any(|base| base.0 == index) {
            let Definition { at, name, base, .. } = &mut service.types[index];
            context.is_incomplete = true;
            context.report(catalogue::base_of_itself(at.key("extends"), name));
            *base = None;
        }
    }
}

/// Reports a fallback that names several properties, of which none would be looked at first.
fn several(context: &mut Context<'_>, spec: &spec::Type, at: &Place) {
    if let Some(second) = spec.fallback.keys().nth(1) {
        let place = at.key("fallback").key(second).on_key();
        context.report(catalogue::second_fallback(place, second));
    }
}

/// Reports types of a base that something else than the tag shall name and does not.
fn fallbacks(context: &mut Context<'_>, service: &Service, base: &Definition) {
    let mut seen: BTreeMap<String, (&str, Place)> = BTreeMap::new();
    let mut named_by: Option<&str> = None;
    for id in &base.derived {
        let definition = &service[*id];
        // Those of a base in between are checked there.
        let is_own = definition.base.is_some_and(|base_id| std::ptr::eq(&service[base_id], base));
        let Some((name, value)) = definition.fallback.as_ref().filter(|_| is_own) else { continue };
        let list = definition.at.key("fallback");
        let place = list.key(name).on_key();
        match service.properties(*id).find(|property| property.member.name == *name) {
            None => {
                let known = service.properties(*id).map(|property| property.member.name.as_str());
                let mistake = catalogue::unknown_fallback(place, &definition.name, name);
                context.unknown(mistake, name, known);
                continue;
            }
            Some(property) if !service.is_text(&property.member.ty) => {
                context.report(catalogue::fallback_without_text(place, name));
                continue;
            }
            Some(_) => {}
        }
        if let Some(first) = named_by.filter(|first| first != name) {
            context.report(catalogue::other_fallback(place, name, &base.name, first));
            continue;
        }
        named_by = Some(name);
        let mine = (definition.name.as_str(), list.key(name));
        if let Some((first, first_place)) = seen.insert(value.to_ascii_lowercase(), mine.clone()) {
            let mistake = catalogue::duplicate_fallback(mine.1, first, mine.0, value);
            context.report(mistake.related(first_place, "first used here"));
        }
    }
}

/// Reports a base that no type is based on, and types of it that cannot be told apart.
fn variants(context: &mut Context<'_>, service: &Service, base: &Definition) {
    if base.derived.is_empty() && !context.is_incomplete {
        context.report(catalogue::empty_base(base.at.on_key(), &base.name));
    }
    let mut tags: BTreeMap<&str, (&str, Place)> = BTreeMap::new();
    for definition in base.derived.iter().map(|id| &service[*id]) {
        let Some(tag) = definition.odata_type.as_deref().map(contract::bare_tag) else {
            continue;
        };
        let place = definition.at.key("odataType");
        if let Some((first, first_place)) = tags.insert(tag, (&definition.name, place.clone())) {
            let mistake = catalogue::duplicate_tag(place, first, &definition.name, tag);
            context.report(mistake.related(first_place, "first used here"));
        }
    }
}
