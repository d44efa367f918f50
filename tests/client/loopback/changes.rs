//! Lists of changes: rounds, tokens, what is gone, and where to start again.

use std::process::Command;

use directory_graph::azure_ad_graph::models::DirectoryObject;
use directory_graph::microsoft_graph::models::Group;
use directory_graph::{Change, Continuation, DeltaToken, ErrorKind, RemovedReason};

use crate::loopback::server::{Received, Reply, Server};
use crate::loopback::{blocking_client, client, microsoft_graph};

/// Serves three rounds of changes of groups; the first has two pages.
fn three_rounds() -> Server {
    Server::start(|received: &Received| {
        let host = received.header("host").unwrap_or_default();
        let place = received.target.rsplit('=').next().unwrap_or_default();
        let (link, value) = match place {
            "/v1.0/groups/delta" => (
                "@odata.nextLink\":\"HOST/v1.0/groups/delta?$skiptoken=s1",
                r#"{"id":"g1","displayName":"One"},{"id":"g2","displayName":"Two"}"#,
            ),
            "s1" => (
                "@odata.deltaLink\":\"HOST/v1.0/groups/delta?$deltatoken=d1",
                r##"{"id":"g3","members@delta":[{"@odata.type":"#microsoft.graph.user","id":"u1"}]}"##,
            ),
            "d1" => (
                "@odata.deltaLink\":\"HOST/v1.0/groups/delta?$deltatoken=d2",
                r#"{"id":"g1","@removed":{"reason":"changed"}},{"@removed":{"reason":"deleted"},"id":"g2"},{"id":"g3","displayName":"Three"}"#,
            ),
            "d2" => ("@odata.deltaLink\":\"HOST/v1.0/groups/delta?$deltatoken=d3", ""),
            _ => return Reply::status("404 Not Found"),
        };
        let link = link.replace("HOST", &format!("http://{host}"));
        Reply::json("200 OK", &format!(r#"{{"{link}","value":[{value}]}}"#))
    })
}

/// A change on one line.
fn line(change: &Change<Group>) -> String {
    match change {
        Change::Changed(group) => {
            let id = group.id.as_deref().unwrap_or_default();
            format!("{id} {}", group.display_name.as_deref().unwrap_or("-"))
        }
        Change::Removed { id, reason } => format!("{id} is {reason}"),
    }
}

/// The process that [`each_round_is_of_another_process`] starts for each of its rounds.
#[test]
fn one_round() {
    let Ok(endpoint) = std::env::var("ROUND_ENDPOINT") else { return };
    let client = directory_graph::microsoft_graph::blocking::Client::builder()
        .endpoint(endpoint)
        .credential(directory_graph::Credential::static_token("planted-token"))
        .build()
        .expect("nothing is wrong with this client");
    let call = match std::env::var("ROUND_TOKEN") {
        Ok(saved) => {
            let token: DeltaToken = serde_json::from_str(&saved).expect("a saved token");
            client.groups().delta().since(token)
        }
        Err(_) => client.groups().delta(),
    };
    let mut changes = call.items();
    for change in &mut changes {
        println!("CHANGE {}", line(&change.expect("a change")));
    }
    let token = changes.token().expect("the round has ended");
    println!("TOKEN {}", serde_json::to_string(&token).expect("tokens are text"));
}

#[test]
fn each_round_is_of_another_process() {
    let server = three_rounds();
    let mut token: Option<String> = None;
    let mut rounds = Vec::new();
    for _ in 0..3 {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.args(["loopback::changes::one_round", "--exact", "--nocapture"]);
        command.env("ROUND_ENDPOINT", server.url());
        if let Some(token) = &token {
            command.env("ROUND_TOKEN", token);
        }
        let output = command.output().expect("the process runs");
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(output.status.success(), "{text}");
        let of = |word: &str| -> Vec<String> {
            let found = text.lines().filter_map(|line| line.split_once(word));
            found.map(|(_, rest)| rest.to_owned()).collect()
        };
        rounds.push(of("CHANGE "));
        token = of("TOKEN ").pop();
    }
    assert_eq!(rounds[0], ["g1 One", "g2 Two", "g3 -"]);
    assert_eq!(rounds[1], ["g1 is changed", "g2 is deleted", "g3 Three"]);
    assert_eq!(rounds[2], [""; 0]);
    let saved = format!(r#""{}/v1.0/groups/delta?$deltatoken=d3""#, server.url());
    assert_eq!(token.as_deref(), Some(saved.as_str()));
    assert_eq!(
        server.requests(),
        [
            "GET /v1.0/groups/delta",
            "GET /v1.0/groups/delta?$skiptoken=s1",
            "GET /v1.0/groups/delta?$deltatoken=d1",
            "GET /v1.0/groups/delta?$deltatoken=d2",
        ]
    );
}

#[tokio::test]
async fn a_token_comes_when_all_changes_have_been_taken() {
    let server = three_rounds();
    let mut changes = microsoft_graph(&server).groups().delta().items();
    for taken in 0..3 {
        assert_eq!(changes.token(), None, "after {taken}");
        assert!(matches!(changes.try_next().await, Ok(Some(Change::Changed(_)))));
    }
    let token = changes.token().expect("nothing is left");
    assert!(matches!(changes.try_next().await, Ok(None)));
    assert_eq!(changes.token(), Some(token.clone()));
    assert!(token.as_str().ends_with("$deltatoken=d1"));
    assert_eq!(format!("{token:?}"), "DeltaToken(..)");
}

#[tokio::test]
async fn pages_have_tokens_too() {
    let server = three_rounds();
    let mut pages = microsoft_graph(&server).groups().delta().pages();
    let first = pages.try_next().await.expect("a page").expect("there are two");
    assert_eq!((first.len(), first.token(), pages.token()), (2, None, None));
    let last = pages.try_next().await.expect("a page").expect("there are two");
    assert_eq!(last.len(), 1);
    assert!(last.token().is_some());
    assert_eq!(last.token(), pages.token());
    assert!(pages.try_next().await.expect("the end").is_none());
}

#[tokio::test]
async fn nothing_is_lost_of_a_page_that_was_not_read_to_its_end() {
    let server = three_rounds();
    let graph = microsoft_graph(&server);
    let mut seen = Vec::new();
    let mut changes = graph.groups().delta().items();
    seen.push(line(&changes.try_next().await.expect("a page").expect("a change")));
    // Amid the first page, which nobody has a link to but the call itself.
    let saved = serde_json::to_string(&changes.continuation()).expect("text");
    assert_eq!(saved, r#""/v1.0/groups/delta""#);
    drop(changes);
    let saved: Continuation = serde_json::from_str(&saved).expect("text");
    let mut changes = graph.groups().delta().with_continuation(saved).items();
    for _ in 0..2 {
        seen.push(line(&changes.try_next().await.expect("a page").expect("a change")));
    }
    // Between two pages.
    let saved = changes.continuation().expect("there is more");
    assert!(saved.as_str().ends_with("/v1.0/groups/delta?$skiptoken=s1"));
    drop(changes);
    let mut changes = graph.groups().delta().with_continuation(saved).items();
    seen.push(line(&changes.try_next().await.expect("a page").expect("a change")));
    assert_eq!(seen, ["g1 One", "g1 One", "g2 Two", "g3 -"]);
    assert!(changes.token().is_some());
    assert_eq!(changes.continuation(), None);
}

#[tokio::test]
async fn a_state_that_is_not_known_any_more_is_an_error_of_its_own() {
    let gone = r#"{"error":{"code":"Gone","message":"The tenant has moved."}}"#;
    let unknown = r#"{"error":{"code":"syncStateNotFound","message":""}}"#;
    let server = Server::script(vec![
        Reply::json("410 Gone", gone),
        Reply::json("400 Bad Request", unknown),
        Reply::json("410 Gone", gone),
    ]);
    let graph = microsoft_graph(&server);
    let since = || graph.groups().delta().since("/v1.0/groups/delta?$deltatoken=old");
    let error = since().items().try_next().await.expect_err("gone");
    assert!(error.is_resync());
    assert_eq!(error.kind(), ErrorKind::Resync);
    assert_eq!(
        error.to_string(),
        "groups.delta: 410 Gone Gone: start again, without a token (The tenant has moved.)"
    );
    let error = since().await.expect_err("not known");
    assert!(error.is_resync());
    assert_eq!(
        error.to_string(),
        "groups.delta: 400 Bad Request syncStateNotFound: start again, without a token"
    );
    let error = graph.groups().list().await.expect_err("gone");
    assert!(!error.is_resync(), "another list");
    assert_eq!(error.kind(), ErrorKind::Status);
}

#[tokio::test]
async fn a_token_of_another_origin_is_refused() {
    let server = three_rounds();
    let graph = microsoft_graph(&server);
    let foreign = "https://graph.microsoft.com/v1.0/groups/delta?$deltatoken=secret";
    let error = graph.groups().delta().since(foreign).await.expect_err("foreign");
    assert_eq!(error.kind(), ErrorKind::NextLink);
    assert!(!error.to_string().contains("secret"));
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn changes_are_asked_for_from_now_on_and_in_short() {
    let server = three_rounds();
    let graph = microsoft_graph(&server);
    let _ = graph.groups().delta().from_now().minimal().await;
    let received = &server.received()[0];
    assert_eq!(received.target, "/v1.0/groups/delta?$deltatoken=latest");
    assert_eq!(received.header("prefer"), Some("return=minimal"));
}

const DIFFERENCES: [&str; 2] = [
    r#"{"aad.nextLink":"HOST/contoso.com/groups?deltaLink=n1","value":[
        {"odata.type":"Microsoft.DirectoryServices.Group","objectType":"Group","objectId":"g1","displayName":"One","aad.isDeleted":false}
    ]}"#,
    r#"{"aad.deltaLink":"HOST/contoso.com/groups?deltaLink=d1","value":[
        {"odata.type":"Microsoft.DirectoryServices.Group","objectType":"Group","objectId":"g2","aad.isDeleted":true},
        {"odata.type":"Microsoft.DirectoryServices.Group","aad.isSoftDeleted":true,"objectId":"g3"},
        {"odata.type":"Microsoft.DirectoryServices.DirectoryLinkChange","objectId":"00000000-0000-0000-0000-000000000000",
         "associationType":"Member","sourceObjectId":"g1","targetObjectId":"u1","aad.isDeleted":true}
    ]}"#,
];

#[tokio::test]
async fn a_differential_query_tells_changes_as_well() {
    let server = Server::start(|received: &Received| {
        let host = format!("http://{}", received.header("host").unwrap_or_default());
        let page = DIFFERENCES[usize::from(received.target.contains("n1"))];
        Reply::json("200 OK", &page.replace("HOST", &host))
    });
    let mut changes = client(&server).groups().delta().minimal().items();
    let mut found = Vec::new();
    while let Some(change) = changes.try_next().await.expect("two pages") {
        found.push(match change {
            Change::Changed(DirectoryObject::Group(group)) => {
                assert_eq!(group.extra.get("aad.isDeleted"), Some(&false.into()));
                format!("{:?}", group.display_name)
            }
            Change::Changed(DirectoryObject::DirectoryLinkChange(link)) => {
                let ends = (link.source_object_id, link.target_object_id, link.is_deleted);
                format!("{ends:?}")
            }
            Change::Removed { id, reason: RemovedReason::Deleted } => format!("{id} is gone"),
            Change::Removed { id, reason: RemovedReason::Changed } => {
                format!("{id} can be restored")
            }
            other => format!("{other:?}"),
        });
    }
    assert_eq!(
        found,
        [
            r#"Some("One")"#,
            "g2 is gone",
            "g3 can be restored",
            r#"(Some("g1"), Some("u1"), Some(true))"#
        ]
    );
    let token = changes.token().expect("the round has ended");
    assert_eq!(token.as_str(), format!("{}/contoso.com/groups?deltaLink=d1", server.url()));
    let _ = blocking_client(&server).groups().delta().since(token).from_now().call();
    assert_eq!(
        server.requests(),
        [
            "GET /myorganization/groups?api-version=1.6&deltaLink=",
            "GET /contoso.com/groups?deltaLink=n1&api-version=1.6",
            "GET /contoso.com/groups?deltaLink=d1&api-version=1.6",
        ]
    );
    let header =
        |index: usize, name: &str| server.received()[index].header(name).map(str::to_owned);
    let changed = "ocp-aad-dq-include-only-changed-properties";
    let changed = [header(0, changed), header(1, changed), header(2, changed)];
    assert_eq!(changed, [Some("true".to_owned()), Some("true".to_owned()), None]);
    let latest = header(2, "ocp-aad-dq-include-only-delta-token");
    assert_eq!(latest.as_deref(), Some("true"));
}

#[tokio::test]
async fn a_differential_query_that_is_too_old_starts_again() {
    let body = r#"{"odata.error":{"code":"Directory_ExpiredPageToken","message":{"lang":"en","value":"Too old."}}}"#;
    let server = Server::script(vec![Reply::json("400 Bad Request", body)]);
    let since = "https://graph.windows.net/myorganization/users?deltaLink=old";
    let own = since.replace("https://graph.windows.net", &server.url());
    let error = client(&server).users().delta().since(own).await.expect_err("too old");
    assert!(error.is_resync() && error.is_expired_page_token());
    assert_eq!(
        error.to_string(),
        "users.delta: 400 Bad Request Directory_ExpiredPageToken: start again, without a token (Too old.)"
    );
}
