//! The properties of objects, those of their bases included.

use std::collections::{BTreeMap, BTreeSet};

use super::{Definition, Kind, Member, Types, named};
use crate::diagnostics::{At, Diagnostic, Place, catalogue};
use crate::model::{self, Type};
use crate::names::{Ident, Scope, ScopeKind};
use crate::resolve::{Context, docs, entry, type_expr};
use crate::spec;

impl<'a> Types<'a> {
    /// The properties of an object with those of its base first, each with the file and the type that define it.
    pub(in crate::resolve) fn properties(&self, definition: &Definition<'a>) -> Vec<Member<'a>> {
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

    pub(super) fn fields(
        &self,
        context: &mut Context<'_>,
        definition: &Definition<'a>,
    ) -> Vec<model::Field> {
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
    pub(in crate::resolve) fn field_type(&self, definition: &Definition<'a>, ty: Type) -> Type {
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

    /// The properties at or below a type that must not be shown, sorted.
    pub(in crate::resolve) fn secrets<'t>(
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

fn boxed(ty: Type) -> Type {
    match ty {
        Type::Named(ident) => Type::Boxed(ident),
        other => other,
    }
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

/// The property that an erratum of a type is about: `/properties/isAdminManaged/…`.
pub(super) fn claimed_property(erratum: &spec::Erratum) -> Option<&str> {
    let pointer = erratum.claim.keys().next()?;
    pointer.strip_prefix("/properties/")?.split('/').next()
}
