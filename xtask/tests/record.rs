//! The record of a run saves work and hides nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Mutex;

use codegen::surface::Listed;
use xtask::{Mode, Outcome, regen, sources};

use crate::fixture::{DOCUMENTS, EXAMPLES, Fixture, THINGS, done};

#[test]
fn a_record_hides_no_change_of_a_byte() {
    let fixture = Fixture::new();
    regen(&fixture.task(), Mode::Write).unwrap();
    let path = fixture.path("out/api/mod.rs");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("one module", "one Module")).unwrap();
    let (written, deleted) = done(&fixture, regen(&fixture.task(), Mode::Write).unwrap());
    assert_eq!(written, ["out/api/mod.rs"]);
    assert!(deleted.is_empty());
    assert_eq!(fs::read_to_string(&path).unwrap(), text);

    fs::write(fixture.path("record"), "no record").unwrap();
    let (written, deleted) = done(&fixture, regen(&fixture.task(), Mode::Write).unwrap());
    assert!(written.is_empty() && deleted.is_empty());
}

/// Each edit is made on top of the ones before, with the record that they left; what comes out has to be what a first run
/// makes of the same.
#[test]
fn a_record_leaves_every_edit_its_effects() {
    let fixture = Fixture::new();
    fixture.put("spec/s/others.json", &THINGS.replace("hing", "ther"));
    let examples = EXAMPLES.replace("hing", "ther");
    fixture.put("spec/s/others.examples.json", &examples);
    regen(&fixture.task(), Mode::Write).unwrap();
    let edits: [(&str, &str, &str, &[&str]); 4] = [
        ("spec/s/things.json", "Its name.", "Its full name.", &["out/api/s/things/models.rs"]),
        (
            "spec/s/others.json",
            "\"name\"",
            "\"title\"",
            &["out/api/API.txt", "out/api/s/others/models.rs", "out/api/s/others/wire.rs"],
        ),
        // Each call's page shows its request with the address of the service.
        (
            "spec/s/service.json",
            "https://",
            "https://other.",
            &["out/api/s/mod.rs", "out/api/s/others/calls.rs", "out/api/s/things/calls.rs"],
        ),
        ("out/api/s/things/models.rs", "pub", "pub ", &["out/api/s/things/models.rs"]),
    ];
    for (file, from, to, effects) in edits {
        fixture.put(file, &fixture.text(file).replace(from, to));
        let (written, deleted) = done(&fixture, regen(&fixture.task(), Mode::Write).unwrap());
        assert_eq!(written, effects, "{file}");
        assert!(deleted.is_empty());
        let outcome = regen(&fixture.task(), Mode::Check).unwrap();
        assert_eq!(done(&fixture, outcome), (vec![], vec![]), "{file}");
    }
}

/// Whatever is edited in whatever order, of the spec or of what was emitted, a run with the record of the one before leaves
/// what a run without any finds up to date.
#[test]
fn a_record_hides_nothing_after_any_two_edits() {
    let fixture = Fixture::new();
    fixture.put("spec/s/others.json", &THINGS.replace("hing", "ther"));
    fixture.put("spec/s/others.examples.json", &EXAMPLES.replace("hing", "ther"));
    regen(&fixture.task(), Mode::Write).unwrap();
    let edits = [
        ("spec/s/things.json", "Its name.", "Its full name."),
        ("spec/s/things.json", "\"name\"", "\"title\""),
        ("spec/s/others.json", "\"string\"", "\"boolean\""),
        ("spec/s/service.json", "https://", "https://other."),
        ("out/api/s/things/models.rs", "pub ", "pub  "),
    ];
    let order = (0..edits.len()).flat_map(|first| (0..edits.len()).map(move |then| [first, then]));
    for edit in order.flatten() {
        let (file, from, to) = edits[edit];
        let text = fixture.text(file);
        // The second time it is taken back.
        let edited =
            if text.contains(to) { text.replace(to, from) } else { text.replace(from, to) };
        assert_ne!(edited, text, "{file}: {from}");
        fixture.put(file, &edited);
        assert!(matches!(regen(&fixture.task(), Mode::Write).unwrap(), Outcome::Done(_)));
        let outcome = regen(&fixture.task(), Mode::Check).unwrap();
        assert_eq!(done(&fixture, outcome), (vec![], vec![]), "{file}: {from}");
    }
}

/// A file that is as it was is not searched again, what stands beside it is.
#[test]
fn a_record_hides_no_mistake() {
    let errata = r#"{ "errata": { "things.get": [
      { "id": "C1", "document": "It says A.", "spec": "B.", "reason": "C.", "claim": { "/summary": "Has the thing." } }
    ] } }"#;
    let edits = [
        ("spec/s/things.json", "Gets the thing.", "Has the thing.", "E0504"),
        ("spec/s/things.errata.json", "Has the thing.", "Gets the thing.", "E0504"),
        ("spec/s/things.errata.json", "/summary", "summary", "E0505"),
        (
            "spec/s/things.json",
            "\"doc\": \"A thing.\",",
            "\"doc\": \"A thing.\", \"doc\": \"\",",
            "E0003",
        ),
    ];
    for (file, from, to, code) in edits {
        let fixture = Fixture::new();
        fixture.put("spec/s/things.errata.json", errata);
        regen(&fixture.task(), Mode::Write).unwrap();
        fixture.put(file, &fixture.text(file).replace(from, to));
        let outcome = regen(&fixture.task(), Mode::Write).unwrap();
        let Outcome::Mistakes(_, mistakes, _) = outcome else { panic!("{file}: {outcome:?}") };
        let codes: Vec<_> = mistakes.iter().map(|mistake| mistake.code.id).collect();
        assert_eq!(codes, [code], "{file}");
    }
}

#[test]
fn only_what_is_drawn_from_something_else_is_drawn_again() {
    let fixture = Fixture::new();
    fixture.put("spec/s/others.json", &THINGS.replace("hing", "ther"));
    fixture.put("spec/s/others.examples.json", &EXAMPLES.replace("hing", "ther"));
    let spec = || sources::texts(sources::read(&fixture.path("spec")).unwrap());
    let digests = Mutex::new(BTreeMap::new());
    let keeps = |path: &str, digest| {
        digests.lock().unwrap().insert(path.to_owned(), digest);
        false
    };
    let first = codegen::output(&codegen::read(&spec()).unwrap().model, &keeps, Listed::new());
    fixture.put("spec/s/things.json", &THINGS.replace("Its name.", "Its full name."));
    let kept = Mutex::new(BTreeSet::new());
    let keeps = |path: &str, digest| {
        let is_same = digests.lock().unwrap().get(path) == Some(&digest);
        is_same && kept.lock().unwrap().insert(path.to_owned())
    };
    let model = codegen::read(&spec()).unwrap().model;
    // What is listed again is what was listed, whatever it says.
    let said = |(digest, items): (&u64, &String)| (*digest, items.replace("pub fn", "PUB FN"));
    let listed = first.listed.iter().map(said).collect();
    let output = codegen::output(&model, &keeps, listed);
    let items = output.files.iter().find(|file| file.path == "API.txt").unwrap();
    let functions = |what: &str, of: &str| {
        items.text.lines().filter(|line| line.starts_with(&format!("{what} s::{of}::"))).count()
    };
    assert_eq!([functions("pub fn", "things"), functions("PUB FN", "things")], [1, 0]);
    assert_eq!([functions("pub fn", "others"), functions("PUB FN", "others")], [0, 1]);
    let kept = kept.into_inner().unwrap();
    assert!(!output.files.iter().any(|file| kept.contains(&file.path)));
    assert_eq!(
        kept.iter().map(String::as_str).collect::<Vec<_>>(),
        [
            "s/others/calls.rs",
            "s/others/mod.rs",
            "s/others/models.rs",
            "s/others/tests.rs",
            "s/others/wire.rs"
        ]
    );
}

#[test]
fn an_edit_of_the_documents_is_no_repetition_of_the_last_run() {
    let fixture = Fixture::new();
    fixture.put("spec/documents.json", DOCUMENTS);
    regen(&fixture.task(), Mode::Write).unwrap();
    fixture.put("spec/documents.json", "{");
    let outcome = regen(&fixture.task(), Mode::Write).unwrap();
    assert!(matches!(outcome, Outcome::Mistakes(..)), "{outcome:?}");
}

/// What was changed in the moment in which the record was written may have the same size and time, and still be something else.
#[test]
fn an_edit_in_the_moment_of_the_record_is_seen() {
    let fixture = Fixture::new();
    regen(&fixture.task(), Mode::Write).unwrap();
    let path = fixture.path("out/api/s/things/wire.rs");
    let text = fs::read_to_string(&path).unwrap();
    let written = fs::metadata(fixture.path("record")).unwrap().modified().unwrap();
    let at =
        |time| fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    at(written);
    // Something else is changed, so that the record knows the file with that time.
    fixture.put("spec/s/things.json", &THINGS.replace("Its name.", "Its full name."));
    regen(&fixture.task(), Mode::Write).unwrap();
    let record = fs::File::options().write(true).open(fixture.path("record")).unwrap();
    record.set_modified(written).unwrap();
    fs::write(&path, text.replace("pub", "PUB").replace("use", "USE")).unwrap();
    at(written);
    let (changed, _) = done(&fixture, regen(&fixture.task(), Mode::Write).unwrap());
    assert_eq!(changed, ["out/api/s/things/wire.rs"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}
