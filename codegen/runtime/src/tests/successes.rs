//! What counts as a success.

use http::Response;

use crate::block_on::block_on;
use crate::testing::{Simulated, client};
use crate::*;

/// A response with a body that says of itself what it is.
fn labelled(status: u16, content_type: &str, body: &'static str) -> Response<&'static str> {
    let response = Response::builder().status(status);
    let response = response.header("content-type", content_type).body(body);
    response.unwrap()
}

#[test]
fn a_page_for_browsers_is_no_success() {
    const PAGE: &str = "<!doctype html><title>Log in</title>";
    let mock = MockTransport::new();
    for id in ["things.get", "things.list", "things.update"] {
        mock.on_operation(id).reply_response(labelled(200, "text/html; charset=utf-8", PAGE));
    }
    let client = client(&mock, &Simulated::default());
    let read = block_on(client.get("a").into_future()).unwrap_err();
    assert_eq!(
        read.to_string(),
        "things.get: 200 OK, but the response cannot be read: the content type is text/html: expected value at line 1 column 1"
    );
    assert!(block_on(client.list().into_future()).unwrap_err().is_decode());
    let update = block_on(client.update("a").into_future()).unwrap_err();
    assert_eq!(
        update.to_string(),
        "things.update: 200 OK: a success has the status 204; the content type is text/html"
    );
    assert_eq!(update.kind(), ErrorKind::Status);
    assert_eq!(update.body(), PAGE);
    // Nothing is repeated: it is not the service that responds.
    assert_eq!(mock.requests().len(), 3);
}

#[test]
fn a_success_has_a_status_of_the_operation() {
    let mock = MockTransport::new();
    mock.on_operation("things.get").reply_json(202, "{}");
    mock.on_operation("things.update").reply(200);
    mock.on_operation("things.create").reply_json(200, r#"{"code":"not","message":"shown"}"#);
    let client = client(&mock, &Simulated::default());
    for (error, text) in [
        (
            block_on(client.get("a").into_future()).map(drop),
            "things.get: 202 Accepted: a success has the status 200",
        ),
        (
            block_on(client.update("a").into_future()),
            "things.update: 200 OK: a success has the status 204",
        ),
        (
            block_on(client.create().into_future()).map(drop),
            "things.create: 200 OK: a success has the status 201",
        ),
    ] {
        assert_eq!(error.unwrap_err().to_string(), text);
    }
}

#[test]
fn a_call_that_prefers_content_may_get_it_in_place_of_nothing() {
    let mock = MockTransport::new();
    mock.on_operation("things.update").reply_json(200, r#"{"id":1}"#).reply_response(labelled(
        200,
        "text/html",
        "<p>Log in",
    ));
    let client = client(&mock, &Simulated::default());
    let update = || client.update("a").with_header("prefer", "return-content");
    assert!(block_on(update().into_future()).is_ok());
    assert!(block_on(update().into_future()).unwrap_err().is_decode());
}

#[test]
fn where_nothing_is_expected_nothing_or_json_may_come() {
    let update = |response| {
        let mock = MockTransport::new();
        mock.on_operation("things.update").reply_response(response);
        let call = client(&mock, &Simulated::default()).update("a");
        block_on(call.into_future()).map_err(|error| error.to_string())
    };
    for body in ["", " \r\n", "null", r#"{"id":1}"#] {
        assert_eq!(update(labelled(204, "text/plain", body)), Ok(()), "{body}");
    }
    assert_eq!(
        update(labelled(204, "text/plain", "Welcome")),
        Err("things.update: 204 No Content, but the response cannot be read: the content type is text/plain: expected value at line 1 column 1".to_owned())
    );
}
