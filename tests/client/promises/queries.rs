//! What callers write, what is sent, and that nothing else is.

use directory_graph::MockTransport;
use directory_graph::microsoft_graph::Client;
use directory_graph::microsoft_graph::models::group;
use http::Request;

fn client() -> Client {
    Client::builder().transport(MockTransport::new()).build().expect("nothing is wrong")
}

/// Path and query of a request, and the header that asks for an advanced query.
fn asked<B>(request: &Request<B>) -> (&str, Option<&str>) {
    let target = request.uri().path_and_query().map_or("", |target| target.as_str());
    let header = request.headers().get("ConsistencyLevel");
    (target, header.and_then(|value| value.to_str().ok()))
}

#[test]
fn a_search_that_counts_and_selects_is_an_advanced_query() {
    let call = client().groups().list().search("displayName:video").count();
    let request = call.select([group::id(), group::display_name()]).build().expect("a request");
    let target = "/v1.0/groups?$search=%22displayName:video%22&$count=true&$select=id,displayName";
    assert_eq!(asked(&request), (target, Some("eventual")));
}

#[test]
fn nothing_of_an_advanced_query_is_sent_unasked() {
    let request = client().groups().list().build().expect("a request");
    assert_eq!(asked(&request), ("/v1.0/groups", None));
    let call = client().groups().list().select([group::id()]).top(5);
    let request = call.build().expect("a request");
    assert_eq!(asked(&request), ("/v1.0/groups?$select=id&$top=5", None));
}

#[test]
fn headers_of_an_operation_are_set_like_its_options() {
    let call = client().service_principals().id("s1").get().accept_language("de-DE");
    assert_eq!(call.build().expect("a request").headers()["accept-language"], "de-DE");
    let call = client().groups().list().prefer("include-unknown-enum-members");
    let request = call.build().expect("a request");
    assert_eq!(request.headers()["prefer"], "include-unknown-enum-members");
    let error = client().groups().list().prefer("a\r\nb").build().expect_err("no header");
    assert_eq!(
        error.to_string(),
        "groups.list: the request cannot be built: the value of header \"Prefer\" is not allowed"
    );
}
