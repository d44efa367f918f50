//! The keys and passwords of applications, and the proofs that they have one.

use std::time::{Duration, SystemTime};

use directory_graph::DateTime;
use serde_json::{Map, Value, json};

use crate::access;
use crate::call::{Call, Change, Reply};
use crate::refusal::{Reason, Refusal};
use crate::store::{Id, State};

/// Whom proofs are made for.
const AUDIENCE: &str = "00000002-0000-0000-c000-000000000000";
/// How long a proof may be good for.
const PROOF_LIVES: u64 = 600;
const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// `addKey`
pub(super) fn add(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let target = call.target()?;
    prove(call, &target)?;
    let mut key = object(call.body.get("keyCredential"));
    let text = |name: &str| key.get(name).and_then(Value::as_str);
    let has_password = call
        .body
        .get("passwordCredential")
        .and_then(|password| password.get("secretText").or_else(|| password.get("value")));
    let fits = match (text("type"), text("usage")) {
        (Some("AsymmetricX509Cert"), Some("Verify")) => true,
        (Some("X509CertAndPassword"), Some("Sign")) => has_password.is_some_and(Value::is_string),
        _ => false,
    };
    if !call.loose && (!fits || text("key").is_none()) {
        let message = "The key needs a type and the usage that goes with it, a value, and a password if its type says so.";
        return Err(Refusal::bad_request(message).on("keyCredential"));
    }
    finish(call.state, &mut key, YEAR);
    push(call.state, &target, "keyCredentials", key.clone());
    Ok(Reply::Value(Value::Object(key)))
}

/// `addKey` of Azure AD Graph, which has other names for what keys hold and responds with a list.
pub(super) fn add_for_azure_ad_graph(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    const NAMES: [(&str, &str); 3] =
        [("value", "key"), ("startDate", "startDateTime"), ("endDate", "endDateTime")];
    let mut key = object(call.body.get("keyCredential"));
    for (theirs, ours) in NAMES {
        key.remove(theirs).map(|value| key.insert(ours.into(), value));
    }
    call.body.insert("keyCredential".into(), Value::Object(key));
    let Reply::Value(Value::Object(mut key)) = add(call)? else { return Ok(Reply::Nothing) };
    for (theirs, ours) in NAMES {
        key.remove(ours).map(|value| key.insert(theirs.into(), value));
    }
    Ok(Reply::Value(json!([{ "keyCredential": key }])))
}

/// `removeKey`
pub(super) fn remove(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let target = call.target()?;
    prove(call, &target)?;
    take(call, &target, "keyCredentials")
}

/// `addPassword`
pub(super) fn add_password(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let target = call.target()?;
    let mut password = object(call.body.get("passwordCredential"));
    finish(call.state, &mut password, 2 * YEAR);
    let secret = secret(call.state);
    password.insert("hint".into(), json!(secret[..3]));
    password.insert("secretText".into(), Value::Null);
    push(call.state, &target, "passwordCredentials", password.clone());
    password.insert("secretText".into(), json!(secret));
    Ok(Reply::Value(Value::Object(password)))
}

/// `removePassword`
pub(super) fn remove_password(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let target = call.target()?;
    take(call, &target, "passwordCredentials")
}

/// Gives identifiers and dates to credentials that an object was given, and takes their secrets out of sight.
pub(super) fn effect(state: &mut State, change: Change<'_>) {
    let given = match change {
        Change::Created(id) => state.object(id).map(|object| (id, object.properties.clone())),
        Change::Update(id, given) => Some((id, given.clone())),
        _ => None,
    };
    let Some((id, given)) = given else { return };
    for (list, lives) in [("keyCredentials", YEAR), ("passwordCredentials", 2 * YEAR)] {
        let Some(Value::Array(credentials)) = given.get(list) else { continue };
        let mut finished = Vec::new();
        for credential in credentials {
            let mut credential = object(Some(credential));
            finish(state, &mut credential, lives);
            if credential.contains_key("secretText") {
                credential.insert("secretText".into(), Value::Null);
            }
            finished.push(Value::Object(credential));
        }
        if let Some(properties) = state.change(id) {
            properties.insert(list.into(), Value::Array(finished));
        }
    }
}

fn object(value: Option<&Value>) -> Map<String, Value> {
    value.and_then(Value::as_object).cloned().unwrap_or_default()
}

/// Adds what the service adds.
fn finish(state: &mut State, credential: &mut Map<String, Value>, lives: Duration) {
    let mut fill = |name: &str, value: Value| {
        let slot = credential.entry(name).or_insert(Value::Null);
        if slot.is_null() {
            *slot = value;
        }
    };
    let end = DateTime::from(SystemTime::UNIX_EPOCH + state.clock() + lives);
    fill("keyId", json!(&*state.new_id()));
    fill("startDateTime", json!(state.now()));
    fill("endDateTime", json!(end.as_str()));
}

fn push(state: &mut State, target: &Id, list: &str, credential: Map<String, Value>) {
    if let Some(properties) = state.change(target) {
        let slot = properties.entry(list).or_insert_with(|| json!([]));
        match slot.as_array_mut() {
            Some(credentials) => credentials.push(Value::Object(credential)),
            None => *slot = json!([credential]),
        }
    }
}

/// Takes out the credential that the request names.
fn take(call: &mut Call<'_>, target: &Id, list: &str) -> Result<Reply, Refusal> {
    let wanted = call.text("keyId").unwrap_or_default().to_owned();
    let credentials = call.state.change(target).and_then(|properties| properties.get_mut(list));
    let Some(Value::Array(credentials)) = credentials else { return Err(none(&wanted)) };
    let before = credentials.len();
    credentials.retain(|credential| {
        let id = credential.get("keyId").and_then(Value::as_str);
        !id.is_some_and(|id| id.eq_ignore_ascii_case(&wanted))
    });
    if credentials.len() == before { Err(none(&wanted)) } else { Ok(Reply::Nothing) }
}

fn none(id: &str) -> Refusal {
    Refusal::bad_request(format!("There is no credential '{id}' to be removed.")).on("keyId")
}

/// Forty characters.
fn secret(state: &mut State) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789~._-";
    (0..40).map(|_| char::from(LETTERS[state.random() as usize % LETTERS.len()])).collect()
}

/// The application has a key that is good, and the proof says what it has to say. Its signature is not looked at.
fn prove(call: &Call<'_>, target: &Id) -> Result<(), Refusal> {
    if call.loose {
        return Ok(());
    }
    let now = SystemTime::UNIX_EPOCH + call.state.clock();
    let object = call.state.object(target).ok_or_else(|| Refusal::not_found(target))?;
    let keys = object.properties.get("keyCredentials").and_then(Value::as_array);
    let is_good = |key: &Value| {
        let end = key.get("endDateTime").and_then(Value::as_str);
        end.and_then(|end| DateTime::from(end).to_system_time()).is_none_or(|end| end > now)
    };
    if !keys.is_some_and(|keys| keys.iter().any(is_good)) {
        return Err(denied("The application has no key to prove itself with."));
    }
    let proof = call.text("proof").unwrap_or_default();
    let Some(claims) = access::claims(proof.strip_prefix("Bearer ").unwrap_or(proof)) else {
        return Err(denied("The proof is no signed token."));
    };
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let number = |name: &str| claims.get(name).and_then(Value::as_u64);
    let seconds = call.state.clock().as_secs();
    if text("aud") != Some(AUDIENCE) {
        return Err(denied("The proof is made for somebody else."));
    }
    if text("iss") != Some(&**target) {
        return Err(denied("The proof is not made by this application."));
    }
    match (number("nbf"), number("exp")) {
        (Some(from), Some(to)) if from <= seconds && seconds < to && to - from <= PROOF_LIVES => {
            Ok(())
        }
        _ => Err(denied("The proof is not good now, or for too long.")),
    }
}

fn denied(message: &str) -> Refusal {
    Refusal::new(Reason::Denied, message).on("proof")
}
