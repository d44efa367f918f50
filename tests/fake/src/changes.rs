//! Lists of changes as a service tells them: other names, marks and links than those of the successor.

use std::sync::Arc;

use codegen::contract::{Delta, Returns};
use serde_json::{Map, Value, json};

use crate::page::{DELTA_TOKEN, SKIP_TOKEN, Token};
use crate::request::Asked;
use crate::response::address;
use crate::show::Shower;
use crate::store::Object;

/// The query options in the names of home: those that select of changes.
pub(crate) fn at_home(asked: &Asked<'_>) -> Vec<(String, String)> {
    let mut query = asked.query.clone();
    let is_home = asked.world.homes[asked.route.service] == asked.route.service;
    let is_of_changes = matches!(asked.world.entry(asked.route).returns, Returns::Delta(_));
    if is_of_changes && !is_home {
        let lens = &asked.world.lenses[asked.route.service];
        for (_, names) in query.iter_mut().filter(|(name, _)| name == "$select") {
            let home = |name: &str| lens.home_name(name.trim()).unwrap_or(name).to_owned();
            *names = names.split(',').map(home).collect::<Vec<_>>().join(",");
        }
    }
    query
}

/// The links to the next page and to the next round, by the names that the service has for them.
pub(crate) fn links(
    asked: &Asked<'_>,
    skip_token: Option<String>,
    delta_token: Option<String>,
    now: u64,
) -> Vec<(String, String)> {
    let delta = asked.world.service(asked.route).delta.as_ref();
    let next = delta.and_then(|delta| delta.next_link.as_deref()).unwrap_or("@odata.nextLink");
    let later = delta.map_or("@odata.deltaLink", |delta| delta.delta_link.as_str());
    let query = delta.and_then(|delta| delta.query.as_deref());
    let tokens = [(next, SKIP_TOKEN, skip_token), (later, DELTA_TOKEN, delta_token)];
    let links = tokens.into_iter().filter_map(|(name, option, token)| {
        let token = Token::around(asked, option, &token?, now);
        let option = query.unwrap_or(option);
        let url = format!("{}/{}/{}?{option}={token}", asked.base, asked.prefix, asked.path);
        Some((name.to_owned(), url))
    });
    links.collect()
}

/// Changes in the service's own names: links that are new or gone stand among the objects.
pub(crate) fn own(asked: &Asked<'_>, shower: &Shower<'_>, values: Vec<Value>) -> Vec<Value> {
    let Some(delta) = asked.world.service(asked.route).delta.as_ref() else { return values };
    let mut told = Vec::new();
    for value in values {
        let Value::Object(mut value) = value else { continue };
        let kind: Arc<str> = text(value.remove("@odata.type")).into();
        let removed = value.remove("@removed");
        let members = value.remove("members@delta").unwrap_or_default();
        let id = text(value.get("id").cloned());
        // Links alone do not change the object that has them.
        if value.len() > 1 || removed.is_some() || members.is_null() {
            let object = Object { kind: kind.clone(), properties: value, deleted: None };
            let mut shown = shower.changed(&object);
            if let Some(mark) = removed.and_then(|removed| mark(delta, &removed)) {
                shown.insert(mark, true.into());
            }
            told.push(shown.into());
        }
        let kind = shower.name(&kind);
        for member in members.as_array().into_iter().flatten() {
            told.push(link(asked, shower, delta, (&id, &kind), member));
        }
    }
    told
}

/// The property that says why an object is gone.
fn mark(delta: &Delta, removed: &Value) -> Option<String> {
    let reason = removed.get("reason")?.as_str()?;
    delta.removed.iter().find(|(_, of)| *of == reason).map(|(name, _)| name.clone())
}

/// A link that is new or gone, as an object of its own.
fn link(
    asked: &Asked<'_>,
    shower: &Shower<'_>,
    delta: &Delta,
    (id, kind): (&str, &str),
    member: &Value,
) -> Value {
    let tag = delta.links.as_deref().unwrap_or_default();
    let target = text(member.get("id").cloned());
    let mut link = Map::new();
    let mut put = |name: &str, value: Value| link.insert(name.to_owned(), value);
    put("odata.type", tag.into());
    put("objectType", tag.rsplit('.').next().into());
    put("objectId", "00000000-0000-0000-0000-000000000000".into());
    put("associationType", "Member".into());
    put("sourceObjectId", id.into());
    put("sourceObjectType", kind.into());
    put("sourceObjectUri", address(asked, shower.state, id).into());
    put("targetObjectType", shower.name(&text(member.get("@odata.type").cloned())).into());
    put("targetObjectUri", address(asked, shower.state, &target).into());
    put("targetObjectId", target.into());
    if let Some(mark) = member.get("@removed").and_then(|removed| mark(delta, removed)) {
        put(&mark, json!(true));
    }
    link.into()
}

fn text(value: Option<Value>) -> String {
    match value {
        Some(Value::String(text)) => text,
        _ => String::new(),
    }
}
