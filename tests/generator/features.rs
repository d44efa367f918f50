//! One small spec for each feature of the language, and what is emitted for it.
//!
//! `tests/fixtures/features` is a spec as a whole, each feature a service of it.

use codegen::samples::Samples;
use tests::{names, service};

use crate::support::{assert_snapshot, features_output, folder, generate, snapshots};

/// The features and the emitted files that show each.
const FEATURES: &[(&str, &[&str])] = &[
    ("advanced", &["mod.rs", "groups/calls.rs", "groups/models.rs", "groups/tests.rs"]),
    ("aliases", &["things/wire.rs"]),
    ("bases", &["things/models.rs", "things/wire.rs", "things/tests.rs"]),
    (
        "body_one_by_one",
        &["actions/mod.rs", "actions/calls.rs", "actions/models.rs", "actions/wire.rs"],
    ),
    ("body_one_list", &["actions/mod.rs", "actions/calls.rs"]),
    ("body_optional", &["things/mod.rs", "things/calls.rs", "things/tests.rs"]),
    ("changes", &["mod.rs", "things/calls.rs", "things/tests.rs"]),
    ("clouds", &["mod.rs"]),
    ("create_one", &["things/mod.rs", "things/calls.rs"]),
    ("create_several", &["things/mod.rs", "things/calls.rs", "things/models.rs", "things/wire.rs"]),
    ("docs", &["mod.rs", "things/mod.rs", "things/models.rs"]),
    ("errata", &["ERRATA.md", "mod.rs", "things/mod.rs", "things/models.rs"]),
    ("error_codes", &["error_code.rs"]),
    ("examples", &["things/mod.rs", "things/tests.rs"]),
    ("files", &["mod.rs"]),
    ("get", &["mod.rs", "things/mod.rs", "things/tests.rs"]),
    ("headers", &["mod.rs", "things/mod.rs", "things/calls.rs", "things/tests.rs"]),
    ("imported", &["things/mod.rs", "things/calls.rs", "things/models.rs", "things/wire.rs"]),
    ("keywords", &["mod.rs", "type/mod.rs", "type/calls.rs", "type/models.rs"]),
    (
        "links",
        &["mod.rs", "things/mod.rs", "things/calls.rs", "things/models.rs", "things/tests.rs"],
    ),
    ("names", &["things_v2/mod.rs", "things_v2/models.rs"]),
    ("odata_key", &["things/mod.rs", "things/calls.rs", "things/tests.rs"]),
    ("on_paths", &["memberships/mod.rs", "memberships/tests.rs"]),
    ("open_enum", &["things/models.rs", "things/wire.rs"]),
    ("paths", &["mod.rs", "things/mod.rs", "things/calls.rs", "things/tests.rs"]),
    ("permissions", &["things/mod.rs", "things/calls.rs"]),
    (
        "plain_list",
        &[
            "mod.rs",
            "models.rs",
            "things/mod.rs",
            "things/calls.rs",
            "things/models.rs",
            "things/wire.rs",
            "things/tests.rs",
        ],
    ),
    ("queries", &["things/calls.rs", "things/models.rs", "things/tests.rs"]),
    ("recursive", &["nodes/models.rs", "nodes/wire.rs"]),
    (
        "replaced",
        &["mod.rs", "things/mod.rs", "conversions.rs", "things/calls.rs", "things/MIGRATION.md"],
    ),
    ("replacing", &["mod.rs"]),
    ("responses", &["things/calls.rs", "things/tests.rs"]),
    ("rust_names", &["things/mod.rs", "things/calls.rs", "things/models.rs", "error_code.rs"]),
    ("scalars", &["things/models.rs", "things/wire.rs"]),
    ("secrets", &["accounts/calls.rs", "accounts/models.rs"]),
    ("source", &["things/mod.rs", "things/calls.rs"]),
    ("text", &["things/mod.rs", "things/tests.rs"]),
    ("two_files", &["models.rs", "parts/mod.rs", "parts/models.rs", "things/mod.rs"]),
    ("union", &["objects/models.rs", "objects/wire.rs"]),
    ("update", &["things/mod.rs", "things/calls.rs"]),
    ("verbs", &["mod.rs"]),
    ("version_in_path", &["mod.rs", "things/calls.rs", "things/tests.rs"]),
    ("versions", &["mod.rs", "things/mod.rs", "things/calls.rs", "things/tests.rs"]),
    ("waits", &["things/calls.rs"]),
    ("without_tenant", &["mod.rs", "things/calls.rs"]),
];

#[test]
fn emitted_code_is_as_reviewed() {
    for (feature, files) in FEATURES {
        let features = folder("fixtures/features");
        let mut sources = service(&features.join(feature));
        if *feature == "replaced" {
            sources.extend(service(&features.join("replacing")));
        }
        let output = generate(&sources);
        let mut shown = String::new();
        for name in *files {
            let path = if ["ERRATA.md", "error_code.rs"].contains(name) {
                (*name).to_owned()
            } else {
                format!("{feature}/{name}")
            };
            let file = output
                .files
                .iter()
                .find(|file| file.path == path)
                .unwrap_or_else(|| panic!("{path} is not emitted"));
            shown.push_str(&format!("//// {path}\n{}\n", file.text));
        }
        assert_snapshot("features", feature, &shown);
    }
}

#[test]
fn every_feature_is_shown_and_every_snapshot_is_of_a_feature() {
    let listed: Vec<&str> = FEATURES.iter().map(|(feature, _)| *feature).collect();
    assert_eq!(names(&folder("fixtures/features")), listed);
    assert_eq!(snapshots("features"), listed);
}

#[test]
fn all_features_together_give_rust() {
    let output = features_output();
    for file in output.files.iter().filter(|file| file.path.ends_with(".rs")) {
        syn::parse_file(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
    }
    assert!(output.files.len() > 5 * FEATURES.len());
}

#[test]
fn where_an_operation_without_a_document_is_from_is_told_everywhere() {
    let sources = service(&folder("fixtures/features/source"));
    let read = codegen::read(&sources).expect("the spec has no mistakes");
    let from = "https://demo.example/docs/things, as of 2026";
    assert_eq!(codegen::list::list(&read.contract)[0].documents, [from]);
    let document = codegen::openapi::openapi(&read.contract, &Samples::default());
    assert!(document.contains(&format!("\"x-source\": \"{from}\"")));
}

#[test]
fn an_operation_has_a_row_for_each_version_in_its_path() {
    let sources = service(&folder("fixtures/features/version_in_path"));
    let read = codegen::read(&sources).expect("the spec has no mistakes");
    let list = codegen::list::list(&read.contract);
    let rows = list.iter().filter(|row| row.id == "things.check");
    let paths: Vec<&str> = rows.map(|row| row.path.as_str()).collect();
    assert_eq!(paths, ["/beta/things/{thing_id}/check", "/v1.0/things/{thing_id}/check"]);
    let document = codegen::openapi::openapi(&read.contract, &Samples::default());
    assert!(document.contains("\"/beta/things/{thing_id}/check\""));
}
