use super::*;

/// `{"aud":"00000002-0000-0000-c000-000000000000","iss":"app","nbf":1767225600,"exp":1767226200}`, signed by nobody.
const PROOF: &str = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIwMDAwMDAwMi0wMDAwLTAwMDAtYzAwMC0wMDAwMDAwMDAwMDAiLCJpc3MiOiJhcHAiLCJuYmYiOjE3NjcyMjU2MDAsImV4cCI6MTc2NzIyNjIwMH0.c2lnbmF0dXJl";

fn tenant() -> State {
    let mut state = State::new(1);
    let key = json!({ "keyId": "k1", "type": "AsymmetricX509Cert", "usage": "Verify", "endDateTime": "2026-06-01T00:00:00Z" });
    put(&mut state, "Application", "app", json!({ "keyCredentials": [key] }));
    put(&mut state, "Application", "bare", json!({}));
    state
}

fn add(state: &mut State, id: &str, proof: &str) -> Result<Reply, Refusal> {
    let key = json!({ "type": "AsymmetricX509Cert", "usage": "Verify", "key": "MIID" });
    call(
        state,
        "addKey",
        id,
        json!({ "keyCredential": key, "passwordCredential": null, "proof": proof }),
    )
}

#[test]
fn keys_come_and_go_with_a_proof() {
    let mut state = tenant();
    let Ok(Reply::Value(key)) = add(&mut state, "app", PROOF) else { panic!("refused") };
    assert_eq!(
        (&key["startDateTime"], &key["endDateTime"]),
        (&json!("2026-01-01T00:00:00Z"), &json!("2027-01-01T00:00:00Z"))
    );
    assert_eq!(property(&state, "app", "keyCredentials")[1], key);
    let body = json!({ "keyId": "k1", "proof": PROOF });
    assert_eq!(call(&mut state, "removeKey", "app", body.clone()), Ok(Reply::Nothing));
    assert_eq!(
        refused(call(&mut state, "removeKey", "app", body)).1,
        "There is no credential 'k1' to be removed."
    );
    assert_eq!(property(&state, "app", "keyCredentials"), &json!([key]));
}

#[test]
fn proofs_must_prove_it() {
    let mut state = tenant();
    let changed = |from: &str, to: &str| PROOF.replace(from, to);
    for (id, proof, expected) in [
        ("bare", PROOF.to_owned(), "The application has no key to prove itself with."),
        ("app", "eyJ0…".to_owned(), "The proof is no signed token."),
        ("app", changed(".c2lnbmF0dXJl", "."), "The proof is no signed token."),
        // "iss":"aqq"
        ("app", changed("iJhcHAi", "iJhcXEi"), "The proof is not made by this application."),
    ] {
        assert_eq!(
            refused(add(&mut state, id, &proof)),
            (Reason::Denied, expected.to_owned()),
            "{proof}"
        );
    }
    state.advance(std::time::Duration::from_secs(600));
    assert_eq!(
        refused(add(&mut state, "app", PROOF)).1,
        "The proof is not good now, or for too long."
    );
}

#[test]
fn the_type_of_a_key_and_its_usage_go_together() {
    let mut state = tenant();
    let key = json!({ "type": "AsymmetricX509Cert", "usage": "Sign", "key": "MIID" });
    let body = json!({ "keyCredential": key, "passwordCredential": null, "proof": PROOF });
    assert_eq!(refused(call(&mut state, "addKey", "app", body)).0, Reason::BadRequest);
}

#[test]
fn passwords_are_shown_once() {
    let mut state = tenant();
    let body = json!({ "passwordCredential": { "displayName": "CI" } });
    let Ok(Reply::Value(made)) = call(&mut state, "addPassword", "bare", body) else {
        panic!("refused")
    };
    let secret = made["secretText"].as_str().expect("a secret");
    assert_eq!((secret.len(), made["hint"].as_str()), (40, secret.get(..3)));
    assert_eq!(made["endDateTime"], "2028-01-01T00:00:00Z");
    let kept = &property(&state, "bare", "passwordCredentials")[0];
    assert_eq!((&kept["secretText"], &kept["displayName"]), (&Value::Null, &json!("CI")));
    let body = json!({ "keyId": made["keyId"] });
    assert_eq!(call(&mut state, "removePassword", "bare", body), Ok(Reply::Nothing));
    assert_eq!(property(&state, "bare", "passwordCredentials"), &json!([]));
}

#[test]
fn credentials_that_are_set_are_finished() {
    let mut state = tenant();
    let id = Id::from("bare");
    update(&mut state, &id, json!({ "keyCredentials": [{ "type": "Symmetric", "endDateTime": "2026-02-01T00:00:00Z" }] })).expect("set");
    let key = &property(&state, "bare", "keyCredentials")[0];
    assert_eq!(key["keyId"].as_str().map(str::len), Some(36));
    assert_eq!(key["endDateTime"], "2026-02-01T00:00:00Z");
}
