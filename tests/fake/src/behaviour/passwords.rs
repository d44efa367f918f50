//! Passwords, which are kept where no response shows them.

use serde_json::{Value, json};

use crate::call::{Call, Change, Reply};
use crate::refusal::{Reason, Refusal};
use crate::store::State;

/// Where the password of a user stands. No service has a property of that name.
const PASSWORD: &str = "secret.password";

/// `changePassword`
pub(super) fn change(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let target = call.target()?;
    if call.state.me.as_ref() != Some(&target) && !call.loose {
        let message = "Only the signed-in user's own password can be changed.";
        return Err(Refusal::new(Reason::Denied, message));
    }
    let old = call.text("currentPassword").unwrap_or_default().to_owned();
    let new = call.text("newPassword").unwrap_or_default().to_owned();
    let object = call.state.object(&target).ok_or_else(|| Refusal::not_found(&target))?;
    let is_wrong = object.text(PASSWORD).is_some_and(|password| password != old);
    if !call.loose && (is_wrong || old.is_empty()) {
        let message = "The current password is not right.";
        return Err(Refusal::bad_request(message).on("currentPassword"));
    }
    if !call.loose {
        strong(&new, "newPassword")?;
    }
    if new == old {
        let message = "The new password is the old one.";
        return Err(Refusal::bad_request(message).on("newPassword"));
    }
    let now = call.state.now();
    if let Some(properties) = call.state.change(&target) {
        properties.insert(PASSWORD.into(), json!(new));
        properties.insert("lastPasswordChangeDateTime".into(), json!(now));
    }
    Ok(Reply::Nothing)
}

/// Passwords that are set have to be good enough.
pub(super) fn rule(_: &State, change: Change<'_>) -> Result<(), Refusal> {
    let (Change::Create("User", properties) | Change::Update(_, properties)) = change else {
        return Ok(());
    };
    match properties.get("passwordProfile").and_then(|profile| profile.get("password")) {
        Some(Value::String(password)) => strong(password, "passwordProfile"),
        _ => Ok(()),
    }
}

/// Takes a password that was set out of what is shown.
pub(super) fn effect(state: &mut State, change: Change<'_>) {
    let (Change::Created(id) | Change::Update(id, _)) = change else { return };
    let profile = state.object(id).and_then(|object| object.properties.get("passwordProfile"));
    if !profile.and_then(|profile| profile.get("password")).is_some_and(Value::is_string) {
        return;
    }
    let now = state.now();
    if let Some(properties) = state.change(id) {
        let profile = properties.get_mut("passwordProfile").and_then(Value::as_object_mut);
        let password = profile.and_then(|profile| profile.insert("password".into(), Value::Null));
        if let Some(password) = password.filter(Value::is_string) {
            properties.insert(PASSWORD.into(), password);
            properties.insert("lastPasswordChangeDateTime".into(), json!(now));
        }
    }
}

/// Eight characters, of three kinds.
fn strong(password: &str, property: &str) -> Result<(), Refusal> {
    let has = |is: fn(char) -> bool| usize::from(password.contains(is));
    let kinds = has(|next| next.is_lowercase())
        + has(|next| next.is_uppercase())
        + has(|next| next.is_numeric())
        + has(|next| !next.is_alphanumeric());
    let length = password.chars().count();
    if (8..=256).contains(&length) && kinds >= 3 {
        return Ok(());
    }
    let message = "The specified password does not comply with password complexity requirements. Please provide a different password.";
    Err(Refusal::bad_request(message).on(property))
}
