use super::*;

#[test]
fn values_that_the_service_does_not_take_are_refused() {
    let mut state = State::new(1);
    put(&mut state, "Domain", "contoso.com", json!({ "isVerified": true }));
    put(&mut state, "Domain", "later.example", json!({ "isVerified": false }));
    put(&mut state, "User", "u", json!({ "userPrincipalName": "taken@contoso.com" }));
    put(&mut state, "Application", "a", json!({ "identifierUris": ["https://taken.example"] }));
    let group = |name: &str, nickname: &str, mail: bool, security: bool| json!({ "displayName": name, "mailNickname": nickname, "mailEnabled": mail, "securityEnabled": security });
    let user =
        |name: &str| json!({ "displayName": "U", "mailNickname": "u", "userPrincipalName": name });
    let long = "x".repeat(257);
    for (kind, properties, expected) in [
        ("Group", group("", "a", false, true), Some("displayName")),
        ("Group", group(&long, "a", false, true), Some("displayName")),
        ("Group", group("A", "a b", false, true), Some("mailNickname")),
        ("Group", group("A", &long, false, true), Some("mailNickname")),
        ("Group", group("A", "a", true, true), Some("mailEnabled")),
        ("Group", group("A", "a", false, false), Some("securityEnabled")),
        ("Group", group("A", "a", false, true), None),
        ("User", user("x@elsewhere.example"), Some("userPrincipalName")),
        ("User", user("x@later.example"), Some("userPrincipalName")),
        ("User", user("@contoso.com"), Some("userPrincipalName")),
        ("User", user("TAKEN@contoso.com"), Some("userPrincipalName")),
        ("User", user("free@contoso.com"), None),
        (
            "Application",
            json!({ "displayName": "A", "identifierUris": ["https://taken.example"] }),
            Some("identifierUris"),
        ),
        (
            "Application",
            json!({ "displayName": "A", "identifierUris": ["https://free.example"] }),
            None,
        ),
    ] {
        let made = create(&mut state, kind, properties.clone());
        assert_eq!(
            made.err().and_then(|refusal| refusal.property).as_deref(),
            expected,
            "{properties}"
        );
    }
}

#[test]
fn what_the_service_adds_is_there() {
    let mut state = State::new(1);
    put(&mut state, "Domain", "contoso.com", json!({ "isVerified": true, "isDefault": true }));
    let unified = json!({
        "displayName": "A", "mailNickname": "a", "mailEnabled": true, "securityEnabled": false, "groupTypes": ["Unified"],
    });
    let group = create(&mut state, "Group", unified).expect("a group");
    assert_eq!(property(&state, &group, "createdDateTime"), "2026-01-01T00:00:00Z");
    assert_eq!(property(&state, &group, "mail"), "a@contoso.com");
    assert_eq!(property(&state, &group, "proxyAddresses"), &json!(["SMTP:a@contoso.com"]));
    let app = json!({ "displayName": "App", "identifierUris": ["https://contoso.com/app"] });
    let app = create(&mut state, "Application", app).expect("an application");
    let app_id = property(&state, &app, "appId").as_str().expect("an app ID").to_owned();
    assert_eq!(app_id.len(), 36);
    let principal = json!({ "appId": app_id });
    let principal = create(&mut state, "ServicePrincipal", principal).expect("a service principal");
    assert_eq!(property(&state, &principal, "displayName"), "App");
    assert_eq!(
        property(&state, &principal, "servicePrincipalNames"),
        &json!([app_id, "https://contoso.com/app"])
    );
    let again = create(&mut state, "ServicePrincipal", json!({ "appId": app_id }));
    assert_eq!(refused(again).0, Reason::Conflict);
}

#[test]
fn groups_take_what_fits() {
    let mut state = State::new(1);
    let user = put(&mut state, "User", "u", json!({}));
    let app = put(&mut state, "Application", "app", json!({}));
    let nested = put(&mut state, "Group", "n", json!({ "securityEnabled": true }));
    let secure = put(&mut state, "Group", "s", json!({ "securityEnabled": true }));
    let unified =
        put(&mut state, "Group", "m", json!({ "mailEnabled": true, "groupTypes": ["Unified"] }));
    let dynamic = put(
        &mut state,
        "Group",
        "d",
        json!({ "securityEnabled": true, "groupTypes": ["DynamicMembership"] }),
    );
    let list =
        put(&mut state, "Group", "l", json!({ "mailEnabled": true, "securityEnabled": false }));
    for (relation, from, to, fits) in [
        ("members", &secure, &user, true),
        ("members", &secure, &nested, true),
        ("members", &secure, &app, false),
        ("members", &secure, &secure, false),
        ("members", &unified, &user, true),
        ("members", &unified, &nested, false),
        ("members", &dynamic, &user, false),
        ("members", &list, &user, false),
        ("owners", &secure, &user, true),
        ("owners", &secure, &nested, false),
    ] {
        let linked = change(&mut state, Change::Link(relation, from, to));
        assert_eq!(linked.is_ok(), fits, "{relation} of {from}: {to}: {linked:?}");
    }
    let again = change(&mut state, Change::Link("members", &secure, &user));
    assert_eq!(
        refused(again).1,
        "One or more added object references already exist for the following modified properties: 'members'."
    );
    let none = change(&mut state, Change::Unlink("members", &unified, &nested));
    assert_eq!(refused(none).0, Reason::NotFound);
}

#[test]
fn the_last_owner_stays() {
    let mut state = State::new(1);
    let group = put(&mut state, "Group", "g", json!({ "securityEnabled": true }));
    let [first, second] = ["u1", "u2"].map(|id| put(&mut state, "User", id, json!({})));
    for user in [&first, &second] {
        change(&mut state, Change::Link("owners", &group, user)).expect("an owner");
    }
    change(&mut state, Change::Unlink("owners", &group, &first)).expect("one is left");
    let last = change(&mut state, Change::Unlink("owners", &group, &second));
    assert_eq!(
        refused(last),
        (
            Reason::BadRequest,
            "The group must have at least one owner, hence this owner cannot be removed."
                .to_owned()
        )
    );
}

#[test]
fn roles_are_those_that_are_offered() {
    let mut state = State::new(1);
    put(&mut state, "Group", "g", json!({ "displayName": "Group" }));
    put(
        &mut state,
        "ServicePrincipal",
        "s",
        json!({ "displayName": "Service", "appRoles": [{ "id": "role" }] }),
    );
    let given = |resource: &str, role: &str| json!({ "principalId": "g", "resourceId": resource, "appRoleId": role });
    assert_eq!(
        refused(create(&mut state, "AppRoleAssignment", given("x", "role"))).0,
        Reason::NotFound
    );
    assert_eq!(
        refused(create(&mut state, "AppRoleAssignment", given("s", "other"))).0,
        Reason::BadRequest
    );
    let made = create(&mut state, "AppRoleAssignment", given("s", "role")).expect("an assignment");
    assert_eq!(property(&state, &made, "principalType"), "Group");
    assert_eq!(property(&state, &made, "resourceDisplayName"), "Service");
    let again = create(&mut state, "AppRoleAssignment", given("s", "role"));
    assert_eq!(refused(again).1, "Permission being assigned already exists on the object.");
}

#[test]
fn extension_properties_have_the_name_of_their_application() {
    let mut state = State::new(1);
    let app =
        put(&mut state, "Application", "app", json!({ "appId": "1-2", "displayName": "App" }));
    let given = json!({ "name": "size", "dataType": "Integer", "targetObjects": ["Group"] });
    let mut make =
        || call(&mut state, "applications.extensionProperties.create", &app, given.clone());
    let Ok(Reply::Object(made)) = make() else { panic!("refused") };
    assert_eq!(refused(make()).0, Reason::Conflict);
    assert_eq!(property(&state, &made, "name"), "extension_12_size");
    assert_eq!(property(&state, &made, "appDisplayName"), "App");
    assert_eq!(state.related("extensionProperties", "app"), [made]);
    assert!(extensions::is_registered(&state, "Group", "extension_12_size"));
    assert!(!extensions::is_registered(&state, "User", "extension_12_size"));
    let all = call(
        &mut state,
        "directoryObjects.getAvailableExtensionProperties",
        "",
        json!({ "isSyncedFromOnPremises": true }),
    );
    assert_eq!(all, Ok(Reply::Objects(Vec::new())));
}

#[test]
fn passwords_are_kept_out_of_sight() {
    let mut state = State::new(1);
    let user = |password: &str| json!({ "displayName": "U", "userPrincipalName": "u@x.example", "passwordProfile": { "password": password } });
    assert_eq!(refused(create(&mut state, "User", user("short"))).0, Reason::BadRequest);
    let id = create(&mut state, "User", user("Secret-123")).expect("a user");
    assert_eq!(property(&state, &id, "passwordProfile"), &json!({ "password": null }));
    let set = |state: &mut State, old: &str, new: &str| {
        call(state, "changePassword", &id, json!({ "currentPassword": old, "newPassword": new }))
    };
    assert_eq!(refused(set(&mut state, "Secret-123", "Secret-456")).0, Reason::Denied);
    state.me = Some(id.clone());
    assert_eq!(refused(set(&mut state, "wrong", "Secret-456")).0, Reason::BadRequest);
    assert_eq!(refused(set(&mut state, "Secret-123", "weak")).0, Reason::BadRequest);
    assert_eq!(refused(set(&mut state, "Secret-123", "Secret-123")).0, Reason::BadRequest);
    assert_eq!(set(&mut state, "Secret-123", "Secret-456"), Ok(Reply::Nothing));
    assert_eq!(set(&mut state, "Secret-456", "Secret-789"), Ok(Reply::Nothing));
}
