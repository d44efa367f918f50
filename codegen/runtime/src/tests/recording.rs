//! Recording and replaying.

use crate::block_on::block_on;
use crate::testing::{Simulated, Testing, builder};
use crate::transport::{Recorder, Replay};
use crate::*;

fn client(transport: impl Transport) -> Testing {
    let token = Credential::static_token("planted-token");
    builder()
        .credential(token)
        .transport(transport)
        .environment(Simulated::default())
        .build()
        .unwrap()
}

fn recorded() -> String {
    let mock = MockTransport::new();
    mock.on_operation("things.create")
        .reply_json(201, r#"{"id":1,"password":"planted","pin":"planted"}"#)
        .with_header("set-cookie", "planted")
        .with_header("request-id", "r1");
    mock.on_operation("things.get")
        .reply_response(http::Response::builder().status(404).body("gone").unwrap());
    let recorder = Recorder::new(mock);
    let client = client(recorder.clone());
    let create = client.create().property("pin", "planted").property("newPassword", "planted");
    assert_eq!(block_on(create.into_future()).unwrap()["password"], "planted");
    assert!(block_on(client.get("a").into_future()).is_err());
    recorder.to_json()
}

#[test]
fn a_recording_can_be_read_and_holds_no_secret() {
    assert_eq!(
        recorded(),
        r#"{
  "exchanges": [
    {
      "operation": "things.create",
      "request": {
        "body": {
          "name": "a",
          "newPassword": "<redacted>",
          "pin": "<redacted>"
        },
        "headers": {
          "accept": "application/json",
          "content-type": "application/json"
        },
        "method": "POST",
        "url": "/myorganization/things?api-version=1.6"
      },
      "response": {
        "body": {
          "id": 1,
          "password": "<redacted>",
          "pin": "<redacted>"
        },
        "headers": {
          "content-type": "application/json",
          "request-id": "r1"
        },
        "status": 201
      }
    },
    {
      "operation": "things.get",
      "request": {
        "headers": {
          "accept": "application/json"
        },
        "method": "GET",
        "url": "/myorganization/things/a?api-version=1.6"
      },
      "response": {
        "headers": {},
        "status": 404,
        "text": "gone"
      }
    }
  ]
}
"#
    );
}

#[test]
fn a_recording_serves_each_request_once() {
    let replay = Replay::from_json(&recorded()).unwrap();
    let client = client(replay.clone());
    let create = || client.create().property("pin", "another").property("newPassword", "another");
    assert!(block_on(client.get("a").into_future()).unwrap_err().is_not_found());
    assert_eq!(block_on(create().into_future()).unwrap()["id"], 1);
    assert_eq!(replay.remaining(), 0);
    assert_eq!(
        block_on(create().into_future()).unwrap_err().message(),
        Some(
            "nothing recorded responds to POST /myorganization/things?api-version=1.6; unused are: []"
        )
    );
}

#[test]
fn failures_are_recorded_too() {
    let mock = MockTransport::new();
    mock.on_operation("things.create").fail(TransportErrorKind::Other);
    let recorder = Recorder::new(mock);
    assert!(block_on(client(recorder.clone()).create().into_future()).is_err());
    let replay = Replay::from_json(&recorder.to_json()).unwrap();
    let error = block_on(client(replay).create().into_future()).unwrap_err();
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::Transport, Some("the mock was told to fail"))
    );
}

#[test]
fn a_failure_keeps_its_kind() {
    for (kind, seen) in [
        (TransportErrorKind::Connect, ErrorKind::Connect),
        (TransportErrorKind::Timeout, ErrorKind::Timeout),
        (TransportErrorKind::TooLarge, ErrorKind::TooLarge),
        (TransportErrorKind::Request, ErrorKind::InvalidRequest),
        (TransportErrorKind::UnexpectedCall, ErrorKind::UnexpectedCall),
        (TransportErrorKind::Other, ErrorKind::Transport),
    ] {
        let mock = MockTransport::new();
        mock.on_operation("things.create").fail(kind);
        let recorder = Recorder::new(mock);
        let policy = RetryPolicy::none();
        let call = client(recorder.clone()).create().with_retry(policy);
        assert!(block_on(call.into_future()).is_err());
        let replay = Replay::from_json(&recorder.to_json()).unwrap();
        let call = client(replay).create().with_retry(policy);
        assert_eq!(block_on(call.into_future()).unwrap_err().kind(), seen);
    }
}

#[test]
fn a_replayed_failure_is_repeated_as_the_real_one_was() {
    let mock = MockTransport::new();
    mock.on_operation("things.create")
        .fail(TransportErrorKind::Connect)
        .reply_json(201, r#"{"id":1}"#);
    let recorder = Recorder::new(mock);
    assert!(block_on(client(recorder.clone()).create().into_future()).is_ok());
    let replay = Replay::from_json(&recorder.to_json()).unwrap();
    assert_eq!(block_on(client(replay).create().into_future()).unwrap()["id"], 1);
}

#[test]
fn an_attempt_that_ran_out_of_time_is_recorded() {
    let silent = transport::from_fn(|_: http::Request<bytes::Bytes>| std::future::pending());
    let recorder = Recorder::new(silent);
    let call = client(recorder.clone()).create().with_timeout(std::time::Duration::from_secs(3));
    assert!(block_on(call.into_future()).unwrap_err().is_timeout());
    let text = recorder.to_json();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        file["exchanges"][0]["failure"],
        serde_json::json!({"kind": "timeout", "message": "no response came before the attempt was given up"})
    );
    let replay = Replay::from_json(&text).unwrap();
    assert_eq!(replay.remaining(), 1);
    assert!(block_on(client(replay).create().into_future()).unwrap_err().is_timeout());
}

#[test]
fn failures_that_are_only_text_can_be_replayed() {
    let replay = Replay::from_json(
        r#"{"exchanges": [{
            "request": {"method": "POST", "url": "/myorganization/things?api-version=1.6", "body": {"name": "a"}},
            "failure": "reset"
        }]}"#,
    );
    let error = block_on(client(replay.unwrap()).create().into_future()).unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Transport, Some("reset")));
}

#[test]
fn what_is_no_recording_is_refused() {
    for (text, reason) in [
        ("", "EOF while parsing a value at line 1 column 0"),
        ("{}", "it lacks a list of `exchanges`"),
        (r#"{"exchanges":[{}]}"#, "exchange 0: it has neither `response` nor `failure`"),
        (r#"{"exchanges":[{"response":{}}]}"#, "exchange 0: its `status` is none"),
        (
            r#"{"exchanges":[{"request":{},"failure":{"kind":"planted","message":"m"}}]}"#,
            "exchange 0: its `failure` is of no known kind",
        ),
        (
            r#"{"exchanges":[{"request":{},"failure":{"kind":"other"}}]}"#,
            "exchange 0: its `failure` lacks a `message`",
        ),
        (r#"{"exchanges":[{"response":{"status":200}}]}"#, "exchange 0: it lacks a `request`"),
    ] {
        let error = Replay::from_json(text).unwrap_err();
        assert_eq!(error.to_string(), format!("the recording cannot be read: {reason}"));
    }
}
