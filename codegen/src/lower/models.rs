//! Types as the model has them: structs, open enumerations, unions.

use std::collections::BTreeSet;

use super::named::Service;
use super::{Context, docs, variants};
use crate::contract::{
    Create, EnumValue, File, Kind, Member, Property, Returned, Support, Type, TypeId, Update,
    bare_tag,
};
use crate::diagnostics::catalogue;
use crate::model::{self, Function, On, Returns, Uses};
use crate::names::{self, Ident, Scope, ScopeKind};

/// Puts the types of one file into its module.
pub(super) fn models(
    context: &mut Context,
    service: &Service<'_>,
    file: &File,
    module: &mut model::Module,
) {
    for id in &file.types {
        match service.contract[*id].kind {
            Kind::Enumeration => module.enums.push(enumeration(context, service, *id)),
            Kind::Base => module.unions.push(union(context, service, *id)),
            Kind::Object => module.structs.push(structure(context, service, *id)),
        }
    }
    module.foreign_types = foreign(module);
}

/// The types of other modules that those of a module name.
pub(super) fn foreign(module: &model::Module) -> Vec<Ident> {
    let own: BTreeSet<&Ident> = module
        .structs
        .iter()
        .map(|it| &it.ident)
        .chain(module.enums.iter().map(|it| &it.ident))
        .chain(module.unions.iter().map(|it| &it.ident))
        .collect();
    let structs = module.structs.iter().flat_map(|item| &item.fields);
    let requests = module.requests.iter().flat_map(|item| &item.fields);
    let fields = structs.chain(requests);
    let variants = module.unions.iter().flat_map(|item| &item.variants);
    let foreign: BTreeSet<&Ident> = fields
        .filter_map(|field| field.ty.named())
        .chain(variants.map(|variant| &variant.ty))
        .filter(|ident| !own.contains(ident))
        .collect();
    foreign.into_iter().cloned().collect()
}

fn enumeration(context: &mut Context, service: &Service<'_>, id: TypeId) -> model::Enum {
    let definition = &service.contract[id];
    let idents = variants::variants(context, &definition.values);
    let variant = |(value, ident): (&EnumValue, Ident)| model::EnumVariant {
        wire_name: value.name.clone(),
        ident,
        docs: docs::or_code(&value.doc, &value.name),
    };
    let variants = definition.values.iter().zip(idents).map(variant).collect();
    let open = "An open enumeration: a value that is not known here is kept as it came.";
    let flags =
        "Several values may stand together, with commas between them, and are kept as one text.";
    model::Enum {
        name: definition.name.clone(),
        ident: service.type_ident(id).clone(),
        docs: docs::paragraphs([
            docs::lines(&definition.doc),
            vec![open.to_owned()],
            definition.flags.then(|| flags.to_owned()).into_iter().collect(),
        ]),
        variants,
    }
}

fn union(context: &mut Context, service: &Service<'_>, id: TypeId) -> model::Union {
    let definition = &service.contract[id];
    let mut scope = Scope::new(ScopeKind::Variants);
    let mut variants = Vec::new();
    for based in &definition.derived {
        let derived = &service.contract[*based];
        let (name, at) = match &derived.variant {
            Some(given) => (&given.name, given.at.clone()),
            None => (&derived.name, derived.at.on_key()),
        };
        let ident = context.ident(names::pascal(name), name, &at);
        if derived.variant.is_some() && names::pascal(&derived.name).as_ref() == Some(&ident) {
            context.report(catalogue::moot_name(at.clone(), name));
        }
        let what = || format!("the variant `{name}`");
        let help = "give another name in `variant`";
        context.enter(&mut scope, &ident, &at, &what, help);
        // A `#` before the name is optional, so the runtime looks at what follows.
        let wire_name = bare_tag(derived.odata_type.as_deref().unwrap_or_default()).to_owned();
        variants.push(model::UnionVariant {
            name: name.clone(),
            docs: vec![docs::code(&wire_name)],
            wire_name,
            fallback: derived.fallback.clone(),
            ident,
            ty: service.type_ident(*based).clone(),
        });
    }
    let tag = definition.tag.clone().unwrap_or_default();
    let open = format!(
        "An open union: {} tells the types apart, and an object of a type that is not known here is kept as it came.",
        docs::code(&tag)
    );
    let fields = fields(context, service, id);
    let queries = queries(context, service, id, &fields);
    let key = key(service, id, &fields);
    // The method of the key takes the place of one that would only give its text.
    let is_taken = |ident: &Ident| key.as_ref().is_some_and(|key| key.function.ident == *ident);
    let common = fields.into_iter().filter(|field| !is_taken(&field.ident)).filter_map(accessor);
    let common = common.collect();
    model::Union {
        name: definition.name.clone(),
        ident: service.type_ident(id).clone(),
        docs: docs::paragraphs([docs::lines(&definition.doc), vec![open]]),
        tag,
        variants,
        common,
        queries,
        key,
    }
}

/// A method for a property that is text in all types.
fn accessor(field: model::Field) -> Option<model::UnionAccessor> {
    let is_text = field.ty == model::Type::Optional(Box::new(model::Type::String));
    is_text.then(|| model::UnionAccessor {
        wire_name: field.wire_name,
        field: field.ident.clone(),
        function: Function {
            ident: field.ident,
            docs: field.docs,
            on: On::Reference,
            arguments: Vec::new(),
            returns: Returns::Text,
        },
    })
}

fn structure(context: &mut Context, service: &Service<'_>, id: TypeId) -> model::Struct {
    let definition = &service.contract[id];
    let fields = fields(context, service, id);
    model::Struct {
        name: definition.name.clone(),
        ident: service.type_ident(id).clone(),
        docs: docs::paragraphs([docs::lines(&definition.doc)]),
        odata_type: definition.odata_type.as_deref().map(|tag| bare_tag(tag).to_owned()),
        queries: queries(context, service, id, &fields),
        key: key(service, id, &fields),
        fields,
    }
}

/// The properties of an object, those of its base first.
fn fields(context: &mut Context, service: &Service<'_>, id: TypeId) -> Vec<model::Field> {
    let mut scope = Scope::new(ScopeKind::Fields);
    let mut fields = Vec::new();
    for property in service.contract.properties(id) {
        let member = &property.member;
        let (ident, place) = context.member(member.rust.as_ref(), &member.name, &member.at);
        let what = || format!("the property `{}`", member.name);
        let help = "give another name in `rust`";
        if !context.enter(&mut scope, &ident, &place, &what, help) {
            continue;
        }
        fields.push(model::Field {
            entry: entry(service, member),
            wire_name: member.name.clone(),
            aliases: property.aliases.clone(),
            ident,
            docs: property_docs(service, property),
            ty: field_type(service, id, &member.ty),
            secret: member.secret,
        });
    }
    // What is only sent has no field, but setters of its name.
    for property in service.contract.references(id) {
        let member = &property.member;
        context.member(member.rust.as_ref(), &member.name, &member.at);
    }
    fields
}

/// The type of a field of a struct: in a box where the struct would contain itself without one. What may be missing is
/// optional; a list is empty then.
pub(super) fn field_type(service: &Service<'_>, owner: TypeId, ty: &Type) -> model::Type {
    let ty = match service.ty(ty) {
        list @ model::Type::List(_) => return list,
        model::Type::Named(ident) if contains(service, ty, owner) => model::Type::Boxed(ident),
        other => other,
    };
    model::Type::Optional(Box::new(ty))
}

/// Whether a value of a type holds a value of a struct without a list or a union, whose variants are boxed, in between.
fn contains(service: &Service<'_>, ty: &Type, target: TypeId) -> bool {
    let mut pending = vec![ty];
    let mut seen = BTreeSet::new();
    while let Some(ty) = pending.pop() {
        let Type::Named(id) = ty else { continue };
        if *id == target {
            return true;
        }
        if service.contract[*id].kind == Kind::Object && seen.insert(*id) {
            let properties = service.contract.properties(*id);
            pending.extend(properties.map(|property| &property.member.ty));
        }
    }
    false
}

fn property_docs(service: &Service<'_>, property: &Property) -> model::Docs {
    let member = &property.member;
    let mut wire = docs::wire(member, &service.contract.member_type(member));
    if !property.aliases.is_empty() {
        wire += &format!(" Also read as {}.", docs::names(&property.aliases, ", "));
    }
    docs::paragraphs([flags(property), docs::lines(&member.doc), vec![wire]])
}

/// What can be done with a property, on one short line: *Required on create · filterable*.
fn flags(property: &Property) -> model::Docs {
    let created = property.create.map(|create| match create {
        Create::Required => "required on create",
        Create::Optional => "optional on create",
    });
    let updated = property.update.map(|update| match update {
        Update::Set => "changeable",
        Update::Clear => "changeable and clearable",
    });
    let filtered = property.filter.map(|support| match support {
        Support::Plain => "filterable",
        Support::Advanced => "filterable in advanced queries",
    });
    let sorted = property.sort.map(|support| match support {
        Support::Plain => "sortable",
        Support::Advanced => "sortable in advanced queries",
    });
    let searched = property.search.then_some("searchable");
    let expanded = property.expand.then_some("returned only if expanded");
    let returned = property.returned.map(|returned| match returned {
        Returned::Select => "returned only if selected",
        Returned::SelectOne => "returned only if selected of a single object",
        Returned::Never => "never returned",
    });
    let flags = [created, updated, filtered, sorted, searched, expanded, returned];
    let flags: Vec<&str> = flags.into_iter().flatten().collect();
    docs::emphasis(&flags.join(" · ")).into_iter().collect()
}

/// The entry of the spec that defines a property of a type.
pub(super) fn entry(service: &Service<'_>, member: &Member) -> Option<String> {
    member.of.map(|id| format!("{}.{}", service.contract[id].name, member.name))
}

/// The module of the properties that queries can name.
fn queries(
    context: &mut Context,
    service: &Service<'_>,
    id: TypeId,
    fields: &[model::Field],
) -> Option<model::Queries> {
    let about = service.selected_by(id).to_vec();
    let properties = service.contract.properties(id).filter_map(|property| {
        let name = &property.member.name;
        let field = fields.iter().find(|field| field.wire_name == *name)?;
        let ty = service.ty(&property.member.ty);
        let (value, uses) = match (ty, property.filter, property.sort) {
            (ty, ..) if property.expand => (ty, Uses::Expand),
            (model::Type::List(item), Some(_), _) => (*item, Uses::Items),
            (ty, Some(_), Some(_)) => (ty, Uses::Both),
            (ty, Some(_), None) => (ty, Uses::Filter),
            (ty, None, Some(_)) => (ty, Uses::Sort),
            (ty, None, None) if !about.is_empty() => (ty, Uses::Select),
            (_, None, None) => return None,
        };
        let value = match value {
            model::Type::DateTime if !service.contract.has_typed_literals => model::Type::Instant,
            value => value,
        };
        Some(model::QueryProperty {
            entry: entry(service, &property.member).unwrap_or_default(),
            wire_name: name.clone(),
            advanced_filter: property.filter == Some(Support::Advanced),
            advanced_sort: property.sort == Some(Support::Advanced),
            function: Function {
                ident: field.ident.clone(),
                docs: docs::or_code(&property.member.doc, name),
                on: On::Nothing,
                arguments: Vec::new(),
                returns: Returns::Property { owner: service.type_ident(id).clone(), value, uses },
            },
        })
    });
    let properties: Vec<_> = properties.collect();
    if properties.is_empty() {
        return None;
    }
    let definition = &service.contract[id];
    let at = definition.at.on_key();
    let ident = context.ident(names::snake(&definition.name), &definition.name, &at);
    let what = || format!("the module of the properties of `{}`", definition.name);
    let help = "choose another name for the type";
    context.enter(&mut Scope::new(ScopeKind::Modules), &ident, &at, &what, help);
    Some(model::Queries { about, ident, properties })
}

/// What selects an object of a type in a path, if its own identifier has a kind.
fn key(service: &Service<'_>, id: TypeId, fields: &[model::Field]) -> Option<model::Key> {
    let (property, kind) = service.contract.key(id)?;
    let name = &property.member.name;
    let field = fields.iter().find(|field| field.wire_name == *name)?;
    let kind = names::pascal(&service.contract[kind].name)?;
    let what = format!("What selects the object in a path: {}.", docs::code(name));
    Some(model::Key {
        entry: entry(service, &property.member).unwrap_or_default(),
        wire_name: name.clone(),
        field: field.ident.clone(),
        function: Function {
            ident: names::fixed("id"),
            docs: docs::paragraphs([
                vec![what],
                docs::section("Errors", vec!["If the object came without it.".to_owned()]),
            ]),
            on: On::Reference,
            arguments: Vec::new(),
            returns: Returns::Key(kind),
        },
    })
}
