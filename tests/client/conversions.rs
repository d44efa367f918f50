//! Models of Azure AD Graph become models of Microsoft Graph, and back, and nothing is lost on the way.

use directory_graph::{azure_ad_graph::models as old, microsoft_graph::models as new};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::model;

/// A value of one model as that of another, as JSON.
fn converted<A: DeserializeOwned, B: From<A> + Serialize>(value: &Value) -> Value {
    serde_json::to_value(B::from(model::<A>(value))).expect("models are JSON")
}

fn there_and_back<A, B>(before: &Value, now: &Value)
where
    A: DeserializeOwned + Serialize + From<B>,
    B: DeserializeOwned + Serialize + From<A>,
{
    assert_eq!(converted::<A, B>(before), *now);
    assert_eq!(converted::<B, A>(now), *before);
}

#[test]
fn a_group_keeps_all_that_it_has() {
    there_and_back::<old::Group, new::Group>(
        &json!({
            "odata.type": "Microsoft.DirectoryServices.Group",
            "objectType": "Group",
            "objectId": "f795caea-121d-49c7-8ae6-a95623add8aa",
            "deletionTimestamp": null,
            "description": "Example",
            "dirSyncEnabled": null,
            "displayName": "Example Group",
            "lastDirSyncTime": "2015-08-01T10:00:00Z",
            "mailEnabled": "yes",
            "provisioningErrors": [{ "service": "exchange" }],
            "proxyAddresses": ["SMTP:a@contoso.com"],
            "extension_1_color": "red"
        }),
        &json!({
            "@odata.type": "#microsoft.graph.group",
            "objectType": "Group",
            "id": "f795caea-121d-49c7-8ae6-a95623add8aa",
            "deletedDateTime": null,
            "description": "Example",
            "onPremisesSyncEnabled": null,
            "displayName": "Example Group",
            "onPremisesLastSyncDateTime": "2015-08-01T10:00:00Z",
            "mailEnabled": "yes",
            "provisioningErrors": [{ "service": "exchange" }],
            "proxyAddresses": ["SMTP:a@contoso.com"],
            "extension_1_color": "red"
        }),
    );
    let group = new::Group::from(old::Group {
        object_id: Some("a".into()),
        dir_sync_enabled: Some(true),
        ..Default::default()
    });
    assert_eq!(group.id.as_deref(), Some("a"));
    assert_eq!(group.on_premises_sync_enabled, Some(true));
}

#[test]
fn what_only_microsoft_graph_has_comes_back() {
    let group = json!({
        "id": "45b7d2e7-b882-4a80-ba97-10b7a63b8fa4",
        "classification": null,
        "groupTypes": ["Unified"],
        "visibility": "Public"
    });
    let before = converted::<new::Group, old::Group>(&group);
    assert_eq!(before["objectId"], "45b7d2e7-b882-4a80-ba97-10b7a63b8fa4");
    assert_eq!(before["visibility"], "Public");
    assert_eq!(converted::<old::Group, new::Group>(&before), group);
}

#[test]
fn models_within_models_are_converted_too() {
    there_and_back::<old::ServicePrincipal, new::ServicePrincipal>(
        &json!({
            "objectId": "1", "appOwnerTenantId": "2", "errorUrl": null,
            "keyCredentials": [{ "keyId": "3", "type": "Password", "value": null, "endDate": "2017-10-11T07:00:00Z" }],
            "oauth2Permissions": [{ "id": "4", "lang": null }]
        }),
        &json!({
            "id": "1", "appOwnerOrganizationId": "2", "errorUrl": null,
            "keyCredentials": [{ "keyId": "3", "type": "Password", "key": null, "endDateTime": "2017-10-11T07:00:00Z" }],
            "oauth2PermissionScopes": [{ "id": "4", "lang": null }]
        }),
    );
}

#[test]
fn values_of_enumerations_are_converted_alone() {
    let kind = new::KeyCredentialType::from(old::KeyType::Password);
    assert_eq!(kind.as_str(), "Password");
    assert_eq!(old::KeyType::from(kind), old::KeyType::Password);
    let usage = new::KeyCredentialUsage::from(old::KeyUsage::Sign);
    assert_eq!(usage, new::KeyCredentialUsage::Sign);
}

/// The objects of a type in the documented responses of a service.
fn documented(file: &str, lists: &[&str]) -> Vec<Value> {
    let path = tests::root().join("api-spec").join(file);
    let text = std::fs::read_to_string(path).expect("there are examples");
    let file: Value = serde_json::from_str(&text).expect("the examples are JSON");
    let examples = lists.iter().filter_map(|id| file["examples"][*id].as_array()).flatten();
    let bodies = examples.map(|example| &example["response"]["body"]);
    let objects = bodies.flat_map(|body| match &body["value"] {
        Value::Array(items) => items.clone(),
        _ => vec![body.clone()],
    });
    objects.filter(Value::is_object).collect()
}

#[test]
fn documented_objects_come_back_as_they_were() {
    let groups = ["groups.list", "groups.get", "groups.create"];
    let before = documented("azure_ad_graph/groups.examples.json", &groups);
    let now = documented("microsoft_graph/groups.examples.json", &groups);
    assert!(before.len() > 2 && now.len() > 5, "{} {}", before.len(), now.len());
    for group in before {
        let there = converted::<old::Group, new::Group>(&group);
        assert_eq!(there["id"], group["objectId"]);
        let back = converted::<new::Group, old::Group>(&there);
        assert_eq!(back, serde_json::to_value(model::<old::Group>(&group)).expect("JSON"));
    }
    for group in now {
        let there = converted::<new::Group, old::Group>(&group);
        assert_eq!(there["objectId"], group["id"]);
        let back = converted::<old::Group, new::Group>(&there);
        assert_eq!(back, serde_json::to_value(model::<new::Group>(&group)).expect("JSON"));
    }
}
