//! Roles of applications that groups have.

use serde_json::{Map, Value, json};

use crate::call::Change;
use crate::refusal::Refusal;
use crate::store::{Id, State};

/// The role of applications that offer none.
const NONE: &str = "00000000-0000-0000-0000-000000000000";

/// A role is one that the service principal offers, and is given once.
pub(super) fn rule(state: &State, change: Change<'_>) -> Result<(), Refusal> {
    let Change::Create("AppRoleAssignment", given) = change else { return Ok(()) };
    let text = |name: &str| given.get(name).and_then(Value::as_str).unwrap_or_default();
    let (principal, resource, role) = (text("principalId"), text("resourceId"), text("appRoleId"));
    let Some(object) = state.object(resource).filter(|object| &*object.kind == "ServicePrincipal")
    else {
        return Err(Refusal::not_found(resource).on("resourceId"));
    };
    if state.object(principal).is_none() {
        return Err(Refusal::not_found(principal).on("principalId"));
    }
    let offered = object.properties.get("appRoles").and_then(Value::as_array);
    let offered = offered.map_or(&[][..], Vec::as_slice);
    let is_offered = match offered {
        [] => role == NONE,
        _ => offered.iter().any(|offered| offered.get("id") == Some(&json!(role))),
    };
    if !is_offered {
        let message = "Permission being assigned was not found on application.";
        return Err(Refusal::bad_request(message).on("appRoleId"));
    }
    let same = |id: &Id| {
        let other = state.object(id).map(|object| &object.properties);
        let other = |name: &str| other.and_then(|other| other.get(name)).and_then(Value::as_str);
        ["principalId", "resourceId", "appRoleId"]
            .iter()
            .all(|name| other(name) == Some(text(name)))
    };
    if state.of_kind("AppRoleAssignment").any(same) {
        return Err(Refusal::bad_request(
            "Permission being assigned already exists on the object.",
        ));
    }
    Ok(())
}

/// What an assignment says of both of its sides.
pub(super) fn filled(state: &State, given: &Map<String, Value>) -> Vec<(&'static str, Value)> {
    let side = |name: &str| state.object(given.get(name)?.as_str()?);
    let name = |name: &str| side(name).and_then(|side| side.properties.get("displayName")).cloned();
    vec![
        ("principalDisplayName", name("principalId").unwrap_or_default()),
        ("principalType", json!(side("principalId").map(|side| side.kind.to_string()))),
        ("resourceDisplayName", name("resourceId").unwrap_or_default()),
    ]
}
