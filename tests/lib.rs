//! What the tests of this workspace share.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::SourceFile;

/// The examples of the README compile. Those of the crate's own README are a program, which `.ci/stranger` compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub mod readme {}

/// The root of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The files of the workspace's own spec, sorted by path.
pub fn spec() -> Vec<SourceFile> {
    let folders = entries(&root().join("api-spec"));
    let files = folders.iter().filter(|path| path.is_dir()).flat_map(|folder| entries(folder));
    files.map(|path| read(&path)).collect()
}

/// The documents as data.
pub fn documents() -> SourceFile {
    read(&root().join("api-spec/documents.json"))
}

/// A file of the workspace, under its path from the root on.
fn read(path: &Path) -> SourceFile {
    let text = fs::read_to_string(path).expect("the spec can be read");
    let path = path.strip_prefix(root()).unwrap_or(path);
    SourceFile { path: path.display().to_string().replace('\\', "/"), text }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.sort();
    paths
}
