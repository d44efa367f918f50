//! Rules about models, setters, streams and raw escapes.

use std::future::poll_fn;
use std::pin::Pin;

use directory_graph::azure_ad_graph::models::*;
use directory_graph::azure_ad_graph::{AppId, ObjectId};
use directory_graph::{DateTime, Error, Extra, MockTransport, microsoft_graph};
use futures_core::Stream;
use serde_json::json;

use crate::model;
use crate::promises::{blocking_client, client, sent};

#[test]
fn models_can_be_written_as_literals() {
    let error = ProvisioningError {
        error_detail: Some("Duplicate.".into()),
        resolved: Some(false),
        service: Some("exchange".into()),
        timestamp: Some(DateTime::from("2018-10-11T18:11:49Z")),
        extra: Extra::default(),
    };
    let group = Group {
        object_id: Some("g1".into()),
        provisioning_errors: vec![error.clone()],
        ..Group::default()
    };
    assert_eq!(group.clone(), group);
    assert_eq!(group.provisioning_errors, [error]);
    assert_eq!(group.proxy_addresses, [] as [&str; 0]);
    let json = json!({
        "objectId": "g1",
        "provisioningErrors": [{"errorDetail": "Duplicate.", "resolved": false, "service": "exchange", "timestamp": "2018-10-11T18:11:49Z"}],
        "proxyAddresses": [],
    });
    assert_eq!(serde_json::to_value(&group).expect("models can be written"), json);
    assert_eq!(model::<Group>(&json), group);
    assert!(
        format!("{group:?}").starts_with("Group { object_type: None, object_id: Some(\"g1\"), ")
    );
}

#[test]
fn unknown_properties_values_and_types_are_kept() {
    let json = json!({
        "odata.type": "Microsoft.DirectoryServices.User",
        "objectId": "u1",
        "extension_ab_skypeId": "joe",
        "userType": "Robot",
        "usageLocation": null
    });
    let user: User = model(&json);
    assert_eq!(user.extra.get("extension_ab_skypeId"), Some(&json!("joe")));
    assert_eq!(user.usage_location, None);
    assert_eq!(serde_json::to_value(&user).expect("models can be written"), json);

    let domain: microsoft_graph::models::Domain = model(
        &json!({"authenticationType": "Quantum", "supportedServices": ["Email", "Telepathy"]}),
    );
    let kind = domain.authentication_type.expect("it was there");
    assert_eq!(kind.as_str(), "Quantum");
    assert_eq!(kind, "Quantum");
    assert_eq!(domain.supported_services[1].to_string(), "Telepathy");
}

#[test]
fn dates_keep_what_the_service_sent() {
    for text in [
        "2018-10-11T18:11:49.1234567Z",
        "2018-10-11T18:11:49+02:00",
        "2018-10-11T18:11:49",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "soon",
        "",
    ] {
        let json = json!({"deletionTimestamp": text});
        let group: Group = model(&json);
        let date = group.deletion_timestamp.expect("it was there");
        assert_eq!(date.as_str(), text);
    }
    let date = DateTime::from("2018-10-11T18:11:49.1234567Z");
    let since = date.to_system_time().expect("it is a date").duration_since(std::time::UNIX_EPOCH);
    assert_eq!(since.expect("it is after 1970").as_nanos(), 1_539_281_509_123_456_700);
    assert_eq!(DateTime::from("soon").to_system_time(), None);
}

#[test]
fn identifiers_are_text_with_a_type() -> Result<(), Error> {
    let client = client(&MockTransport::new());
    let id = ObjectId::from("a1");
    let text = "a1".to_owned();
    for call in [
        client.applications().id("a1").get(),
        client.applications().id(&text).get(),
        client.applications().id(text.clone()).get(),
        client.applications().id(&id).get(),
        client.applications().id(id.clone()).get(),
    ] {
        assert_eq!(call.build()?.uri().path(), "/myorganization/applications/a1");
    }
    let app = AppId::from("app1");
    let request = client.applications_by_app_id().id(app).get().build()?;
    assert_eq!(request.uri().path(), "/myorganization/applicationsByAppId/app1");
    Ok(())
}

/// Takes everything from a stream, as any library of combinators does.
async fn drain<S: Stream + Unpin>(mut stream: S) -> Vec<S::Item> {
    let mut items = Vec::new();
    while let Some(item) = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await {
        items.push(item);
    }
    items
}

#[tokio::test]
async fn items_and_pages_are_streams() {
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/groups")
        .reply_json(200, json!({"value": [{"objectId": "g1"}, {"objectId": "g2"}], "odata.nextLink": "groups?$skiptoken=1"}))
        .reply_json(200, json!({"value": [{"objectId": "g3"}]}));
    let list = client(&mock).groups().list();
    let items = drain(list.clone().items()).await;
    assert_eq!(items.iter().filter(|item| item.is_ok()).count(), 3);
    mock.on("GET", "/myorganization/groups").reply_json(200, json!({"value": []}));
    let pages = drain(list.pages()).await;
    let lengths: Vec<usize> =
        pages.iter().map(|page| page.as_ref().map_or(0, |page| page.len())).collect();
    assert_eq!(lengths, [1]);
}

#[test]
fn blocking_clients_offer_the_same_calls() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/groups")
        .reply_json(
            200,
            json!({"value": [{"objectId": "g1"}], "odata.nextLink": "groups?$skiptoken=1"}),
        )
        .reply_json(200, json!({"value": [{"objectId": "g2"}]}));
    mock.on("DELETE", "/myorganization/groups/g1").reply(204);
    let client = blocking_client(&mock);
    let groups: Vec<Group> = client.groups().list().top(1).items().collect::<Result<_, _>>()?;
    assert_eq!(groups.len(), 2);
    client.groups().id("g1").delete().call()?;
    let response = client.groups().id("g1").delete().send()?;
    assert_eq!(response.status(), 204);
    let request = client.groups().id("g1").get().build()?;
    assert_eq!(request.uri().path(), "/myorganization/groups/g1");
    assert_eq!(
        sent(&mock),
        [
            "GET /myorganization/groups?api-version=1.6&$top=1",
            "GET /myorganization/groups?$skiptoken=1&api-version=1.6",
            "DELETE /myorganization/groups/g1?api-version=1.6",
            "DELETE /myorganization/groups/g1?api-version=1.6",
        ]
    );
    Ok(())
}

#[test]
fn raw_options_and_headers_reach_the_request() -> Result<(), Error> {
    let client = client(&MockTransport::new());
    let request = client
        .groups()
        .list()
        .top(5)
        .with_query("$select", "objectId,displayName")
        .with_query("$top", "7")
        .with_query("a&b", "c=d&e")
        .with_api_version("1.5")
        .with_header("prefer", "return=minimal")
        .build()?;
    assert_eq!(
        request.uri(),
        "https://graph.windows.net/myorganization/groups?api-version=1.5&$select=objectId,displayName&$top=7&a%26b=c%3Dd%26e"
    );
    assert_eq!(request.headers()["prefer"], "return=minimal");
    Ok(())
}

#[test]
fn typed_queries_quote_every_value() -> Result<(), Error> {
    let client = client(&MockTransport::new());
    let input = "O'Brien') or true or startswith(displayName,'";
    let request = client
        .groups()
        .list()
        .filter(group::display_name().starts_with(input).and(group::security_enabled().eq(true)))
        .order_by(group::display_name().descending())
        .build()?;
    assert_eq!(
        request.uri(),
        "https://graph.windows.net/myorganization/groups?api-version=1.6&$filter=startswith(displayName,'O''Brien'')%20or%20true%20or%20startswith(displayName,''')%20and%20securityEnabled%20eq%20true&$orderby=displayName%20desc"
    );
    Ok(())
}
