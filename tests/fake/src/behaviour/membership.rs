//! What an object belongs to, directly and through groups.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::call::{Call, Reply};
use crate::refusal::{Reason, Refusal};
use crate::store::{Id, Object, State};

/// How many objects a request may check.
const MOST_CHECKED: usize = 20;
/// What a service lists.
struct Limits {
    /// How many objects at most.
    most: usize,
    /// Of whom it tells security groups alone.
    secure: &'static [&'static str],
}

const AZURE_AD_GRAPH: Limits = Limits { most: 2_046, secure: &["User"] };
const MICROSOFT_GRAPH: Limits = Limits { most: 11_000, secure: &["User", "ServicePrincipal"] };

/// `checkMemberGroups`
pub(super) fn check_groups(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    check(call, "groupIds", is_group)
}

/// `checkMemberObjects`
pub(super) fn check_objects(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    check(call, "ids", holds_members)
}

/// `getMemberGroups`
pub(super) fn groups(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    list(call, is_group, &MICROSOFT_GRAPH)
}

/// `getMemberGroups` of Azure AD Graph
pub(super) fn groups_of_azure_ad_graph(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    list(call, is_group, &AZURE_AD_GRAPH)
}

/// `getMemberObjects`
pub(super) fn objects(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    list(call, holds_members, &MICROSOFT_GRAPH)
}

/// `getMemberObjects` of Azure AD Graph
pub(super) fn objects_of_azure_ad_graph(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    list(call, holds_members, &AZURE_AD_GRAPH)
}

/// `isMemberOf` of Azure AD Graph, which names both objects in the body.
pub(super) fn is_member_of(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let named = ["groupId", "memberId"].map(|name| call.text(name).unwrap_or_default());
    if let Some(missing) = named.iter().find(|id| call.state.object(id).is_none()) {
        return Err(Refusal::not_found(missing));
    }
    let [group, member] = named;
    let mut found = memberships(call.state, member, is_group);
    Ok(Reply::Value(json!(found.any(|id| *id == *group))))
}

fn check(call: &Call<'_>, property: &str, counts: fn(&Object) -> bool) -> Result<Reply, Refusal> {
    let asked = call.texts(property);
    if asked.len() > MOST_CHECKED && !call.loose {
        let message = format!("At most {MOST_CHECKED} objects can be checked in a request.");
        return Err(Refusal::bad_request(message).on(property));
    }
    let found: HashSet<Id> = memberships(call.state, &call.target()?, counts).collect();
    let found: Vec<&str> = asked.into_iter().filter(|id| found.contains(*id)).collect();
    Ok(Reply::Value(json!(found)))
}

fn list(call: &Call<'_>, counts: fn(&Object) -> bool, limits: &Limits) -> Result<Reply, Refusal> {
    let target = call.target()?;
    let secure = call.flag("securityEnabledOnly") == Some(true);
    let kind = call.state.object(&target).map_or("", |object| &*object.kind);
    if secure && !limits.secure.contains(&kind) && !call.loose {
        let message = format!(
            "Security groups alone can be asked for of these only: {}.",
            limits.secure.join(", ")
        );
        return Err(Refusal::bad_request(message).on("securityEnabledOnly"));
    }
    let is_secure = |id: &Id| {
        let object = call.state.object(id);
        object.and_then(|object| object.properties.get("securityEnabled"))
            == Some(&Value::Bool(true))
    };
    let found = memberships(call.state, &target, counts).filter(|id| !secure || is_secure(id));
    let found: Vec<String> = found.map(|id| id.to_string()).collect();
    if found.len() > limits.most && !call.loose {
        let message =
            format!("The object belongs to {} others, more than {}.", found.len(), limits.most);
        return Err(Refusal::new(Reason::TooMany, message));
    }
    Ok(Reply::Value(json!(found)))
}

/// What an object belongs to, directly and through groups.
fn memberships(
    state: &State,
    member: &str,
    counts: fn(&Object) -> bool,
) -> impl Iterator<Item = Id> {
    let all = state.related("transitiveMemberOf", member).into_iter();
    all.filter(move |id| state.object(id).is_some_and(counts))
}

fn is_group(object: &Object) -> bool {
    &*object.kind == "Group"
}

fn holds_members(object: &Object) -> bool {
    matches!(&*object.kind, "Group" | "AdministrativeUnit" | "DirectoryRole")
}
