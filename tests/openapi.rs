//! The spec as OpenAPI: whole, consistent, and saying what the spec says.

use std::collections::BTreeSet;

use codegen::SourceFile;
use codegen::openapi::openapi;
use serde_json::{Value, json};
use tests::spec;

fn document() -> Value {
    let text = openapi(&spec()).expect("the spec has no mistakes");
    serde_json::from_str(&text).expect("the export is JSON")
}

/// The operations: path, method and content.
fn operations(document: &Value) -> impl Iterator<Item = (&String, &String, &Value)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten();
        methods
            .filter(|(key, _)| *key != "servers")
            .map(move |(method, operation)| (path, method, operation))
    })
}

/// Calls for every value in the document.
fn each(value: &Value, visit: &mut dyn FnMut(&Value)) {
    visit(value);
    match value {
        Value::Object(object) => object.values().for_each(|value| each(value, visit)),
        Value::Array(list) => list.iter().for_each(|value| each(value, visit)),
        _ => {}
    }
}

fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().expect("it is an object");
    object.keys().map(String::as_str).collect()
}

#[test]
fn every_operation_is_there_once() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let ids =
        operations(&document).map(|(_, _, it)| it["operationId"].as_str().unwrap_or_default());
    let mut ids: Vec<String> = ids.map(str::to_owned).collect();
    ids.sort();
    let api = codegen::read(&spec())
        .expect("the spec has no mistakes")
        .contract;
    let list = codegen::list::list(&api);
    let mut listed: Vec<String> = list
        .iter()
        .map(|it| format!("{}.{}", it.service, it.id))
        .collect();
    listed.sort();
    assert_eq!(ids, listed);
    assert_eq!(ids.len(), 63);
}

#[test]
fn every_reference_leads_somewhere_and_every_component_is_referred_to() {
    let document = document();
    let mut references = BTreeSet::new();
    each(&document, &mut |value| {
        if let Some(reference) = value["$ref"].as_str() {
            references.insert(reference.to_owned());
        }
    });
    for reference in &references {
        let pointer = reference
            .strip_prefix('#')
            .expect("references stay in the document");
        assert!(
            document.pointer(pointer).is_some(),
            "{reference} leads nowhere"
        );
    }
    for kind in ["schemas", "responses", "parameters", "headers"] {
        for name in keys(&document["components"][kind]) {
            let reference = format!("#/components/{kind}/{name}");
            assert!(
                references.contains(&reference),
                "nothing refers to {reference}"
            );
        }
    }
}

#[test]
fn path_parameters_are_those_of_the_path() {
    let document = document();
    for (path, _, operation) in operations(&document) {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let names: Vec<&str> = parameters
            .map(|it| match it["$ref"].as_str() {
                Some(reference) => document
                    .pointer(&reference[1..])
                    .expect("it leads somewhere"),
                None => it,
            })
            .filter(|it| it["in"] == "path")
            .filter_map(|it| it["name"].as_str())
            .collect();
        let braces = path.split('{').skip(1);
        let wanted: Vec<&str> = braces.filter_map(|rest| rest.split('}').next()).collect();
        assert_eq!(names, wanted, "{path}");
    }
}

#[test]
fn a_list() {
    let document = document();
    let item = &document["paths"]["/{tenant}/groups/{object_id}/members"];
    assert_eq!(
        item["servers"][3],
        json!({ "url": "https://graph.chinacloudapi.cn", "description": "China, operated by 21Vianet.", "x-cloud": "China" })
    );
    let operation = &item["get"];
    assert_eq!(
        operation["operationId"],
        "azure_ad_graph.groups.members.list"
    );
    assert_eq!(operation["tags"], json!(["azure_ad_graph.groups"]));
    assert_eq!(operation["deprecated"], true);
    assert_eq!(operation["x-replaced-by"], "GET /v1.0/groups/{id}/members");
    assert_eq!(
        (&operation["x-idempotent"], &operation["x-paged"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(operation["security"], json!([{ "azure_ad_graph": [] }]));
    assert_eq!(
        operation["parameters"][0],
        json!({ "$ref": "#/components/parameters/azure_ad_graph.path.tenant" })
    );
    assert_eq!(operation["parameters"][1]["name"], "object_id");
    assert_eq!(keys(&operation["responses"]), ["200", "4XX", "5XX"]);
    assert_eq!(
        operation["responses"]["200"]["content"]["application/json"]["schema"],
        json!({ "$ref": "#/components/schemas/azure_ad_graph.DirectoryObject.page" })
    );
    let page = &document["components"]["schemas"]["azure_ad_graph.DirectoryObject.page"];
    assert_eq!(
        page["properties"]["value"]["items"],
        json!({ "$ref": "#/components/schemas/azure_ad_graph.DirectoryObject.any" })
    );
    let version = &document["components"]["parameters"]["azure_ad_graph.query.api-version"];
    assert_eq!(version["required"], true);
    assert_eq!(
        version["schema"],
        json!({ "type": "string", "enum": ["1.6", "beta", "1.5", "2013-11-08", "2013-04-05"], "default": "1.6" })
    );
    let top = &document["components"]["parameters"]["azure_ad_graph.query.top"];
    assert_eq!(
        top["schema"],
        json!({ "type": "integer", "minimum": 1, "maximum": 999 })
    );
}

#[test]
fn each_path_of_an_entry_has_a_successor_of_its_own() {
    let document = document();
    let operation = &document["paths"]["/me/getMemberGroups"]["post"];
    assert_eq!(operation["deprecated"], true);
    assert_eq!(operation["x-replaced-by"], "POST /v1.0/me/getMemberGroups");
    let description = operation["description"].as_str().unwrap_or_default();
    assert!(
        description.ends_with("\n\nIn Microsoft Graph: `POST /v1.0/me/getMemberGroups`."),
        "{description}"
    );
}

#[test]
fn a_creation_and_an_update() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    let create = &document["paths"]["/{tenant}/groups"]["post"];
    assert_eq!(create["requestBody"]["required"], true);
    assert_eq!(
        create["requestBody"]["content"]["application/json"],
        json!({
            "schema": { "$ref": "#/components/schemas/azure_ad_graph.Group.create" },
            "examples": {
                "example1": {
                    "summary": "004 / Create a group",
                    "value": { "displayName": "Example Group", "mailNickname": "ExampleGroup", "mailEnabled": false, "securityEnabled": true }
                }
            }
        })
    );
    assert_eq!(
        schemas["azure_ad_graph.Group.create"]["required"],
        json!([
            "displayName",
            "mailNickname",
            "mailEnabled",
            "securityEnabled"
        ])
    );
    assert_eq!(
        create["responses"]["201"]["headers"]["Location"],
        json!({ "description": "Where the created object is found.", "schema": { "type": "string" } })
    );
    // Null may be sent only where it means something.
    let update = &schemas["azure_ad_graph.Group.update"];
    assert_eq!(
        update["properties"]["description"]["type"],
        json!(["string", "null"])
    );
    assert_eq!(update["properties"]["displayName"]["type"], "string");
    assert_eq!(update["required"], Value::Null);
    assert_eq!(
        schemas["azure_ad_graph.Group"]["properties"]["displayName"]["type"],
        json!(["string", "null"])
    );
}

#[test]
fn an_action_of_the_other_service() {
    let document = document();
    let item = &document["paths"]["/beta/domains/{id}/verify"];
    assert_eq!(item["servers"].as_array().map(Vec::len), Some(5));
    let operation = &item["post"];
    assert_eq!(operation["operationId"], "microsoft_graph.domains.verify");
    assert_eq!(operation["deprecated"], Value::Null);
    let clouds = operation["servers"].as_array().into_iter().flatten();
    let clouds: Vec<_> = clouds.map(|it| it["x-cloud"].as_str()).collect();
    assert_eq!(
        clouds,
        [
            Some("Global"),
            Some("UsGovL4"),
            Some("UsGovL5"),
            Some("China")
        ]
    );
    assert_eq!(operation["requestBody"]["required"], false);
    assert_eq!(
        operation["x-permissions"]["delegated"],
        json!(["Domain.ReadWrite.All"])
    );
    let errata = operation["x-errata"].as_array().into_iter().flatten();
    let errata: Vec<_> = errata.map(|it| it["id"].as_str()).collect();
    assert_eq!(errata, [Some("C32"), Some("C33"), Some("C34")]);
    assert_eq!(
        operation["x-documented-requests"][1],
        json!({ "example": "example2", "from": "003 / Example 2: External admin takeover of a domain", "target": "/beta/domains/contoso.com/verify" })
    );
    let body = &document["components"]["schemas"]["microsoft_graph.domains.verify.request"];
    assert_eq!(keys(&body["properties"]), ["forceTakeover"]);
    assert_eq!(body["additionalProperties"], false);
}

#[test]
fn kinds_of_a_base_are_told_apart_and_stay_open() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    let known = &schemas["azure_ad_graph.DomainDnsRecord.known"];
    assert_eq!(known["discriminator"]["propertyName"], "odata.type");
    assert_eq!(
        known["discriminator"]["mapping"]["Microsoft.DirectoryServices.DomainDnsMxRecord"],
        "#/components/schemas/azure_ad_graph.DomainDnsMxRecord"
    );
    assert_eq!(
        schemas["azure_ad_graph.DomainDnsRecord.any"]["anyOf"],
        json!([
            { "$ref": "#/components/schemas/azure_ad_graph.DomainDnsRecord.known" },
            { "$ref": "#/components/schemas/azure_ad_graph.DomainDnsRecord" }
        ])
    );
    let kind = &schemas["azure_ad_graph.DomainDnsMxRecord"];
    assert_eq!(
        kind["allOf"],
        json!([{ "$ref": "#/components/schemas/azure_ad_graph.DomainDnsRecord" }])
    );
    assert_eq!(
        kind["properties"]["odata.type"]["const"],
        "Microsoft.DirectoryServices.DomainDnsMxRecord"
    );
    assert_eq!(
        schemas["azure_ad_graph.KeyUsage"]["anyOf"],
        json!([{ "type": "string", "enum": ["Verify", "Sign"] }, { "type": "string" }])
    );
}

#[test]
fn failures_come_in_two_envelopes() {
    let document = document();
    let error = &document["components"]["schemas"]["azure_ad_graph.error.body"];
    assert_eq!(keys(&error["properties"]), ["error", "odata.error"]);
    assert_eq!(
        error["anyOf"],
        json!([{ "required": ["odata.error"] }, { "required": ["error"] }])
    );
}

#[test]
fn the_text_is_in_the_order_of_the_spec_and_always_the_same() {
    let text = openapi(&spec()).expect("the spec has no mistakes");
    assert_eq!(openapi(&spec()).ok().as_deref(), Some(text.as_str()));
    let at = |part: &str| {
        text.find(part)
            .unwrap_or_else(|| panic!("{part} is missing"))
    };
    assert!(at("\"/{tenant}/groups\":") < at("\"/{tenant}/groups/{object_id}\":"));
    assert!(at("azure_ad_graph.users.assignLicense") < at("microsoft_graph.domains.create"));
}

#[test]
fn a_spec_with_mistakes_gives_the_mistakes() {
    let file = SourceFile {
        path: "spec/a/service.json".to_owned(),
        text: "{".to_owned(),
    };
    assert!(openapi(&[file]).is_err());
}
