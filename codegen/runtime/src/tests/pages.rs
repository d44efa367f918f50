//! Lists: links, places, early ends.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;

use crate::block_on::block_on;
use crate::testing::{Simulated, TestCode, Versioned, asked, builder, client};
use crate::*;

const FIRST: &str =
    r#"{"odata.nextLink":"directoryObjects/$/Things?$skiptoken=X'01'","value":[1,2]}"#;
const SECOND: &str =
    r#"{"odata.nextLink":"directoryObjects/$/Things?$skiptoken=X'02'","value":[]}"#;
const THIRD: &str = r#"{"value":[3]}"#;

fn three_pages() -> MockTransport {
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/things").reply_json(200, FIRST);
    mock.on("GET", "/myorganization/directoryObjects/$/Things")
        .reply_json(200, SECOND)
        .reply_json(200, THIRD);
    mock
}

const REQUESTS: [&str; 3] = [
    "GET /myorganization/things?api-version=1.6&$top=2",
    "GET /myorganization/directoryObjects/$/Things?$skiptoken=X'01'&api-version=1.6",
    "GET /myorganization/directoryObjects/$/Things?$skiptoken=X'02'&api-version=1.6",
];

#[test]
fn items_go_across_pages() {
    let mock = three_pages();
    let list =
        client(&mock, &Simulated::default()).list().query("$top", 2_u32).with_header("x-mine", "1");
    assert_eq!(block_on(list.items().try_collect::<Vec<_>>()).unwrap(), [1, 2, 3]);
    assert_eq!(asked(&mock), REQUESTS);
    for request in mock.requests() {
        assert_eq!(request.headers()["authorization"], "Bearer planted-token");
        assert_eq!(request.headers()["x-mine"], "1");
    }
}

#[test]
fn blocking_lists_are_iterators() {
    let mock = three_pages();
    let client = builder::<Blocking>().transport(mock.clone()).build().unwrap();
    let items: Result<Vec<u32>, Error<TestCode>> =
        client.list().query("$top", 2_u32).items().collect();
    assert_eq!(items.unwrap(), [1, 2, 3]);
    assert_eq!(asked(&mock), REQUESTS);
    assert_eq!(client.list().pages().count(), 2);
}

#[test]
fn a_page_is_asked_for_when_it_is_needed() {
    let mock = three_pages();
    let mut items = client(&mock, &Simulated::default()).list().items();
    assert_eq!(mock.requests().len(), 0);
    block_on(async {
        assert_eq!(items.try_next().await.unwrap(), Some(1));
        assert_eq!(items.try_next().await.unwrap(), Some(2));
        assert_eq!(mock.requests().len(), 1);
        assert_eq!(items.try_next().await.unwrap(), Some(3));
        assert_eq!(items.try_next().await.unwrap(), None);
        assert_eq!(items.try_next().await.unwrap(), None);
    });
    assert_eq!(mock.requests().len(), 3);
}

#[test]
fn lists_are_streams() {
    let mock = three_pages();
    let mut items = client(&mock, &Simulated::default()).list().items();
    let mut context = Context::from_waker(Waker::noop());
    let mut found = Vec::new();
    while let Poll::Ready(Some(item)) = Pin::new(&mut items).poll_next(&mut context) {
        found.push(item.unwrap());
    }
    assert_eq!(found, [1, 2, 3]);
}

/// The methods that lists have of their own, called as those of `futures` are.
#[test]
fn lists_can_do_what_streams_of_futures_can() {
    use futures::{StreamExt, TryStreamExt};
    let list = || client(&three_pages(), &Simulated::default()).list();
    block_on(async {
        let items = list().items().try_collect::<Vec<_>>().await;
        assert_eq!(items.unwrap(), [1, 2, 3]);
        let pages = list().pages().try_collect::<Vec<_>>().await;
        assert_eq!(pages.unwrap().len(), 3);
        let set: Result<BTreeSet<u32>, Error<TestCode>> = list().items().try_collect().await;
        assert_eq!(set.unwrap(), BTreeSet::from([1, 2, 3]));

        let (mut items, mut pages) = (list().items(), list().pages());
        assert_eq!(items.next().await.unwrap().unwrap(), 1);
        assert_eq!(items.try_next().await.unwrap(), Some(2));
        assert_eq!(pages.next().await.unwrap().unwrap().value, [1, 2]);
        assert_eq!(pages.try_next().await.unwrap().unwrap().len(), 0);

        let doubled = list().items().map(|item| item.unwrap() * 2);
        assert_eq!(doubled.collect::<Vec<_>>().await, [2, 4, 6]);
        let lengths = list().pages().map(|page| page.unwrap().len());
        assert_eq!(lengths.collect::<Vec<_>>().await, [2, 0, 1]);
        let odd = list().items().try_filter(|item| std::future::ready(item % 2 == 1));
        assert_eq!(odd.try_collect::<Vec<_>>().await.unwrap(), [1, 3]);
    });
}

#[test]
fn a_list_can_be_resumed_from_a_saved_place() {
    let mock = three_pages();
    let client = client(&mock, &Simulated::default());
    let mut pages = client.list().pages();
    assert_eq!(pages.continuation(), None);
    let page = block_on(pages.try_next()).unwrap().unwrap();
    let saved = page.continuation().unwrap().to_string();
    assert_eq!(pages.continuation().unwrap().as_str(), saved);
    drop(pages);
    let rest = client.list().query("$top", 2_u32).with_continuation(saved.as_str()).items();
    assert_eq!(block_on(rest.try_collect::<Vec<_>>()).unwrap(), [3]);
    assert_eq!(asked(&mock)[1..], REQUESTS[1..]);
    let back = client
        .list()
        .with_continuation(saved)
        .query("previous-page", true)
        .with_api_version("1.5")
        .build()
        .unwrap();
    assert_eq!(
        back.uri(),
        "https://graph.example/myorganization/directoryObjects/$/Things?$skiptoken=X'01'&api-version=1.5&previous-page=true"
    );
}

#[test]
fn a_place_on_another_host_cannot_be_resumed() {
    let mock = MockTransport::new();
    let list = client(&mock, &Simulated::default())
        .list()
        .with_continuation("https://evil.example/things");
    let error = block_on(list.into_future()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NextLink);
    assert!(mock.requests().is_empty());
}

#[test]
fn a_list_that_leads_back_ends() {
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/*")
        .reply_json(200, r#"{"odata.nextLink":"things?$skiptoken=1","value":[1]}"#);
    let mut items = client(&mock, &Simulated::default()).list().items();
    block_on(async {
        assert_eq!(items.try_next().await.unwrap(), Some(1));
        assert_eq!(items.try_next().await.unwrap(), Some(1));
        let error = items.try_next().await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "things.list: the next page cannot be followed: the link leads to a page that was there before"
        );
        assert_eq!(items.try_next().await.unwrap(), None);
    });
    assert_eq!(mock.requests().len(), 2);
}

#[test]
fn a_failure_in_the_middle_comes_out_once() {
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/things").reply_json(200, FIRST);
    mock.on("GET", "/myorganization/directoryObjects/$/Things").reply_json(
        400,
        r#"{"odata.error":{"code":"Directory_ExpiredPageToken","message":{"value":"Too old."}}}"#,
    );
    let mut items = client(&mock, &Simulated::default()).list().items();
    block_on(async {
        assert_eq!(items.try_next().await.unwrap(), Some(1));
        assert_eq!(items.try_next().await.unwrap(), Some(2));
        assert!(items.try_next().await.unwrap_err().is_expired_page_token());
        assert_eq!(items.try_next().await.unwrap(), None);
    });
}

#[test]
fn pages_are_repeated_like_other_reads() {
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/things").reply_json(200, FIRST);
    mock.on("GET", "/myorganization/directoryObjects/$/Things").reply(503).reply_json(200, THIRD);
    let items = client(&mock, &Simulated::default()).list().items();
    assert_eq!(block_on(items.try_collect::<Vec<_>>()).unwrap(), [1, 2, 3]);
}

#[test]
fn a_function_that_returns_a_list_is_followed_with_reads() {
    let mock = MockTransport::new();
    mock.on("POST", "/myorganization/find").reply_json(200, FIRST);
    mock.on("GET", "/myorganization/directoryObjects/$/Things").reply_json(200, THIRD);
    assert_eq!(
        block_on(client(&mock, &Simulated::default()).find().items().try_collect::<Vec<_>>())
            .unwrap(),
        [1, 2, 3]
    );
    let [first, second] = &mock.requests()[..] else { panic!("two requests are expected") };
    assert_eq!(first.body(), r#"{"ids":["a"]}"#);
    assert!(second.body().is_empty() && !second.headers().contains_key("content-type"));
}

#[test]
fn absolute_links_to_the_own_origin_are_followed() {
    let mock = MockTransport::new();
    let next =
        r#"{"@odata.nextLink":"https://graph.example/beta/things?$skiptoken=1","value":[1]}"#;
    mock.on("GET", "/1.6/things").reply_json(200, next);
    mock.on("GET", "/beta/things").reply_json(200, r#"{"value":[2]}"#);
    let client: Versioned = ClientBuilder::new(None).transport(mock.clone()).build().unwrap();
    assert_eq!(block_on(client.beta().items().try_collect::<Vec<_>>()).unwrap(), [1, 2]);
    assert_eq!(asked(&mock), ["GET /1.6/things", "GET /beta/things?$skiptoken=1"]);
}

#[test]
fn a_page_has_at_most_as_many_items_as_the_client_allows() {
    let page = |items: usize| format!(r#"{{"value":[{}]}}"#, vec!["1"; items].join(","));
    let list = |items: usize, limit: Option<usize>| {
        let mock = MockTransport::new();
        mock.on_operation("things.list").reply_json(200, page(items));
        let builder = builder::<Blocking>().transport(mock);
        let builder = match limit {
            Some(limit) => builder.max_page_items(limit),
            None => builder,
        };
        let page = builder.build().unwrap().list().call();
        page.map(|page| page.len())
    };
    assert_eq!(list(10_000, None).unwrap(), 10_000);
    let error = list(10_001, None).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error.to_string().starts_with(
            "things.list: 200 OK, but the response cannot be read: at value: the page has more than 10000 items; \
             `max_page_items` sets the limit"
        ),
        "{error}"
    );
    assert_eq!(list(10_001, Some(10_001)).unwrap(), 10_001);
    assert_eq!(list(2, Some(1)).unwrap_err().kind(), ErrorKind::Decode);
}
