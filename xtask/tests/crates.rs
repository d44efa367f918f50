//! A spec as a crate of its own.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use xtask::commands::run_regen;
use xtask::{Layout, Mode, Outcome, Regen, Runtime, regen};

use crate::fixture::{EXAMPLES, Fixture, SERVICE, THINGS, done};

fn task(folder: &Path, runtime: Runtime) -> Regen {
    fs::create_dir_all(folder.join("spec/s")).unwrap();
    fs::write(folder.join("spec/s/service.json"), SERVICE).unwrap();
    Regen {
        spec: folder.join("spec"),
        out: folder.join("crates/my-graph"),
        layout: Layout::Crate { runtime },
        schema: None,
        diagnostics: None,
        record: None,
    }
}

/// A crate of a fixture's spec.
fn task_in(fixture: &Fixture, layout: Layout) -> Regen {
    let out = fixture.path("my-graph");
    Regen { out, layout, schema: None, diagnostics: None, record: None, ..fixture.task() }
}

/// The line of the manifest that says where the crate finds what it stands on.
fn runtime(folder: &Path, runtime: Runtime) -> String {
    let task = task(folder, runtime);
    assert!(matches!(regen(&task, Mode::Write).unwrap(), Outcome::Done(_)));
    assert!(matches!(regen(&task, Mode::Check).unwrap(), Outcome::Done(_)));
    let manifest = fs::read_to_string(task.out.join("Cargo.toml")).unwrap();
    assert!(manifest.contains("\nname = \"my-graph\"\n"), "{manifest}");
    let mut lines = manifest.lines().filter(|line| line.starts_with("directory-graph-runtime ="));
    lines.next().unwrap().to_owned()
}

#[test]
fn the_way_to_the_runtime_starts_at_the_crate() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("work/codegen/runtime")).unwrap();
    fs::write(root.join("work/codegen/runtime/Cargo.toml"), "").unwrap();
    for given in [root.join("work/codegen/runtime"), root.join("spec/../work/codegen/runtime")] {
        assert_eq!(
            runtime(root, Runtime::Folder(given)),
            "directory-graph-runtime = { path = \"../../work/codegen/runtime\", version = \"0.1.0\" }"
        );
    }
}

#[test]
fn a_version_is_told_from_a_folder() {
    let folder = TempDir::new().unwrap();
    assert_eq!(
        runtime(folder.path(), Runtime::given(Some("0.1"))),
        "directory-graph-runtime = \"0.1\""
    );
    assert_eq!(Runtime::given(Some("=0.1.3")), Runtime::Version("=0.1.3".to_owned()));
    assert_eq!(Runtime::given(Some("../runtime")), Runtime::Folder("../runtime".into()));
}

#[test]
fn a_folder_without_a_runtime_is_told_and_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    let task = task(folder.path(), Runtime::Folder(folder.path().join("runtime")));
    let error = regen(&task, Mode::Write).unwrap_err();
    let manifest = folder.path().join("runtime/Cargo.toml");
    let expected = format!(
        "there is no {}; `--runtime` takes a folder that has one, or a version",
        manifest.display()
    );
    assert_eq!(error.to_string(), expected);
    assert!(!task.out.exists());
}

/// With the record of the run before, an edit leaves what a run without any finds up to date, and other modules are not drawn.
#[test]
fn a_record_leaves_a_crate_every_edit_its_effects() {
    let fixture = Fixture::new();
    fixture.put("spec/s/others.json", &THINGS.replace("hing", "ther"));
    fixture.put("spec/s/others.examples.json", &EXAMPLES.replace("hing", "ther"));
    let runtime = Runtime::Version("0.1".to_owned());
    let task = Regen {
        record: Some(fixture.path("record")),
        ..task_in(&fixture, Layout::Crate { runtime })
    };
    let (written, _) = done(&fixture, regen(&task, Mode::Write).unwrap());
    assert!(written.contains(&"my-graph/Cargo.toml".to_owned()), "{written:?}");
    // The items of a module that is as it was are taken from the record, whatever it says.
    let record = fixture.text("record");
    let listed = record.replace("pub fn s::others", "PUB FN s::others");
    assert_ne!(listed, record, "{record}");
    fixture.put("record", &listed);
    fixture.put("spec/s/things.json", &THINGS.replace("Gets the thing.", "Has the thing."));
    let (written, _) = done(&fixture, regen(&task, Mode::Write).unwrap());
    assert_eq!(
        written,
        [
            "my-graph/src/api/API.txt",
            "my-graph/src/api/s/things/calls.rs",
            "my-graph/src/api/s/things/mod.rs"
        ]
    );
    fixture.put("record", "none");
    let (written, _) = done(&fixture, regen(&task, Mode::Write).unwrap());
    assert_eq!(written, ["my-graph/src/api/API.txt"]);

    let edits = [
        ("spec/s/things.json", "Its name.", "Its full name."),
        ("spec/s/others.json", "\"name\"", "\"title\""),
        ("my-graph/src/lib.rs", "pub use", "pub  use"),
        ("my-graph/Cargo.toml", "0.1.0", "0.2.0"),
        ("my-graph/src/api/s/things/models.rs", "pub", "pub "),
    ];
    for (file, from, to) in edits {
        fixture.put(file, &fixture.text(file).replace(from, to));
        assert!(matches!(regen(&task, Mode::Write).unwrap(), Outcome::Done(_)));
        let outcome = regen(&task, Mode::Check).unwrap();
        assert_eq!(done(&fixture, outcome), (vec![], vec![]), "{file}");
    }
    let other = Runtime::Version("0.2".to_owned());
    let task = Regen { layout: Layout::Crate { runtime: other }, ..task };
    let (written, _) = done(&fixture, regen(&task, Mode::Write).unwrap());
    assert_eq!(written, ["my-graph/Cargo.toml"]);
}

#[test]
fn mistakes_of_the_destination_and_of_the_spec_come_at_once() {
    let fixture = Fixture::new();
    let runtime = Runtime::Folder(fixture.path("runtime"));
    let task = Regen { out: fixture.path("1st"), ..task_in(&fixture, Layout::Crate { runtime }) };
    let destination = format!(
        "the folder `1st` gives no name for a crate\nerror: there is no {}; `--runtime` takes a folder that has one, or a version",
        fixture.path("runtime/Cargo.toml").display()
    );
    assert_eq!(regen(&task, Mode::Write).unwrap_err().to_string(), destination);

    fixture.put("spec/s/service.json", &SERVICE.replace("\"title\"", "\"titel\""));
    let report = run_regen(&task, Mode::Write, "cargo xtask regen", false).unwrap();
    assert!(
        report.failed && report.err.starts_with(&format!("error: {destination}\n\n")),
        "{}",
        report.err
    );
    let end = "error: 3 mistakes; `cargo xtask explain CODE` tells more; nothing was written\n";
    assert!(report.err.ends_with(end), "{}", report.err);
    assert!(!task.out.exists());
}
