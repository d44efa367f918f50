//! Types of a service that become types of the one that took its place, and back, without loss.
//!
//! A model keeps in `extra` what it does not know, so that a property without a counterpart is not lost. What would be lost is
//! what the other model takes for something else: a value of another type, or another thing of the same name.

use std::collections::{BTreeMap, BTreeSet};

use super::docs;
use crate::contract::{Api, Kind, Property, Service, Type, TypeId, bare_tag};
use crate::model::{Conversion, Conversions, Features};
use crate::names;

/// How a type becomes another.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// What has another name there.
    renamed: Vec<[String; 2]>,
    /// Properties whose values are converted too, and the types of these.
    nested: Vec<(String, TypeId)>,
    /// What stays in `extra`.
    pub(super) kept: Vec<String>,
}

/// The conversions of a service.
pub(super) fn conversions(api: &Api, service: &Service) -> Option<Conversions> {
    let successor = service.successor.as_ref()?;
    let there = api.services.iter().find(|it| it.name == successor.name)?;
    let pair = Pair { here: service, there };
    let conversion = |id: TypeId| {
        let plan = pair.plan(id, &mut BTreeSet::new()).ok()?;
        let other = pair.other(id)?;
        let tag = |service: &Service, id: TypeId| {
            let definition = &service[id];
            let ty = bare_tag(definition.odata_type.as_deref().unwrap_or_default()).to_owned();
            let base = service.bases(id).find_map(|base| service[base].tag.clone());
            if ty.is_empty() { Default::default() } else { (ty, base.unwrap_or_default()) }
        };
        let nested = plan
            .nested
            .into_iter()
            .map(|(name, id)| Some((name, names::pascal(&service[id].name)?)));
        Some(Conversion {
            name: service[id].name.clone(),
            here: names::pascal(&service[id].name)?,
            there: names::pascal(&there[other].name)?,
            is_text: service[id].kind == Kind::Enumeration,
            types: [tag(service, id), tag(there, other)],
            renamed: plan.renamed,
            nested: nested.collect::<Option<_>>()?,
        })
    };
    let list: Vec<_> = (0..service.types.len()).map(TypeId).filter_map(conversion).collect();
    let there = names::snake(&there.name)?;
    (!list.is_empty()).then_some(Conversions { there, list, features: Features::default() })
}

/// A service, and the one that took its place.
pub(super) struct Pair<'a> {
    pub(super) here: &'a Service,
    pub(super) there: &'a Service,
}

impl Pair<'_> {
    /// The type that took the place of another.
    fn other(&self, id: TypeId) -> Option<TypeId> {
        self.there.type_named(&self.here[id].replaced_by.as_ref()?.name)
    }

    /// How a type becomes its successor, or what would be lost on the way. A type that holds itself stands among the `pending`.
    pub(super) fn plan(
        &self,
        id: TypeId,
        pending: &mut BTreeSet<TypeId>,
    ) -> Result<Plan, Vec<String>> {
        let Some(other) = self.other(id) else {
            return Err(vec!["it has no successor".to_owned()]);
        };
        pending.insert(id);
        let made = match (self.here[id].kind, self.there[other].kind) {
            (Kind::Object, Kind::Object) => self.object(id, other, pending),
            (Kind::Enumeration, Kind::Enumeration) => self.enumeration(id, other),
            (Kind::Base, Kind::Base) => Err(vec!["its types are, one by one".to_owned()]),
            _ => Err(vec!["it is another kind of type there".to_owned()]),
        };
        pending.remove(&id);
        made
    }

    /// What is renamed in a type and its bases.
    fn renamed(&self, id: TypeId) -> BTreeMap<&str, Option<&str>> {
        let types = self.here.bases(id).chain([id]);
        let successors = types.filter_map(|id| self.here[id].replaced_by.as_ref());
        let renamed = successors.flat_map(|successor| &successor.renamed);
        renamed.map(|(name, to)| (name.as_str(), to.as_deref())).collect()
    }

    fn enumeration(&self, id: TypeId, other: TypeId) -> Result<Plan, Vec<String>> {
        let renamed = self.renamed(id);
        let mut names = Names {
            here: self.here[id].values.iter().map(|it| it.name.as_str()).collect(),
            there: self.there[other].values.iter().map(|it| it.name.as_str()).collect(),
            ..Names::default()
        };
        for value in &self.here[id].values {
            names.put(&value.name, renamed.get(value.name.as_str()).copied());
        }
        names.finish(Plan::default())
    }

    fn object(
        &self,
        id: TypeId,
        other: TypeId,
        pending: &mut BTreeSet<TypeId>,
    ) -> Result<Plan, Vec<String>> {
        let renamed = self.renamed(id);
        let tag = self.there.bases(other).find_map(|base| self.there[base].tag.as_deref());
        let list = |service: &'_ Service, id| -> Vec<_> {
            service.properties(id).map(|it| it.member.name.clone()).collect()
        };
        let (here, there) = (list(self.here, id), list(self.there, other));
        let mut names = Names {
            here: here.iter().map(String::as_str).collect(),
            there: there.iter().map(String::as_str).collect(),
            ..Names::default()
        };
        let mut plan = Plan::default();
        for property in self.here.properties(id) {
            let name = property.member.name.as_str();
            let to = renamed.get(name).copied();
            // The name of the type is not a property that could be set.
            let to = if to.is_some() && to.flatten() == tag { Some(None) } else { to };
            let Some(to) = names.put(name, to) else { continue };
            let Some(found) = self.there.properties(other).find(|it| it.member.name == to) else {
                continue;
            };
            match self.value(property, found, pending) {
                Ok(nested) => plan.nested.extend(nested.map(|id| (name.to_owned(), id))),
                Err(lost) => names.lost.push(lost),
            }
        }
        names.finish(plan)
    }

    /// The type that the values of a property are converted by, if they have to be, or what would be lost.
    fn value(
        &self,
        from: &Property,
        to: &Property,
        pending: &mut BTreeSet<TypeId>,
    ) -> Result<Option<TypeId>, String> {
        let (here, there) = (&from.member.ty, &to.member.ty);
        let name = docs::code(&from.member.name);
        let differs = || {
            let types = [self.here.type_text(here, false), self.there.type_text(there, false)];
            format!("{name} is {} here, {} there", docs::code(&types[0]), docs::code(&types[1]))
        };
        if here.is_list() != there.is_list() {
            return Err(differs());
        }
        match (here.item(), there.item()) {
            (Type::Named(id), Type::Named(other)) if self.other(*id) == Some(*other) => {
                let is_whole = pending.contains(id) || self.plan(*id, pending).is_ok();
                let lost = || {
                    format!(
                        "{name} holds what is not converted: {}",
                        docs::code(&self.here[*id].name)
                    )
                };
                if is_whole { Ok(Some(*id)) } else { Err(lost()) }
            }
            (a, b) if self.here.is_text(a) && self.there.is_text(b) => Ok(None),
            (Type::Builtin(a), Type::Builtin(b)) if a == b => Ok(None),
            _ => Err(differs()),
        }
    }
}

/// The names on both sides, and what has been found out about them.
#[derive(Default)]
struct Names<'a> {
    here: BTreeSet<&'a str>,
    there: BTreeSet<&'a str>,
    taken: BTreeMap<String, String>,
    renamed: Vec<[String; 2]>,
    kept: Vec<String>,
    lost: Vec<String>,
}

impl Names<'_> {
    /// Notes what a name becomes; gives the new name unless it has none.
    fn put<'n>(&mut self, name: &'n str, to: Option<Option<&'n str>>) -> Option<&'n str> {
        let to = to.unwrap_or(Some(name)).filter(|to| *to != name || self.there.contains(name));
        let code = docs::code(name);
        if to != Some(name) && self.there.contains(name) {
            self.lost.push(format!("{code} is something else there"));
            return None;
        }
        let Some(to) = to else {
            self.kept.push(name.to_owned());
            return None;
        };
        if !self.there.contains(to) {
            self.lost.push(format!("{code} is inside another property there"));
        } else if to != name && self.here.contains(to) {
            self.lost.push(format!("{} is something else here", docs::code(to)));
        } else if let Some(first) = self.taken.insert(to.to_owned(), name.to_owned()) {
            self.lost.push(format!("{} and {code} are one property there", docs::code(&first)));
        } else if to != name {
            self.renamed.push([name.to_owned(), to.to_owned()]);
        }
        Some(to)
    }

    fn finish(self, plan: Plan) -> Result<Plan, Vec<String>> {
        let Self { renamed, kept, lost, .. } = self;
        if lost.is_empty() { Ok(Plan { renamed, kept, ..plan }) } else { Err(lost) }
    }
}
