//! What the service really does, against the documents where they disagree.

use directory_graph::azure_ad_graph::models::*;
use directory_graph::{Error, MockTransport};
use serde_json::{Value, json};

use crate::model;
use crate::promises::{client, sent};

#[tokio::test]
async fn check_member_groups_sends_group_ids() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("POST", "/myorganization/*/*/checkMemberGroups").reply_json(200, json!({"value": []}));
    mock.on("POST", "/me/checkMemberGroups").reply_json(200, json!({"value": []}));
    let client = client(&mock);
    client.users().id("u1").check_member_groups(["g1"]).await?;
    client.groups().id("g2").check_member_groups(["g1"]).await?;
    client.contacts().id("c1").check_member_groups(vec!["g1".to_owned()]).await?;
    client.service_principals().id("s1").check_member_groups(["g1", "g2"]).await?;
    client.me().check_member_groups([] as [&str; 0]).await?;
    assert_eq!(
        sent(&mock),
        [
            r#"POST /myorganization/users/u1/checkMemberGroups?api-version=1.6 {"groupIds":["g1"]}"#,
            r#"POST /myorganization/groups/g2/checkMemberGroups?api-version=1.6 {"groupIds":["g1"]}"#,
            r#"POST /myorganization/contacts/c1/checkMemberGroups?api-version=1.6 {"groupIds":["g1"]}"#,
            r#"POST /myorganization/servicePrincipals/s1/checkMemberGroups?api-version=1.6 {"groupIds":["g1","g2"]}"#,
            r#"POST /me/checkMemberGroups?api-version=1.6 {"groupIds":[]}"#,
        ]
    );
    Ok(())
}

#[tokio::test]
async fn an_object_id_comes_as_text_or_as_a_list_of_one() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/servicePrincipalsByAppId/app1/objectId")
        .reply_json(200, json!({"odata.metadata": "…", "value": "s1"}))
        .reply_json(200, json!({"odata.metadata": "…", "value": ["s1"]}))
        .reply_json(200, json!({"value": ["s1", "s2"]}));
    let service_principal = client(&mock).service_principals_by_app_id().id("app1");
    assert_eq!(service_principal.object_id().await?, "s1");
    assert_eq!(service_principal.object_id().await?, "s1");
    let error = service_principal.object_id().await.expect_err("two are one too many");
    assert!(error.is_decode());
    Ok(())
}

#[test]
fn a_domain_reads_every_spelling_of_is_admin_managed() {
    for name in ["isAdminManaged", "adminManaged", "AdminManaged"] {
        let json = json!({name: true, "name": "contoso.com"});
        let domain: Domain = model(&json);
        assert_eq!(domain.is_admin_managed, Some(true), "{name}");
        assert_eq!(domain.extra.len(), 0);
        assert_eq!(serde_json::to_value(&domain).expect("models can be written"), json);
    }
}

#[tokio::test]
async fn assign_license_responds_with_a_user_or_with_nothing() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("POST", "/myorganization/users/u1/assignLicense")
        .reply_json(
            200,
            json!({"odata.type": "Microsoft.DirectoryServices.User", "objectId": "u1"}),
        )
        .reply(200)
        .reply_json(200, "null");
    let body = || AssignLicense { add_licenses: vec![], remove_licenses: vec!["sku1".into()] };
    let user = client(&mock).users().id("u1");
    let response = user.assign_license(body()).await?;
    assert_eq!(response.and_then(|user| user.object_id).as_deref(), Some("u1"));
    assert_eq!(user.assign_license(body()).await?, None);
    assert_eq!(user.assign_license(body()).await?, None);
    assert_eq!(
        sent(&mock)[0],
        r#"POST /myorganization/users/u1/assignLicense?api-version=1.6 {"addLicenses":[],"removeLicenses":["sku1"]}"#
    );
    Ok(())
}

#[tokio::test]
async fn my_password_is_changed_without_a_tenant() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("POST", "/me/changePassword").reply(204);
    let body = ChangePassword { current_password: "old".into(), new_password: "new".into() };
    client(&mock).me().change_password(body).await?;
    assert_eq!(
        sent(&mock),
        [
            r#"POST /me/changePassword?api-version=1.6 {"currentPassword":"old","newPassword":"new"}"#
        ]
    );
    Ok(())
}

#[tokio::test]
async fn restore_has_a_body_only_if_something_is_set() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("POST", "/myorganization/deletedApplications/a1/restore").reply_json(200, json!({}));
    let application = client(&mock).deleted_applications().id("a1");
    application.restore().await?;
    application.restore().identifier_uris([] as [&str; 0]).await?;
    assert_eq!(
        sent(&mock),
        [
            "POST /myorganization/deletedApplications/a1/restore?api-version=1.6",
            r#"POST /myorganization/deletedApplications/a1/restore?api-version=1.6 {"identifierUris":[]}"#,
        ]
    );
    assert!(!mock.requests()[0].headers().contains_key("content-type"));
    Ok(())
}

#[tokio::test]
async fn remove_key_sends_the_key_and_a_proof() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("POST", "/myorganization/*/*/removeKey").reply(204);
    let client = client(&mock);
    let body = || RemoveKey { key_id: "k1".into(), proof: "p1".into() };
    client.applications().id("a1").remove_key(body()).await?;
    client.applications_by_app_id().id("app1").remove_key(body()).await?;
    assert_eq!(
        sent(&mock),
        [
            r#"POST /myorganization/applications/a1/removeKey?api-version=1.6 {"keyId":"k1","proof":"p1"}"#,
            r#"POST /myorganization/applicationsByAppId/app1/removeKey?api-version=1.6 {"keyId":"k1","proof":"p1"}"#,
        ]
    );
    Ok(())
}

#[tokio::test]
async fn mixed_lists_lose_nothing() -> Result<(), Error> {
    let list = json!({
        "odata.metadata": "https://graph.windows.net/myorganization/$metadata#directoryObjects",
        "value": [
            {"odata.type": "Microsoft.DirectoryServices.TenantDetail", "objectId": "t1", "verifiedDomains": [{"name": "contoso.com", "default": true}], "marketing": null},
            {"odata.type": "Microsoft.DirectoryServices.Group"},
            {"odata.type": "Microsoft.DirectoryServices.User", "objectId": "u1", "thumbnailPhoto@odata.mediaContentType": "image/jpeg", "otherMails": []},
            {"objectId": "untyped"},
            {"odata.type": null},
            {"odata.type": 7, "objectId": "u2"},
        ],
    });
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/groups/g1/members").reply_json(200, &list);
    let members = client(&mock).groups().id("g1").members();
    let page = members.list().await?;
    let kinds: Vec<&str> = page
        .iter()
        .map(|object| match object {
            DirectoryObject::Other(_) => "other",
            DirectoryObject::Group(_) => "group",
            DirectoryObject::User(_) => "user",
            _ => "unexpected",
        })
        .collect();
    assert_eq!(kinds, ["other", "group", "user", "other", "other", "other"]);
    let again: Value = serde_json::to_value(&page).expect("pages can be written");
    assert_eq!(again, list);
    Ok(())
}

#[test]
fn quotes_in_a_domain_name_are_doubled() -> Result<(), Error> {
    let client = client(&MockTransport::new());
    let domain = client.domains().id("o'brien.example");
    assert_eq!(
        domain.get().build()?.uri(),
        "https://graph.windows.net/myorganization/domains('o''brien.example')?api-version=1.6"
    );
    assert_eq!(
        domain.verify().build()?.uri(),
        "https://graph.windows.net/myorganization/domains('o''brien.example')/verify?api-version=1.6"
    );
    assert_eq!(
        client.domains().id("a/../b').x('").get().build()?.uri().path(),
        "/myorganization/domains('a%2F..%2Fb''%29.x%28''')"
    );
    Ok(())
}
