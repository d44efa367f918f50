//! Types: where they are defined, and how they are found by name.

mod expressions;
mod members;
mod models;
mod shapes;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Folder, entry};
use crate::diagnostics::{At, Diagnostic, catalogue};
use crate::model::Type;
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
}

/// The type of the spec that a type names, if it does.
pub(super) fn named(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Named(ident) | Type::Boxed(ident) => Some(ident),
        Type::List(item) => named(item),
        _ => None,
    }
}
