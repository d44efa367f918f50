//! Headers that callers set.

use directory_graph_runtime::MockTransport;

use crate::api::headers::Client;

fn client() -> Client {
    Client::builder().transport(MockTransport::new()).build().unwrap()
}

#[test]
fn headers_are_sent_as_they_are_set() {
    let call = client().things().id("t1").update().prefer("return=minimal").only_if("W/\"1\"");
    let request = call.prefer("return=representation").build().unwrap();
    let headers = request.headers();
    assert_eq!(headers.get_all("prefer").iter().collect::<Vec<_>>(), ["return=representation"]);
    assert_eq!(headers["if-match"], "W/\"1\"");
    assert!(!headers.contains_key("x-seal"));
}

#[test]
fn what_no_header_can_hold_is_an_error_before_anything_is_sent() {
    for value in ["a\nb", "a\0"] {
        let error = client().things().list().prefer(value).build().unwrap_err();
        assert_eq!(
            error.to_string(),
            "things.list: the request cannot be built: the value of header \"Prefer\" is not allowed"
        );
        let error = client().things().id("t1").update().x_seal(value).build().unwrap_err();
        assert!(error.is_invalid_request() && !error.to_string().contains(value));
    }
}

#[test]
fn secret_headers_are_not_shown() {
    let call = client().things().id("t1").update().x_seal("planted").prefer("shown");
    assert!(!format!("{call:?}").contains("planted"));
    let request = call.build().unwrap();
    assert_eq!(request.headers()["x-seal"], "planted");
    let shown = format!("{request:?}");
    assert!(shown.contains("shown") && !shown.contains("planted"), "{shown}");
}
