//! The example of the design, piece by piece.

use directory_graph::azure_ad_graph::{Client, Cloud, models::*};
use directory_graph::{Credential, Error, MockTransport, Response, RetryPolicy, Tenant};
use serde_json::json;

use crate::promises::{client, sent};

#[test]
fn clients_are_built() -> Result<(), Error> {
    let token = "token-1";
    let client = Client::builder(Tenant::my_organization())
        .credential(Credential::static_token(token))
        .build()?;
    assert_eq!(client.endpoint(), "https://graph.windows.net");

    let client = Client::builder(Tenant::new("contoso.com")?)
        .credential(Credential::static_token(token))
        .transport(MockTransport::new())
        .api_version("beta")
        .retry(RetryPolicy::default())
        .cloud(Cloud::China)
        .build()?;
    let request = client.groups().list().build()?;
    assert_eq!(request.uri(), "https://graph.chinacloudapi.cn/contoso.com/groups?api-version=beta");

    let client = Client::builder(Tenant::my_organization())
        .endpoint("https://proxy.example/graph")
        .build()?;
    let request = client.groups().list().build()?;
    assert_eq!(request.uri(), "https://proxy.example/graph/myorganization/groups?api-version=1.6");
    Ok(())
}

#[tokio::test]
async fn a_call_is_awaited_sent_or_built() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/groups/g1")
        .reply_json(200, json!({"objectId": "g1", "displayName": "One"}))
        .with_header("request-id", "1a2b");
    let (client, id, rid) = (client(&mock), "g1", "7f3b");

    let group: Group = client.groups().id(id).get().await?;
    assert_eq!(group.display_name.as_deref(), Some("One"));

    let response =
        client.groups().id(id).get().with_header("client-request-id", rid).send().await?;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["request-id"], "1a2b");
    let _: &Response<Group> = &response;
    assert_eq!(response.body(), &group);

    let request: http::Request<bytes::Bytes> = client.groups().id(id).get().build()?;
    assert_eq!(request.method(), "GET");
    assert_eq!(request.uri(), "https://graph.windows.net/myorganization/groups/g1?api-version=1.6");
    assert!(request.body().is_empty());
    assert!(!request.headers().contains_key("authorization"));

    let requests = mock.requests();
    assert_eq!(requests.len(), 2, "building sends nothing");
    assert_eq!(requests[1].headers()["client-request-id"], "7f3b");
    Ok(())
}

#[tokio::test]
async fn lists_are_followed() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/groups")
        .reply_json(
            200,
            json!({"value": [{"objectId": "g1"}], "odata.nextLink": "groups?$skiptoken=X'1'"}),
        )
        .reply_json(200, json!({"value": [{"objectId": "g2"}]}));
    let client = client(&mock);

    let mut ids = Vec::new();
    let mut groups = client.groups().list().filter("startswith(displayName,'A')").top(100).items();
    while let Some(group) = groups.try_next().await? {
        ids.extend(group.object_id);
    }
    assert_eq!(ids, ["g1", "g2"]);
    assert_eq!(
        sent(&mock),
        [
            "GET /myorganization/groups?api-version=1.6&$filter=startswith(displayName,'A')&$top=100",
            "GET /myorganization/groups?$skiptoken=X'1'&api-version=1.6",
        ]
    );
    Ok(())
}

#[tokio::test]
async fn groups_are_created_and_changed() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("POST", "/myorganization/groups").reply_json(201, json!({"objectId": "g1"}));
    mock.on("PATCH", "/myorganization/groups/g1").reply(204);
    let (client, id) = (client(&mock), "g1");

    let group = client
        .groups()
        .create(GroupCreate {
            display_name: "Example Group".into(),
            mail_nickname: "ExampleGroup".into(),
            mail_enabled: false,
            security_enabled: true,
        })
        .description("optional ones are setters")
        .await?;
    assert_eq!(group.object_id.as_deref(), Some("g1"));

    client.groups().id(id).update().display_name("New").clear_description().await?;
    assert_eq!(
        sent(&mock),
        [
            r#"POST /myorganization/groups?api-version=1.6 {"displayName":"Example Group","mailNickname":"ExampleGroup","mailEnabled":false,"securityEnabled":true,"description":"optional ones are setters"}"#,
            r#"PATCH /myorganization/groups/g1?api-version=1.6 {"displayName":"New","description":null}"#,
        ]
    );
    Ok(())
}

#[tokio::test]
async fn links_are_written_and_read() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("POST", "/myorganization/groups/g1/$links/members").reply(204);
    mock.on("DELETE", "/myorganization/groups/g1/$links/*/*").reply(204);
    mock.on("GET", "/myorganization/groups/g1/$links/members").reply_json(200, json!({"value": [
        {"url": "https://graph.windows.net/contoso.com/directoryObjects/u1/Microsoft.DirectoryServices.User"},
    ]}));
    mock.on("GET", "/myorganization/groups/g1/members").reply_json(
        200,
        json!({"value": [
            {"odata.type": "Microsoft.DirectoryServices.User", "objectId": "u1"},
            {"odata.type": "Microsoft.DirectoryServices.Group", "objectId": "g2"},
            {"odata.type": "Microsoft.DirectoryServices.Contact", "objectId": "c1"},
            {"odata.type": "Microsoft.DirectoryServices.ServicePrincipal", "objectId": "s1"},
            {"odata.type": "Microsoft.DirectoryServices.Device", "objectId": "d1"},
        ]}),
    );
    let (client, id, user_id, owner_id) = (client(&mock), "g1", "u1", "u2");

    client.groups().id(id).members().add(user_id).await?;
    client.groups().id(id).members().remove(user_id).await?;
    let links = client.groups().id(id).members().links().await?;
    let parts: Vec<_> = links.iter().map(|link| (link.id(), link.kind())).collect();
    assert_eq!(parts, [("u1", Some("User"))]);

    let mut members = client.groups().id(id).members().list().items();
    let mut kinds = Vec::new();
    while let Some(member) = members.try_next().await? {
        kinds.push(match member {
            DirectoryObject::User(user) => ("user", user.object_id),
            DirectoryObject::Group(group) => ("group", group.object_id),
            DirectoryObject::Contact(contact) => ("contact", contact.object_id),
            DirectoryObject::ServicePrincipal(principal) => ("principal", principal.object_id),
            DirectoryObject::Other(other) => {
                assert_eq!(other.type_name(), Some("Microsoft.DirectoryServices.Device"));
                ("other", other.get("objectId").and_then(|id| id.as_str()).map(str::to_owned))
            }
            _ => ("unexpected", None),
        });
    }
    let kinds: Vec<_> = kinds.iter().map(|(kind, id)| (*kind, id.as_deref())).collect();
    assert_eq!(
        kinds,
        [
            ("user", Some("u1")),
            ("group", Some("g2")),
            ("contact", Some("c1")),
            ("principal", Some("s1")),
            ("other", Some("d1")),
        ]
    );

    client.groups().id(id).owners().remove(owner_id).await?;
    assert_eq!(
        sent(&mock),
        [
            r#"POST /myorganization/groups/g1/$links/members?api-version=1.6 {"url":"https://graph.windows.net/myorganization/directoryObjects/u1"}"#,
            "DELETE /myorganization/groups/g1/$links/members/u1?api-version=1.6",
            "GET /myorganization/groups/g1/$links/members?api-version=1.6",
            "GET /myorganization/groups/g1/members?api-version=1.6",
            "DELETE /myorganization/groups/g1/$links/owners/u2?api-version=1.6",
        ]
    );
    Ok(())
}

#[tokio::test]
async fn code_that_uses_the_client_is_tested_without_a_server() -> Result<(), Error> {
    let json = json!({"objectId": "g1"});
    let mock = directory_graph::MockTransport::new();
    mock.on("GET", "/myorganization/groups/g1").reply_json(200, json);
    let client = Client::builder(Tenant::my_organization()).transport(mock.clone()).build()?;
    let group = client.groups().id("g1").get().await?;
    assert_eq!(group.object_id.as_deref(), Some("g1"));

    let error = client.groups().id("g2").get().await.expect_err("no rule matches");
    assert_eq!(
        error.to_string(),
        "groups.get: unexpected call: no rule of the mock matches GET /myorganization/groups/g2?api-version=1.6 (operation groups.get); the nearest is GET /myorganization/groups/g1"
    );
    Ok(())
}
