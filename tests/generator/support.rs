//! What the tests of the generator share.

use std::path::PathBuf;
use std::sync::LazyLock;

use codegen::{Diagnostics, Output, SourceFile};
use tests::{names, root, service, spec};

/// A folder below `tests/`.
pub(crate) fn folder(name: &str) -> PathBuf {
    root().join("tests").join(name)
}

/// The fixture of a feature as a service of another name.
pub(crate) fn renamed(fixture: &str, name: &str) -> Vec<SourceFile> {
    let mut sources = service(&folder("fixtures/features").join(fixture));
    for source in &mut sources {
        source.path = source.path.replacen(fixture, name, 1);
    }
    sources
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

/// What all features of the language give, made once for all tests.
pub(crate) fn features_output() -> &'static Output {
    static OUTPUT: LazyLock<Output> =
        LazyLock::new(|| generate(&tests::spec_in(&folder("fixtures/features"))));
    &OUTPUT
}

/// What the spec of this repository gives, made once for all tests.
pub(crate) fn real_output() -> &'static Output {
    static OUTPUT: LazyLock<Output> = LazyLock::new(|| generate(&spec()));
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
