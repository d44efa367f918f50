use super::*;

fn tenant() -> State {
    let mut state = State::new(1);
    let sku = json!({
        "skuId": "sku", "skuPartNumber": "PART", "consumedUnits": 0, "prepaidUnits": { "enabled": 2 },
        "servicePlans": [{ "servicePlanId": "p1", "servicePlanName": "ONE" }, { "servicePlanId": "p2", "servicePlanName": "TWO" }],
    });
    put(&mut state, "SubscribedSku", "tenant_sku", sku);
    for id in ["u1", "u2", "u3"] {
        put(&mut state, "User", id, json!({ "usageLocation": "DE" }));
    }
    state
}

fn assign(state: &mut State, id: &str, add: Value, remove: Value) -> Result<Reply, Refusal> {
    call(state, "assignLicense", id, json!({ "addLicenses": add, "removeLicenses": remove }))
}

fn used(state: &State) -> &Value {
    property(state, "tenant_sku", "consumedUnits")
}

#[test]
fn licences_are_given_and_taken() {
    let mut state = tenant();
    let one = json!([{ "skuId": "sku", "disabledPlans": ["p2"] }]);
    assert_eq!(assign(&mut state, "u1", one.clone(), json!([])), Ok(Reply::Object("u1".into())));
    assert_eq!(property(&state, "u1", "assignedLicenses"), &one);
    assert_eq!(property(&state, "u1", "assignedPlans")[0]["service"], "ONE");
    assert_eq!(used(&state), 1);
    let details = call(&mut state, "licenseDetails.list", "u1", json!({}));
    let Ok(Reply::Value(details)) = details else { panic!("{details:?}") };
    assert_eq!(details[0]["skuPartNumber"], "PART");
    assert_eq!(details[0]["servicePlans"][1]["provisioningStatus"], "Disabled");
    assign(&mut state, "u1", json!([{ "skuId": "sku" }]), json!([])).expect("changed");
    assert_eq!(used(&state), 1);
    assign(&mut state, "u2", one.clone(), json!([])).expect("the last one");
    let more = assign(&mut state, "u3", one.clone(), json!([]));
    assert_eq!(refused(more).1, "Subscription with SKU sku does not have any available licenses.");
    assign(&mut state, "u1", json!([]), json!(["sku"])).expect("taken");
    assert_eq!((used(&state), property(&state, "u1", "assignedLicenses")), (&json!(1), &json!([])));
    assign(&mut state, "u3", one, json!([])).expect("one was left");
}

#[test]
fn wrong_licences_are_refused() {
    let mut state = tenant();
    put(&mut state, "User", "nowhere", json!({}));
    for (id, add, remove, expected) in [
        (
            "nowhere",
            json!([{ "skuId": "sku" }]),
            json!([]),
            "License assignment cannot be done for user with invalid usage location.",
        ),
        (
            "u1",
            json!([{ "skuId": "other" }]),
            json!([]),
            "License other does not correspond to a valid company License.",
        ),
        (
            "u1",
            json!([{ "skuId": "sku", "disabledPlans": ["p3"] }]),
            json!([]),
            "License assignment failed because service plan p3 is not valid.",
        ),
        ("u1", json!([]), json!(["sku"]), "User does not have a corresponding license."),
    ] {
        assert_eq!(refused(assign(&mut state, id, add, remove)).1, expected);
    }
}

#[test]
fn members_have_the_licences_of_their_group() {
    let mut state = tenant();
    let group = put(&mut state, "Group", "g", json!({ "securityEnabled": true }));
    let users = ["u1", "u2", "u3"].map(Id::from);
    change(&mut state, Change::Link("members", &group, &users[0])).expect("a member");
    let one = json!([{ "skuId": "sku", "disabledPlans": [] }]);
    let body = json!({ "addLicenses": one, "removeLicenses": [] });
    assert_eq!(
        call(&mut state, "groups.assignLicense", "g", body),
        Ok(Reply::Object(group.clone()))
    );
    assert_eq!(property(&state, "u1", "licenseAssignmentStates")[0]["assignedByGroup"], "g");
    for user in &users[1..] {
        change(&mut state, Change::Link("members", &group, user)).expect("a member");
    }
    assert_eq!(used(&state), 2);
    assert_eq!(property(&state, "u3", "licenseAssignmentStates")[0]["error"], "CountViolation");
    assert_eq!(property(&state, "u3", "assignedLicenses"), &json!([]));
    change(&mut state, Change::Unlink("members", &group, &users[0])).expect("gone");
    assert_eq!((used(&state), property(&state, "u1", "assignedLicenses")), (&json!(1), &json!([])));
    change(&mut state, Change::Delete(&group)).expect("deleted");
    assert_eq!((used(&state), property(&state, "u2", "assignedLicenses")), (&json!(0), &json!([])));
}

#[test]
fn deleted_users_give_their_licences_back() {
    let mut state = tenant();
    assign(&mut state, "u1", json!([{ "skuId": "sku" }]), json!([])).expect("given");
    change(&mut state, Change::Delete(&Id::from("u1"))).expect("deleted");
    assert_eq!(used(&state), 0);
    call(&mut state, "directory.deletedItems.restore", "u1", json!({})).expect("restored");
    assert_eq!(used(&state), 1);
    assert_eq!(property(&state, "u1", "assignedLicenses")[0]["skuId"], "sku");
}
