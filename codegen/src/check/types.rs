//! Types: where they are defined, what they may be, and how they are found by name.

use std::collections::BTreeMap;

use super::names::Names;
use super::{Context, Folder, errata, given, properties, references};
use crate::contract::{Builtin, Definition, EnumValue, Kind, Service, TypeId};
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
pub(super) fn types<'a>(
    context: &mut Context<'_>,
    folder: &Folder<'a>,
    service: &mut Service,
) -> Names<'a> {
    let mut names = Names::default();
    let mut written = Vec::new();
    for (file, joined) in folder.resources.iter().enumerate() {
        let resource = joined.file;
        let root = At::file(resource.source);
        let section = root.key("types");
        for (name, spec) in resource.content.types.iter() {
            let at = section.key(name);
            if let Some(first) = names.get(name) {
                let first: &Written<'_> = &written[first.0];
                // A second one in the same file is a key that comes twice, which the parser has reported.
                if first.source != resource.source {
                    let place = At::file(first.source).key("types").key(name).key_place();
                    let mistake = catalogue::duplicate_type(at.key_place(), name);
                    context.report(mistake.related(place, "first defined here"));
                }
                continue;
            }
            if Builtin::named(name).is_some() {
                context.report(catalogue::builtin_type(at.key_place(), name));
                continue;
            }
            names.put(name, TypeId(written.len()));
            let source = resource.source;
            written.push(Written { file, source, name, spec });
        }
    }
    for (index, written) in written.iter().enumerate() {
        let root = At::file(written.source);
        let section = root.key("types");
        let at = section.key(written.name);
        let mut definition = definition(context, &names, TypeId(index), written, &at);
        let file = &folder.resources[written.file];
        definition.errata = errata::of_entry(context, file, "types", written.name);
        service.types.push(definition);
    }
    for id in names.ids() {
        if let Some(base) = service[id].base {
            service.types[base.0].derived.push(id);
        }
    }
    for (index, written) in written.iter().enumerate() {
        let root = At::file(written.source);
        let section = root.key("types");
        let at = section.key(written.name);
        shape(context, service, &service[TypeId(index)], written.spec, &at);
        properties::check(context, service, TypeId(index), &at);
    }
    names
}

fn definition(
    context: &mut Context<'_>,
    names: &Names<'_>,
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
        doc: value.doc().clone(),
    };
    let list = at.key("properties");
    let mut property = |(name, property)| {
        properties::property(context, names, id, name, property, &list.key(name))
    };
    let properties = spec.properties.iter().map(&mut property).collect();
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
        base: base(context, names, spec, at),
        derived: Vec::new(),
        tag: spec.tag.clone(),
        odata_type: spec.odata_type.clone(),
        variant: given(spec.variant.as_ref(), at, "variant"),
        properties,
        values: spec.values.iter().map(value).collect(),
        errata: Vec::new(),
    }
}

fn base(
    context: &mut Context<'_>,
    names: &Names<'_>,
    spec: &spec::Type,
    at: &At<'_>,
) -> Option<TypeId> {
    let base = spec.extends.as_ref()?;
    let found = names.get(base);
    if found.is_none() {
        let mistake = catalogue::unknown_base(at.key("extends").place(), base);
        context.unknown(mistake, base, names.all());
    }
    found
}

/// Reports types that are of two kinds or of none.
fn shape(
    context: &mut Context<'_>,
    service: &Service,
    definition: &Definition,
    spec: &spec::Type,
    at: &At<'_>,
) {
    let name = &definition.name;
    if !spec.values.is_empty() && (!spec.properties.is_empty() || spec.tag.is_some()) {
        context.report(catalogue::mixed_type(at.key("values").key_place(), name));
    }
    let has_base = spec.extends.is_some();
    match definition.kind {
        Kind::Enumeration if has_base => {
            context.report(catalogue::enumeration_with_base(at.key("extends").key_place()));
        }
        Kind::Base if has_base => {
            context.report(catalogue::base_of_base(at.key("extends").key_place(), name));
        }
        _ => {}
    }
    if let Some(base) = definition.base.map(|base| &service[base]) {
        match &base.tag {
            None if context.is_in_doubt(&base.at) => {}
            None => context.report(catalogue::no_base(at.key("extends").place(), &base.name)),
            Some(tag) if spec.odata_type.is_none() => {
                context.report(catalogue::untagged_type(at.key_place(), name, &base.name, tag));
            }
            Some(_) => {}
        }
    }
    if !has_base {
        for (key, is_given) in
            [("odataType", spec.odata_type.is_some()), ("variant", spec.variant.is_some())]
        {
            if is_given {
                context.report(catalogue::lonely_tag(at.key(key).key_place(), name, key));
            }
        }
    }
    if definition.kind == Kind::Base {
        variants(context, service, definition, at);
    }
}

/// Reports a base that no type is based on, and types of it that cannot be told apart.
fn variants(context: &mut Context<'_>, service: &Service, base: &Definition, at: &At<'_>) {
    let derived = || base.derived.iter().map(|id| &service[*id]);
    let is_empty = derived().all(|definition| definition.kind != Kind::Object);
    if is_empty && !context.is_incomplete {
        context.report(catalogue::empty_base(at.key_place(), &base.name));
    }
    let mut tags: BTreeMap<&str, (&str, Place)> = BTreeMap::new();
    for definition in derived().filter(|definition| definition.kind == Kind::Object) {
        let Some(tag) = &definition.odata_type else {
            continue;
        };
        let place = definition.at.key("odataType");
        if let Some((first, first_place)) = tags.insert(tag, (&definition.name, place.clone())) {
            let mistake = catalogue::duplicate_tag(place, first, &definition.name, tag);
            context.report(mistake.related(first_place, "first used here"));
        }
    }
}
