//! One wrong spec for each kind of mistake, and what is said about it.
//!
//! A folder of `tests/fixtures/diagnostics` is called after the code that it triggers; what follows a `-` tells several
//! folders of one code apart. It holds the files of one service, or folders, perhaps with
//! `documents.json`; or metadata that cannot be imported.

use std::collections::BTreeSet;
use std::path::Path;

use codegen::diagnostics::CATALOGUE;
use codegen::import::Import;
use codegen::{Diagnostics, SourceFile};
use tests::names;

use crate::support::{self, assert_snapshot, folder, snapshots};

const FIXTURES: &str = "fixtures/diagnostics";

/// The sources of a fixture and what is wrong with them.
fn run(fixture: &Path) -> (Vec<SourceFile>, Diagnostics) {
    if fixture.join("metadata.xml").exists() {
        return import(fixture);
    }
    let documents = fixture.join("documents.json");
    if !documents.exists() {
        let has_folders = names(fixture).iter().any(|name| fixture.join(name).is_dir());
        let sources = if has_folders { tests::spec_in(fixture) } else { tests::service(fixture) };
        let mistakes = support::mistakes(&sources);
        return (sources, mistakes);
    }
    let mut sources = tests::spec_in(fixture);
    let text = std::fs::read_to_string(&documents).unwrap();
    let documents = SourceFile { path: "documents.json".to_owned(), text };
    let gaps = match codegen::coverage::coverage(&documents, &sources) {
        Ok(coverage) => coverage.gaps,
        Err(mistakes) => mistakes,
    };
    sources.push(documents);
    (sources, gaps)
}

/// The same for metadata, of which everything is selected if nothing else is said.
fn import(fixture: &Path) -> (Vec<SourceFile>, Diagnostics) {
    let source = |name: &str| {
        let text = std::fs::read_to_string(fixture.join(name)).ok()?;
        Some(SourceFile { path: name.to_owned(), text })
    };
    let everything = || SourceFile { path: "select.txt".to_owned(), text: "**".to_owned() };
    let metadata = source("metadata.xml").unwrap();
    let selection = source("select.txt").unwrap_or_else(everything);
    let permissions = source("permissions.json");
    let task = Import {
        metadata: &metadata,
        selection: &selection,
        permissions: permissions.as_ref(),
        service: "demo",
        depth: None,
        earlier: None,
    };
    let mistakes = codegen::import::import(&task, None).unwrap_err();
    ([metadata, selection].into_iter().chain(permissions).collect(), mistakes)
}

fn code_of(fixture: &str) -> &str {
    fixture.split('-').next().unwrap()
}

#[test]
fn every_mistake_is_shown_as_reviewed() {
    for fixture in names(&folder(FIXTURES)) {
        let (sources, mistakes) = run(&folder(FIXTURES).join(&fixture));
        let shown = mistakes.render_human(&sources, false);
        assert_snapshot("diagnostics", &fixture, &shown);
    }
}

#[test]
fn a_fixture_triggers_its_code_and_no_other() {
    let triggered = |fixture: String| {
        let (_, mistakes) = run(&folder(FIXTURES).join(&fixture));
        let codes: BTreeSet<&str> = mistakes.iter().map(|mistake| mistake.code.id).collect();
        (codes != BTreeSet::from([code_of(&fixture)]))
            .then(|| format!("{fixture} triggers {codes:?}"))
    };
    let wrong: Vec<String> = names(&folder(FIXTURES)).into_iter().filter_map(triggered).collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_code_has_a_fixture_and_every_snapshot_is_of_one() {
    let fixtures = names(&folder(FIXTURES));
    let codes: Vec<&str> = CATALOGUE.iter().map(|code| code.id).collect();
    let mut shown: Vec<&str> = fixtures.iter().map(|fixture| code_of(fixture)).collect();
    shown.dedup();
    assert_eq!(shown, codes);
    assert_eq!(snapshots("diagnostics"), fixtures);
}

#[test]
fn every_code_is_explained() {
    for code in CATALOGUE {
        let texts = [code.title, code.explanation, code.wrong, code.fixed];
        assert!(texts.iter().all(|text| !text.trim().is_empty()), "{}", code.id);
        assert!(code.explanation.ends_with('.'), "{}: {}", code.id, code.explanation);
        assert_ne!(code.wrong, code.fixed, "{}", code.id);
        assert!(!code.title.ends_with('.'), "{}", code.id);
    }
    let titles: BTreeSet<&str> = CATALOGUE.iter().map(|code| code.title).collect();
    assert_eq!(titles.len(), CATALOGUE.len(), "two codes have one title");
}

#[test]
fn what_is_said_is_said_in_the_terms_of_the_author() {
    // What Rust's own debug output and serde's messages would look like.
    let foreign = [
        "Some(",
        "None",
        "Ok(",
        "Err(",
        "unwrap",
        "panicked",
        "serde",
        "struct `",
        "expected struct",
        "missing field",
        "unknown field",
        "{:",
        "Place {",
    ];
    for fixture in names(&folder(FIXTURES)) {
        let (_, mistakes) = run(&folder(FIXTURES).join(&fixture));
        for mistake in mistakes.iter() {
            let said = format!(
                "{} {} {}",
                mistake.message,
                mistake.label,
                mistake.help.as_deref().unwrap_or_default()
            );
            let found = foreign.iter().find(|foreign| said.contains(*foreign));
            let is_allowed = found == Some(&"struct `") && mistake.code.id == "E0403";
            assert!(found.is_none() || is_allowed, "{fixture}: {said}");
        }
    }
}
