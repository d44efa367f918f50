use super::*;

/// u is in a, a in b, b in c; a is no security group.
fn nested() -> State {
    let mut state = State::new(1);
    let user = put(&mut state, "User", "u", json!({}));
    let a = put(&mut state, "Group", "a", json!({ "securityEnabled": false }));
    let b = put(&mut state, "Group", "b", json!({ "securityEnabled": true }));
    let c = put(&mut state, "Group", "c", json!({ "securityEnabled": true }));
    let role = put(&mut state, "DirectoryRole", "r", json!({}));
    put(&mut state, "Group", "d", json!({}));
    for (group, member) in [(&a, &user), (&b, &a), (&c, &b), (&role, &user)] {
        state.link("members", group, member);
    }
    state
}

#[test]
fn membership_goes_through_groups() {
    let mut state = nested();
    let mut ask = |entry: &str, target: &str, body: Value| call(&mut state, entry, target, body);
    let all = json!({ "securityEnabledOnly": false });
    for (entry, target, body, expected) in [
        (
            "checkMemberGroups",
            "u",
            json!({ "groupIds": ["d", "c", "r", "a", "x"] }),
            json!(["c", "a"]),
        ),
        ("checkMemberObjects", "u", json!({ "ids": ["d", "c", "r"] }), json!(["c", "r"])),
        ("checkMemberGroups", "c", json!({ "groupIds": ["a", "b"] }), json!([])),
        ("getMemberGroups", "u", all.clone(), json!(["a", "b", "c"])),
        ("getMemberGroups", "u", json!({ "securityEnabledOnly": true }), json!(["b", "c"])),
        ("getMemberGroups", "b", all.clone(), json!(["c"])),
        ("getMemberObjects", "u", all, json!(["a", "b", "c", "r"])),
        ("azure_ad_graph:isMemberOf", "", json!({ "groupId": "c", "memberId": "u" }), json!(true)),
        ("azure_ad_graph:isMemberOf", "", json!({ "groupId": "d", "memberId": "u" }), json!(false)),
    ] {
        assert_eq!(ask(entry, target, body), Ok(Reply::Value(expected)), "{entry} of {target}");
    }
}

#[test]
fn deleted_groups_lead_nowhere() {
    let mut state = nested();
    state.delete("b");
    let body = json!({ "groupIds": ["a", "b", "c"] });
    assert_eq!(call(&mut state, "checkMemberGroups", "u", body), Ok(Reply::Value(json!(["a"]))));
}

#[test]
fn membership_has_limits() {
    let mut state = nested();
    let ids: Vec<String> = (0..21).map(|number| number.to_string()).collect();
    let asked = call(&mut state, "checkMemberGroups", "u", json!({ "groupIds": ids }));
    assert_eq!(
        refused(asked),
        (Reason::BadRequest, "At most 20 objects can be checked in a request.".to_owned())
    );
    let asked = call(&mut state, "getMemberGroups", "a", json!({ "securityEnabledOnly": true }));
    assert_eq!(refused(asked).0, Reason::BadRequest);
    let user = Id::from("u");
    for number in 0..11_000 {
        let group = put(&mut state, "Group", &format!("g{number}"), json!({}));
        state.link("members", &group, &user);
    }
    let asked = call(&mut state, "getMemberGroups", "u", json!({ "securityEnabledOnly": false }));
    assert_eq!(
        refused(asked),
        (Reason::TooMany, "The object belongs to 11003 others, more than 11000.".to_owned())
    );
}

#[test]
fn azure_ad_graph_has_limits_of_its_own() {
    let mut state = State::new(1);
    let user = put(&mut state, "User", "u", json!({}));
    put(&mut state, "ServicePrincipal", "s", json!({}));
    for number in 0..2_046 {
        let group = put(&mut state, "Group", &format!("g{number}"), json!({}));
        state.link("members", &group, &user);
    }
    let all = json!({ "securityEnabledOnly": false });
    for name in ["getMemberGroups", "getMemberObjects"] {
        let own = format!("azure_ad_graph:{name}");
        let listed = call(&mut state, &own, "u", all.clone());
        assert!(matches!(listed, Ok(Reply::Value(Value::Array(ids))) if ids.len() == 2_046));
        let secure = json!({ "securityEnabledOnly": true });
        assert!(call(&mut state, name, "s", secure.clone()).is_ok());
        assert_eq!(
            refused(call(&mut state, &own, "s", secure)),
            (
                Reason::BadRequest,
                "Security groups alone can be asked for of these only: User.".to_owned()
            )
        );
    }
    let group = put(&mut state, "Group", "one more", json!({}));
    state.link("members", &group, &user);
    for name in ["azure_ad_graph:getMemberGroups", "azure_ad_graph:getMemberObjects"] {
        assert_eq!(
            refused(call(&mut state, name, "u", all.clone())),
            (Reason::TooMany, "The object belongs to 2047 others, more than 2046.".to_owned())
        );
    }
}

#[test]
fn a_chain_of_1000_and_a_fan_of_10000_are_walked() {
    let mut state = State::new(1);
    let groups: Vec<Id> = (0..1_000)
        .map(|number| put(&mut state, "Group", &format!("g{number:04}"), json!({})))
        .collect();
    for pair in groups.windows(2) {
        state.link("members", &pair[0], &pair[1]);
    }
    // A circle does no harm.
    state.link("members", &groups[999], &groups[0]);
    let mut last = None;
    for number in 0..10_000 {
        let user = put(&mut state, "User", &format!("u{number:05}"), json!({}));
        state.link("members", &groups[999], &user);
        last = Some(user);
    }
    let user = last.expect("a user");
    let body = json!({ "groupIds": ["g0000", "g0500", "g0999", "u00000"] });
    let found = json!(["g0000", "g0500", "g0999"]);
    assert_eq!(call(&mut state, "checkMemberGroups", &user, body), Ok(Reply::Value(found)));
    assert_eq!(state.related("transitiveMembers", "g0000").len(), 10_999);
}

#[test]
fn objects_are_found_by_their_ids() {
    let mut state = nested();
    put(&mut state, "OrgContact", "o", json!({}));
    put(&mut state, "SubscribedSku", "s", json!({}));
    state.delete("d");
    let mut ask = |body: Value| call(&mut state, "directoryObjects.getByIds", "", body);
    let objects = |ids: &[&str]| Ok(Reply::Objects(ids.iter().map(|id| Id::from(*id)).collect()));
    assert_eq!(
        ask(json!({ "ids": ["u", "c", "u", "d", "s", "x", "o"] })),
        objects(&["u", "c", "o"])
    );
    assert_eq!(
        ask(json!({ "ids": ["u", "c", "o"], "types": ["USER", "contact"] })),
        objects(&["u", "o"])
    );
    assert_eq!(
        ask(json!({ "ids": ["u", "c"], "types": ["directoryObject"] })),
        objects(&["u", "c"])
    );
    let ids: Vec<String> = (0..1_001).map(|number| number.to_string()).collect();
    assert_eq!(refused(ask(json!({ "ids": ids }))).0, Reason::BadRequest);
}
