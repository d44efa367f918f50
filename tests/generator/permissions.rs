//! The permissions that some operations take together.

use codegen::permissions::{Kind, find, needed};

use crate::support::{folder, service};

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
