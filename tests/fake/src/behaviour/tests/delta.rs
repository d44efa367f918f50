use super::*;

fn ask(state: &mut State, query: &[(&str, &str)]) -> (Vec<Value>, Option<String>, Option<String>) {
    let query =
        query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let behaviour = of("groups.delta").expect("a behaviour");
    match call_with(state, behaviour, "", json!({}), query) {
        Ok(Reply::Changes { values, skip_token, delta_token }) => (values, skip_token, delta_token),
        other => panic!("{other:?}"),
    }
}

fn tenant() -> State {
    let mut state = State::new(1);
    for id in ["a", "b", "c"] {
        put(&mut state, "Group", id, json!({ "displayName": id, "securityEnabled": true }));
    }
    put(&mut state, "User", "u", json!({}));
    state
}

#[test]
fn only_what_has_changed_comes_again() {
    let mut state = tenant();
    let (all, skip, token) = ask(&mut state, &[]);
    assert_eq!((all.len(), skip), (3, None));
    let token = token.expect("a token");
    assert_eq!(ask(&mut state, &[("$deltatoken", &token)]).0, [json!(null); 0]);
    let (a, b, c, u) = (Id::from("a"), Id::from("b"), Id::from("c"), Id::from("u"));
    change(&mut state, Change::Link("members", &a, &u)).expect("a member");
    update(&mut state, &b, json!({ "displayName": "B" })).expect("a name");
    change(&mut state, Change::Delete(&c)).expect("deleted");
    put(&mut state, "User", "v", json!({}));
    let (changes, _, next) =
        ask(&mut state, &[("$deltatoken", &token), ("$select", "displayName,members")]);
    assert_eq!(
        changes,
        [
            json!({ "displayName": "a", "id": "a", "members@delta": [{ "@odata.type": "#microsoft.graph.user", "id": "u" }] }),
            json!({ "displayName": "B", "id": "b" }),
            json!({ "id": "c", "@removed": { "reason": "changed" } }),
        ]
    );
    let next = next.expect("a token");
    change(&mut state, Change::Unlink("members", &a, &u)).expect("gone");
    change(&mut state, Change::Delete(&c)).expect("for good");
    let (changes, ..) =
        ask(&mut state, &[("$deltatoken", &next), ("$select", "displayName,members")]);
    let gone = json!({ "@odata.type": "#microsoft.graph.user", "id": "u", "@removed": { "reason": "deleted" } });
    assert_eq!(changes, [json!({ "displayName": "a", "id": "a", "members@delta": [gone] })]);
    // The token of a round can be used again.
    assert_eq!(ask(&mut state, &[("$deltatoken", &token)]).0.len(), 2);
}

#[test]
fn rounds_have_pages_of_one_state() {
    let mut state = State::new(1);
    for number in 0..250 {
        put(&mut state, "Group", &format!("{number:03}"), json!({}));
    }
    let (first, skip, token) = ask(&mut state, &[]);
    assert_eq!((first.len(), token), (100, None));
    put(&mut state, "Group", "later", json!({}));
    let (second, skip, _) = ask(&mut state, &[("$skiptoken", &skip.expect("a page"))]);
    let (third, end, token) = ask(&mut state, &[("$skiptoken", &skip.expect("a page"))]);
    assert_eq!((second.len(), third.len(), end), (100, 50, None));
    let (fresh, ..) = ask(&mut state, &[("$deltatoken", &token.expect("a token"))]);
    assert_eq!(fresh, [json!({ "id": "later" })]);
}

#[test]
fn rounds_can_begin_now_and_be_about_some_groups() {
    let mut state = tenant();
    let (none, _, token) = ask(&mut state, &[("$deltatoken", "latest")]);
    assert_eq!((none.len(), token.is_some()), (0, true));
    let (some, ..) = ask(&mut state, &[("$filter", "id eq 'a' or id eq 'c'"), ("$select", "id")]);
    assert_eq!(some, [json!({ "id": "a" }), json!({ "id": "c" })]);
    let behaviour = of("groups.delta").expect("a behaviour");
    for (name, value, reason) in [
        ("$deltatoken", "9999", Reason::ExpiredPage),
        ("$deltatoken", "x", Reason::ExpiredPage),
        ("$skiptoken", "1.2", Reason::ExpiredPage),
        ("$filter", "displayName eq 'a'", Reason::UnsupportedQuery),
        ("$filter", "id eq 'a' and id eq 'b'", Reason::UnsupportedQuery),
    ] {
        let query = vec![(name.to_owned(), value.to_owned())];
        assert_eq!(
            refused(call_with(&mut state, behaviour, "", json!({}), query)).0,
            reason,
            "{name}={value}"
        );
    }
}

#[test]
fn other_kinds_have_changes_too() {
    let mut state = tenant();
    let (operation, arguments, query) = ("directoryObjects.delta", Vec::new(), Vec::new());
    let (target, body, loose) = (None, Map::new(), false);
    let behaviour = of(operation).expect("a behaviour");
    let mut asked = Call { state: &mut state, operation, target, arguments, body, query, loose };
    let Ok(Reply::Changes { values, .. }) = behaviour(&mut asked) else { panic!("refused") };
    assert_eq!(values[3], json!({ "id": "u", "@odata.type": "#microsoft.graph.user" }));
    asked.operation = "users.delta";
    let Ok(Reply::Changes { values, .. }) = behaviour(&mut asked) else { panic!("refused") };
    assert_eq!(values, [json!({ "id": "u" })]);
}
