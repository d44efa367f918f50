//! Links to next pages that lead where the token must not go, or nowhere.

use directory_graph::{Error, ErrorKind};

use crate::loopback::server::{Received, Reply, Server};
use crate::loopback::{client, microsoft_graph};

fn page_with(link: &str) -> Reply {
    let page = serde_json::json!({"value": [{"objectId": "g1"}], "odata.nextLink": link});
    Reply::json("200 OK", &page.to_string())
}

/// Follows a link and gives what comes after the first page.
async fn follow(link: &str) -> (Error, Vec<String>) {
    let server = Server::script(vec![page_with(link)]);
    let mut items = client(&server).groups().list().items();
    let first = items.try_next().await.expect("the first page is fine");
    assert_eq!(first.and_then(|group| group.object_id).as_deref(), Some("g1"));
    let error = items.try_next().await.expect_err("the link is hostile");
    assert!(matches!(items.try_next().await, Ok(None)));
    (error, server.requests())
}

#[tokio::test]
async fn a_link_to_another_origin_is_refused_and_the_token_stays() {
    let foreign = Server::start(|_| Reply::json("200 OK", r#"{"value":[]}"#));
    let port = foreign.port();
    for link in [
        format!("http://127.0.0.1:{port}/myorganization/groups?$skiptoken=1"),
        format!("http://localhost:{port}/myorganization/groups"),
        format!("http://planted@127.0.0.1:{port}/groups"),
        format!("//127.0.0.1:{port}/groups"),
        format!("/\\127.0.0.1:{port}/groups"),
        format!("\\\\127.0.0.1:{port}/groups"),
        format!("https://127.0.0.1:{port}/groups"),
        format!("HTTP://127.0.0.1:{port}/groups"),
        format!(" http://127.0.0.1:{port}/groups"),
        format!("\thttp://127.0.0.1:{port}/groups"),
        format!("ht\ntp://127.0.0.1:{port}/groups"),
    ] {
        let (error, requests) = follow(&link).await;
        assert_eq!(error.kind(), ErrorKind::NextLink, "{link:?}");
        assert_eq!(error.operation(), Some("groups.list"), "{link:?}");
        assert_eq!(requests, ["GET /myorganization/groups?api-version=1.6"], "{link:?}");
    }
    assert_eq!(foreign.requests(), [] as [&str; 0]);
}

#[tokio::test]
async fn the_own_host_under_another_name_is_refused() {
    let own = |link: fn(u16) -> String| async move {
        let server = Server::start(move |received| {
            // The first request tells the port, which the link then uses.
            let host = received.header("host").unwrap_or_default();
            let port = host.rsplit(':').next().and_then(|port| port.parse().ok());
            page_with(&link(port.unwrap_or_default()))
        });
        let mut items = client(&server).groups().list().items();
        assert!(matches!(items.try_next().await, Ok(Some(_))));
        let error = items.try_next().await.expect_err("the link is hostile");
        assert_eq!(server.requests().len(), 1);
        error.to_string()
    };
    let other_origin =
        "groups.list: the next page cannot be followed: the link leads to another origin";
    for link in [
        (|port| format!("https://127.0.0.1:{port}/groups")) as fn(u16) -> String,
        |port| format!("http://user@127.0.0.1:{port}/groups"),
        |port| format!("http://127.0.0.1:{port}@evil.example/groups"),
        |port| format!("http://127.0.0.1:{port}.evil.example/groups"),
        |port| format!("http://localhost:{port}/groups"),
        |_| "http://127.0.0.1/groups".to_owned(),
        |_| "http://127.0.0.1:1/groups".to_owned(),
    ] {
        assert_eq!(own(link).await, other_origin, "{}", link(80));
    }
}

#[tokio::test]
async fn a_link_to_nowhere_is_refused() {
    for (link, reason) in [
        ("  ", "the link is empty"),
        ("../../other", "the link holds dot segments"),
        ("groups/%2E%2e/users", "the link holds dot segments"),
        ("/./groups", "the link holds dot segments"),
        ("gro\rups", "the link holds control characters or backslashes"),
        ("javascript:alert(1)", "the link leads to another host or scheme"),
        ("ftp://127.0.0.1/groups", "the link leads to another host or scheme"),
    ] {
        let (error, _) = follow(link).await;
        assert_eq!(
            error.to_string(),
            format!("groups.list: the next page cannot be followed: {reason}"),
            "{link:?}"
        );
    }
}

#[tokio::test]
async fn a_link_that_was_followed_already_is_refused() {
    let server = Server::start(|_| page_with("groups?$skiptoken=1"));
    let mut items = client(&server).groups().list().items();
    assert!(matches!(items.try_next().await, Ok(Some(_))));
    assert!(matches!(items.try_next().await, Ok(Some(_))));
    let error = items.try_next().await.expect_err("the link repeats");
    assert_eq!(
        error.to_string(),
        "groups.list: the next page cannot be followed: the link leads to a page that was there before"
    );
    assert_eq!(
        server.requests(),
        [
            "GET /myorganization/groups?api-version=1.6",
            "GET /myorganization/groups?$skiptoken=1&api-version=1.6"
        ]
    );
}

#[tokio::test]
async fn links_of_all_shapes_to_the_own_origin_are_followed() {
    for (link, expected) in [
        ("groups?$skiptoken=1", "/myorganization/groups?$skiptoken=1&api-version=1.6"),
        ("groups", "/myorganization/groups?api-version=1.6"),
        ("groups?", "/myorganization/groups?api-version=1.6"),
        (
            "/other.example/groups?$skiptoken=1",
            "/other.example/groups?$skiptoken=1&api-version=1.6",
        ),
        (
            "groups?api-version=1.5&$skiptoken=1",
            "/myorganization/groups?api-version=1.5&$skiptoken=1",
        ),
        ("groups?$skiptoken=a b", "/myorganization/groups?$skiptoken=a%20b&api-version=1.6"),
        ("groups?$skiptoken=1#part", "/myorganization/groups?$skiptoken=1&api-version=1.6"),
    ] {
        let server =
            Server::script(vec![page_with(link), Reply::json("200 OK", r#"{"value":[]}"#)]);
        let items = client(&server).groups().list().items();
        let groups = items.try_collect::<Vec<_>>().await.expect("two pages");
        assert_eq!(groups.len(), 1, "{link}");
        assert_eq!(server.requests()[1], format!("GET {expected}"), "{link}");
    }
}

#[tokio::test]
async fn an_empty_link_is_none() {
    let server = Server::script(vec![page_with("")]);
    let items = client(&server).groups().list().items();
    let groups = items.try_collect::<Vec<_>>().await.expect("one page");
    assert_eq!(groups.len(), 1);
    assert_eq!(server.requests().len(), 1);
}

/// Two pages, the first of which links to the second by its whole address on the host that was asked.
fn absolute_pages(name: &'static str, path: &'static str) -> Server {
    Server::start(move |received: &Received| {
        let host = received.header("host").unwrap_or_default();
        let page = match received.target.contains("$skiptoken") {
            true => serde_json::json!({"value": [{}]}),
            false => serde_json::json!({"value": [{}], name: format!("http://{host}{path}")}),
        };
        Reply::json("200 OK", &page.to_string())
    })
}

/// The value of a header in each request.
fn sent(server: &Server, header: &str) -> Vec<Option<String>> {
    let received = server.received().into_iter();
    received.map(|it| it.header(header).map(str::to_owned)).collect()
}

#[tokio::test]
async fn absolute_links_to_the_own_origin_are_followed_with_the_headers_of_the_call() {
    let link = "/v1.0/groups?$count=true&$skiptoken=X%2701%27";
    let server = absolute_pages("@odata.nextLink", link);
    let call = microsoft_graph(&server).groups().list().search("displayName:video").count();
    let groups = call.prefer("return=minimal").items().try_collect::<Vec<_>>().await;
    assert_eq!(groups.expect("two pages").len(), 2);
    let first = "GET /v1.0/groups?$search=%22displayName:video%22&$count=true".to_owned();
    assert_eq!(server.requests(), [first, format!("GET {link}")]);
    for (header, value) in [
        ("consistencylevel", "eventual"),
        ("prefer", "return=minimal"),
        ("authorization", "Bearer planted-token"),
    ] {
        assert_eq!(sent(&server, header), [Some(value.to_owned()), Some(value.to_owned())]);
    }

    let link = "/myorganization/groups?$skiptoken=1&api-version=1.6";
    let server = absolute_pages("odata.nextLink", link);
    let call = client(&server).groups().list().with_header("prefer", "return=minimal");
    let groups = call.items().try_collect::<Vec<_>>().await.expect("two pages");
    assert_eq!(groups.len(), 2);
    let first = "GET /myorganization/groups?api-version=1.6".to_owned();
    assert_eq!(server.requests(), [first, format!("GET {link}")]);
    let minimal = Some("return=minimal".to_owned());
    assert_eq!(sent(&server, "prefer"), [minimal.clone(), minimal]);
}

#[tokio::test]
async fn an_absolute_link_of_microsoft_graph_to_another_origin_is_refused() {
    let foreign = Server::start(|_| Reply::json("200 OK", r#"{"value":[]}"#));
    let link = format!("{}/v1.0/groups?$skiptoken=1", foreign.url());
    let page = serde_json::json!({"value": [{"id": "g1"}], "@odata.nextLink": link});
    let server = Server::script(vec![Reply::json("200 OK", &page.to_string())]);
    let mut items = microsoft_graph(&server).groups().list().items();
    assert!(matches!(items.try_next().await, Ok(Some(_))));
    let error = items.try_next().await.expect_err("the link is hostile");
    assert_eq!(
        error.to_string(),
        "groups.list: the next page cannot be followed: the link leads to another origin"
    );
    assert_eq!(server.requests(), ["GET /v1.0/groups"]);
    assert_eq!(foreign.requests(), [] as [&str; 0]);
}
