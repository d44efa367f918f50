//! `api-spec/schema.json` tells an editor what `codegen` tells an author: another project's validator takes it at its
//! word.

use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use codegen::SourceFile;
use codegen::spec::{ErrataFile, ExamplesFile, Resource, Service};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{RngSeed, TestRunner};
use serde_json::{Map, Value, json};
use tests::{root, spec};

/// The codes that say that something has the wrong shape, which is what a schema can see.
const SHAPE: [&str; 5] = ["E0004", "E0005", "E0006", "E0007", "E0008"];

/// The schema as the validator understands it.
struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn new() -> Self {
        Self::of(text())
    }

    /// Without what it says about the insides of texts, which is not for the parser to see.
    fn of_shapes() -> Self {
        let mut schema = text();
        without_patterns(&mut schema);
        Self::of(schema)
    }

    fn of(schema: Value) -> Self {
        let mut compiler = Compiler::new();
        let mut schemas = Schemas::new();
        compiler.add_resource("schema.json", schema).unwrap();
        let index = compiler.compile("schema.json", &mut schemas).unwrap();
        Self { schemas, index }
    }

    fn accepts(&self, file: &Value) -> bool {
        self.schemas.validate(file, self.index).is_ok()
    }
}

fn without_patterns(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.retain(|key, _| !["pattern", "propertyNames"].contains(&key.as_str()));
            object.values_mut().for_each(without_patterns);
        }
        Value::Array(list) => list.iter_mut().for_each(without_patterns),
        _ => {}
    }
}

fn text() -> Value {
    let text = fs::read_to_string(root().join("api-spec/schema.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Whether the types of the language take this text.
fn serde_takes(file: &SourceFile) -> bool {
    if file.path.ends_with("/service.json") {
        serde_json::from_str::<Service>(&file.text).is_ok()
    } else if file.path.ends_with(".examples.json") {
        serde_json::from_str::<ExamplesFile>(&file.text).is_ok()
    } else if file.path.ends_with(".errata.json") {
        serde_json::from_str::<ErrataFile>(&file.text).is_ok()
    } else {
        serde_json::from_str::<Resource>(&file.text).is_ok()
    }
}

/// The codes that `codegen` reports for this file alone; its service and the file that it stands beside are elsewhere.
fn reported(file: &SourceFile) -> Vec<&'static str> {
    let parsed = codegen::parse::parse(std::slice::from_ref(file));
    let codes = parsed.diagnostics.iter().map(|mistake| mistake.code.id);
    codes.filter(|code| !["E0009", "E0014"].contains(code)).collect()
}

/// Every file of a spec below a folder of `tests/fixtures`, however deep.
fn fixtures(folder: &str) -> Vec<SourceFile> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("tests/fixtures").join(folder)];
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "json")
                && !path.ends_with("documents.json")
            {
                files.push(read(&path));
            }
        }
    }
    files
}

fn read(path: &Path) -> SourceFile {
    SourceFile {
        path: path.display().to_string().replace('\\', "/"),
        text: fs::read_to_string(path).unwrap(),
    }
}

#[test]
fn every_real_file_and_every_fixture_without_mistakes_is_accepted() {
    let schema = Schema::new();
    let files = [spec(), fixtures("features")].concat();
    let refused = |file: &&SourceFile| {
        let value = serde_json::from_str(&file.text).unwrap();
        !schema.accepts(&value) || !serde_takes(file)
    };
    let refused: Vec<&str> = files.iter().filter(refused).map(|it| it.path.as_str()).collect();
    assert_eq!(refused, [""; 0]);
    assert!(files.len() > 60, "{}", files.len());
}

/// A text somewhere in a file: the file around it, what may stand there, and what may not.
type Text = (fn(&str) -> Value, &'static [&'static str], &'static [&'static str]);

fn service(key: &str, value: Value) -> Value {
    let mut service = json!({ "title": "Demo", "doc": "A service.", "version": {}, "scopes": [] });
    service[key] = value;
    service
}

fn operation(key: &str, value: Value) -> Value {
    let mut operation = json!({ "http": "GET /things", "summary": "Reads.", "returns": { "200": "none" }, "documents": [] });
    operation[key] = value;
    json!({ "doc": "Things.", "operations": { "things.get": operation } })
}

fn property(key: &str, value: Value) -> Value {
    let mut property = json!({ "type": "string", "doc": "Its name." });
    property[key] = value;
    json!({ "doc": "Things.", "types": { "Thing": { "doc": "A thing.", "properties": { "name": property } } } })
}

fn example(from: &str, target: &str) -> Value {
    json!({ "examples": { "things.get": [{ "from": from, "request": { "target": target } }] } })
}

const TEXTS: &[Text] = &[
    (
        |text| operation("http", text.into()),
        &[
            "GET /things",
            "PATCH /{tenant}/domains('{domain_name}')/$links/a-b.c",
            "POST {on}/check",
        ],
        &[
            "get /things",
            "GET things",
            "GET  /things",
            "GET /things/",
            "GET /{Thing}",
            "GET /things?x=1",
            "GET /a b",
            "GET /x{id}",
        ],
    ),
    (
        |text| operation("on", json!([text])),
        &["/me", "/{tenant}/users/{user_id}"],
        &["me", "/", "/me/", "{on}"],
    ),
    (
        |text| operation("returns", json!({ "200": text })),
        &["none", "Thing", "value<string[]>", "page<Thing>"],
        &["", "list<Thing>", "page<Thing", "Thing?", "page<page<Thing>>", "string | null"],
    ),
    (
        |text| operation("returns", json!({ (text): "none" })),
        &["200", "204"],
        &["404", "20", "2000", "2xx"],
    ),
    (
        |text| operation("body", text.into()),
        &["link", "create<Thing>", "update<Thing>"],
        &["link<Thing>", "create<", "create<Thing[]>", "delete<Thing>"],
    ),
    (
        |text| operation("documents", json!([text])),
        &["004 / Get things", "000 / 도메인"],
        &["4 / Get things", "004/ Get things", "004 / ", "Get things"],
    ),
    (
        |text| operation("replacedBy", json!({ "request": text })),
        &["GET /v1.0/things/{id}"],
        &["/v1.0/things", "FETCH /things", "GET things", "GET /things?$top=1"],
    ),
    (
        |text| operation("replacedBy", json!([{ "on": text, "reason": "Gone." }])),
        &["/me"],
        &["me", "/me/"],
    ),
    (
        |text| operation("replacedBy", json!({ "operation": text })),
        &["groups.list", "{on}.list"],
        &["", "{of}.list", "groups list"],
    ),
    (|text| operation("permissions", text.into()), &["groups.read"], &["", "groups read"]),
    (
        |text| operation("permissions", json!({ "delegated": [text] })),
        &["Group.Read.All", "User.Read and Group.Read.All"],
        &["", "User.Read,Group.Read.All", "User.Read and ", "User.Read or Group.Read.All"],
    ),
    (
        |text| property("type", text.into()),
        &["string", "int32?", "Thing[]", "Thing[]?"],
        &["", "Thing?[]", "page<Thing>", "Thing[][]", "a b"],
    ),
    (
        |text| property("rust", text.into()),
        &["name", "order_by2"],
        &["Name", "orderBy", "2nd", "a-b", ""],
    ),
    (
        |text| service("clouds", json!({ "Global": { "url": text, "doc": "Everywhere." } })),
        &["https://demo.example", "https://localhost:8080"],
        &[
            "http://demo.example",
            "https://",
            "https://Demo.example",
            "https://demo.example/",
            "demo.example",
        ],
    ),
    (
        |text| service("authority", text.into()),
        &["https://login.example", "https://login.example/organizations"],
        &["https://login.example/", "login.example", "https://a//b"],
    ),
    (
        |text| service("errors", json!({ "Demo_Gone": { "rust": text, "doc": "Gone." } })),
        &["Gone", "HttpGone2"],
        &["gone", "Is_Gone", "2Gone"],
    ),
    (
        |text| service("path", json!({ (text): { "doc": "A parameter." } })),
        &["tenant", "user_id2"],
        &["UserId", "2nd", "user-id"],
    ),
    (
        |text| service("query", json!({ (text): { "type": "string", "doc": "An option." } })),
        &["$filter", "previous-page"],
        &["a b", "a&b", "é"],
    ),
    (
        |text| example(text, "/things"),
        &["constructed", "004 / Get things"],
        &["made up", "Constructed"],
    ),
    (
        |text| example("constructed", text),
        &["/things?api-version=1.6&$filter=name%20eq%20'a'"],
        &["things", "/a b", "https://demo.example/things"],
    ),
    (
        |text| json!({ "errata": { "things.get": [{ "id": "C1", "document": "A", "spec": "B", "reason": "C", "claim": { (text): 1 } }] } }),
        &["/returns/200"],
        &["returns", ""],
    ),
];

#[test]
fn texts_of_the_small_languages_look_like_it() {
    let schema = Schema::new();
    for (file, good, bad) in TEXTS {
        for text in *good {
            assert!(schema.accepts(&file(text)), "{}", file(text));
        }
        for text in *bad {
            assert!(!schema.accepts(&file(text)), "{}", file(text));
        }
    }
}

/// Each is a part of a file: of which one, the text before it says.
#[test]
fn the_entries_of_the_guide_are_entries() {
    let guide = fs::read_to_string(root().join("api-spec/README.md")).unwrap();
    let blocks = guide.split("```json\n").skip(1);
    let blocks: Vec<&str> = blocks.map(|rest| rest.split_once("```").unwrap().0).collect();
    let (documents, entries) = blocks.split_last().unwrap();
    let sections = [
        "operations",
        "operations",
        "types",
        "types",
        "service",
        "operations",
        "types",
        "service",
        "examples",
        "errata",
    ];
    assert_eq!(entries.len(), sections.len());
    for (block, section) in entries.iter().zip(sections) {
        let within = format!(r#""{section}": {{ {block} }}"#);
        let (path, text) = match section {
            "operations" | "types" => {
                ("demo/things.json", format!(r#""doc": "Things.", {within}"#))
            }
            "service" => (
                "demo/service.json",
                format!(
                    r#""title": "Demo", "doc": "A demo.", "version": {{}}, "scopes": [], {block}"#
                ),
            ),
            "examples" => ("demo/things.examples.json", within),
            _ => ("demo/things.errata.json", within),
        };
        let file = SourceFile { path: path.to_owned(), text: format!("{{ {text} }}") };
        assert_eq!(reported(&file), [""; 0], "{}", file.text);
        assert!(Schema::new().accepts(&serde_json::from_str(&file.text).unwrap()), "{}", file.text);
    }
    let items: Vec<Value> =
        documents.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let list = json!({
        "documents": { "004": { "title": "Groups", "language": "ko", "headings": items[..2], "requests": items[2..] } },
        "contradictions": 0,
        "notErrata": {}
    });
    serde_json::from_value::<codegen::documents::DocumentList>(list).unwrap();
}

#[test]
fn mistakes_in_the_small_languages_are_seen() {
    let schema = Schema::new();
    for code in ["E0113", "E0114", "E0201", "E0201-on", "E0215", "E0301", "E0404", "E0505"] {
        let files = fixtures(&format!("diagnostics/{code}"));
        let is_rejected = |file: &SourceFile| {
            let value = serde_json::from_str(&file.text).unwrap();
            !schema.accepts(&value)
        };
        assert!(files.iter().any(is_rejected), "{code}");
    }
}

#[test]
fn a_file_with_mistakes_is_rejected_exactly_for_those_of_shape() {
    let schema = Schema::of_shapes();
    let mut rejected: Vec<&str> = Vec::new();
    for file in [fixtures("diagnostics"), fixtures("mistakes")].concat() {
        // What is no JSON never gets as far as a schema, and a mistake of the text hides those of shape.
        let Ok(value) = serde_json::from_str(&file.text) else {
            continue;
        };
        let codes = reported(&file);
        if codes.iter().any(|code| !SHAPE.contains(code)) {
            continue;
        }
        assert_eq!(schema.accepts(&value), codes.is_empty(), "{}", file.path);
        assert!(serde_takes(&file) || !codes.is_empty(), "{}", file.path);
        rejected.extend(codes);
    }
    rejected.sort_unstable();
    rejected.dedup();
    assert_eq!(rejected, SHAPE);
}

#[test]
fn what_a_schema_cannot_see_is_known() {
    let schema = Schema::of_shapes();
    let seen = |path: &str, text: &str| {
        let (path, text) = (path.to_owned(), text.to_owned());
        let value = serde_json::from_str(&text).unwrap();
        let file = SourceFile { path, text };
        (schema.accepts(&value), serde_takes(&file), reported(&file))
    };
    // A value has each key once, whatever its text had. That is a mistake of its own.
    assert_eq!(
        seen("demo/things.json", r#"{ "doc": "Things.", "doc": "Parts." }"#),
        (true, false, vec!["E0003"])
    );
    // To a schema, 200.0 is a whole number.
    let status = |status: &str| {
        seen(
            "demo/things.examples.json",
            &r#"{ "examples": { "things.get": [{ "from": "constructed", "response": { "status": STATUS } }] } }"#
                .replace("STATUS", status),
        )
    };
    assert_eq!(status("200.0"), (true, false, vec!["E0008"]));
    assert_eq!(status("200.5"), (false, false, vec!["E0008"]));
    assert_eq!(status("200"), (true, true, vec![]));
}

/// serde's own formats may write an object as the list of its values, and a word as an object.
#[test]
fn what_serde_takes_beyond_the_language_is_rejected() {
    let schema = Schema::of_shapes();
    let service = json!({
        "title": "Demo", "doc": "A service.", "version": {}, "scopes": [],
        "clouds": { "Global": ["https://demo.example", "Everywhere."] }
    });
    let things = json!({
        "doc": "Things.",
        "types": {
            "Thing": {
                "doc": "A thing.",
                "properties": { "name": { "type": "string", "doc": "Its name.", "create": { "required": null } } }
            }
        }
    });
    for (path, value) in [("demo/service.json", service), ("demo/things.json", things)] {
        let file = SourceFile { path: path.to_owned(), text: value.to_string() };
        assert!(serde_takes(&file), "{path}");
        assert!(!schema.accepts(&value), "{path}");
        assert_eq!(reported(&file), ["E0006"], "{path}");
    }
}

#[test]
fn numbers_end_where_the_types_end() {
    let schema = Schema::of_shapes();
    let accepts = |max: u64| {
        schema.accepts(&json!({
            "title": "Demo", "doc": "A service.", "version": {}, "scopes": [],
            "query": { "$top": { "type": "integer", "max": max, "doc": "How many." } }
        }))
    };
    assert!(accepts(4_294_967_295));
    assert!(!accepts(4_294_967_296));
}

#[test]
fn every_key_and_every_word_is_explained() {
    let schema = text();
    let mut mute = Vec::new();
    let mut explained = 0;
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        let keys = definition["properties"].as_object().into_iter().flatten();
        let words = definition["oneOf"].as_array().into_iter().flatten();
        let words = words.map(|word| (name, word));
        for (key, part) in keys.chain(words) {
            match part["description"].as_str() {
                Some(text) if text.ends_with('.') => explained += 1,
                _ => mute.push(format!("{name}: {key} {part}")),
            }
        }
    }
    assert_eq!(mute, [""; 0]);
    assert!(explained > 90, "{explained}");
}

/// What happens to the entry under one key.
#[derive(Clone, Debug)]
enum Damage {
    Drop,
    Rename(Index),
    Retype(Value),
}

fn damage() -> impl Strategy<Value = Damage> {
    let values = [
        json!(null),
        json!(true),
        json!(7),
        json!(-1),
        json!(1.5),
        json!(70_000),
        json!(4_294_967_296_u64),
        json!("required"),
        json!("text"),
        json!([]),
        json!(["text"]),
        json!([{}]),
        json!({}),
        json!({ "name": "text" }),
        json!({ "required": null }),
        json!(["text", "text"]),
    ];
    prop_oneof![
        Just(Damage::Drop),
        any::<Index>().prop_map(Damage::Rename),
        proptest::sample::select(values.to_vec()).prop_map(Damage::Retype),
    ]
}

/// The real files cut into pieces: each holds one entry of a file, or is a service's own file.
fn pieces() -> Vec<(&'static str, Value)> {
    let mut pieces = Vec::new();
    for file in spec() {
        let value: Value = serde_json::from_str(&file.text).unwrap();
        if file.path.ends_with("/service.json") {
            pieces.push(("demo/service.json", value));
            continue;
        }
        for (part, path) in [
            ("operations", "demo/things.json"),
            ("types", "demo/things.json"),
            ("examples", "demo/things.examples.json"),
            ("errata", "demo/things.errata.json"),
        ] {
            for (name, entry) in value[part].as_object().into_iter().flatten() {
                let mut piece = json!({ part: { (name): entry } });
                if let Some(doc) = value.get("doc") {
                    piece["doc"] = doc.clone();
                }
                pieces.push((path, piece));
            }
        }
    }
    pieces
}

/// The places of all keys of all objects in a value: where the object is, and the key.
fn keys(value: &Value, at: &str, found: &mut Vec<(String, String)>) {
    let parts: Vec<(String, &Value)> = match value {
        Value::Object(object) => {
            found.extend(object.keys().map(|key| (at.to_owned(), key.clone())));
            object.iter().map(|(key, part)| (key.clone(), part)).collect()
        }
        Value::Array(list) => (0..).map(|it: usize| it.to_string()).zip(list).collect(),
        _ => return,
    };
    for (key, part) in parts {
        let key = key.replace('~', "~0").replace('/', "~1");
        keys(part, &format!("{at}/{key}"), found);
    }
}

/// Damages the entry under a key; a new name is one of the language's, one that the spec chose, or almost the old one.
fn apply(object: &mut Map<String, Value>, key: &str, damage: &Damage, names: &[(String, String)]) {
    match damage {
        Damage::Drop => {
            object.remove(key);
        }
        Damage::Rename(index) => {
            let value = object.remove(key).unwrap();
            let name = match names.get(index.index(names.len() + 5)) {
                Some((_, name)) => name.clone(),
                None => format!("{key}s"),
            };
            object.insert(name, value);
        }
        Damage::Retype(value) => {
            object.insert(key.to_owned(), value.clone());
        }
    }
}

#[test]
fn damage_to_a_real_entry_is_seen_by_the_schema_exactly_when_it_is_reported() {
    let schema = Schema::of_shapes();
    let pieces = pieces();
    let places: Vec<Vec<(String, String)>> = pieces
        .iter()
        .map(|(_, piece)| {
            let mut found = Vec::new();
            keys(piece, "", &mut found);
            found
        })
        .collect();
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 1_000,
        // The same in every run, so that the counts below are.
        rng_seed: RngSeed::Fixed(2026),
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let counts = std::cell::Cell::new((0, 0));
    let strategy = (any::<Index>(), any::<Index>(), damage());
    let run = |(piece, place, damage): (Index, Index, Damage)| {
        let piece = piece.index(pieces.len());
        let (path, mut value) = pieces[piece].clone();
        let (at, key) = place.get(&places[piece]);
        let object = value.pointer_mut(at).and_then(Value::as_object_mut);
        apply(object.unwrap(), key, &damage, &places[piece]);
        let file = SourceFile { path: path.to_owned(), text: value.to_string() };
        let codes = reported(&file);
        prop_assert_eq!(schema.accepts(&value), codes.is_empty(), "{:?}: {}", codes, file.text);
        prop_assert!(serde_takes(&file) || !codes.is_empty(), "{}", file.text);
        let (good, bad) = counts.get();
        counts.set(if codes.is_empty() { (good + 1, bad) } else { (good, bad + 1) });
        Ok(())
    };
    runner.run(&strategy, run).unwrap();
    let (good, bad) = counts.get();
    assert!(good > 200 && bad > 200, "{good} accepted, {bad} rejected");
}
