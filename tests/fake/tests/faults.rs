//! What goes wrong on purpose, and what the client makes of it.

use std::time::Duration;

use directory_graph::azure_ad_graph::models as aad;
use directory_graph::{Environment, ErrorKind};
use directory_graph_fake::FakeTenant;
use futures::TryStreamExt;
use serde_json::json;

fn group(name: &str) -> aad::GroupCreate {
    aad::GroupCreate {
        display_name: name.into(),
        mail_nickname: name.into(),
        mail_enabled: false,
        security_enabled: true,
    }
}

fn groups(tenant: &FakeTenant) -> usize {
    tenant.with_state(|state| state.count("Group"))
}

#[tokio::test]
async fn throttled_calls_are_repeated_after_the_time_that_the_service_names() {
    let tenant = FakeTenant::new();
    let before = tenant.elapsed();
    tenant.fail("groups.create").times(2).with(503).retry_after(1);
    let made = tenant.azure_ad_graph().groups().create(group("Sales")).await.unwrap();
    assert_eq!(made.display_name.as_deref(), Some("Sales"));
    assert_eq!(groups(&tenant), 1);
    assert!(tenant.elapsed() - before >= Duration::from_secs(2));
}

#[tokio::test]
async fn a_failure_has_the_code_that_the_service_documents() {
    let tenant = FakeTenant::new();
    tenant.fail("groups.get").with(403);
    let error = tenant.microsoft_graph().groups().id("g1").get().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(403));
    assert_eq!(
        error.code().map(|code| code.as_ref().to_owned()).as_deref(),
        Some("Authorization_RequestDenied")
    );
}

#[tokio::test]
async fn a_creation_whose_response_is_lost_is_not_repeated() {
    let tenant = FakeTenant::new();
    tenant.fail("groups.create").times(1).lost();
    let error = tenant.azure_ad_graph().groups().create(group("Sales")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(groups(&tenant), 1);
}

#[tokio::test]
async fn a_read_over_a_connection_that_breaks_is_repeated() {
    let tenant = FakeTenant::new();
    tenant.seed_groups(3);
    tenant.fail("groups.list").times(1).broken();
    let page = tenant.microsoft_graph().groups().list().await.unwrap();
    assert_eq!(page.value.len(), 3);
}

#[tokio::test]
async fn slow_responses_move_the_clock_of_the_tenant() {
    let tenant = FakeTenant::new();
    let before = tenant.elapsed();
    tenant.fail("users.list").times(1).slow(Duration::from_secs(7));
    tenant.microsoft_graph().users().list().await.unwrap();
    assert_eq!(tenant.elapsed() - before, Duration::from_secs(7));
}

#[tokio::test]
async fn reads_lag_behind_writes() {
    let tenant = FakeTenant::new();
    tenant.fail("groups.get").times(2).lagging();
    let graph = tenant.microsoft_graph();
    let made = tenant.azure_ad_graph().groups().create(group("Sales")).await.unwrap();
    let id = made.object_id.unwrap();
    for _ in 0..2 {
        assert!(graph.groups().id(id.as_str()).get().await.unwrap_err().is_not_found());
    }
    assert_eq!(
        graph.groups().id(id.as_str()).get().await.unwrap().display_name.as_deref(),
        Some("Sales")
    );
}

#[tokio::test]
async fn tokens_of_pages_expire() {
    let tenant = FakeTenant::new();
    tenant.seed_groups(5);
    let graph = tenant.microsoft_graph();
    let mut pages = graph.groups().list().top(2).pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap().value.len(), 2);
    tenant.advance(Duration::from_secs(2 * 60 * 60));
    let error = pages.try_next().await.unwrap_err();
    assert_eq!(
        error.code().map(|code| code.as_ref().to_owned()).as_deref(),
        Some("Directory_ExpiredPageToken")
    );

    tenant.fail("groups.list").expired();
    let pages = tenant.azure_ad_graph().groups().list().top(2).pages();
    let error = pages.try_collect::<Vec<_>>().await.unwrap_err();
    assert_eq!(
        error.code().map(|code| code.as_ref().to_owned()).as_deref(),
        Some("Directory_ExpiredPageToken")
    );
}

#[tokio::test]
async fn a_link_that_repeats_ends_the_list_with_an_error() {
    let tenant = FakeTenant::new();
    tenant.seed_groups(5);
    tenant.fail("groups.list").repeating();
    let items = tenant.microsoft_graph().groups().list().top(2).items();
    let error = items.try_collect::<Vec<_>>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NextLink);
}

#[tokio::test]
async fn faults_are_data() {
    let tenant = FakeTenant::new();
    let faults = json!([{"operation": "microsoft_graph:groups.list", "times": 1, "status": 400, "code": "Odd"}]);
    tenant.set_faults(&faults).unwrap();
    assert_eq!(tenant.azure_ad_graph().groups().list().await.unwrap().value, []);
    let error = tenant.microsoft_graph().groups().list().await.unwrap_err();
    assert_eq!(error.code().map(|code| code.as_ref().to_owned()).as_deref(), Some("Odd"));
    let wrong = tenant.set_faults(&json!([{"operation": "groups.list"}])).unwrap_err();
    assert_eq!(wrong, r#"nothing goes wrong with {"operation":"groups.list"}"#);
    assert_eq!(tenant.set_faults(&json!([{"odd": 1}])).unwrap_err(), "a fault has no `odd`");
}

#[test]
fn blocking_clients_have_the_same_door() {
    let tenant = FakeTenant::new();
    tenant.seed_groups(2);
    let client = directory_graph::microsoft_graph::blocking::Client::builder()
        .credential(directory_graph::Credential::static_token("any"))
        .transport(tenant)
        .build()
        .unwrap();
    assert_eq!(client.groups().list().call().unwrap().value.len(), 2);
}
