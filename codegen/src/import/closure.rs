//! The types that come along, and why.

use std::collections::{BTreeMap, BTreeSet};

use super::csdl::{Metadata, Structured};

/// A base with more kinds than this is not taken apart: nearly everything is based on it.
const MOST_KINDS: usize = 100;

/// The types that are imported.
#[derive(Debug)]
pub(super) struct Closure<'a> {
    metadata: &'a Metadata,
    /// Types with all of their properties, and what brought each of them.
    pub(super) whole: BTreeMap<&'a str, Reason>,
    /// Types that are here as kinds of a base only, and that base.
    pub(super) shells: BTreeMap<&'a str, &'a str>,
}

/// What brought a type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Reason {
    /// A pattern or an operation.
    Named(String),
    /// A property of another type.
    Property(String, String),
}

impl<'a> Closure<'a> {
    /// What is named comes whole, and whatever a property of it leads to.
    pub(super) fn new(metadata: &'a Metadata, named: Vec<(&str, Reason)>) -> Self {
        let mut closure = Self { metadata, whole: BTreeMap::new(), shells: BTreeMap::new() };
        let mut pending: Vec<(&'a str, Reason)> = Vec::new();
        for (name, reason) in named {
            pending.extend(metadata.canonical(name).map(|name| (name, reason)));
        }
        pending.reverse();
        while let Some((name, reason)) = pending.pop() {
            if closure.whole.contains_key(name) {
                continue;
            }
            closure.whole.insert(name, reason);
            let mut next = Vec::new();
            for (owner, property) in metadata.properties(name) {
                let found = metadata.canonical(metadata.underlying(&property.ty.name));
                let reason = Reason::Property(name.to_owned(), property.name.clone());
                let _ = owner;
                next.extend(found.map(|it| (it, reason)));
            }
            pending.extend(next.into_iter().rev());
        }
        let whole: Vec<&'a str> = closure.whole.keys().copied().collect();
        for base in whole.into_iter().filter(|name| closure.metadata.is_union(name)) {
            for kind in metadata.kinds(base) {
                let is_concrete = metadata.structured.get(kind).is_some_and(|it| !it.is_abstract);
                if is_concrete && !closure.whole.contains_key(kind) {
                    closure.shells.insert(kind, base);
                }
            }
        }
        closure
    }

    /// Whether a type is here with all of its properties.
    pub(super) fn is_whole(&self, name: &str) -> bool {
        self.whole.contains_key(name)
    }

    /// The nearest base that is a union here.
    pub(super) fn union_of(&self, name: &str) -> Option<&'a str> {
        let mut bases = self.metadata.bases(name).skip(1);
        let found = bases.find(|ty| self.is_union(&ty.name))?;
        Some(&found.name)
    }

    /// Whether a type is here as any of its kinds.
    pub(super) fn is_union(&self, name: &str) -> bool {
        self.is_whole(name) && self.metadata.is_union(name)
    }

    /// The types that a type says itself: its own, and those of bases below its union.
    pub(super) fn levels(&self, name: &str) -> Vec<&'a Structured> {
        let own = self.metadata.bases(name);
        let mut levels = vec![];
        for (index, ty) in own.enumerate() {
            if index > 0 && self.is_union(&ty.name) {
                break;
            }
            levels.push(ty);
        }
        levels.reverse();
        levels
    }

    /// Why a type is here, step by step, or why it is not.
    pub(super) fn explain(&self, name: &str) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(base) = self.shells.get(name) {
            lines.push(format!("{name} is a shell, which keeps its JSON: it is a kind of {base}"));
            lines.extend(self.explain(base));
            return lines;
        }
        let mut seen = BTreeSet::new();
        let mut name = name;
        while let Some(reason) = self.whole.get(name) {
            match reason {
                Reason::Named(what) => {
                    lines.push(format!("{name} is whole: {what} names it"));
                    return lines;
                }
                Reason::Property(owner, property) => {
                    lines.push(format!("{name} is whole: {owner} has it in {property}"));
                    if !seen.insert(owner.as_str()) {
                        return lines;
                    }
                    name = owner;
                }
            }
        }
        lines.push(format!("{name} is not imported"));
        let navigation = self.metadata.structured.values().flat_map(|ty| {
            ty.navigation.iter().filter(|it| it.ty.name == name).map(move |it| (ty, it))
        });
        let led = navigation.filter(|(ty, _)| self.is_whole(&ty.name)).take(3);
        lines.extend(led.map(|(ty, navigation)| {
            format!("{} leads to it by {}, which comes as JSON only", ty.name, navigation.name)
        }));
        lines
    }
}

impl Metadata {
    /// The name of a type as the metadata keeps it, if it is one of its own.
    pub(super) fn canonical(&self, name: &str) -> Option<&str> {
        let structured = self.structured.get_key_value(name).map(|(name, _)| name);
        let found = structured.or_else(|| self.enums.get_key_value(name).map(|(name, _)| name));
        found.map(String::as_str)
    }

    /// Whether a type means any of its kinds.
    pub(super) fn is_union(&self, name: &str) -> bool {
        let is_abstract = self.structured.get(name).is_some_and(|ty| ty.is_abstract);
        is_abstract && (1..=MOST_KINDS).contains(&self.kinds(name).len())
    }
}
