//! Leaving out what a round does not need.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Folder, entries, paths, section_mut};

/// What a round says about others than itself: successors in another service, and the permissions of all its operations.
pub(super) fn foreign(folder: &mut Folder) {
    for key in ["successor", "userConsent"] {
        folder.service.as_object_mut().and_then(|service| service.remove(key));
    }
    for (_, file) in &mut folder.files {
        for section in ["operations", "types"] {
            for entry in section_mut(file, section).into_iter().flat_map(Map::values_mut) {
                entry.as_object_mut().and_then(|entry| entry.remove("replacedBy"));
            }
        }
    }
}

/// Cuts a round down to the operations that are still wanted. Those that respond with a base come first, since a type that
/// is based on another needs it.
pub(super) fn shorten(folder: &mut Folder, left: &mut usize) {
    let bases = bases(folder);
    for (_, file) in &mut folder.files {
        let Some(operations) = section_mut(file, "operations") else {
            continue;
        };
        let mut all: Vec<(String, Value)> = std::mem::take(operations).into_iter().collect();
        all.sort_by_key(|(_, operation)| {
            let mut words = BTreeSet::new();
            collect_words(&operation["returns"], &mut words);
            words.is_disjoint(&bases)
        });
        *operations = all
            .into_iter()
            .filter_map(|(id, mut operation)| {
                let kept = paths(&operation).min(*left);
                *left -= kept;
                shorten_paths(&mut operation, kept);
                (kept > 0).then_some((id, operation))
            })
            .collect();
    }
}

/// The types that others are based on.
fn bases(folder: &Folder) -> BTreeSet<String> {
    folder
        .files
        .iter()
        .flat_map(|(_, file)| entries(file, "types"))
        .filter(|(_, ty)| ty.get("tag").is_some())
        .map(|(name, _)| name.clone())
        .collect()
}

/// Keeps the first paths of an operation with several, and what it says of them.
fn shorten_paths(operation: &mut Value, kept: usize) {
    let Some(on) = operation.get_mut("on").and_then(Value::as_array_mut) else {
        return;
    };
    on.truncate(kept);
    let on = on.clone();
    if let Some(examples) = operation.get_mut("examples").and_then(Value::as_array_mut) {
        examples.retain(|example| example.get("on").is_none_or(|path| on.contains(path)));
    }
}

/// Removes the types that no operation leads to, and files that are empty then.
pub(super) fn types(folder: &mut Folder) {
    let all: Vec<(&String, &Value)> =
        folder.files.iter().flat_map(|(_, file)| entries(file, "types")).collect();
    let mut needed = BTreeSet::new();
    for (_, file) in &folder.files {
        for (_, operation) in entries(file, "operations") {
            for key in ["returns", "body"] {
                collect_words(&operation[key], &mut needed);
            }
        }
    }
    let mut pending: Vec<String> = needed.iter().cloned().collect();
    while let Some(name) = pending.pop() {
        let own =
            |(other, ty): &&(&String, &Value)| **other == name || ty["extends"] == name.as_str();
        for (other, ty) in all.iter().filter(own) {
            let mut words = BTreeSet::from([(*other).clone()]);
            collect_words(&ty["extends"], &mut words);
            collect_words(&ty["properties"], &mut words);
            pending.extend(words.into_iter().filter(|word| needed.insert(word.clone())));
        }
    }
    for (_, file) in &mut folder.files {
        if let Some(types) = section_mut(file, "types") {
            types.retain(|name, _| needed.contains(name));
        }
    }
    folder.files.retain(|(_, file)| {
        ["operations", "types"].iter().any(|section| entries(file, section).next().is_some())
    });
}

/// Removes the flags of properties that no operation makes use of any more.
pub(super) fn flags(folder: &mut Folder) {
    let mut used: BTreeSet<(&str, String)> = BTreeSet::new();
    for (_, file) in &folder.files {
        for (_, operation) in entries(file, "operations") {
            let returns = operation["returns"].as_object().into_iter().flatten();
            for text in [&operation["body"]].into_iter().chain(returns.map(|(_, text)| text)) {
                let text = text.as_str().unwrap_or_default();
                let Some((kind, item)) = text.trim_end_matches('>').split_once('<') else {
                    continue;
                };
                let flags: &[&str] = match kind {
                    "create" => &["create"],
                    "update" => &["update"],
                    "page" | "value" => &["filter", "sort"],
                    _ => &[],
                };
                let item = item.trim_end_matches("[]");
                used.extend(flags.iter().map(|flag| (*flag, item.to_owned())));
            }
        }
    }
    // What is true of a base is true of the types that are based on it, and the other way round.
    let types = || folder.files.iter().flat_map(|(_, file)| entries(file, "types"));
    let related: Vec<(&str, String)> = types()
        .filter_map(|(name, ty)| Some((name, ty["extends"].as_str()?)))
        .flat_map(|(name, base)| {
            let to = |from: &str, to: &str| {
                let of = |flag: &&str| used.contains(&(*flag, from.to_owned()));
                let flags = ["create", "update", "filter", "sort"].into_iter().filter(of);
                flags.map(|flag| (flag, to.to_owned())).collect::<Vec<_>>()
            };
            let mut down = to(base, name);
            down.retain(|(flag, _)| ["filter", "sort"].contains(flag));
            [to(name, base), down].concat()
        })
        .collect();
    used.extend(related);
    for (_, file) in &mut folder.files {
        for (name, ty) in section_mut(file, "types").into_iter().flatten() {
            for (_, property) in section_mut(ty, "properties").into_iter().flatten() {
                if let Some(property) = property.as_object_mut() {
                    property.retain(|key, _| {
                        !["create", "update", "filter", "sort"].contains(&key.as_str())
                            || used.contains(&(key.as_str(), name.clone()))
                    });
                }
            }
        }
    }
}

/// The names in types: those under `type` in properties, and every name in a text.
fn collect_words(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => words.extend(
            text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).map(str::to_owned),
        ),
        Value::Object(object) => {
            for entry in object.values() {
                collect_words(entry.get("type").unwrap_or(entry), words);
            }
        }
        _ => {}
    }
}

/// Removes the parameters, query options and identifiers that no operation takes.
pub(super) fn service(folder: &mut Folder) {
    let mut words = BTreeSet::new();
    collect_words(&folder.service["link"], &mut words);
    for (_, file) in &folder.files {
        for (_, operation) in entries(file, "operations") {
            let on = operation["on"].as_array().into_iter().flatten();
            for path in on.chain([&operation["http"]]) {
                collect_words(path, &mut words);
            }
            let query = operation["query"].as_array().into_iter().flatten();
            let named = query.chain([&operation["permissions"]]);
            words.extend(named.filter_map(Value::as_str).map(str::to_owned));
        }
    }
    // `domains/id` is the parameter `id` behind `domains`.
    retain(&mut folder.service, "path", |name, _| name.split('/').all(|part| words.contains(part)));
    retain(&mut folder.service, "query", |name, _| words.contains(name));
    retain(&mut folder.service, "permissionSets", |name, _| words.contains(name));
    let types = folder.files.iter().flat_map(|(_, file)| entries(file, "types"));
    let keys = types.flat_map(|(_, ty)| entries(ty, "properties")).map(|(_, it)| &it["key"]);
    let parameters = entries(&folder.service, "path").map(|(_, it)| &it["identifier"]);
    let identified: BTreeSet<String> =
        parameters.chain(keys).filter_map(Value::as_str).map(str::to_owned).collect();
    retain(&mut folder.service, "identifiers", |name, _| identified.contains(name));
}

fn retain(file: &mut Value, section: &str, keep: impl Fn(&str, &Value) -> bool) {
    if let Some(section) = section_mut(file, section) {
        let section: &mut Map<String, Value> = section;
        section.retain(|name, value| keep(name, value));
    }
}
