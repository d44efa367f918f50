//! Each key of the language has an edit of it alone that is told, so that a new key is not forgotten.

use std::collections::{BTreeMap, BTreeSet};

use codegen::SourceFile;
use codegen::diff::diff;
use serde_json::{Value, json};

use crate::diff::cases;
use crate::diff::support::Edit::{self, *};
use crate::diff::support::{Spec, edited, fixture, side, sources};
use crate::support::folder;

/// A definition of the schema and one of its keys.
type Key = (String, String);

/// What a spec says: by place, the value and the key that it is of; none if an author has chosen the key.
type Said = BTreeMap<String, (Option<Key>, Value)>;

/// Keys that no edit changes alone: those that say what a file is, those that hold entries with keys of their own, a target,
/// which must say what path and query say, those of a successor, which takes a second service, two that paths and ids say as
/// well, one that goes with what operations return, and two that the rows `base_removed` and `default_version` change with others.
const UNTOLD: &[&str] = &[
    "Delta.latest",
    "Delta.minimal",
    "ErrataFile.$schema",
    "Example.request",
    "Example.response",
    "ExampleRequest.target",
    "ExamplesFile.$schema",
    "ExamplesFile.examples",
    "Operation.relation",
    "Resource.$schema",
    "Service.$schema",
    "Service.casts",
    "Service.delta",
    "Service.headers",
    "Service.identifiers",
    "Service.link",
    "Service.path",
    "Service.permissionSets",
    "Service.query",
    "Service.successor",
    "Service.version",
    "Successor.differs",
    "Successor.operation",
    "Successor.parameters",
    "Successor.query",
    "Successor.renamed",
    "Type.extends",
    "Type.replacedBy",
    "TypeSuccessor.renamed",
    "TypeSuccessor.type",
    "Version.default",
];

/// What the small spec does not have, for the edits below.
const MORE: &[Edit] = &[
    Set(
        "items/operations/check/examples",
        r#"[{
            "from": "001 / Checks",
            "on": "/{tenant}/things/{thing_id}",
            "version": "1.0",
            "request": { "body": { "labels": ["new"] } },
            "response": { "status": 200, "body": { "value": ["new"] } }
        }]"#,
    ),
    Set(
        "items/operations/check/returns",
        r#"{ "200": "value<string[]>", "201": "value<string[]>" }"#,
    ),
    Set(
        "things/operations/things.list/examples",
        r#"[{ "from": "001 / Things", "request": { "query": { "$top": 5 } } }]"#,
    ),
    Set(
        "things/operations/things.get/examples",
        r#"[{ "from": "001 / Things", "request": { "path": { "thing_id": "t2" } } }]"#,
    ),
    Set("things/types/Color/values/red", r#"{ "rust": "Crimson", "doc": "Like blood." }"#),
    Set("things/operations/things.delete/documents", "[]"),
    Set("things/operations/things.delete/source", r#""A letter.""#),
    Set("service/permissionSets", r#"{ "things.write": { "delegated": ["Things.Write"] } }"#),
    Set("things/operations/things.update/permissions", r#""things.write""#),
    Set(
        "service/advanced",
        r#"{ "header": "ConsistencyLevel", "value": "eventual", "count": "$count" }"#,
    ),
    Set("service/query/$count", r#"{ "type": "count", "doc": "Whether to count." }"#),
    Push("things/operations/things.list/query", r#""$count""#),
    Set("service/query/@ids", r#"{ "type": "json", "of": "string[]", "doc": "Which." }"#),
    Push("things/operations/things.list/query", r#""@ids""#),
    Set("things/operations/things.list/examples/0/request/headers", r#"{ "Prefer": "a" }"#),
    Set("things/operations/things.label/until", r#"{ "name": "Lamp" }"#),
    Set("service/batch", r#"{ "format": "json", "most": 20 }"#),
    Set("service/imported", r#"{ "digest": "sha256:1", "select": ["things"], "depth": 2 }"#),
    Set(
        "service/delta",
        r#"{
            "id": "id",
            "query": "since",
            "nextLink": "demo.more",
            "deltaLink": "demo.later",
            "removed": { "demo.gone": "deleted" },
            "links": "Demo.LinkChange",
            "latest": { "query": "latest", "value": "true" },
            "minimal": { "header": "Prefer", "value": "return=minimal" }
        }"#,
    ),
    Set(
        "things/operations/things.delta",
        r#"{ "http": "GET /{tenant}/things", "summary": "Lists changes.", "returns": { "200": "delta<Thing>" }, "documents": ["001 / Changes"] }"#,
    ),
    Set("things/operations/things.update/replacedBy", r#"{ "reason": "Nobody asked for it." }"#),
    Set(
        "items/operations/check/replacedBy",
        r#"{ "on": "/{tenant}/things/{thing_id}", "request": "POST /check" }"#,
    ),
    Set("things/types/Part/replacedBy", r#"{ "reason": "Nobody has parts." }"#),
    Set("service/path/part_id", r#"{ "identifier": "ThingId", "doc": "The part." }"#),
    Set(
        "things/operations/parts.delete",
        r#"{ "http": "DELETE /{tenant}/parts/{part_id}", "summary": "Deletes a part.", "returns": { "204": "none" }, "documents": ["001 / Parts"] }"#,
    ),
];

/// Edits of one key each that the table has no row for.
const EDITS: &[Edit] = &[
    Set("items/operations/check/examples/0/from", r#""002 / Checks""#),
    Set("items/operations/check/examples/0/on", r#""/{tenant}/users/{user_id}""#),
    Cut("items/operations/check/examples/0/version"),
    Set("things/operations/things.get/examples/0/request/path/thing_id", r#""t3""#),
    Set("items/operations/check/examples/0/request/body/labels/0", r#""old""#),
    Set("items/operations/check/examples/0/response/status", "201"),
    Set("items/operations/check/examples/0/response/body/value/0", r#""old""#),
    Set("things/operations/things.list/examples/0/request/query/$top", "6"),
    Set("things/operations/things.list/examples/0/request/headers/Prefer", r#""b""#),
    Set("service/headers/Prefer/rust", r#""preference""#),
    Set("service/headers/Prefer/secret", "true"),
    Set("service/headers/Prefer/doc", r#""What the caller likes.""#),
    Set("things/types/Color/values/red/rust", r#""Scarlet""#),
    Set("things/types/Color/values/red/doc", r#""Like wine.""#),
    Set("things/operations/things.delete/source", r#""Another letter.""#),
    Set("service/delta/id", r#""name""#),
    Set("service/delta/query", r#""from""#),
    Set("service/delta/nextLink", r#""demo.next""#),
    Set("service/delta/deltaLink", r#""demo.delta""#),
    Set("service/delta/removed", r#"{ "demo.gone": "changed" }"#),
    Set("service/delta/links", r#""Demo.Link""#),
    Set("service/delta/latest/query", r#""last""#),
    Set("service/delta/latest/value", r#""1""#),
    Set("service/delta/minimal/header", r#""Wish""#),
    Set("service/errors/Demo_Gone/resync", "true"),
    Set("things/operations/things.label/until", r#""gone""#),
    Set("things/operations/things.label/request", r#""Labelling""#),
    Set("service/batch/format", r#""multipart""#),
    Set("service/imported/digest", r#""sha256:2""#),
    Set("service/imported/select", r#"["things/**"]"#),
    Set("service/imported/depth", "3"),
    Cut("service/imported"),
    Set("things/types/Part/open", "true"),
    Set("service/batch/most", "5"),
    Cut("service/batch"),
    Set("things/operations/things.update/replacedBy/reason", r#""It was a mistake.""#),
    Set("items/operations/check/replacedBy/on", r#""/{tenant}/users/{user_id}""#),
    Set("items/operations/check/replacedBy/request", r#""POST /verify""#),
    Set("things/types/Part/replacedBy/reason", r#""Nobody has parts any more.""#),
    Set("service/path/part_id/identifier", r#""UserId""#),
    Set("service/path/part_id/doc", r#""The part of a thing.""#),
    Set("service/odata", "3"),
    Set("service/identifiers/UserId/includes", r#"["ThingId"]"#),
    Set("service/errors/Demo_Gone/doc", r#""It was never there.""#),
    Set("service/identifiers/ThingId/doc", r#""What names a thing.""#),
    Set("service/query/$top/doc", r#""How many there are at once.""#),
    Set("service/query/$top/min", "2"),
    Set("service/query/$count/advanced", "true"),
    Set("service/query/@ids/of", r#""Part[]""#),
    Set("things/operations/things.list/advanced", "true"),
    Cut("service/advanced"),
    Set("service/advanced/header", r#""Consistency""#),
    Set("service/advanced/value", r#""session""#),
    Cut("service/advanced/count"),
    Set("things/types/Part/documents", r#"["001 / Parts"]"#),
    Set("things/operations/things.label/body/size/rust", r#""letters""#),
    Push("things/operations/things.get/permissions/application", r#""Things.ReadWrite""#),
    Set("things/operations/things.get/permissions/personal", r#"["Things.Read"]"#),
    Set("things/operations/things.get/permissions/roles", r#"["Keeper"]"#),
    Set("things/operations/things.get/permissions/clouds", r#"["Moon"]"#),
    Set("service/permissionSets/things.write/delegated/0", r#""Things.Use""#),
    Set("things/operations/things.get/errata/0/id", r#""D9""#),
    Set("things/operations/things.get/errata/0/document", r#""The page calls it stuff.""#),
    Set("things/operations/things.get/errata/0/spec", r#""It is a thing indeed.""#),
    Set("things/operations/things.get/errata/0/claim", r#"{ "/summary": "Gets a thingy." }"#),
];

#[test]
fn every_key_is_compared() {
    let schema = std::fs::read_to_string(folder("../api-spec/schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let said = |spec: &Spec| said(&schema, &sources(spec));
    let mut compared = BTreeSet::new();
    let base = said(&fixture());
    for case in cases::all() {
        let keys = differing(&base, &said(&edited(case.edits)));
        // Where several keys change, who knows which of them is told.
        if keys.len() == 1 && !case.changes.is_empty() {
            compared.extend(keys);
        }
    }
    let base = edited(MORE);
    let (base, base_said) = (side(&base), said(&base));
    for edit in EDITS {
        let head = edited(&[MORE, &[*edit]].concat());
        let keys = differing(&base_said, &said(&head));
        assert_eq!(keys.len(), 1, "{edit:?}: {keys:?}");
        assert!(!diff(&base, &side(&head)).changes.is_empty(), "{edit:?}");
        compared.extend(keys);
    }
    let mut all = BTreeSet::new();
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        let keys = definition["properties"].as_object().into_iter().flatten();
        all.extend(keys.map(|(key, _)| (name.clone(), key.clone())));
    }
    let rest = all.difference(&compared).map(|(name, key)| format!("{name}.{key}"));
    assert_eq!(rest.collect::<Vec<_>>(), UNTOLD);
}

/// The keys whose value is another, the innermost only. What is in something new or gone is not another.
fn differing(base: &Said, head: &Said) -> BTreeSet<Key> {
    let places: BTreeSet<&String> = base.keys().chain(head.keys()).collect();
    let value = |said: &Said, place: &str| said.get(place).map(|(_, value)| value.clone());
    let differs = |place: &&String| {
        let (parent, _) = place.rsplit_once('/').unwrap();
        let is_there = |said: &Said| said.contains_key(parent);
        is_there(base) && is_there(head) && value(base, place) != value(head, place)
    };
    let differing: Vec<&String> = places.into_iter().filter(differs).collect();
    let is_innermost = |place: &str| {
        let below = format!("{place}/");
        !differing.iter().any(|other| {
            let key = base.get(*other).or(head.get(*other)).unwrap().0.is_some();
            key && other.starts_with(&below)
        })
    };
    let innermost = differing.iter().filter(|place| is_innermost(place));
    let key = |place: &&&String| base.get(**place).or(head.get(**place)).unwrap().0.clone();
    let keys: BTreeSet<Key> = innermost.filter_map(|place| key(&place)).collect();
    // The examples that an operation must have follow what is said of it.
    let (examples, own): (BTreeSet<Key>, BTreeSet<Key>) =
        keys.into_iter().partition(|(name, _)| name.starts_with("Example"));
    if own.is_empty() { examples } else { own }
}

fn said(schema: &Value, files: &[SourceFile]) -> Said {
    let mut said = Said::new();
    for file in files {
        let content: Value = serde_json::from_str(&file.text).unwrap();
        // What the schema tells files apart by.
        let has = |key| content.get(key).is_some();
        let definition = match () {
            () if has("title") => "Service",
            () if has("examples") => "ExamplesFile",
            () if has("errata") => "ErrataFile",
            () => "Resource",
        };
        let root = json!({ "$ref": format!("#/$defs/{definition}") });
        walk(schema, &root, &content, (&file.path, None), &mut said);
    }
    said
}

fn walk(
    schema: &Value,
    node: &Value,
    value: &Value,
    (at, key): (&str, Option<&Key>),
    said: &mut Said,
) {
    said.insert(at.to_owned(), (key.cloned(), value.clone()));
    let name = node["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/"));
    let node = name.map_or(node, |name| &schema["$defs"][name]);
    let fits = |variant: &&Value| match variant["type"].as_str() {
        Some("null") => value.is_null(),
        Some("string") => value.is_string(),
        _ => !value.is_string() || variant.get("$ref").is_some(),
    };
    if let Some(variants) = node["anyOf"].as_array() {
        let variant = variants.iter().find(fits).unwrap();
        return walk(schema, variant, value, (at, key), said);
    }
    for (inner, value) in value.as_object().into_iter().flatten() {
        let below = format!("{at}/{}", inner.replace('/', "~1"));
        let known = node["properties"].get(inner);
        let node = known.unwrap_or(&node["additionalProperties"]);
        let key = known.and(name).map(|name| (name.to_owned(), inner.clone()));
        walk(schema, node, value, (&below, key.as_ref()), said);
    }
    for (index, value) in value.as_array().into_iter().flatten().enumerate() {
        walk(schema, &node["items"], value, (&format!("{at}/{index}"), None), said);
    }
}
