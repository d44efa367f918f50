//! Responses of all kinds: with a body and without, with success and without.

use directory_graph::azure_ad_graph::models::*;
use directory_graph::{Error, ErrorCode, ErrorKind};

use crate::loopback::server::{Reply, Server};
use crate::loopback::{blocking_client, client, microsoft_graph};

const GROUP: &str = "c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3";

/// The error of a call that gets this response.
async fn refused(reply: Reply) -> Error {
    let server = Server::script(vec![reply]);
    let call = client(&server).groups().id(GROUP).get();
    call.await.expect_err("the response is no success")
}

#[tokio::test]
async fn errors_of_azure_ad_graph_are_told_on_one_line() {
    let error = refused(Reply::with(
        "404 Not Found",
        &[("request-id", "1a2b3c")],
        r#"{"odata.error":{"code":"Request_ResourceNotFound","message":{"lang":"en","value":"Resource 'c7eb' does not exist\r\nor one of its queried objects."},"requestId":"from-the-body","date":"2018-10-11T18:11:49"}}"#,
    ))
    .await;
    assert_eq!(
        error.to_string(),
        "groups.get: 404 Not Found Request_ResourceNotFound: Resource 'c7eb' does not exist or one of its queried objects. (request 1a2b3c)"
    );
    assert!(error.is_not_found());
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.code(), Some(&ErrorCode::ResourceNotFound));
    assert_eq!(error.request_id(), Some("1a2b3c"));
    assert_eq!(error.headers()["request-id"], "1a2b3c");
    assert!(error.body().starts_with(b"{\"odata.error\""));
}

#[tokio::test]
async fn errors_of_microsoft_graph_are_told_on_one_line() {
    let body = r#"{"error":{"code":"Request_BadRequest","message":"The domain name is wrong.","innerError":{"date":"2024-01-01T00:00:00","request-id":"3c4d","client-request-id":"5e6f"}}}"#;
    let server = Server::script(vec![Reply::json("400 Bad Request", body)]);
    let call = microsoft_graph(&server).domains().create("contoso.com");
    let error = call.await.expect_err("the response is no success");
    assert_eq!(
        error.to_string(),
        "domains.create: 400 Bad Request Request_BadRequest: The domain name is wrong. (request 3c4d)"
    );
    assert!(error.is_bad_request());
    assert_eq!(server.requests(), ["POST /v1.0/domains"]);
    assert_eq!(server.received()[0].body, r#"{"id":"contoso.com"}"#);
}

#[tokio::test]
async fn an_unknown_code_keeps_its_text() {
    let body = r#"{"odata.error":{"code":"Request_OfTheFuture","message":{"value":"New."}}}"#;
    let error = refused(Reply::json("403 Forbidden", body)).await;
    assert!(error.is_forbidden());
    assert_eq!(error.code().map(ErrorCode::as_str), Some("Request_OfTheFuture"));
}

#[tokio::test]
async fn bodies_that_are_no_envelope_leave_the_status() {
    for (status, body, expected) in [
        (
            "502 Bad Gateway",
            "<html><head><title>502</title></head><body>secret page</body></html>",
            "groups.get: 502 Bad Gateway",
        ),
        ("502 Bad Gateway", "", "groups.get: 502 Bad Gateway"),
        ("503 Service Unavailable", "[]", "groups.get: 503 Service Unavailable"),
        (
            "500 Internal Server Error",
            "{\"odata.error\":",
            "groups.get: 500 Internal Server Error: {\"odata.error\":",
        ),
        (
            "400 Bad Request",
            r#"{"odata.error":{"code":7,"message":{"value":null}}}"#,
            "groups.get: 400 Bad Request",
        ),
        (
            "299 Odd",
            "",
            "groups.get: 299: a success has the status 200; the content type is text/html",
        ),
        ("999 Odd", "", "groups.get: 999"),
    ] {
        let error = refused(Reply::with(status, &[("content-type", "text/html")], body)).await;
        assert_eq!(error.to_string(), expected, "{status} {body}");
    }
}

#[tokio::test]
async fn what_is_no_json_names_the_operation_and_the_status() {
    for (body, expected) in [
        (
            "",
            "groups.get: 200 OK, but the response cannot be read: EOF while parsing a value at line 1 column 0",
        ),
        (
            "<html>",
            "groups.get: 200 OK, but the response cannot be read: expected value at line 1 column 1",
        ),
        (
            r#"{"objectId":"g1","provisioningErrors":[{"service":"x"},{"service":'y'}]}"#,
            "groups.get: 200 OK, but the response cannot be read: at provisioningErrors[1].service: expected value at line 1 column 67",
        ),
        (
            "[]",
            "groups.get: 200 OK, but the response cannot be read: invalid type: sequence, expected an object (Group) at line 1 column 2",
        ),
    ] {
        let error = refused(Reply::json("200 OK", body)).await;
        assert!(error.is_decode());
        assert_eq!(error.to_string(), expected, "{body}");
        assert_eq!(error.body(), body.as_bytes());
    }
}

#[tokio::test]
async fn nothing_is_expected_of_a_204() {
    let server = Server::script(vec![
        Reply::status("204 No Content"),
        Reply::status("204 No Content"),
        Reply::status("204 No Content"),
    ]);
    let client = client(&server);
    let group = client.groups().id(GROUP);
    group.delete().await.expect("204 is success");
    let response = group.update().clear_description().send().await;
    assert_eq!(response.expect("204 is success").status(), 204);
    client
        .me()
        .change_password(ChangePassword {
            current_password: "old".into(),
            new_password: "new".into(),
        })
        .await
        .expect("204 is success");
    assert_eq!(
        server.requests(),
        [
            "DELETE /myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3?api-version=1.6",
            "PATCH /myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3?api-version=1.6",
            "POST /me/changePassword?api-version=1.6",
        ]
    );
    let bodies: Vec<String> = server.received().into_iter().map(|received| received.body).collect();
    assert_eq!(
        bodies,
        ["", r#"{"description":null}"#, r#"{"currentPassword":"old","newPassword":"new"}"#]
    );
}

#[tokio::test]
async fn an_empty_200_is_enough_where_the_documents_say_so() {
    let server = Server::script(vec![
        Reply::status("200 OK"),
        Reply::json("200 OK", r#"{"objectId":"u1"}"#),
    ]);
    let user = client(&server).users().id("alexd@contoso.com");
    let none = || AssignLicense { add_licenses: Vec::new(), remove_licenses: Vec::new() };
    assert_eq!(user.assign_license(none()).await.expect("success"), None);
    let response = user.assign_license(none()).await.expect("success");
    assert_eq!(response.and_then(|user| user.object_id).as_deref(), Some("u1"));
    assert_eq!(server.received()[0].body, r#"{"addLicenses":[],"removeLicenses":[]}"#);
}

#[tokio::test]
async fn a_link_names_the_object_at_the_configured_endpoint() {
    let server = Server::script(vec![Reply::status("204 No Content"); 2]);
    let members = client(&server).groups().id(GROUP).members();
    members.add("3eb6055a-baeb-44d4-a1ea-2fee86d8891b").await.expect("204 is success");
    members.remove("3eb6055a-baeb-44d4-a1ea-2fee86d8891b").await.expect("204 is success");
    assert_eq!(
        server.requests(),
        [
            "POST /myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/$links/members?api-version=1.6",
            "DELETE /myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/$links/members/3eb6055a-baeb-44d4-a1ea-2fee86d8891b?api-version=1.6",
        ]
    );
    let (received, port) = (server.received(), server.port());
    assert_eq!(received[0].header("content-type"), Some("application/json"));
    assert_eq!(
        received[0].body,
        format!(
            "{{\"url\":\"http://127.0.0.1:{port}/myorganization/directoryObjects/3eb6055a-baeb-44d4-a1ea-2fee86d8891b\"}}"
        )
    );
    assert_eq!((received[1].header("content-type"), received[1].body.as_str()), (None, ""));
}

#[tokio::test]
async fn send_gives_status_and_headers_of_what_was_created() {
    let location = "https://graph.windows.net/myorganization/directoryObjects/g1/Microsoft.DirectoryServices.Group";
    let server = Server::script(vec![Reply::with(
        "201 Created",
        &[("location", location), ("content-type", "application/json")],
        r#"{"odata.type":"Microsoft.DirectoryServices.Group","objectId":"g1"}"#,
    )]);
    let call = client(&server).groups().create(GroupCreate {
        display_name: "Example Group".into(),
        mail_nickname: "ExampleGroup".into(),
        mail_enabled: false,
        security_enabled: true,
    });
    let response = call.send().await.expect("201 is success");
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["location"], location);
    assert_eq!(response.body().object_id.as_deref(), Some("g1"));
    assert_eq!(
        server.received()[0].body,
        r#"{"displayName":"Example Group","mailNickname":"ExampleGroup","mailEnabled":false,"securityEnabled":true}"#
    );
}

#[tokio::test]
async fn redirects_are_errors_and_the_token_follows_none() {
    let elsewhere = Server::start(|_| Reply::json("200 OK", r#"{"objectId":"g1"}"#));
    let location = format!("{}/stolen", elsewhere.url());
    for (status, expected) in [
        ("301 Moved Permanently", "groups.get: 301 Moved Permanently"),
        ("302 Found", "groups.get: 302 Found"),
        ("303 See Other", "groups.get: 303 See Other"),
        ("307 Temporary Redirect", "groups.get: 307 Temporary Redirect"),
        ("308 Permanent Redirect", "groups.get: 308 Permanent Redirect"),
        ("304 Not Modified", "groups.get: 304 Not Modified"),
    ] {
        let error = refused(Reply::with(status, &[("location", &location)], "")).await;
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.headers()["location"], location.as_str());
    }
    assert_eq!(elsewhere.requests(), [] as [&str; 0]);
}

#[test]
fn blocking_calls_talk_the_same_http() {
    let server = Server::script(vec![
        Reply::json("200 OK", r#"{"value":["g1","g2"]}"#),
        Reply::json(
            "404 Not Found",
            r#"{"odata.error":{"code":"Request_ResourceNotFound","message":{"value":"Gone."}}}"#,
        ),
    ]);
    let client = blocking_client(&server);
    let groups = client.me().get_member_groups(true).call();
    assert_eq!(groups.expect("success"), ["g1", "g2"]);
    let error = client.domains().id("o'brien.example").get().call().expect_err("404 is no success");
    assert_eq!(error.to_string(), "domains.get: 404 Not Found Request_ResourceNotFound: Gone.");
    assert_eq!(
        server.requests(),
        [
            "POST /me/getMemberGroups?api-version=1.6",
            "GET /myorganization/domains('o''brien.example')?api-version=1.6",
        ]
    );
    assert_eq!(server.received()[0].body, r#"{"securityEnabledOnly":true}"#);
    assert_eq!(server.received()[1].header("authorization"), Some("Bearer planted-token"));
}
