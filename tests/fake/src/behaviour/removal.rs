//! What undoes a deletion, and until when it can be undone.

use std::time::{Duration, SystemTime};

use directory_graph::DateTime;
use serde_json::{Value, json};

use super::{licences, unique};
use crate::call::{Call, Reply};
use crate::refusal::Refusal;
use crate::store::{Id, State};

/// How long a deleted object can be restored.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// `directory.deletedItems.restore`
pub(super) fn restore(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let target = call.target()?;
    let mut object =
        call.state.deleted(&target).cloned().ok_or_else(|| Refusal::not_found(&target))?;
    if &*object.kind == "User" {
        if let Some(name) = call.text("newUserPrincipalName") {
            object.properties.insert("userPrincipalName".into(), json!(name));
        }
        if call.flag("autoReconcileProxyConflict") == Some(true)
            && let Some(Value::Array(addresses)) = object.properties.get_mut("proxyAddresses")
        {
            addresses.retain(|address| !unique::is_address_taken(call.state, &target, address));
        }
    }
    // Azure AD Graph alone lets callers say it.
    if let Some(uris) = call.body.get("identifierUris").filter(|uris| uris.is_array()) {
        object.properties.insert("identifierUris".into(), uris.clone());
    }
    unique::check(call.state, &object.kind, Some(&target), &object.properties)?;
    object.deleted = None;
    call.state.insert(&target, object);
    licences::settle_members(call.state, &target);
    Ok(Reply::Object(target))
}

/// Removes for good what has been deleted for too long.
pub(crate) fn purge(state: &mut State) {
    let now = SystemTime::UNIX_EPOCH + state.clock();
    let kinds: Vec<_> = state.kinds().cloned().collect();
    let deleted = kinds.iter().flat_map(|kind| state.deleted_of_kind(kind));
    let is_over = |id: &&Id| {
        let since = state.deleted(id).and_then(|object| object.deleted.as_deref());
        let since = since.and_then(|since| DateTime::from(since).to_system_time());
        since.is_none_or(|since| since + KEPT <= now)
    };
    for id in deleted.filter(is_over).cloned().collect::<Vec<_>>() {
        state.remove(&id);
    }
}
