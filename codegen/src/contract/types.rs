//! Types and their properties.

use std::collections::BTreeSet;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Erratum, Given, IdentifierId, Service, Type, TypeId};
use crate::diagnostics::Place;

/// A type of a service.
#[derive(Debug)]
pub struct Definition {
    /// The entry.
    pub at: Place,
    /// Its name.
    pub name: String,
    /// The index of its file among those of the service.
    pub file: usize,
    /// What it is.
    pub doc: String,
    /// Where it is described.
    pub documents: Vec<String>,
    /// What kind of type it is.
    pub kind: Kind,
    /// The base whose properties it has too.
    pub base: Option<TypeId>,
    /// The objects that are based on it, directly or on a base of them, sorted by name.
    pub derived: Vec<TypeId>,
    /// The property that tells the types of this base apart.
    pub tag: Option<String>,
    /// The value of the tag that names it.
    pub odata_type: Option<String>,
    /// What it is called among the types of its base, where its own name would not do.
    pub variant: Option<Given>,
    /// The property and its value that name it where the tag is missing.
    pub fallback: Option<(String, String)>,
    /// Its own properties, in the order of the spec.
    pub properties: Vec<Property>,
    /// The properties that bind objects by their addresses, which are only sent.
    pub references: Vec<Property>,
    /// The known values of an enumeration.
    pub values: Vec<EnumValue>,
    /// Whether several of them may stand together.
    pub flags: bool,
    /// Whether its objects have properties that are not listed.
    pub open: bool,
    /// The type that took its place in the service's successor.
    pub replaced_by: Option<TypeSuccessor>,
    /// Why no type took its place there.
    pub gone: Option<String>,
    /// Where the documents contradict it.
    pub errata: Vec<Erratum>,
}

/// The type that took the place of another.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TypeSuccessor {
    /// Its name.
    pub name: String,
    /// The type's own properties or values and what they are called there; none if they are gone.
    pub renamed: Vec<(String, Option<String>)>,
}

/// What a type is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// An object.
    Object,
    /// Any of the objects that are based on it.
    Base,
    /// An open enumeration.
    Enumeration,
}

/// A property of an object.
#[derive(Debug)]
pub struct Property {
    /// What it is wherever it stands.
    pub member: Arc<Member>,
    /// Whether callers give it when they create the object.
    pub create: Option<Create>,
    /// Whether callers may change it.
    pub update: Option<Update>,
    /// Whether lists can be filtered by it.
    pub filter: Option<Support>,
    /// Whether lists can be sorted by it.
    pub sort: Option<Support>,
    /// Whether lists can be searched for words in it.
    pub search: bool,
    /// Whether it leads to objects that come along only where they are asked for.
    pub expand: bool,
    /// When it comes back, if not always.
    pub returned: Option<Returned>,
    /// The kind of identifier that its value is, if it selects the object.
    pub key: Option<IdentifierId>,
    /// Other spellings that are read.
    pub aliases: Vec<String>,
}

/// Which queries may name a property.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Support {
    /// All of them.
    Plain,
    /// Advanced ones.
    Advanced,
}

// The language has the same words for these, so that a spec is read into them as they are.

/// When a property comes back.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Returned {
    /// Only where the call selects it.
    Select,
    /// Only where a call for a single object selects it.
    SelectOne,
    /// Never: it can be sent, or filters can name it.
    Never,
}

/// Whether callers give a property when they create the object.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(rename_all = "camelCase")]
pub enum Create {
    /// They must.
    Required,
    /// They may.
    Optional,
}

/// Whether callers may change a property.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(rename_all = "camelCase")]
pub enum Update {
    /// To another value.
    Set,
    /// To another value or to null; only where the type says `?`.
    Clear,
}

/// A property of a type or of a body.
#[derive(Debug)]
pub struct Member {
    /// The type that defines it; none if a body does.
    pub of: Option<TypeId>,
    /// The key of the entry.
    pub at: Place,
    /// Its name.
    pub name: String,
    /// The name that the spec gives for Rust.
    pub rust: Option<Given>,
    /// Its type.
    pub ty: Type,
    /// Whether the service may send null in its place.
    pub nullable: bool,
    /// Whether it must not be shown.
    pub secret: bool,
    /// What it means; empty where an import found nothing.
    pub doc: String,
}

/// A known value of an enumeration.
#[derive(Debug)]
pub struct EnumValue {
    /// The key of the entry.
    pub at: Place,
    /// The value.
    pub name: String,
    /// The name that the spec gives for Rust.
    pub rust: Option<Given>,
    /// What it means; empty where an import found nothing.
    pub doc: String,
}

/// The name of a type in a tag: a `#` before it may come or not.
pub fn bare_tag(tag: &str) -> &str {
    tag.strip_prefix('#').unwrap_or(tag)
}

impl Service {
    /// The bases of a type, the nearest one first.
    pub fn bases(&self, id: TypeId) -> impl Iterator<Item = TypeId> {
        std::iter::successors(self[id].base, |id| self[*id].base)
    }

    /// The properties of a type, those of its bases first.
    pub fn properties(&self, id: TypeId) -> impl Iterator<Item = &Property> {
        self.chain(id).flat_map(|id| &self[id].properties)
    }

    /// The properties of a type that are only sent, those of its bases first.
    pub fn references(&self, id: TypeId) -> impl Iterator<Item = &Property> {
        self.chain(id).flat_map(|id| &self[id].references)
    }

    /// A type and the bases that it has properties of, the type last.
    fn chain(&self, id: TypeId) -> impl Iterator<Item = TypeId> {
        let bases = self.bases(id).take_while(|base| self[*base].kind == Kind::Base);
        let mut chain: Vec<TypeId> = std::iter::once(id).chain(bases).collect();
        chain.reverse();
        chain.into_iter()
    }

    /// The property that selects an object of a type, and the kind of identifier that its value is.
    pub fn key(&self, id: TypeId) -> Option<(&Property, IdentifierId)> {
        self.properties(id).find_map(|property| Some((property, property.key?)))
    }

    /// A property by its name or another spelling.
    pub fn property(&self, id: TypeId, name: &str) -> Option<&Property> {
        self.properties(id).find(|property| {
            property.member.name == name || property.aliases.iter().any(|alias| alias == name)
        })
    }

    /// The type of a base that the tag of an object names.
    pub fn tagged(
        &self,
        base: TypeId,
        object: &serde_json::Map<String, serde_json::Value>,
    ) -> Option<TypeId> {
        let text = |name: &str| object.get(name)?.as_str();
        let goes_by = |id: &&TypeId| {
            let definition = &self[**id];
            match text(self[base].tag.as_deref()?) {
                Some(tag) => Some(bare_tag(definition.odata_type.as_deref()?) == bare_tag(tag)),
                None => {
                    let (name, value) = definition.fallback.as_ref()?;
                    Some(text(name)?.eq_ignore_ascii_case(value))
                }
            }
        };
        let mut derived = self[base].derived.iter();
        derived.find(|id| goes_by(id) == Some(true)).copied()
    }

    /// A type as the spec writes it: `Group[]?`.
    pub fn type_text(&self, ty: &Type, nullable: bool) -> String {
        let name = match ty.item() {
            Type::Builtin(builtin) => builtin.name(),
            Type::Named(id) => &self[*id].name,
            Type::List(_) | Type::Unknown => "",
        };
        let list = if ty.is_list() { "[]" } else { "" };
        let null = if nullable { "?" } else { "" };
        [name, list, null].concat()
    }

    /// The type of a member as the spec writes it.
    pub fn member_type(&self, member: &Member) -> String {
        self.type_text(&member.ty, member.nullable)
    }

    /// The properties at or below some types that must not be shown.
    pub fn secrets(&self, types: impl IntoIterator<Item = TypeId>) -> BTreeSet<String> {
        let below = self.below(types).into_iter();
        below
            .flat_map(|id| self.properties(id))
            .filter(|property| property.member.secret)
            .map(|property| property.member.name.clone())
            .collect()
    }

    /// The types that values of some types are made of.
    pub fn below(&self, types: impl IntoIterator<Item = TypeId>) -> BTreeSet<TypeId> {
        let mut pending: Vec<TypeId> = types.into_iter().collect();
        let mut below = BTreeSet::new();
        while let Some(id) = pending.pop() {
            if !below.insert(id) {
                continue;
            }
            if self[id].kind == Kind::Base {
                pending.extend(&self[id].derived);
            }
            let members = self.properties(id).map(|property| &property.member);
            pending.extend(members.filter_map(|member| member.ty.named()));
        }
        below
    }
}
