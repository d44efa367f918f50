//! Licences: who has which, how they came, and how many are left.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::call::{Call, Change, Reply};
use crate::refusal::Refusal;
use crate::store::{Id, State};

/// `assignLicense` of users and of groups.
pub(super) fn assign(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let target = call.target()?;
    let object = call.state.object(&target).ok_or_else(|| Refusal::not_found(&target))?;
    let is_user = &*object.kind == "User";
    if is_user && object.text("usageLocation").is_none() && !call.loose {
        let message = "License assignment cannot be done for user with invalid usage location.";
        return Err(Refusal::bad_request(message).on("usageLocation"));
    }
    let mut own = if is_user { direct(&object.properties) } else { licences(&object.properties) };
    for sku in call.texts("removeLicenses") {
        if own.remove(sku).is_none() {
            let message = "User does not have a corresponding license.";
            return Err(Refusal::bad_request(message).on("removeLicenses"));
        }
    }
    let held = licences(&object.properties);
    for licence in call.body.get("addLicenses").and_then(Value::as_array).into_iter().flatten() {
        let (sku, disabled) = licence_of(licence);
        known(call.state, &sku, &disabled)?;
        if is_user && !held.contains_key(&sku) && !has_units(call.state, &sku) {
            let message =
                format!("Subscription with SKU {sku} does not have any available licenses.");
            return Err(Refusal::bad_request(message).on("addLicenses"));
        }
        own.insert(sku, disabled);
    }
    if is_user {
        let now = call.state.now();
        set(call.state, &target, "licenseAssignmentStates", states(&own, &now));
    } else {
        set(call.state, &target, "assignedLicenses", list(&own));
    }
    settle_members(call.state, &target);
    Ok(Reply::Object(target))
}

/// `licenseDetails.list`
pub(super) fn details(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let target = call.target()?;
    let object = call.state.object(&target).ok_or_else(|| Refusal::not_found(&target))?;
    let details = licences(&object.properties).into_iter().filter_map(|(sku, disabled)| {
        let offered = &call.state.object(&subscription(call.state, &sku)?)?.properties;
        let plans = plans(offered).into_iter().map(|mut plan| {
            if is_in(&disabled, &plan, "servicePlanId") {
                plan.insert("provisioningStatus".into(), json!("Disabled"));
            }
            plan
        });
        let part = offered.get("skuPartNumber");
        Some(json!({ "id": sku, "servicePlans": plans.collect::<Vec<_>>(), "skuId": sku, "skuPartNumber": part }))
    });
    Ok(Reply::Value(details.collect()))
}

/// Members of groups with licences have them, too, and who is deleted gives them back.
pub(super) fn effect(state: &mut State, change: Change<'_>) {
    match change {
        Change::Link("members", group, member) | Change::Unlink("members", group, member)
            if state.object(group).is_some_and(|it| !licences(&it.properties).is_empty()) =>
        {
            settle(state, member);
        }
        Change::Delete(id) => {
            let Some(object) = state.deleted(id) else { return };
            let held = licences(&object.properties);
            if &*object.kind == "User" {
                let (own, now) = (direct(&object.properties), state.now());
                set(state, id, "licenseAssignmentStates", states(&own, &now));
                set(state, id, "assignedLicenses", Vec::new());
                held.keys().for_each(|sku| count(state, sku, -1));
            } else if !held.is_empty() {
                settle_members(state, id);
            }
        }
        _ => {}
    }
}

/// Works out the licences of the members of a group, or of a user itself.
pub(super) fn settle_members(state: &mut State, id: &Id) {
    settle(state, id);
    for member in state.related("members", id) {
        settle(state, &member);
    }
}

/// Works out which licences a user has: its own and those of its groups, as far as there are any left.
fn settle(state: &mut State, user: &Id) {
    let Some(object) = state.object(user).filter(|object| &*object.kind == "User") else { return };
    let held = licences(&object.properties);
    let mut wanted: Vec<(Option<Id>, String, Vec<String>)> = Vec::new();
    wanted.extend(
        direct(&object.properties).into_iter().map(|(sku, disabled)| (None, sku, disabled)),
    );
    for group in state.related("memberOf", user) {
        let given =
            state.object(&group).map(|group| licences(&group.properties)).unwrap_or_default();
        wanted
            .extend(given.into_iter().map(|(sku, disabled)| (Some(group.clone()), sku, disabled)));
    }
    let now = state.now();
    let (mut has, mut states) = (Licences::new(), Vec::new());
    for (group, sku, disabled) in wanted {
        let is_new = !has.contains_key(&sku);
        let fits = !is_new || held.contains_key(&sku) || has_units(state, &sku);
        let status = if fits { "Active" } else { "Error" };
        states.push(state_of(&sku, &disabled, group.as_ref(), status, &now));
        if !fits {
            continue;
        }
        if is_new && !held.contains_key(&sku) {
            count(state, &sku, 1);
        }
        // A plan is off if every assignment has it off.
        let plans = has.entry(sku).or_insert_with(|| disabled.clone());
        plans.retain(|plan| disabled.contains(plan));
    }
    held.keys().filter(|sku| !has.contains_key(*sku)).for_each(|sku| count(state, sku, -1));
    let assigned = assigned_plans(state, &has, &now);
    set(state, user, "assignedLicenses", list(&has));
    set(state, user, "assignedPlans", assigned);
    set(state, user, "licenseAssignmentStates", states);
}

/// Products, and which of their plans are off.
type Licences = BTreeMap<String, Vec<String>>;

fn licence_of(licence: &Value) -> (String, Vec<String>) {
    let sku = licence.get("skuId").and_then(Value::as_str).unwrap_or_default();
    let plans = licence.get("disabledPlans").and_then(Value::as_array).into_iter().flatten();
    (sku.to_owned(), plans.filter_map(Value::as_str).map(str::to_owned).collect())
}

fn licences(properties: &Map<String, Value>) -> Licences {
    let list = properties.get("assignedLicenses").and_then(Value::as_array);
    list.into_iter().flatten().map(licence_of).collect()
}

/// The licences of a user that did not come by a group.
fn direct(properties: &Map<String, Value>) -> Licences {
    match properties.get("licenseAssignmentStates").and_then(Value::as_array) {
        Some(states) => {
            let own = |state: &&Value| state.get("assignedByGroup").is_none_or(Value::is_null);
            states.iter().filter(own).map(licence_of).collect()
        }
        None => licences(properties),
    }
}

fn list(licences: &Licences) -> Vec<Value> {
    let list = licences.iter();
    list.map(|(sku, disabled)| json!({ "skuId": sku, "disabledPlans": disabled })).collect()
}

/// How licences came that somebody gave the user.
fn states(own: &Licences, now: &str) -> Vec<Value> {
    own.iter().map(|(sku, disabled)| state_of(sku, disabled, None, "Active", now)).collect()
}

fn state_of(sku: &str, disabled: &[String], group: Option<&Id>, status: &str, now: &str) -> Value {
    let error = if status == "Active" { "None" } else { "CountViolation" };
    json!({
        "assignedByGroup": group.map(|group| &**group), "disabledPlans": disabled, "error": error,
        "lastUpdatedDateTime": now, "skuId": sku, "state": status,
    })
}

fn set(state: &mut State, id: &Id, property: &str, list: Vec<Value>) {
    if let Some(properties) = state.change(id) {
        properties.insert(property.into(), Value::Array(list));
    }
}

fn subscription(state: &State, sku: &str) -> Option<Id> {
    state.find("SubscribedSku", "skuId", sku).cloned()
}

fn plans(offered: &Map<String, Value>) -> Vec<Map<String, Value>> {
    let plans = offered.get("servicePlans").and_then(Value::as_array).into_iter().flatten();
    plans.filter_map(Value::as_object).cloned().collect()
}

fn is_in(ids: &[String], plan: &Map<String, Value>, name: &str) -> bool {
    let id = plan.get(name).and_then(Value::as_str);
    id.is_some_and(|id| ids.iter().any(|other| other.eq_ignore_ascii_case(id)))
}

/// The tenant has the product, and the product has the plans.
fn known(state: &State, sku: &str, disabled: &[String]) -> Result<(), Refusal> {
    let offered = subscription(state, sku).and_then(|id| state.object(&id));
    let Some(offered) = offered else {
        let message = format!("License {sku} does not correspond to a valid company License.");
        return Err(Refusal::bad_request(message).on("addLicenses"));
    };
    let plans = plans(&offered.properties);
    let has = |id: &String| {
        plans.iter().any(|plan| is_in(std::slice::from_ref(id), plan, "servicePlanId"))
    };
    match disabled.iter().find(|id| !has(id)) {
        None => Ok(()),
        Some(plan) => {
            let message =
                format!("License assignment failed because service plan {plan} is not valid.");
            Err(Refusal::bad_request(message).on("addLicenses"))
        }
    }
}

/// Whether one more can have the product.
fn has_units(state: &State, sku: &str) -> bool {
    let Some(offered) = subscription(state, sku).and_then(|id| state.object(&id)) else {
        return false;
    };
    let Some(bought) = offered.properties.get("prepaidUnits").filter(|bought| !bought.is_null())
    else {
        return true;
    };
    let number = |value: Option<&Value>| value.and_then(Value::as_i64).unwrap_or(0);
    let bought = number(bought.get("enabled")) + number(bought.get("warning"));
    number(offered.properties.get("consumedUnits")) < bought
}

fn count(state: &mut State, sku: &str, by: i64) {
    let properties = subscription(state, sku).and_then(|id| state.change(&id));
    if let Some(properties) = properties {
        let used = properties.get("consumedUnits").and_then(Value::as_i64).unwrap_or(0);
        properties.insert("consumedUnits".into(), json!((used + by).max(0)));
    }
}

fn assigned_plans(state: &State, has: &Licences, now: &str) -> Vec<Value> {
    let mut assigned = Vec::new();
    for (sku, disabled) in has {
        let offered = subscription(state, sku).and_then(|id| state.object(&id));
        let plans = offered.map(|offered| plans(&offered.properties)).unwrap_or_default();
        for plan in plans.iter().filter(|plan| !is_in(disabled, plan, "servicePlanId")) {
            let (id, service) = (plan.get("servicePlanId"), plan.get("servicePlanName"));
            assigned.push(json!({
                "assignedDateTime": now, "capabilityStatus": "Enabled", "service": service, "servicePlanId": id,
            }));
        }
    }
    assigned
}
