//! Limits, responses and errors of calls.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

use crate::block_on::block_on;
use crate::testing::{Simulated, Testing, builder, client};
use crate::*;

/// Never responds.
fn silent() -> impl Transport {
    transport::from_fn(|_: Request<Bytes>| std::future::pending())
}

#[test]
fn an_attempt_has_its_time() {
    let machine = Simulated::default();
    let client: Testing = builder()
        .transport(silent())
        .environment(machine.clone())
        .attempt_timeout(Duration::from_secs(7))
        .retry(RetryPolicy::default().max_attempts(2).base_delay(Duration::ZERO))
        .build()
        .unwrap();
    let error = block_on(client.get("a").into_future()).unwrap_err();
    assert_eq!(error.to_string(), "things.get: timed out: no response within 7s");
    assert!(error.is_timeout());
    assert_eq!(machine.slept(), [Duration::from_secs(7), Duration::ZERO, Duration::from_secs(7)]);
    // Nobody knows whether a create was done.
    assert!(block_on(client.create().into_future()).unwrap_err().is_timeout());
    assert_eq!(machine.slept().len(), 4);
}

#[test]
fn a_call_has_its_time_with_all_attempts() {
    let machine = Simulated::default();
    let client: Testing =
        builder().transport(silent()).environment(machine.clone()).build().unwrap();
    let error =
        block_on(client.get("a").with_timeout(Duration::from_secs(3)).into_future()).unwrap_err();
    assert_eq!(error.to_string(), "things.get: timed out: no response within 3s");
    assert_eq!(machine.slept(), [Duration::from_secs(3)]);
}

#[test]
fn a_response_that_is_too_large_is_refused() {
    let mock = MockTransport::new();
    mock.on_operation("things.get").reply_json(200, vec![0; 100]);
    let client: Testing = builder().transport(mock).max_response_size(100).build().unwrap();
    let error = block_on(client.get("a").into_future()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(
        error.to_string(),
        "things.get: the response is too large: it has more than 100 bytes"
    );
}

#[test]
fn a_response_that_cannot_be_read_is_described() {
    let mock = MockTransport::new();
    mock.on_operation("things.list")
        .reply_json(200, r#"{"value":[1,"x"]}"#)
        .with_header("request-id", "r1");
    let error = block_on(client(&mock, &Simulated::default()).list().into_future()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "things.list: 200 OK, but the response cannot be read: at value[1]: invalid type: string, expected u32 at line 1 column 15 (request r1)"
    );
    assert!(error.is_decode());
    assert_eq!(error.body(), r#"{"value":[1,"x"]}"#);
    for body in ["", "<html>", "{\"value\":[1", "nul", "\u{feff}"] {
        let mock = MockTransport::new();
        mock.on_operation("things.list").reply_json(200, body);
        let error =
            block_on(client(&mock, &Simulated::default()).list().into_future()).unwrap_err();
        assert_eq!(
            (error.kind(), error.operation()),
            (ErrorKind::Decode, Some("things.list")),
            "{body}"
        );
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    }
}

#[test]
fn sending_gives_status_and_headers() {
    let mock = MockTransport::new();
    mock.on_operation("things.create")
        .reply_json(201, r#"{"id":1}"#)
        .with_header("location", "there");
    let response = block_on(client(&mock, &Simulated::default()).create().send()).unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["location"], "there");
    assert_eq!(response.body()["id"], 1);
}

#[test]
fn futures_can_be_sent_between_threads_and_outlive_their_client() {
    fn check<T: Send + 'static>(value: T) -> T {
        value
    }
    let mock = MockTransport::new();
    mock.on_operation("things.get").reply_json(200, "{}");
    let client = client(&mock, &Simulated::default());
    let (awaited, sent) = (check(client.get("a").into_future()), check(client.get("a").send()));
    let (items, pages) = (check(client.list().items()), check(client.list().pages()));
    let other = client.clone();
    let collecting = check(async move { other.list().items().try_collect::<Vec<_>>().await });
    drop((client, items, pages, collecting));
    assert!(block_on(awaited).is_ok() && block_on(sent).is_ok());
}

#[test]
fn blocking_clients_do_the_same() {
    let mock = MockTransport::new();
    mock.on_operation("things.get").reply_json(200, r#"{"id":1}"#);
    let client = builder::<Blocking>().transport(mock).build().unwrap();
    assert_eq!(client.get("a").call().unwrap()["id"], 1);
    assert_eq!(client.get("a").send().unwrap().status(), 200);
    assert!(client.get("").call().unwrap_err().is_invalid_request());
}

#[test]
fn headers_that_the_caller_sets_are_kept() {
    let mock = MockTransport::new();
    mock.on_operation("things.get").reply_json(200, "{}");
    let call = client(&mock, &Simulated::default()).get("a");
    let call =
        call.with_header("client-request-id", "mine").with_header("authorization", "Bearer mine");
    assert!(block_on(call.into_future()).is_ok());
    let request = mock.requests().remove(0);
    assert_eq!(request.headers()["client-request-id"], "mine");
    assert_eq!(request.headers()["authorization"], "Bearer mine");
    assert_eq!(request.headers().get_all("client-request-id").iter().count(), 1);
}

/// Counts what passes and adds a header.
struct Counting {
    inner: Arc<dyn Transport>,
    count: Arc<AtomicUsize>,
    name: &'static str,
}

impl Transport for Counting {
    fn send(
        &self,
        mut request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        self.count.fetch_add(1, Ordering::Relaxed);
        let path = request.headers().get("x-path").map_or("", |path| path.to_str().unwrap());
        let path = format!("{path}{}", self.name).try_into().unwrap();
        request.headers_mut().insert("x-path", path);
        self.inner.send(request)
    }
}

#[test]
fn layers_see_every_attempt_and_the_last_is_outermost() {
    let (mock, count) = (MockTransport::new(), Arc::new(AtomicUsize::new(0)));
    mock.on_operation("things.get").reply(503).reply_json(200, "{}");
    let layer = |name| {
        let count = Arc::clone(&count);
        move |inner| Counting { inner, count, name }
    };
    let client: Testing = builder()
        .transport(mock.clone())
        .layer(layer("inner"))
        .layer(layer("outer-"))
        .environment(Simulated::default())
        .build()
        .unwrap();
    assert!(block_on(client.get("a").into_future()).is_ok());
    assert_eq!(count.load(Ordering::Relaxed), 4);
    assert_eq!(mock.requests()[1].headers()["x-path"], "outer-inner");
}
