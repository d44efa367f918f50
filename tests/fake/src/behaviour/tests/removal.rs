use std::time::Duration;

use super::*;

#[test]
fn what_is_restored_must_still_fit() {
    let mut state = State::new(1);
    let old = json!({ "userPrincipalName": "a@x.example", "proxyAddresses": ["smtp:a@x.example", "smtp:b@x.example"] });
    let user = put(&mut state, "User", "old", old);
    change(&mut state, Change::Delete(&user)).expect("deleted");
    put(
        &mut state,
        "User",
        "new",
        json!({ "userPrincipalName": "A@x.example", "proxyAddresses": ["SMTP:a@x.example"] }),
    );
    let mut restore = |body: Value| call(&mut state, "directory.deletedItems.restore", "old", body);
    assert_eq!(
        refused(restore(json!({}))),
        (
            Reason::Conflict,
            "Another object with the same value for property userPrincipalName already exists."
                .to_owned()
        )
    );
    let renamed = json!({ "newUserPrincipalName": "b@x.example" });
    assert_eq!(
        refused(restore(renamed)).1,
        "Another object with the same value for property proxyAddresses already exists."
    );
    let reconciled =
        json!({ "newUserPrincipalName": "b@x.example", "autoReconcileProxyConflict": true });
    assert_eq!(restore(reconciled), Ok(Reply::Object(user.clone())));
    assert_eq!(property(&state, "old", "userPrincipalName"), "b@x.example");
    assert_eq!(property(&state, "old", "proxyAddresses"), &json!(["smtp:b@x.example"]));
    assert!(state.object("old").is_some());
    let again = call(&mut state, "directory.deletedItems.restore", "old", json!({}));
    assert_eq!(refused(again).0, Reason::NotFound);
}

#[test]
fn applications_can_be_given_other_addresses() {
    let mut state = State::new(1);
    let app =
        put(&mut state, "Application", "app", json!({ "identifierUris": ["https://a.example"] }));
    change(&mut state, Change::Delete(&app)).expect("deleted");
    let body = json!({ "identifierUris": ["https://b.example"] });
    assert_eq!(
        call(&mut state, "directory.deletedItems.restore", "app", body),
        Ok(Reply::Object(app))
    );
    assert_eq!(property(&state, "app", "identifierUris"), &json!(["https://b.example"]));
}

#[test]
fn deleted_objects_are_kept_for_30_days() {
    let mut state = State::new(1);
    let user = put(&mut state, "User", "u", json!({}));
    change(&mut state, Change::Delete(&user)).expect("deleted");
    state.advance(Duration::from_secs(30 * 86_400 - 1));
    purge(&mut state);
    assert!(state.deleted("u").is_some());
    state.advance(Duration::from_secs(1));
    purge(&mut state);
    assert!(state.any("u").is_none());
}
