//! Next links: whatever a service gives, the token stays on the origin.

use bytes::Bytes;
use directory_graph::{Error, ErrorKind, MockTransport};
use http::Request;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;
use url::Url;

use crate::hostile::{ORIGIN, client, options, segments, text};

/// Links as a service gives them, and as an attacker would like it to.
fn link() -> impl Strategy<Value = String> {
    let starts = select(
        &[
            "",
            "groups?$skiptoken=",
            "https://graph.windows.net/myorganization/groups?",
            "https://graph.windows.net",
            "https://graph.windows.net:443/x",
            "https://graph.windows.net:8443/x",
            "http://graph.windows.net/x",
            "HTTPS://GRAPH.WINDOWS.NET/x",
            "https://graph.windows.net@evil.example/",
            "https://user:x@graph.windows.net/",
            "https://evil.example/",
            "//evil.example/",
            "///evil.example/",
            "/\\evil.example/",
            "\\\\evil.example/",
            "https:\\\\evil.example/",
            "https:/evil.example/",
            "https:evil.example/",
            "https:///evil.example/",
            "\thttps://evil.example/",
            " https://evil.example/",
            "h\nttps://evil.example/",
            "https://graph.windows.net.evil.example/",
            "https://graph.windows.net%2eevil.example/",
            "https://graph.windows.net%00.evil.example/",
            "data:,",
            "ftp://graph.windows.net/",
            "/myorganization/groups?",
            "?",
            "#",
            "../",
            "..%2f",
            "https://[::1]/",
            "https://graph。windows。net/",
            "https://ɢraph.windows.net/",
        ][..],
    );
    (starts, text()).prop_map(|(start, rest)| format!("{start}{rest}"))
}

/// What a next link leads to: the second request, or why there is none.
fn follow(link: &str) -> Option<Result<Request<Bytes>, Error>> {
    let mock = MockTransport::new();
    mock.on_operation("groups.list")
        .reply_json(200, json!({"value": [{"objectId": "g1"}], "odata.nextLink": link}))
        .reply_json(200, json!({"value": []}));
    let mut items = client(&mock).groups().list().items();
    let first = items.next().map(|item| item.expect("the first page is fine"));
    assert_eq!(first.and_then(|group| group.object_id).as_deref(), Some("g1"));
    let rest = items.next();
    let mut requests = mock.requests();
    match (rest, requests.len()) {
        (Some(Err(error)), 1) => Some(Err(error)),
        (None, 2) => requests.pop().map(Ok),
        (None, 1) => None,
        (rest, sent) => panic!("{sent} requests, then {rest:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_next_link_stays_on_the_origin_or_is_an_error(link in link()) {
        let base = Url::parse("https://graph.windows.net/myorganization/").expect("a literal");
        match follow(&link) {
            None => prop_assert!(link.is_empty()),
            Some(Err(error)) => prop_assert!(
                matches!(error.kind(), ErrorKind::NextLink | ErrorKind::InvalidRequest), "{}: {}", link, error
            ),
            Some(Ok(request)) => {
                segments(&request, ORIGIN);
                prop_assert_eq!(request.method(), "GET");
                prop_assert_eq!(&request.headers()["authorization"], "Bearer planted-token");
                prop_assert!(options(&request).iter().any(|(name, _)| name == "api-version"));
                // A link that others would take for one to another origin is not followed at all.
                if let Ok(elsewhere) = base.join(&link) {
                    prop_assert_eq!(elsewhere.origin(), base.origin(), "{}", link);
                }
            }
        }
    }
}
