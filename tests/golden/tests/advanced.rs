//! What callers of advanced queries write, and what is sent.

use directory_graph_runtime::MockTransport;

use crate::api::advanced::Client;
use crate::api::advanced::models::{group, member};

fn client() -> Client {
    Client::builder().transport(MockTransport::new()).build().unwrap()
}

/// Path and query of a request, and the header that asks for an advanced query.
fn asked(request: &http::Request<bytes::Bytes>) -> (String, Option<&str>) {
    let header = request.headers().get("ConsistencyLevel");
    let target = request.uri().path_and_query().unwrap().to_string();
    (target, header.map(|value| value.to_str().unwrap()))
}

#[test]
fn a_search_that_counts_and_selects_asks_for_an_advanced_query() {
    let list = client().groups().list();
    let list = list.search("displayName:video").count();
    let request = list.select([group::id(), group::display_name()]).build().unwrap();
    let target = "/v1/groups?$search=%22displayName:video%22&$count=true&$select=id,displayName";
    assert_eq!(asked(&request), (target.to_owned(), Some("eventual")));
}

#[test]
fn nothing_is_asked_for_without_need() {
    let list = || client().groups().list();
    assert_eq!(asked(&list().build().unwrap()), ("/v1/groups".to_owned(), None));
    let filtered = list().filter(group::display_name().starts_with("A"));
    let target = "/v1/groups?$filter=startswith(displayName,'A')".to_owned();
    assert_eq!(asked(&filtered.build().unwrap()), (target, None));
    let sorted = list().order_by(group::display_name().descending());
    let target = "/v1/groups?$orderby=displayName%20desc".to_owned();
    assert_eq!(asked(&sorted.build().unwrap()), (target, None));
}

#[test]
fn properties_and_operations_ask_for_themselves() {
    let list = || client().groups().list();
    let filtered = list().filter(group::description().eq("x")).build().unwrap();
    let target = "/v1/groups?$filter=description%20eq%20'x'&$count=true".to_owned();
    assert_eq!(asked(&filtered), (target, Some("eventual")));
    let sorted = list().order_by(group::created_date_time().ascending()).build().unwrap();
    let target = "/v1/groups?$orderby=createdDateTime&$count=true".to_owned();
    assert_eq!(asked(&sorted), (target, Some("eventual")));
    let made =
        list().filter(group::created_date_time().ge("2026-01-01T00:00:00Z")).build().unwrap();
    let target = "/v1/groups?$filter=createdDateTime%20ge%202026-01-01T00:00:00Z".to_owned();
    assert_eq!(asked(&made), (target, None));
    let members = client().groups().id("o1").members().list();
    let target = "/v1/groups/o1/members?$select=id".to_owned();
    let request = members.select([member::id()]).build().unwrap();
    assert_eq!(asked(&request), (target, Some("eventual")));
}

#[test]
fn objects_come_along_with_some_of_their_properties() {
    let get = client().groups().id("o1").get();
    let members = group::members().select([group::id(), group::display_name()]);
    let request = get.expand([members, group::owner()]).build().unwrap();
    let target = "/v1/groups/o1?$expand=members($select%3Did,displayName),owner".to_owned();
    assert_eq!(asked(&request), (target, None));
}
