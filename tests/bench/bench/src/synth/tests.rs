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
        synth(&pattern(), 100).unwrap().into_iter().map(|file| (file.path, file.text)).collect()
    };
    assert_eq!(texts(), texts());
}

#[test]
fn rounds_refer_to_themselves() {
    let spec = synth(&pattern(), 130).unwrap();
    let has = |path: &str, text: &str| {
        let file = spec.iter().find(|file| file.path == path).unwrap();
        assert!(file.text.contains(text), "{text}");
    };
    let groups = "spec/azure_ad_graph/groups2.json";
    has(groups, r#""groups2.members.list""#);
    has(groups, r#""GET /{tenant}/groups2/{object_id}/members""#);
    has(groups, r#""page<DirectoryObject2>""#);
    let examples = "spec/azure_ad_graph/groups2.examples.json";
    has(examples, r#""Microsoft.DirectoryServices.Group2""#);
    has(
        examples,
        r#""/myorganization/groups2/b4bda672-1fba-4711-8fb1-5383c40b2c14/$links/members?api-version=1.6""#,
    );
}

#[test]
fn a_pattern_without_operations_gives_nothing() {
    let service = SourceFile { path: "spec/a/service.json".to_owned(), text: "{}".to_owned() };
    assert!(synth(&[service], 1).is_err());
}
