//! Types as entries.

use super::Writer;
use crate::import::csdl::{Enumeration, Property, Structured};
use crate::import::naming;
use crate::json::{Node, Object, object};
use crate::names::ScopeKind;

impl<'a> Writer<'a> {
    /// The entries of all types, by their full names.
    pub(super) fn types(&self) -> Vec<(&'a str, Object)> {
        let closure = self.closure;
        let whole = closure.whole.keys().copied();
        let mut names: Vec<&'a str> = whole.chain(closure.shells.keys().copied()).collect();
        names.sort_unstable();
        let entry = |name: &'a str| {
            let entry = match (self.metadata.enums.get(name), self.metadata.structured.get(name)) {
                (Some(found), _) => self.enumeration(found),
                (None, Some(found)) => self.structured(found),
                (None, None) => return None,
            };
            Some((name, entry))
        };
        names.into_iter().filter_map(entry).collect()
    }

    fn enumeration(&self, found: &Enumeration) -> Object {
        let rust = naming::values(&found.members);
        let values = found.members.iter().zip(rust).map(|(value, rust)| {
            let doc = self.doc(&format!("{}/{value}", found.name));
            let entry: Node = match rust {
                Some(rust) => object! { "rust": rust, "doc" ?: doc }.into(),
                None => doc.unwrap_or_default().into(),
            };
            (value.clone(), entry)
        });
        let mut entry = object! {
            "doc": self.type_doc("enumeration", &found.name),
            "values": values.collect::<Object>(),
        };
        if found.flags {
            entry.put("flags", true);
        }
        entry
    }

    fn structured(&self, found: &Structured) -> Object {
        let name = found.name.as_str();
        let union = self.closure.union_of(name);
        let is_union = self.closure.is_union(name);
        let is_shell = self.closure.shells.contains_key(name);
        let properties = if is_shell { Object::default() } else { self.properties(name) };
        let is_kind = union.is_some() && !is_union;
        let is_open = properties.is_empty();
        object! {
            "doc": self.type_doc(if found.is_entity { "entity type" } else { "complex type" }, name),
            "extends" ?: union.map(|base| self.naming.ty(base)),
            "tag" ?: is_union.then_some("@odata.type"),
            "odataType" ?: is_kind.then_some(name),
            "properties" *: properties,
            "open" ?: (is_open && !is_union).then_some(true),
        }
    }

    /// What a type has that its union has not.
    fn properties(&self, name: &str) -> Object {
        let levels = self.closure.levels(name);
        let inherited = self.closure.union_of(name).map(|base| self.all(base)).unwrap_or_default();
        let mut members: Vec<(String, Member<'_>)> = Vec::new();
        for level in &levels {
            let own = level.properties.iter().filter(|it| !self.is_stream(it));
            members.extend(own.map(|it| (it.name.clone(), Member::Property(level, it))));
        }
        for level in &levels {
            let led = level.navigation.iter().filter(|it| self.closure.is_whole(&it.ty.name));
            members.extend(led.map(|it| (it.name.clone(), Member::Navigation(level, it))));
        }
        let mut seen = inherited.clone();
        members.retain(|(name, _)| {
            let is_new = !seen.contains(name);
            seen.push(name.clone());
            is_new
        });
        let all = inherited
            .iter()
            .map(String::as_str)
            .chain(members.iter().map(|(name, _)| name.as_str()));
        let rust = naming::members(ScopeKind::Fields, all).into_iter().skip(inherited.len());
        members
            .iter()
            .zip(rust)
            .map(|((name, member), rust)| (name.clone(), self.member(member, rust)))
            .collect()
    }

    /// The names of everything that a union has.
    fn all(&self, name: &str) -> Vec<String> {
        let mut names = self.closure.union_of(name).map(|base| self.all(base)).unwrap_or_default();
        for level in self.closure.levels(name) {
            names.extend(
                level.properties.iter().filter(|it| !self.is_stream(it)).map(|it| it.name.clone()),
            );
            let led = level.navigation.iter().filter(|it| self.closure.is_whole(&it.ty.name));
            names.extend(led.map(|it| it.name.clone()));
        }
        names
    }

    fn is_stream(&self, property: &Property) -> bool {
        self.metadata.underlying(&property.ty.name) == "Edm.Stream"
    }

    fn member(&self, member: &Member<'_>, rust: Option<String>) -> Object {
        match member {
            Member::Property(owner, property) => {
                let null = if property.nullable && !property.ty.many { "?" } else { "" };
                let is_key = owner.keys.as_slice() == [property.name.as_str()];
                let key = is_key.then(|| self.key_of(owner)).flatten();
                object! {
                    "type": format!("{}{null}", self.ty(&property.ty)),
                    "rust" ?: rust,
                    "doc" ?: self.doc(&format!("{}/{}", owner.name, property.name)),
                    "key" ?: key,
                }
            }
            Member::Navigation(owner, navigation) => object! {
                "type": format!("{}{}", self.ty(&navigation.ty), if navigation.ty.many { "" } else { "?" }),
                "rust" ?: rust,
                "doc" ?: self.doc(&format!("{}/{}", owner.name, navigation.name)),
                "expand": true,
            },
        }
    }

    /// The kind of identifier that a key is, if paths that are imported use it.
    fn key_of(&self, owner: &Structured) -> Option<String> {
        let key = owner.properties.iter().find(|it| owner.keys.contains(&it.name))?;
        let is_text = matches!(self.metadata.underlying(&key.ty.name), "Edm.String" | "Edm.Guid");
        let kind = self.naming.identifier(&owner.name).filter(|_| is_text)?;
        self.used.identifiers.contains_key(&kind).then_some(kind)
    }
}

enum Member<'a> {
    Property(&'a Structured, &'a Property),
    Navigation(&'a Structured, &'a crate::import::csdl::Navigation),
}
