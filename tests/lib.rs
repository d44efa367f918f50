//! What the tests of this workspace share.

use std::path::Path;
use std::{fs, io};

use codegen::SourceFile;

/// The examples of the README compile. Those of the crate's own README are a program, which `.ci/stranger` compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub mod readme {}

/// The root of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The workspace's own spec.
pub fn spec() -> Vec<SourceFile> {
    let mut files = spec_in(&root().join("api-spec"));
    files.iter_mut().for_each(|file| file.path.insert_str(0, "api-spec/"));
    files
}

/// The documents as data.
pub fn documents() -> SourceFile {
    let path = "api-spec/documents.json";
    SourceFile { path: path.to_owned(), text: text(&root().join(path)) }
}

/// The spec in a folder: the files of each service in it.
pub fn spec_in(folder: &Path) -> Vec<SourceFile> {
    let services = names(folder).into_iter().map(|name| folder.join(name));
    services.filter(|path| path.is_dir()).flat_map(|path| service(&path)).collect()
}

/// The files of a service, each under the path `SERVICE/FILE.json`.
pub fn service(folder: &Path) -> Vec<SourceFile> {
    let service = folder.file_name().unwrap_or_default().display();
    let file = |name: String| SourceFile {
        path: format!("{service}/{name}"),
        text: text(&folder.join(name)),
    };
    names(folder).into_iter().filter(|name| name.ends_with(".json")).map(file).collect()
}

/// The names of what is in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| failed(folder, &error));
    let entries = entries.map(|entry| entry.unwrap_or_else(|error| failed(folder, &error)));
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| failed(path, &error))
}

fn failed<T>(path: &Path, error: &io::Error) -> T {
    panic!("{}: {error}", path.display())
}
