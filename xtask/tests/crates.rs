//! A spec as a crate of its own.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use xtask::{Layout, Mode, Outcome, Regen, Runtime, regen};

use crate::fixture::SERVICE;

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
