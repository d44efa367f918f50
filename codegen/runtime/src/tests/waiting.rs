//! Waiting for what was written: what is looked for again, when, and for how long.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::block_on::block_on;
use crate::testing::{Get, Simulated, Testing, asked, builder, client};
use crate::*;

const WINDOW: Duration = Duration::from_secs(30);

/// What a call asks for after `t1` was made, and after what else.
type Step = fn(Testing) -> BoxFuture<'static, Result<(), Error<crate::testing::TestCode>>>;

macro_rules! step {
    (|$client:ident| $call:expr) => {
        |$client: Testing| {
            Box::pin(async move {
                $call.await?;
                Ok(())
            })
        }
    };
}

/// A service that makes `t1` and deletes what it is told to, and finds nothing else.
fn forgetful(message: &'static str) -> MockTransport {
    let mock = MockTransport::new();
    mock.on_operation("things.create").reply_json(201, r#"{"id":"t1"}"#);
    mock.on("DELETE", "/myorganization/things/t1").reply(204);
    mock.on("DELETE", "/myorganization/things/t1/$links/parts/p1").reply(204);
    let body = format!(
        r#"{{"odata.error":{{"code":"Request_ResourceNotFound","message":{{"value":"{message}"}}}}}}"#
    );
    for (method, path) in [
        ("GET", "/myorganization/things/*"),
        ("PATCH", "/myorganization/things/*"),
        ("GET", "/myorganization/things/*/parts"),
        ("POST", "/myorganization/things/*/parts"),
    ] {
        mock.on(method, path).reply_json(404, body.clone());
    }
    mock
}

/// (what was written, what is asked for, what the service says, seconds between the two) and how many requests are made for it
/// within thirty seconds of the writing.
#[test]
fn what_was_written_what_is_read_and_when_decide() {
    const NOTHING: Step = |_| Box::pin(std::future::ready(Ok(())));
    const CREATE: Step = step!(|client| client.create());
    let created_and_deleted: Step = |client| {
        Box::pin(async move {
            client.create().await?;
            client.delete("t1").await
        })
    };
    let created_and_unlinked: Step = |client| {
        Box::pin(async move {
            client.create().await?;
            client.remove_part("t1", "p1").await
        })
    };
    let get: Step = step!(|client| client.get("t1"));
    let get_in_capitals: Step = step!(|client| client.get("T1"));
    let get_another: Step = step!(|client| client.get("t2"));
    let update: Step = step!(|client| client.update("t1"));
    let parts: Step = step!(|client| client.parts("t1"));
    let add_to_it: Step = step!(|client| client.add_part("t1", "p1"));
    let add_it: Step = step!(|client| client.add_part("t2", "t1"));
    let once: Step = step!(|client| client.get("t1").with_retry(RetryPolicy::none()));
    let hasty: Step = step!(|client| client.get("t1").with_timeout(Duration::from_secs(2)));
    let (named, other) = ("Resource 't1' does not exist.", "Resource 'manager' does not exist.");
    let table: &[(&str, Step, Step, &str, u64, usize)] = &[
        // After half a second, one, two, four, eight and eight more; another eight would be too late.
        ("itself", CREATE, get, named, 0, 7),
        ("itself, without a word", CREATE, get, "", 0, 7),
        ("itself, whatever is said", CREATE, get, other, 0, 7),
        ("itself in another spelling", CREATE, get_in_capitals, named, 0, 7),
        ("later", CREATE, get, named, 20, 5),
        ("at the last moment", CREATE, get, named, 29, 2),
        ("too late", CREATE, get, named, 30, 1),
        ("another object", CREATE, get_another, named, 0, 1),
        ("nothing was made", NOTHING, get, named, 0, 1),
        ("a change of it", CREATE, update, named, 0, 7),
        ("what it has", CREATE, parts, named, 0, 7),
        ("what it has, without a word", CREATE, parts, "", 0, 7),
        ("what it lacks", CREATE, parts, other, 0, 1),
        ("adding to it", CREATE, add_to_it, named, 0, 7),
        (
            "adding to it what does not exist",
            CREATE,
            add_to_it,
            "Resource 'p1' does not exist.",
            0,
            1,
        ),
        ("adding it to another", CREATE, add_it, named, 0, 7),
        (
            "adding it to another that does not exist",
            CREATE,
            add_it,
            "Resource 't2' does not exist.",
            0,
            1,
        ),
        ("adding it to another, without a word", CREATE, add_it, "", 0, 1),
        ("deleted since", created_and_deleted, get, named, 0, 1),
        ("a link of it deleted since", created_and_unlinked, get, named, 0, 7),
        ("a call that is never repeated", CREATE, once, named, 0, 1),
        ("a call with less time", CREATE, hasty, named, 0, 3),
    ];
    for (name, written, read, message, later, requests) in table {
        let (mock, machine) = (forgetful(message), Simulated::default());
        let client = builder::<Async>()
            .transport(mock.clone())
            .environment(machine.clone())
            .retry_not_found_after_writes(WINDOW)
            .build()
            .unwrap();
        block_on(written(client.clone())).unwrap();
        let before = mock.requests().len();
        machine.pass(Duration::from_secs(*later));
        let error = block_on(read(client)).unwrap_err();
        assert!(error.is_not_found(), "{name}: {error}");
        assert_eq!(mock.requests().len() - before, *requests, "{name}: {:?}", machine.slept());
    }
}

#[test]
fn nothing_is_repeated_unless_it_is_asked_for() {
    let (mock, machine) = (forgetful(""), Simulated::default());
    let client = client(&mock, &machine);
    block_on(client.create().into_future()).unwrap();
    assert!(block_on(client.get("t1").into_future()).unwrap_err().is_not_found());
    assert_eq!(mock.requests().len(), 2);
    assert!(machine.slept().is_empty());
}

#[test]
fn what_is_found_in_the_end_is_the_response_and_other_failures_count_for_themselves() {
    let mock = MockTransport::new();
    mock.on_operation("things.create").reply_json(201, r#"{"id":"t1"}"#);
    let mut get = mock.on_operation("things.get");
    for status in [404, 404, 404, 404, 404, 503, 503, 503] {
        get = get.reply(status);
    }
    get.reply_json(200, r#"{"id":"t1"}"#);
    let machine = Simulated::default();
    let client = builder::<Async>()
        .transport(mock.clone())
        .environment(machine.clone())
        .retry_not_found_after_writes(WINDOW)
        .build()
        .unwrap();
    block_on(client.create().into_future()).unwrap();
    let found = block_on(client.get("t1").into_future()).unwrap();
    assert_eq!(found, serde_json::json!({"id": "t1"}));
    assert_eq!(mock.requests().len(), 10);
    let seconds: Vec<f64> = machine.slept().iter().map(Duration::as_secs_f64).collect();
    assert_eq!(seconds, [0.5, 1.0, 2.0, 4.0, 8.0, 0.0, 0.0, 0.0]);
}

fn until_readable(client: &Testing) -> Until<Get> {
    client.create().until(Condition::Readable)
}

#[test]
fn what_was_created_is_read_until_it_is_there() {
    let mock = MockTransport::new();
    mock.on_operation("things.create").reply_json(201, r#"{"id":"t 1"}"#);
    mock.on_operation("things.get").reply(404).reply(404).reply_json(200, r#"{"name":"a"}"#);
    let machine = Simulated::default();
    let found = block_on(until_readable(&client(&mock, &machine)).into_future()).unwrap();
    assert_eq!(found, serde_json::json!({"name": "a"}));
    assert_eq!(
        asked(&mock),
        [
            "POST /myorganization/things?api-version=1.6",
            "GET /myorganization/things/t%201?api-version=1.6",
            "GET /myorganization/things/t%201?api-version=1.6",
            "GET /myorganization/things/t%201?api-version=1.6",
        ]
    );
    assert_eq!(machine.slept(), [Duration::from_millis(500), Duration::from_secs(1)]);
}

#[test]
fn waiting_ends() {
    let mock = forgetful("");
    let machine = Simulated::default();
    let until = until_readable(&client(&mock, &machine)).within(Duration::from_secs(10));
    let error = block_on(until.into_future()).unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(
        error.to_string(),
        "things.get: timed out: the object was created, but could not be read within 10s"
    );
    let seconds: Vec<f64> = machine.slept().iter().map(Duration::as_secs_f64).collect();
    assert_eq!(seconds, [0.5, 1.0, 2.0, 4.0]);
}

#[test]
fn what_goes_wrong_otherwise_comes_out_at_once() {
    let mock = MockTransport::new();
    mock.on_operation("things.create")
        .reply(400)
        .reply_json(201, "{}")
        .reply_json(201, r#"{"id":"t1"}"#);
    mock.on_operation("things.get").reply(403);
    let machine = Simulated::default();
    let client = client(&mock, &machine);
    let wait = || block_on(until_readable(&client).into_future()).unwrap_err();
    assert!(wait().is_bad_request());
    let error = wait();
    assert_eq!(error.kind(), ErrorKind::Missing);
    assert_eq!(
        error.to_string(),
        "things.get: a property is missing: the service did not say what it has created"
    );
    assert!(wait().is_forbidden());
    assert_eq!(mock.requests().len(), 4);
    assert!(machine.slept().is_empty());
}

/// The call that was made stays made, and nobody looks any more.
#[test]
fn whoever_drops_it_stops_waiting() {
    let mock = forgetful("");
    let machine = Simulated::endless();
    let client = client(&mock, &machine);
    {
        let mut waiting = pin!(until_readable(&client).into_future());
        let mut context = Context::from_waker(Waker::noop());
        assert!(matches!(waiting.as_mut().poll(&mut context), Poll::Pending));
    }
    assert_eq!(mock.requests().len(), 2);
}

#[test]
fn what_is_done_later_is_looked_at_until_it_is() {
    let mock = MockTransport::new();
    mock.on_operation("things.verify").reply(204);
    let get = mock.on("GET", "/myorganization/things/t1");
    get.reply_json(200, r#"{"isVerified":false}"#)
        .reply(404)
        .reply_json(200, r#"{"isVerified":true}"#);
    let machine = Simulated::default();
    let until: Until<Get> =
        client(&mock, &machine).verify("t1").until(Condition::Has(&[("isVerified", "true")]));
    let found = block_on(until.into_future()).unwrap();
    assert_eq!(found, serde_json::json!({"isVerified": true}));
    assert_eq!(asked(&mock)[0], "POST /myorganization/things/t1/verify?api-version=1.6");
    assert_eq!(asked(&mock).len(), 4);
}

#[test]
fn what_is_to_go_is_looked_at_until_it_is_gone() {
    let mock = MockTransport::new();
    mock.on_operation("things.verify").reply(204);
    mock.on_operation("things.get").reply_json(200, "{}").reply_json(200, "{}").reply(404);
    let client = builder::<Blocking>().transport(mock.clone()).environment(Simulated::default());
    let client = client.build().unwrap();
    client.verify("t1").until_gone::<Get>().call().unwrap();
    assert_eq!(mock.requests().len(), 4);
    mock.on_operation("things.get").reply_json(200, "{}");
    let until = client.verify("t2").until_gone::<Get>().within(Duration::from_secs(1));
    assert_eq!(
        format!("{until:?}"),
        r#"UntilGone { operation: "things.verify", read: "things.get", limit: 1s, .. }"#
    );
}
