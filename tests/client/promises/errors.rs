//! Errors, and what retries do about them.

use std::time::Duration;

use directory_graph::{Error, ErrorCode, ErrorKind, MockTransport};
use serde_json::json;

use crate::promises::client;

/// What a caller makes of the response, as the design shows it.
fn outcome(response: Result<directory_graph::azure_ad_graph::models::Group, Error>) -> String {
    match response {
        Err(e) if e.is_not_found() => "gone".to_owned(),
        Err(e) => match e.code() {
            Some(ErrorCode::ResultSizeLimitExceeded) => "too many".to_owned(),
            _ => format!("{e}"),
        },
        Ok(group) => group.object_id.unwrap_or_default(),
    }
}

#[tokio::test]
async fn errors_are_told_apart() {
    let error = |code: &str| json!({"odata.error": {"code": code, "message": {"lang": "en", "value": "Said so."}, "requestId": "1a2b"}});
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/groups/g1")
        .reply_json(404, error("Request_ResourceNotFound"))
        .reply_json(403, error("Directory_ResultSizeLimitExceeded"))
        .reply_json(400, error("Request_BadRequest"))
        .reply_json(200, json!({"objectId": "g1"}));
    let client = client(&mock);
    let mut outcomes = Vec::new();
    for _ in 0..4 {
        outcomes.push(outcome(client.groups().id("g1").get().await));
    }
    assert_eq!(
        outcomes,
        [
            "gone",
            "too many",
            "groups.get: 400 Bad Request Request_BadRequest: Said so. (request 1a2b)",
            "g1",
        ]
    );
}

#[tokio::test]
async fn an_error_says_all_it_knows() {
    let mock = MockTransport::new();
    mock.on_operation("groups.get")
        .reply_json(429, json!({"odata.error": {"code": "Request_ThrottledTemporarily", "message": {"value": "Slow down."}}}))
        .with_header("retry-after", "17")
        .with_header("request-id", "1a2b");
    let error = client(&mock).groups().id("g1").get().await.expect_err("429 is no success");
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(429));
    assert_eq!(error.headers()["retry-after"], "17");
    assert_eq!(error.body().len(), 88);
    assert_eq!(error.request_id(), Some("1a2b"));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(17)));
    assert_eq!(error.message(), Some("Slow down."));
    assert_eq!(error.operation(), Some("groups.get"));
    assert!(error.is_throttled());
    assert_eq!(
        error.to_string(),
        "groups.get: 429 Too Many Requests Request_ThrottledTemporarily: Slow down. (request 1a2b)"
    );
}

#[tokio::test]
async fn who_lacks_a_permission_is_told_which_would_do() {
    let mock = MockTransport::new();
    mock.on_operation("domains.verify").reply_json(
        403,
        json!({"error": {"code": "Authorization_RequestDenied", "message": "Insufficient privileges."}}),
    );
    let client = directory_graph::microsoft_graph::Client::builder()
        .credential(directory_graph::Credential::static_token("t"))
        .transport(mock)
        .build()
        .expect("the client is complete");
    let error = client.domains().id("a.example").verify().await.expect_err("403 is no success");
    assert_eq!(
        error.to_string(),
        "domains.verify: 403 Forbidden Authorization_RequestDenied: Insufficient privileges. (permissions that suffice: delegated Domain.ReadWrite.All; application Domain.ReadWrite.All)"
    );
    let permissions = error.permissions().expect("the documentation names some");
    assert_eq!(permissions.application, [["Domain.ReadWrite.All"]]);
}

#[tokio::test]
async fn mistakes_come_out_before_anything_is_sent() {
    let mock = MockTransport::new();
    let client = client(&mock);
    let group = |id: &str| client.groups().id(id);
    for id in ["", ".", "..", "%2e", "%2E.", ".%2e", "%2e%2E"] {
        for error in [
            group(id).get().await.err(),
            group(id).get().build().err(),
            group(id).get().send().await.err(),
            group(id).members().list().items().try_next().await.err(),
            group(id).members().list().pages().try_next().await.err(),
            group("g1").members().add(id).await.err(),
            group("g1").members().remove(id).await.err(),
            client.applications_by_app_id().id(id).get().await.err(),
            client.users().id(id).get_member_groups(true).await.err(),
        ] {
            let error = error.expect("the identifier is refused");
            assert!(error.is_invalid_request(), "{id:?}: {error}");
        }
    }
    assert_eq!(
        group("..").get().await.expect_err("refused").to_string(),
        "groups.get: the request cannot be built: an identifier in the path is `.` or `..`, which would change the path"
    );
    assert_eq!(
        group("").get().await.expect_err("refused").to_string(),
        "groups.get: the request cannot be built: an identifier in the path is empty"
    );
    assert_eq!(
        client.domains().id("").get().await.expect_err("refused").to_string(),
        "domains.get: the request cannot be built: an identifier in the path is empty"
    );
    assert_eq!(
        client.groups().list().top(0).await.expect_err("refused").to_string(),
        "groups.list: the request cannot be built: $top is 0, but must be from 1 to 999"
    );
    assert!(client.groups().list().top(1000).build().is_err());
    assert_eq!(
        client.groups().list().with_header("a b", "c").await.expect_err("refused").to_string(),
        "groups.list: the request cannot be built: the name of header \"a b\" is not allowed"
    );
    assert!(client.groups().list().with_header("a", "b\r\nc: d").build().is_err());
    assert!(client.groups().list().with_api_version("").build().is_err());
    assert!(mock.requests().is_empty());
}
