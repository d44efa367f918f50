//! Waiting for what was written.

use std::time::Duration;

use directory_graph::microsoft_graph::models::GroupCreate;
use directory_graph::{MockTransport, Tenant, TestClock, azure_ad_graph, microsoft_graph};

fn group() -> GroupCreate {
    GroupCreate {
        display_name: "Blue".into(),
        mail_nickname: "blue".into(),
        mail_enabled: false,
        security_enabled: true,
    }
}

fn asked(mock: &MockTransport) -> Vec<String> {
    let requests = mock.requests();
    requests.iter().map(|it| format!("{} {}", it.method(), it.uri())).collect()
}

#[tokio::test]
async fn a_group_is_read_until_it_is_there() -> Result<(), directory_graph::Error> {
    let (mock, clock) = (MockTransport::new(), TestClock::new());
    mock.on("POST", "/v1.0/groups").reply_json(201, r#"{"id":"g1"}"#);
    mock.on("GET", "/v1.0/groups/g1")
        .reply(404)
        .reply(404)
        .reply_json(200, r#"{"id":"g1","displayName":"Blue"}"#);
    let graph = microsoft_graph::Client::builder()
        .transport(mock.clone())
        .environment(clock.clone())
        .build()?;
    let group = graph.groups().create(group()).until_readable().await?;
    assert_eq!(group.display_name.as_deref(), Some("Blue"));
    assert_eq!(
        asked(&mock),
        [
            "POST https://graph.microsoft.com/v1.0/groups",
            "GET https://graph.microsoft.com/v1.0/groups/g1",
            "GET https://graph.microsoft.com/v1.0/groups/g1",
            "GET https://graph.microsoft.com/v1.0/groups/g1",
        ]
    );
    assert_eq!(clock.slept(), [Duration::from_millis(500), Duration::from_secs(1)]);
    Ok(())
}

#[test]
fn a_domain_is_found_by_its_key() -> Result<(), directory_graph::Error> {
    let mock = MockTransport::new();
    mock.on_operation("domains.create").reply_json(201, r#"{"name":"contoso.com"}"#);
    mock.on_operation("domains.get").reply_json(200, r#"{"name":"contoso.com"}"#);
    let client = azure_ad_graph::blocking::Client::builder(Tenant::my_organization())
        .transport(mock.clone())
        .build()?;
    client.domains().create("contoso.com").until_readable().call()?;
    assert_eq!(
        asked(&mock)[1],
        "GET https://graph.windows.net/myorganization/domains('contoso.com')?api-version=1.6"
    );
    Ok(())
}

#[tokio::test]
async fn a_domain_is_waited_for_until_it_is_verified_and_until_it_is_gone()
-> Result<(), directory_graph::Error> {
    let (mock, clock) = (MockTransport::new(), TestClock::new());
    mock.on_operation("domains.verify").reply_json(200, r#"{"id":"contoso.com"}"#);
    mock.on_operation("domains.forceDelete").reply(204);
    mock.on("GET", "/beta/domains/contoso.com")
        .reply_json(200, r#"{"isVerified":false}"#)
        .reply_json(200, r#"{"isVerified":true}"#);
    mock.on("GET", "/v1.0/domains/contoso.com").reply_json(200, "{}").reply(404);
    let graph = microsoft_graph::Client::builder()
        .transport(mock.clone())
        .environment(clock.clone())
        .build()?;
    let domain = graph.domains().id("contoso.com").verify().until_done().await?;
    assert_eq!(domain.is_verified, Some(true));
    graph.domains().id("contoso.com").force_delete().until_done().await?;
    assert_eq!(mock.requests().len(), 6);
    assert_eq!(clock.slept(), [Duration::from_millis(500), Duration::from_millis(500)]);
    Ok(())
}

#[tokio::test]
async fn a_client_can_wait_for_what_it_has_made() -> Result<(), directory_graph::Error> {
    let (mock, clock) = (MockTransport::new(), TestClock::new());
    mock.on_operation("groups.create").reply_json(201, r#"{"id":"g1"}"#);
    mock.on_operation("groups.members.list").reply(404).reply_json(200, r#"{"value":[]}"#);
    mock.on_operation("groups.owners.list").reply(404);
    let graph = microsoft_graph::Client::builder()
        .transport(mock.clone())
        .environment(clock.clone())
        .retry_not_found_after_writes(Duration::from_secs(60))
        .build()?;
    graph.groups().create(group()).await?;
    assert!(graph.groups().id("g1").members().list().await?.is_empty());
    assert!(graph.groups().id("g2").owners().list().await.is_err_and(|error| error.is_not_found()));
    assert_eq!(mock.requests().len(), 4);
    Ok(())
}
