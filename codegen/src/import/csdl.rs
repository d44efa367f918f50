//! The metadata of a service as OData describes it: the parts of CSDL 4 that an import needs, with names in full.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Everything that the metadata defines.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// Structured types by their full names, `microsoft.graph.user`.
    pub(super) structured: BTreeMap<String, Structured>,
    /// Enumerations by their full names.
    pub(super) enums: BTreeMap<String, Enumeration>,
    /// Names of types that stand for a type of OData's own.
    pub(super) aliases: BTreeMap<String, String>,
    /// Actions and functions, overloads one by one, in the order of the file.
    pub(super) operations: Vec<Operation>,
    /// Where paths begin, in the order of the file.
    pub(super) roots: Vec<Root>,
    /// Annotations by their full targets.
    annotations: BTreeMap<String, Vec<Annotation>>,
    /// The properties of objects that have paths although they are values: the type, `/`, the property.
    pub(super) values: BTreeSet<String>,
    /// The kinds to which objects can be cast, by the set or relation that leads to them.
    pub(super) casts: BTreeMap<String, Vec<String>>,
    /// The types that are based on each type, directly.
    derived: BTreeMap<String, Vec<String>>,
    /// The operations that are bound to each type, and whether to many of it.
    bound: BTreeMap<(String, bool), Vec<usize>>,
    /// The namespace of the file's container, or of its first schema.
    pub(super) namespace: String,
    /// The full name of the container.
    pub(super) container: String,
}

/// An entity type or a complex type.
#[derive(Debug, Default)]
pub(super) struct Structured {
    pub(super) name: String,
    /// Where its start tag stands.
    pub(super) at: Range<usize>,
    pub(super) base: Option<String>,
    pub(super) is_abstract: bool,
    pub(super) is_entity: bool,
    /// Whether it is a stream with properties: the stream is at `$value`.
    pub(super) has_stream: bool,
    pub(super) keys: Vec<String>,
    /// Other keys: the properties of each.
    pub(super) alternate_keys: Vec<Vec<String>>,
    pub(super) properties: Vec<Property>,
    pub(super) navigation: Vec<Navigation>,
}

/// A name of a type, and whether many of it are meant.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct TypeRef {
    pub(super) name: String,
    pub(super) many: bool,
}

#[derive(Debug)]
pub(super) struct Property {
    pub(super) name: String,
    pub(super) at: Range<usize>,
    pub(super) ty: TypeRef,
    pub(super) nullable: bool,
}

#[derive(Debug)]
pub(super) struct Navigation {
    pub(super) name: String,
    pub(super) at: Range<usize>,
    pub(super) ty: TypeRef,
    /// Whether what it leads to is a part of the object, not merely referred to.
    pub(super) contains: bool,
    /// Whether it is at home elsewhere all the same, so that `**` does not go on there.
    pub(super) elsewhere: bool,
    /// Whether items can be selected by their keys.
    pub(super) keyed: bool,
    /// Whether links can be made and removed.
    pub(super) links: bool,
    /// Whether it has paths, not only a place in the objects that it expands.
    pub(super) has_paths: bool,
}

#[derive(Debug)]
pub(super) struct Enumeration {
    pub(super) name: String,
    pub(super) flags: bool,
    pub(super) members: Vec<String>,
}

/// An action or a function.
#[derive(Debug)]
pub(super) struct Operation {
    /// The full name.
    pub(super) name: String,
    pub(super) at: Range<usize>,
    pub(super) is_action: bool,
    /// What it is bound to, if it is.
    pub(super) bound: Option<TypeRef>,
    /// Whether paths go on behind it.
    pub(super) composable: bool,
    pub(super) parameters: Vec<Parameter>,
    pub(super) returns: Option<TypeRef>,
}

#[derive(Debug)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) at: Range<usize>,
    pub(super) ty: TypeRef,
    pub(super) nullable: bool,
    /// Whether it may be left out.
    pub(super) optional: bool,
}

/// An entity set, a singleton, or the import of an operation.
#[derive(Debug)]
pub(super) struct Root {
    pub(super) name: String,
    pub(super) at: Range<usize>,
    /// The entity type, or the full name of the operation.
    pub(super) target: String,
    pub(super) kind: RootKind,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum RootKind {
    Set,
    Singleton,
    Import,
}

#[derive(Clone, Debug)]
pub(super) struct Annotation {
    /// The term without its vocabulary's version: `Org.OData.Core.V1.Description`.
    pub(super) term: String,
    pub(super) value: Value,
}

/// The value of an annotation.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Bool(bool),
    /// Text, numbers, dates, paths and members of enumerations.
    Text(String),
    Record(Vec<(String, Value)>),
    Collection(Vec<Value>),
    /// What needs no reading here.
    Other,
}

impl Value {
    /// A property of a record.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Record(properties) => {
                properties.iter().find(|(it, _)| it == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    pub(super) fn items(&self) -> &[Value] {
        match self {
            Self::Collection(items) => items,
            _ => &[],
        }
    }
}

impl Metadata {
    /// Notes an annotation.
    pub(super) fn annotate(&mut self, target: &str, annotation: Annotation) {
        self.annotations.entry(target.to_owned()).or_default().push(annotation);
    }

    /// The value of a term at a target. Where a term is given several times, one that allows counts.
    pub(super) fn annotation(&self, target: &str, term: &str) -> Option<&Value> {
        let list = self.annotations.get(target)?;
        list.iter().rev().find(|it| it.term == term).map(|it| &it.value)
    }

    /// A flag of a capability at the first of some targets that speaks of it: false if it is denied everywhere there.
    pub(super) fn allows(&self, targets: &[String], term: &str, property: &str) -> Option<bool> {
        let flag = |value: &Value| match property {
            "" => value.bool(),
            property => property.split('/').try_fold(value, |it, key| it.get(key))?.bool(),
        };
        targets.iter().find_map(|target| {
            let flags = self.capabilities(target, term).filter_map(flag);
            flags.reduce(|any, flag| any || flag)
        })
    }

    /// What a capability says at the first of some targets that has it.
    pub(super) fn capability(&self, targets: &[String], term: &str, key: &str) -> Option<&Value> {
        let said = |target: &String| self.capabilities(target, term).find_map(|it| it.get(key));
        targets.iter().find_map(said)
    }

    /// The values of a term of the vocabulary of capabilities at a target.
    fn capabilities(&self, target: &str, term: &str) -> impl Iterator<Item = &Value> {
        let list = self.annotations.get(target).into_iter().flatten();
        let is_meant = move |it: &&Annotation| {
            it.term.strip_prefix("Org.OData.Capabilities.V1.").is_some_and(|it| it == term)
        };
        list.filter(is_meant).map(|it| &it.value)
    }

    /// The kinds that the annotations of sets and relations name, by their targets.
    pub(super) fn constraints(&self) -> Vec<(String, Vec<String>)> {
        let term = "Org.OData.Validation.V1.DerivedTypeConstraint";
        let of = |target: &String| {
            let kinds = self.annotation(target, term)?.items().iter().filter_map(Value::text);
            Some((target.clone(), kinds.map(str::to_owned).collect()))
        };
        self.annotations.keys().filter_map(of).collect()
    }

    /// What the annotations say that something is.
    pub(super) fn description(&self, target: &str) -> Option<&str> {
        let text = |term| self.annotation(target, term).and_then(Value::text);
        text("Org.OData.Core.V1.LongDescription").or_else(|| text("Org.OData.Core.V1.Description"))
    }

    /// Notes which types are based on which, when all of them are known.
    pub(super) fn relate(&mut self) {
        for ty in self.structured.values() {
            if let Some(base) = &ty.base {
                self.derived.entry(base.clone()).or_default().push(ty.name.clone());
            }
        }
        for (index, operation) in self.operations.iter().enumerate() {
            if let Some(bound) = &operation.bound {
                self.bound.entry((bound.name.clone(), bound.many)).or_default().push(index);
            }
        }
    }

    /// The type itself, then its bases, the nearest first. Circles are cut when the metadata is read.
    pub(super) fn bases<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Structured> {
        std::iter::successors(self.structured.get(name), |ty| {
            ty.base.as_ref().and_then(|base| self.structured.get(base))
        })
    }

    /// The operations that are bound to a type or to a base of it.
    pub(super) fn bound_to(&self, ty: &TypeRef) -> Vec<usize> {
        let bases = self.bases(&ty.name).map(|base| (base.name.clone(), ty.many));
        bases.filter_map(|key| self.bound.get(&key)).flatten().copied().collect()
    }

    /// Whether an operation of the same name is bound to many of what this one is bound to one of, or to kinds of it.
    pub(super) fn is_bound_twice(&self, operation: &Operation) -> bool {
        let Some(bound) = operation.bound.as_ref().filter(|it| !it.many) else { return false };
        let others = self.operations.iter().filter(|it| it.name == operation.name);
        let mut others = others.filter_map(|it| it.bound.as_ref()).filter(|it| it.many);
        others.any(|it| self.is_a(&it.name, &bound.name) || self.is_a(&bound.name, &it.name))
    }

    /// Whether a type is another or based on it.
    pub(super) fn is_a(&self, name: &str, base: &str) -> bool {
        self.bases(name).any(|ty| ty.name == base)
    }

    /// All types that are based on a type, at any depth, by name.
    pub(super) fn kinds(&self, name: &str) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        let mut pending: Vec<&str> = vec![name];
        while let Some(next) = pending.pop() {
            for derived in self.derived.get(next).into_iter().flatten() {
                found.push(derived);
                pending.push(derived);
            }
        }
        found.sort_unstable();
        found
    }

    /// The properties of a type, those of its bases first.
    pub(super) fn properties<'a>(&'a self, name: &str) -> Vec<(&'a Structured, &'a Property)> {
        let mut bases: Vec<&Structured> = self.bases(name).collect();
        bases.reverse();
        bases.into_iter().flat_map(|ty| ty.properties.iter().map(move |it| (ty, it))).collect()
    }

    /// The navigation properties of a type, those of its bases first.
    pub(super) fn navigation<'a>(&'a self, name: &str) -> Vec<(&'a Structured, &'a Navigation)> {
        let mut bases: Vec<&Structured> = self.bases(name).collect();
        bases.reverse();
        bases.into_iter().flat_map(|ty| ty.navigation.iter().map(move |it| (ty, it))).collect()
    }

    /// Whether values of a type can stand in a path: lists and objects cannot.
    pub(super) fn fits_path(&self, ty: &TypeRef) -> bool {
        !ty.many && !self.structured.contains_key(&ty.name)
    }

    /// The type of OData's own that a name stands for, or the name.
    pub(super) fn underlying<'a>(&'a self, name: &'a str) -> &'a str {
        self.aliases.get(name).map_or(name, String::as_str)
    }
}
