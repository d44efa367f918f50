//! Input that no service should send: an error or a value comes of it, never a panic.

use directory_graph::Page;
use directory_graph::azure_ad_graph::models::{DirectoryObject, DomainDnsRecord};
use proptest::prelude::*;

use crate::fidelity::{TESTED, json, shapes};

/// Reads bytes as some model and says whether it went well.
pub(crate) type Read = fn(&[u8]) -> Result<(), String>;

pub(crate) fn read<M>(bytes: &[u8]) -> Result<(), String>
where
    M: serde::de::DeserializeOwned + serde::Serialize + std::fmt::Debug,
{
    // From a reader, as models are read for `identity`, too: each other way has all models compiled once more.
    let model: M = serde_json::from_reader(bytes).map_err(|error| error.to_string())?;
    // Whatever can be read can be shown and written.
    let _ = format!("{model:?}");
    serde_json::to_string(&model).map(|_| ()).map_err(|error| error.to_string())
}

/// Everything that responses are read as.
fn readers() -> Vec<Read> {
    let mut readers: Vec<Read> = TESTED.iter().map(|(_, _, read)| *read).collect();
    readers.push(read::<DirectoryObject>);
    readers.push(read::<DomainDnsRecord>);
    readers.push(read::<Page<DirectoryObject>>);
    readers
}

#[test]
fn what_is_no_object_is_an_error() {
    for text in [
        "",
        " ",
        "null",
        "true",
        "7",
        "\"text\"",
        "[]",
        "[{}]",
        "{",
        "{\"objectId\"",
        "{\"objectId\":",
        "{\"objectId\":\"g1\"",
        "{\"objectId\":\"g1\",}",
        "{\"objectId\":\"g1\"}}",
        "{'objectId':'g1'}",
        "{objectId:1}",
        "{\"a\":01}",
        "{\"a\":1e999}",
        "{\"a\":NaN}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\u{1}\"}",
        "\u{feff}{}",
        "<html></html>",
    ] {
        for read in readers() {
            assert!(read(text.as_bytes()).is_err(), "{text:?}");
        }
    }
    for bytes in [&b"\xff\xfe{}"[..], b"{\"a\":\"\xff\"}", b"\0", b"{}\0"] {
        for read in readers() {
            assert!(read(bytes).is_err(), "{bytes:?}");
        }
    }
}

#[test]
fn deep_nesting_is_an_error() {
    let depth = 100_000;
    for text in [
        "[".repeat(depth),
        "{\"a\":".repeat(depth),
        format!("{{\"unknown\":{}", "[".repeat(depth)),
        format!("{{\"displayName\":{}", "[".repeat(depth)),
        format!("{{\"passwordProfile\":{}", "{\"password\":".repeat(depth)),
        format!("{{\"odata.type\":{}", "{\"odata.type\":".repeat(depth)),
        format!("{{\"value\":{}", "[".repeat(depth)),
        format!("{{\"provisioningErrors\":[{{\"service\":{}", "[".repeat(depth)),
        format!("{{\"a\":{}{}}}", "[".repeat(200), "]".repeat(200)),
    ] {
        for read in readers() {
            assert!(read(text.as_bytes()).is_err(), "{}…", &text[..40]);
        }
    }
}

#[test]
fn large_responses_are_read() {
    let items =
        vec!["{\"odata.type\":\"Microsoft.DirectoryServices.User\",\"x\":[1]}"; 20_000].join(",");
    let text = format!("{{\"value\":[{items}]}}");
    let page: Page<DirectoryObject> =
        serde_json::from_reader(text.as_bytes()).expect("many items are fine");
    assert_eq!(page.len(), 20_000);
    let digits = "9".repeat(300);
    let name = "n".repeat(1 << 16);
    let text = format!("{{\"displayName\":{digits},\"{name}\":\"{name}\"}}");
    for read in readers() {
        let outcome = read(text.as_bytes());
        // A page needs its list.
        assert!(outcome.is_ok() || outcome.is_err_and(|error| error.contains("value")));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>()) {
        for read in readers() {
            let _ = read(&bytes);
        }
    }

    #[test]
    fn any_json_is_read_or_refused(text in json::anything()) {
        for read in readers() {
            let _ = read(text.as_bytes());
        }
    }

    #[test]
    fn a_torn_or_damaged_object_is_read_or_refused(
        text in json::object(&shapes::USER),
        place in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = text.into_bytes();
        let place = place.index(bytes.len());
        for read in readers() {
            prop_assert!(read(&bytes[..place]).is_err());
        }
        bytes[place] = byte;
        for read in readers() {
            let _ = read(&bytes);
        }
    }
}
