//! Text that comes from outside stays where it was put: in its segment, its option, its quotes, its origin.

mod links;

use bytes::Bytes;
use directory_graph::azure_ad_graph::blocking::Client;
use directory_graph::azure_ad_graph::models::{GroupCreate, application, group};
use directory_graph::{
    Credential, DateTime, Error, ErrorKind, MockTransport, RetryPolicy, Tenant, microsoft_graph,
};
use http::Request;
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use url::Url;

const ORIGIN: &str = "https://graph.windows.net";

fn client(transport: &MockTransport) -> Client {
    Client::builder(Tenant::my_organization())
        .credential(Credential::static_token("planted-token"))
        .retry(RetryPolicy::none())
        .transport(transport.clone())
        .build()
        .expect("nothing is wrong with this client")
}

/// Text that means something to a URL, a header or a filter, and any other text.
fn text() -> impl Strategy<Value = String> {
    let pieces = select(
        &[
            "a",
            ".",
            "..",
            "/",
            "\\",
            "%2e",
            "%2E",
            "%2f",
            "%5c",
            "%00",
            "%",
            "?",
            "#",
            "&",
            "=",
            ";",
            "+",
            " ",
            "'",
            "''",
            "')",
            "('",
            "\"",
            "@",
            ":",
            "//",
            "://",
            "\r\n",
            "\t",
            "\0",
            "ü",
            "\u{202e}",
            "😀",
            "$filter",
            "api-version=1",
            "evil.example",
            " or 1 eq 1",
        ][..],
    );
    prop_oneof![
        3 => prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The segments of a request's path as servers see them, after everything that clients and proxies may do to a URL.
fn segments(request: &Request<Bytes>, origin: &str) -> Vec<String> {
    let text = request.uri().to_string();
    let url = Url::parse(&text).expect("the request has a URL");
    assert_eq!(url.origin(), Url::parse(origin).expect("a literal").origin(), "{text}");
    assert_eq!((url.username(), url.password(), url.fragment()), ("", None, None), "{text}");
    assert_eq!(url.path(), request.uri().path(), "{text}");
    let segments = url.path_segments().expect("the URL has a path");
    segments.map(str::to_owned).collect()
}

/// The options of a request's query, decoded.
fn options(request: &Request<Bytes>) -> Vec<(String, String)> {
    let query = request.uri().query().unwrap_or_default();
    let options = query.split('&').filter(|option| !option.is_empty());
    options
        .map(|option| {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}

fn is_refused(id: &str) -> bool {
    let plain = id.replace("%2e", ".").replace("%2E", ".");
    matches!(plain.as_str(), "" | "." | "..")
}

fn refusal(error: &Error) -> ErrorKind {
    assert!(error.status().is_none());
    error.kind()
}

fn version() -> Vec<(String, String)> {
    vec![("api-version".to_owned(), "1.6".to_owned())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_identifier_is_one_segment_or_refused(id in text()) {
        let client = client(&MockTransport::new());
        match client.groups().id(&id).get().build() {
            Ok(request) => {
                let segments = segments(&request, ORIGIN);
                prop_assert_eq!(&segments[..2], ["myorganization", "groups"]);
                prop_assert_eq!(segments.len(), 3);
                prop_assert_eq!(decoded(&segments[2]), id.clone());
                prop_assert_eq!(options(&request), version());
                prop_assert!(!is_refused(&id));
            }
            Err(error) => {
                prop_assert_eq!(refusal(&error), ErrorKind::InvalidRequest);
                prop_assert!(is_refused(&id), "{:?}", id);
            }
        }
    }

    #[test]
    fn two_identifiers_are_two_segments(group in text(), member in text()) {
        prop_assume!(!is_refused(&group) && !is_refused(&member));
        let client = client(&MockTransport::new());
        let request = client.groups().id(&group).members().remove(&member).build().expect("both are fine");
        let segments: Vec<String> = segments(&request, ORIGIN).iter().map(|segment| decoded(segment)).collect();
        prop_assert_eq!(segments, ["myorganization", "groups", &group, "$links", "members", &member]);
        prop_assert_eq!(options(&request), version());
    }

    #[test]
    fn a_key_is_one_segment_in_quotes(name in text()) {
        let client = client(&MockTransport::new());
        let call = client.domains().id(&name).verify().build();
        if name.is_empty() {
            prop_assert_eq!(refusal(&call.expect_err("nothing is no name")), ErrorKind::InvalidRequest);
        } else {
            let request = call.expect("any other text is a name");
            let segments: Vec<String> = segments(&request, ORIGIN).iter().map(|segment| decoded(segment)).collect();
            prop_assert_eq!(segments.len(), 3);
            prop_assert_eq!((segments[0].as_str(), segments[2].as_str()), ("myorganization", "verify"));
            let key = segments[1].strip_prefix("domains('").and_then(|rest| rest.strip_suffix("')"));
            prop_assert_eq!(key.and_then(unquoted), Some(name));
            prop_assert_eq!(options(&request), version());
        }
    }

    #[test]
    fn a_linked_identifier_is_one_segment_of_the_body(id in text()) {
        let client = client(&MockTransport::new());
        match client.groups().id("g1").owners().add(&id).build() {
            Ok(request) => {
                let body: Value = serde_json::from_slice(request.body()).expect("the body is JSON");
                let url = Url::parse(body["url"].as_str().expect("the body has a link")).expect("the link is a URL");
                prop_assert_eq!(url.host_str(), Some("graph.windows.net"));
                prop_assert_eq!((url.query(), url.fragment()), (None, None));
                let segments: Vec<String> = url.path_segments().expect("the URL has a path").map(decoded).collect();
                prop_assert_eq!(segments, ["myorganization", "directoryObjects", &id]);
            }
            Err(error) => {
                prop_assert_eq!(refusal(&error), ErrorKind::InvalidRequest);
                prop_assert!(is_refused(&id), "{:?}", id);
            }
        }
    }

    #[test]
    fn a_version_in_the_path_is_one_segment(version in text(), id in text()) {
        prop_assume!(!is_refused(&id));
        let client = microsoft_graph::Client::builder().transport(MockTransport::new()).build().expect("a client");
        let by_call = client.domains().id(&id).verify().with_api_version(&version).build();
        let client = microsoft_graph::Client::builder().transport(MockTransport::new()).api_version(&version).build();
        let by_client = client.and_then(|client| client.domains().id(&id).verify().build());
        for built in [by_call, by_client] {
            match built {
                Ok(request) => {
                    let segments: Vec<String> =
                        segments(&request, "https://graph.microsoft.com").iter().map(|segment| decoded(segment)).collect();
                    prop_assert_eq!(segments, [&version, "domains", &id, "verify"]);
                    prop_assert_eq!(options(&request), []);
                }
                Err(error) => {
                    prop_assert_eq!(refusal(&error), ErrorKind::InvalidRequest);
                    prop_assert!(is_refused(&version), "{:?}", version);
                }
            }
        }
    }

    #[test]
    fn a_tenant_is_one_segment_or_refused(name in text()) {
        if let Ok(tenant) = Tenant::new(&name) {
            let client: Client = Client::builder(tenant).transport(MockTransport::new()).build().expect("a client");
            let request = client.groups().list().build().expect("a request");
            prop_assert_eq!(segments(&request, ORIGIN), [&name, "groups"]);
        }
    }

    #[test]
    fn query_values_add_no_options(filter in text(), token in text(), name in text(), value in text(), api in text()) {
        prop_assume!(!["", "$filter", "$skiptoken", "api-version"].contains(&name.as_str()) && !is_refused(&api));
        let client = client(&MockTransport::new());
        let call = client.groups().list().filter(&filter).skip_token(&token).with_query(&name, &value);
        let request = call.with_api_version(&api).build().expect("text is no mistake");
        prop_assert_eq!(segments(&request, ORIGIN), ["myorganization", "groups"]);
        let expected = [("api-version", &api), ("$filter", &filter), ("$skiptoken", &token), (&name, &value)];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        prop_assert_eq!(options(&request), expected);
    }

    #[test]
    fn filter_values_stay_in_their_quotes(value in text()) {
        let value = value.as_str();
        let compared = group::display_name().eq(value);
        prop_assert_eq!(literal(compared.as_str(), "displayName eq '", "'"), Some(value.to_owned()));
        let begins = group::mail().starts_with(value);
        prop_assert_eq!(literal(begins.as_str(), "startswith(mail,'", "')"), Some(value.to_owned()));
        let any = group::proxy_addresses().any(|item| item.eq(value));
        prop_assert_eq!(literal(any.as_str(), "proxyAddresses/any(item:item eq '", "')"), Some(value.to_owned()));
        let any = application::identifier_uris().any(|item| item.starts_with(value));
        prop_assert_eq!(literal(any.as_str(), "identifierUris/any(item:startswith(item,'", "'))"), Some(value.to_owned()));
        let since = group::last_dir_sync_time().ge(DateTime::from(value));
        prop_assert_eq!(literal(since.as_str(), "lastDirSyncTime ge datetime'", "'"), Some(value.to_owned()));
        let both = group::display_name().eq("x").and(group::mail().eq(value));
        prop_assert_eq!(literal(both.as_str(), "displayName eq 'x' and mail eq '", "'"), Some(value.to_owned()));
    }

    #[test]
    fn headers_hold_one_value_or_are_refused(name in text(), value in text()) {
        let client = client(&MockTransport::new());
        match client.groups().list().with_header(&name, &value).build() {
            Ok(request) => {
                prop_assert!(!value.contains(['\r', '\n', '\0']));
                prop_assert_eq!(request.headers()[name.as_str()].as_bytes(), value.as_bytes());
            }
            Err(error) => prop_assert_eq!(refusal(&error), ErrorKind::InvalidRequest),
        }
    }

    #[test]
    fn bodies_hold_values_as_text(value in text()) {
        let client = client(&MockTransport::new());
        let body = GroupCreate {
            display_name: value.clone(), mail_nickname: value.clone(), mail_enabled: false, security_enabled: true,
        };
        let request = client.groups().create(body).description(&value).build().expect("text is no mistake");
        let sent: Value = serde_json::from_slice(request.body()).expect("the body is JSON");
        let expected = json!({
            "displayName": value, "mailNickname": value, "mailEnabled": false, "securityEnabled": true, "description": value,
        });
        prop_assert_eq!(sent, expected);
    }
}

/// What stands between quotes that end nowhere before the end.
fn literal(filter: &str, before: &str, after: &str) -> Option<String> {
    unquoted(filter.strip_prefix(before)?.strip_suffix(after)?)
}

/// Text with its doubled quotes made single; nothing if one of them stands alone.
fn unquoted(text: &str) -> Option<String> {
    let plain = text.replace("''", "");
    (!plain.contains('\'')).then(|| text.replace("''", "'"))
}
