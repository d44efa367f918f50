//! The emitted code is what the spec says, and nothing is left out on the way.

use codegen::list::list;
use directory_graph::{azure_ad_graph, microsoft_graph};
use tests::{root, spec};
use xtask::{Mode, Outcome, Regen, drift, regen};

#[test]
fn the_emitted_code_the_schema_and_the_catalogue_are_up_to_date() {
    let task = Regen::of_workspace(root());
    assert!(task.schema.is_some() && task.diagnostics.is_some());
    match regen(&task, Mode::Check).expect("spec and emitted code can be read") {
        Outcome::Done(summary) => {
            assert!(summary.changes.is_empty());
            assert_eq!(summary.operations, 223);
        }
        Outcome::Drift(changes) => panic!("{}", drift::report(&changes, "cargo xtask regen")),
        Outcome::Mistakes(_, diagnostics, _) => panic!("the spec has mistakes: {diagnostics:?}"),
    }
}

/// The table of wire tests has as many rows, see `tests/client/wire`.
#[test]
fn every_operation_of_the_spec_is_emitted() {
    let api = codegen::read(&spec()).expect("the spec has no mistakes").contract;
    let mut in_spec: Vec<(&str, &str)> =
        list(&api).into_iter().map(|operation| (operation.service, operation.id)).collect();
    // An operation has a row for each of its versions.
    in_spec.dedup();
    let emitted: Vec<(&str, &str)> = [azure_ad_graph::OPERATIONS, microsoft_graph::OPERATIONS]
        .into_iter()
        .flatten()
        .map(|operation| (operation.service, operation.id))
        .collect();
    assert_eq!(in_spec, emitted);
    assert_eq!(azure_ad_graph::OPERATIONS.len(), 65);
    assert_eq!(microsoft_graph::OPERATIONS.len(), 158);
    assert_eq!(in_spec.len(), 223);
}
