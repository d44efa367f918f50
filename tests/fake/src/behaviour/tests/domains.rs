use std::sync::Arc;

use super::*;

fn tenant() -> State {
    let mut state = State::new(1);
    let initial =
        json!({ "isInitial": true, "isDefault": true, "isVerified": true, "isRoot": true });
    put(&mut state, "Domain", "contoso.onmicrosoft.com", initial);
    create(&mut state, "Domain", json!({ "id": "contoso.com" })).expect("a domain");
    state
}

fn plant(state: &mut State, name: &str, value: Value) {
    Arc::make_mut(&mut state.notes).insert(name.into(), value);
}

/// The text of the record that proves who owns the domain.
fn wanted(state: &State) -> Value {
    let records = state.related("verificationDnsRecords", "contoso.com");
    let texts = records.iter().map(|record| property(state, record, "text"));
    texts.into_iter().find(|text| !text.is_null()).expect("a TXT record").clone()
}

#[test]
fn a_domain_is_verified_by_the_record_in_its_zone() {
    let mut state = tenant();
    let verify = |state: &mut State| match call(state, "domains.verify", "contoso.com", json!({})) {
        Ok(Reply::Value(domain)) => domain,
        other => panic!("{other:?}"),
    };
    let before = verify(&mut state);
    assert_eq!(
        (&before["isVerified"], &before["availabilityStatus"]),
        (&json!(false), &Value::Null)
    );
    let text = wanted(&state);
    plant(&mut state, "dns:contoso.com", json!(["v=spf1", text]));
    let after = verify(&mut state);
    assert_eq!(
        (&after["isVerified"], &after["availabilityStatus"]),
        (&json!(true), &json!("AvailableImmediately"))
    );
    assert_eq!(property(&state, "contoso.com", "availabilityStatus"), &Value::Null);
    let again = call(&mut state, "domains.verify", "contoso.com", json!({}));
    assert_eq!(refused(again), (Reason::BadRequest, "The domain is verified already.".to_owned()));
}

#[test]
fn a_domain_that_nobody_manages_is_taken_over() {
    let mut state = tenant();
    let text = wanted(&state);
    plant(&mut state, "dns:contoso.com", json!([text]));
    plant(&mut state, "taken:contoso.com", json!(true));
    assert_eq!(
        refused(call(&mut state, "domains.verify", "contoso.com", json!({}))).0,
        Reason::BadRequest
    );
    let taken = call(&mut state, "domains.verify", "contoso.com", json!({ "forceTakeover": true }));
    let Ok(Reply::Value(taken)) = taken else { panic!("{taken:?}") };
    assert_eq!(taken["availabilityStatus"], "EmailVerifiedDomainTakeoverScheduled");
}

#[test]
fn sub_domains_are_verified_and_can_be_promoted() {
    let mut state = tenant();
    update(&mut state, &Id::from("contoso.com"), json!({ "isDefault": true }))
        .expect_err("not verified");
    state.change("contoso.com").expect("a domain").insert("isVerified".into(), json!(true));
    create(&mut state, "Domain", json!({ "id": "a.contoso.com" })).expect("a sub-domain");
    assert_eq!(property(&state, "a.contoso.com", "isVerified"), true);
    assert_eq!(property(&state, "a.contoso.com", "isRoot"), false);
    let root =
        |state: &mut State| call(state, "domains.rootDomain.get", "a.contoso.com", json!({}));
    assert_eq!(root(&mut state), Ok(Reply::Object("contoso.com".into())));
    assert_eq!(
        call(&mut state, "domains.promote", "a.contoso.com", json!({})),
        Ok(Reply::Value(json!(true)))
    );
    assert_eq!(root(&mut state), Ok(Reply::Object("a.contoso.com".into())));
    assert_eq!(
        refused(call(&mut state, "domains.promote", "contoso.com", json!({}))).0,
        Reason::BadRequest
    );
}

#[test]
fn one_domain_is_the_default_and_services_have_records() {
    let mut state = tenant();
    let id = Id::from("contoso.com");
    state.change("contoso.com").expect("a domain").insert("isVerified".into(), json!(true));
    update(&mut state, &id, json!({ "isDefault": true })).expect("verified");
    assert_eq!(property(&state, "contoso.onmicrosoft.com", "isDefault"), false);
    assert_eq!(
        refused(update(&mut state, &id, json!({ "supportedServices": ["Intune"] }))).1,
        "The service 'Intune' cannot be set."
    );
    update(&mut state, &id, json!({ "supportedServices": ["Email"] })).expect("a service");
    let records = state.related("serviceConfigurationRecords", "contoso.com");
    let [record] = &records[..] else { panic!("{records:?}") };
    assert_eq!(property(&state, record, "mailExchange"), "contoso-com.mail.protection.outlook.com");
}

#[test]
fn what_refers_to_a_domain_stands_in_the_way() {
    let mut state = tenant();
    let id = Id::from("contoso.com");
    let user = put(
        &mut state,
        "User",
        "u",
        json!({ "userPrincipalName": "u@contoso.com", "proxyAddresses": ["smtp:u@contoso.com"] }),
    );
    let app =
        put(&mut state, "Application", "a", json!({ "identifierUris": ["https://contoso.com/a"] }));
    put(&mut state, "User", "v", json!({ "userPrincipalName": "v@contoso.onmicrosoft.com" }));
    let found = call(&mut state, "domains.domainNameReferences.list", "contoso.com", json!({}));
    assert_eq!(found, Ok(Reply::Objects(vec![user, app])));
    let deleted = change(&mut state, Change::Delete(&id));
    assert_eq!(refused(deleted).1, "The domain cannot be deleted while objects refer to it.");
    let initial = change(&mut state, Change::Delete(&Id::from("contoso.onmicrosoft.com")));
    assert_eq!(refused(initial).1, "The initial domain cannot be deleted.");
    assert_eq!(
        call(&mut state, "domains.forceDelete", "contoso.com", json!({})),
        Ok(Reply::Nothing)
    );
    assert!(state.any("contoso.com").is_none());
    assert_eq!(property(&state, "u", "userPrincipalName"), "u@contoso.onmicrosoft.com");
    assert_eq!(property(&state, "u", "proxyAddresses"), &json!(["smtp:u@contoso.onmicrosoft.com"]));
    assert_eq!(property(&state, "u", "accountEnabled"), false);
    assert_eq!(
        property(&state, "a", "identifierUris"),
        &json!(["https://contoso.onmicrosoft.com/a"])
    );
}

#[test]
fn names_of_domains_are_names() {
    let mut state = tenant();
    for name in [
        "contoso",
        "",
        "a..example",
        "-a.example",
        "a b.example",
        "x.onmicrosoft.com",
        "contoso.com",
    ] {
        assert!(create(&mut state, "Domain", json!({ "id": name })).is_err(), "{name}");
    }
}
