//! Whatever is shown, secrets are not in it.

use crate::block_on::block_on;
use crate::testing::{Simulated, TestCode, Testing, builder, client};
use crate::transport::Recorder;
use crate::*;

const SECRET: &str = "planted";

fn hides(shown: &str) {
    assert!(!shown.is_empty() && !shown.contains(SECRET), "{shown}");
}

#[test]
fn clients_and_calls_hide_tokens_and_bodies() {
    let builder =
        builder::<Async>().credential(Credential::static_token(SECRET)).header("x-key", SECRET);
    hides(&format!("{builder:?}"));
    let builder = builder.header("x-key", "shown");
    let client: Testing = builder.transport(MockTransport::new()).build().unwrap();
    hides(&format!("{client:?} {:?}", client.0));
    let call = client
        .create()
        .property("pin", SECRET)
        .query("$filter", SECRET)
        .with_header("authorization", SECRET);
    hides(&format!("{call:?}"));
    hides(&format!("{:?}", call.clone().send()));
    hides(&format!("{:?}", call.build().unwrap().headers()));
    let list = client.list().with_continuation(format!("things?$skiptoken={SECRET}"));
    hides(&format!("{list:?} {:?} {:?}", list.clone().pages(), list.clone().items()));
    hides(&format!("{:?}", Continuation::from(SECRET)));
}

#[test]
fn credentials_hide_tokens() {
    hides(&format!("{:?} {:?}", Token::new(SECRET), Credential::static_token(SECRET)));
}

#[test]
fn errors_hide_bodies() {
    let mock = MockTransport::new();
    mock.on_operation("things.create")
        .reply_json(400, format!(r#"{{"pin":"{SECRET}","seal":"stamped-1"}}"#));
    mock.on_operation("things.list")
        .reply_json(200, format!(r#"{{"value":{{"pin":"{SECRET}"}}}}"#));
    let client = client(&mock, &Simulated::default());
    let call = client.create().property("pin", SECRET).with_secret_header("x-seal", "stamped-1");
    let refused = block_on(call.into_future()).unwrap_err();
    let shown = format!("{refused} {refused:?}");
    hides(&shown);
    assert!(!shown.contains("stamped"), "{shown}");
    assert!(refused.body().len() > SECRET.len());
    let unreadable = block_on(client.list().into_future()).unwrap_err();
    hides(&format!("{unreadable} {unreadable:?}"));
}

/// The error of a list whose response has that status and body, and the token as its `request-id`.
fn failed(status: u16, body: &str) -> Error<TestCode> {
    let mock = MockTransport::new();
    let response = http::Response::builder()
        .status(status)
        .header("request-id", "planted-token")
        .body(body.to_owned());
    mock.on_operation("things.list").reply_response(response.unwrap());
    let call = client(&mock, &Simulated::default()).list();
    let error = block_on(call.into_future()).unwrap_err();
    let source = std::error::Error::source(&error);
    hides(&format!("{error} {error:?} {source:?}"));
    hides(&format!("{:?} {:?}", error.message(), error.code()));
    hides(&format!("{:?}", error.request_id()));
    error
}

#[test]
fn a_text_is_cut_after_its_secrets_are_hidden() {
    let before = "x".repeat(190);
    let error = failed(400, &format!("{before} planted-token"));
    assert_eq!(error.message(), Some(&*format!("{before} <redacted")));
}

#[test]
fn codes_and_names_of_requests_hide_secrets() {
    let error = failed(400, r#"{"error":{"code":"X-planted-token","message":"No."}}"#);
    assert_eq!(
        error.to_string(),
        "things.list: 400 Bad Request X-<redacted>: No. (request <redacted>)"
    );
    let error = failed(200, "[]");
    assert_eq!(error.request_id(), Some("<redacted>"));
}

#[test]
fn the_path_of_a_mistake_hides_secrets_however_they_are_written() {
    for body in [r#"{"planted-token":[1,x"#, r#"{"planted\u002Dtoken":[1,x"#] {
        let text = failed(200, body).to_string();
        assert!(text.contains("read: at <redacted>[1]: expected value"), "{text}");
    }
}

#[test]
fn transports_hide_what_passes_through() {
    let mock = MockTransport::new();
    mock.on_operation("things.create").reply_json(201, format!(r#"{{"pin":"{SECRET}"}}"#));
    let recorder = Recorder::new(mock.clone());
    let client: Testing = builder()
        .credential(Credential::static_token(SECRET))
        .transport(recorder.clone())
        .build()
        .unwrap();
    assert!(block_on(client.create().property("pin", SECRET).into_future()).is_ok());
    hides(&format!("{mock:?} {recorder:?} {}", recorder.to_json()));
    let keys = format!(r#"{{"{SECRET}":{{"a {SECRET}":1,"b":2}}}}"#);
    mock.on_operation("things.get").reply_json(200, keys);
    assert!(block_on(client.get("a").into_future()).is_ok());
    hides(&recorder.to_json());
    assert!(recorder.to_json().contains(r#""a <redacted>": 1"#));
    // The mock keeps requests for tests to look at; even there the token is not shown.
    hides(&format!("{:?}", mock.requests()[0].headers()));
}
