//! The same sources give the same bytes, in whatever order they come.

use codegen::{OutputFile, SourceFile};
use tests::{spec, spec_in};

use crate::support::{features_output, folder, generate, real_output};

fn files(sources: &[SourceFile]) -> Vec<OutputFile> {
    generate(sources).files
}

#[test]
fn twice_gives_the_same() {
    let features = features_output();
    assert_eq!(features.files, files(&spec_in(&folder("fixtures/features"))));
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let mut features = spec_in(&folder("fixtures/features"));
    features.sort_by_key(|file| file.text.len());
    assert_eq!(differences(&features_output().files, &files(&features)), [""; 0]);
    features.reverse();
    assert_eq!(differences(&features_output().files, &files(&features)), [""; 0]);

    let mut sources = spec();
    sources.reverse();
    assert_eq!(differences(&real_output().files, &files(&sources)), [""; 0]);
}

/// The paths of files that are not the same in both.
fn differences<'a>(one: &'a [OutputFile], other: &'a [OutputFile]) -> Vec<&'a str> {
    assert_eq!(one.len(), other.len());
    let pairs = one.iter().zip(other);
    pairs.filter(|(one, other)| one != other).map(|(one, _)| one.path.as_str()).collect()
}
