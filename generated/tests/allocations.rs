//! How often building a request and reading a response allocate.

use allocation_counter::measure;
use directory_graph::azure_ad_graph::{Client, models::*};
use directory_graph::{MockTransport, Tenant};

fn client() -> Client {
    Client::builder(Tenant::my_organization()).transport(MockTransport::new()).build().unwrap()
}

/// What `work` allocates the second time: the first may set up what is shared.
fn allocations<T>(work: impl Fn() -> T) -> u64 {
    drop(work());
    measure(|| drop(work())).count_total
}

#[test]
fn a_list_takes_four_allocations() {
    let client = client();
    let count = allocations(|| {
        client.groups().list().filter("startswith(displayName,'A')").top(100).build().unwrap()
    });
    assert_eq!(count, 4);
}

#[test]
fn a_create_takes_six_allocations() {
    let client = client();
    // Two of them are the texts of the request, which are the caller's.
    let count = allocations(|| {
        let group = GroupCreate {
            display_name: "Example Group".into(),
            mail_nickname: "ExampleGroup".into(),
            mail_enabled: false,
            security_enabled: true,
        };
        client.groups().create(group).build().unwrap()
    });
    assert_eq!(count, 6);
}

#[test]
fn a_read_by_identifier_takes_little_more_than_the_identifier() {
    let client = client();
    assert_eq!(allocations(|| client.groups().id("a1b2").get().build().unwrap()), 5);
}

#[test]
fn reading_allocates_nothing_but_the_values() {
    let text = r#"{"odata.type":"Microsoft.DirectoryServices.Group","objectType":"Group","objectId":"a","deletionTimestamp":null,
        "displayName":"b","mail":null,"mailEnabled":false,"proxyAddresses":[],"securityEnabled":true}"#;
    assert_eq!(allocations(|| serde_json::from_str::<Group>(text).unwrap()), 3);
}
