//! The permissions that some operations take together.

use codegen::permissions::{Kind, find, needed};
use directory_graph::{PermissionKind, permissions};
use tests::service;

use crate::support::folder;

/// What some operations of the fixture need, as JSON without line ends.
fn said(names: &[&str], kind: Kind) -> String {
    let sources = service(&folder("fixtures/permissions/things"));
    let api = codegen::read(&sources).expect("the spec has no mistakes").contract;
    let operations: Vec<_> = names.iter().map(|name| find(&api, name).unwrap()).collect();
    let json: serde_json::Value =
        serde_json::from_str(&needed(&operations, kind).to_json()).unwrap();
    json.to_string()
}

#[test]
fn permissions_that_are_needed_together() {
    assert_eq!(
        said(&["things.get"], Kind::Delegated),
        r#"{"permissions":[{"admin":false,"name":"Thing.Read","service":"things"},{"admin":false,"name":"Thing.Use","service":"things"}],"unknown":[],"unsupported":[]}"#
    );
}

#[test]
fn an_application_of_its_own_takes_an_administrator() {
    assert_eq!(
        said(&["things.list"], Kind::Application),
        r#"{"permissions":[{"admin":true,"name":"Thing.Read.All","service":"things"}],"unknown":[],"unsupported":[]}"#
    );
}

#[test]
fn what_another_operation_needs_anyway_is_enough() {
    // `Thing.Read` alone is the least for the list, and reading takes it with another.
    assert_eq!(
        said(&["things.list", "things:things.get"], Kind::Delegated),
        said(&["things.get"], Kind::Delegated)
    );
    // Only writing suffices for the change, and it suffices for the list.
    assert_eq!(
        said(&["things.list", "things.update"], Kind::Delegated),
        r#"{"permissions":[{"admin":true,"name":"Thing.ReadWrite","service":"things"}],"unknown":[],"unsupported":[]}"#
    );
}

#[test]
fn what_is_not_said_and_what_cannot_be() {
    assert_eq!(
        said(&["things.update", "things.count"], Kind::Application),
        r#"{"permissions":[],"unknown":["things:things.count"],"unsupported":["things:things.update"]}"#
    );
}

/// The rule stands in the generator and in the runtime, neither of which depends on the other.
#[test]
fn the_command_and_the_crate_ask_for_the_same() {
    let api = codegen::read(&tests::spec()).expect("the spec has no mistakes").contract;
    let service = api.services.iter().find(|it| it.name == "microsoft_graph").unwrap();
    let described: Vec<_> = service.operations().map(|(_, _, it)| (service, it)).collect();
    let emitted = directory_graph::microsoft_graph::OPERATIONS;
    let named = |id: &str| *emitted.iter().find(|operation| operation.id == id).unwrap();
    let pairs: Vec<_> = described.iter().map(|it| (*it, named(&it.1.id))).collect();
    for (kind, there) in [
        (Kind::Delegated, PermissionKind::Delegated),
        (Kind::Application, PermissionKind::Application),
    ] {
        for (index, first) in pairs.iter().enumerate() {
            for second in &pairs[index..] {
                let command = needed(&[first.0, second.0], kind);
                let names: Vec<&str> = command.permissions.iter().map(|it| it.name).collect();
                let is_known = |it: &&codegen::permissions::Permission<'_>| it.admin == Some(true);
                let admin = command.permissions.iter().filter(is_known);
                let admin: Vec<&str> = admin.map(|it| it.name).collect();
                let at_run_time = permissions([first.1, second.1], there);
                let ids = (first.1.id, second.1.id);
                assert_eq!((&at_run_time.names, &at_run_time.admin), (&names, &admin), "{ids:?}");
                assert_eq!(at_run_time.unknown.len(), command.unknown.len(), "{ids:?}");
                assert_eq!(at_run_time.unsupported.len(), command.unsupported.len(), "{ids:?}");
            }
        }
    }
}
