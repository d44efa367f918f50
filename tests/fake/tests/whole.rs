//! Every documented request is understood, and every operation has a response as the contract and its export say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use boon::{Compiler, Schemas};
use bytes::Bytes;
use codegen::SourceFile;
use codegen::contract::{Api, Entry, Example, Kind, Operation, Returns, Service, Type};
use directory_graph_fake::{FakeTenant, Id, Object};
use http::{Request, Response};
use serde_json::{Value, json};

/// The contract, read as the fake reads it.
fn contract() -> Api {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../api-spec");
    let mut sources = Vec::new();
    for service in ["azure_ad_graph", "microsoft_graph"] {
        let paths = std::fs::read_dir(root.join(service)).unwrap();
        let mut paths: Vec<_> = paths.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap().to_str().unwrap();
            let text = std::fs::read_to_string(&path).unwrap();
            sources.push(SourceFile { path: format!("api-spec/{service}/{name}"), text });
        }
    }
    codegen::read(&sources).unwrap_or_else(|_| panic!("the spec has mistakes")).contract
}

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
    let is_deleted = collection.starts_with("deleted");
    let deleted = is_deleted.then(|| "2025-12-31T00:00:00Z".to_owned());
    tenant.with_state(|state| match state.any(id) {
        Some(_) => state.id(id).unwrap(),
        None => state.insert(id, Object { kind: kind.into(), properties, deleted }),
    })
}

/// Puts in what a request is about: the objects of its path, and those that its body refers to.
fn plant_all(tenant: &FakeTenant, path: &str, body: &Value) {
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
            plant(tenant, "directoryObjects", &text);
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

fn request(host: &str, entry: &Entry, target: &str, body: Option<&Value>) -> Request<Bytes> {
    let target = target.replace(' ', "%20");
    let mut request = Request::builder().method(entry.method.as_str());
    request = request.uri(format!("{host}{target}")).header("authorization", "Bearer any");
    if host.ends_with("microsoft.com") {
        request = request.header("consistencylevel", "eventual");
    }
    request.body(body.map_or_else(Bytes::new, |body| body.to_string().into())).unwrap()
}

/// What documented requests are refused with, and how many: examples have words where proofs and identifiers belong.
const REFUSED: &[(usize, &str)] = &[
    (1, "Invalid value specified for property 'addLicenses/skuId'."),
    (1, "Invalid value specified for property 'removeLicenses'."),
    (2, "Only the signed-in user's own password can be changed."),
    (5, "The application has no key to prove itself with."),
    (4, "The proof is no signed token."),
];

#[test]
fn every_documented_request_is_understood() {
    let api = contract();
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    for (service, entry, operation, example) in examples(&api) {
        let response = ask(FakeTenant::new(), service, entry, operation, example);
        if response.status().is_client_error() {
            let body: Value = serde_json::from_slice(response.body()).unwrap();
            let error = body.get("odata.error").or(body.get("error")).unwrap();
            let message = &error["message"];
            let message = message.get("value").unwrap_or(message).as_str().unwrap();
            *refused.entry(message.to_owned()).or_default() += 1;
        }
    }
    let refused: Vec<(usize, &str)> =
        refused.iter().map(|(message, count)| (*count, message.as_str())).collect();
    assert_eq!(refused, REFUSED);
}

#[test]
fn every_operation_has_a_response_as_the_export_says() {
    let api = contract();
    let export: Value = serde_json::from_str(&codegen::openapi::openapi(
        &api,
        &codegen::samples::Samples::default(),
    ))
    .unwrap();
    let mut schemas = Schemas::new();
    let mut compiler = Compiler::new();
    compiler.add_resource("file:///openapi.json", export.clone()).unwrap();
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for (service, entry, operation, example) in examples(&api) {
        let response = ask(FakeTenant::new().loose(), service, entry, operation, example);
        let status = response.status().as_u16();
        let name = format!("{}:{}", service.name, operation.id);
        if !entry.success.contains(&status) {
            let body = String::from_utf8_lossy(response.body()).into_owned();
            wrong.push(format!("{name} {status} {body}"));
            continue;
        }
        seen.insert(name.clone());
        if response.body().is_empty() || matches!(entry.returns, Returns::Count) {
            continue;
        }
        let body: Value = serde_json::from_slice(response.body()).unwrap();
        let mut unknown = Vec::new();
        unknown_in(service, &entry.returns, &body, &mut unknown);
        wrong.extend(unknown.into_iter().map(|it| format!("{name}: unknown {it}")));
        let path = operation.templates()[0].clone() + &operation.fragment();
        let method = entry.method.to_lowercase();
        let pointer = [
            "paths",
            &path,
            &method,
            "responses",
            &status.to_string(),
            "content",
            "application/json",
            "schema",
        ]
        .map(|step| step.replace('~', "~0").replace('/', "~1"))
        .join("/");
        let location = format!(
            "file:///openapi.json#/{}",
            percent_encoding::utf8_percent_encode(&pointer, percent_encoding::NON_ALPHANUMERIC)
        );
        let schema =
            compiler.compile(&location.replace("%2F", "/").replace("%7E", "~"), &mut schemas);
        match schema {
            Ok(schema) => {
                if let Err(error) = schemas.validate(&body, schema) {
                    wrong.push(format!("{name}: {error}"));
                }
            }
            Err(error) => wrong.push(format!("{name}: {error}")),
        }
    }
    let all: BTreeSet<String> = api
        .services
        .iter()
        .flat_map(|service| {
            service
                .operations()
                .map(|(_, _, operation)| format!("{}:{}", service.name, operation.id))
        })
        .collect();
    let left: Vec<&String> = all.difference(&seen).collect();
    assert_eq!(wrong.join("\n"), "");
    assert_eq!(left, Vec::<&String>::new());
}

/// Names in a response that neither its type nor OData has.
fn unknown_in(service: &Service, returns: &Returns, body: &Value, unknown: &mut Vec<String>) {
    let ty = returns.ty().unwrap();
    let is_wrapped = matches!(returns, Returns::Value(_) | Returns::Page(_) | Returns::Delta(_))
        || (matches!(returns, Returns::Single(_)) && body.get("value").is_some());
    match (is_wrapped, body.get("value")) {
        (true, Some(Value::Array(items))) if !ty.is_list() => {
            items.iter().for_each(|item| unknown_names(service, ty, item, unknown));
        }
        (true, Some(value)) => unknown_names(service, ty, value, unknown),
        _ => unknown_names(service, ty, body, unknown),
    }
}

fn unknown_names(service: &Service, ty: &Type, value: &Value, unknown: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            items.iter().for_each(|item| unknown_names(service, ty.item(), item, unknown));
        }
        Value::Object(object) => {
            let Some(id) = ty.named() else { return };
            let id = match service[id].kind {
                Kind::Base => service.tagged(id, object).unwrap_or(id),
                _ => id,
            };
            for (name, value) in object {
                match service.property(id, name) {
                    Some(property) => unknown_names(service, &property.member.ty, value, unknown),
                    None if name.contains('@') || name.starts_with("odata.") => {}
                    None => unknown.push(format!("{}.{name}", service[id].name)),
                }
            }
        }
        _ => {}
    }
}

/// Every documented request, and that of each operation which the spec constructs.
fn examples(api: &Api) -> Vec<(&Service, &Entry, &Operation, &Example)> {
    let mut found = Vec::new();
    for service in &api.services {
        for entry in service.entries() {
            for example in entry.examples.iter().filter(|example| example.request.is_some()) {
                found.push((service, entry, &entry.operations[example.operation], example));
            }
        }
    }
    found
}

fn ask(
    tenant: FakeTenant,
    service: &Service,
    entry: &Entry,
    operation: &Operation,
    example: &Example,
) -> Response<Bytes> {
    let asked = example.request.as_ref().unwrap();
    let path = asked.target.split('?').next().unwrap();
    plant_all(&tenant, path, asked.body.as_ref().unwrap_or(&Value::Null));
    let mut target = asked.target.clone();
    if service.version.query.is_some() && !target.contains("api-version=") {
        let sign = if target.contains('?') { '&' } else { '?' };
        target.push_str(&format!("{sign}api-version={}", operation.versions[0]));
    }
    tenant.respond(&request(&service.clouds[0].url, entry, &target, asked.body.as_ref())).response
}
