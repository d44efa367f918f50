//! What things of the metadata are called in the spec, and the names for Rust that stand there where the derived ones would not
//! do. Names follow from the whole metadata, never from what is selected of it.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToLowerCamelCase, ToSnakeCase};

use super::csdl::{Metadata, Operation, RootKind};
use crate::contract::Builtin;
use crate::names::{self, Ident, Scope, ScopeKind};

/// The names of the types, and what else takes all of the metadata to decide.
#[derive(Debug)]
pub(super) struct Naming {
    types: BTreeMap<String, String>,
    /// Names for the required properties of actions, by their indices, where the actions' own would not do.
    requests: BTreeMap<usize, String>,
    /// The type whose identifiers select the items of a type.
    families: BTreeMap<String, String>,
    keys: BTreeSet<String>,
}

impl Naming {
    /// Decides the names.
    pub(super) fn new(metadata: &Metadata) -> Self {
        let keyed = &keyed(metadata);
        let mut naming = Self {
            types: types(metadata),
            requests: BTreeMap::new(),
            families: BTreeMap::new(),
            keys: BTreeSet::new(),
        };
        for name in metadata.structured.keys() {
            let bases: Vec<_> = metadata.bases(name).collect();
            let top = bases.iter().rev().find(|ty| keyed.contains(ty.name.as_str()));
            if let Some(top) = top {
                naming.families.insert(name.clone(), top.name.clone());
            }
        }
        naming.keys = keyed.iter().map(|name| naming.key(name)).collect();
        naming.requests = requests(metadata, &naming);
        naming
    }

    /// A type's name in the spec: `User`.
    pub(super) fn ty(&self, name: &str) -> &str {
        self.types.get(name).map_or("any", String::as_str)
    }

    /// What ids call a cast to a type: `user`.
    pub(super) fn cast(&self, name: &str) -> String {
        self.ty(name).to_lower_camel_case()
    }

    /// The parameter that selects an item of a type: `userId`.
    pub(super) fn key(&self, name: &str) -> String {
        format!("{}Id", self.ty(name).to_lower_camel_case())
    }

    /// The kind of identifier that selects an item of a type, which types of one family share: `DirectoryObjectId`.
    pub(super) fn identifier(&self, name: &str) -> Option<String> {
        Some(format!("{}Id", self.ty(self.families.get(name)?)))
    }

    /// The parameter of a function's argument: its name, unless the key of an item has it.
    pub(super) fn argument(&self, name: &str) -> String {
        let name = name.to_lower_camel_case();
        if self.keys.contains(&name) { format!("{name}Argument") } else { name }
    }

    /// The name for the required properties of an action, if it needs one.
    pub(super) fn request(&self, operation: usize) -> Option<&str> {
        self.requests.get(&operation).map(String::as_str)
    }
}

/// The types whose items paths select by keys.
fn keyed(metadata: &Metadata) -> BTreeSet<&str> {
    let sets = metadata.roots.iter().filter(|root| root.kind == RootKind::Set);
    let relations =
        metadata.structured.values().flat_map(|ty| &ty.navigation).filter(|it| it.ty.many);
    sets.map(|root| root.target.as_str()).chain(relations.map(|it| it.ty.name.as_str())).collect()
}

fn types(metadata: &Metadata) -> BTreeMap<String, String> {
    let all = metadata.structured.keys().chain(metadata.enums.keys());
    let mut all: Vec<(bool, &String)> = all.map(|name| (!is_own(metadata, name), name)).collect();
    // Those of the main namespace come first, so that they have their own names whatever others are called.
    all.sort();
    let (mut scope, mut modules) = (Scope::new(ScopeKind::Types), Scope::new(ScopeKind::Modules));
    let mut names = BTreeMap::new();
    for (_, full) in all {
        let plain = plain(metadata, full);
        let numbered = (2..).map(|number| format!("{plain}{number}"));
        let candidates = [plain.clone(), format!("{plain}Type")].into_iter().chain(numbered);
        let is_free = |name: &String| {
            let (Some(ty), Some(module)) = (names::pascal(name), names::snake(name)) else {
                return false;
            };
            Builtin::named(name).is_none()
                && modules.enter(&module, ()).is_ok()
                && scope.enter(&ty, ()).is_ok()
        };
        // A number is free in the end, since only so many names are taken.
        if let Some(name) = candidates.take(metadata.structured.len() + 10).find(is_free) {
            names.insert(full.clone(), name);
        }
    }
    names
}

fn is_own(metadata: &Metadata, full: &str) -> bool {
    full.rsplit_once('.').is_some_and(|(space, _)| space == metadata.namespace)
}

/// `microsoft.graph.user` → `User`, `microsoft.graph.security.alert` → `SecurityAlert`.
fn plain(metadata: &Metadata, full: &str) -> String {
    let inside = full.strip_prefix(&metadata.namespace).and_then(|rest| rest.strip_prefix('.'));
    let parts = inside.unwrap_or(full).split(['.', '-', '_']).filter(|part| !part.is_empty());
    let name: String = parts.map(capitalised).collect();
    match name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => name,
        false => format!("Type{name}"),
    }
}

fn capitalised(part: &str) -> String {
    let mut chars = part.chars();
    chars
        .next()
        .map_or(String::new(), |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}

/// Actions of one name share a struct of what they require if they require the same; else each has one of its own.
fn requests(metadata: &Metadata, naming: &Naming) -> BTreeMap<usize, String> {
    let mut by_name: BTreeMap<Ident, Vec<(usize, &Operation)>> = BTreeMap::new();
    for (index, operation) in metadata.operations.iter().enumerate() {
        let name = operation.name.rsplit('.').next().unwrap_or_default();
        if let Some(ident) = names::pascal(name).filter(|_| required(operation).count() > 1) {
            by_name.entry(ident).or_default().push((index, operation));
        }
    }
    let types: BTreeSet<Ident> = naming.types.values().filter_map(|it| names::pascal(it)).collect();
    let mut taken: BTreeSet<Ident> = types.iter().chain(by_name.keys()).cloned().collect();
    let mut requests = BTreeMap::new();
    let mut scope = Scope::new(ScopeKind::Types);
    for (ident, operations) in by_name {
        let signature = |it: &Operation| {
            required(it).map(|it| (it.name.clone(), it.ty.clone())).collect::<Vec<_>>()
        };
        let mut signatures = operations.iter().map(|(_, it)| signature(it));
        let first = signatures.next();
        let is_same = signatures.all(|other| Some(&other) == first.as_ref());
        if is_same && !types.contains(&ident) && scope.enter(&ident, ()).is_ok() {
            continue;
        }
        for (index, operation) in operations {
            let owner = operation.bound.as_ref().map_or("", |bound| naming.ty(&bound.name));
            let many = operation.bound.as_ref().is_some_and(|bound| bound.many);
            let whole = format!("{owner}{}{}", if many { "s" } else { "" }, names::plain(&ident));
            let numbered = (2..100).map(|number| format!("{whole}{number}"));
            let mut names = [whole.clone(), format!("{whole}Request")].into_iter().chain(numbered);
            let free = names.find_map(|name| {
                let ident = names::pascal(&name)?;
                let given = names::given_variant(ident.as_str())?;
                taken.insert(given.clone()).then_some(given)
            });
            requests.extend(free.map(|ident| (index, ident.to_string())));
        }
    }
    requests
}

/// What an action cannot do without.
pub(super) fn required(operation: &Operation) -> impl Iterator<Item = &super::csdl::Parameter> {
    operation.parameters.iter().filter(|it| operation.is_action && !it.nullable && !it.optional)
}

/// The names of values in Rust where their own would not do, by their places.
pub(super) fn values(values: &[String]) -> Vec<Option<String>> {
    let mut scope = Scope::new(ScopeKind::Variants);
    let is_plain = |value: &str| {
        value.starts_with(|c: char| c.is_ascii_alphabetic())
            && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let own = |value: &String| names::pascal(value).filter(|_| is_plain(value));
    // Names that are derived come first, so that those which are given keep out of their way.
    let derived: Vec<bool> = values
        .iter()
        .map(|it| own(it).is_some_and(|ident| scope.enter(&ident, ()).is_ok()))
        .collect();
    let given = |(value, derived): (&String, bool)| {
        if derived {
            return None;
        }
        let spelled = names::spelled_out(value)?;
        let numbered = (2..values.len() + 3).filter_map(|number| names::numbered(&spelled, number));
        let mut names = std::iter::once(spelled.clone()).chain(numbered);
        let free = names.find(|name| {
            Some(name) != names::pascal(value).as_ref() && scope.enter(name, ()).is_ok()
        })?;
        Some(free.to_string())
    };
    values.iter().zip(derived).map(given).collect()
}

/// The names of members of one scope, likewise.
pub(super) fn members<'n>(
    kind: ScopeKind,
    members: impl IntoIterator<Item = &'n str>,
) -> Vec<Option<String>> {
    let mut scope = Scope::new(kind);
    let name = |member: &str| {
        let is_plain = member.starts_with(|c: char| c.is_ascii_alphabetic())
            && member.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let own = names::snake(member).filter(|_| is_plain);
        if own.is_some_and(|own| scope.enter(&own, ()).is_ok()) {
            return None;
        }
        let spelled = names::spelled_out(member).map(|it| names::plain(&it).to_snake_case())?;
        let numbered = (2..1000).map(|number| format!("{spelled}_no{number}"));
        let mut names = [spelled.clone(), format!("{spelled}_value")].into_iter().chain(numbered);
        names.find(|name| {
            let ident = names::given(name).filter(|it| Some(it) != names::snake(member).as_ref());
            ident.is_some_and(|ident| scope.enter(&ident, ()).is_ok())
        })
    };
    members.into_iter().map(name).collect()
}
