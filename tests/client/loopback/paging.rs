//! Lists that go over several pages.

use directory_graph::Continuation;
use directory_graph::azure_ad_graph::models::Group;

use crate::loopback::server::{Received, Reply, Server};
use crate::loopback::{blocking_client, client};

const FIRST: &str = r#"{"odata.metadata":"https://graph.windows.net/myorganization/$metadata#directoryObjects/Microsoft.DirectoryServices.Group","odata.nextLink":"groups?$skiptoken=X'44537074090001'","value":[{"odata.type":"Microsoft.DirectoryServices.Group","objectId":"g1"},{"odata.type":"Microsoft.DirectoryServices.Group","objectId":"g2"}]}"#;
const SECOND: &str = r#"{"odata.nextLink":"directoryObjects/$/Microsoft.DirectoryServices.Group?$skiptoken=X'44537074090002'&$top=2","value":[{"objectId":"g3"},{"objectId":"g4"}]}"#;
const THIRD: &str = r#"{"value":[{"objectId":"g5"}]}"#;

/// What the three requests for the list ask for. The transport sends the quotes of the links encoded, which means the
/// same.
const REQUESTS: [&str; 3] = [
    "GET /myorganization/groups?api-version=1.6&$top=2",
    "GET /myorganization/groups?$skiptoken=X'44537074090001'&api-version=1.6",
    "GET /myorganization/directoryObjects/$/Microsoft.DirectoryServices.Group?$skiptoken=X'44537074090002'&$top=2&api-version=1.6",
];

/// Serves the list as the service does: links are relative to the tenant and lack the version.
fn three_pages() -> Server {
    Server::start(|received: &Received| {
        let target = received.target.as_str();
        let page = if !target.contains("api-version=1.6") {
            return Reply::status("400 Bad Request");
        } else if target.contains("44537074090002") {
            THIRD
        } else if target.contains("44537074090001") {
            SECOND
        } else {
            FIRST
        };
        Reply::json("200 OK", page)
    })
}

fn ids(groups: &[Group]) -> Vec<&str> {
    let ids = groups.iter().map(|group| group.object_id.as_deref());
    ids.map(Option::unwrap_or_default).collect()
}

#[tokio::test]
async fn items_of_all_pages_come_in_order() {
    let server = three_pages();
    let items = client(&server).groups().list().top(2).items();
    let groups = items.try_collect::<Vec<_>>().await.expect("three pages");
    assert_eq!(ids(&groups), ["g1", "g2", "g3", "g4", "g5"]);
    assert_eq!(server.requests(), REQUESTS);
    let mut names = Vec::new();
    for received in server.received() {
        assert_eq!(received.header("authorization"), Some("Bearer planted-token"));
        assert_eq!(received.header("accept"), Some("application/json"));
        assert_eq!(received.body, "");
        names.push(received.header("client-request-id").map(str::to_owned));
    }
    names.dedup();
    assert_eq!(names.len(), 3, "each request has a name of its own");
}

#[test]
fn blocking_items_of_all_pages_come_in_order() {
    let server = three_pages();
    let items = blocking_client(&server).groups().list().top(2).items();
    let groups: Result<Vec<Group>, _> = items.collect();
    assert_eq!(ids(&groups.expect("three pages")), ["g1", "g2", "g3", "g4", "g5"]);
    assert_eq!(server.requests(), REQUESTS);
}

#[tokio::test]
async fn pages_come_one_by_one_with_what_they_say() {
    let server = three_pages();
    let mut pages = client(&server).groups().list().top(2).pages();
    let mut lengths = Vec::new();
    while let Some(page) = pages.try_next().await.expect("three pages") {
        lengths.push((page.len(), page.next_link.is_some(), page.extra.len()));
    }
    assert_eq!(lengths, [(2, true, 1), (2, true, 0), (1, false, 0)]);
    assert_eq!(server.requests(), REQUESTS);
}

#[tokio::test]
async fn whoever_stops_early_causes_no_further_request() {
    let server = three_pages();
    let mut items = client(&server).groups().list().top(2).items();
    for expected in ["g1", "g2"] {
        let group = items.try_next().await.expect("the first page");
        assert_eq!(group.and_then(|group| group.object_id).as_deref(), Some(expected));
    }
    drop(items);
    assert_eq!(server.requests(), REQUESTS[..1]);
}

#[tokio::test]
async fn awaiting_a_list_gives_its_first_page_only() {
    let server = three_pages();
    let page = client(&server).groups().list().top(2).await.expect("a page");
    assert_eq!(ids(&page), ["g1", "g2"]);
    assert_eq!(page.next_link.as_deref(), Some("groups?$skiptoken=X'44537074090001'"));
    assert_eq!(server.requests(), REQUESTS[..1]);
}

#[tokio::test]
async fn a_list_is_resumed_from_saved_text() {
    let server = three_pages();
    let page = client(&server).groups().list().top(2).await.expect("a page");
    let saved = page.continuation().expect("there is more").to_string();
    let continuation: Continuation = saved.parse().expect("any text will do");
    let rest = client(&server)
        .groups()
        .list()
        .with_continuation(continuation)
        .items()
        .try_collect::<Vec<_>>()
        .await
        .expect("two more pages");
    assert_eq!(ids(&rest), ["g3", "g4", "g5"]);
    assert_eq!(server.requests(), REQUESTS);
}

#[tokio::test]
async fn another_version_is_asked_for_on_every_page() {
    let server = Server::script(vec![Reply::json("200 OK", FIRST), Reply::json("200 OK", THIRD)]);
    let call = client(&server).groups().list().with_api_version("beta");
    let groups = call.items().try_collect::<Vec<_>>().await.expect("two pages");
    assert_eq!(ids(&groups), ["g1", "g2", "g5"]);
    assert_eq!(
        server.requests(),
        [
            "GET /myorganization/groups?api-version=beta",
            "GET /myorganization/groups?$skiptoken=X'44537074090001'&api-version=beta"
        ]
    );
}

#[tokio::test]
async fn a_function_that_responds_with_pages_is_read_on_with_get() {
    let server = Server::script(vec![
        Reply::json(
            "200 OK",
            r#"{"odata.nextLink":"directoryObjects?$skiptoken=1","value":[{"odata.type":"Microsoft.DirectoryServices.User","objectId":"u1"}]}"#,
        ),
        Reply::json(
            "200 OK",
            r#"{"value":[{"objectId":"g1","odata.type":"Microsoft.DirectoryServices.Group"}]}"#,
        ),
    ]);
    let objects = client(&server)
        .get_objects_by_object_ids(["u1", "g1"])
        .items()
        .try_collect::<Vec<_>>()
        .await
        .expect("two pages");
    assert_eq!(objects[0].object_id(), Some("u1"));
    assert_eq!(objects[1].object_id(), Some("g1"));
    assert_eq!(
        server.requests(),
        [
            "POST /myorganization/getObjectsByObjectIds?api-version=1.6",
            "GET /myorganization/directoryObjects?$skiptoken=1&api-version=1.6"
        ]
    );
    assert_eq!(server.received()[1].body, "");
}

#[tokio::test]
async fn an_error_on_a_later_page_comes_after_the_items_before_it() {
    let server = Server::script(vec![
        Reply::json("200 OK", FIRST),
        Reply::json(
            "400 Bad Request",
            r#"{"odata.error":{"code":"Directory_ExpiredPageToken","message":{"lang":"en","value":"The page token has expired."}}}"#,
        ),
    ]);
    let mut items = client(&server).groups().list().items();
    assert!(matches!(items.try_next().await, Ok(Some(_))));
    assert!(matches!(items.try_next().await, Ok(Some(_))));
    let error = items.try_next().await.expect_err("the second page fails");
    assert!(error.is_expired_page_token());
    assert_eq!(
        error.to_string(),
        "groups.list: 400 Bad Request Directory_ExpiredPageToken: The page token has expired."
    );
    assert!(matches!(items.try_next().await, Ok(None)));
    assert_eq!(server.requests().len(), 2);
}
