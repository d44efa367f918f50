//! Made specs are specs.

use codegen::SourceFile;

use super::synth;
use xtask::{sources, workspace};

fn pattern() -> Vec<SourceFile> {
    let folder = crate::root().join(workspace::SPEC);
    sources::texts(sources::read(&folder).unwrap())
}

#[test]
fn a_spec_of_any_size_is_valid_and_has_that_size() {
    let pattern = pattern();
    for operations in [1, 2, 20, 50, 63, 64, 65, 130, 500] {
        let spec = synth(&pattern, operations).unwrap();
        let api = codegen::read(&spec)
            .unwrap_or_else(|mistakes| panic!("{}", mistakes.render_human(&spec, false)));
        assert_eq!(codegen::list::list(&api.contract).len(), operations);
    }
}

#[test]
fn two_runs_give_the_same_spec() {
    let texts = || -> Vec<(String, String)> {
        synth(&pattern(), 100)
            .unwrap()
            .into_iter()
            .map(|file| (file.path, file.text))
            .collect()
    };
    assert_eq!(texts(), texts());
}

#[test]
fn rounds_refer_to_themselves() {
    let spec = synth(&pattern(), 130).unwrap();
    let groups = spec
        .iter()
        .find(|file| file.path == "spec/azure_ad_graph/groups2.json")
        .unwrap();
    for text in [
        r#""groups2.members.list""#,
        r#""GET /{tenant}/groups2/{object_id}/members""#,
        r#""page<DirectoryObject2>""#,
        r#""Microsoft.DirectoryServices.Group2""#,
        r#""/myorganization/groups2/b4bda672-1fba-4711-8fb1-5383c40b2c14/members?api-version=1.6""#,
    ] {
        assert!(groups.text.contains(text), "{text}");
    }
}

#[test]
fn a_pattern_without_operations_gives_nothing() {
    let service = SourceFile {
        path: "spec/a/service.json".to_owned(),
        text: "{}".to_owned(),
    };
    assert!(synth(&[service], 1).is_err());
}
