//! Secrets are sent and read, and shown nowhere: every secret of these tests has `planted` in it, and nothing that can
//! be shown may have.
//!
//! `Error::body` and `Error::headers` give a response as it came, and `build` the request as it will be sent: whoever
//! prints those prints what is in them.

use directory_graph::azure_ad_graph::Client;
use directory_graph::azure_ad_graph::models::*;
use directory_graph::transport::{Recorder, Replay};
use directory_graph::{
    Credential, CredentialError, Error, MockTransport, RetryPolicy, Tenant, Token, Transport,
    azure_ad_graph, microsoft_graph,
};
use serde_json::{Value, json};

use crate::model;

const TOKEN: &str = "planted-token";

fn client(transport: impl Transport) -> Client {
    Client::builder(Tenant::my_organization())
        .credential(Credential::static_token(TOKEN))
        .retry(RetryPolicy::none())
        .transport(transport)
        .build()
        .expect("nothing is wrong with this client")
}

#[track_caller]
fn hides(shown: &str) {
    assert!(!shown.is_empty());
    assert!(!shown.contains("planted"), "{shown}");
}

fn change_password() -> ChangePassword {
    ChangePassword {
        current_password: "planted-\"old\"".into(),
        new_password: "planted-new".into(),
    }
}

fn key_credential() -> KeyCredential {
    KeyCredential {
        key_id: Some("k1".into()),
        value: Some("planted-key".into()),
        ..KeyCredential::default()
    }
}

fn add_key() -> AddKey {
    AddKey { key_credential: key_credential(), proof: "planted-proof".into() }
}

fn remove_key() -> RemoveKey {
    RemoveKey { key_id: "k1".into(), proof: "planted-proof".into() }
}

/// An application with a secret wherever one can be, even in properties that this crate does not know.
fn application() -> Value {
    json!({
        "odata.type": "Microsoft.DirectoryServices.Application",
        "objectId": "a1",
        "encryptedMsiApplicationSecret": "planted-msi",
        "keyCredentials": [{"keyId": "k1", "value": "planted-key"}, {"keyId": "k2", "value": 7}],
        "passwordCredentials": [{"keyId": "p1", "value": "planted-password"}],
        "secretText": "planted-unknown",
    })
}

fn user() -> Value {
    json!({
        "odata.type": "Microsoft.DirectoryServices.User",
        "objectId": "u1",
        "passwordProfile": {"password": "planted-password", "forceChangePasswordNextLogin": true},
    })
}

/// A code that the service documents says nothing about the caller, whatever the caller has sent.
#[tokio::test]
async fn a_known_code_is_no_secret() {
    let mock = MockTransport::new();
    mock.on_operation("me.changePassword")
        .reply_json(400, json!({"odata.error": {"code": "Request_BadRequest"}}));
    let change =
        ChangePassword { current_password: "Request".into(), new_password: "planted-new".into() };
    let error = client(mock).me().change_password(change).await.unwrap_err();
    assert_eq!(error.to_string(), "me.changePassword: 400 Bad Request Request_BadRequest");
}

#[test]
fn models_hide_their_secrets() {
    hides(&format!("{:?} {:?} {:?}", change_password(), add_key(), remove_key()));
    assert_eq!(format!("{:?}", remove_key()), "RemoveKey { key_id: \"k1\", proof: <redacted> }");
    let application: Application = model(&application());
    let user: User = model(&user());
    let added: AddKeyResult =
        model(&json!({"keyCredential": key_credential(), "proof": "planted-proof"}));
    hides(&format!("{application:?} {user:?} {added:?} {:#?}", [&user]));
    let union = DirectoryObject::from(user);
    let other: DirectoryObject = model(&json!({"odata.type": "Robot", "password": "planted"}));
    hides(&format!("{union:?} {other:?}"));
    assert_eq!(application.key_credentials[0].value.as_deref(), Some("planted-key"));
}

#[test]
fn clients_and_calls_hide_what_they_carry() {
    let builder =
        Client::builder(Tenant::my_organization()).credential(Credential::static_token(TOKEN));
    hides(&format!("{builder:?} {:?} {:?}", Credential::static_token(TOKEN), Token::new(TOKEN)));
    let client = client(MockTransport::new());
    let (me, item) = (client.me(), client.applications().id("a1"));
    hides(&format!("{client:?} {me:?} {item:?}"));
    let call = me.change_password(change_password());
    hides(&format!("{call:?} {:?} {:?}", call.clone().send(), call.clone().into_future()));
    let call = item.add_key(add_key()).with_header("x-key", "planted").with_query("key", "planted");
    hides(&format!("{call:?} {:?}", call.clone().into_future()));
    let list = client.groups().list().filter("displayName eq 'planted'").skip_token("planted");
    hides(&format!("{list:?} {:?} {:?}", list.clone().pages(), list.clone().items()));
}

/// The error of each call that sends a secret, if the service responds with that body.
async fn refusals(status: u16, body: &str) -> Vec<Error> {
    let mock = MockTransport::new();
    for id in ["applications.addKey", "applications.removeKey", "me.changePassword"] {
        mock.on_operation(id).reply_json(status, body);
    }
    let client = client(mock);
    let application = client.applications().id("a1");
    [
        client.me().change_password(change_password()).await.err(),
        application.remove_key(remove_key()).await.err(),
        application.add_key(add_key()).await.map(|_| ()).err(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A service may repeat what it was sent. What the request held as a secret is taken out of the message.
#[tokio::test]
async fn errors_hide_secrets_that_the_service_repeats() {
    let echo =
        "Bad: planted-\"old\", planted-new, planted-proof, planted-key, Bearer planted-token.";
    let text = r#"Bad: {"currentPassword":"planted-\"old\"","newPassword":"planted-new","proof":"planted-proof","value":"planted-key","token":"planted-token"}"#;
    for body in [
        json!({"odata.error": {"code": "Request_BadRequest", "message": {"lang": "en", "value": echo}}}).to_string(),
        json!({"error": {"code": "Request_BadRequest", "message": echo}}).to_string(),
        text.to_owned(),
    ] {
        let errors = refusals(400, &body).await;
        assert_eq!(errors.len(), 3);
        // Each call hides its own secrets; those of the others mean nothing to it.
        let own: [&[&str]; 3] = [&["\"old", "planted-new"], &["planted-proof"], &["planted-proof", "planted-key"]];
        for (error, own) in errors.iter().zip(own) {
            let shown = format!("{error} {error:?} {:?}", error.message());
            assert!(shown.contains("<redacted>"), "{shown}");
            for secret in own.iter().chain(&[TOKEN]) {
                assert!(!shown.contains(secret), "{shown}");
            }
            assert_eq!(error.body(), body.as_bytes());
        }
    }
    let error =
        &refusals(400, &json!({"error": {"code": "X", "message": echo}}).to_string()).await[0];
    assert_eq!(
        error.to_string(),
        "me.changePassword: 400 Bad Request X: Bad: <redacted>, <redacted>, planted-proof, planted-key, Bearer <redacted>."
    );
}

#[tokio::test]
async fn errors_hide_values_that_cannot_be_read() {
    for body in [
        r#""planted""#,
        r#"{"value":"planted, expected a"}"#,
        r#"{"value":["planted\", expected b"]}"#,
        r#"{"value":{"planted":1}}"#,
    ] {
        // Only the response of addKey is read; the others expect 204.
        let errors = refusals(200, body).await;
        let [.., error] = &errors[..] else { panic!("no errors") };
        assert_eq!(errors.len(), 3);
        assert!(error.is_decode());
        hides(&format!("{errors:?} {} {}", errors[0], errors[1]));
        let source = std::error::Error::source(error).expect("there is a reason");
        hides(&format!("{error} {error:?} {source} {source:?}"));
    }
    let error = &refusals(200, r#"{"value":"planted"}"#).await[2];
    assert_eq!(
        error.to_string(),
        "applications.addKey: 200 OK, but the response cannot be read: at value: invalid type: string, expected a sequence at line 1 column 18"
    );
}

#[tokio::test]
async fn errors_of_token_providers_are_shown_as_they_are() {
    let credential =
        Credential::from_fn(|_| async { Err(CredentialError::new("the account is locked")) });
    let client: Client = Client::builder(Tenant::my_organization())
        .credential(credential)
        .transport(MockTransport::new())
        .build()
        .expect("nothing is wrong with this client");
    let error = client.groups().list().await.expect_err("there is no token");
    assert_eq!(error.to_string(), "groups.list: no token: the account is locked");
}

/// Makes calls with secrets in requests and responses, and gives what a recorder wrote down.
async fn recorded(mock: &MockTransport) -> String {
    let recorder = Recorder::new(mock.clone());
    let client = client(recorder.clone());
    let application = client.applications().id("a1");
    let _ = client.me().change_password(change_password()).await;
    let _ = application.add_key(add_key()).await;
    let _ = application.remove_key(remove_key()).await;
    let _ = application.get().await;
    let _ = client.deleted_applications().list().await;
    let _ = client
        .users()
        .id("u1")
        .assign_license(AssignLicense { add_licenses: vec![], remove_licenses: vec![] })
        .await;
    let _ = client.groups().id("g1").members().list().await;
    hides(&format!("{mock:?} {recorder:?}"));
    for request in mock.requests() {
        assert_eq!(request.headers()["authorization"], "Bearer planted-token");
        hides(&format!("{:?}", request.headers()));
    }
    recorder.to_json()
}

#[tokio::test]
async fn recordings_hide_secrets_of_requests_and_responses() {
    let mock = MockTransport::new();
    mock.on_operation("me.changePassword").reply(204).with_header("set-cookie", "planted");
    mock.on_operation("applications.addKey").reply_json(
        200,
        json!({"value": [{"keyCredential": key_credential(), "proof": "planted-proof"}]}),
    );
    mock.on_operation("applications.removeKey").reply(204);
    mock.on_operation("applications.get").reply_json(200, application());
    mock.on_operation("deletedApplications.list")
        .reply_json(200, json!({"value": [application()]}));
    mock.on_operation("users.assignLicense").reply_json(200, user());
    mock.on_operation("groups.members.list")
        .reply_json(200, json!({"value": [user(), application()]}));
    let text = recorded(&mock).await;
    hides(&text);
    assert!(text.contains("<redacted>") && text.contains("forceChangePasswordNextLogin"));
    assert_eq!(mock.requests().len(), 7);
    // What is left can still be replayed.
    let replay = Replay::from_json(&text).expect("the recorder's own format");
    let response = client(replay).applications().id("a1").get().await.expect("it was recorded");
    assert_eq!(response.object_id.as_deref(), Some("a1"));
}

#[tokio::test]
async fn recordings_hide_secrets_that_the_service_repeats() {
    let mock = MockTransport::new();
    let own = [
        ("me.changePassword", "planted-\"old\" and planted-new"),
        ("applications.addKey", "planted-key and planted-proof"),
        ("applications.removeKey", "planted-proof"),
        ("applications.get", "planted-token"),
    ];
    for (id, secret) in own {
        mock.on_operation(id).reply_json(
            400,
            json!({"odata.error": {"code": "X", "message": {"value": format!("Bad: {secret}.")}}}),
        );
    }
    mock.on_operation("deletedApplications.list").reply_json(400, "no JSON: Bearer planted-token");
    mock.on_operation("users.assignLicense").reply(500);
    mock.on_operation("groups.members.list").reply(500);
    let text = recorded(&mock).await;
    hides(&text);
    assert!(text.contains("Bad: <redacted> and <redacted>."), "{text}");
    assert!(text.contains("no JSON: Bearer <redacted>"), "{text}");
}

/// Recorders and errors go by these lists, which follow from the spec.
#[test]
fn operations_know_their_secrets() {
    let operations = azure_ad_graph::OPERATIONS.iter().chain(microsoft_graph::OPERATIONS);
    let secrets: Vec<(&str, &[&str])> = operations
        .filter(|operation| !operation.secrets.is_empty())
        .map(|operation| (operation.id, operation.secrets))
        .collect();
    let application: &[&str] = &["encryptedMsiApplicationSecret", "value"];
    let object: &[&str] = &["encryptedMsiApplicationSecret", "password", "value"];
    let graph: &[&str] = &["key", "password", "secretText"];
    let expected: [(&str, &[&str]); 94] = [
        ("applications.get", application),
        ("applicationsByAppId.get", application),
        ("applications.addKey", &["proof", "value"]),
        ("applicationsByAppId.addKey", &["proof", "value"]),
        ("applications.removeKey", &["proof"]),
        ("applicationsByAppId.removeKey", &["proof"]),
        ("deletedApplications.list", application),
        ("deletedApplications.restore", application),
        ("getObjectsByObjectIds", object),
        ("users.delta", object),
        ("groups.delta", object),
        ("contacts.delta", object),
        ("directoryObjects.delta", object),
        ("groups.members.list", object),
        ("groups.memberOf.list", object),
        ("groups.owners.list", object),
        ("groups.appRoleAssignments.list", object),
        ("users.assignLicense", &["password"]),
        ("me.assignLicense", &["password"]),
        ("me.changePassword", &["currentPassword", "newPassword"]),
        ("users.changePassword", &["currentPassword", "newPassword"]),
        // Microsoft Graph: objects may hold others, of whatever kind.
        ("applications.list", graph),
        ("applications.get", graph),
        ("applicationsByAppId.get", graph),
        ("applications.create", graph),
        ("applications.update", &["key"]),
        ("applications.addKey", &["key", "proof", "secretText"]),
        ("applicationsByAppId.addKey", &["key", "proof", "secretText"]),
        ("applications.removeKey", &["proof"]),
        ("applicationsByAppId.removeKey", &["proof"]),
        ("applications.addPassword", &["secretText"]),
        ("applicationsByAppId.addPassword", &["secretText"]),
        ("applications.delta", graph),
        ("contacts.list", graph),
        ("contacts.get", graph),
        ("contacts.memberOf.list", graph),
        ("contacts.delta", graph),
        ("directory.deletedItems.applications.list", graph),
        ("directory.deletedItems.groups.list", graph),
        ("directory.deletedItems.users.list", graph),
        ("directory.deletedItems.servicePrincipals.list", graph),
        ("directory.deletedItems.get", graph),
        ("directory.deletedItems.restore", graph),
        ("directoryObjects.get", graph),
        ("directoryObjects.getByIds", graph),
        ("directoryObjects.delta", graph),
        ("domains.domainNameReferences.list", graph),
        ("groups.list", graph),
        ("groups.get", graph),
        ("groups.create", graph),
        ("groups.members.list", graph),
        ("groups.members.users.list", graph),
        ("groups.members.groups.list", graph),
        ("groups.members.servicePrincipals.list", graph),
        ("groups.members.contacts.list", graph),
        ("groups.transitiveMembers.list", graph),
        ("groups.transitiveMembers.users.list", graph),
        ("groups.transitiveMembers.groups.list", graph),
        ("groups.transitiveMembers.servicePrincipals.list", graph),
        ("groups.memberOf.list", graph),
        ("groups.memberOf.groups.list", graph),
        ("groups.transitiveMemberOf.list", graph),
        ("groups.transitiveMemberOf.groups.list", graph),
        ("groups.owners.list", graph),
        ("groups.assignLicense", graph),
        ("groups.delta", graph),
        ("servicePrincipals.list", graph),
        ("servicePrincipals.get", graph),
        ("servicePrincipalsByAppId.get", graph),
        ("servicePrincipals.create", graph),
        ("servicePrincipals.update", &["key", "secretText"]),
        ("servicePrincipals.delta", graph),
        ("users.list", graph),
        ("users.get", graph),
        ("me.get", graph),
        ("users.create", graph),
        ("users.update", &["password"]),
        ("users.manager.get", graph),
        ("me.manager.get", graph),
        ("users.directReports.list", graph),
        ("me.directReports.list", graph),
        ("users.memberOf.list", graph),
        ("me.memberOf.list", graph),
        ("users.memberOf.groups.list", graph),
        ("me.memberOf.groups.list", graph),
        ("users.transitiveMemberOf.list", graph),
        ("me.transitiveMemberOf.list", graph),
        ("users.transitiveMemberOf.groups.list", graph),
        ("me.transitiveMemberOf.groups.list", graph),
        ("users.assignLicense", graph),
        ("me.assignLicense", graph),
        ("me.changePassword", &["currentPassword", "newPassword"]),
        ("users.changePassword", &["currentPassword", "newPassword"]),
        ("users.delta", graph),
    ];
    assert_eq!(secrets, expected);
}
