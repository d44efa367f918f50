//! What the services refuse, the fake refuses, in the words of the service that was asked.

use bytes::Bytes;
use directory_graph_fake::FakeTenant;
use http::Request;
use serde_json::{Value, json};

const AAD: &str = "https://graph.windows.net/contoso.com";
const GRAPH: &str = "https://graph.microsoft.com/v1.0";

fn send(tenant: &FakeTenant, method: &str, url: &str, body: &Value) -> (u16, Value) {
    let request = Request::builder().method(method).uri(url).header("authorization", "Bearer any");
    let body = if body.is_null() { Bytes::new() } else { Bytes::from(body.to_string()) };
    let response = tenant.respond(&request.body(body).unwrap()).response;
    let body = serde_json::from_slice(response.body()).unwrap_or(Value::Null);
    (response.status().as_u16(), body)
}

/// Status, code, message and property of a refusal.
fn refusal(
    tenant: &FakeTenant,
    method: &str,
    url: &str,
    body: &Value,
) -> (u16, String, String, String) {
    let (status, body) = send(tenant, method, url, body);
    let error = body.get("odata.error").or(body.get("error")).unwrap_or(&Value::Null);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let message = error["message"].get("value").unwrap_or(&error["message"]);
    let property = match error["values"].get(0) {
        Some(value) => text(&value["value"]),
        None => text(&error["details"][0]["target"]),
    };
    (status, text(&error["code"]), text(message), property)
}

fn group() -> Value {
    json!({"displayName": "A", "mailNickname": "a", "mailEnabled": false, "securityEnabled": true})
}

fn with(name: &str, value: Value) -> Value {
    let mut group = group();
    group[name] = value;
    group
}

#[test]
fn bodies_are_held_against_their_types() {
    let tenant = FakeTenant::new();
    let mut missing = group();
    missing.as_object_mut().unwrap().remove("displayName");
    let cases = [
        (with("colour", json!("red")), "Invalid property 'colour' of resource 'Group'.", "colour"),
        (
            with("dirSyncEnabled", json!(true)),
            "Property 'dirSyncEnabled' is read-only and cannot be set.",
            "dirSyncEnabled",
        ),
        (
            with("mailEnabled", json!("no")),
            "Invalid value specified for property 'mailEnabled'.",
            "mailEnabled",
        ),
        (with("displayName", Value::Null), "Property 'displayName' cannot be null.", "displayName"),
        (
            missing,
            "A value is required for property 'displayName' of resource 'Group'.",
            "displayName",
        ),
    ];
    for (body, message, property) in cases {
        let refused = refusal(&tenant, "POST", &format!("{AAD}/groups?api-version=1.6"), &body);
        let expected =
            (400, "Request_BadRequest".to_owned(), message.to_owned(), property.to_owned());
        assert_eq!(refused, expected);
        let renamed = property.replace("dirSync", "onPremisesSync");
        let body: Value =
            serde_json::from_str(&body.to_string().replace("dirSync", "onPremisesSync")).unwrap();
        let refused = refusal(&tenant, "POST", &format!("{GRAPH}/groups"), &body);
        assert_eq!(
            (refused.0, refused.1.as_str(), refused.3),
            (400, "Request_BadRequest", renamed)
        );
    }
    assert_eq!(tenant.with_state(|state| state.count("Group")), 0);
    let loose = tenant.loose();
    let (status, _) =
        send(&loose, "POST", &format!("{GRAPH}/groups"), &with("colour", json!("red")));
    assert_eq!(status, 201);
}

#[test]
fn addresses_methods_and_versions_are_held_against_the_contract() {
    let tenant = FakeTenant::new();
    let cases = [
        ("GET", format!("{AAD}/groups"), 400, "Request_DataContractVersionMissing"),
        ("GET", format!("{AAD}/groups?api-version=2.0"), 400, "Request_InvalidDataContractVersion"),
        ("GET", format!("{AAD}/nowhere?api-version=1.6"), 400, "Request_InvalidRequestUrl"),
        ("PUT", format!("{AAD}/groups?api-version=1.6"), 405, "Request_BadRequest"),
        ("GET", format!("{AAD}/groups/no?api-version=1.6"), 404, "Request_ResourceNotFound"),
        ("GET", format!("{AAD}/groups?api-version=1.6&$top=1000"), 400, "Request_BadRequest"),
        ("GET", format!("{AAD}/groups?api-version=1.6&$skip=1"), 400, "Request_UnsupportedQuery"),
        (
            "GET",
            format!(
                "{AAD}/groups?api-version=1.6&$filter=displayName%20eq%20'a'&$orderby=displayName"
            ),
            400,
            "Request_UnsupportedQuery",
        ),
        ("GET", format!("{GRAPH}/nowhere"), 400, "BadRequest"),
        ("GET", format!("{GRAPH}/groups/no"), 404, "Request_ResourceNotFound"),
        ("GET", format!("{GRAPH}/groups/$count"), 400, "Request_UnsupportedQuery"),
        ("GET", format!("{GRAPH}/groups?$select=colour"), 400, "Request_BadRequest"),
        (
            "GET",
            format!("{GRAPH}/groups?$filter=theme%20eq%20'a'"),
            400,
            "Request_UnsupportedQuery",
        ),
        ("GET", format!("{GRAPH}/groups?$skiptoken=odd"), 400, "Request_BadRequest"),
    ];
    for (method, url, status, code) in cases {
        let refused = refusal(&tenant, method, &url, &Value::Null);
        assert_eq!((refused.0, refused.1.as_str()), (status, code), "{method} {url}");
    }
    let request = Request::get(format!("{GRAPH}/groups")).body(Bytes::new()).unwrap();
    let response = tenant.respond(&request).response;
    assert_eq!(response.status().as_u16(), 401);
    let body: Value = serde_json::from_slice(response.body()).unwrap();
    assert_eq!(body["error"]["code"], "InvalidAuthenticationToken");
}

#[test]
fn both_spellings_of_keys_and_of_tenants_lead_to_the_object() {
    let tenant = FakeTenant::new();
    let id = &tenant.seed_groups(1)[0];
    for url in [
        format!("{AAD}/groups/{id}?api-version=1.6"),
        format!("{AAD}/groups('{id}')?api-version=1.6"),
        format!("https://graph.windows.net/myorganization/groups/{id}?api-version=1.5"),
        format!("{GRAPH}/groups/{id}"),
        format!("{GRAPH}/groups('{id}')"),
    ] {
        let (status, body) = send(&tenant, "GET", &url, &Value::Null);
        assert_eq!((status, body["displayName"].as_str()), (200, Some("Group 1")), "{url}");
    }
    for url in [format!("{GRAPH}/me"), format!("{GRAPH}/users/MeganB@contoso.onmicrosoft.com")] {
        let (_, body) = send(&tenant, "GET", &url, &Value::Null);
        assert_eq!(body["displayName"], "Megan Bowen", "{url}");
    }
}

#[test]
fn responses_have_the_annotations_of_their_service() {
    let tenant = FakeTenant::new();
    let id = tenant.seed_groups(3)[0].clone();
    let (_, body) =
        send(&tenant, "GET", &format!("{AAD}/groups?api-version=1.6&$top=1"), &Value::Null);
    assert_eq!(
        body["odata.metadata"],
        format!("{AAD}/$metadata#directoryObjects/Microsoft.DirectoryServices.Group")
    );
    assert_eq!(body["value"][0]["odata.type"], "Microsoft.DirectoryServices.Group");
    assert_eq!(body["value"][0]["objectType"], "Group");
    let link = body["odata.nextLink"].as_str().unwrap();
    assert!(
        link.starts_with("directoryObjects/$/Microsoft.DirectoryServices.Group?$skiptoken=X'"),
        "{link}"
    );
    let (status, next) =
        send(&tenant, "GET", &format!("{AAD}/{link}&api-version=1.6"), &Value::Null);
    assert_eq!((status, next["value"].as_array().map(Vec::len)), (200, Some(1)));

    let links = format!("groups/{id}/$links/owners?api-version=1.6");
    let (_, body) = send(&tenant, "GET", &format!("{AAD}/{links}"), &Value::Null);
    assert_eq!(body["odata.metadata"], format!("{AAD}/$metadata#directoryObjects/$links/owners"));
    let (_, body) = send(&tenant, "GET", &format!("{GRAPH}/groups/{id}/owners/$ref"), &Value::Null);
    assert_eq!(body["@odata.context"], format!("{GRAPH}/$metadata#Collection($ref)"));

    let (_, body) = send(
        &tenant,
        "GET",
        &format!("{GRAPH}/groups?$top=1&$select=id,displayName"),
        &Value::Null,
    );
    assert_eq!(body["@odata.context"], format!("{GRAPH}/$metadata#groups(id,displayName)"));
    assert_eq!(body["value"][0].as_object().map(|it| it.len()), Some(2));
    assert!(
        body["@odata.nextLink"]
            .as_str()
            .unwrap()
            .starts_with(&format!("{GRAPH}/groups?$top=1&$select=id%2CdisplayName&$skiptoken="))
    );
    let (_, body) = send(&tenant, "GET", &format!("{GRAPH}/directoryObjects/{id}"), &Value::Null);
    assert_eq!(body["@odata.type"], "#microsoft.graph.group");
}

#[test]
fn tokens_of_pages_are_good_only_where_they_were_issued() {
    let tenant = FakeTenant::new();
    tenant.seed_groups(3);
    let (_, body) = send(&tenant, "GET", &format!("{GRAPH}/groups?$top=1"), &Value::Null);
    let next = body["@odata.nextLink"].as_str().unwrap();
    assert_eq!(send(&tenant, "GET", next, &Value::Null).0, 200);
    let (_, token) = next.rsplit_once("$skiptoken=").unwrap();

    let (_, body) =
        send(&tenant, "GET", &format!("{AAD}/groups?api-version=1.6&$top=1"), &Value::Null);
    let next = body["odata.nextLink"].as_str().unwrap();
    let (_, old) = next.split_once("$skiptoken=").unwrap();
    for url in [
        format!("{AAD}/{next}&api-version=1.6"),
        // Clients that put the token into their own address are served as well.
        format!("{AAD}/groups?api-version=1.6&$skiptoken={old}"),
    ] {
        assert_eq!(send(&tenant, "GET", &url, &Value::Null).0, 200, "{url}");
    }
    for url in [
        format!("{GRAPH}/users?$skiptoken={token}"),
        format!("{GRAPH}/groups?$skiptoken={old}"),
        format!("{AAD}/groups?api-version=1.6&$skiptoken={token}"),
        format!("{AAD}/domains?api-version=1.6&$skiptoken={old}"),
    ] {
        let (status, code, message, property) = refusal(&tenant, "GET", &url, &Value::Null);
        assert_eq!((status, code.as_str()), (400, "Request_BadRequest"), "{url}");
        assert_eq!(message, "The specified page token is not valid.");
        assert_eq!(property, "$skiptoken");
    }
}

#[test]
fn change_sets_are_done_as_a_whole_or_not_at_all() {
    let tenant = FakeTenant::new();
    let id = &tenant.seed_groups(1)[0];
    let batch = |missing: &str| {
        let change = |id: &str, name: &str| {
            format!(
                "--c\r\nContent-Type: application/http\r\n\r\nPATCH {AAD}/groups/{id}?api-version=1.6 HTTP/1.1\r\n\
                 content-type: application/json\r\n\r\n{{\"displayName\":\"{name}\"}}\r\n"
            )
        };
        let body = format!(
            "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n{}{}--c--\r\n--b--\r\n",
            change(id, "changed"),
            change(missing, "twice"),
        );
        let request = Request::post(format!("{AAD}/$batch?api-version=1.6"))
            .header("authorization", "Bearer any")
            .header("content-type", "multipart/mixed; boundary=b");
        let response = tenant.respond(&request.body(Bytes::from(body)).unwrap()).response;
        assert_eq!(response.status().as_u16(), 202);
        String::from_utf8(response.body().to_vec()).unwrap()
    };
    let name = || {
        let name = |state: &mut directory_graph_fake::State| {
            state.object(id).unwrap().text("displayName").unwrap().to_owned()
        };
        tenant.with_state(name)
    };
    let refused = batch("ffffffff-0000-4000-8000-000000000000");
    assert_eq!(refused.matches("HTTP/1.1 ").count(), 1, "{refused}");
    assert!(refused.contains("HTTP/1.1 404 Not Found"), "{refused}");
    assert!(!refused.contains("changesetresponse"), "{refused}");
    assert_eq!(name(), "Group 1");

    let done = batch(id);
    assert_eq!(done.matches("HTTP/1.1 204 No Content").count(), 2, "{done}");
    assert_eq!(name(), "twice");
}
