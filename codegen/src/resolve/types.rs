//! Types: structs with the properties of their bases, open enumerations, unions.

mod shapes;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Folder, did_you_mean, docs, entry, type_expr};
use crate::diagnostics::{At, Diagnostic, Place, catalogue};
use crate::model::{self, Type};
use crate::names::{self, Ident, Scope, ScopeKind};
use crate::spec;

/// The types of one service by name.
#[derive(Default)]
pub(super) struct Types<'a> {
    by_name: BTreeMap<&'a str, Definition<'a>>,
    by_ident: BTreeMap<Ident, &'a str>,
    /// The types that are based on a type, in the order of their names.
    by_base: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// What [`Types::secrets`] has found out.
    secrets: RefCell<BTreeMap<Ident, BTreeSet<String>>>,
}

/// One type of the spec.
pub(super) struct Definition<'a> {
    pub(super) file: &'a spec::File<spec::Resource>,
    pub(super) name: &'a str,
    pub(super) spec: &'a spec::Type,
    pub(super) ident: Ident,
    pub(super) kind: Kind,
    /// Whether something names it.
    used: Cell<bool>,
}

/// A property with the file and the type that define it and its name.
pub(super) type Member<'a> = (
    &'a spec::File<spec::Resource>,
    &'a str,
    &'a str,
    &'a spec::Property,
);

/// What a type of the spec is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Object,
    Base,
    Enum,
}

/// A type and whether null may stand in its place.
pub(super) struct Resolved {
    pub(super) ty: Type,
    pub(super) nullable: bool,
}

/// The names that the language knows without a definition, apart from those that only `returns` and `body` know.
pub(super) const BUILT_IN: &[&str] = &[
    "string",
    "boolean",
    "int32",
    "int64",
    "double",
    "datetime",
    "guid",
    "binary",
    "any",
    "ObjectLink",
];

impl<'a> Types<'a> {
    /// Collects the types of a service; names that come twice are reported.
    pub(super) fn collect(context: &mut Context<'_>, folder: &Folder<'a>) -> Self {
        let mut types = Self::default();
        let mut scope = Scope::new(ScopeKind::Types);
        for file in &folder.resources {
            let root = At::file(file.source);
            let section = root.key("types");
            for (name, spec) in file.content.types.iter() {
                let at = entry(&section, name);
                if let Some(first) = types.by_name.get(name) {
                    // A second one in the same file is a key that comes twice, which the parser has reported.
                    if first.file.source != file.source {
                        let first_root = At::file(first.file.source);
                        let first_section = first_root.key("types");
                        context.report(
                            Diagnostic::new(
                                &catalogue::DUPLICATE_TYPE,
                                at.key_place(),
                                format!("the type `{name}` is defined twice"),
                            )
                            .label("defined again")
                            .related(
                                entry(&first_section, name).key_place(),
                                "first defined here",
                            ),
                        );
                    }
                    continue;
                }
                if BUILT_IN.contains(&name) {
                    context.mistake(
                        &catalogue::NAME_TAKEN,
                        at.key_place(),
                        format!("`{name}` is a type of the language itself"),
                        "choose another name",
                        None,
                    );
                    continue;
                }
                let Some(ident) = context.ident(names::pascal(name), name, at.key_place()) else {
                    continue;
                };
                if !context.enter(
                    &mut scope,
                    &ident,
                    at.key_place(),
                    &format!("the type `{name}`"),
                    "choose another name for the type",
                ) {
                    // What names it all the same is right to do so.
                    context.poisoned.names.insert(name.to_owned());
                    continue;
                }
                let kind = if spec.tag.is_some() {
                    Kind::Base
                } else if !spec.values.is_empty() {
                    Kind::Enum
                } else {
                    Kind::Object
                };
                types.by_ident.insert(ident.clone(), name);
                if let Some(base) = &spec.is {
                    types.by_base.entry(base).or_default().insert(name);
                }
                types.by_name.insert(
                    name,
                    Definition {
                        file,
                        name,
                        spec,
                        ident,
                        kind,
                        used: Cell::new(false),
                    },
                );
            }
        }
        shapes::check(context, &types);
        types
    }

    /// The definition of a type, marked as used.
    pub(super) fn get(&self, name: &str) -> Option<&Definition<'a>> {
        let definition = self.by_name.get(name)?;
        definition.used.set(true);
        Some(definition)
    }

    /// The names of all types.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.by_name.keys().copied()
    }

    /// What a property is made of, where mistakes are reported elsewhere.
    pub(super) fn resolve_quietly(&self, text: &str) -> Option<Resolved> {
        let expr = type_expr::parse(text)
            .ok()
            .filter(|expr| expr.of.is_none())?;
        self.resolve_name(&expr)
    }

    /// The definition whose Rust name this is.
    pub(super) fn by_ident(&self, ident: &Ident) -> Option<&Definition<'a>> {
        self.by_name.get(self.by_ident.get(ident)?)
    }

    /// The definitions of one file, in its order.
    fn of_file<'s>(
        &'s self,
        file: &'s spec::File<spec::Resource>,
    ) -> impl Iterator<Item = &'s Definition<'a>> {
        file.content
            .types
            .keys()
            .filter_map(|name| self.by_name.get(name))
            .filter(|definition| definition.file.source == file.source)
    }

    /// The types that are based on a type, in the order of their names.
    fn based_on(&self, base: &str) -> impl Iterator<Item = &Definition<'a>> {
        self.by_base
            .get(base)
            .into_iter()
            .flatten()
            .filter_map(|name| self.by_name.get(name))
    }

    /// What a property, a parameter or an answer is made of.
    pub(super) fn resolve(
        &self,
        context: &mut Context<'_>,
        text: &str,
        at: &At<'_>,
    ) -> Option<Resolved> {
        match type_expr::parse(text) {
            Ok(expr) => self.resolve_expr(context, &expr, at),
            Err(malformed) => {
                context.mistake(
                    &catalogue::MALFORMED_TYPE,
                    at.within(malformed.range),
                    format!("`{text}` is no type"),
                    malformed.message,
                    None,
                );
                None
            }
        }
    }

    /// The same for a type that has been taken apart already.
    pub(super) fn resolve_expr(
        &self,
        context: &mut Context<'_>,
        expr: &type_expr::TypeExpr<'_>,
        at: &At<'_>,
    ) -> Option<Resolved> {
        if expr.of.is_some() {
            context.mistake(
                &catalogue::MALFORMED_TYPE,
                at.within(expr.range.clone()),
                format!("`{}<…>` cannot stand here", expr.name),
                "takes no `<…>` here",
                None,
            );
            return None;
        }
        let resolved = self.resolve_name(expr);
        if resolved.is_none() && !context.is_poisoned(expr.name) {
            let candidates = BUILT_IN.iter().copied().chain(self.names());
            context.mistake(
                &catalogue::UNKNOWN_TYPE,
                at.within(expr.range.clone()),
                format!("there is no type `{}`", expr.name),
                "not defined",
                did_you_mean(expr.name, candidates),
            );
        }
        resolved
    }

    fn resolve_name(&self, expr: &type_expr::TypeExpr<'_>) -> Option<Resolved> {
        let item = built_in(expr.name).or_else(|| {
            self.get(expr.name)
                .map(|definition| Type::Named(definition.ident.clone()))
        })?;
        let ty = if expr.list {
            Type::List(Box::new(item))
        } else {
            item
        };
        Some(Resolved {
            ty,
            nullable: expr.nullable,
        })
    }

    /// The properties of an object with those of its base first, each with the file and the type that define it.
    pub(super) fn properties(&self, definition: &Definition<'a>) -> Vec<Member<'a>> {
        let base = definition
            .spec
            .is
            .as_deref()
            .and_then(|base| self.by_name.get(base))
            .filter(|base| base.kind == Kind::Base);
        let mut properties = Vec::new();
        for owner in base.into_iter().chain([definition]) {
            let (file, type_name, spec) = (owner.file, owner.name, owner.spec);
            properties.extend(
                spec.properties
                    .iter()
                    .map(|(name, property)| (file, type_name, name, property)),
            );
        }
        properties
    }

    /// The properties at or below a type that must not be shown, sorted.
    pub(super) fn secrets<'t>(
        &self,
        types: impl IntoIterator<Item = &'t Type>,
    ) -> BTreeSet<String> {
        let mut known = self.secrets.borrow_mut();
        let mut secrets = BTreeSet::new();
        for ident in types.into_iter().filter_map(named) {
            let found = known
                .entry(ident.clone())
                .or_insert_with(|| self.secrets_below(ident));
            secrets.extend(found.iter().cloned());
        }
        secrets
    }

    fn secrets_below(&self, ident: &Ident) -> BTreeSet<String> {
        let mut pending = vec![ident.clone()];
        let mut seen = BTreeSet::new();
        let mut secrets = BTreeSet::new();
        while let Some(ident) = pending.pop() {
            let Some(definition) = self.by_ident(&ident).filter(|_| seen.insert(ident)) else {
                continue;
            };
            if definition.kind == Kind::Base {
                pending.extend(
                    self.based_on(definition.name)
                        .map(|based| based.ident.clone()),
                );
            }
            for (_, _, name, property) in self.properties(definition) {
                if property.secret {
                    secrets.insert(name.to_owned());
                }
                pending.extend(
                    self.resolve_quietly(&property.kind)
                        .and_then(|resolved| named(&resolved.ty).cloned()),
                );
            }
        }
        secrets
    }

    /// The property that tells a type from the others of its base.
    pub(super) fn tag_of(&self, definition: &Definition<'a>) -> Option<&'a str> {
        let base = self.by_name.get(definition.spec.is.as_deref()?)?;
        base.spec.tag.as_deref()
    }

    /// The type of a base that a tag names.
    pub(super) fn tagged(&self, base: &str, tag: &str) -> Option<&Definition<'a>> {
        self.based_on(base)
            .find(|definition| definition.spec.odata_type.as_deref() == Some(tag))
    }

    /// Puts the types of one file into its module.
    pub(super) fn emit_into(
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

    /// The bases of a type: one, unless there is a mistake, which may well lead around in a circle.
    fn bases(&self, definition: &Definition<'a>) -> impl Iterator<Item = &Definition<'a>> {
        let base = |definition: &Definition<'a>| self.by_name.get(definition.spec.is.as_deref()?);
        std::iter::successors(base(definition), move |definition| base(definition))
            .take(self.by_name.len())
    }

    /// Reports the types that nothing names.
    pub(super) fn report_unused(&self, context: &mut Context<'_>) {
        for definition in self.by_name.values() {
            let reached_through_base = self.bases(definition).any(|base| base.used.get());
            if !definition.used.get() && !reached_through_base {
                let root = At::file(definition.file.source);
                let section = root.key("types");
                context.mistake(
                    &catalogue::UNUSED_TYPE,
                    entry(&section, definition.name).key_place(),
                    format!("nothing uses the type `{}`", definition.name),
                    "never used",
                    Some("remove it, or name it where it belongs".to_owned()),
                );
            }
        }
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

    fn fields(&self, context: &mut Context<'_>, definition: &Definition<'a>) -> Vec<model::Field> {
        let mut scope = Scope::new(ScopeKind::Fields);
        let mut spellings: BTreeMap<&str, Place> = BTreeMap::new();
        let mut fields = Vec::new();
        for (file, type_name, name, property) in self.properties(definition) {
            let root = At::file(file.source);
            let section = root.key("types");
            let at = entry(&section, type_name);
            let list = at.key("properties");
            let at = list.key(name);
            check_spellings(context, &mut spellings, &at, name, property);
            if property.update == Some(spec::Update::Clear) && !property.kind.ends_with('?') {
                context.mistake(
                    &catalogue::CLEAR_NOT_NULLABLE,
                    at.key("update").place(),
                    format!("`{name}` can be cleared but is never null"),
                    "clearing sets the property to null",
                    Some(format!(
                        "write the type as `{}?`, or `\"update\": \"set\"`",
                        property.kind
                    )),
                );
            }
            let resolved = self.resolve(context, &property.kind, &at.key("type"));
            if let Some(resolved) = &resolved {
                self.check_comparable(context, &resolved.ty, &at, name, property);
            }
            let Some((ident, place)) = context.member(property.rust.as_deref(), name, &at) else {
                continue;
            };
            let entered = context.enter(
                &mut scope,
                &ident,
                place,
                &format!("the property `{name}`"),
                "give another name in `rust`",
            );
            let Some(resolved) = resolved.filter(|_| entered) else {
                continue;
            };
            fields.push(model::Field {
                wire_name: name.to_owned(),
                aliases: property.aliases.clone(),
                ident,
                docs: property_docs(definition, name, property),
                ty: self.field_type(definition, resolved.ty),
                secret: property.secret,
            });
        }
        fields
    }

    /// Reports a property that is to be compared although its type has no order or no values to name.
    fn check_comparable(
        &self,
        context: &mut Context<'_>,
        ty: &Type,
        at: &At<'_>,
        name: &str,
        property: &spec::Property,
    ) {
        let item = match ty {
            Type::List(item) => item,
            ty => ty,
        };
        let has_values = match item {
            Type::Any | Type::F64 | Type::ObjectLink => false,
            Type::Named(ident) | Type::Boxed(ident) => self
                .by_ident(ident)
                .is_none_or(|definition| definition.kind == Kind::Enum),
            _ => true,
        };
        if property.filter && !has_values {
            context.mistake(
                &catalogue::NOT_COMPARABLE,
                at.key("filter").key_place(),
                format!("lists cannot be filtered by `{name}`"),
                "filters compare text, numbers without a fraction, dates, and true or false",
                None,
            );
        }
        if property.sort && (ty.is_list() || !has_values && *ty != Type::F64) {
            context.mistake(
                &catalogue::NOT_COMPARABLE,
                at.key("sort").key_place(),
                format!("lists cannot be sorted by `{name}`"),
                "only single values have an order",
                None,
            );
        }
    }

    /// The type of a field of a struct: in a box where the struct would contain itself without one.
    pub(super) fn field_type(&self, definition: &Definition<'a>, ty: Type) -> Type {
        if self.contains(&ty, &definition.ident) {
            boxed(ty)
        } else {
            ty
        }
    }

    /// Whether a value of a type holds a value of a struct without a list or a union, whose variants are boxed, in between.
    fn contains(&self, ty: &Type, target: &Ident) -> bool {
        let mut pending = vec![ty.clone()];
        let mut seen = BTreeSet::new();
        while let Some(ty) = pending.pop() {
            let Type::Named(ident) = ty else { continue };
            if ident == *target {
                return true;
            }
            let Some(definition) = self
                .by_ident(&ident)
                .filter(|definition| definition.kind == Kind::Object && seen.insert(ident))
            else {
                continue;
            };
            for (_, _, _, property) in self.properties(definition) {
                if let Ok(expr) = type_expr::parse(&property.kind)
                    && !expr.list
                    && let Some(next) = self.by_name.get(expr.name)
                {
                    pending.push(Type::Named(next.ident.clone()));
                }
            }
        }
        false
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

/// Reports a name or another spelling that comes twice, in one property or in two.
fn check_spellings<'p>(
    context: &mut Context<'_>,
    spellings: &mut BTreeMap<&'p str, Place>,
    at: &At<'_>,
    name: &'p str,
    property: &'p spec::Property,
) {
    let aliases = at.key("aliases");
    let mut own: Vec<&str> = Vec::new();
    for (index, spelling) in std::iter::once(name)
        .chain(property.aliases.iter().map(String::as_str))
        .enumerate()
    {
        let place = if index == 0 {
            at.key_place()
        } else {
            aliases.index(index - 1).place()
        };
        if own.contains(&spelling) {
            let label = if spelling == name {
                "the property's own name"
            } else {
                "comes again"
            };
            let message = format!("`{spelling}` is no other spelling of `{name}`");
            context.mistake(
                &catalogue::REPEATED,
                place,
                message,
                label,
                Some("remove it".to_owned()),
            );
            continue;
        }
        own.push(spelling);
        if let Some(first) = spellings.get(spelling) {
            context.report(
                Diagnostic::new(
                    &catalogue::DUPLICATE_PROPERTY,
                    place,
                    format!("two properties are called `{spelling}`"),
                )
                .label("comes again")
                .related(first.clone(), "first used here"),
            );
            continue;
        }
        spellings.insert(spelling, place);
    }
}

/// The types that the language knows without a definition.
fn built_in(name: &str) -> Option<Type> {
    Some(match name {
        // GUIDs and binary data stay text: the service itself mixes spellings, and nothing may be lost.
        "string" | "guid" | "binary" => Type::String,
        "boolean" => Type::Bool,
        "int32" => Type::I32,
        "int64" => Type::I64,
        "double" => Type::F64,
        "datetime" => Type::DateTime,
        "any" => Type::Any,
        "ObjectLink" => Type::ObjectLink,
        _ => return None,
    })
}

/// How many properties of an object the runtime can keep account of.
const MOST_PROPERTIES: usize = 128;

fn boxed(ty: Type) -> Type {
    match ty {
        Type::Named(ident) => Type::Boxed(ident),
        other => other,
    }
}

/// The type of the spec that a type names, if it does.
pub(super) fn named(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Named(ident) | Type::Boxed(ident) => Some(ident),
        Type::List(item) => named(item),
        _ => None,
    }
}

fn source_docs(definition: &Definition<'_>) -> model::Docs {
    let mut docs = docs::documents(&definition.spec.documents);
    docs.push(format!(
        "Spec: `types.{}` in `{}/{}.json`.",
        definition.name, definition.file.folder, definition.file.stem
    ));
    docs
}

/// The property that an erratum of a type is about: `/properties/isAdminManaged/…`.
fn claimed_property(erratum: &spec::Erratum) -> Option<&str> {
    let pointer = erratum.claim.keys().next()?;
    pointer.strip_prefix("/properties/")?.split('/').next()
}

fn property_docs(
    definition: &Definition<'_>,
    name: &str,
    property: &spec::Property,
) -> model::Docs {
    let mut facts = Vec::new();
    match property.create {
        Some(spec::Create::Required) => facts.push("must be given on creation"),
        Some(spec::Create::Optional) => facts.push("may be given on creation"),
        None => {}
    }
    match property.update {
        Some(spec::Update::Set) => facts.push("can be changed but not cleared"),
        Some(spec::Update::Clear) => facts.push("can be changed and cleared"),
        None => {}
    }
    if property.filter {
        facts.push("lists can be filtered by it");
    }
    if property.sort {
        facts.push("lists can be sorted by it");
    }
    let mut about = docs::lines(&property.doc);
    let mut wire = format!("On the wire: `{name}`, `{}`", property.kind);
    if !facts.is_empty() {
        wire.push_str("; ");
        wire.push_str(&facts.join("; "));
    }
    wire.push('.');
    if !property.aliases.is_empty() {
        wire.push_str(&format!(
            " Also read as {}.",
            property
                .aliases
                .iter()
                .map(|alias| format!("`{alias}`"))
                .collect::<Vec<_>>()
                .join(", ")
        ));
    }
    about.push(String::new());
    about.push(wire);
    let errata = docs::errata(
        definition
            .spec
            .errata
            .iter()
            .filter(|erratum| claimed_property(erratum) == Some(name)),
    );
    docs::paragraphs([about, errata])
}
