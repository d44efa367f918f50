//! What the path of a request is about.

use codegen::contract::Takes;

use crate::plan::{Does, Step, is_of_deleted};
use crate::refusal::Refusal;
use crate::request::Asked;
use crate::store::{Id, State};

/// Properties that select an object besides its identifier. The contract knows them by their parameters only: `users/{id}`
/// takes a user principal name as well.
const OTHER_KEYS: &[(&str, &str)] = &[("User", "userPrincipalName")];

/// What a path is about.
#[derive(Debug, Default)]
pub(crate) struct Target {
    /// The collection, if the path ends with it.
    pub(crate) collection: Option<String>,
    /// The object, if the path ends with it.
    pub(crate) object: Option<Id>,
    /// The object whose relation it is.
    pub(crate) from: Option<Id>,
    /// The relation, if the path ends with it or with one of the objects that it leads to.
    pub(crate) relation: Option<String>,
}

/// Walks the steps of a path.
///
/// # Errors
///
/// An object on the way does not exist.
pub(crate) fn resolve(asked: &Asked<'_>, state: &State) -> Result<Target, Refusal> {
    let plan = &asked.route.plan;
    let mut target = Target::default();
    for step in &plan.steps {
        match step {
            Step::Me => {
                let me = state.me.clone().filter(|me| state.object(me).is_some());
                target.object = Some(me.ok_or_else(|| Refusal::not_found("me"))?);
            }
            Step::Collection(path) => target.collection = Some(path.clone()),
            Step::Relation(name) => {
                target.from = target.object.take();
                target.relation = Some(name.clone());
            }
            Step::Object(index) => {
                let value = value(asked, *index);
                let found = match target.collection.take() {
                    Some(collection) => in_collection(asked, state, &collection, *index, value),
                    None => related(asked, state, &target, value),
                };
                target.object = Some(found.ok_or_else(|| Refusal::not_found(value))?);
            }
            Step::ObjectBy(property, index) => {
                let value = value(asked, *index);
                let collection = target.collection.take().unwrap_or_default();
                let mut kinds = kinds(asked, &collection).into_iter();
                let found = kinds.find_map(|kind| state.find(&kind, property, value).cloned());
                target.object = Some(found.ok_or_else(|| Refusal::not_found(value))?);
            }
        }
    }
    Ok(target)
}

/// The value at an index of the successor's path.
fn value<'a>(asked: &'a Asked<'_>, index: usize) -> &'a str {
    let source = asked.route.plan.values.get(index).and_then(|(_, source)| *source);
    source.and_then(|source| asked.values.get(source)).map_or("", String::as_str)
}

/// The kinds of objects in a collection.
pub(crate) fn kinds(asked: &Asked<'_>, collection: &str) -> Vec<std::sync::Arc<str>> {
    let at = asked.route.plan.at;
    let ty = asked.world.collections[at].get(collection);
    ty.map_or_else(Vec::new, |ty| asked.world.kinds_of(at, *ty))
}

fn in_collection(
    asked: &Asked<'_>,
    state: &State,
    collection: &str,
    index: usize,
    value: &str,
) -> Option<Id> {
    let kinds = kinds(asked, collection);
    let is_deleted = is_of_deleted(&[collection.rsplit('/').next().unwrap_or_default()]);
    let by_id = |value: &str| {
        let (id, object) = state.entry(value)?;
        let is_here = object.deleted.is_some() == is_deleted
            && (kinds.is_empty() || kinds.contains(&object.kind));
        is_here.then(|| id.clone())
    };
    by_id(value).or_else(|| by_id(&value.to_ascii_lowercase())).or_else(|| {
        if !takes_others(asked, index) {
            return None;
        }
        let mut keys = OTHER_KEYS.iter().filter(|(kind, _)| kinds.iter().any(|it| &**it == *kind));
        keys.find_map(|(kind, property)| state.find(kind, property, value).cloned())
    })
}

/// Whether a parameter takes other identifiers than those of objects too.
fn takes_others(asked: &Asked<'_>, index: usize) -> bool {
    let service = asked.world.service(asked.route);
    let source = asked.route.plan.values.get(index).and_then(|(_, source)| *source);
    let operation = asked.world.operation(asked.route);
    let mut own = operation.parameters().filter(|id| service[*id].takes != Takes::Tenant);
    source.and_then(|source| own.nth(source)).is_some_and(|id| match service[id].takes {
        Takes::Identifier(kind) => !service[kind].includes.is_empty(),
        Takes::Tenant | Takes::Unknown => false,
    })
}

/// One of the objects that a relation leads to. What is removed has to be there; what is asked for as well.
fn related(asked: &Asked<'_>, state: &State, target: &Target, value: &str) -> Option<Id> {
    let (from, relation) = (target.from.as_ref()?, target.relation.as_ref()?);
    let id = state.id(value).or_else(|| state.id(&value.to_ascii_lowercase()))?;
    let is_there = state.is_related(relation, from, &id);
    (is_there && (asked.route.plan.does == Does::Unlink || state.object(&id).is_some()))
        .then_some(id)
}
