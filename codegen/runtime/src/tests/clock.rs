//! The clock that users test with.

use std::time::{Duration, SystemTime};

use crate::block_on::block_on;
use crate::testing::{Testing, builder};
use crate::*;

fn client(transport: impl Transport, clock: &TestClock) -> Testing {
    builder().transport(transport).environment(clock.clone()).build().unwrap()
}

/// 2024-01-01T00:00:00Z and some seconds.
fn after(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_704_067_200 + seconds)
}

#[test]
fn waiting_takes_no_time_and_moves_the_clock() {
    let (mock, clock) = (MockTransport::new(), TestClock::new());
    mock.on_operation("things.get")
        .reply(503)
        .with_header("retry-after", "7")
        .reply(503)
        .reply_json(200, "{}");
    let call = client(mock, &clock).get("a");
    assert!(block_on(call.into_future()).is_ok());
    assert_eq!(clock.slept(), [Duration::from_secs(7), Duration::ZERO]);
    assert_eq!(clock.now(), after(7));
    assert_eq!(clock.elapsed(), Duration::from_secs(7));
}

#[test]
fn what_is_drawn_can_be_chosen() {
    let mock = MockTransport::new();
    let clock = TestClock::new().with_random(1 << 63);
    mock.on_operation("things.get").reply(503).reply_json(200, "{}");
    let call = client(mock, &clock).get("a");
    assert!(block_on(call.into_future()).is_ok());
    assert_eq!(clock.slept(), [Duration::from_millis(250)]);
}

#[tokio::test]
async fn timeouts_end_when_the_clock_gets_there_and_no_sooner() {
    let clock = TestClock::new();
    let slow = transport::from_fn(|_| async {
        tokio::task::yield_now().await;
        Ok(http::Response::new("{}".into()))
    });
    assert!(client(slow, &clock).get("a").await.is_ok());

    let silent = transport::from_fn(|_| std::future::pending());
    let call = client(silent, &clock).create().into_future();
    let call = tokio::spawn(call);
    tokio::task::yield_now().await;
    clock.advance(Duration::from_secs(99));
    tokio::task::yield_now().await;
    assert!(!call.is_finished());
    clock.advance(Duration::from_secs(1));
    assert!(call.await.unwrap().unwrap_err().is_timeout());
    assert!(clock.slept().is_empty());
}

#[test]
fn the_time_of_day_can_be_set() {
    let (mock, clock) = (MockTransport::new(), TestClock::new());
    mock.on_operation("things.get")
        .reply(503)
        .with_header("retry-after", "Thu, 01 Jan 2026 00:00:05 GMT")
        .reply_json(200, "{}");
    clock.set(SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600));
    assert_eq!(clock.elapsed(), Duration::ZERO);
    let call = client(mock, &clock).get("a");
    assert!(block_on(call.into_future()).is_ok());
    assert_eq!(clock.slept(), [Duration::from_secs(5)]);
}

#[test]
fn no_time_is_too_long() {
    let clock = TestClock::new();
    clock.advance(Duration::MAX);
    clock.advance(Duration::MAX);
    assert_eq!(clock.elapsed(), Duration::MAX);
    block_on(clock.sleep(Duration::MAX));
    block_on(clock.deadline(Duration::MAX));
}
