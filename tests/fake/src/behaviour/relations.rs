//! Which members and owners groups can have.

use crate::call::Change;
use crate::refusal::{Reason, Refusal};
use crate::store::{Id, Object, State};

/// How many owners a group can have.
const MOST_OWNERS: usize = 100;

/// What of the directory has members and owners. Other services have relations of the same names.
const HOLDERS: [&str; 6] =
    ["AdministrativeUnit", "Application", "Device", "DirectoryRole", "Group", "ServicePrincipal"];

/// What groups accept, and that the last owner stays.
pub(super) fn rule(state: &State, change: Change<'_>) -> Result<(), Refusal> {
    let is_other = |id: &Id| state.object(id).is_some_and(|it| !HOLDERS.contains(&&*it.kind));
    match change {
        Change::Link(_, from, _) | Change::Unlink(_, from, _) if is_other(from) => Ok(()),
        Change::Link(relation @ ("members" | "owners"), from, to) => {
            added(state, relation, from, to)
        }
        Change::Unlink(relation @ ("members" | "owners"), from, to) => {
            removed(state, relation, from, to)
        }
        _ => Ok(()),
    }
}

fn added(state: &State, relation: &str, from: &Id, to: &Id) -> Result<(), Refusal> {
    let (Some(group), Some(other)) = (state.object(from), state.object(to)) else {
        return Err(Refusal::not_found(to));
    };
    if state.is_related(relation, from, to) {
        let message = format!(
            "One or more added object references already exist for the following modified properties: '{relation}'."
        );
        return Err(Refusal::bad_request(message).on(relation));
    }
    changeable(group)?;
    let is_fit = match relation {
        "owners" => matches!(&*other.kind, "User" | "ServicePrincipal"),
        _ if is(group, "groupTypes", "Unified") => &*other.kind == "User",
        _ => {
            matches!(&*other.kind, "Device" | "Group" | "OrgContact" | "ServicePrincipal" | "User")
        }
    };
    if !is_fit || from == to {
        let message = format!(
            "An object of the type {} cannot be among the {relation} of '{from}'.",
            other.kind
        );
        return Err(Refusal::bad_request(message).on(relation));
    }
    if relation == "members" && is(group, "groupTypes", "DynamicMembership") {
        let message = "The members of a dynamic group cannot be changed by hand.";
        return Err(Refusal::bad_request(message).on(relation));
    }
    if relation == "owners" && state.related(relation, from).len() >= MOST_OWNERS {
        let message = format!("An object can have at most {MOST_OWNERS} owners.");
        return Err(Refusal::new(Reason::TooLarge, message).on(relation));
    }
    Ok(())
}

fn removed(state: &State, relation: &str, from: &Id, to: &Id) -> Result<(), Refusal> {
    if !state.is_related(relation, from, to) {
        return Err(Refusal::not_found(to));
    }
    let Some(group) = state.object(from) else { return Err(Refusal::not_found(from)) };
    changeable(group)?;
    let is_last = || state.related(relation, from).len() == 1;
    if relation == "owners" && &*group.kind == "Group" && is_last() {
        let message = "The group must have at least one owner, hence this owner cannot be removed.";
        return Err(Refusal::bad_request(message).on(relation));
    }
    Ok(())
}

/// Distribution groups are made and changed elsewhere.
fn changeable(group: &Object) -> Result<(), Refusal> {
    let has = |property| {
        group.properties.get(property).and_then(serde_json::Value::as_bool) == Some(true)
    };
    if has("mailEnabled") && !has("securityEnabled") && !is(group, "groupTypes", "Unified") {
        return Err(Refusal::bad_request("Distribution groups cannot be changed here."));
    }
    Ok(())
}

/// Whether a list of an object holds a text.
fn is(object: &Object, list: &str, text: &str) -> bool {
    let list = object.properties.get(list).and_then(serde_json::Value::as_array);
    list.is_some_and(|list| list.iter().any(|item| item.as_str() == Some(text)))
}
