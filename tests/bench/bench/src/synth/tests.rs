//! Made specs are specs.

use codegen::SourceFile;

use super::synth;
use xtask::{sources, workspace};

fn pattern() -> Vec<SourceFile> {
    let folder = crate::root().join(workspace::SPEC);
    sources::texts(sources::read(&folder).unwrap())
}

#[test]
fn two_runs_give_the_same_spec() {
    let texts = || -> Vec<(String, String)> {
        synth(&pattern(), 100).unwrap().into_iter().map(|file| (file.path, file.text)).collect()
    };
    assert_eq!(texts(), texts());
}

#[test]
fn a_pattern_without_operations_gives_nothing() {
    let service = SourceFile { path: "spec/a/service.json".to_owned(), text: "{}".to_owned() };
    assert!(synth(&[service], 1).is_err());
}
