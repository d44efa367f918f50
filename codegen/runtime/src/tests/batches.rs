//! Several calls in one request.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::block_on::block_on;
use crate::testing::{Simulated, Testing, client};
use crate::*;

const JSON: &BatchRule = &BatchRule::new(
    "testing",
    BatchFormat::Json,
    20,
    &[Segment::Tenant, Segment::Literal("$batch")],
    &["pin", "x-seal"],
);

const MULTIPART: &BatchRule = &BatchRule::new(
    "testing",
    BatchFormat::Multipart,
    5,
    &[Segment::Tenant, Segment::Literal("$batch")],
    &["pin", "x-seal"],
);

/// The requests of a batch, as the service sees them: id, method and URL.
fn parts(request: &Request<Bytes>) -> Vec<(String, String)> {
    let body: Value = serde_json::from_slice(request.body()).unwrap();
    let parts = body["requests"].as_array().unwrap();
    let text = |part: &Value, name: &str| part[name].as_str().unwrap().to_owned();
    parts
        .iter()
        .map(|part| (text(part, "id"), [&text(part, "method"), " ", &text(part, "url")].concat()))
        .collect()
}

/// A service that responds to each part by a function of its URL and of how often it was asked for it.
fn service(
    respond: impl Fn(&str, usize) -> Value + Send + Sync + 'static,
) -> (MockTransport, Arc<Mutex<Vec<usize>>>) {
    let mock = MockTransport::new();
    let sizes = Arc::new(Mutex::new(Vec::new()));
    let (seen, counts) = (Arc::clone(&sizes), Mutex::new(BTreeMap::<String, usize>::new()));
    mock.on("POST", "/myorganization/$batch").reply_with(move |request| {
        let mut counts = counts.lock().unwrap();
        let parts = parts(request);
        seen.lock().unwrap().push(parts.len());
        // The order of the responses is the service's.
        let responses: Vec<Value> = parts
            .iter()
            .rev()
            .map(|(id, target)| {
                let count = counts.entry(target.clone()).or_default();
                *count += 1;
                let mut response = respond(target, *count);
                response["id"] = json!(id);
                response
            })
            .collect();
        let body = serde_json::to_vec(&json!({ "responses": responses })).unwrap();
        Ok(Response::new(Bytes::from(body)))
    });
    (mock, sizes)
}

fn found(target: &str) -> Value {
    json!({"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"target": target}})
}

fn batch(mock: &MockTransport, machine: &Simulated, rule: &'static BatchRule) -> (Testing, Batch) {
    let client = client(mock, machine);
    let batch = Batch::new(&client.0, rule);
    (client, batch)
}

#[test]
fn forty_five_calls_are_three_requests() {
    let (mock, sizes) = service(|target, _| found(target));
    let (client, mut batch) = batch(&mock, &Simulated::default(), JSON);
    let ids: Vec<_> = (0..45).map(|number| batch.add(client.get(&format!("t{number}")))).collect();
    let mut done = block_on(batch.send()).unwrap();
    assert_eq!(*sizes.lock().unwrap(), [20, 20, 5]);
    for (number, id) in ids.into_iter().enumerate() {
        let target = format!("GET /myorganization/things/t{number}?api-version=1.6");
        assert_eq!(done.take(id).unwrap(), json!({"target": target}));
    }
}

#[test]
fn only_what_was_throttled_is_sent_again_after_the_longest_time() {
    let (mock, sizes) = service(|target, count| match count {
        1 if target.contains("/t3?") => json!({"status": 429, "headers": {"Retry-After": "4"}}),
        1 if target.contains("/t7?") => json!({"status": 429, "headers": {"Retry-After": "9"}}),
        _ => found(target),
    });
    let machine = Simulated::default();
    let (client, mut batch) = batch(&mock, &machine, JSON);
    let ids: Vec<_> = (0..20).map(|number| batch.add(client.get(&format!("t{number}")))).collect();
    let mut done = block_on(batch.send()).unwrap();
    assert_eq!(*sizes.lock().unwrap(), [20, 2]);
    assert_eq!(machine.slept(), [Duration::from_secs(9)]);
    let last = &mock.requests()[1];
    let again = [
        ("3".to_owned(), "GET /myorganization/things/t3?api-version=1.6".to_owned()),
        ("7".to_owned(), "GET /myorganization/things/t7?api-version=1.6".to_owned()),
    ];
    assert_eq!(parts(last), again);
    for id in ids {
        done.take(id).unwrap();
    }
}

#[test]
fn failures_stand_beside_successes() {
    let (mock, _) = service(|target, _| {
        if target.starts_with("POST") {
            json!({"status": 400, "body": {"error": {"code": "Request_BadRequest", "message": "No 'pin-1234'."}}})
        } else {
            found(target)
        }
    });
    let (client, mut batch) = batch(&mock, &Simulated::default(), JSON);
    let good = batch.add(client.get("a"));
    let bad = batch.add(client.create().property("pin", "pin-1234"));
    let wrong = batch.add(client.get(".."));
    let mut done = block_on(batch.send()).unwrap();
    done.take(good).unwrap();
    assert_eq!(
        done.take(bad).unwrap_err().to_string(),
        "things.create: 400 Bad Request Request_BadRequest: No '<redacted>'."
    );
    let error = done.take(wrong).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(mock.requests().len(), 1);
}

#[test]
fn of_a_failed_request_only_reads_are_repeated() {
    let mock = MockTransport::new();
    mock.on("POST", "/myorganization/$batch")
        .fail(TransportErrorKind::Other)
        .reply_json(200, json!({"responses": [{"id": "0", "status": 200, "body": {"n": 1}}]}));
    let (client, mut batch) = batch(&mock, &Simulated::default(), JSON);
    let read = batch.add(client.get("a"));
    let create = batch.add(client.create());
    let mut done = block_on(batch.send()).unwrap();
    assert_eq!(done.take(read).unwrap(), json!({"n": 1}));
    assert_eq!(done.take(create).unwrap_err().kind(), ErrorKind::Transport);
    let sent: Vec<usize> = mock.requests().iter().map(|request| parts(request).len()).collect();
    assert_eq!(sent, [2, 1]);
}

#[test]
fn a_batch_that_never_came_through_is_an_error() {
    let mock = MockTransport::new();
    mock.on("POST", "/myorganization/$batch")
        .reply_json(403, json!({"error": {"code": "No", "message": "planted-token and pin-1234"}}));
    let (client, mut batch) = batch(&mock, &Simulated::default(), JSON);
    let _ = batch.add(client.create().property("pin", "pin-1234"));
    let error = block_on(batch.send()).unwrap_err();
    assert_eq!(error.to_string(), "batch: 403 Forbidden No: <redacted> and <redacted>");
}

#[test]
fn what_waits_for_another_goes_with_it() {
    let (mock, sizes) = service(|target, count| match count {
        1 if target.starts_with("POST") => json!({"status": 429}),
        1 if target.contains("/after?") => json!({"status": 424}),
        _ if target.starts_with("POST") => json!({"status": 201, "body": {}}),
        _ => found(target),
    });
    let (client, mut batch) = batch(&mock, &Simulated::default(), JSON);
    let first = batch.add(client.create());
    let mut others: Vec<_> =
        (0..19).map(|number| batch.add(client.get(&format!("t{number}")))).collect();
    let then = batch.add(client.get("after"));
    batch.after(&then, &first);
    let mut done = block_on(batch.send()).unwrap();
    assert_eq!(*sizes.lock().unwrap(), [20, 1, 2], "the pair comes first and leaves one behind");
    let again: Value = serde_json::from_slice(mock.requests()[2].body()).unwrap();
    assert_eq!(again["requests"][1]["dependsOn"], json!(["0"]));
    done.take(first).unwrap();
    done.take(then).unwrap();
    done.take(others.remove(0)).unwrap();
}

#[test]
fn what_waits_for_a_call_that_cannot_be_sent_is_not_sent() {
    let (mock, _) = service(|target, _| found(target));
    let (client, mut batch) = batch(&mock, &Simulated::default(), JSON);
    let wrong = batch.add(client.get(".."));
    let then = batch.add(client.get("then"));
    let last = batch.add(client.get("last"));
    batch.after(&then, &wrong).after(&last, &then);
    let mut done = block_on(batch.send()).unwrap();
    for waiting in [then, last] {
        assert_eq!(
            done.take(waiting).unwrap_err().to_string(),
            "things.get: the request cannot be built: a call that it waits for cannot be sent"
        );
    }
    assert_eq!(mock.requests().len(), 0);
}

#[test]
fn calls_that_wait_for_each_other_ask_for_one_version() {
    let (mock, sizes) = service(|target, _| found(target));
    let (client, mut batch) = batch(&mock, &Simulated::default(), JSON);
    let first = batch.add(client.get("first"));
    let then = batch.add(client.get("then").with_api_version("beta"));
    let alone = batch.add(client.get("alone").with_api_version("beta"));
    batch.after(&then, &first);
    let mut done = block_on(batch.send()).unwrap();
    for waiting in [first, then] {
        assert_eq!(
            done.take(waiting).unwrap_err().to_string(),
            "things.get: the request cannot be built: calls that wait for each other ask for different versions"
        );
    }
    done.take(alone).unwrap();
    assert_eq!(*sizes.lock().unwrap(), [1]);
}

#[test]
fn an_id_is_of_its_batch() {
    let (mock, _) = service(|target, _| found(target));
    let (one_client, mut one) = batch(&mock, &Simulated::drawing(1), JSON);
    let (other_client, mut other) = batch(&mock, &Simulated::drawing(2), JSON);
    let id = one.add(one_client.get("a"));
    let foreign = other.add(other_client.get("a"));
    let mut done = block_on(one.send()).unwrap();
    assert!(done.take(foreign).unwrap_err().to_string().ends_with("the call is of another batch"));
    done.take(id).unwrap();
    let stray = other.add(one_client.get("a"));
    let error = block_on(other.send()).unwrap().take(stray).unwrap_err();
    assert!(error.to_string().ends_with("the call is of another client than the batch"));
}

#[test]
fn an_empty_batch_sends_nothing() {
    let mock = MockTransport::new();
    let (_, batch) = batch(&mock, &Simulated::default(), JSON);
    assert!(batch.is_empty());
    block_on(batch.send()).unwrap();
    assert_eq!(mock.requests().len(), 0);
}

#[test]
fn a_batch_of_text_goes_out_five_at_a_time() {
    let mock = MockTransport::new();
    let part = "Content-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{\"n\":1}\r\n";
    let body = |count: usize| ["--b\r\n", part].concat().repeat(count) + "--b--\r\n";
    let reply = |count: usize| {
        Response::builder()
            .status(202)
            .header("content-type", "multipart/mixed; boundary=b")
            .body(Bytes::from(body(count)))
            .unwrap()
    };
    mock.on("POST", "/myorganization/$batch").reply_response(reply(5)).reply_response(reply(1));
    let (client, mut batch) = batch(&mock, &Simulated::drawing(0xabc), MULTIPART);
    let ids: Vec<_> = (0..6).map(|number| batch.add(client.get(&format!("t{number}")))).collect();
    let mut done = block_on(batch.send()).unwrap();
    for id in ids {
        assert_eq!(done.take(id).unwrap(), json!({"n": 1}));
    }
    let last = &mock.requests()[1];
    assert_eq!(last.headers()["content-type"], "multipart/mixed; boundary=batch_0000000000000abc");
    assert_eq!(
        std::str::from_utf8(last.body()).unwrap(),
        "--batch_0000000000000abc\r\n\
         Content-Type: application/http\r\n\
         Content-Transfer-Encoding: binary\r\n\
         \r\n\
         GET https://graph.example/myorganization/things/t5?api-version=1.6 HTTP/1.1\r\n\
         accept: application/json\r\n\
         host: graph.example\r\n\
         \r\n\
         \r\n\
         --batch_0000000000000abc--\r\n"
    );
}

proptest! {
    /// Whatever the calls are and however often they are throttled, each gets its own response.
    #[test]
    fn any_calls_come_back_in_their_places(calls in prop::collection::vec((0_u8..3, 0_usize..3), 0..60)) {
        let failures: Vec<usize> = calls.iter().map(|(_, failures)| *failures).collect();
        let (mock, _) = service(move |target, count| {
            let number: usize = target.split("things/t").nth(1).and_then(|rest| rest.split('?').next()).unwrap().parse().unwrap();
            if count <= failures[number] { json!({"status": 429}) } else { json!({"status": 200, "body": {"number": number}}) }
        });
        let (client, mut batch) = batch(&mock, &Simulated::default(), JSON);
        let mut ids = Vec::new();
        for (number, (kind, _)) in calls.iter().enumerate() {
            let id = batch.add(client.get(&format!("t{number}")));
            if *kind == 1 && number > 0 {
                batch.after(&id, &ids[number / 2]);
            }
            ids.push(id);
        }
        let mut done = block_on(batch.with_retry(RetryPolicy::default().max_attempts(5).total_time(Duration::MAX)).send()).unwrap();
        for (number, id) in ids.into_iter().enumerate() {
            match done.take(id) {
                Ok(value) => prop_assert_eq!(value, json!({"number": number})),
                // More may hang together than a request holds.
                Err(error) => prop_assert_eq!(error.kind(), ErrorKind::InvalidRequest),
            }
        }
    }
}

#[test]
fn recordings_of_batches_hold_no_secret_in_either_format() {
    let said = "--b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{\r\n\"pin\": \"planted-9\"\r\n}\r\n--b--\r\n";
    for rule in [JSON, MULTIPART] {
        let mock = MockTransport::new();
        let response = Response::builder().status(500).body(said).unwrap();
        mock.on("POST", "/myorganization/$batch").reply_response(response);
        let recorder = transport::Recorder::new(mock);
        let client: Testing = crate::testing::builder()
            .credential(Credential::static_token("planted-token"))
            .transport(recorder.clone())
            .retry(RetryPolicy::none())
            .build()
            .unwrap();
        let mut batch = Batch::new(&client.0, rule);
        let create = client.create().property("pin", "planted-1234");
        let _ = batch.add(create.with_secret_header("x-seal", "planted-5678"));
        assert!(block_on(batch.send()).is_err());
        let recorded = recorder.to_json();
        assert!(recorded.contains("$batch") && !recorded.contains("planted"), "{recorded}");
    }
}
