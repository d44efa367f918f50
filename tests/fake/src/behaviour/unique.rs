//! What no two objects may have in common.

use serde_json::{Map, Value};

use crate::call::Change;
use crate::refusal::Refusal;
use crate::store::{Id, State};

/// Properties of which each value belongs to one object of its kind.
const VALUES: &[(&str, &str)] = &[
    ("Application", "appId"),
    ("Application", "identifierUris"),
    ("Application", "uniqueName"),
    ("Domain", "id"),
    ("Group", "uniqueName"),
    ("ServicePrincipal", "appId"),
    ("ServicePrincipal", "servicePrincipalNames"),
    ("User", "onPremisesImmutableId"),
    ("User", "userPrincipalName"),
];
/// The kinds that share the mail addresses of the tenant.
const ADDRESSED: [&str; 3] = ["Group", "OrgContact", "User"];

/// Refuses a value that another object has.
pub(super) fn rule(state: &State, change: Change<'_>) -> Result<(), Refusal> {
    match change {
        Change::Create(kind, properties) => check(state, kind, None, properties),
        Change::Update(id, properties) => {
            let Some(object) = state.any(id) else { return Ok(()) };
            check(state, &object.kind, Some(id), properties)
        }
        _ => Ok(()),
    }
}

/// Refuses a value of these properties that another object than `own` has.
pub(super) fn check(
    state: &State,
    kind: &str,
    own: Option<&Id>,
    properties: &Map<String, Value>,
) -> Result<(), Refusal> {
    for (of, property) in VALUES {
        let values = properties.get(*property).filter(|_| *of == kind);
        for value in values.into_iter().flat_map(texts) {
            if is_taken(state, kind, property, own, value) {
                return Err(Refusal::conflict(property));
            }
        }
    }
    let addresses = properties.get("proxyAddresses").filter(|_| ADDRESSED.contains(&kind));
    for address in addresses.into_iter().flat_map(texts) {
        if ADDRESSED.iter().any(|kind| is_taken(state, kind, "proxyAddresses", own, address)) {
            return Err(Refusal::conflict("proxyAddresses"));
        }
    }
    Ok(())
}

/// Whether another object has this mail address.
pub(super) fn is_address_taken(state: &State, own: &Id, address: &Value) -> bool {
    let Some(address) = address.as_str() else { return false };
    ADDRESSED.iter().any(|kind| is_taken(state, kind, "proxyAddresses", Some(own), address))
}

fn is_taken(state: &State, kind: &str, property: &str, own: Option<&Id>, value: &str) -> bool {
    state.of_kind(kind).filter(|id| Some(*id) != own).any(|id| {
        let other = state.object(id).and_then(|object| object.properties.get(property));
        let key = (property == "id").then_some(&**id);
        let values = other.into_iter().flat_map(texts);
        values.chain(key).any(|other| other.eq_ignore_ascii_case(value))
    })
}

/// A text, or those of a list.
fn texts(value: &Value) -> impl Iterator<Item = &str> {
    let list = value.as_array().map_or(&[][..], Vec::as_slice);
    value.as_str().into_iter().chain(list.iter().filter_map(Value::as_str))
}
