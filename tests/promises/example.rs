//! The example of the design, piece by piece.

use directory_graph::azure_ad_graph::{Client, Cloud, models::*};
use directory_graph::{Credential, Error, MockTransport, Response, RetryPolicy, Tenant};
use serde_json::json;

use crate::{client, sent};

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
    assert_eq!(
        request.uri(),
        "https://graph.chinacloudapi.cn/contoso.com/groups?api-version=beta"
    );

    let client = Client::builder(Tenant::my_organization())
        .endpoint("https://proxy.example/graph")
        .build()?;
    let request = client.groups().list().build()?;
    assert_eq!(
        request.uri(),
        "https://proxy.example/graph/myorganization/groups?api-version=1.6"
    );
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

    let answer = client
        .groups()
        .id(id)
        .get()
        .with_header("client-request-id", rid)
        .send()
        .await?;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["request-id"], "1a2b");
    let _: &Response<Group> = &answer;
    assert_eq!(answer.body(), &group);

    let request: http::Request<bytes::Bytes> = client.groups().id(id).get().build()?;
    assert_eq!(request.method(), "GET");
    assert_eq!(
        request.uri(),
        "https://graph.windows.net/myorganization/groups/g1?api-version=1.6"
    );
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
    let mut groups = client
        .groups()
        .list()
        .filter("startswith(displayName,'A')")
        .top(100)
        .items();
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
    mock.on("POST", "/myorganization/groups")
        .reply_json(201, json!({"objectId": "g1"}));
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

    client
        .groups()
        .id(id)
        .update()
        .display_name("New")
        .clear_description()
        .await?;
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
    mock.on("POST", "/myorganization/groups/g1/$links/members")
        .reply(204);
    mock.on("DELETE", "/myorganization/groups/g1/$links/*/*")
        .reply(204);
    mock.on("GET", "/myorganization/groups/g1/$links/members").reply_json(200, json!({"value": [
        {"url": "https://graph.windows.net/contoso.com/directoryObjects/u1/Microsoft.DirectoryServices.User"},
    ]}));
    mock.on("GET", "/myorganization/groups/g1/members")
        .reply_json(
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
                assert_eq!(
                    other.type_name(),
                    Some("Microsoft.DirectoryServices.Device")
                );
                (
                    "other",
                    other
                        .get("objectId")
                        .and_then(|id| id.as_str())
                        .map(str::to_owned),
                )
            }
            _ => ("unexpected", None),
        });
    }
    let kinds: Vec<_> = kinds
        .iter()
        .map(|(kind, id)| (*kind, id.as_deref()))
        .collect();
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
async fn memberships_are_asked_of_users_service_principals_and_me() -> Result<(), Error> {
    let mock = MockTransport::new();
    let ids = json!({"value": ["8ab3f116-12dd-4d8e-b2e3-d5a5f4d5a9a0"]});
    mock.on("POST", "/myorganization/*/*/*")
        .reply_json(200, &ids);
    mock.on("POST", "/me/*").reply_json(200, &ids);
    let (client, sp) = (client(&mock), "s1");

    let groups: Vec<String> = client
        .users()
        .id("alexd@contoso.com")
        .check_member_groups(["8ab3f116-12dd-4d8e-b2e3-d5a5f4d5a9a0"])
        .await?;
    assert_eq!(groups, ["8ab3f116-12dd-4d8e-b2e3-d5a5f4d5a9a0"]);
    let objects = client
        .service_principals()
        .id(sp)
        .get_member_objects(false)
        .await?;
    assert_eq!(objects, groups);
    let own = client.me().get_member_groups(true).await?;
    assert_eq!(own, groups);
    assert_eq!(
        sent(&mock),
        [
            r#"POST /myorganization/users/alexd%40contoso.com/checkMemberGroups?api-version=1.6 {"groupIds":["8ab3f116-12dd-4d8e-b2e3-d5a5f4d5a9a0"]}"#,
            r#"POST /myorganization/servicePrincipals/s1/getMemberObjects?api-version=1.6 {"securityEnabledOnly":false}"#,
            r#"POST /me/getMemberGroups?api-version=1.6 {"securityEnabledOnly":true}"#,
        ]
    );
    Ok(())
}

#[tokio::test]
async fn domains_are_verified_and_their_records_listed() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("POST", "/myorganization/domains('contoso.com')/verify")
        .reply_json(200, json!({"name": "contoso.com", "isVerified": true}));
    mock.on("GET", "/myorganization/domains('contoso.com')/verificationDnsRecords").reply_json(200, json!({"value": [
        {"odata.type": "Microsoft.DirectoryServices.DomainDnsTxtRecord", "text": "MS=ms1"},
        {"odata.type": "Microsoft.DirectoryServices.DomainDnsMxRecord", "mailExchange": "mx.contoso.com"},
        {"odata.type": "Microsoft.DirectoryServices.DomainDnsCnameRecord", "canonicalName": "c.contoso.com"},
        {"odata.type": "Microsoft.DirectoryServices.DomainDnsSrvRecord", "port": 443},
        {"odata.type": "Microsoft.DirectoryServices.DomainDnsUnavailableRecord", "description": "none"},
        {"odata.type": "Microsoft.DirectoryServices.DomainDnsCaaRecord"},
    ]}));
    let client = client(&mock);

    let domain = client.domains().id("contoso.com").verify().await?;
    assert_eq!(domain.is_verified, Some(true));
    let records = client
        .domains()
        .id("contoso.com")
        .verification_dns_records()
        .list()
        .items();
    let kinds: Vec<&str> = records
        .try_collect()
        .await?
        .iter()
        .map(|record| match record {
            DomainDnsRecord::Txt(_) => "txt",
            DomainDnsRecord::Mx(_) => "mx",
            DomainDnsRecord::Cname(_) => "cname",
            DomainDnsRecord::Srv(_) => "srv",
            DomainDnsRecord::Unavailable(_) => "unavailable",
            DomainDnsRecord::Other(_) => "other",
            _ => "unexpected",
        })
        .collect();
    assert_eq!(kinds, ["txt", "mx", "cname", "srv", "unavailable", "other"]);
    Ok(())
}

#[tokio::test]
async fn the_directory_is_asked() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on_operation("isMemberOf")
        .reply_json(200, json!({"value": true}));
    mock.on_operation("getObjectsByObjectIds").reply_json(
        200,
        json!({"value": [{"odata.type": "Microsoft.DirectoryServices.Group", "objectId": "g1"}]}),
    );
    mock.on_operation("getAvailableExtensionProperties")
        .reply_json(
            200,
            json!({"value": [{"name": "extension_1_skypeId", "dataType": "String"}]}),
        );
    let client = client(&mock);
    let (group_id, member_id, ids) = ("g1".to_owned(), "u1".to_owned(), ["g1", "u1"]);

    let is_member: bool = client
        .is_member_of(IsMemberOf {
            group_id,
            member_id,
        })
        .await?;
    assert!(is_member);
    let objects = client
        .get_objects_by_object_ids(ids)
        .types(["group"])
        .items()
        .try_collect()
        .await?;
    assert_eq!(objects[0].object_id(), Some("g1"));
    let extensions = client
        .get_available_extension_properties()
        .is_synced_from_on_premises(false)
        .await?;
    assert_eq!(extensions[0].name.as_deref(), Some("extension_1_skypeId"));
    assert_eq!(
        sent(&mock),
        [
            r#"POST /myorganization/isMemberOf?api-version=1.6 {"groupId":"g1","memberId":"u1"}"#,
            r#"POST /myorganization/getObjectsByObjectIds?api-version=1.6 {"objectIds":["g1","u1"],"types":["group"]}"#,
            r#"POST /myorganization/getAvailableExtensionProperties?api-version=1.6 {"isSyncedFromOnPremises":false}"#,
        ]
    );
    Ok(())
}

#[tokio::test]
async fn applications_are_read_restored_and_given_keys() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("POST", "/myorganization/applications/a1/addKey")
        .reply_json(200, json!({"value": [{"keyCredential": {"keyId": "k1"}}]}));
    mock.on("GET", "/myorganization/applicationsByAppId/app1")
        .reply_json(200, json!({"appId": "app1"}));
    mock.on(
        "GET",
        "/myorganization/servicePrincipalsByAppId/app1/objectId",
    )
    .reply_json(200, json!({"value": "s1"}));
    mock.on("GET", "/myorganization/deletedApplications")
        .reply_json(200, json!({"value": [{"objectId": "a1"}]}));
    mock.on("POST", "/myorganization/deletedApplications/a1/restore")
        .reply_json(200, json!({"objectId": "a1"}));
    let (client, oid, app_id) = (client(&mock), "a1", "app1");
    let (key_credential, proof) = (
        KeyCredential {
            value: Some("cGxhbnRlZA==".into()),
            ..KeyCredential::default()
        },
        "p1".to_owned(),
    );

    client
        .applications()
        .id(oid)
        .add_key(AddKey {
            key_credential,
            proof,
        })
        .await?;
    let application = client.applications_by_app_id().id(app_id).get().await?;
    assert_eq!(application.app_id.as_deref(), Some("app1"));
    let object_id: String = client
        .service_principals_by_app_id()
        .id(app_id)
        .object_id()
        .await?;
    assert_eq!(object_id, "s1");
    let deleted = client
        .deleted_applications()
        .list()
        .items()
        .try_collect()
        .await?;
    assert_eq!(deleted[0].object_id.as_deref(), Some("a1"));
    let restored = client
        .deleted_applications()
        .id(oid)
        .restore()
        .identifier_uris(["https://restoredApp/"])
        .await?;
    assert_eq!(restored.object_id.as_deref(), Some("a1"));
    assert_eq!(
        sent(&mock),
        [
            r#"POST /myorganization/applications/a1/addKey?api-version=1.6 {"keyCredential":{"value":"cGxhbnRlZA=="},"proof":"p1"}"#,
            "GET /myorganization/applicationsByAppId/app1?api-version=1.6",
            "GET /myorganization/servicePrincipalsByAppId/app1/objectId?api-version=1.6",
            "GET /myorganization/deletedApplications?api-version=1.6",
            r#"POST /myorganization/deletedApplications/a1/restore?api-version=1.6 {"identifierUris":["https://restoredApp/"]}"#,
        ]
    );
    Ok(())
}

#[tokio::test]
async fn users_get_licences_and_passwords() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on_operation("users.assignLicense")
        .reply_json(200, json!({"objectId": "u1"}));
    mock.on_operation("me.changePassword").reply(204);
    mock.on_operation("subscribedSkus.list").reply_json(
        200,
        json!({"value": [{"skuPartNumber": "EMS", "consumedUnits": 3}]}),
    );
    let (client, upn) = (client(&mock), "alexd@contoso.com");
    let add_licenses = vec![AssignedLicense {
        sku_id: Some("sku1".into()),
        ..AssignedLicense::default()
    }];
    let remove_licenses = vec!["sku2".to_owned()];
    let (current_password, new_password) = ("old".to_owned(), "new".to_owned());

    let user: Option<User> = client
        .users()
        .id(upn)
        .assign_license(AssignLicense {
            add_licenses,
            remove_licenses,
        })
        .await?;
    assert_eq!(user.and_then(|user| user.object_id).as_deref(), Some("u1"));
    client
        .me()
        .change_password(ChangePassword {
            current_password,
            new_password,
        })
        .await?;
    let skus = client
        .subscribed_skus()
        .list()
        .items()
        .try_collect()
        .await?;
    assert_eq!(
        (skus[0].sku_part_number.as_deref(), skus[0].consumed_units),
        (Some("EMS"), Some(3))
    );
    assert_eq!(
        sent(&mock),
        [
            r#"POST /myorganization/users/alexd%40contoso.com/assignLicense?api-version=1.6 {"addLicenses":[{"disabledPlans":[],"skuId":"sku1"}],"removeLicenses":["sku2"]}"#,
            r#"POST /me/changePassword?api-version=1.6 {"currentPassword":"old","newPassword":"new"}"#,
            "GET /myorganization/subscribedSkus?api-version=1.6",
        ]
    );
    Ok(())
}

#[tokio::test]
async fn microsoft_graph_has_its_own_client() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("POST", "/v1.0/domains")
        .reply_json(201, json!({"id": "contoso.com", "isVerified": false}));
    mock.on("POST", "/beta/domains/contoso.com/verify")
        .reply_json(200, json!({"id": "contoso.com", "isVerified": true}));

    let ms = directory_graph::microsoft_graph::Client::builder()
        .credential(Credential::static_token("token-1"))
        .transport(mock.clone())
        .build()?;
    let created = ms.domains().create("contoso.com").await?;
    assert_eq!(created.is_verified, Some(false));
    let verified = ms
        .domains()
        .id("contoso.com")
        .verify()
        .force_takeover(true)
        .await?;
    assert_eq!(verified.is_verified, Some(true));
    assert_eq!(
        sent(&mock),
        [
            r#"POST /v1.0/domains {"id":"contoso.com"}"#,
            r#"POST /beta/domains/contoso.com/verify {"forceTakeover":true}"#,
        ]
    );
    Ok(())
}

#[tokio::test]
async fn code_that_uses_the_client_is_tested_without_a_server() -> Result<(), Error> {
    let json = json!({"objectId": "g1"});
    let mock = directory_graph::MockTransport::new();
    mock.on("GET", "/myorganization/groups/g1")
        .reply_json(200, json);
    let client = Client::builder(Tenant::my_organization())
        .transport(mock.clone())
        .build()?;
    let group = client.groups().id("g1").get().await?;
    assert_eq!(group.object_id.as_deref(), Some("g1"));

    let error = client
        .groups()
        .id("g2")
        .get()
        .await
        .expect_err("no rule matches");
    assert_eq!(
        error.to_string(),
        "groups.get: the request cannot be built: no rule of the mock matches GET /myorganization/groups/g2?api-version=1.6 (operation groups.get); the nearest is GET /myorganization/groups/g1"
    );
    Ok(())
}
