//! What values the service takes, beyond their types.

use serde_json::{Map, Value};

use super::domains;
use crate::call::Change;
use crate::refusal::Refusal;
use crate::store::State;

/// Refuses values that are too long, or not what the service takes there.
pub(super) fn rule(state: &State, change: Change<'_>) -> Result<(), Refusal> {
    let (kind, given, is_new) = match change {
        Change::Create(kind, given) => (kind, given, true),
        Change::Update(id, given) => match state.any(id) {
            Some(object) => (&*object.kind, given, false),
            None => return Ok(()),
        },
        _ => return Ok(()),
    };
    short(given, "displayName", 256)?;
    if matches!(kind, "Group" | "User") {
        short(given, "mailNickname", 64)?;
        nickname(given)?;
    }
    match kind {
        "Group" if is_new => group(given),
        "User" => principal_name(state, given),
        "Domain" if is_new => domains::name(given),
        _ => Ok(()),
    }
}

fn text<'a>(given: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    given.get(name)?.as_str()
}

fn invalid(property: &str) -> Refusal {
    Refusal::bad_request(format!("Invalid value specified for property '{property}'.")).on(property)
}

fn short(given: &Map<String, Value>, property: &str, most: usize) -> Result<(), Refusal> {
    match text(given, property).map(|text| text.chars().count()) {
        Some(length) if length == 0 || length > most => Err(invalid(property)),
        _ => Ok(()),
    }
}

fn nickname(given: &Map<String, Value>) -> Result<(), Refusal> {
    let odd = |next: char| !next.is_ascii_graphic() || "@()\\[]\";:<>,".contains(next);
    match text(given, "mailNickname") {
        Some(name) if name.contains(odd) => Err(invalid("mailNickname")),
        _ => Ok(()),
    }
}

/// Security groups and Microsoft 365 groups can be made, distribution groups cannot.
fn group(given: &Map<String, Value>) -> Result<(), Refusal> {
    let flag = |name: &str| given.get(name) == Some(&Value::Bool(true));
    let types = given.get("groupTypes").and_then(Value::as_array);
    let is_unified =
        types.is_some_and(|types| types.iter().any(|is| is.as_str() == Some("Unified")));
    match (flag("mailEnabled"), flag("securityEnabled"), is_unified) {
        (true, _, true) | (false, true, false) => Ok(()),
        (true, _, false) => Err(invalid("mailEnabled")),
        (false, ..) => Err(invalid("securityEnabled")),
    }
}

/// The name ends in a verified domain of the tenant.
fn principal_name(state: &State, given: &Map<String, Value>) -> Result<(), Refusal> {
    let Some(name) = text(given, "userPrincipalName") else { return Ok(()) };
    let domain =
        name.rsplit_once('@').filter(|(local, _)| !local.is_empty()).map(|(_, domain)| domain);
    let is_known = domain
        .is_some_and(|domain| state.count("Domain") == 0 || domains::is_verified(state, domain));
    if is_known {
        return Ok(());
    }
    let message = "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.";
    Err(Refusal::bad_request(message).on("userPrincipalName"))
}
