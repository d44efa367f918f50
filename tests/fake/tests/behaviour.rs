//! What operations do beyond their types, seen through the clients of both services.

use directory_graph::azure_ad_graph::models as aad;
use directory_graph::microsoft_graph::models as ms;
use directory_graph::{Change, RemovedReason};
use directory_graph_fake::{FakeTenant, Id, Object};
use serde_json::{Value, json};

fn put(tenant: &FakeTenant, kind: &str, id: &str, properties: Value) -> Id {
    let Value::Object(mut properties) = properties else { panic!("no object") };
    properties.insert("id".into(), id.into());
    tenant.with_state(|state| {
        state.insert(id, Object { kind: kind.into(), properties, deleted: None })
    })
}

fn group(name: &str) -> aad::GroupCreate {
    aad::GroupCreate {
        display_name: name.into(),
        mail_nickname: name.into(),
        mail_enabled: false,
        security_enabled: true,
    }
}

#[tokio::test]
async fn membership_is_the_same_through_both() {
    let tenant = FakeTenant::new();
    let (old, new) = (tenant.azure_ad_graph(), tenant.microsoft_graph());
    let outer = old.groups().create(group("Outer")).await.unwrap().object_id.unwrap();
    let inner = old.groups().create(group("Inner")).await.unwrap().object_id.unwrap();
    let user = put(&tenant, "User", "3b06cb32-6f4f-46ff-9d13-7ff61f6b1a17", json!({}));
    old.groups().id(outer.as_str()).members().add(inner.as_str()).await.unwrap();
    new.groups().id(inner.as_str()).members().add(&*user).await.unwrap();

    let mut expected = vec![outer.clone(), inner.clone()];
    expected.sort();
    assert_eq!(old.users().id(&*user).get_member_groups(true).await.unwrap(), expected);
    assert_eq!(new.users().id(&*user).get_member_groups(true).await.unwrap(), expected);
    assert_eq!(
        old.users().id(&*user).check_member_groups([outer.as_str()]).await.unwrap(),
        [outer.as_str()]
    );
    assert_eq!(
        new.users().id(&*user).check_member_groups([outer.as_str()]).await.unwrap(),
        [outer.as_str()]
    );
    let asked = aad::IsMemberOf { group_id: outer.clone(), member_id: user.to_string() };
    assert!(old.is_member_of(asked).await.unwrap());
    let found: Vec<_> = old
        .get_objects_by_object_ids([&*user, outer.as_str()])
        .types(["group"])
        .items()
        .try_collect()
        .await
        .unwrap();
    let [aad::DirectoryObject::Group(found)] = &found[..] else { panic!("{found:?}") };
    assert_eq!(found.display_name.as_deref(), Some("Outer"));

    let many: Vec<String> = (0..21).map(|number| number.to_string()).collect();
    let refused = old.users().id(&*user).check_member_groups(many).await.unwrap_err();
    assert_eq!(refused.status().map(|status| status.as_u16()), Some(400));
}

#[tokio::test]
async fn a_domain_is_verified_by_what_stands_in_its_zone() {
    let tenant = FakeTenant::new();
    let (old, new) = (tenant.azure_ad_graph(), tenant.microsoft_graph());
    let made = new.domains().create("contoso.com").await.unwrap();
    assert_eq!((made.is_verified, made.id.as_deref()), (Some(false), Some("contoso.com")));
    let records: Vec<_> = old
        .domains()
        .id("contoso.com")
        .verification_dns_records()
        .list()
        .items()
        .try_collect()
        .await
        .unwrap();
    let text = records.iter().find_map(|record| match record {
        aad::DomainDnsRecord::Txt(record) => record.text.clone(),
        _ => None,
    });
    let text = text.expect("a TXT record");
    assert_eq!(old.domains().id("contoso.com").verify().await.unwrap().is_verified, Some(false));
    tenant.with_state(|state| {
        std::sync::Arc::make_mut(&mut state.notes).insert("dns:contoso.com".into(), json!([text]))
    });
    let verified = old.domains().id("contoso.com").verify().await.unwrap();
    assert_eq!(verified.is_verified, Some(true));
    assert_eq!(verified.availability_status, Some(aad::DomainAvailability::AvailableImmediately));
    new.domains().id("contoso.com").update().is_default(true).await.unwrap();
    let refused = old.domains().id("contoso.com").delete().await.unwrap_err();
    assert_eq!(refused.message(), Some("The default domain cannot be deleted."));
}

#[tokio::test]
async fn deleted_applications_come_back() {
    let tenant = FakeTenant::new();
    let (old, new) = (tenant.azure_ad_graph(), tenant.microsoft_graph());
    let made = new.applications().create("App").await.unwrap();
    let (id, app_id) = (made.id.unwrap(), made.app_id.unwrap());
    assert_eq!(
        old.applications_by_app_id().id(app_id.as_str()).get().await.unwrap().object_id,
        Some(id.clone())
    );
    new.applications().id(id.as_str()).delete().await.unwrap();
    let deleted: Vec<_> = old.deleted_applications().list().items().try_collect().await.unwrap();
    assert_eq!(deleted.len(), 1);
    let restored = old
        .deleted_applications()
        .id(id.as_str())
        .restore()
        .identifier_uris(["https://a.example"])
        .await
        .unwrap();
    assert_eq!(restored.identifier_uris, ["https://a.example"]);
    assert!(new.applications().id(id.as_str()).get().await.is_ok());

    let made = new.applications().id(id.as_str()).add_password().await.unwrap();
    assert_eq!(made.secret_text.map(|secret| secret.len()), Some(40));
    let read = new.applications().id(id.as_str()).get().await.unwrap();
    assert_eq!(read.password_credentials[0].secret_text, None);
}

#[tokio::test]
async fn licences_are_counted() {
    let tenant = FakeTenant::new();
    let (old, new) = (tenant.azure_ad_graph(), tenant.microsoft_graph());
    let sku = "c7df2760-2c81-4ef7-b578-5b5392b571df";
    let units = json!({ "skuId": sku, "skuPartNumber": "PART", "consumedUnits": 0, "prepaidUnits": { "enabled": 1 } });
    put(&tenant, "SubscribedSku", "tenant_sku", units);
    for id in ["u1", "u2"] {
        put(&tenant, "User", id, json!({ "usageLocation": "DE" }));
    }
    let give = || aad::AssignLicense {
        add_licenses: vec![aad::AssignedLicense { sku_id: Some(sku.into()), ..Default::default() }],
        remove_licenses: Vec::new(),
    };
    old.users().id("u1").assign_license(give()).await.unwrap();
    let refused = old.users().id("u2").assign_license(give()).await.unwrap_err();
    assert!(
        refused
            .message()
            .is_some_and(|message| message.contains("does not have any available licenses"))
    );
    assert_eq!(new.subscribed_skus().list().await.unwrap().value[0].consumed_units, Some(1));
    let details: Vec<ms::LicenseDetails> =
        new.users().id("u1").license_details().list().items().try_collect().await.unwrap();
    assert_eq!(details[0].sku_part_number.as_deref(), Some("PART"));
}

#[tokio::test]
async fn changes_are_told_once() {
    let tenant = FakeTenant::new();
    let new = tenant.microsoft_graph();
    let made = new.groups().create(ms::GroupCreate {
        display_name: "A".into(),
        mail_nickname: "a".into(),
        mail_enabled: false,
        security_enabled: true,
    });
    let id = made.await.unwrap().id.unwrap();
    let mut first = new.groups().delta().items();
    let Some(Change::Changed(changed)) = first.try_next().await.unwrap() else {
        panic!("no change")
    };
    assert_eq!((changed.id.as_deref(), first.try_next().await.unwrap()), (Some(id.as_str()), None));
    let token = first.token().expect("a token");
    assert_eq!(new.groups().delta().since(&token).await.unwrap().value, []);
    new.groups().id(id.as_str()).delete().await.unwrap();
    let next = new.groups().delta().since(&token).await.unwrap();
    assert_eq!(next.value, [Change::Removed { id, reason: RemovedReason::Changed }]);
}

#[tokio::test]
async fn the_last_owner_stays() {
    let tenant = FakeTenant::new();
    let (old, new) = (tenant.azure_ad_graph(), tenant.microsoft_graph());
    let id = old.groups().create(group("Owned")).await.unwrap().object_id.unwrap();
    put(&tenant, "User", "u1", json!({}));
    old.groups().id(id.as_str()).owners().add("u1").await.unwrap();
    for refused in [
        old.groups().id(id.as_str()).owners().remove("u1").await.unwrap_err().to_string(),
        new.groups().id(id.as_str()).owners().remove("u1").await.unwrap_err().to_string(),
    ] {
        assert!(refused.contains("The group must have at least one owner"), "{refused}");
    }
}

#[tokio::test]
async fn casts_have_a_short_form() {
    let tenant = FakeTenant::new();
    let long = "https://graph.microsoft.com/v1.0/directory/deletedItems/microsoft.graph.group";
    for uri in [long.to_owned(), long.replace("/microsoft.graph", "/graph")] {
        let request = http::Request::get(&uri).header("authorization", "Bearer t");
        let response = tenant.respond(&request.body(bytes::Bytes::new()).unwrap()).response;
        assert_eq!(response.status(), 200, "{uri}");
    }
}

#[tokio::test]
async fn extension_properties_hold_values() {
    let tenant = FakeTenant::new();
    let new = tenant.microsoft_graph();
    let app = new.applications().create("App").await.unwrap();
    let made = ms::ExtensionPropertyCreate {
        name: "size".into(),
        data_type: ms::ExtensionDataType::Integer,
        target_objects: vec![ms::ExtensionTarget::Group],
    };
    let made = new.applications().id(app.id.unwrap().as_str()).extension_properties().create(made);
    let name = made.await.unwrap().name.unwrap();
    assert_eq!(name, format!("extension_{}_size", app.app_id.unwrap().replace('-', "")));
    let id = new.groups().create(ms::GroupCreate {
        display_name: "A".into(),
        mail_nickname: "a".into(),
        mail_enabled: false,
        security_enabled: true,
    });
    let id = id.await.unwrap().id.unwrap();
    for (name, status) in [(name.as_str(), 204), ("extension_size", 400)] {
        let request = http::Request::patch(format!("https://graph.microsoft.com/v1.0/groups/{id}"))
            .header("authorization", "Bearer t")
            .header("content-type", "application/json");
        let request = request.body(json!({ name: 5 }).to_string().into()).unwrap();
        assert_eq!(tenant.respond(&request).response.status(), status, "{name}");
    }
    let read = new.groups().id(id.as_str()).get().await.unwrap();
    assert_eq!(read.extra.get(&name), Some(&json!(5)));
}

#[tokio::test]
async fn the_differential_query_tells_links_by_themselves() {
    let tenant = FakeTenant::new();
    let old = tenant.azure_ad_graph();
    let id = old.groups().create(group("A")).await.unwrap().object_id.unwrap();
    let mut first = old.groups().delta().items();
    let Some(Change::Changed(aad::DirectoryObject::Group(made))) = first.try_next().await.unwrap()
    else {
        panic!("no group")
    };
    assert_eq!((made.object_id.as_ref(), made.display_name.as_deref()), (Some(&id), Some("A")));
    assert_eq!(made.object_type.as_deref(), Some("Group"));
    assert_eq!(first.try_next().await.unwrap(), None);
    let token = first.token().expect("a token");
    assert_eq!(old.groups().delta().since(&token).await.unwrap().value, []);

    let user = put(&tenant, "User", "3b06cb32-6f4f-46ff-9d13-7ff61f6b1a17", json!({}));
    old.groups().id(id.as_str()).members().add(&*user).await.unwrap();
    let next = old.groups().delta().since(&token).await.unwrap();
    let [Change::Changed(aad::DirectoryObject::DirectoryLinkChange(link))] = &next.value[..] else {
        panic!("{next:?}")
    };
    assert_eq!(link.association_type.as_deref(), Some("Member"));
    assert_eq!(link.source_object_id.as_ref(), Some(&id));
    assert_eq!(link.source_object_type.as_deref(), Some("Group"));
    assert_eq!(link.target_object_id.as_deref(), Some(&*user));
    assert_eq!(link.target_object_type.as_deref(), Some("User"));
    assert_eq!(link.is_deleted, None);

    let token = next.delta_link.expect("a link");
    old.groups().id(id.as_str()).members().remove(&*user).await.unwrap();
    let next = old.groups().delta().since(token.as_str()).await.unwrap();
    let [Change::Changed(aad::DirectoryObject::DirectoryLinkChange(link))] = &next.value[..] else {
        panic!("{next:?}")
    };
    assert_eq!(link.is_deleted, Some(true));

    let token = next.delta_link.expect("a link");
    tenant.with_state(|state| state.delete(&id));
    let next = old.groups().delta().since(token.as_str()).await.unwrap();
    let removed = Change::Removed { id: id.clone(), reason: RemovedReason::Changed };
    assert_eq!(next.value, [removed]);
    let token = next.delta_link.expect("a link");
    tenant.with_state(|state| state.restore(&id));
    let next = old.groups().delta().since(token.as_str()).await.unwrap();
    assert!(matches!(&next.value[..], [Change::Changed(aad::DirectoryObject::Group(_))]));
    let token = next.delta_link.expect("a link");
    tenant.with_state(|state| state.remove(&id));
    let next = old.groups().delta().since(token.as_str()).await.unwrap();
    assert_eq!(next.value, [Change::Removed { id, reason: RemovedReason::Deleted }]);
}

#[tokio::test]
async fn rounds_of_changes_know_what_they_were_asked() {
    let tenant = FakeTenant::new();
    let old = tenant.azure_ad_graph();
    tenant.seed_groups(250);
    let users = "isof('Microsoft.DirectoryServices.User')";
    let page = old.directory_objects().delta().filter(users).await.unwrap();
    assert!(matches!(&page.value[..], [Change::Changed(aad::DirectoryObject::User(_))]));
    let token = page.delta_link.expect("a link");
    tenant.seed_groups(1);
    assert_eq!(old.directory_objects().delta().since(token.as_str()).await.unwrap().value, []);

    // A round has pages, whose tokens are those of the same option.
    let mut all = old.groups().delta().items();
    let mut count = 0;
    while all.try_next().await.unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 251);
    let token = all.token().expect("a token");
    let id = tenant.with_state(|state| {
        let id = state.of_kind("Group").next().cloned().unwrap();
        state.change(&id).unwrap().insert("description".into(), json!("new"));
        id
    });
    let changed = old.groups().delta().since(&token).await.unwrap();
    let [Change::Changed(aad::DirectoryObject::Group(group))] = &changed.value[..] else {
        panic!("{changed:?}")
    };
    assert_eq!(
        (group.object_id.as_deref(), group.description.as_deref()),
        (Some(&*id), Some("new"))
    );
    assert!(group.display_name.is_some());

    // Nothing but what has changed, and nothing but a token.
    let now = old.groups().delta().minimal().from_now().await.unwrap();
    assert_eq!(now.value, []);
    let token = now.delta_link.expect("a link");
    tenant.with_state(|state| {
        state.change(&id).unwrap().insert("description".into(), json!("newer"));
    });
    let changed = old.groups().delta().since(token.as_str()).await.unwrap();
    let [Change::Changed(aad::DirectoryObject::Group(group))] = &changed.value[..] else {
        panic!("{changed:?}")
    };
    assert_eq!((group.description.as_deref(), &group.display_name), (Some("newer"), &None));

    // Of Microsoft Graph, too: what was selected at first is selected in all rounds.
    let new = tenant.microsoft_graph();
    let page = new.users().delta().select([ms::user::display_name()]).await.unwrap();
    let token = page.delta_link.expect("a link");
    tenant.with_state(|state| {
        let me = state.me.clone().unwrap();
        state.change(&me).unwrap().insert("jobTitle".into(), json!("Engineer"));
    });
    assert_eq!(new.users().delta().since(token.as_str()).await.unwrap().value, []);
}
