//! A small spec, edits of it, and what comparing both says.

use std::collections::BTreeSet;
use std::path::Path;

use codegen::diff::Diff;
use codegen::{Read, SourceFile};
use serde_json::{Map, Value, json};

/// An edit of the spec. Places are `file/key/key/…`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Edit {
    /// Puts a value, JSON, at a place.
    Set(&'static str, &'static str),
    /// Adds a value, JSON, to the list at a place.
    Push(&'static str, &'static str),
    /// Takes away what is at a place.
    Cut(&'static str),
    /// Gives the entry at a place another key, or a file another name.
    Rename(&'static str, &'static str),
    /// Moves the entry at a place to another.
    Move(&'static str, &'static str),
    /// Replaces a text wherever it stands, in keys too.
    Everywhere(&'static str, &'static str),
}

/// The files of a spec: folder, name without `.json`, content. Examples and errata stand at the entries that they are of.
pub(crate) type Spec = Vec<(String, String, Value)>;

/// The spec that is edited.
pub(crate) fn fixture() -> Spec {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/diff/demo");
    let read = |name: &str| {
        let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
        ("demo".to_owned(), name.to_owned(), serde_json::from_str(&text).unwrap())
    };
    let mut spec = ["items", "service", "things"].map(read).to_vec();
    let (_, _, errata): (_, _, Value) = read("things.errata");
    for (entry, errata) in errata["errata"].as_object().unwrap() {
        put(&mut spec, &format!("things/operations/{entry}/errata"), errata.clone());
    }
    spec
}

/// The spec after some edits.
pub(crate) fn edited(edits: &[Edit]) -> Spec {
    let mut spec = fixture();
    edits.iter().for_each(|edit| apply(&mut spec, *edit));
    spec
}

fn apply(spec: &mut Spec, edit: Edit) {
    let value = |text: &str| -> Value {
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    };
    match edit {
        Edit::Set(place, text) => put(spec, place, value(text)),
        Edit::Push(place, text) => find(spec, place).as_array_mut().unwrap().push(value(text)),
        Edit::Cut(place) => drop(cut(spec, place)),
        Edit::Rename(file, name) if !file.contains('/') => {
            spec.iter_mut()
                .filter(|(_, stem, _)| stem == file)
                .for_each(|(_, stem, _)| *stem = name.to_owned());
        }
        Edit::Rename(place, key) => {
            let (parent, _) = place.rsplit_once('/').unwrap();
            let entry = cut(spec, place);
            put(spec, &format!("{parent}/{key}"), entry);
        }
        Edit::Move(from, to) => {
            let entry = cut(spec, from);
            put(spec, to, entry);
        }
        Edit::Everywhere(from, to) => {
            for (_, _, content) in spec {
                *content = value(&content.to_string().replace(from, to));
            }
        }
    }
}

fn cut(spec: &mut Spec, place: &str) -> Value {
    let (parent, key) = place.rsplit_once('/').unwrap();
    match find(spec, parent) {
        Value::Object(map) => map.remove(key).unwrap_or_else(|| panic!("{place}")),
        Value::Array(list) => list.remove(key.parse().unwrap()),
        _ => panic!("{place}"),
    }
}

fn put(spec: &mut Spec, place: &str, value: Value) {
    let Some((parent, key)) = place.rsplit_once('/') else {
        return spec.push(("demo".to_owned(), place.to_owned(), value));
    };
    match find(spec, parent) {
        Value::Object(map) => drop(map.insert(key.to_owned(), value)),
        Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
        _ => panic!("{place}"),
    }
}

fn find<'s>(spec: &'s mut Spec, place: &str) -> &'s mut Value {
    let mut keys = place.split('/');
    let file = keys.next().unwrap();
    let (_, _, content) =
        spec.iter_mut().find(|(_, name, _)| name == file).unwrap_or_else(|| panic!("{place}"));
    keys.fold(content, |value, key| match value {
        Value::Object(map) => map.get_mut(key).unwrap_or_else(|| panic!("{place}")),
        Value::Array(list) => &mut list[key.parse::<usize>().unwrap()],
        _ => panic!("{place}"),
    })
}

/// The spec as files, each operation with the example that it must have.
pub(crate) fn sources(spec: &Spec) -> Vec<SourceFile> {
    let mut whole = spec.clone();
    for (folder, _, content) in &mut whole {
        if let Some(operations) = content.get_mut("operations").and_then(Value::as_object_mut) {
            operations.values_mut().for_each(|operation| exemplify(spec, folder, operation));
        }
    }
    let mut whole: Spec = whole.into_iter().flat_map(split).collect();
    whole.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    let source = |(folder, name, content): &(String, String, Value)| SourceFile {
        path: format!("{folder}/{name}.json"),
        text: format!("{content:#}"),
    };
    whole.iter().map(source).collect()
}

/// A file, and those beside it with its examples and errata.
fn split((folder, name, mut content): (String, String, Value)) -> Spec {
    let mut beside: Vec<(&str, Map<String, Value>)> =
        vec![("errata", Map::new()), ("examples", Map::new())];
    for (section, items) in &mut beside {
        let own = content.as_object_mut().unwrap().remove(*section);
        items.extend(own.map(|own| ("service".to_owned(), own)));
        for list in ["operations", "types"] {
            let entries = content.get_mut(list).and_then(Value::as_object_mut);
            for (entry, value) in entries.into_iter().flatten() {
                let found = value.as_object_mut().unwrap().remove(*section);
                items.extend(found.map(|found| (entry.clone(), found)));
            }
        }
    }
    let beside = beside.into_iter().filter(|(_, items)| !items.is_empty());
    let mut files: Spec = beside
        .map(|(section, items)| {
            let content = json!({ (section): items });
            (folder.clone(), format!("{name}.{section}"), content)
        })
        .collect();
    files.push((folder, name, content));
    files
}

/// Adds an example of a request for each path of an operation.
fn exemplify(spec: &Spec, folder: &str, operation: &mut Value) {
    let (_, _, service) =
        spec.iter().find(|(of, name, _)| of == folder && name == "service").unwrap();
    let http = operation["http"].as_str().unwrap();
    let path = http.split_once(' ').unwrap().1.to_owned();
    let body = operation.get("body").map(|body| self::body(spec, folder, service, body));
    let on: Vec<Option<String>> = match operation.get("on") {
        None => vec![None],
        Some(list) => {
            list.as_array().unwrap().iter().map(|on| on.as_str().map(str::to_owned)).collect()
        }
    };
    let examples =
        operation.as_object_mut().unwrap().entry("examples").or_insert_with(|| json!([]));
    for on in on {
        let path = path.replace("{on}", on.as_deref().unwrap_or_default());
        let names: Vec<&str> = path
            .split('{')
            .skip(1)
            .map(|rest| rest.split_once('}').unwrap().0)
            .filter(|name| *name != "tenant")
            .collect();
        let mut request = json!({});
        if !names.is_empty() {
            request["path"] = names
                .iter()
                .map(|name| ((*name).to_owned(), json!("x1")))
                .collect::<Map<String, Value>>()
                .into();
        }
        if let Some(body) = &body {
            request["body"] = body.clone();
        }
        let mut example = json!({ "from": "constructed", "request": request });
        if let Some(on) = on {
            example["on"] = on.into();
        }
        examples.as_array_mut().unwrap().push(example);
    }
}

/// The least that a body must hold.
fn body(spec: &Spec, folder: &str, service: &Value, body: &Value) -> Value {
    let required =
        |properties: &Map<String, Value>, is_required: fn(&Value) -> bool| -> Map<String, Value> {
            properties
                .iter()
                .filter(|(_, property)| is_required(property))
                .map(|(name, property)| (name.clone(), sample(property["type"].as_str().unwrap())))
                .collect()
        };
    match body {
        Value::Object(properties) => {
            required(properties, |property| property.get("required") == Some(&json!(true))).into()
        }
        Value::String(text) if text == "link" => {
            let (host, to) = (&service["clouds"]["Global"]["url"], &service["link"]["to"]);
            let to = to.as_str().unwrap().replace("{tenant}", "myorganization");
            let (collection, _) = to.rsplit_once('/').unwrap();
            json!({ service["link"]["property"].as_str().unwrap(): format!("{}{collection}/x1", host.as_str().unwrap()) })
        }
        Value::String(text) => {
            let name = text.split_once('<').unwrap().1.trim_end_matches('>');
            let of = |name: &str| {
                spec.iter()
                    .filter(|(of, ..)| of == folder)
                    .find_map(|(_, _, content)| content["types"].get(name))
                    .unwrap()
            };
            let base = of(name).get("extends").map(|base| of(base.as_str().unwrap()));
            let types = base.into_iter().chain([of(name)]);
            let is_required = |property: &Value| property.get("create") == Some(&json!("required"));
            let all: Map<String, Value> = types
                .flat_map(|ty| required(ty["properties"].as_object().unwrap(), is_required))
                .collect();
            if text.starts_with("create") { all.into() } else { json!({}) }
        }
        _ => panic!("{body}"),
    }
}

fn sample(ty: &str) -> Value {
    match ty.trim_end_matches('?') {
        list if list.ends_with("[]") => json!([]),
        "int32" | "int64" => json!(1),
        "boolean" => json!(true),
        _ => json!("x1"),
    }
}

pub(crate) fn side(spec: &Spec) -> Read {
    let sources = sources(spec);
    codegen::read(&sources)
        .unwrap_or_else(|mistakes| panic!("{}", mistakes.render_human(&sources, false)))
}

pub(crate) fn compare(base: &Spec, head: &Spec) -> Diff {
    codegen::diff::diff(&side(base), &side(head))
}

/// The public surface of what is emitted, without its header.
pub(crate) fn surface(read: &Read) -> BTreeSet<String> {
    codegen::surface::surface(&read.model).iter().map(|item| item.line.clone()).collect()
}

/// Changes as the tables have them. Examples that follow from other changes are left out.
pub(crate) fn rows(diff: &Diff) -> Vec<String> {
    let follows = |code: &str| {
        code.starts_with("example-")
            && diff.changes.iter().any(|change| !change.code.id.starts_with("example-"))
    };
    let row = |change: &codegen::diff::Change| {
        format!("{} {} {}", change.level.as_str(), change.code.id, change.subject)
    };
    diff.changes.iter().filter(|change| !follows(change.code.id)).map(row).collect()
}
