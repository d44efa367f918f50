//! Tenants as JSON: objects as either service sends them, by their collections.
//!
//! ```json
//! {
//!   "microsoft_graph": {
//!     "users": [{ "id": "…", "userPrincipalName": "alexd@contoso.com" }],
//!     "groups": [{ "displayName": "Sales", "members": ["alexd@contoso.com"] }]
//!   },
//!   "me": "alexd@contoso.com",
//!   "permissions": ["GroupMember.Read.All"]
//! }
//! ```
//!
//! A property that no object of its type has is a relation: to objects by their identifiers, or to objects of its own.

use std::sync::Arc;

use codegen::contract::{Kind, TypeId};
use serde_json::{Map, Value};

use crate::behaviour::EFFECTS;
use crate::body::is_annotation;
use crate::call::Change;
use crate::plan::{Does, Step};
use crate::store::{Id, Object, State};
use crate::world::{World, returned_type};

/// The permissions of tokens that ask for none.
pub(crate) const PERMISSIONS: &str = "permissions";

/// Puts what a seed holds into a tenant.
///
/// # Errors
///
/// What the seed names and no service has.
pub(crate) fn load(world: &World, state: &mut State, seed: &Value) -> Result<(), String> {
    let Some(seed) = seed.as_object() else { return Err("a seed is a JSON object".into()) };
    let mut links = Vec::new();
    for (name, collections) in seed {
        let service = world.api.services.iter().position(|service| service.name == *name);
        match (service, collections) {
            (Some(service), Value::Object(collections)) => {
                for (collection, objects) in collections {
                    let ty = typed(world, service, collection)
                        .ok_or_else(|| format!("`{name}` has no collection `{collection}`"))?;
                    for object in listed(objects) {
                        add(world, state, service, ty, object, &mut links)?;
                    }
                }
            }
            (None, names) if name == PERMISSIONS && names.is_array() => {
                Arc::make_mut(&mut state.notes).insert(name.clone(), names.clone());
            }
            _ if name == "me" || name == "tenant" => {}
            _ => return Err(format!("there is no service `{name}`")),
        }
    }
    for (from, relation, to) in links {
        let to =
            find(state, &to).ok_or_else(|| format!("`{relation}`: there is no object `{to}`"))?;
        state.link(&relation, &from, &to);
    }
    if let Some(me) = seed.get("me").and_then(Value::as_str) {
        state.me = Some(find(state, me).ok_or_else(|| format!("`me`: there is no user `{me}`"))?);
    }
    if let Some(tenant) = seed.get("tenant").and_then(Value::as_str) {
        state.tenant = Id::from(tenant);
    }
    Ok(())
}

/// The type of the objects in a collection, which may be named instead.
fn typed(world: &World, service: usize, collection: &str) -> Option<TypeId> {
    let known = world.collections[service].get(collection).copied();
    known.or_else(|| world.api.services[service].type_named(collection))
}

/// The objects of a list, or of a response that holds one.
fn listed(objects: &Value) -> &[Value] {
    let objects = objects.get("value").unwrap_or(objects);
    objects.as_array().map_or(&[], Vec::as_slice)
}

type Links = Vec<(Id, String, String)>;

fn add(
    world: &World,
    state: &mut State,
    service: usize,
    ty: TypeId,
    object: &Value,
    links: &mut Links,
) -> Result<Id, String> {
    let contract = &world.api.services[service];
    let Some(object) = object.as_object() else {
        return Err(format!("an object of the type `{}` is a JSON object", contract[ty].name));
    };
    let ty = match contract[ty].kind {
        Kind::Base => contract.tagged(ty, object).unwrap_or(ty),
        _ => ty,
    };
    let mut properties = Map::new();
    let mut related = Vec::new();
    for (name, value) in object.iter().filter(|(name, _)| !is_annotation(name)) {
        match contract.property(ty, name).filter(|property| !property.expand) {
            Some(_) => {
                properties.insert(name.clone(), value.clone());
            }
            None => related.push((name, value)),
        }
    }
    let mut home = Map::new();
    world.lenses[service].write(contract, ty, properties, &mut home);
    let kind = world.kind(service, ty);
    let deleted = home.get("deletedDateTime").and_then(Value::as_str).map(str::to_owned);
    let id = put(world, state, service, &kind, home, deleted);
    for (relation, value) in related {
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values {
            match value {
                Value::String(to) => links.push((id.clone(), relation.clone(), to.clone())),
                Value::Object(_) => {
                    let ty = related_type(world, service, relation)
                        .ok_or_else(|| format!("there is no relation `{relation}`"))?;
                    let child = add(world, state, service, ty, value, links)?;
                    state.link(relation, &id, &child);
                }
                Value::Null => {}
                _ => return Err(format!("`{relation}` is neither a property nor a relation")),
            }
        }
    }
    for effect in EFFECTS {
        effect(state, Change::Created(&id));
    }
    Ok(id)
}

/// Puts one object in, under its own identifier or a new one.
pub(crate) fn put(
    world: &World,
    state: &mut State,
    service: usize,
    kind: &Arc<str>,
    mut properties: Map<String, Value>,
    deleted: Option<String>,
) -> Id {
    let key = world.key(service, kind);
    let given = key.as_ref().and_then(|key| properties.get(key)?.as_str()).map(Id::from);
    let id = given.unwrap_or_else(|| state.new_id());
    if let Some(key) = key {
        properties.insert(key, (*id).into());
    }
    state.insert(&id, Object { kind: kind.clone(), properties, deleted })
}

/// The type of what a relation of any object leads to.
fn related_type(world: &World, service: usize, relation: &str) -> Option<TypeId> {
    let mut routes = world.routes.all.iter().filter(|route| route.service == service);
    routes.find_map(|route| {
        let is_it =
            matches!(route.plan.steps.last(), Some(Step::Relation(name)) if name == relation);
        let entry = world.entry(route);
        (is_it && matches!(route.plan.does, Does::List | Does::Get) && route.plan.cast.is_none())
            .then(|| returned_type(&entry.returns))?
    })
}

/// An object by its identifier, or a user by its name.
fn find(state: &State, id: &str) -> Option<Id> {
    state.id(id).or_else(|| state.find("User", "userPrincipalName", id).cloned())
}

/// A tenant as a seed, in the names of the services that objects are kept in.
pub(crate) fn dump(world: &World, state: &State) -> Value {
    let mut seed = Map::new();
    for (index, service) in world.api.services.iter().enumerate() {
        if world.homes[index] != index {
            continue;
        }
        let mut collections = Map::new();
        for kind in state.kinds() {
            let Some(ty) = world.type_of(index, kind) else { continue };
            let path = world.collections[index].iter().find(|(_, of)| **of == ty);
            let name = path.map_or(&**kind, |(path, _)| path.as_str());
            let ids = state.of_kind(kind).chain(state.deleted_of_kind(kind));
            let objects: Vec<Value> = ids.filter_map(|id| written(state, id)).collect();
            collections.insert(name.to_owned(), objects.into());
        }
        seed.insert(service.name.clone(), collections.into());
    }
    seed.insert("tenant".into(), (*state.tenant).into());
    if let Some(me) = &state.me {
        seed.insert("me".into(), (**me).into());
    }
    if let Some(names) = state.notes.get(PERMISSIONS) {
        seed.insert(PERMISSIONS.into(), names.clone());
    }
    seed.into()
}

fn written(state: &State, id: &Id) -> Option<Value> {
    let object = state.any(id)?;
    let mut written = object.properties.clone();
    if let Some(deleted) = &object.deleted {
        written.insert("deletedDateTime".into(), deleted.as_str().into());
    }
    for (relation, others) in state.relations(id) {
        let others: Vec<Value> = others.iter().map(|id| (**id).into()).collect();
        written.insert(relation.to_string(), others.into());
    }
    Some(written.into())
}
