//! What the tests of the generator share.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use codegen::{Diagnostics, Output, SourceFile};

/// A folder below `tests/`.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The names of the entries of a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The files of one service, each under the path `SERVICE/FILE.json`.
pub(crate) fn service(folder: &Path) -> Vec<SourceFile> {
    let service = folder.file_name().unwrap().to_str().unwrap();
    let json = |name: &String| name.ends_with(".json");
    let file = |name: String| SourceFile {
        path: format!("{service}/{name}"),
        text: fs::read_to_string(folder.join(name)).unwrap(),
    };
    names(folder).into_iter().filter(json).map(file).collect()
}

/// The files of a spec: those of each folder in it, in order.
pub(crate) fn spec(folder: &Path) -> Vec<SourceFile> {
    let services =
        names(folder).into_iter().map(|name| folder.join(name)).filter(|path| path.is_dir());
    services.flat_map(|path| service(&path)).collect()
}

/// The spec of this repository.
pub(crate) fn real_spec() -> Vec<SourceFile> {
    spec(&folder("../api-spec"))
}

/// What a spec without mistakes gives.
#[track_caller]
pub(crate) fn generate(sources: &[SourceFile]) -> Output {
    match codegen::generate(sources) {
        Ok(output) => output,
        Err(mistakes) => {
            panic!("the spec has mistakes:\n{}", mistakes.render_human(sources, false))
        }
    }
}

/// What the spec of this repository gives, made once for all tests.
pub(crate) fn real_output() -> &'static Output {
    static OUTPUT: LazyLock<Output> = LazyLock::new(|| generate(&real_spec()));
    &OUTPUT
}

/// The mistakes of a spec that has some.
#[track_caller]
pub(crate) fn mistakes(sources: &[SourceFile]) -> Diagnostics {
    match codegen::generate(sources) {
        Ok(_) => panic!("the spec has no mistakes"),
        Err(mistakes) => mistakes,
    }
}

/// Compares a text with `tests/snapshots/FOLDER/NAME.snap`.
#[track_caller]
pub(crate) fn assert_snapshot(folder: &str, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("../snapshots/{folder}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// The snapshots of a folder, by name.
pub(crate) fn snapshots(name: &str) -> Vec<String> {
    let files = names(&folder("snapshots").join(name)).into_iter();
    let mut names: Vec<String> =
        files.filter_map(|file| file.strip_suffix(".snap").map(str::to_owned)).collect();
    names.sort();
    names
}
