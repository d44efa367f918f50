//! The same sources give the same bytes, in whatever order they come.

use codegen::{OutputFile, SourceFile};
use tests::{spec, spec_in};

use crate::support::{features_output, folder, generate, real_output};

fn files(sources: &[SourceFile]) -> Vec<OutputFile> {
    generate(sources).files
}

/// What has been generated for all tests, and from what.
fn generated() -> [(&'static [OutputFile], Vec<SourceFile>); 2] {
    let features = spec_in(&folder("fixtures/features"));
    [(&real_output().files, spec()), (&features_output().files, features)]
}

#[test]
fn twice_gives_the_same() {
    for (expected, sources) in generated() {
        assert_eq!(expected, files(&sources));
    }
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    for (expected, mut sources) in generated() {
        sources.reverse();
        assert_eq!(differences(expected, &files(&sources)), [""; 0]);
        sources.sort_by_key(|file| file.text.len());
        assert_eq!(differences(expected, &files(&sources)), [""; 0]);
    }
}

/// The paths of files that are not the same in both.
fn differences<'a>(one: &'a [OutputFile], other: &'a [OutputFile]) -> Vec<&'a str> {
    assert_eq!(one.len(), other.len());
    let pairs = one.iter().zip(other);
    pairs.filter(|(one, other)| one != other).map(|(one, _)| one.path.as_str()).collect()
}
