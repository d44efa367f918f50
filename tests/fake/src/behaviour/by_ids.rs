//! Objects by their identifiers.

use std::collections::HashSet;

use crate::call::{Call, Reply};
use crate::refusal::Refusal;
use crate::store::Object;

/// How many objects a request may ask for.
const MOST: usize = 1_000;
/// What has an identifier and is no directory object.
const OTHERS: [&str; 4] = ["Domain", "DnsZone", "LicenseDetails", "SubscribedSku"];

/// `directoryObjects.getByIds`
pub(super) fn get(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let ids = call.texts("ids");
    if ids.len() > MOST && !call.loose {
        let message = format!("At most {MOST} objects can be asked for in a request.");
        return Err(Refusal::bad_request(message).on("ids"));
    }
    let kinds = call.texts("types");
    let mut seen = HashSet::new();
    let found = ids.into_iter().filter_map(|id| {
        let object = call.state.object(id)?;
        let is_asked = kinds.is_empty() || kinds.iter().any(|kind| is(object, kind));
        (is_asked && is_directory_object(object) && seen.insert(id)).then(|| call.state.id(id))?
    });
    Ok(Reply::Objects(found.collect()))
}

pub(super) fn is_directory_object(object: &Object) -> bool {
    !OTHERS.contains(&&*object.kind) && !object.kind.starts_with("DomainDns")
}

/// Whether an object is of a kind that is written in any case, and with either service's name.
fn is(object: &Object, kind: &str) -> bool {
    let kind = if kind.eq_ignore_ascii_case("contact") { "orgContact" } else { kind };
    kind.eq_ignore_ascii_case("directoryObject") || object.kind.eq_ignore_ascii_case(kind)
}
