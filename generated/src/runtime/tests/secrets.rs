//! Whatever is shown, secrets are not in it.

use crate::runtime::block_on::block_on;
use crate::runtime::testing::{Simulated, Testing, builder, client};
use crate::runtime::transport::Recorder;
use crate::runtime::*;

const SECRET: &str = "planted";

fn hides(shown: &str) {
    assert!(!shown.is_empty() && !shown.contains(SECRET), "{shown}");
}

#[test]
fn clients_and_calls_hide_tokens_and_bodies() {
    let builder = builder::<Async>()
        .credential(Credential::static_token(SECRET))
        .header("x-key", SECRET);
    hides(&format!("{builder:?}"));
    let builder = builder.header("x-key", "shown");
    let client: Client<Testing> = builder.transport(MockTransport::new()).build().unwrap();
    hides(&format!("{client:?} {:?}", client.handle()));
    let call = client
        .create()
        .property("pin", SECRET)
        .query("$filter", SECRET)
        .with_header("authorization", SECRET);
    hides(&format!("{call:?}"));
    hides(&format!("{:?}", call.clone().send()));
    hides(&format!("{:?}", call.build().unwrap().headers()));
    let list = client
        .list()
        .with_continuation(format!("things?$skiptoken={SECRET}"));
    hides(&format!(
        "{list:?} {:?} {:?}",
        list.clone().pages(),
        list.clone().items()
    ));
    hides(&format!("{:?}", Continuation::from(SECRET)));
}

#[test]
fn credentials_hide_tokens() {
    hides(&format!(
        "{:?} {:?}",
        Token::new(SECRET),
        Credential::static_token(SECRET)
    ));
}

#[test]
fn errors_hide_bodies() {
    let mock = MockTransport::new();
    mock.on_operation("things.create")
        .reply_json(400, format!(r#"{{"pin":"{SECRET}"}}"#));
    mock.on_operation("things.list")
        .reply_json(200, format!(r#"{{"value":{{"pin":"{SECRET}"}}}}"#));
    let client = client(&mock, &Simulated::default());
    let call = client.create().property("pin", SECRET);
    let refused = block_on(call.into_future()).unwrap_err();
    hides(&format!("{refused} {refused:?}"));
    assert!(refused.body().len() > SECRET.len());
    let unreadable = block_on(client.list().into_future()).unwrap_err();
    hides(&format!("{unreadable} {unreadable:?}"));
}

#[test]
fn transports_hide_what_passes_through() {
    let mock = MockTransport::new();
    mock.on_operation("things.create")
        .reply_json(201, format!(r#"{{"pin":"{SECRET}"}}"#));
    let recorder = Recorder::new(mock.clone());
    let client: Client<Testing> = builder()
        .credential(Credential::static_token(SECRET))
        .transport(recorder.clone())
        .build()
        .unwrap();
    assert!(block_on(client.create().property("pin", SECRET).into_future()).is_ok());
    hides(&format!("{mock:?} {recorder:?} {}", recorder.to_json()));
    // The mock keeps requests for tests to look at; even there the token is not shown.
    hides(&format!("{:?}", mock.requests()[0].headers()));
}
