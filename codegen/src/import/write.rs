//! What was found as entries of the spec language.

mod operations;
mod service;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase;

use super::closure::Closure;
use super::csdl::{Metadata, TypeRef};
use super::naming::Naming;
use super::paths::Found;
use crate::json::{Node, Object, object};
use crate::names::{self, Scope, ScopeKind};

pub(super) use service::{Base, Imported};

/// Everything that entries are made from.
pub(super) struct Writer<'a> {
    pub(super) metadata: &'a Metadata,
    pub(super) naming: &'a Naming,
    pub(super) closure: &'a Closure<'a>,
    /// The operations that are imported.
    pub(super) chosen: &'a [&'a Found],
    pub(super) base: &'a Base,
    pub(super) permissions: &'a super::permissions::Permissions,
    /// The kinds of identifiers, the parameters and the casts that paths have used so far.
    pub(super) used: Used,
}

/// What the service's own file has to define.
#[derive(Default)]
pub(super) struct Used {
    /// Kinds of identifiers by name, with the type that each selects; none for arguments.
    pub(super) identifiers: BTreeMap<String, Option<String>>,
    /// Parameters of paths: the kind of identifier and the documentation.
    pub(super) parameters: BTreeMap<String, (String, String)>,
    pub(super) casts: BTreeMap<String, String>,
    pub(super) options: BTreeSet<&'static str>,
    /// Arguments that stand in the query: the name of the option, by their own names and types.
    pub(super) aliases: BTreeMap<(String, String), String>,
    /// Sets of permissions, and the name of each.
    pub(super) permission_sets: BTreeMap<String, Object>,
}

/// A file of the spec: its name without `.json`, and its text.
pub(super) type Written = (String, String);

/// All files.
pub(super) fn files(mut writer: Writer<'_>, imported: &Imported) -> Vec<Written> {
    let mut stems = Scope::new(ScopeKind::Files);
    let mut stem = |text: &str| {
        let text = text.to_snake_case();
        let candidates = [text.clone(), format!("{text}_resource"), format!("{text}_import")];
        let is_free = |it: &&String| {
            **it != "service" && names::snake(it).is_some_and(|it| stems.enter(&it, ()).is_ok())
        };
        candidates.iter().find(is_free).cloned().unwrap_or(text)
    };
    let mut operations: BTreeMap<&str, Object> = BTreeMap::new();
    let chosen = writer.chosen;
    for found in chosen {
        let (id, entry) = writer.operation(found);
        operations.entry(found.root()).or_default().put(id, entry);
    }
    let homes = writer.homes();
    let mut types: BTreeMap<&str, Object> = BTreeMap::new();
    for (name, entry) in writer.types() {
        types
            .entry(homes.get(name).copied().unwrap_or_default())
            .or_default()
            .put(writer.naming.ty(name), entry);
    }
    let roots: BTreeSet<&str> = operations.keys().chain(types.keys()).copied().collect();
    let mut files = Vec::new();
    for root in roots {
        let (name, doc) = match root {
            "" => (stem("shared"), "What several resources have in common.".to_owned()),
            root => (stem(root), format!("What is below `/{root}`.")),
        };
        let file = object! {
            "doc": doc,
            "operations" *: operations.remove(root).unwrap_or_default(),
            "types" *: types.remove(root).unwrap_or_default(),
        };
        files.push((name, Node::from(file).text()));
    }
    files.push(("service".to_owned(), writer.service(imported)));
    files.sort();
    files
}

impl Writer<'_> {
    /// A type of the metadata as the language has it.
    fn ty(&self, ty: &TypeRef) -> String {
        let name = match self.metadata.underlying(&ty.name) {
            "Edm.String" => "string",
            "Edm.Boolean" => "boolean",
            "Edm.Int16" | "Edm.Int32" | "Edm.Byte" | "Edm.SByte" => "int32",
            "Edm.Int64" => "int64",
            "Edm.Double" | "Edm.Single" => "double",
            "Edm.Decimal" => "decimal",
            "Edm.DateTimeOffset" => "datetime",
            "Edm.Date" => "date",
            "Edm.TimeOfDay" => "time",
            "Edm.Duration" => "duration",
            "Edm.Guid" => "guid",
            "Edm.Binary" => "binary",
            name if self.closure.is_whole(name) || self.closure.shells.contains_key(name) => {
                self.naming.ty(name)
            }
            _ => "any",
        };
        format!("{name}{}", if ty.many { "[]" } else { "" })
    }

    /// The first root whose operations lead to each type; none for a type that several lead to.
    fn homes(&self) -> BTreeMap<&str, &str> {
        let mut homes: BTreeMap<&str, &str> = BTreeMap::new();
        let mut by_root: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for found in self.chosen {
            let named = found.types(self.metadata);
            by_root.entry(found.root()).or_default().extend(named);
        }
        for (root, named) in by_root {
            let named =
                named.into_iter().map(|it| (it, super::closure::Reason::Named(String::new())));
            let closure = Closure::new(self.metadata, named.collect());
            for name in closure.whole.keys().chain(closure.shells.keys()) {
                let Some(name) = self.metadata.canonical(name) else { continue };
                homes
                    .entry(name)
                    .and_modify(|home| {
                        if *home != root {
                            *home = ""
                        }
                    })
                    .or_insert(root);
            }
        }
        homes
    }

    /// What the annotations say of something, if they do.
    fn doc(&self, target: &str) -> Option<String> {
        let description = self.metadata.description(target).map(clean).unwrap_or_default();
        let doc = description + &self.deprecation(target);
        Some(doc.trim_start().to_owned()).filter(|doc| !doc.is_empty())
    }

    /// The same of a type, or else what it is.
    fn type_doc(&self, kind: &str, name: &str) -> String {
        let description = self.metadata.description(name).map(clean);
        let description = description.filter(|text| !text.is_empty());
        description.unwrap_or_else(|| format!("The {kind} `{name}`.")) + &self.deprecation(name)
    }

    /// What the revisions say of something that will go away.
    fn deprecation(&self, target: &str) -> String {
        let revisions = self.metadata.annotation(target, "Org.OData.Core.V1.Revisions");
        let revisions = revisions.map_or(&[][..], super::csdl::Value::items).iter();
        let text = |revision: &super::csdl::Value, key: &str| {
            revision.get(key).and_then(super::csdl::Value::text).map(clean).unwrap_or_default()
        };
        let deprecated = revisions.filter(|it| text(it, "Kind").ends_with("Deprecated"));
        let says = |it: &super::csdl::Value| {
            let (since, removed) = (text(it, "Date"), text(it, "RemovalDate"));
            let since = if since.is_empty() { since } else { format!(" since {since}") };
            let removed =
                if removed.is_empty() { removed } else { format!(", to be removed on {removed}") };
            format!("\n\nDeprecated{since}{removed}: {}", text(it, "Description"))
        };
        deprecated.map(says).collect()
    }
}

/// A text on one line, without what would not survive.
fn clean(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
