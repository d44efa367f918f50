//! The mock that users test with.

use crate::block_on::block_on;
use crate::testing::{Simulated, TestCode, asked, builder, client};
use crate::*;

fn get(mock: &MockTransport, id: &str) -> Result<serde_json::Value, Error<TestCode>> {
    block_on(client(mock, &Simulated::default()).get(id).into_future())
}

#[test]
fn a_rule_without_a_reply_responds_with_a_success_of_the_operation() {
    let mock = MockTransport::new();
    mock.on_operation("things.update");
    let call = client(&mock, &Simulated::default()).update("a");
    assert_eq!(block_on(call.send()).unwrap().status(), 204);
}

#[test]
fn replies_follow_each_other_and_the_last_stays() {
    let mock = MockTransport::new();
    let rule = mock.on("GET", "/myorganization/things/a").reply_json(200, 1).reply_json(200, "[2]");
    assert_eq!(get(&mock, "a").unwrap(), 1);
    assert_eq!(get(&mock, "a").unwrap()[0], 2);
    assert_eq!(get(&mock, "a").unwrap()[0], 2);
    assert_eq!(rule.count(), 3);
}

#[test]
fn rules_can_be_used_up() {
    let mock = MockTransport::new();
    mock.on_operation("things.get").reply_json(200, 1).times(1);
    mock.on("GET", "/*/things/*").reply_json(200, 2).times(1);
    assert_eq!(
        mock.unused(),
        ["operation things.get (used 0 times)", "GET /*/things/* (used 0 times)"]
    );
    assert_eq!((get(&mock, "a").unwrap(), get(&mock, "b").unwrap()), (1.into(), 2.into()));
    assert!(mock.unused().is_empty());
    assert_eq!(
        get(&mock, "a").unwrap_err().message(),
        Some(
            "no rule of the mock matches GET /myorganization/things/a?api-version=1.6 (operation things.get); GET /*/things/* was used up after 1 calls"
        )
    );
}

#[test]
fn the_nearest_rule_is_named() {
    let mock = MockTransport::new();
    let message = |mock: &MockTransport| get(mock, "a").unwrap_err().message().unwrap().to_owned();
    assert!(message(&mock).ends_with("; it has no rules"));
    mock.on("POST", "/myorganization/other").reply(200);
    mock.on("GET", "/myorganization/things/b").reply(200);
    mock.on_operation("others.get");
    assert!(message(&mock).ends_with("; the nearest is GET /myorganization/things/b"));
    assert_eq!(asked(&mock).len(), 2);
}

#[test]
fn a_call_without_a_rule_has_a_kind_of_its_own_and_is_not_repeated() {
    let mock = MockTransport::new();
    mock.on("POST", "/myorganization/things/a").reply(204);
    let error = get(&mock, "a").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedCall);
    assert_eq!(
        error.to_string(),
        "things.get: unexpected call: no rule of the mock matches GET /myorganization/things/a?api-version=1.6 (operation things.get); the nearest is POST /myorganization/things/a"
    );
    assert_eq!(mock.requests().len(), 1);
    let recording = transport::Replay::from_json(r#"{"exchanges":[]}"#).unwrap();
    let call = builder::<Blocking>().transport(recording).build().unwrap();
    let error = call.get("a").call().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedCall);
    assert_eq!(
        error.to_string(),
        "things.get: unexpected call: nothing recorded responds to GET /myorganization/things/a?api-version=1.6; unused are: []"
    );
}

#[test]
fn the_first_of_rules_that_are_equally_near_is_named() {
    let mock = MockTransport::new();
    let nearest = || {
        let error = get(&mock, "a").unwrap_err().to_string();
        error.rsplit_once("; ").unwrap().1.to_owned()
    };
    mock.on("GET", "/myorganization/things/b").reply(200);
    mock.on("GET", "/myorganization/things/c").reply(200);
    assert_eq!(nearest(), "the nearest is GET /myorganization/things/b");
    mock.on("GET", "/myorganization/things/a?api-version=1.5");
    assert_eq!(nearest(), "the nearest is GET /myorganization/things/a?api-version=1.5");
    // A rule that would match is nearer than any other, however few of its parts agree.
    mock.on_operation("things.get").times(0);
    assert_eq!(nearest(), "operation things.get was used up after 0 calls");
}

#[test]
fn methods_may_be_written_in_lower_case() {
    let mock = MockTransport::new();
    mock.on("get", "/myorganization/things/a").reply_json(200, 1);
    assert_eq!(get(&mock, "a").unwrap(), 1);
    let mock = MockTransport::new();
    mock.on("G T", "/myorganization/things/a").reply_json(200, 1);
    let error = get(&mock, "a").unwrap_err().to_string();
    assert!(error.ends_with("; the nearest is G T /myorganization/things/a"));
}

#[test]
fn queries_count_if_the_rule_has_one() {
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/things/a?api-version=1.5").reply_json(200, 5);
    mock.on("GET", "/myorganization/things/a?api-version=1.6").reply_json(200, 6);
    assert_eq!(get(&mock, "a").unwrap(), 6);
}

#[test]
fn functions_and_failures_are_replies_too() {
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/things/a").reply_with(|request| {
        Ok(http::Response::new(format!("{:?}", request.uri().path()).into()))
    });
    mock.on("GET", "/myorganization/things/b").fail(TransportErrorKind::Request);
    assert_eq!(get(&mock, "a").unwrap(), "/myorganization/things/a");
    assert_eq!(get(&mock, "b").unwrap_err().message(), Some("the mock was told to fail"));
}

#[test]
fn debug_shows_rules_and_no_bodies() {
    let mock = MockTransport::new();
    let rule = mock.on("GET", "/a").reply_json(200, "planted");
    assert_eq!(format!("{mock:?}"), r#"MockTransport { rules: ["GET /a"], requests: 0 }"#);
    assert!(!format!("{rule:?}").contains("planted"));
}
