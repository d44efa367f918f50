//! What `tracing` is told, as OpenTelemetry exports it, and that no secret is in it.

use std::sync::{Arc, Mutex};

use directory_graph::azure_ad_graph::Client;
use directory_graph::runtime::{AttemptEnd, AttemptInfo, Observer};
use directory_graph::{Credential, MockTransport, RetryPolicy, Tenant};
use http::{HeaderMap, HeaderName, HeaderValue};
use opentelemetry::Context;
use opentelemetry::trace::{TraceContextExt, TracerProvider};
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider, SpanData};
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::layer::SubscriberExt;

/// Exports spans to memory, as an application would to a collector.
struct Exporter {
    spans: InMemorySpanExporter,
    _provider: SdkTracerProvider,
    _guard: DefaultGuard,
}

impl Exporter {
    fn install() -> Self {
        let spans = InMemorySpanExporter::default();
        let provider = SdkTracerProvider::builder().with_simple_exporter(spans.clone()).build();
        let layer = tracing_opentelemetry::layer()
            .with_tracer(provider.tracer("tests"))
            .with_location(false)
            .with_threads(false)
            .with_tracked_inactivity(false)
            .with_target(false);
        let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(layer));
        Self { spans, _provider: provider, _guard: guard }
    }

    /// The spans in the order in which they ended.
    fn spans(&self) -> Vec<SpanData> {
        let spans = self.spans.get_finished_spans().unwrap();
        assert!(!format!("{spans:?}").contains("planted"), "{spans:?}");
        spans
    }
}

/// A span as lines: its name and kind, its attributes in order, its events; times left out.
fn lines(span: &SpanData) -> Vec<String> {
    let told = |(key, value): (&str, String)| {
        (key != "elapsed_ms" && key != "delay_ms").then(|| format!("{key}={value}"))
    };
    let attributes = |list: &[opentelemetry::KeyValue]| -> Vec<String> {
        list.iter().filter_map(|pair| told((pair.key.as_str(), pair.value.to_string()))).collect()
    };
    let mut lines = vec![format!("{} {:?} {:?}", span.name, span.span_kind, span.status)];
    lines.extend(attributes(&span.attributes));
    lines.extend(
        span.events.iter().map(|event| {
            format!("event {} {}", event.name, attributes(&event.attributes).join(" "))
        }),
    );
    lines
}

/// What is told of a list of groups that has this link to a next page, which is refused.
async fn listed(link: &str) -> Vec<Vec<String>> {
    let exporter = Exporter::install();
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
    exporter.spans().iter().map(lines).collect()
}

#[tokio::test]
async fn codes_and_names_of_requests_hide_secrets() {
    let spans = listed("groups").await;
    assert!(spans[0].contains(&"request_id=<redacted>".to_owned()), "{spans:?}");
    assert!(spans[2].contains(&"request_id=r-<redacted>".to_owned()), "{spans:?}");
    assert!(spans[2].iter().any(|line| line.contains("code=X <redacted> Y")), "{spans:?}");
}

#[tokio::test]
async fn of_a_link_only_known_names_and_short_numbers_are_told() {
    for (link, told) in [
        ("groups?$skiptoken=X'planted'&$top=999", "$skiptoken=…&$top=999&api-version=1.6"),
        ("groups?api-version=1.5&$top=50000", "api-version=1.5&$top=50000"),
        ("groups?planted&$top=planted&api-version=planted", "…&$top=…&api-version=…"),
        (
            "groups?$top&planted=1&$top=-1&$top=&$top=1234567890",
            "$top=…&…&$top=…&$top=…&$top=…&api-version=1.6",
        ),
        ("groups?api-version=2013-04-05&$skip%74oken=planted", "api-version=…&…"),
    ] {
        let url = format!("url.full=https://graph.windows.net/{{tenant}}/groups?{told}");
        let spans = listed(link).await;
        assert!(spans[2].contains(&url), "{link}: {spans:?}");
    }
}

/// Makes `traceparent` of the current span, as an application would with its propagator, and writes down what it is told.
#[derive(Clone, Default)]
struct Propagator(Arc<Mutex<Vec<String>>>);

impl Observer for Propagator {
    fn headers(&self, _: &AttemptInfo<'_>) -> HeaderMap {
        use tracing_opentelemetry::OpenTelemetrySpanExt;
        let context: Context = tracing::Span::current().context();
        let current = context.span().span_context().clone();
        let parent = format!("00-{}-{}-01", current.trace_id(), current.span_id());
        let value = HeaderValue::from_str(&parent).unwrap();
        HeaderMap::from_iter([
            (HeaderName::from_static("traceparent"), value),
            (HeaderName::from_static("authorization"), HeaderValue::from_static("Bearer forged")),
        ])
    }

    fn end(&self, attempt: &AttemptInfo<'_>, end: &AttemptEnd) {
        self.0.lock().unwrap().push(format!(
            "{} {} of {}:{}: {:?} {:?}",
            attempt.operation.id,
            attempt.number,
            attempt.server_address,
            attempt.server_port,
            end.status,
            end.error
        ));
    }
}

#[tokio::test]
async fn a_call_with_two_retries_is_four_spans() {
    let exporter = Exporter::install();
    let mock = MockTransport::new();
    mock.on_operation("groups.list")
        .reply(503)
        .fail(directory_graph::TransportErrorKind::Connect)
        .reply_json(200, r#"{"value":[]}"#)
        .with_header("request-id", "r1");
    let observer = Propagator::default();
    let client = Client::builder(Tenant::new("planted.example").unwrap())
        .credential(Credential::static_token("planted"))
        .retry(RetryPolicy::default().base_delay(std::time::Duration::ZERO))
        .transport(mock.clone())
        .observer(observer.clone())
        .build()
        .unwrap();
    let call = client
        .groups()
        .list()
        .filter("displayName eq 'planted'")
        .top(5)
        .with_header("client-request-id", "c1");
    call.await.unwrap();

    let spans = exporter.spans();
    let attempt = [
        "http.request.method=GET",
        "url.template=/{tenant}/groups",
        "url.full=https://graph.windows.net/{tenant}/groups?api-version=1.6&$filter=…&$top=5",
        "server.address=graph.windows.net",
        "server.port=443",
    ];
    let failed = "GET /{tenant}/groups Client Error { description: \"\" }";
    let told = [
        (
            failed,
            vec![
                "http.response.status_code=503",
                "error.type=503",
                "event failed level=WARN target=directory_graph",
            ],
        ),
        (
            failed,
            vec![
                "http.request.resend_count=1",
                "error.type=connect",
                "event failed level=WARN target=directory_graph",
            ],
        ),
        (
            "GET /{tenant}/groups Client Unset",
            vec![
                "http.request.resend_count=2",
                "http.response.status_code=200",
                "request_id=r1",
                "event received level=DEBUG target=directory_graph",
            ],
        ),
    ];
    for (span, (name, own)) in spans.iter().zip(told) {
        let (mut lines, mut expected) = (lines(span), [vec![name], attempt.to_vec(), own].concat());
        lines.sort();
        expected.sort_unstable();
        assert_eq!(lines, expected);
    }
    assert_eq!(spans.len(), 4);
    assert_eq!(
        lines(&spans[3]),
        [
            "groups.list Internal Unset",
            "service=azure_ad_graph",
            "operation=groups.list",
            "client_request_id=c1",
            "event will be repeated level=DEBUG target=directory_graph attempt=1",
            "event will be repeated level=DEBUG target=directory_graph attempt=2",
        ]
    );

    // All of it is one trace, and each attempt went out as itself.
    let call = &spans[3].span_context;
    for (span, request) in spans.iter().zip(mock.requests()) {
        assert_eq!(span.parent_span_id, call.span_id());
        assert_eq!(
            request.headers()["traceparent"],
            format!("00-{}-{}-01", call.trace_id(), span.span_context.span_id())
        );
        assert_eq!(request.headers()["authorization"], "Bearer planted");
    }
    assert_eq!(
        *observer.0.lock().unwrap(),
        [
            "groups.list 1 of graph.windows.net:443: Some(503) Some(\"503\")",
            "groups.list 2 of graph.windows.net:443: None Some(\"connect\")",
            "groups.list 3 of graph.windows.net:443: Some(200) None",
        ]
    );
}
