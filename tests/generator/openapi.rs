//! The spec as OpenAPI: whole, consistent, and saying what the spec says.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use codegen::SourceFile;
use codegen::samples::Samples;
use serde_json::{Value, json};
use tests::{service, spec};

use crate::support::{folder, real_output, renamed};

fn openapi() -> String {
    let read = codegen::read(&spec()).expect("the spec has no mistakes");
    codegen::openapi::openapi(&read.contract, &Samples::of(&read.model))
}

fn document() -> &'static Value {
    static DOCUMENT: LazyLock<Value> =
        LazyLock::new(|| serde_json::from_str(&openapi()).expect("the export is JSON"));
    &DOCUMENT
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
    let ids = operations(document).map(|(_, _, it)| it["operationId"].as_str().unwrap_or_default());
    let mut ids: Vec<String> = ids.map(str::to_owned).collect();
    ids.sort();
    assert_eq!(ids.len(), 223);
    assert_eq!(ids[0], "azureAdGraph_applicationsAddKey");
    assert_eq!(ids[222], "microsoftGraph_usersUpdate");
    ids.dedup();
    assert_eq!(ids.len(), 223);
}

/// The export of the fixture for a feature.
fn feature(name: &str) -> Value {
    export(&service(&folder(&format!("fixtures/features/{name}"))))
}

fn export(sources: &[SourceFile]) -> Value {
    let contract = codegen::read(sources).expect("the spec has no mistakes").contract;
    let text = codegen::openapi::openapi(&contract, &Samples::default());
    serde_json::from_str(&text).expect("the document is JSON")
}

#[test]
fn values_that_a_path_leaves_to_the_query_are_json() {
    let document = feature("paths");
    let find =
        &document["paths"]["/v1.0/things/find(ids=@ids,from={from},like=@like,any=@any)"]["get"];
    assert_eq!(
        find["parameters"][1],
        json!({
            "name": "@ids",
            "in": "query",
            "description": "Which things.",
            "required": false,
            "content": { "application/json": {
                "schema": { "type": "array", "items": { "type": "string" } },
                "examples": { "example1": { "summary": "constructed", "value": ["t1", "ü"] } }
            } }
        })
    );
    let like = &find["parameters"][2]["content"]["application/json"]["schema"];
    assert_eq!(*like, json!({ "$ref": "#/components/schemas/Paths_Thing" }));
}

#[test]
fn a_body_that_is_a_whole_object_has_the_schema_of_its_type() {
    let document = feature("imported");
    let body = &document["paths"]["/v1/things"]["post"]["requestBody"];
    let schema = &body["content"]["application/json"]["schema"];
    assert_eq!(*schema, json!({ "$ref": "#/components/schemas/Imported_Thing" }));
    // It is sent with all of its properties, so none of them is read-only.
    let name = &document["components"]["schemas"]["Imported_Thing"]["properties"]["name"];
    assert_eq!(*name, json!({ "type": ["string", "null"], "description": "Its name." }));
}

/// The schemas of types have the types' names, so those that the export adds have others.
#[test]
fn a_type_may_have_the_name_of_what_the_export_adds() {
    let mut sources = service(&folder("fixtures/features/create_one"));
    sources.iter_mut().for_each(|file| file.text = file.text.replace("Thing", "Error"));
    let document = export(&sources);
    let schema = |response: &Value| response["content"]["application/json"]["schema"].clone();
    let created = &document["paths"]["/{tenant}/things"]["post"]["responses"]["201"];
    assert_eq!(schema(created), json!({ "$ref": "#/components/schemas/CreateOne_Error" }));
    let failed = &document["components"]["responses"]["CreateOne_Error"];
    assert_eq!(schema(failed), json!({ "$ref": "#/components/schemas/CreateOne_Error_" }));
    assert_eq!(
        keys(&document["components"]["schemas"]),
        ["CreateOne_Error", "CreateOne_ErrorCode", "CreateOne_ErrorCreate", "CreateOne_Error_"]
    );
}

#[test]
fn operations_of_one_method_and_path_stand_apart() {
    let document = feature("paths");
    let id = |path: &str| document["paths"][path]["patch"]["operationId"].clone();
    assert_eq!(id("/v1.0/things/{id}"), "paths_thingsUpdate");
    assert_eq!(id("/v1.0/things/{id}#parts"), "paths_thingsPartsAddMany");
}

#[test]
fn services_may_have_paths_of_one_name() {
    let document = export(&[renamed("create_one", "one"), renamed("create_one", "two")].concat());
    let paths = &document["paths"];
    assert_eq!(keys(paths), ["/{tenant}/things", "/{tenant}/things#two"]);
    assert_eq!(paths["/{tenant}/things"]["post"]["operationId"], "one_thingsCreate");
    assert_eq!(paths["/{tenant}/things#two"]["post"]["operationId"], "two_thingsCreate");
}

#[test]
fn what_links_look_like_need_not_be_said() {
    let mut sources = service(&folder("fixtures/features/get"));
    for file in &mut sources {
        file.text =
            file.text.replace(r#""name": { "type": "string""#, r#""name": { "type": "ObjectLink""#);
        file.text = file.text.replace(r#""name": "a""#, r#""name": {}"#);
    }
    let document = export(&sources);
    assert_eq!(
        document["components"]["schemas"]["Get_Thing"]["properties"]["name"],
        json!({ "type": "object", "description": "Its name.", "readOnly": true })
    );
}

/// The words that name things in the document are identifiers in most languages.
#[test]
fn names_are_identifiers() {
    let document = document();
    let mut names: Vec<&str> =
        operations(document).filter_map(|(_, _, it)| it["operationId"].as_str()).collect();
    let tags = document["tags"].as_array().into_iter().flatten();
    names.extend(tags.filter_map(|it| it["name"].as_str()));
    for kind in ["schemas", "responses", "parameters", "securitySchemes"] {
        names.extend(keys(&document["components"][kind]));
    }
    for name in names {
        let mut chars = name.chars();
        let starts_well = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
        let goes_on_well = chars.all(|c| c.is_ascii_alphanumeric() || c == '_');
        assert!(starts_well && goes_on_well, "{name}");
    }
}

#[test]
fn secrets_go_one_way_and_are_not_shown() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    assert_eq!(
        schemas["AzureAdGraph_ChangePasswordRequest"]["properties"]["newPassword"],
        json!({
            "type": "string",
            "description": "The password that the user shall have.",
            "format": "password",
            "writeOnly": true
        })
    );
    assert_eq!(
        schemas["AzureAdGraph_KeyCredential"]["properties"]["value"],
        json!({
            "type": ["string", "null"],
            "contentEncoding": "base64",
            "description": "The key itself, as base64. Sent, but null in responses.",
            "format": "password",
            "writeOnly": true
        })
    );
    // Nobody sends this one.
    assert_eq!(
        schemas["AzureAdGraph_Application"]["properties"]["encryptedMsiApplicationSecret"],
        json!({
            "type": ["string", "null"],
            "contentEncoding": "base64",
            "description": "The encrypted secret of a managed identity.",
            "format": "password",
            "readOnly": true
        })
    );
}

/// What is write-only has no place in a response, although the service may send null for it.
#[test]
fn examples_of_responses_have_no_secrets() {
    let document = document();
    let get = &document["paths"]["/{tenant}/applications/{application_oid}"]["get"];
    let body =
        &get["responses"]["200"]["content"]["application/json"]["examples"]["example1"]["value"];
    assert_eq!(
        keys(&body["keyCredentials"][0]),
        ["customKeyIdentifier", "endDate", "keyId", "startDate", "type", "usage"]
    );
    let add = &document["paths"]["/{tenant}/applications/{application_oid}/addKey"]["post"];
    let body =
        &add["responses"]["200"]["content"]["application/json"]["examples"]["example1"]["value"];
    assert_eq!(body["value"][0]["keyCredential"].get("value"), None);
    let change = &document["paths"]["/me/changePassword"]["post"];
    let request = &change["requestBody"]["content"]["application/json"]["examples"]["example1"];
    assert!(request["value"]["newPassword"].is_string());
}

/// What may be missing stands in no `value`, so one of its own is a property like others.
#[test]
fn the_example_of_an_object_that_may_be_missing_has_no_secrets() {
    let mut sources = service(&folder("fixtures/features/secrets"));
    for file in &mut sources {
        let held = r#"{ "status": 200, "body": { "id": "k", "value": null } }"#;
        let text = file.text.replace(r#"{ "204": "none" }"#, r#"{ "200": "maybe<Key>" }"#);
        file.text = text.replace(r#"{ "status": 204 }"#, held);
    }
    let document = export(&sources);
    let response = &document["paths"]["/{tenant}/signIn"]["post"]["responses"]["200"];
    let examples = &response["content"]["application/json"]["examples"];
    assert_eq!(examples["example1"]["value"], json!({ "id": "k" }));
}

#[test]
fn what_callers_cannot_set_is_read_only() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    let group = &schemas["AzureAdGraph_Group"]["properties"];
    assert_eq!(group["displayName"]["readOnly"], Value::Null);
    assert_eq!(group["lastDirSyncTime"]["readOnly"], true);
    let object = &schemas["AzureAdGraph_DirectoryObject"]["properties"];
    assert_eq!(object["objectId"]["readOnly"], true);
    // Sent as a whole with `assignLicense`.
    let license = &schemas["AzureAdGraph_AssignedLicense"]["properties"];
    assert_eq!(license["skuId"]["readOnly"], Value::Null);
    let sku = &schemas["AzureAdGraph_SubscribedSku"]["properties"];
    assert_eq!(sku["consumedUnits"]["readOnly"], true);
}

#[test]
fn tokens_have_scopes() {
    let document = document();
    let scheme = &document["components"]["securitySchemes"]["microsoft_graph"];
    assert_eq!(scheme["type"], "oauth2");
    assert_eq!(
        scheme["flows"],
        json!({
            "authorizationCode": {
                "authorizationUrl": "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize",
                "tokenUrl": "https://login.microsoftonline.com/organizations/oauth2/v2.0/token",
                "scopes": {
                    "https://graph.microsoft.com/.default": "What the caller may do in Microsoft Graph.",
                    "AppRoleAssignment.ReadWrite.All": "The delegated permission `AppRoleAssignment.ReadWrite.All`.",
                    "Application.Read.All": "The delegated permission `Application.Read.All`.",
                    "Application.ReadWrite.All": "The delegated permission `Application.ReadWrite.All`.",
                    "Directory.AccessAsUser.All": "The delegated permission `Directory.AccessAsUser.All`.",
                    "Directory.Read.All": "The delegated permission `Directory.Read.All`.",
                    "Directory.ReadWrite.All": "The delegated permission `Directory.ReadWrite.All`.",
                    "Domain.Read.All": "The delegated permission `Domain.Read.All`.",
                    "Domain.ReadWrite.All": "The delegated permission `Domain.ReadWrite.All`.",
                    "Group.Read.All": "The delegated permission `Group.Read.All`.",
                    "Group.ReadWrite.All": "The delegated permission `Group.ReadWrite.All`.",
                    "GroupMember.Read.All": "The delegated permission `GroupMember.Read.All`.",
                    "GroupMember.ReadWrite.All": "The delegated permission `GroupMember.ReadWrite.All`.",
                    "LicenseAssignment.Read.All": "The delegated permission `LicenseAssignment.Read.All`.",
                    "LicenseAssignment.ReadWrite.All": "The delegated permission `LicenseAssignment.ReadWrite.All`.",
                    "OrgContact.Read.All": "The delegated permission `OrgContact.Read.All`.",
                    "Organization.Read.All": "The delegated permission `Organization.Read.All`.",
                    "Organization.ReadWrite.All": "The delegated permission `Organization.ReadWrite.All`.",
                    "User.DeleteRestore.All": "The delegated permission `User.DeleteRestore.All`.",
                    "User.Read": "The delegated permission `User.Read`.",
                    "User.Read.All": "The delegated permission `User.Read.All`.",
                    "User.ReadBasic.All": "The delegated permission `User.ReadBasic.All`.",
                    "User.ReadWrite.All": "The delegated permission `User.ReadWrite.All`."
                }
            },
            "clientCredentials": {
                "tokenUrl": "https://login.microsoftonline.com/organizations/oauth2/v2.0/token",
                "scopes": { "https://graph.microsoft.com/.default": "What the caller may do in Microsoft Graph." }
            }
        })
    );
    assert_eq!(
        document["paths"]["/v1.0/domains"]["post"]["security"],
        json!([
            { "microsoft_graph": ["Domain.ReadWrite.All"] },
            { "microsoft_graph": ["https://graph.microsoft.com/.default"] }
        ])
    );
}

#[test]
fn the_tenant_has_a_default() {
    let document = document();
    assert_eq!(
        document["components"]["parameters"]["AzureAdGraph_PathTenant"]["schema"],
        json!({ "type": "string", "minLength": 1, "default": "myorganization" })
    );
}

#[test]
fn every_reference_leads_somewhere_and_every_component_is_referred_to() {
    let document = document();
    let mut references = BTreeSet::new();
    each(document, &mut |value| {
        if let Some(reference) = value["$ref"].as_str() {
            references.insert(reference.to_owned());
        }
    });
    for reference in &references {
        let pointer = reference.strip_prefix('#').expect("references stay in the document");
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    for kind in ["schemas", "responses", "parameters", "headers"] {
        for name in keys(&document["components"][kind]) {
            let reference = format!("#/components/{kind}/{name}");
            assert!(references.contains(&reference), "nothing refers to {reference}");
        }
    }
}

#[test]
fn documented_errors_are_examples_of_their_status() {
    let document = document();
    let add = &document["paths"]["/v1.0/groups/{id}/owners/$ref"]["post"]["responses"];
    let content = &add["400"]["content"]["application/json"];
    assert_eq!(content["schema"]["$ref"], "#/components/schemas/MicrosoftGraph_Error");
    let example = &content["examples"]["example2"]["value"];
    assert_eq!(example["error"]["code"], "Request_BadRequest");
    assert_eq!(add["4XX"]["$ref"], "#/components/responses/MicrosoftGraph_Error");
}

#[test]
fn headers_of_an_operation_are_parameters() {
    let document = feature("headers");
    let parameters = &document["paths"]["/v1/things/{id}"]["patch"]["parameters"];
    assert_eq!(parameters[1], json!({ "$ref": "#/components/parameters/Headers_HeaderPrefer" }));
    assert_eq!(
        parameters[3],
        json!({
            "name": "X-Seal",
            "in": "header",
            "description": "What proves that the caller may do it.",
            "required": false,
            "schema": { "type": "string", "format": "password" },
            "examples": { "example1": { "summary": "constructed", "value": "made-up" } }
        })
    );
}

/// The spec tells parameters of one name apart by the segment before each.
#[test]
fn parameters_of_one_name_may_differ() {
    let mut sources = service(&folder("fixtures/features/imported"));
    for file in &mut sources {
        file.text = file
            .text
            .replace("things.things.get", "parts.things.get")
            .replace("/v1/things/{thingId}/things", "/v1/parts/{thingId}/things")
            .replace(
                "\"path\": {",
                "\"path\": { \"parts/thingId\": { \"identifier\": \"ThingId\", \"doc\": \"What has parts.\" },",
            );
    }
    let document = export(&sources);
    let first = |path: &str| document["paths"][path]["get"]["parameters"][0].clone();
    assert_eq!(
        first("/v1/things/{thingId}/picture"),
        json!({ "$ref": "#/components/parameters/Imported_PathThingId" })
    );
    assert_eq!(
        first("/v1/parts/{thingId}/things/{thingId2}"),
        json!({
            "name": "thingId",
            "in": "path",
            "description": "What has parts.",
            "required": true,
            "schema": { "$ref": "#/components/schemas/Imported_ThingId" }
        })
    );
}

#[test]
fn path_parameters_are_those_of_the_path() {
    let document = document();
    for (path, _, operation) in operations(document) {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let names: Vec<&str> = parameters
            .map(|it| match it["$ref"].as_str() {
                Some(reference) => document.pointer(&reference[1..]).expect("it leads somewhere"),
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
    let servers = json!([{
        "url": "https://{cloud}",
        "description": "Azure AD Graph",
        "variables": {
            "cloud": {
                // Two clouds share a host.
                "enum": ["graph.windows.net", "graph.microsoftazure.us", "graph.chinacloudapi.cn", "graph.cloudapi.de"],
                "default": "graph.windows.net",
                "description": "The host in each cloud:\n\n\
                    - `graph.windows.net` (Global): The worldwide cloud.\n\
                    - `graph.microsoftazure.us` (UsGovL4): US Government, level 4.\n\
                    - `graph.microsoftazure.us` (UsGovL5): US Government, level 5 (Department of Defense).\n\
                    - `graph.chinacloudapi.cn` (China): China, operated by 21Vianet.\n\
                    - `graph.cloudapi.de` (Germany): Germany; this cloud has been closed."
            }
        }
    }]);
    assert_eq!(item["servers"], servers);
    let operation = &item["get"];
    assert_eq!(operation["operationId"], "azureAdGraph_groupsMembersList");
    assert_eq!(operation["tags"], json!(["AzureAdGraph_Groups"]));
    assert_eq!(operation["deprecated"], true);
    assert_eq!(operation["x-replaced-by"], "GET /v1.0/groups/{id}/members");
    assert_eq!((&operation["x-idempotent"], &operation["x-paged"]), (&json!(true), &json!(true)));
    assert_eq!(
        operation["security"],
        json!([{ "azure_ad_graph": ["https://graph.windows.net/.default"] }])
    );
    assert_eq!(
        operation["parameters"][0],
        json!({ "$ref": "#/components/parameters/AzureAdGraph_PathTenant" })
    );
    assert_eq!(operation["parameters"][1]["name"], "object_id");
    assert_eq!(keys(&operation["responses"]), ["200", "4XX", "5XX"]);
    assert_eq!(
        operation["responses"]["200"]["content"]["application/json"]["schema"],
        json!({ "$ref": "#/components/schemas/AzureAdGraph_DirectoryObjectPage" })
    );
    let page = &document["components"]["schemas"]["AzureAdGraph_DirectoryObjectPage"];
    assert_eq!(
        page["properties"]["value"]["items"],
        json!({ "$ref": "#/components/schemas/AzureAdGraph_DirectoryObjectAny" })
    );
    let version = &document["components"]["parameters"]["AzureAdGraph_QueryApiVersion"];
    assert_eq!(version["required"], true);
    assert_eq!(
        version["schema"],
        json!({ "type": "string", "enum": ["1.6", "beta", "1.5", "2013-11-08", "2013-04-05"], "default": "1.6" })
    );
    let top = &document["components"]["parameters"]["AzureAdGraph_QueryTop"];
    assert_eq!(top["schema"], json!({ "type": "integer", "minimum": 1, "maximum": 999 }));
}

#[test]
fn each_path_of_an_entry_has_a_successor_of_its_own() {
    let document = document();
    let operation = &document["paths"]["/me/getMemberGroups"]["post"];
    assert_eq!(operation["deprecated"], true);
    assert_eq!(operation["x-replaced-by"], "POST /v1.0/me/getMemberGroups");
    let description = operation["description"].as_str().unwrap_or_default();
    assert!(
        description.ends_with("\n\nIn Microsoft Graph: `POST /v1.0/me/getMemberGroups`. The body is the same, and so is the list of IDs in the response, which may be up to 11,000."),
        "{description}"
    );
}

#[test]
fn what_is_called_otherwise_in_the_successor() {
    let document = document();
    let operation = &document["paths"]["/{tenant}/isMemberOf"]["post"];
    assert_eq!(
        operation["x-successor"],
        json!({
            "operation": "directoryObjects.checkMemberGroups",
            "differs": "The group is the only one asked for; the object is its member if the response lists it.",
            "renamed": { "memberId": "{id}", "groupId": "groupIds" }
        })
    );
    let list = &document["paths"]["/{tenant}/groups/{object_id}/extensionProperties"]["get"];
    assert_eq!(list["x-replaced-by"], json!(null));
    let group = &document["components"]["schemas"]["AzureAdGraph_Group"];
    assert_eq!(
        group["x-replaced-by"],
        json!({
            "type": "Group",
            "renamed": {
                "dirSyncEnabled": "onPremisesSyncEnabled",
                "lastDirSyncTime": "onPremisesLastSyncDateTime",
                "provisioningErrors": null
            }
        })
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
            "schema": { "$ref": "#/components/schemas/AzureAdGraph_GroupCreate" },
            "examples": {
                "example1": {
                    "summary": "004 / Create a group",
                    "value": { "displayName": "Example Group", "mailNickname": "ExampleGroup", "mailEnabled": false, "securityEnabled": true }
                }
            }
        })
    );
    assert_eq!(
        schemas["AzureAdGraph_GroupCreate"]["required"],
        json!(["displayName", "mailNickname", "mailEnabled", "securityEnabled"])
    );
    assert_eq!(
        create["responses"]["201"]["headers"]["Location"],
        json!({ "description": "Where the created object is found.", "schema": { "type": "string" } })
    );
    // Null may be sent only where it means something.
    let update = &schemas["AzureAdGraph_GroupUpdate"];
    assert_eq!(update["properties"]["description"]["type"], json!(["string", "null"]));
    assert_eq!(update["properties"]["displayName"]["type"], "string");
    assert_eq!(update["required"], Value::Null);
    assert_eq!(
        schemas["AzureAdGraph_Group"]["properties"]["displayName"]["type"],
        json!(["string", "null"])
    );
}

#[test]
fn an_action_of_the_other_service() {
    let document = document();
    let item = &document["paths"]["/beta/domains/{id}/verify"];
    assert_eq!(item["servers"][0]["variables"]["cloud"]["enum"][4], "graph.microsoft.de");
    let operation = &item["post"];
    assert_eq!(operation["operationId"], "microsoftGraph_domainsVerify");
    assert_eq!(operation["deprecated"], Value::Null);
    assert_eq!(
        operation["servers"][0]["variables"]["cloud"]["enum"],
        json!([
            "graph.microsoft.com",
            "graph.microsoft.us",
            "dod-graph.microsoft.us",
            "microsoftgraph.chinacloudapi.cn"
        ])
    );
    assert_eq!(operation["requestBody"]["required"], false);
    assert_eq!(operation["x-permissions"]["delegated"], json!(["Domain.ReadWrite.All"]));
    let errata = operation["x-errata"].as_array().into_iter().flatten();
    let errata: Vec<_> = errata.map(|it| it["id"].as_str()).collect();
    assert_eq!(errata, [Some("C32"), Some("C33"), Some("C34")]);
    assert_eq!(
        operation["x-documented-requests"][1],
        json!({ "example": "example2", "from": "003 / Example 2: External admin takeover of a domain", "target": "/beta/domains/contoso.com/verify" })
    );
    let body = &document["components"]["schemas"]["MicrosoftGraph_DomainsVerifyRequest"];
    assert_eq!(keys(&body["properties"]), ["forceTakeover"]);
    assert_eq!(body["additionalProperties"], false);
}

#[test]
fn kinds_of_a_base_are_told_apart_and_stay_open() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    let known = &schemas["AzureAdGraph_DomainDnsRecordKnown"];
    assert_eq!(known["discriminator"]["propertyName"], "odata.type");
    assert_eq!(
        known["discriminator"]["mapping"]["Microsoft.DirectoryServices.DomainDnsMxRecord"],
        "#/components/schemas/AzureAdGraph_DomainDnsMxRecord"
    );
    assert_eq!(
        schemas["AzureAdGraph_DomainDnsRecordAny"]["anyOf"],
        json!([
            { "$ref": "#/components/schemas/AzureAdGraph_DomainDnsRecordKnown" },
            { "$ref": "#/components/schemas/AzureAdGraph_DomainDnsRecord" }
        ])
    );
    let kind = &schemas["AzureAdGraph_DomainDnsMxRecord"];
    assert_eq!(
        kind["allOf"],
        json!([{ "$ref": "#/components/schemas/AzureAdGraph_DomainDnsRecord" }])
    );
    assert_eq!(
        kind["properties"]["odata.type"]["const"],
        "Microsoft.DirectoryServices.DomainDnsMxRecord"
    );
    assert_eq!(
        schemas["AzureAdGraph_KeyUsage"]["anyOf"],
        json!([{ "type": "string", "enum": ["Verify", "Sign"] }, { "type": "string" }])
    );
}

#[test]
fn failures_come_in_two_envelopes() {
    let document = document();
    let error = &document["components"]["schemas"]["AzureAdGraph_Error"];
    assert_eq!(keys(&error["properties"]), ["error", "odata.error"]);
    assert_eq!(error["anyOf"], json!([{ "required": ["odata.error"] }, { "required": ["error"] }]));
}

#[test]
fn the_text_is_in_the_order_of_the_spec_and_always_the_same() {
    let text = openapi();
    assert_eq!(openapi(), text);
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is missing"));
    assert!(at("\"/{tenant}/groups\":") < at("\"/{tenant}/groups/{object_id}\":"));
    assert!(at("azureAdGraph_usersAssignLicense") < at("microsoftGraph_domainsCreate"));
}

fn sample<'d>(operation: &'d Value, lang: &str) -> &'d str {
    let samples = operation["x-codeSamples"].as_array().into_iter().flatten();
    let found = samples.filter(|it| it["lang"] == lang).find_map(|it| it["source"].as_str());
    found.unwrap_or_else(|| panic!("{} has no sample in {lang}", operation["operationId"]))
}

/// What is compiled is the example on the page of the call.
#[test]
fn each_operation_has_the_sample_that_its_documentation_compiles() {
    let calls = real_output().files.iter().filter(|file| file.path.ends_with("/calls.rs"));
    let calls: String = calls.map(|file| file.text.as_str()).collect();
    let document = document();
    let mut count = 0;
    for (_, _, operation) in operations(document) {
        let (uses, statements) = sample(operation, "rust").split_once("\n\n").expect("two parts");
        let statements: String = statements.lines().map(|line| format!("/// {line}\n")).collect();
        let example = format!(
            "/// ```no_run\n/// # {uses}\n\
             /// # async fn example(client: Client) -> Result<(), directory_graph::Error> {{\n\
             {statements}/// # Ok(())\n/// # }}\n/// ```\n"
        );
        let curl = sample(operation, "shell").lines();
        let curl: String = curl.map(|line| format!("/// {line}\n")).collect();
        let page = format!("{example}///\n/// ```sh\n{curl}/// ```\n#[must_use");
        assert!(calls.contains(&page), "{page}");
        count += 1;
    }
    assert_eq!(count, 223);
}

#[test]
fn samples_are_whole() {
    let document = document();
    let samples = |path: &str, method: &str| {
        let operation = &document["paths"][path][method];
        (sample(operation, "rust").to_owned(), sample(operation, "shell").to_owned())
    };
    let (rust, curl) = samples("/v1.0/groups/{id}/members/{memberId}/$ref", "delete");
    assert_eq!(
        rust,
        r#"use directory_graph::microsoft_graph::Client;

client
    .groups()
    .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
    .members()
    .remove("87d349ed-44d7-43e1-9a83-5f2406dee5bd")
    .await?;"#
    );
    assert_eq!(
        curl,
        r#"curl -X DELETE 'https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/members/87d349ed-44d7-43e1-9a83-5f2406dee5bd/$ref' \
  -H "Authorization: Bearer $TOKEN""#
    );
    let (_, curl) = samples("/v1.0/users", "post");
    assert_eq!(
        curl,
        r#"curl -X POST 'https://graph.microsoft.com/v1.0/users' \
  -H "Authorization: Bearer $TOKEN" \
  -H 'Content-Type: application/json' \
  -d '{
  "accountEnabled": true,
  "displayName": "Adele Vance",
  "mailNickname": "AdeleV",
  "passwordProfile": { "forceChangePasswordNextSignIn": true, "password": "'"$PASSWORD"'" },
  "userPrincipalName": "AdeleV@contoso.com"
}'"#
    );
    let (_, curl) = samples("/{tenant}/domains('{domain_name}')/verify", "post");
    assert_eq!(
        curl,
        r#"curl -X POST "https://graph.windows.net/myorganization/domains('contoso.com')/verify?api-version=1.6" \
  -H "Authorization: Bearer $TOKEN" \
  -H 'Content-Length: 0'"#
    );
    let (_, curl) = samples("/v1.0/users/$count", "get");
    assert!(curl.ends_with("-H 'ConsistencyLevel: eventual'"), "{curl}");
}
