//! What is repeated, when, and how often.

use std::time::Duration;

use crate::block_on::block_on;
use crate::testing::{Simulated, Testing, asked, builder, client};
use crate::*;

/// What goes wrong, again and again.
#[derive(Clone, Copy, Debug)]
enum Failure {
    Network(TransportErrorKind),
    Status(u16),
    Throttled,
}

fn failing(failure: Failure) -> MockTransport {
    let mock = MockTransport::new();
    let rules = [mock.on_operation("things.get"), mock.on_operation("things.create")];
    for rule in rules {
        match failure {
            Failure::Network(kind) => rule.fail(kind),
            Failure::Status(status) => rule.reply(status),
            Failure::Throttled => {
                rule.reply_json(503, r#"{"odata.error":{"code":"Request_ThrottledTemporarily"}}"#)
            }
        };
    }
    mock
}

/// How many requests an idempotent and another operation make, if up to four are allowed.
#[test]
fn the_operation_and_the_failure_decide() {
    use Failure::{Network, Status, Throttled};
    use TransportErrorKind::{Connect, Other, Request, Timeout, TooLarge, UnexpectedCall};
    let table = [
        (Network(Connect), 4, 4),
        (Network(Timeout), 4, 1),
        (Network(Other), 4, 1),
        (Network(TooLarge), 1, 1),
        (Network(Request), 1, 1),
        (Network(UnexpectedCall), 1, 1),
        (Status(301), 1, 1),
        (Status(400), 1, 1),
        (Status(401), 1, 1),
        (Status(403), 1, 1),
        (Status(404), 1, 1),
        (Status(408), 4, 1),
        (Status(409), 1, 1),
        (Status(429), 4, 4),
        (Status(500), 4, 1),
        (Status(501), 1, 1),
        (Status(502), 4, 1),
        (Status(503), 4, 1),
        (Throttled, 4, 4),
        (Status(504), 4, 1),
        (Status(505), 1, 1),
    ];
    for (failure, reads, creates) in table {
        let mock = failing(failure);
        assert!(block_on(client(&mock, &Simulated::default()).get("a").into_future()).is_err());
        assert_eq!(mock.requests().len(), reads, "reading after {failure:?}");
        let mock = failing(failure);
        assert!(block_on(client(&mock, &Simulated::default()).create().into_future()).is_err());
        assert_eq!(mock.requests().len(), creates, "creating after {failure:?}");
    }
}

#[test]
fn no_policy_means_one_attempt() {
    for failure in
        [Failure::Network(TransportErrorKind::Connect), Failure::Status(429), Failure::Status(503)]
    {
        let mock = failing(failure);
        let call = client(&mock, &Simulated::default()).get("a").with_retry(RetryPolicy::none());
        assert!(block_on(call.into_future()).is_err());
        assert_eq!(mock.requests().len(), 1, "{failure:?}");
    }
}

#[test]
fn delays_double_up_to_their_limit_and_are_drawn_by_lot() {
    let policy = RetryPolicy::default().max_attempts(6).max_delay(Duration::from_secs(3));
    let delays = |random| {
        let machine = Simulated::drawing(random);
        let call = client(&failing(Failure::Status(503)), &machine).get("a").with_retry(policy);
        assert!(block_on(call.into_future()).is_err());
        machine.slept().iter().map(Duration::as_millis).collect::<Vec<_>>()
    };
    assert_eq!(delays(u64::MAX), [499, 999, 1999, 2999, 2999]);
    assert_eq!(delays(1 << 63), [250, 500, 1000, 1500, 1500]);
    assert_eq!(delays(0), [0, 0, 0, 0, 0]);
}

fn throttled(retry_after: &str) -> (MockTransport, Simulated) {
    let mock = MockTransport::new();
    mock.on_operation("things.create")
        .reply(429)
        .with_header("retry-after", retry_after)
        .reply_json(201, "{}");
    (mock, Simulated::drawing(u64::MAX))
}

#[test]
fn retry_after_counts_seconds_or_names_a_date() {
    for (text, seconds) in
        [("7", 7), ("Mon, 01 Jan 2024 00:00:09 GMT", 9), ("Sun, 31 Dec 2023 00:00:00 GMT", 0)]
    {
        let (mock, machine) = throttled(text);
        assert!(block_on(client(&mock, &machine).create().into_future()).is_ok(), "{text}");
        assert_eq!(machine.slept(), [Duration::from_secs(seconds)], "{text}");
    }
}

#[test]
fn a_wait_that_cannot_be_understood_is_drawn_by_lot() {
    let (mock, machine) = throttled("soon");
    assert!(block_on(client(&mock, &machine).create().into_future()).is_ok());
    assert_eq!(machine.slept()[0].as_millis(), 499);
}

#[test]
fn a_wait_beyond_the_limit_ends_the_call_at_once() {
    let (mock, machine) = throttled("121");
    let error = block_on(client(&mock, &machine).create().into_future()).unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(121)));
    assert!(error.is_throttled());
    assert!(machine.slept().is_empty());
    let (mock, machine) = throttled("5");
    let error = block_on(
        client(&mock, &machine).create().with_timeout(Duration::from_secs(5)).into_future(),
    );
    assert!(error.unwrap_err().is_throttled());
    assert!(machine.slept().is_empty());
}

#[test]
fn total_time_is_limited() {
    let machine = Simulated::drawing(u64::MAX);
    let policy = RetryPolicy::default().max_attempts(100).total_time(Duration::from_secs(20));
    let mock = failing(Failure::Status(503));
    assert!(block_on(client(&mock, &machine).get("a").with_retry(policy).into_future()).is_err());
    // 0.5 + 1 + 2 + 4 + 8 seconds; 16 more would be too many.
    assert_eq!(mock.requests().len(), 6);
}

#[test]
fn a_storm_of_failures_is_not_made_much_worse() {
    let mock = failing(Failure::Status(503));
    let client = client(&mock, &Simulated::default());
    for _ in 0..1000 {
        assert!(block_on(client.get("a").into_future()).is_err());
    }
    assert_eq!(mock.requests().len(), 1000 + 100);
}

#[test]
fn successes_fill_the_budget_again() {
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/things/bad").reply(503);
    mock.on("GET", "/myorganization/things/good").reply_json(200, "{}");
    let client: Testing = builder()
        .transport(mock.clone())
        .environment(Simulated::default())
        .retry_budget(RetryBudget::new(1))
        .build()
        .unwrap();
    let bad = || {
        let before = mock.requests().len();
        assert!(block_on(client.get("bad").into_future()).is_err());
        mock.requests().len() - before
    };
    assert_eq!((bad(), bad()), (2, 1));
    for _ in 0..10 {
        assert!(block_on(client.get("good").into_future()).is_ok());
    }
    assert_eq!((bad(), bad()), (2, 1));
}

#[test]
fn attempts_are_numbered_and_share_their_identifier() {
    let mock = MockTransport::new();
    mock.on_operation("things.get").reply(503).reply(503).reply_json(200, "{}");
    assert!(block_on(client(&mock, &Simulated::drawing(7)).get("a").into_future()).is_ok());
    let requests = mock.requests();
    let numbers: Vec<u32> = requests
        .iter()
        .map(|request| request.extensions().get::<Attempt>().unwrap().number)
        .collect();
    assert_eq!(numbers, [1, 2, 3]);
    for request in &requests {
        assert_eq!(request.headers()["client-request-id"], "00000000-0000-4007-8000-000000000007");
        assert_eq!(request.headers()["authorization"], "Bearer planted-token");
        assert_eq!(
            request.headers()["user-agent"],
            concat!("directory-graph/", env!("CARGO_PKG_VERSION"))
        );
    }
    assert_eq!(asked(&mock), ["GET /myorganization/things/a?api-version=1.6"; 3]);
}
