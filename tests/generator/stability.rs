//! The same sources give the same bytes, in whatever order they come.

use codegen::{OutputFile, SourceFile};
use tests::{spec, spec_in};

use crate::support::{folder, generate};

fn files(sources: &[SourceFile]) -> Vec<OutputFile> {
    generate(sources).files
}

#[test]
fn twice_gives_the_same() {
    for sources in [spec(), spec_in(&folder("fixtures/features"))] {
        assert_eq!(files(&sources), files(&sources));
    }
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    for mut sources in [spec(), spec_in(&folder("fixtures/features"))] {
        let expected = files(&sources);
        sources.reverse();
        assert_eq!(differences(&expected, &files(&sources)), [""; 0]);
        sources.sort_by_key(|file| file.text.len());
        assert_eq!(differences(&expected, &files(&sources)), [""; 0]);
    }
}

/// The paths of files that are not the same in both.
fn differences<'a>(one: &'a [OutputFile], other: &'a [OutputFile]) -> Vec<&'a str> {
    assert_eq!(one.len(), other.len());
    let pairs = one.iter().zip(other);
    pairs.filter(|(one, other)| one != other).map(|(one, _)| one.path.as_str()).collect()
}
