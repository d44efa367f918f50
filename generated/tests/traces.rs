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
            "event message=answered attempt=2 status=200 request_id=\"r1\"",
        ]
    );
}
