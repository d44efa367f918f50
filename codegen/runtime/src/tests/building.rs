//! Requests, before anything is sent.

use crate::testing::{Testing, Versioned, builder, client};
use crate::*;

fn offline() -> Testing {
    client(&MockTransport::new(), &super::super::testing::Simulated::default())
}

fn target<E: Endpoint>(call: Call<E>) -> String {
    call.build().unwrap().uri().path_and_query().unwrap().to_string()
}

#[test]
fn a_request_has_method_target_and_headers_but_no_token() {
    let request = offline().get("a b").build().unwrap();
    assert_eq!(request.method(), "GET");
    assert_eq!(request.uri(), "https://graph.example/myorganization/things/a%20b?api-version=1.6");
    let headers: Vec<_> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    assert_eq!(headers, [("accept", "application/json")]);
    assert!(request.body().is_empty());
}

#[test]
fn a_body_is_json_and_says_so() {
    let request = offline().create().property("on", &true).build().unwrap();
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.body(), r#"{"name":"a","on":true}"#);
}

#[test]
fn an_optional_body_is_sent_once_a_property_is_set() {
    let empty = offline().update("a").build().unwrap();
    assert!(empty.body().is_empty() && !empty.headers().contains_key("content-type"));
    let cleared = offline().update("a").property("b", "c").clear("b").build().unwrap();
    assert_eq!(cleared.body(), r#"{"b":null}"#);
}

#[test]
fn keys_are_quoted() {
    let key = target(offline().keyed("o'brien.example"));
    assert_eq!(key, "/myorganization/things('o''brien.example')/end?api-version=1.6");
}

#[test]
fn a_path_that_an_identifier_would_change_is_refused() {
    for id in ["", ".", "..", "%2e", "%2E.", ".%2e"] {
        let error = offline().get(id).build().unwrap_err();
        assert!(error.is_invalid_request(), "{id:?}");
        assert_eq!(error.operation(), Some("things.get"));
    }
    let error = offline().get("..").build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "things.get: the request cannot be built: an identifier in the path is `.` or `..`, which would change the path"
    );
    assert!(offline().keyed("").build().is_err());
    assert!(offline().keyed("..").build().is_ok());
}

#[test]
fn the_last_option_of_a_name_wins_and_the_version_stays_first() {
    let call = offline()
        .list()
        .query("$top", 1_u32)
        .query("$filter", "a eq 'b&c'")
        .with_query("$top", 2_u32);
    assert_eq!(
        target(call),
        "/myorganization/things?api-version=1.6&$filter=a%20eq%20'b%26c'&$top=2"
    );
    let call = offline().list().with_query("a b", "1").with_query("x", "y").with_query("a b", "2");
    assert_eq!(target(call), "/myorganization/things?api-version=1.6&x=y&a%20b=2");
    let call = offline().list().with_query("$top", 1_u32).with_query("api-version", "beta");
    assert_eq!(target(call), "/myorganization/things?api-version=beta&$top=1");
    let call = offline().list().with_query("$top", 1_u32).with_api_version("2013-11-08");
    assert_eq!(target(call), "/myorganization/things?api-version=2013-11-08&$top=1");
}

#[test]
fn a_value_out_of_its_range_is_refused() {
    assert!(offline().list().query_within("$top", 1, 1..=999).build().is_ok());
    let error = offline().list().query_within("$top", 1000, 1..=999).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "things.list: the request cannot be built: $top is 1000, but must be from 1 to 999"
    );
}

#[test]
fn a_link_leads_to_an_object_of_the_tenant() {
    let request = offline().create().link("a'b").build().unwrap();
    assert_eq!(
        request.body(),
        r#"{"name":"a","url":"https://graph.example/myorganization/directoryObjects/a%27b"}"#
    );
    assert!(offline().create().link("..").build().unwrap_err().is_invalid_request());
}

#[test]
fn references_are_addresses_of_objects() {
    let call = offline().create().reference("manager@odata.bind", &"m");
    let request = call.references("members@odata.bind", &["a'b", "c"]).build().unwrap();
    assert_eq!(
        request.body(),
        r#"{"name":"a","manager@odata.bind":"https://graph.example/myorganization/directoryObjects/m","members@odata.bind":["https://graph.example/myorganization/directoryObjects/a%27b","https://graph.example/myorganization/directoryObjects/c"]}"#
    );
    let refused = |ids: &[&str]| offline().create().references("members@odata.bind", ids).build();
    assert!(refused(&["a", ".."]).unwrap_err().is_invalid_request());
    assert!(refused(&[""]).unwrap_err().is_invalid_request());
}

#[test]
fn versions_in_the_path_can_be_replaced() {
    let client: Versioned =
        ClientBuilder::new(None).transport(MockTransport::new()).build().unwrap();
    assert_eq!(target(client.beta()), "/1.6/things");
    assert_eq!(
        target(client.beta().with_api_version("beta").query("$top", 1_u32)),
        "/beta/things?$top=1"
    );
    assert!(client.beta().with_api_version("..").build().is_err());
    assert_eq!(
        target(client.beta().with_api_version("a/b")),
        "/a/b/things".replace("a/b", "a%2Fb")
    );
}

#[test]
fn headers_of_client_and_call_are_sent() {
    let client = builder::<Async>()
        .header("accept-language", "en")
        .transport(MockTransport::new())
        .build()
        .unwrap();
    let request = client
        .list()
        .with_header("Accept-Language", "de")
        .with_header("prefer", "return-content")
        .build()
        .unwrap();
    assert_eq!(request.headers()["accept-language"], "de");
    assert_eq!(request.headers()["prefer"], "return-content");
    assert!(client.list().with_header("a b", "c").build().unwrap_err().is_invalid_request());
    assert!(client.list().with_header("a", "b\r\nc: d").build().unwrap_err().is_invalid_request());
}

#[test]
fn a_port_is_a_number_that_fits() {
    let build = |endpoint: &str| {
        builder::<Async>().transport(MockTransport::new()).endpoint(endpoint).build()
    };
    for host in ["https://graph.example", "https://[::1]", "http://localhost"] {
        for port in [":99999", ":65536", ":port", ":-1", ":+80", ":", ":8 0", ":80:80"] {
            assert!(build(&format!("{host}{port}/base")).is_err(), "{host}{port}");
        }
        for port in ["", ":1", ":080", ":65535"] {
            assert!(build(&format!("{host}{port}/base")).is_ok(), "{host}{port}");
        }
    }
    assert_eq!(
        build("https://graph.example:99999").unwrap_err().to_string(),
        "the request cannot be built: the endpoint has a port that is no number from 0 to 65535"
    );
}

#[test]
fn endpoints_are_checked() {
    let endpoint = |endpoint: &str| {
        let token = Credential::static_token("t");
        builder::<Async>()
            .endpoint(endpoint)
            .credential(token)
            .transport(MockTransport::new())
            .build()
    };
    for refused in [
        "http://graph.example",
        "ftp://graph.example",
        "graph.example",
        "https://",
        "https://user@graph.example",
        "https://graph.example?a=b",
        "https://graph.example/#a",
        "http://127.0.0.1.example",
    ] {
        assert!(endpoint(refused).is_err(), "{refused}");
    }
    for allowed in [
        "https://graph.example:8443/base/",
        "http://127.0.0.1:80",
        "http://[::1]:8080",
        "http://localhost",
    ] {
        assert!(endpoint(allowed).is_ok(), "{allowed}");
    }
    let based = endpoint("https://graph.example:8443/base/").unwrap();
    assert_eq!(
        based.get("a").build().unwrap().uri(),
        "https://graph.example:8443/base/myorganization/things/a?api-version=1.6"
    );
    let without_token =
        builder::<Async>().endpoint("http://graph.example").transport(MockTransport::new()).build();
    assert!(without_token.is_ok());
}

#[test]
fn a_cloud_has_its_own_address() {
    let client = builder::<Async>()
        .cloud(super::super::testing::TestCloud::Other)
        .transport(MockTransport::new())
        .build()
        .unwrap();
    assert_eq!(client.0.endpoint(), "https://graph.other.example");
}
