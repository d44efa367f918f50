//! What the service adds to an object that was just made.

use serde_json::{Map, Value, json};

use super::{domains, roles};
use crate::call::Change;
use crate::store::{Id, State};

/// Fills what the caller cannot give, and what it left out.
pub(super) fn effect(state: &mut State, change: Change<'_>) {
    let Change::Created(id) = change else { return };
    let Some(object) = state.object(id) else { return };
    let (kind, given) = (object.kind.clone(), object.properties.clone());
    let added = match &*kind {
        "Application" => application(state),
        "AppRoleAssignment" => roles::filled(state, &given),
        "Domain" => domains::made(state, id),
        "Group" => group(state, &given),
        "ServicePrincipal" => service_principal(state, &given),
        "User" => vec![("userType", json!("Member")), ("accountEnabled", json!(true))],
        _ => return,
    };
    let created = match &*kind {
        "Domain" | "ServicePrincipal" => None,
        _ => Some(("createdDateTime", json!(state.now()))),
    };
    fill(state, id, added.into_iter().chain(created));
}

/// Sets what is not there yet.
fn fill(state: &mut State, id: &Id, added: impl Iterator<Item = (&'static str, Value)>) {
    let Some(properties) = state.change(id) else { return };
    for (name, value) in added {
        let slot = properties.entry(name).or_insert(Value::Null);
        if slot.is_null() {
            *slot = value;
        }
    }
}

fn application(state: &mut State) -> Vec<(&'static str, Value)> {
    vec![
        ("appId", json!(&*state.new_id())),
        ("publisherDomain", json!(domains::default(state).as_deref())),
        ("signInAudience", json!("AzureADandPersonalMicrosoftAccount")),
    ]
}

fn service_principal(state: &State, given: &Map<String, Value>) -> Vec<(&'static str, Value)> {
    let app_id = given.get("appId").and_then(Value::as_str).unwrap_or_default();
    let application = state.find("Application", "appId", app_id).and_then(|id| state.object(id));
    let of = |name: &str| application.and_then(|object| object.properties.get(name)).cloned();
    let mut names = vec![json!(app_id)];
    names.extend(
        of("identifierUris").and_then(|uris| uris.as_array().cloned()).into_iter().flatten(),
    );
    vec![
        ("accountEnabled", json!(true)),
        ("appDisplayName", of("displayName").unwrap_or_default()),
        ("appOwnerOrganizationId", json!(&*state.tenant)),
        ("appRoles", of("appRoles").unwrap_or_else(|| json!([]))),
        ("displayName", of("displayName").unwrap_or_default()),
        ("servicePrincipalNames", Value::Array(names)),
        ("servicePrincipalType", json!("Application")),
        ("signInAudience", of("signInAudience").unwrap_or_default()),
    ]
}

fn group(state: &mut State, given: &Map<String, Value>) -> Vec<(&'static str, Value)> {
    let parts = [(); 4].map(|()| state.random() as u32);
    let [a, b, c, d] = parts;
    let mut added = vec![
        ("renewedDateTime", json!(state.now())),
        ("securityIdentifier", json!(format!("S-1-12-1-{a}-{b}-{c}-{d}"))),
    ];
    let nickname = given.get("mailNickname").and_then(Value::as_str);
    let has_mail = given.get("mailEnabled") == Some(&Value::Bool(true));
    if let (Some(nickname), Some(domain), true) = (nickname, domains::default(state), has_mail) {
        let mail = format!("{nickname}@{domain}");
        added.push(("proxyAddresses", json!([format!("SMTP:{mail}")])));
        added.push(("mail", json!(mail)));
    }
    added
}
