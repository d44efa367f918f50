//! What building a request costs. None is sent.

mod build;
mod parts;

use std::collections::BTreeMap;

use crate::rounds::{self, Measured, Variant, median, ratio};
use crate::table::{self, whole};
use build::{Bench, Built};

const ROUNDS: usize = 41;

const OURS: &str = "ours";
const PROGENITOR: &str = "progenitor";
const REQWEST: &str = "by hand: `reqwest::Request`";
const HTTP: &str = "by hand: `http::Request`";
const PARTS: &str = "by hand: method, URL's text, list of headers, body";
const PARTS_HTTP: &str = "the same, then made an `http::Request`";
const FLOOR: &str = "floor: the URL's text and the body's bytes";

pub(crate) fn run() {
    let bench = Bench::new();
    let calls = [
        ("list, with filter and top", list(&bench)),
        ("get", get(&bench)),
        ("create", create(&bench)),
    ];
    println!(
        "Building a request for groups, not sent; CPU time, median of {ROUNDS} rounds in turns. What a call is told is given"
    );
    println!(
        "as text, so that each variant makes of it what its own types want. Clients and the base URL exist before."
    );
    println!(
        "Targets: ours at most 2.5 times the floor and a quarter of progenitor's; 4 allocations for a list, 6 for a create.\n"
    );
    for (name, measured) in calls {
        print(name, &measured);
    }
}

fn list(bench: &Bench) -> Vec<Measured> {
    let requests = [
        bench.ours_list().into(),
        bench.shown(Bench::progenitor_list),
        bench.reqwest_list().into(),
        bench.http_list().into(),
        bench.parts_list().into(),
        bench.parts_list().into_http().into(),
        Built::of(bench.floor_list(), Vec::new()),
    ];
    agree(&requests);
    bench.stopping(|| {
        let variants = vec![
            Variant::new(OURS, || bench.ours_list()),
            Variant::new(PROGENITOR, || bench.progenitor_list()),
            Variant::new(REQWEST, || bench.reqwest_list()),
            Variant::new(HTTP, || bench.http_list()),
            Variant::new(PARTS, || bench.parts_list()),
            Variant::new(PARTS_HTTP, || bench.parts_list().into_http()),
            Variant::new(FLOOR, || bench.floor_list()),
        ];
        rounds::alternate(variants, ROUNDS)
    })
}

fn get(bench: &Bench) -> Vec<Measured> {
    let requests = [
        bench.ours_get().into(),
        bench.shown(Bench::progenitor_get),
        bench.reqwest_get().into(),
        bench.http_get().into(),
        bench.parts_get().into(),
        bench.parts_get().into_http().into(),
        Built::of(bench.floor_get(), Vec::new()),
    ];
    agree(&requests);
    bench.stopping(|| {
        let variants = vec![
            Variant::new(OURS, || bench.ours_get()),
            Variant::new(PROGENITOR, || bench.progenitor_get()),
            Variant::new(REQWEST, || bench.reqwest_get()),
            Variant::new(HTTP, || bench.http_get()),
            Variant::new(PARTS, || bench.parts_get()),
            Variant::new(PARTS_HTTP, || bench.parts_get().into_http()),
            Variant::new(FLOOR, || bench.floor_get()),
        ];
        rounds::alternate(variants, ROUNDS)
    })
}

fn create(bench: &Bench) -> Vec<Measured> {
    let (url, body) = bench.floor_create();
    let requests = [
        bench.ours_create().into(),
        bench.shown(Bench::progenitor_create),
        bench.reqwest_create().into(),
        bench.http_create().into(),
        bench.parts_create().into(),
        bench.parts_create().into_http().into(),
        Built::of(url, body),
    ];
    agree(&requests);
    bench.stopping(|| {
        let variants = vec![
            Variant::new(OURS, || bench.ours_create()),
            Variant::new(PROGENITOR, || bench.progenitor_create()),
            Variant::new(REQWEST, || bench.reqwest_create()),
            Variant::new(HTTP, || bench.http_create()),
            Variant::new(PARTS, || bench.parts_create()),
            Variant::new(PARTS_HTTP, || bench.parts_create().into_http()),
            Variant::new(FLOOR, || bench.floor_create()),
        ];
        rounds::alternate(variants, ROUNDS)
    })
}

/// Makes sure that all requests ask for the same: whatever is encoded how, and in whatever order options stand.
fn agree(requests: &[Built]) {
    let meaning = |built: &Built| {
        let (path, query) = built.url.split_once('?').unwrap_or((&built.url, ""));
        let options: BTreeMap<String, String> = query
            .split('&')
            .filter_map(|option| option.split_once('='))
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect();
        let body: Option<serde_json::Value> = serde_json::from_slice(&built.body).ok();
        (path.to_owned(), options, body)
    };
    for other in requests {
        assert_eq!(meaning(&requests[0]), meaning(other));
    }
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

fn print(name: &str, measured: &[Measured]) {
    let (ours, floor) = (&measured[0], &measured[measured.len() - 1]);
    let rows: Vec<_> = measured
        .iter()
        .map(|variant| {
            vec![
                variant.name.to_owned(),
                whole(median(&variant.nanoseconds)),
                table::times(ratio(&variant.nanoseconds, &floor.nanoseconds)),
                table::times(ratio(&variant.nanoseconds, &ours.nanoseconds)),
                format!("{} / {}", variant.allocations.count, whole(variant.allocations.bytes)),
            ]
        })
        .collect();
    table::print(&[name, "ns", "of the floor", "of ours", "allocations / bytes"], &rows);
}
