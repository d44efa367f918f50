//! Queries that say of themselves that they are advanced ones.

use crate::block_on::block_on;
use crate::testing::{Beta, Versioned};
use crate::*;

struct Thing;

const NAME: &Property<Thing, String, Sortable> = &Property::new("name");
const ID: &Property<Thing, String> = &Property::new("id");
const NOTE: &Property<Thing, String> = &Property::new("note").advanced_filter();
const SIZE: &Selected<Thing> = &Selected::new("size");

fn things(mock: &MockTransport) -> Call<Beta> {
    let client: Versioned = ClientBuilder::new(None).transport(mock.clone()).build().unwrap();
    client.beta()
}

/// The query of a call and its header.
fn asked(call: Call<Beta>) -> (String, Option<String>) {
    let request = call.build().unwrap();
    let header = request.headers().get("ConsistencyLevel");
    let query = request.uri().query().unwrap_or_default().to_owned();
    (query, header.map(|value| value.to_str().unwrap().to_owned()))
}

fn plain(query: &str) -> (String, Option<String>) {
    (query.to_owned(), None)
}

fn advanced(query: &str) -> (String, Option<String>) {
    (query.to_owned(), Some("eventual".to_owned()))
}

#[test]
fn a_plain_query_says_nothing() {
    let list = || things(&MockTransport::new());
    assert_eq!(asked(list()), plain(""));
    let filtered = list().filter("$filter", NAME.eq("a"));
    assert_eq!(asked(filtered), plain("$filter=name%20eq%20'a'"));
    let ordered = list().order_by("$orderby", NAME.ascending());
    assert_eq!(asked(ordered), plain("$orderby=name"));
    let selected = list().select("$select", [ID, NAME, SIZE]);
    assert_eq!(asked(selected), plain("$select=id,name,size"));
    let expand = [Expand::<Thing>::from("parts"), Expand::from("owner").select([ID, NAME])];
    let expanded = list().expand("$expand", expand);
    assert_eq!(asked(expanded), plain("$expand=parts,owner($select%3Did,name)"));
}

#[test]
fn what_takes_an_advanced_query_asks_for_one() {
    let list = || things(&MockTransport::new());
    let searched = list().query("$search", Search::from("name:a b")).advanced();
    assert_eq!(asked(searched), advanced("$search=%22name:a%20b%22"));
    let filtered = list().filter("$filter", NOTE.eq("a"));
    assert_eq!(asked(filtered), advanced("$filter=note%20eq%20'a'&$count=true"));
    let counted = list().query("$count", true).advanced().filter("$filter", NAME.ne("a"));
    assert_eq!(asked(counted), advanced("$count=true&$filter=name%20ne%20'a'"));
    let both = list().order_by("$orderby", "name").filter("$filter", "size eq 1");
    assert_eq!(asked(both), advanced("$orderby=name&$filter=size%20eq%201&$count=true"));
    let own = list().advanced().with_header("consistencylevel", "session");
    assert_eq!(asked(own), ("".to_owned(), Some("session".to_owned())));
}

#[test]
fn each_page_says_it_again() {
    let mock = MockTransport::new();
    let next = r#"{"@odata.nextLink":"https://graph.example/1.6/things?$count=true&$skiptoken=x","value":[1]}"#;
    mock.on("GET", "/1.6/things").reply_json(200, next).reply_json(200, r#"{"value":[2]}"#);
    let list = things(&mock).filter("$filter", NOTE.eq("a"));
    assert_eq!(block_on(list.items().try_collect::<Vec<_>>()).unwrap(), [1, 2]);
    let requests = mock.requests();
    let queries = requests.iter().map(|request| request.uri().query().unwrap());
    assert_eq!(
        queries.collect::<Vec<_>>(),
        ["$filter=note%20eq%20'a'&$count=true", "$count=true&$skiptoken=x"]
    );
    for request in requests {
        assert_eq!(request.headers()["ConsistencyLevel"], "eventual");
    }
}
