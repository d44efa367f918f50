//! Every documented request is understood, and every operation has a response as the contract and its export say.

use std::collections::{BTreeMap, BTreeSet};

use boon::{Compiler, Schemas};
use bytes::Bytes;
use codegen::contract::{Api, Entry, Example, Kind, Operation, Returns, Service, Type};
use directory_graph_fake::FakeTenant;
use http::{Request, Response};
use serde_json::Value;

use crate::plant::{fill, plant_all};

/// The contract, read as the fake reads it.
fn contract() -> Api {
    codegen::read(&tests::spec()).unwrap_or_else(|_| panic!("the spec has mistakes")).contract
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
        let response = ask(FakeTenant::new(), service, entry, operation, example, false);
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
        let response = ask(FakeTenant::new().loose(), service, entry, operation, example, true);
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
    fills: bool,
) -> Response<Bytes> {
    let asked = example.request.as_ref().unwrap();
    let path = asked.target.split('?').next().unwrap();
    plant_all(&tenant, path, asked.body.as_ref().unwrap_or(&Value::Null));
    if fills {
        fill(&tenant);
    }
    let mut target = asked.target.clone();
    if service.version.query.is_some() && !target.contains("api-version=") {
        let sign = if target.contains('?') { '&' } else { '?' };
        target.push_str(&format!("{sign}api-version={}", operation.versions[0]));
    }
    tenant.respond(&request(&service.clouds[0].url, entry, &target, asked.body.as_ref())).response
}
