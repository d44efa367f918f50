//! Behaviours on a tenant, without a service around it.

mod batch;
mod delta;
mod domains;
mod keys;
mod licences;
mod membership;
mod removal;
mod rules;

use serde_json::{Map, Value, json};

use super::*;
use crate::call::{Call, Change, Reply};
use crate::refusal::{Reason, Refusal};
use crate::store::{Id, Object, State};

fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        other => panic!("{other} is no object"),
    }
}

/// Puts an object into the tenant, whatever the rules say.
fn put(state: &mut State, kind: &str, id: &str, properties: Value) -> Id {
    state.insert(id, Object { kind: kind.into(), properties: map(properties), deleted: None })
}

/// Creates an object as a request does.
fn create(state: &mut State, kind: &str, properties: Value) -> Result<Id, Refusal> {
    let properties = map(properties);
    for rule in RULES {
        rule(state, Change::Create(kind, &properties))?;
    }
    let id = match (kind, properties.get("id")) {
        ("Domain", Some(Value::String(name))) => Id::from(name.as_str()),
        _ => state.new_id(),
    };
    let id = state.insert(&id, Object { kind: kind.into(), properties, deleted: None });
    EFFECTS.iter().for_each(|effect| effect(state, Change::Created(&id)));
    Ok(id)
}

/// Makes a change as a request does.
fn change(state: &mut State, change: Change<'_>) -> Result<(), Refusal> {
    for rule in RULES {
        rule(state, change)?;
    }
    match change {
        Change::Update(id, properties) => {
            if let Some(object) = state.change(id) {
                object.extend(properties.clone());
            }
        }
        Change::Delete(id) if state.object(id).is_some() => state.delete(id),
        Change::Delete(id) => state.remove(id),
        Change::Link(relation, from, to) => assert!(state.link(relation, from, to)),
        Change::Unlink(relation, from, to) => assert!(state.unlink(relation, from, to)),
        Change::Create(..) | Change::Created(_) => {}
    }
    EFFECTS.iter().for_each(|effect| effect(state, change));
    Ok(())
}

fn update(state: &mut State, id: &Id, properties: Value) -> Result<(), Refusal> {
    change(state, Change::Update(id, &map(properties)))
}

/// Calls the behaviour of an entry.
fn call(state: &mut State, entry: &str, target: &str, body: Value) -> Result<Reply, Refusal> {
    let behaviour = of(entry).unwrap_or_else(|| panic!("{entry} has no behaviour"));
    let query = Vec::new();
    call_with(state, behaviour, target, body, query)
}

fn call_with(
    state: &mut State,
    behaviour: Behaviour,
    target: &str,
    body: Value,
    query: Vec<(String, String)>,
) -> Result<Reply, Refusal> {
    let target = state.id(target);
    let (operation, arguments) = ("", Vec::new());
    behaviour(&mut Call {
        state,
        operation,
        target,
        arguments,
        body: map(body),
        query,
        loose: false,
    })
}

fn property<'a>(state: &'a State, id: &str, name: &str) -> &'a Value {
    state.any(id).and_then(|object| object.properties.get(name)).unwrap_or(&Value::Null)
}

fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>) -> (Reason, String) {
    let refusal = result.expect_err("a refusal");
    (refusal.reason, refusal.message)
}
