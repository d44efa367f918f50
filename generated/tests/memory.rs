//! What reading a response takes in memory, at most. The bodies themselves are not counted.

use allocation_counter::measure;
use directory_graph::azure_ad_graph::blocking::Client;
use directory_graph::azure_ad_graph::models::DirectoryObject;
use directory_graph::{Error, ErrorKind, MockTransport, Tenant};
use http::Response;

/// Lists applications, the largest of all models, with `body` as the response: the most that this takes at one time, in
/// bytes, and how it ends.
fn listing(body: impl Into<Vec<u8>>) -> (u64, Result<usize, Error>) {
    let mock = MockTransport::new();
    mock.on_operation("deletedApplications.list").reply_response(Response::new(body.into()));
    let client: Client =
        Client::builder(Tenant::my_organization()).transport(mock).build().unwrap();
    // The first call of a blocking client starts the runtime that such clients share; nothing is mocked for this one.
    assert!(client.groups().list().call().is_err());
    let mut outcome = Ok(0);
    let taken = measure(|| {
        let page = client.deleted_applications().list().call();
        outcome = page.map(|page| page.len());
    });
    (taken.bytes_max, outcome)
}

/// `before`, a piece so often that the whole has about so many MiB, `after`.
fn large(mib: usize, before: &str, piece: &str, after: &str) -> String {
    [before, &piece.repeat((mib << 20) / piece.len()), after].concat()
}

#[test]
fn an_error_takes_at_most_twice_the_body() {
    let mut open = large(4, "", "[", "").into_bytes();
    open.push(0xff);
    let bodies = [
        // Before there were bounds, at 32 MiB: 1,208 MB, 134 MB, 805 MB, 805 MB, 168 MB and 168 MB.
        (open, 16_384),
        (large(4, r#"""#, "a", r#"""#).into_bytes(), 16_384),
        (large(4, r#"{"value":""#, "\u{7f}", r#""}"#).into_bytes(), 16_384),
        (large(4, r#"{"value":[""#, "\u{7f}", r#""]}"#).into_bytes(), 16_384),
        (large(4, r#"{""#, "k", r#"":{"a":01}}"#).into_bytes(), 16_384),
        // Escapes are taken out of a key before it is looked at.
        (large(4, r#"{""#, "\\n", r#"":{"a":01}}"#).into_bytes(), 4_300_000),
    ];
    for (body, most) in bodies {
        let start = String::from_utf8_lossy(&body[..16]).into_owned();
        let (taken, outcome) = listing(body);
        assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Decode, "{start}");
        assert!(taken <= most, "{start}: {taken}");
    }
}

#[test]
fn many_small_values_are_refused_before_they_are_read() {
    // In 1 MiB. Before there were bounds: 805 MB, 176 MB, 66 MB, 104 MB and 124 MB.
    for (before, piece, after) in [
        (r#"{"value":["#, "{},", "{}]}"),
        (r#"{"value":[{"appRoles":["#, "{},", "{}]}]}"),
        (r#"{"value":[{"keyCredentials":["#, r#"{"a":0},"#, "{}]}]}"),
        (r#"{"value":[{"x":["#, r#"{"":0},"#, "{}]}]}"),
        (r#"{"value":[{"x":["#, r#"{"":{"":{"":{"":0}}}},"#, "{}]}]}"),
    ] {
        let body = [before, &piece.repeat((1 << 20) / piece.len()), after].concat();
        let (taken, outcome) = listing(body);
        let error = outcome.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{piece}");
        assert!(error.to_string().contains("max_response_size"), "{error}");
        assert!(taken <= 16_384, "{piece}: {taken}");
    }
}

#[test]
fn what_is_read_takes_at_most_64_mib_and_16_times_the_body() {
    // As many of each as are allowed, or nearly. The least of the bounds is 64 MiB and 16 * 30,011 bytes.
    for (before, piece, count, after) in [
        (r#"{"value":["#, "{},", 9_999, "{}]}"),
        (r#"{"value":["#, r#"{"a":0},"#, 9_999, "{}]}"),
        (r#"{"value":[{"appRoles":["#, "{},", 60_000, "{}]}]}"),
        (r#"{"value":[{"appRoles":["#, r#"{"a":0},"#, 60_000, "{}]}]}"),
        (r#"{"value":[{"appRoles":["#, r#"{"a":0},"#, 60_000, "0]}]}"),
        (r#"{"value":[{"x":["#, r#"{"":0},"#, 60_000, "0]}]}"),
        (r#"{"value":[{"x":["#, "0,", 500_000, "0]}]}"),
        (r#"{"value":[{"x":["#, "[0],", 250_000, "0]}]}"),
        (r#"{"value":[{"x":["#, "[[[[[[0]]]]]],", 75_000, "0]}]}"),
    ] {
        let (taken, outcome) = listing([before, &piece.repeat(count), after].concat());
        assert!(outcome.is_ok(), "{piece}: {outcome:?}");
        assert!(taken <= 67_589_040, "{before}{piece}: {taken}");
    }
}

#[test]
fn a_type_that_comes_last_costs_no_more() {
    let roles = r#"{"a":0},"#.repeat(60_000);
    let object = format!(
        r#"{{"appRoles":[{roles}0],"odata.type":"Microsoft.DirectoryServices.Application"}}"#
    );
    let mut read = None;
    let taken = measure(|| read = serde_json::from_str::<DirectoryObject>(&object).ok());
    assert!(matches!(read, Some(DirectoryObject::Application(_))));
    assert!(taken.bytes_max <= 67_589_040, "{}", taken.bytes_max);
}
