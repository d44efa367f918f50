//! Comparing specs: the changes, what they do to Rust callers, and the verdict.

mod cases;
mod keys;
mod laws;
mod support;
mod texts;

use laws::{TRIED, Tried};
use support::{Edit, compare, edited, fixture, rows};
use tests::service;

use crate::support::folder;

#[test]
fn every_edit_is_told_as_it_must_be() {
    let mut wrong = Vec::new();
    for Tried { case, there, .. } in TRIED.iter() {
        if there.verdict_name() != case.verdict || rows(there) != case.changes {
            wrong.push(format!("{}: {} {:#?}", case.name, there.verdict_name(), rows(there)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(TRIED.len() > 100);
}

#[test]
fn a_service_comes_goes_and_is_renamed() {
    let base = fixture();
    assert_eq!(rows(&compare(&Vec::new(), &base)), ["minor service-added demo"]);
    assert_eq!(rows(&compare(&base, &Vec::new())), ["major service-removed demo"]);

    let mut renamed = fixture();
    renamed.iter_mut().for_each(|(folder, ..)| "shop".clone_into(folder));
    let diff = compare(&base, &renamed);
    assert_eq!(rows(&diff), ["major service-renamed demo"]);
    assert_eq!(diff.changes[0].message, "the service is now called `shop`");

    let both = [fixture(), renamed].concat();
    assert_eq!(rows(&compare(&base, &both)), ["minor service-added shop"]);
}

/// The table leaves out the examples that had to follow another change.
#[test]
fn examples_that_follow_are_told_as_well() {
    let version = Edit::Set("things/operations/things.get/version", r#""1.0""#);
    let diff = compare(&fixture(), &edited(&[version]));
    let found = diff.changes.iter().find(|change| change.code.id == "example-changed").unwrap();
    assert_eq!(
        (found.level.as_str(), found.subject.as_str()),
        ("patch", "demo/things.get/examples")
    );
    assert_eq!(found.message, "the example from “constructed” is another");
}

/// Examples from one place are told together: more of them, fewer, or others.
#[test]
fn examples_from_one_place_are_one_fact() {
    let of = |examples| edited(&[Edit::Set("things/operations/things.list/examples", examples)]);
    let one = of(r#"[{ "from": "001 / Things", "request": { "query": { "$top": 5 } } }]"#);
    let two = of(r#"[{ "from": "001 / Things", "request": { "query": { "$top": 5 } } },
            { "from": "001 / Things", "request": { "query": { "$top": 6 } } }]"#);
    let other = of(r#"[{ "from": "001 / Things", "request": { "query": { "$top": 7 } } }]"#);
    let told = |base, head| {
        let changes = compare(base, head).changes;
        changes.into_iter().map(|it| format!("{}: {}", it.code.id, it.message)).collect::<Vec<_>>()
    };
    assert_eq!(told(&one, &two), ["example-added: an example from “001 / Things” is new"]);
    assert_eq!(told(&two, &one), ["example-removed: the example from “001 / Things” is gone"]);
    assert_eq!(told(&one, &other), ["example-changed: the example from “001 / Things” is another"]);
}

/// A service, the one that took its place, and what operations and types are called in the latter.
#[test]
fn what_took_the_place_of_something() {
    let read = |edits: &[(&str, &str)]| {
        let mut sources = service(&folder("fixtures/features/replaced"));
        for (old, new) in edits {
            let source = sources.iter_mut().find(|source| source.text.contains(old)).unwrap();
            source.text = source.text.replace(old, new);
        }
        sources.extend(service(&folder("fixtures/features/replacing")));
        codegen::read(&sources).unwrap()
    };
    let told = |edits: &[(&str, &str)]| -> Vec<String> {
        let diff = codegen::diff::diff(&read(&[]), &read(edits));
        let row = |change: &codegen::diff::Change| {
            format!("{} {}: {}", change.code.id, change.subject, change.message)
        };
        diff.changes.iter().map(row).collect()
    };
    assert_eq!(
        told(&[(r#""hidden": null"#, r#""hidden": "query.titles""#)]),
        [
            "replaced-by-changed replaced/things.find: the successor's name of `hidden` was gone and is `query.titles`"
        ]
    );
    assert_eq!(
        told(&[(r#""label": "names.title""#, r#""label": null"#)]),
        [
            "rust-item-added impl From<replaced::models::Thing> for replacing::models::Thing: `impl From<replaced::models::Thing> for replacing::models::Thing` is new",
            "rust-item-added impl From<replacing::models::Thing> for replaced::models::Thing: `impl From<replacing::models::Thing> for replaced::models::Thing` is new",
            "replaced-by-changed replaced/Thing: the successor's name of `label` was `names.title` and is gone"
        ]
    );
    assert_eq!(
        told(&[(r#""$top": 5"#, r#""$top": 6"#)]),
        [
            "replaced-by-changed replaced/things.find: the successor is called with `$top=6`",
            "replaced-by-changed replaced/things.find: the successor is no longer called with `$top=5`"
        ]
    );
    assert_eq!(
        told(&[("Nobody asked for it.", "It was a mistake."), ("Only the name", "The name")]),
        [
            "replaced-by-changed replaced/me.find: the successor was “Nobody asked for it.” and is “It was a mistake.”",
            "documentation-changed replaced/things.get: the difference was “Only the name comes.” and is “The name comes.”"
        ]
    );
}

/// Two services that document one error code share its variant: what one of them stops to document is still there.
#[test]
fn what_services_share_stays_with_the_last_of_them() {
    let mut second = fixture();
    second.iter_mut().for_each(|(folder, ..)| "shop".clone_into(folder));
    let both = [fixture(), second].concat();
    let mut edited = both.clone();
    let (_, _, service) =
        edited.iter_mut().find(|(folder, file, _)| folder == "shop" && file == "service").unwrap();
    service["errors"].as_object_mut().unwrap().remove("Demo_Gone");
    assert_eq!(rows(&compare(&both, &edited)), ["patch error-code-removed shop/errors/Demo_Gone"]);
}
