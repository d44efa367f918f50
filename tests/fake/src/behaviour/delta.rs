//! Which objects have changed since somebody asked.
//!
//! A token names the state of then, which is kept: states share whatever has not changed between them.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::by_ids;
use crate::call::{Call, Reply};
use crate::query::{Dialect, Filter, Kind, Property, Rules, Support};
use crate::refusal::{Reason, Refusal};
use crate::store::{Id, State};

/// How many changes a page has.
const PAGE: usize = 100;

/// Where a round of pages stands: the changes from one version to another, after so many of them.
struct Round {
    from: Option<u64>,
    to: u64,
    after: usize,
}

/// `groups.delta` and its like.
pub(super) fn list(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let only = call.option("$filter").map(only).transpose()?;
    let kind = kind(call.operation);
    let tag = kind.is_none().then_some(tag as fn(&str) -> String);
    changes(call, kind, tag, None, &|id, _| only.as_ref().is_none_or(|ids| ids.contains(id)))
}

/// Azure AD Graph's differential query, whose filter names kinds. Changes have the kind of their object for a tag.
pub(super) fn list_for_azure_ad_graph(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let kind = kind(call.operation);
    let filter = call.option("$filter").filter(|_| kind.is_none());
    let kinds = filter.map(isof).transpose()?;
    changes(call, kind, Some(str::to_owned), Some("azure_ad_graph."), &|_, kind| {
        kinds.as_ref().is_none_or(|kinds| kinds.contains(kind))
    })
}

/// The kind of object that an operation lists; none if it lists all.
fn kind(operation: &str) -> Option<&'static str> {
    match operation.split('.').next() {
        Some("applications") => Some("Application"),
        Some("contacts") => Some("OrgContact"),
        Some("directoryObjects") => None,
        Some("servicePrincipals") => Some("ServicePrincipal"),
        Some("users") => Some("User"),
        _ => Some("Group"),
    }
}

fn changes(
    call: &mut Call<'_>,
    kind: Option<&str>,
    tag: Option<fn(&str) -> String>,
    own: Option<&str>,
    is_wanted: &dyn Fn(&str, &str) -> bool,
) -> Result<Reply, Refusal> {
    let round = match (call.option("$skiptoken"), call.option("$deltatoken")) {
        (Some(token), _) => Round::read(token).ok_or_else(expired)?,
        (None, Some("latest")) => {
            let delta_token = Some(call.state.remember().to_string());
            return Ok(Reply::Changes { values: Vec::new(), skip_token: None, delta_token });
        }
        (None, Some(token)) => {
            let from = Some(token.parse().map_err(|_| expired())?);
            Round { from, to: call.state.remember(), after: 0 }
        }
        (None, None) => Round { from: None, to: call.state.remember(), after: 0 },
    };
    let empty = State::new(0);
    let before = match round.from {
        Some(version) => call.state.remembered(version).ok_or_else(expired)?,
        None => &empty,
    };
    let after = call.state.remembered(round.to).ok_or_else(expired)?;
    let select = call.option("$select").map(|names| names.split(',').map(str::trim).collect());
    let expands = call.option("$expand") == Some("members");
    let minimal = call.option("minimal").is_some();
    let seen = View { kind, tag, own, select, expands, minimal };
    let candidates: Vec<Id> = match round.from {
        Some(version) => after.changed_after(version).cloned().collect(),
        None => {
            let kinds = after.kinds().filter(|own| kind.is_none_or(|kind| kind == &***own));
            kinds.flat_map(|kind| after.of_kind(kind)).cloned().collect()
        }
    };
    let ids = candidates.into_iter().filter(|id| {
        let object = after.any(id).or(before.any(id));
        object.is_some_and(|object| is_wanted(id, &object.kind))
    });
    let mut changes = ids.filter_map(|id| seen.change(before, after, &id)).skip(round.after);
    let values: Vec<Value> = changes.by_ref().take(PAGE).collect();
    let skip_token = changes.next().map(|_| {
        let from = round.from.map_or_else(String::new, |from| from.to_string());
        format!("{from}.{}.{}", round.to, round.after + PAGE)
    });
    let delta_token = skip_token.is_none().then(|| round.to.to_string());
    Ok(Reply::Changes { values, skip_token, delta_token })
}

fn expired() -> Refusal {
    Refusal::new(Reason::ExpiredPage, "The token is too old or none of this list; start again.")
}

impl Round {
    fn read(token: &str) -> Option<Self> {
        let mut parts = token.split('.');
        let (from, to, after) = (parts.next()?, parts.next()?, parts.next()?);
        let from = if from.is_empty() { None } else { Some(from.parse().ok()?) };
        Some(Self { from, to: to.parse().ok()?, after: after.parse().ok()? })
    }
}

/// Which objects are looked at, and what of them.
struct View<'a> {
    kind: Option<&'a str>,
    /// How a kind is written, if it is.
    tag: Option<fn(&str) -> String>,
    /// What properties begin with that only the service has.
    own: Option<&'a str>,
    select: Option<Vec<&'a str>>,
    expands: bool,
    /// Whether only properties are shown that have changed.
    minimal: bool,
}

impl View<'_> {
    /// What to say of an object, if it has changed between two states.
    fn change(&self, before: &State, after: &State, id: &Id) -> Option<Value> {
        let is_seen = |state: &State| {
            state.any(id).is_some_and(|object| match self.kind {
                Some(kind) => *object.kind == *kind,
                None => by_ids::is_directory_object(object),
            })
        };
        if !is_seen(before) && !is_seen(after) {
            return None;
        }
        let Some(now) = after.object(id) else {
            // What was made and deleted in between was never seen.
            let kind = &before.object(id)?.kind;
            let reason = if after.deleted(id).is_some() { "changed" } else { "deleted" };
            let mut gone = Map::new();
            gone.insert("@removed".into(), json!({ "reason": reason }));
            return Some(self.told(gone, id, kind));
        };
        let then = before.object(id);
        let mut shown = self.selected(&now.properties);
        let members = self.members(before, after, id);
        let then = then.map(|then| self.selected(&then.properties));
        let is_same = then.as_ref() == Some(&shown);
        if is_same && members.is_empty() {
            return None;
        }
        if is_same && self.own.is_some() {
            // Its links are told by themselves.
            shown.clear();
        }
        if let Some(then) = then.filter(|_| self.minimal) {
            shown.retain(|name, value| then.get(name) != Some(value));
        }
        if !members.is_empty() {
            shown.insert("members@delta".into(), Value::Array(members));
        }
        Some(self.told(shown, id, &now.kind))
    }

    /// What is told of an object, with what says which it is.
    fn told(&self, mut shown: Map<String, Value>, id: &Id, kind: &str) -> Value {
        shown.insert("id".into(), json!(&**id));
        if let Some(tag) = self.tag {
            shown.insert("@odata.type".into(), tag(kind).into());
        }
        shown.into()
    }

    fn selected(&self, properties: &Map<String, Value>) -> Map<String, Value> {
        let shows = |name: &str| match &self.select {
            Some(names) => names.contains(&name),
            None => !name.contains('.') || self.own.is_some_and(|own| name.starts_with(own)),
        };
        let shown = properties.iter().filter(|(name, _)| shows(name));
        shown.map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    /// Who has come and who has gone.
    fn members(&self, before: &State, after: &State, id: &Id) -> Vec<Value> {
        let names = self.select.as_ref();
        if !self.expands && names.is_some_and(|names| !names.contains(&"members")) {
            return Vec::new();
        }
        let of = |state: &State| -> BTreeSet<Id> {
            let is_there = state.object(id).is_some();
            state.related("members", id).into_iter().filter(|_| is_there).collect()
        };
        let (then, now) = (of(before), of(after));
        let entry = |state: &State, member: &Id| {
            let kind = state.object(member).map_or("directoryObject", |object| &*object.kind);
            json!({ "@odata.type": self.tag.unwrap_or(tag)(kind), "id": &**member })
        };
        let added = now.difference(&then).map(|member| entry(after, member));
        let gone = then.difference(&now).map(|member| {
            let mut gone = entry(before, member);
            if let Some(gone) = gone.as_object_mut() {
                gone.insert("@removed".into(), json!({ "reason": "deleted" }));
            }
            gone
        });
        added.chain(gone).collect()
    }
}

/// What says of which type an object is.
fn tag(kind: &str) -> String {
    let (first, rest) = kind.split_at(kind.len().min(1));
    format!("#microsoft.graph.{}{rest}", first.to_ascii_lowercase())
}

/// The objects that a filter like `id eq 'a' or id eq 'b'` names.
fn only(text: &str) -> Result<BTreeSet<String>, Refusal> {
    let id = |path: &str| {
        let kind = Kind::Text;
        let (filter, sort) = (Support::Plain, Support::Never);
        (path == "id").then_some(Property { kind, list: false, filter, sort, search: false })
    };
    let rules = Rules { dialect: Dialect::V4, advanced: false, loose: false, properties: &id };
    let filter =
        Filter::parse(text, rules).map_err(|error| Refusal::unsupported(error.to_string()))?;
    let named = filter.alternatives().filter(|ids| ids.len() <= 50);
    let named = named.ok_or_else(|| {
        Refusal::unsupported("A filter of changes has at most 50 conditions of the form `id eq`.")
    })?;
    Ok(named.into_iter().map(str::to_owned).collect())
}

/// The kinds that a filter like `isof('Microsoft.DirectoryServices.User')` names, perhaps several with `or`.
fn isof(text: &str) -> Result<BTreeSet<String>, Refusal> {
    let kind = |part: &str| {
        let name = part.trim().strip_prefix("isof('")?.strip_suffix("')")?;
        let name = name.strip_prefix("Microsoft.DirectoryServices.")?;
        Some(if name == "Contact" { "OrgContact" } else { name }.to_owned())
    };
    let kinds: Option<BTreeSet<String>> = text.split(" or ").map(kind).collect();
    kinds.ok_or_else(|| {
        Refusal::unsupported("A filter of changes has conditions of the form `isof('…')`.")
    })
}
