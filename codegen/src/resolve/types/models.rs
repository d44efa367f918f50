//! Types as the model has them: structs, open enumerations, unions.

use std::collections::{BTreeMap, BTreeSet};

use super::members::claimed_property;
use super::{Definition, Kind, Types, named};
use crate::diagnostics::{At, Diagnostic, Place, catalogue};
use crate::model::{self, Type};
use crate::names::{self, Ident, Scope, ScopeKind};
use crate::resolve::{Context, docs, entry};
use crate::spec;

impl<'a> Types<'a> {
    /// Puts the types of one file into its module.
    pub(in crate::resolve) fn emit_into(
        &self,
        context: &mut Context<'_>,
        file: &'a spec::File<spec::Resource>,
        module: &mut model::Module,
    ) {
        for definition in self.of_file(file) {
            match definition.kind {
                Kind::Enum => module.enums.extend(self.enumeration(context, definition)),
                Kind::Base => module.unions.extend(self.union(context, definition)),
                Kind::Object => module.structs.extend(self.structure(context, definition)),
            }
        }
        let mut foreign: BTreeSet<Ident> = BTreeSet::new();
        let own = |ident: &Ident| {
            self.by_ident(ident)
                .is_none_or(|definition| definition.file.source == file.source)
        };
        let mut note = |ty: &Type| {
            foreign.extend(named(ty).filter(|ident| !own(ident)).cloned());
        };
        module
            .structs
            .iter()
            .flat_map(|s| &s.fields)
            .for_each(|field| note(&field.ty));
        module
            .requests
            .iter()
            .flat_map(|r| &r.fields)
            .for_each(|field| note(&field.ty));
        module
            .unions
            .iter()
            .flat_map(|u| &u.variants)
            .for_each(|variant| note(&Type::Named(variant.ty.clone())));
        module
            .unions
            .iter()
            .flat_map(|u| &u.common)
            .for_each(|field| note(&field.ty));
        module.foreign_types = foreign.into_iter().collect();
    }

    fn enumeration(
        &self,
        context: &mut Context<'_>,
        definition: &Definition<'a>,
    ) -> Option<model::Enum> {
        let root = At::file(definition.file.source);
        let section = root.key("types");
        let at = entry(&section, definition.name);
        let values = at.key("values");
        let mut scope = Scope::new(ScopeKind::Variants);
        let mut variants = Vec::new();
        for (value, doc) in definition.spec.values.iter() {
            let place = values.key(value).key_place();
            let Some(ident) = context.ident(names::pascal(value), value, place.clone()) else {
                continue;
            };
            if context.enter(
                &mut scope,
                &ident,
                place,
                &format!("the value `{value}`"),
                "leave it out: a value that is not known is kept as it came",
            ) {
                variants.push(model::EnumVariant {
                    wire_name: value.to_owned(),
                    ident,
                    docs: docs::lines(doc),
                });
            }
        }
        let about = docs::paragraphs([
            docs::lines(&definition.spec.doc),
            vec![
                "An open enumeration: a value that is not known here is kept as it came."
                    .to_owned(),
            ],
            source_docs(definition),
        ]);
        Some(model::Enum {
            ident: definition.ident.clone(),
            docs: about,
            variants,
        })
    }

    fn union(
        &self,
        context: &mut Context<'_>,
        definition: &Definition<'a>,
    ) -> Option<model::Union> {
        let mut scope = Scope::new(ScopeKind::Variants);
        let mut variants = Vec::new();
        let mut tags: BTreeMap<&str, (&str, Place)> = BTreeMap::new();
        for based in self
            .based_on(definition.name)
            .filter(|based| based.kind == Kind::Object)
        {
            let root = At::file(based.file.source);
            let section = root.key("types");
            let at = entry(&section, based.name);
            let name = based.spec.variant.as_deref().unwrap_or(based.name);
            let place = if based.spec.variant.is_some() {
                at.key("variant").place()
            } else {
                at.key_place()
            };
            let Some(ident) = context.ident(names::pascal(name), name, place.clone()) else {
                continue;
            };
            if !context.enter(
                &mut scope,
                &ident,
                place,
                &format!("the variant `{name}`"),
                "give another name in `variant`",
            ) {
                continue;
            }
            let Some(tag) = &based.spec.odata_type else {
                continue;
            };
            let place = at.key("odataType").place();
            if let Some((first, first_place)) = tags.insert(tag, (based.name, place.clone())) {
                let message = format!("`{first}` and `{}` have the same tag `{tag}`", based.name);
                context.report(
                    Diagnostic::new(&catalogue::DUPLICATE_TAG, place, message)
                        .label("cannot be told apart")
                        .related(first_place, "first used here"),
                );
            }
            variants.push(model::UnionVariant {
                wire_name: tag.clone(),
                ident,
                ty: based.ident.clone(),
            });
        }
        let common = self
            .fields(context, definition)
            .into_iter()
            .filter(|field| field.ty == Type::String)
            .collect();
        let about = docs::paragraphs([
            docs::lines(&definition.spec.doc),
            vec![format!(
                "An open union: `{}` tells the types apart, and an object of a type that is not known here is kept as it came.",
                definition.spec.tag.as_deref().unwrap_or_default()
            )],
            source_docs(definition),
        ]);
        Some(model::Union {
            ident: definition.ident.clone(),
            docs: about,
            tag: definition.spec.tag.clone().unwrap_or_default(),
            variants,
            common,
        })
    }

    fn structure(
        &self,
        context: &mut Context<'_>,
        definition: &Definition<'a>,
    ) -> Option<model::Struct> {
        let fields = self.fields(context, definition);
        if self.properties(definition).is_empty() {
            let root = At::file(definition.file.source);
            let section = root.key("types");
            context.mistake(
                &catalogue::EMPTY_TYPE,
                entry(&section, definition.name).key_place(),
                format!("`{}` has neither properties nor values", definition.name),
                "holds nothing",
                Some("use `any` where nothing is known of an object".to_owned()),
            );
        }
        if fields.len() > MOST_PROPERTIES {
            let root = At::file(definition.file.source);
            let section = root.key("types");
            context.mistake(
                &catalogue::TOO_MANY_PROPERTIES,
                entry(&section, definition.name).key_place(),
                format!("`{}` has {} properties", definition.name, fields.len()),
                "more than the 128 that a type may have",
                Some(
                    "leave out those that nobody needs: they are kept as unknown properties"
                        .to_owned(),
                ),
            );
        }
        let about = docs::paragraphs([
            docs::lines(&definition.spec.doc),
            source_docs(definition),
            docs::section(
                "Errata",
                docs::errata(
                    definition
                        .spec
                        .errata
                        .iter()
                        .filter(|erratum| claimed_property(erratum).is_none()),
                ),
            ),
        ]);
        Some(model::Struct {
            name: definition.name.to_owned(),
            ident: definition.ident.clone(),
            docs: about,
            odata_type: definition.spec.odata_type.clone(),
            queries: self.queries(context, definition, &fields),
            fields,
        })
    }

    fn queries(
        &self,
        context: &mut Context<'_>,
        definition: &Definition<'a>,
        fields: &[model::Field],
    ) -> Option<model::Queries> {
        let mut properties = Vec::new();
        for (_, _, name, property) in self.properties(definition) {
            let Some(field) = fields
                .iter()
                .find(|field| field.wire_name == name)
                .filter(|_| property.filter || property.sort)
            else {
                continue;
            };
            let (ty, many) = match &field.ty {
                Type::List(item) => ((**item).clone(), true),
                ty => (ty.clone(), false),
            };
            properties.push(model::QueryProperty {
                wire_name: name.to_owned(),
                ident: field.ident.clone(),
                docs: docs::lines(&property.doc),
                ty,
                many,
                filter: property.filter,
                sort: property.sort,
            });
        }
        if properties.is_empty() {
            return None;
        }
        let root = At::file(definition.file.source);
        let section = root.key("types");
        let place = entry(&section, definition.name).key_place();
        let ident = context.ident(
            names::snake(definition.name),
            definition.name,
            place.clone(),
        )?;
        let mut scope = Scope::new(ScopeKind::Modules);
        let what = format!("the module of the properties of `{}`", definition.name);
        let entered = context.enter(
            &mut scope,
            &ident,
            place,
            &what,
            "choose another name for the type",
        );
        entered.then_some(model::Queries { ident, properties })
    }
}

/// How many properties of an object the runtime can keep account of.
const MOST_PROPERTIES: usize = 128;

fn source_docs(definition: &Definition<'_>) -> model::Docs {
    let mut docs = docs::documents(&definition.spec.documents);
    docs.push(format!(
        "Spec: `types.{}` in `{}/{}.json`.",
        definition.name, definition.file.folder, definition.file.stem
    ));
    docs
}
