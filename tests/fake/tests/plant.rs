//! Puts in what a documented request is about, so that its identifiers find something.

use directory_graph_fake::{FakeTenant, Id, Object};
use serde_json::{Map, Value, json};

/// What collections hold.
const COLLECTIONS: &[(&str, &str)] = &[
    ("groups", "Group"),
    ("users", "User"),
    ("contacts", "OrgContact"),
    ("applications", "Application"),
    ("applicationsByAppId", "Application"),
    ("servicePrincipals", "ServicePrincipal"),
    ("servicePrincipalsByAppId", "ServicePrincipal"),
    ("domains", "Domain"),
    ("subscribedSkus", "SubscribedSku"),
    ("directoryObjects", "User"),
    ("deletedItems", "Application"),
    ("deletedApplications", "Application"),
    ("members", "User"),
    ("owners", "User"),
    ("appRoleAssignments", "AppRoleAssignment"),
    ("extensionProperties", "ExtensionProperty"),
];

fn kind(collection: &str) -> Option<&'static str> {
    COLLECTIONS.iter().find(|(name, _)| *name == collection).map(|(_, kind)| *kind)
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

/// A collection and an identifier: `groups/…`, `domains('…')`, `applications(appId='…')`.
fn selected(path: &str) -> Vec<(String, String)> {
    let segments: Vec<String> = path.split('/').map(decoded).collect();
    let mut selected = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        let (name, key) = match segment.split_once('(') {
            Some((name, key)) => (name, Some(key.trim_end_matches(')'))),
            None => (segment.as_str(), segments.get(index + 1).map(String::as_str)),
        };
        let key = key.map(|key| key.rsplit('=').next().unwrap().trim_matches('\''));
        let key = key.map(|key| key.replace("''", "'"));
        if let (Some(_), Some(key)) = (kind(name), key.filter(|key| !key.starts_with('$'))) {
            selected.push((name.to_owned(), key));
        }
    }
    selected
}

/// Puts an object in, so that a documented identifier finds it.
fn plant(tenant: &FakeTenant, collection: &str, key: &str) -> Id {
    let kind = kind(collection).unwrap();
    let mut properties = match kind {
        "Domain" => json!({"isVerified": true, "isRoot": false, "authenticationType": "Managed"}),
        "SubscribedSku" => json!({"capabilityStatus": "Enabled", "prepaidUnits": {"enabled": 10}}),
        "User" => json!({"displayName": "Planted", "usageLocation": "US"}),
        "AppRoleAssignment" | "ExtensionProperty" => json!({}),
        _ => json!({"displayName": "Planted"}),
    };
    let properties = properties.as_object_mut().unwrap();
    let id = match collection {
        "applicationsByAppId" | "servicePrincipalsByAppId" => {
            "99999999-0000-4000-8000-000000000001"
        }
        _ if key.contains('@') => "99999999-0000-4000-8000-000000000002",
        _ => key,
    };
    if id != key {
        let name = if key.contains('@') { "userPrincipalName" } else { "appId" };
        properties.insert(name.into(), json!(key));
    }
    properties.insert("id".into(), json!(id));
    let properties = properties.clone();
    let deleted = collection.starts_with("deleted").then_some("2025-12-31T00:00:00Z");
    let known = tenant.with_state(|state| state.id(id));
    known.unwrap_or_else(|| put(tenant, kind, id, properties, deleted))
}

fn put(
    tenant: &FakeTenant,
    kind: &str,
    id: &str,
    properties: Map<String, Value>,
    deleted: Option<&str>,
) -> Id {
    let deleted = deleted.map(str::to_owned);
    tenant.with_state(|state| state.insert(id, Object { kind: kind.into(), properties, deleted }))
}

/// Puts in what a request is about: the objects of its path, and those that its body refers to.
pub(crate) fn plant_all(tenant: &FakeTenant, path: &str, body: &Value) {
    let selected = selected(path);
    let mut before: Option<Id> = None;
    for (collection, key) in &selected {
        let alternate = format!("{collection}ByAppId");
        let is_by_app = path.contains("(appId=") && kind(&alternate).is_some();
        let id = plant(tenant, if is_by_app { &alternate } else { collection }, key);
        if let Some(from) = before.take() {
            tenant.with_state(|state| state.link(collection, &from, &id));
            // The last owner cannot be removed.
            let other = plant(tenant, "owners", "99999999-0000-4000-8000-000000000009");
            tenant.with_state(|state| state.link("owners", &from, &other));
        }
        before = Some(id);
    }
    if !path.ends_with("/domains") {
        plant(tenant, "domains", "contoso.com");
    }
    if path.ends_with("/verify") {
        tenant.with_state(|state| {
            for id in state.of_kind("Domain").cloned().collect::<Vec<_>>() {
                state.change(&id).unwrap().insert("isVerified".into(), json!(false));
            }
        });
    }
    let manager = plant(tenant, "owners", "99999999-0000-4000-8000-00000000000a");
    tenant.with_state(|state| {
        for id in state.of_kind("User").cloned().collect::<Vec<_>>() {
            state.change(&id).unwrap().insert("usageLocation".into(), json!("US"));
            state.link("manager", &id, &manager);
        }
    });
    plant_licences(tenant, body);
    if let Some(key) = body.get("keyId") {
        tenant.with_state(|state| {
            for id in state.of_kind("Application").cloned().collect::<Vec<_>>() {
                for list in ["keyCredentials", "passwordCredentials"] {
                    state.change(&id).unwrap().insert(list.into(), json!([{ "keyId": key }]));
                }
            }
        });
    }
    if path.ends_with("/promote") {
        plant(tenant, "domains", "com");
    }
    if let Some(resource) = body.get("resourceId").and_then(Value::as_str) {
        plant(tenant, "servicePrincipals", resource);
    }
    let mut texts = Vec::new();
    collect(body, &mut texts);
    for text in texts {
        if let Some((_, id)) = text.rsplit_once("/directoryObjects/") {
            plant(tenant, "members", id.split('/').next().unwrap());
        } else if text.len() == 36 && text.matches('-').count() == 4 {
            let is_group = body["types"] == json!(["group"]);
            plant(tenant, if is_group { "groups" } else { "directoryObjects" }, &text);
        }
    }
}

/// Buys the licences that are to be added, and gives those that are to be removed.
fn plant_licences(tenant: &FakeTenant, body: &Value) {
    let list = |name: &str| body.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    for (index, licence) in list("addLicenses").iter().enumerate() {
        let id = plant(
            tenant,
            "subscribedSkus",
            &format!("99999999-0000-4000-8000-1000000000{index:02}"),
        );
        let plans = licence["disabledPlans"].as_array().cloned().unwrap_or_default();
        let plans = plans.iter().map(|id| json!({"servicePlanId": id, "appliesTo": "User"}));
        tenant.with_state(|state| {
            let sku = state.change(&id).unwrap();
            sku.insert("skuId".into(), licence["skuId"].clone());
            sku.insert("servicePlans".into(), plans.collect());
        });
    }
    let removed: Vec<Value> = list("removeLicenses")
        .iter()
        .map(|sku| json!({"skuId": sku, "disabledPlans": [], "state": "Active"}))
        .collect();
    if !removed.is_empty() {
        tenant.with_state(|state| {
            let holders: Vec<Id> =
                state.of_kind("User").chain(state.of_kind("Group")).cloned().collect();
            for id in holders {
                let object = state.change(&id).unwrap();
                object.insert("assignedLicenses".into(), removed.clone().into());
                object.insert("licenseAssignmentStates".into(), removed.clone().into());
            }
        });
    }
}

fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|value| collect(value, texts)),
        Value::Object(object) => object.values().for_each(|value| collect(value, texts)),
        _ => {}
    }
}

/// Puts in an object of each kind and a deleted one, related to all that are there, so that lists are not empty.
pub(crate) fn fill(tenant: &FakeTenant) {
    let id = |number: u32| format!("88888888-0000-4000-8000-{number:012}");
    // What documented requests search for.
    let name = "Video tier Pr";
    let then = "2025-12-31T00:00:00Z";
    let seed = json!({ "microsoft_graph": {
        "applications": [
            { "id": id(1), "displayName": name },
            { "id": id(2), "displayName": name, "deletedDateTime": then },
        ],
        "contacts": [{ "id": id(3), "displayName": name }],
        "groups": [
            { "id": id(4), "displayName": name, "hasMembersWithLicenseErrors": true },
            { "id": id(5), "displayName": name, "deletedDateTime": then },
        ],
        "servicePrincipals": [
            { "id": id(6), "displayName": name },
            { "id": id(7), "displayName": name, "deletedDateTime": then },
        ],
        "subscribedSkus": [{ "id": "a_a", "skuId": id(8), "prepaidUnits": { "enabled": 100 } }],
        "users": [
            { "id": id(9), "displayName": name, "mail": "a@contoso.com" },
            { "id": id(10), "displayName": name, "deletedDateTime": then },
        ],
        "AppRoleAssignment": [{ "id": id(11), "principalDisplayName": name }],
        "ExtensionProperty": [{ "id": id(13), "name": "extension_a", "isSyncedFromOnPremises": true }],
    } });
    tenant.seed(&seed).unwrap();
    let record = put(tenant, "DomainDnsTxtRecord", &id(12), Map::new(), None);
    tenant.with_state(|state| {
        let of = |kind: &str| state.of_kind(kind).cloned().collect::<Vec<_>>();
        let [groups, users, domains] = ["Group", "User", "Domain"].map(of);
        let others = ["Application", "OrgContact", "ServicePrincipal"].into_iter().flat_map(of);
        let objects: Vec<Id> = [groups.clone(), users.clone(), others.collect()].concat();
        let [user, assignment, extension] = [9, 11, 13].map(|number| Id::from(id(number)));
        for from in &objects {
            state.link("owners", from, &user);
            state.link("appRoleAssignments", from, &assignment);
            state.link("extensionProperties", from, &extension);
        }
        for (group, member) in groups.iter().flat_map(|it| objects.iter().map(move |to| (it, to))) {
            state.link("members", group, member);
        }
        for user in &users {
            state.link("directReports", user, &Id::from(id(9)));
            let held = state.change(user).unwrap();
            held.insert("assignedLicenses".into(), json!([{ "skuId": id(8) }]));
        }
        for domain in &domains {
            state.link("serviceConfigurationRecords", domain, &record);
            state.link("verificationDnsRecords", domain, &record);
        }
    });
}
