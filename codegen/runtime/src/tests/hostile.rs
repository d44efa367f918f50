//! Links and identifiers that try to lead elsewhere.

use http::Uri;
use percent_encoding::percent_decode_str;
use proptest::prelude::*;

use crate::block_on::block_on;
use crate::testing::{Simulated, TestCode, Testing, asked, builder, client};
use crate::*;

/// Follows a link; gives the request that it leads to, or the error.
fn follow(link: &str, endpoint: &str) -> Result<String, Error<TestCode>> {
    let mock = MockTransport::new();
    let first = serde_json::json!({"odata.nextLink": link, "value": []});
    mock.on_operation("things.list").reply_json(200, first).reply_json(200, r#"{"value":[]}"#);
    let client: Testing = builder()
        .endpoint(endpoint)
        .credential(Credential::static_token("planted-token"))
        .transport(mock.clone())
        .build()
        .unwrap();
    block_on(client.list().items().try_collect::<Vec<_>>())?;
    Ok(mock.requests().last().unwrap().uri().to_string())
}

#[test]
fn links_that_leave_the_origin_are_refused() {
    for link in [
        "https://evil.example/x",
        "http://graph.example/x",
        "https://graph.example:444/x",
        "https://user@graph.example/x",
        "https://graph.example@evil.example/x",
        "https://graph.example.evil.example/x",
        "https://graph.example",
        "https:graph.example/x",
        "https:///graph.example/x",
        "//evil.example/x",
        "///evil.example/x",
        "\\\\evil.example/x",
        "/\\evil.example/x",
        "https://graph.example\\@evil.example/x",
        "javascript:alert(1)",
        "data:text/plain,x",
        "file:///etc/passwd",
        "things/../../other",
        "things/%2e%2E/x",
        "./x",
        "/..",
        " https://evil.example/x",
        "\thttps://evil.example/x",
        "things\r\nhost: evil.example",
        "HTTPS://EVIL.EXAMPLE/x",
    ] {
        let error = follow(link, "https://graph.example").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NextLink, "{link}");
    }
}

#[test]
fn links_within_the_origin_are_followed() {
    let to = |link| follow(link, "https://graph.example").unwrap();
    assert_eq!(
        to("things?$skiptoken=X'1'"),
        "https://graph.example/myorganization/things?$skiptoken=X'1'&api-version=1.6"
    );
    assert_eq!(to("things"), "https://graph.example/myorganization/things?api-version=1.6");
    assert_eq!(to("things?"), "https://graph.example/myorganization/things?api-version=1.6");
    assert_eq!(
        to("things?api-version=beta"),
        "https://graph.example/myorganization/things?api-version=beta"
    );
    assert_eq!(
        to("things?xapi-version=beta"),
        "https://graph.example/myorganization/things?xapi-version=beta&api-version=1.6"
    );
    assert_eq!(
        to("/other/things?a=b c"),
        "https://graph.example/other/things?a=b%20c&api-version=1.6"
    );
    assert_eq!(
        to("things?time=10:30&u=http://x/"),
        "https://graph.example/myorganization/things?time=10:30&u=http://x/&api-version=1.6"
    );
    assert_eq!(
        to("https://graph.example/t/things?a=b"),
        "https://graph.example/t/things?a=b&api-version=1.6"
    );
    assert_eq!(
        to("HTTPS://GRAPH.example:443/t/things#frag"),
        "https://graph.example/t/things?api-version=1.6"
    );
    assert_eq!(
        follow("https://graph.example:8443/t", "https://graph.example:8443").unwrap(),
        "https://graph.example:8443/t?api-version=1.6"
    );
    assert_eq!(
        follow("things", "https://graph.example/base").unwrap(),
        "https://graph.example/base/myorganization/things?api-version=1.6"
    );
}

proptest! {
    #[test]
    fn no_link_leads_to_another_origin(link in hostile_link()) {
        match follow(&link, "https://graph.example") {
            Ok(uri) => {
                let uri: Uri = uri.parse().unwrap();
                prop_assert_eq!(uri.scheme_str(), Some("https"));
                prop_assert_eq!(uri.authority().map(|authority| authority.as_str()), Some("graph.example"));
                prop_assert!(uri.query().is_some_and(|query| query.contains("api-version=")));
                prop_assert!(!uri.path().split('/').any(crate::encode::is_dots));
            }
            Err(error) => {
                prop_assert!(matches!(error.kind(), ErrorKind::NextLink | ErrorKind::InvalidRequest), "{error}");
            }
        }
    }

    #[test]
    fn an_identifier_stays_in_its_segment(id in any::<String>()) {
        match client(&MockTransport::new(), &Simulated::default()).get(&id).build() {
            Ok(request) => {
                let uri = request.uri();
                prop_assert_eq!(uri.authority().unwrap().as_str(), "graph.example");
                prop_assert_eq!(uri.query(), Some("api-version=1.6"));
                let segments: Vec<&str> = uri.path().split('/').collect();
                prop_assert_eq!(segments.len(), 4);
                prop_assert_eq!(&segments[..3], ["", "myorganization", "things"]);
                prop_assert_eq!(percent_decode_str(segments[3]).decode_utf8().unwrap(), id);
            }
            Err(error) => prop_assert!(error.is_invalid_request() && (id.is_empty() || crate::encode::is_dots(&id) || id.len() > 10_000)),
        }
    }

    #[test]
    fn a_key_stays_in_its_quotes(id in ".*") {
        prop_assume!(!id.is_empty());
        let request = client(&MockTransport::new(), &Simulated::default()).keyed(&id).build().unwrap();
        let segments: Vec<&str> = request.uri().path().split('/').collect();
        prop_assert_eq!(segments.len(), 4);
        let key = segments[2].strip_prefix("things('").and_then(|rest| rest.strip_suffix("')")).unwrap();
        // Within the quotes, every quote has its twin.
        prop_assert_eq!(key.replace("''", "").matches('\'').count(), 0);
        prop_assert_eq!(percent_decode_str(key).decode_utf8().unwrap().replace("''", "'"), id);
    }

    #[test]
    fn an_option_stays_in_its_value(name in "[a-z$&=#? ]{1,6}", value in any::<String>()) {
        prop_assume!(name != "api-version");
        let request = client(&MockTransport::new(), &Simulated::default()).list().with_query(&name, &value).build().unwrap();
        let options: Vec<&str> = request.uri().query().unwrap().split('&').collect();
        prop_assert_eq!(options.len(), 2);
        let (sent_name, sent_value) = options[1].split_once('=').unwrap();
        prop_assert_eq!(percent_decode_str(sent_name).decode_utf8().unwrap(), name);
        prop_assert_eq!(percent_decode_str(sent_value).decode_utf8().unwrap(), value);
    }

    #[test]
    fn a_compared_value_stays_a_literal(value in any::<String>()) {
        let filter = Property::<Testing, String>::new("name").eq(&value);
        let literal = filter.as_str().strip_prefix("name eq '").and_then(|rest| rest.strip_suffix('\'')).unwrap();
        prop_assert_eq!(literal.replace("''", "").matches('\'').count(), 0);
        prop_assert_eq!(literal.replace("''", "'"), value);
    }

    #[test]
    fn no_text_upsets_dates_and_links(text in any::<String>()) {
        let date = DateTime::from(text.as_str());
        if let Some(time) = date.to_system_time() {
            prop_assert!(DateTime::from(time).to_system_time().is_some());
        }
        let link = ObjectLink::new(text.as_str());
        prop_assert_eq!(link.url(), text.as_str());
        let _ = (link.id(), link.kind());
    }

    #[test]
    fn times_survive_being_written(seconds in 0_u64..253_402_300_800, ticks in 0_u32..10_000_000) {
        let time = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::new(seconds, ticks * 100);
        prop_assert_eq!(DateTime::from(time).to_system_time(), Some(time));
    }

    #[test]
    fn any_bytes_are_a_response_or_an_error(body in any::<Vec<u8>>(), status in 100_u16..600) {
        let mock = MockTransport::new();
        let response = http::Response::builder().status(status).body(body).unwrap();
        mock.on_operation("things.list").reply_response(response);
        if let Err(error) = block_on(client(&mock, &Simulated::default()).list().into_future()) {
            prop_assert_eq!(error.operation(), Some("things.list"));
            prop_assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            prop_assert!(!error.to_string().contains(char::is_control));
        }
        prop_assert!(!asked(&mock).is_empty());
    }
}

/// Links put together from pieces that parsers disagree about.
fn hostile_link() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("https://"),
        Just("http://"),
        Just("//"),
        Just("/"),
        Just("\\"),
        Just("@"),
        Just(":"),
        Just("443"),
        Just("graph.example"),
        Just("evil.example"),
        Just(".."),
        Just("%2e%2e"),
        Just("%2f"),
        Just("?"),
        Just("#"),
        Just("&"),
        Just("api-version=9"),
        Just("$skiptoken=X'1'"),
        Just("\t"),
        Just(" "),
        Just("\n"),
        Just("things"),
        Just("ü"),
        Just("[::1]"),
        Just("HTTPS://GRAPH.EXAMPLE"),
    ];
    prop_oneof![
        3 => prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}
