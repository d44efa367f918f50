//! What `tracing` is told, and that no secret is in it.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use directory_graph::azure_ad_graph::Client;
use directory_graph::{Credential, MockTransport, RetryPolicy, Tenant};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down spans and events, one a line.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // Times differ from run to run.
        if field.name() != "elapsed_ms" && field.name() != "delay_ms" {
            self.0.push_str(&format!(" {}={value:?}", field.name()));
        }
    }
}

impl Lines {
    fn write(&self, kind: &str, record: impl FnOnce(&mut Line)) {
        let mut line = Line(kind.to_owned());
        record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "directory_graph"
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.write("span", |line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.write("event", |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// What is told of a list of groups, with these responses of the mock and this change of the call.
async fn told(link: &str) -> Vec<String> {
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    let mock = MockTransport::new();
    mock.on_operation("groups.list")
        .reply_json(200, serde_json::json!({"odata.nextLink": link, "value": []}))
        .with_header("request-id", "planted\u{9}")
        .reply_json(400, r#"{"error":{"code":"X planted\u2028Y","message":"No."}}"#)
        .with_header("request-id", "r-planted");
    let client = Client::builder(Tenant::my_organization())
        .credential(Credential::static_token("planted"))
        .transport(mock)
        .build()
        .unwrap();
    let call = client.groups().list().with_header("client-request-id", "c1");
    assert!(call.items().try_collect::<Vec<_>>().await.is_err());
    let lines = lines.0.lock().unwrap().clone();
    assert!(!lines.concat().contains("planted"), "{lines:?}");
    lines
}

#[tokio::test]
async fn codes_and_names_of_requests_hide_secrets() {
    let lines = told("groups").await;
    assert_eq!(lines[1], "event message=received attempt=1 status=200 request_id=\"<redacted>\"");
    assert_eq!(
        lines[3],
        "event message=failed attempt=1 kind=Status status=400 code=\"X <redacted> Y\" request_id=\"r-<redacted>\""
    );
}

#[tokio::test]
async fn of_a_link_only_known_names_and_short_numbers_are_told() {
    for (link, told_of_it) in [
        ("groups?$skiptoken=X'planted'&$top=999", "$skiptoken=…&$top=999&api-version=1.6"),
        ("groups?api-version=1.5&$top=50000", "api-version=1.5&$top=50000"),
        ("groups?planted&$top=planted&api-version=planted", "…&$top=…&api-version=…"),
        (
            "groups?$top&planted=1&$top=-1&$top=&$top=1234567890",
            "$top=…&…&$top=…&$top=…&$top=…&api-version=1.6",
        ),
        ("groups?api-version=2013-04-05&$skip%74oken=planted", "api-version=…&…"),
    ] {
        let lines = told(link).await;
        let url = lines[2].split_once("url=").unwrap().1;
        let shown = format!(
            "https://graph.windows.net/{{tenant}}/groups?{told_of_it} client_request_id=\"c1\""
        );
        assert_eq!(url, shown, "{link}");
    }
}

#[tokio::test]
async fn a_call_is_a_span_and_an_attempt_an_event() {
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    let mock = MockTransport::new();
    mock.on_operation("groups.list")
        .reply(503)
        .reply_json(200, r#"{"value":[]}"#)
        .with_header("request-id", "r1");
    let client = Client::builder(Tenant::new("planted.example").unwrap())
        .credential(Credential::static_token("planted"))
        .retry(RetryPolicy::default().base_delay(std::time::Duration::ZERO))
        .transport(mock)
        .build()
        .unwrap();
    let call = client
        .groups()
        .list()
        .filter("displayName eq 'planted'")
        .top(5)
        .with_header("client-request-id", "c1");
    call.await.unwrap();
    assert_eq!(
        *lines.0.lock().unwrap(),
        [
            "span service=\"azure_ad_graph\" operation=\"groups.list\" method=GET \
             url=https://graph.windows.net/{tenant}/groups?api-version=1.6&$filter=…&$top=5 client_request_id=\"c1\"",
            "event message=failed attempt=1 kind=Status status=503",
            "event message=will be repeated attempt=1",
            "event message=received attempt=2 status=200 request_id=\"r1\"",
        ]
    );
}
