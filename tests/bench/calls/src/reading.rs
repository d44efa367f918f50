//! What reading a response costs.

use bytes::Bytes;
use directory_graph::Page;
use directory_graph::azure_ad_graph::models;
use directory_graph::runtime::{Bounds, Decode};
use progenitor_peer::types;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::rounds::{self, Measured, Variant, median, ratio};
use crate::table::{self, whole};
use crate::{pages, shapes};

const ROUNDS: usize = 31;

const OURS: &str = "ours, as our client reads: models, unknown properties kept";
const OURS_SLICE: &str = "ours, by `serde_json::from_slice`";
const DERIVED: &str = "derived serde: closed structs of the same shape";
const DERIVED_TEXT: &str = "derived serde, the body checked once, by `serde_json::from_str`";
const PROGENITOR: &str = "progenitor's types";
const VALUE: &str = "`serde_json::Value`";
#[cfg(feature = "peers")]
const PUBLISHED: &str = "`azure_svc_graphrbac`: 11 properties, the others lost";
const FLOOR: &str = "floor: the derived structs with borrowed text";

pub(crate) fn run() {
    println!(
        "Reading a page from a slice; CPU time, median of {ROUNDS} rounds in turns. The pages are made of the documented"
    );
    println!(
        "examples; some objects have properties that no model names. Dates are text in ours and in the derived structs."
    );
    println!(
        "Targets: ours at least 1.3 times as fast as progenitor's types, no slower than derived serde.\n"
    );
    groups(1_000);
    groups(3);
    applications(500);
}

fn groups(count: usize) {
    let page = pages::groups(count);
    let (text, body) = (page.as_bytes(), Bytes::copy_from_slice(page.as_bytes()));
    let ours = Page::<models::Group>::decode(&body, Bounds::default()).expect("a page");
    let derived: shapes::Page<shapes::Group<String>> = read(text);
    let progenitor: types::AzureAdGraphGroupPage = read(text);
    let value: Value = read(text);
    assert_eq!(serde_json::to_value(&ours).expect("JSON"), value, "ours is lossless");
    assert_eq!([ours.value.len(), derived.value.len(), progenitor.value.len()], [count; 3]);
    for (place, group) in ours.value.iter().enumerate() {
        let (other, third) = (&derived.value[place], &progenitor.value[place]);
        assert_eq!(group.display_name, other.display_name);
        assert_eq!(group.display_name, third.display_name);
        assert_eq!(group.proxy_addresses, other.proxy_addresses);
        assert_eq!(group.proxy_addresses, third.proxy_addresses);
        assert_eq!(group.object_id, third.object_id.map(|id| id.to_string()));
        assert_eq!(
            group.last_dir_sync_time.as_ref().map(AsRef::as_ref),
            other.last_dir_sync_time.as_deref()
        );
    }
    #[allow(unused_mut, reason = "the published client is a feature")]
    let mut variants = vec![
        Variant::new(OURS, || {
            Page::<models::Group>::decode(&body, Bounds::default()).expect("a page")
        }),
        Variant::new(OURS_SLICE, || read::<Page<models::Group>>(text)),
        Variant::new(DERIVED, || read::<shapes::Page<shapes::Group<String>>>(text)),
        Variant::new(DERIVED_TEXT, || checked::<shapes::Page<shapes::Group<String>>>(text)),
        Variant::new(PROGENITOR, || read::<types::AzureAdGraphGroupPage>(text)),
        Variant::new(VALUE, || read::<Value>(text)),
        Variant::new(FLOOR, || borrowed::<shapes::Page<shapes::Group<&str>>>(text)),
    ];
    #[cfg(feature = "peers")]
    variants.push(Variant::new(PUBLISHED, || {
        read::<azure_svc_graphrbac::models::GroupListResult>(text)
    }));
    print(&format!("{} groups", whole(count)), text, &rounds::alternate(variants, ROUNDS));
}

fn applications(count: usize) {
    let page = pages::applications(count);
    let (text, body) = (page.as_bytes(), Bytes::copy_from_slice(page.as_bytes()));
    let ours = Page::<models::Application>::decode(&body, Bounds::default()).expect("a page");
    let derived: shapes::Page<shapes::Application<String>> = read(text);
    let progenitor: types::AzureAdGraphApplicationPage = read(text);
    let value: Value = read(text);
    assert_eq!(serde_json::to_value(&ours).expect("JSON"), value, "ours is lossless");
    assert_eq!([ours.value.len(), derived.value.len(), progenitor.value.len()], [count; 3]);
    for (place, application) in ours.value.iter().enumerate() {
        let (other, third) = (&derived.value[place], &progenitor.value[place]);
        assert_eq!(application.display_name, other.display_name);
        assert_eq!(application.display_name, third.display_name);
        assert_eq!(application.reply_urls, other.reply_urls);
        let keys = application.key_credentials.iter().map(|key| key.key_id.as_deref());
        assert!(keys.eq(other.key_credentials.iter().map(|key| key.key_id.as_deref())));
        assert_eq!(application.key_credentials.len(), third.key_credentials.len());
    }
    let variants = vec![
        Variant::new(OURS, || {
            Page::<models::Application>::decode(&body, Bounds::default()).expect("a page")
        }),
        Variant::new(OURS_SLICE, || read::<Page<models::Application>>(text)),
        Variant::new(DERIVED, || read::<shapes::Page<shapes::Application<String>>>(text)),
        Variant::new(DERIVED_TEXT, || checked::<shapes::Page<shapes::Application<String>>>(text)),
        Variant::new(PROGENITOR, || read::<types::AzureAdGraphApplicationPage>(text)),
        Variant::new(VALUE, || read::<Value>(text)),
        Variant::new(FLOOR, || borrowed::<shapes::Page<shapes::Application<&str>>>(text)),
    ];
    print(&format!("{} applications", whole(count)), text, &rounds::alternate(variants, ROUNDS));
}

fn read<T: DeserializeOwned>(text: &[u8]) -> T {
    serde_json::from_slice(text).expect("the page can be read")
}

fn checked<T: DeserializeOwned>(text: &[u8]) -> T {
    let text = std::str::from_utf8(text).expect("the page is text");
    serde_json::from_str(text).expect("the page can be read")
}

fn borrowed<'de, T: serde::Deserialize<'de>>(text: &'de [u8]) -> T {
    serde_json::from_slice(text).expect("the page can be read")
}

fn print(what: &str, text: &[u8], measured: &[Measured]) {
    let ours = &measured[0];
    let rows: Vec<_> = measured
        .iter()
        .map(|variant| {
            // Bytes in a microsecond are megabytes in a second.
            let speed = text.len() as f64 * 1e3 / median(&variant.nanoseconds);
            vec![
                variant.name.to_owned(),
                whole(speed),
                table::times(ratio(&variant.nanoseconds, &ours.nanoseconds)),
                whole(variant.allocations.count),
                whole(variant.allocations.bytes),
            ]
        })
        .collect();
    let head = format!("{what}, {} bytes", whole(text.len()));
    table::print(&[&head, "MB/s", "time, of ours", "allocations", "bytes allocated"], &rows);
}
