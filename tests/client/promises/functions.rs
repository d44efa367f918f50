//! The example of the design, from the functions on.

use directory_graph::azure_ad_graph::models::*;
use directory_graph::{Credential, Error, MockTransport};
use serde_json::json;

use crate::promises::{client, sent};

#[tokio::test]
async fn memberships_are_asked_of_users_service_principals_and_me() -> Result<(), Error> {
    let mock = MockTransport::new();
    let ids = json!({"value": ["8ab3f116-12dd-4d8e-b2e3-d5a5f4d5a9a0"]});
    mock.on("POST", "/myorganization/*/*/*").reply_json(200, &ids);
    mock.on("POST", "/me/*").reply_json(200, &ids);
    let (client, sp) = (client(&mock), "s1");

    let groups: Vec<String> = client
        .users()
        .id("alexd@contoso.com")
        .check_member_groups(["8ab3f116-12dd-4d8e-b2e3-d5a5f4d5a9a0"])
        .await?;
    assert_eq!(groups, ["8ab3f116-12dd-4d8e-b2e3-d5a5f4d5a9a0"]);
    let objects = client.service_principals().id(sp).get_member_objects(false).await?;
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
    let records = client.domains().id("contoso.com").verification_dns_records().list().items();
    let kinds: Vec<&str> = records
        .try_collect::<Vec<_>>()
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
    mock.on_operation("isMemberOf").reply_json(200, json!({"value": true}));
    mock.on_operation("getObjectsByObjectIds").reply_json(
        200,
        json!({"value": [{"odata.type": "Microsoft.DirectoryServices.Group", "objectId": "g1"}]}),
    );
    mock.on_operation("getAvailableExtensionProperties")
        .reply_json(200, json!({"value": [{"name": "extension_1_skypeId", "dataType": "String"}]}));
    let client = client(&mock);
    let (group_id, member_id, ids) = ("g1".to_owned(), "u1".to_owned(), ["g1", "u1"]);

    let is_member: bool = client.is_member_of(IsMemberOf { group_id, member_id }).await?;
    assert!(is_member);
    let objects = client
        .get_objects_by_object_ids(ids)
        .types(["group"])
        .items()
        .try_collect::<Vec<_>>()
        .await?;
    assert_eq!(objects[0].object_id(), Some("g1"));
    let extensions =
        client.get_available_extension_properties().is_synced_from_on_premises(false).await?;
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
    mock.on("GET", "/myorganization/servicePrincipalsByAppId/app1/objectId")
        .reply_json(200, json!({"value": "s1"}));
    mock.on("GET", "/myorganization/deletedApplications")
        .reply_json(200, json!({"value": [{"objectId": "a1"}]}));
    mock.on("POST", "/myorganization/deletedApplications/a1/restore")
        .reply_json(200, json!({"objectId": "a1"}));
    let (client, oid, app_id) = (client(&mock), "a1", "app1");
    let (key_credential, proof) = (
        KeyCredential { value: Some("cGxhbnRlZA==".into()), ..KeyCredential::default() },
        "p1".to_owned(),
    );

    client.applications().id(oid).add_key(AddKey { key_credential, proof }).await?;
    let application = client.applications_by_app_id().id(app_id).get().await?;
    assert_eq!(application.app_id.as_deref(), Some("app1"));
    let object_id: String = client.service_principals_by_app_id().id(app_id).object_id().await?;
    assert_eq!(object_id, "s1");
    let deleted = client.deleted_applications().list().items().try_collect::<Vec<_>>().await?;
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
    mock.on_operation("users.assignLicense").reply_json(200, json!({"objectId": "u1"}));
    mock.on_operation("me.changePassword").reply(204);
    mock.on_operation("subscribedSkus.list")
        .reply_json(200, json!({"value": [{"skuPartNumber": "EMS", "consumedUnits": 3}]}));
    let (client, upn) = (client(&mock), "alexd@contoso.com");
    let add_licenses =
        vec![AssignedLicense { sku_id: Some("sku1".into()), ..AssignedLicense::default() }];
    let remove_licenses = vec!["sku2".to_owned()];
    let (current_password, new_password) = ("old".to_owned(), "new".to_owned());

    let user: Option<User> = client
        .users()
        .id(upn)
        .assign_license(AssignLicense { add_licenses, remove_licenses })
        .await?;
    assert_eq!(user.and_then(|user| user.object_id).as_deref(), Some("u1"));
    client.me().change_password(ChangePassword { current_password, new_password }).await?;
    let skus = client.subscribed_skus().list().items().try_collect::<Vec<_>>().await?;
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
    let verified = ms.domains().id("contoso.com").verify().force_takeover(true).await?;
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
