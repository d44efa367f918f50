//! What operations do by their form alone: objects are listed, read, created, changed and deleted, relations added and
//! removed.

use std::sync::Arc;

use codegen::contract::{BodySource, Builtin, Type};
use directory_graph::ObjectLink;
use serde_json::{Map, Value};

use crate::behaviour::{EFFECTS, RULES};
use crate::body::{bound, is_annotation};
use crate::call::{Change, Reply};
use crate::plan::{Does, is_of_deleted};
use crate::refusal::Refusal;
use crate::request::Asked;
use crate::seed;
use crate::store::{Id, State};
use crate::target::{Target, kinds};
use crate::world::{body_type, returned_type};

/// How many objects a request can bind.
const BOUND: usize = 20;

/// Does what an operation does by its form.
///
/// # Errors
///
/// What the service would refuse.
pub(crate) fn run(
    asked: &Asked<'_>,
    state: &mut State,
    target: &Target,
    given: Map<String, Value>,
    link: Option<String>,
    loose: bool,
) -> Result<Reply, Refusal> {
    let object = || target.object.clone().ok_or_else(|| Refusal::not_found(""));
    Ok(match asked.route.plan.does {
        Does::List | Does::Count => Reply::Objects(list(asked, state, target)),
        Does::Get => Reply::Object(get(state, target)?),
        Does::Create => Reply::Object(create(asked, state, target, given, loose)?),
        Does::Update => {
            let id = object()?;
            update(asked, state, &id, given, loose)?;
            Reply::Object(id)
        }
        Does::Delete => {
            delete(asked, state, &object()?, target, loose)?;
            Reply::Nothing
        }
        Does::Link => {
            let from = target.from.clone().ok_or_else(|| Refusal::not_found(""))?;
            let relation = target.relation.as_deref().unwrap_or_default();
            // Imported specs have it as a property like any other.
            let named = || given.get("@odata.id").and_then(Value::as_str).map(referred);
            let to = link.or_else(named).unwrap_or_default();
            if asked.method == "PUT" {
                for old in state.related(relation, &from) {
                    state.unlink(relation, &from, &old);
                }
            }
            add(state, relation, &from, &to, loose)?;
            Reply::Nothing
        }
        Does::Unlink => {
            unlink(state, target, loose)?;
            Reply::Nothing
        }
        Does::LinkMany => {
            let relation = asked.world.operation(asked.route).relation.clone().unwrap_or_default();
            bind(state, &relation, &object()?, &references(asked, &given), loose)?;
            Reply::Nothing
        }
        Does::Act => Reply::Nothing,
    })
}

fn list(asked: &Asked<'_>, state: &State, target: &Target) -> Vec<Id> {
    let plan = &asked.route.plan;
    let cast = plan.cast.as_ref();
    if let (Some(from), Some(relation)) = (&target.from, &target.relation) {
        let mut related = state.related(relation, from);
        related
            .retain(|id| cast.is_none_or(|kind| state.any(id).is_some_and(|it| it.kind == *kind)));
        return related;
    }
    let collection = target.collection.as_deref().unwrap_or_default();
    let of_collection = || {
        let kinds = kinds(asked, collection);
        let listed = returned_type(&asked.world.entry(asked.route).returns);
        let known = listed.filter(|_| kinds.is_empty());
        known.map_or(kinds, |ty| asked.world.kinds_of(asked.route.service, ty))
    };
    let kinds: Vec<Arc<str>> = cast.map_or_else(of_collection, |cast| vec![cast.clone()]);
    let is_deleted = is_of_deleted(&[collection.rsplit('/').next().unwrap_or_default()]);
    let mut ids = Vec::new();
    for kind in &kinds {
        match is_deleted {
            true => ids.extend(state.deleted_of_kind(kind).cloned()),
            false => ids.extend(state.of_kind(kind).cloned()),
        }
    }
    ids
}

fn get(state: &State, target: &Target) -> Result<Id, Refusal> {
    if let Some(id) = &target.object {
        return Ok(id.clone());
    }
    let (from, relation) = target.from.as_ref().zip(target.relation.as_ref()).unzip();
    let found = from
        .zip(relation)
        .and_then(|(from, relation)| state.related(relation, from).into_iter().next());
    found.ok_or_else(|| Refusal::not_found(relation.map_or("", String::as_str)))
}

/// A body in the names of home.
pub(crate) fn at_home(asked: &Asked<'_>, given: Map<String, Value>) -> Map<String, Value> {
    let service = asked.world.service(asked.route);
    let entry = asked.world.entry(asked.route);
    let lens = &asked.world.lenses[asked.route.service];
    let given = given.into_iter().filter(|(name, _)| !is_annotation(name) && bound(name).is_none());
    let mut home = Map::new();
    match body_type(entry.body.as_ref()) {
        Some(ty) => lens.write(service, ty, given.collect(), &mut home),
        None => {
            for (name, value) in given {
                let sent = entry
                    .body
                    .as_ref()
                    .and_then(|body| body.sends.iter().find(|sent| sent.member.name == name));
                let renamed = asked.route.plan.renamed.iter().find(|(from, _)| *from == name);
                let to = match renamed {
                    Some((_, Some(to))) if !to.starts_with('{') => to.clone(),
                    Some(_) => continue,
                    None => name,
                };
                let value = match sent {
                    Some(sent) => lens.there(service, &sent.member.ty, value),
                    None => value,
                };
                home.insert(to, value);
            }
        }
    }
    home
}

fn create(
    asked: &Asked<'_>,
    state: &mut State,
    target: &Target,
    given: Map<String, Value>,
    loose: bool,
) -> Result<Id, Refusal> {
    let entry = asked.world.entry(asked.route);
    let Some(ty) = body_type(entry.body.as_ref()) else {
        return Err(Refusal::bad_request("Nothing can be created here."));
    };
    let kind = asked.world.kind(asked.route.service, ty);
    let references: Vec<(String, Vec<String>)> = given
        .iter()
        .filter_map(|(name, value)| Some((bound(name)?.to_owned(), texts(value))))
        .collect();
    let properties = at_home(asked, given);
    allow(state, Change::Create(&kind, &properties), loose)?;
    let service = asked.route.service;
    let key = asked.world.key(service, &kind);
    let given = key.as_ref().and_then(|key| properties.get(key)?.as_str());
    if given.is_some_and(|id| state.any(id).is_some()) {
        return Err(Refusal::conflict(key.as_deref().unwrap_or_default()));
    }
    let id = seed::put(asked.world, state, service, &kind, properties, None);
    for (relation, addresses) in references {
        if let Err(refusal) = bind(state, &relation, &id, &addresses, loose) {
            state.remove(&id);
            return Err(refusal);
        }
    }
    if let (Some(from), Some(relation)) = (&target.from, &target.relation) {
        state.link(relation, from, &id);
    }
    affect(state, Change::Created(&id));
    Ok(id)
}

fn update(
    asked: &Asked<'_>,
    state: &mut State,
    id: &Id,
    given: Map<String, Value>,
    loose: bool,
) -> Result<(), Refusal> {
    let properties = at_home(asked, given);
    allow(state, Change::Update(id, &properties), loose)?;
    if let Some(object) = state.change(id) {
        merge(object, properties.clone());
    }
    affect(state, Change::Update(id, &properties));
    Ok(())
}

/// Sets what is given; what an object has inside stays, unless it is given too.
pub(crate) fn merge(into: &mut Map<String, Value>, given: Map<String, Value>) {
    for (name, value) in given {
        match (into.get_mut(&name), value) {
            (Some(Value::Object(inner)), Value::Object(value)) => merge(inner, value),
            (_, value) => {
                into.insert(name, value);
            }
        }
    }
}

fn delete(
    asked: &Asked<'_>,
    state: &mut State,
    id: &Id,
    target: &Target,
    loose: bool,
) -> Result<(), Refusal> {
    allow(state, Change::Delete(id), loose)?;
    let object = state.any(id);
    let is_kept = target.relation.is_none()
        && object
            .is_some_and(|it| it.deleted.is_none() && asked.world.restorable.contains(&it.kind));
    if is_kept {
        state.delete(id);
    } else {
        state.remove(id);
    }
    affect(state, Change::Delete(id));
    Ok(())
}

fn add(state: &mut State, relation: &str, from: &Id, to: &str, loose: bool) -> Result<(), Refusal> {
    let to = state.object(to).and_then(|_| state.id(to)).ok_or_else(|| Refusal::not_found(to))?;
    if state.is_related(relation, from, &to) && !loose {
        return Err(Refusal::bad_request(format!(
            "One or more added object references already exist for the following modified properties: '{relation}'."
        ))
        .on(relation));
    }
    let change = Change::Link(relation, from, &to);
    allow(state, change, loose)?;
    state.link(relation, from, &to);
    affect(state, change);
    Ok(())
}

/// Adds all or none.
fn bind(
    state: &mut State,
    relation: &str,
    from: &Id,
    addresses: &[String],
    loose: bool,
) -> Result<(), Refusal> {
    if addresses.len() > BOUND && !loose {
        let message = format!("At most {BOUND} objects can be added at once.");
        return Err(Refusal::bad_request(message).on(relation));
    }
    let before = state.clone();
    for address in addresses {
        if let Err(refusal) = add(state, relation, from, &referred(address), loose) {
            *state = before;
            return Err(refusal);
        }
    }
    Ok(())
}

fn unlink(state: &mut State, target: &Target, loose: bool) -> Result<(), Refusal> {
    let relation = target.relation.as_deref().unwrap_or_default();
    let Some(from) = &target.from else { return Err(Refusal::not_found(relation)) };
    let others = match &target.object {
        Some(other) => vec![other.clone()],
        None => state.related(relation, from),
    };
    if others.is_empty() {
        return Err(Refusal::not_found(relation));
    }
    for to in &others {
        let change = Change::Unlink(relation, from, to);
        allow(state, change, loose)?;
        state.unlink(relation, from, to);
        affect(state, change);
    }
    Ok(())
}

/// The addresses that a body refers to.
fn references(asked: &Asked<'_>, given: &Map<String, Value>) -> Vec<String> {
    let entry = asked.world.entry(asked.route);
    let Some(body) = entry.body.as_ref().filter(|body| body.source == BodySource::Inline) else {
        return Vec::new();
    };
    let refers = |ty: &Type| *ty.item() == Type::Builtin(Builtin::Reference);
    let members = body.sends.iter().filter(|sent| refers(&sent.member.ty));
    members.filter_map(|sent| given.get(&sent.member.name)).flat_map(texts).collect()
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        value => value.as_str().map(str::to_owned).into_iter().collect(),
    }
}

/// The identifier at the end of an address.
pub(crate) fn referred(address: &str) -> String {
    ObjectLink::new(address).id().to_owned()
}

fn allow(state: &State, change: Change<'_>, loose: bool) -> Result<(), Refusal> {
    let mut rules = RULES.iter().filter(|_| !loose);
    rules.try_for_each(|rule| rule(state, change))
}

fn affect(state: &mut State, change: Change<'_>) {
    for effect in EFFECTS {
        effect(state, change);
    }
}
