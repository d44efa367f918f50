use super::*;

const SERVICE: &str = r#"{ "title": "T", "doc": "D", "version": {}, "scopes": [] }"#;

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.to_owned(), text: text.to_owned() }
}

/// Parses a service without mistakes and one resource file.
fn resource(text: &str) -> (Parsed, Vec<SourceFile>) {
    let sources = vec![file("spec/s/service.json", SERVICE), file("spec/s/r.json", text)];
    (parse(&sources), sources)
}

/// Code, line, column and message of each mistake.
fn mistakes(parsed: &Parsed, sources: &[SourceFile]) -> Vec<String> {
    let json: Vec<serde_json::Value> =
        serde_json::from_str(&parsed.diagnostics.render_json(sources)).unwrap();
    let line = |it: &serde_json::Value| {
        let help = it["help"].as_str().map(|help| format!(" ({help})")).unwrap_or_default();
        format!(
            "{} {}:{} {}{help}",
            it["code"].as_str().unwrap(),
            it["line"],
            it["column"],
            it["message"].as_str().unwrap()
        )
    };
    json.iter().map(line).collect()
}

fn check(text: &str, expected: &[&str]) -> Parsed {
    let (parsed, sources) = resource(text);
    assert_eq!(mistakes(&parsed, &sources), expected);
    parsed
}

fn types(parsed: &Parsed) -> Vec<&str> {
    parsed.spec.resources.iter().flat_map(|file| file.content.types.keys()).collect()
}

fn poisoned(parsed: &Parsed) -> Vec<&str> {
    parsed.poisoned.names.values().flatten().map(String::as_str).collect()
}

#[test]
fn a_spec_without_mistakes() {
    let parsed = check(
        r#"{ "doc": "R", "types": { "B": { "doc": "b" }, "A": { "doc": "a", "properties": { "z": { "type": "string", "doc": "" }, "a": { "type": "any", "doc": "" } } } } }"#,
        &[],
    );
    assert!(parsed.poisoned.is_empty());
    let file = &parsed.spec.resources[0];
    assert_eq!((file.source, file.folder.as_str(), file.stem.as_str()), (1, "s", "r"));
    assert_eq!(types(&parsed), ["B", "A"]);
    let properties: Vec<&str> = file.content.types.get("A").unwrap().properties.keys().collect();
    assert_eq!(properties, ["z", "a"]);
    assert_eq!(parsed.spec.services[0].content.title, "T");
}

#[test]
fn all_mistakes_of_all_entries_at_once() {
    let parsed = check(
        r#"{
  "doc": "R",
  "operations": {
    "a.list": { "http": 5, "sumary": "S", "returns": { "200": "A", "204": null }, "documents": "004" },
    "a.get": { "http": "GET /a", "summary": "S", "returns": {}, "documents": ["x", 7], "body": 3, "colour": "red" },
    "a.fine": { "http": "GET /b", "summary": "S", "returns": {}, "documents": [] }
  },
  "types": {
    "A": { "doc": "a", "properties": { "x": { "type": "string", "create": "mandatory", "doc": "" }, "y": { "filter": "yes" } } },
    "B": { "doc": "b" }
  }
}"#,
        &[
            "E0006 4:25 `http` must be text, not a number",
            "E0004 4:28 an operation has no key `sumary` (did you mean `summary`?)",
            "E0006 4:75 `204` must be text, not null",
            "E0006 4:96 `documents` must be a list of texts, not text",
            "E0006 5:84 an entry of `documents` must be text, not a number",
            "E0006 5:96 `body` must be text or an object, not a number",
            "E0004 5:99 an operation has no key `colour` (it may have `http`, `on`, `summary`, `doc`, `relation`, `query`, `headers`, `advanced`, `body`, `bodyOptional`, `request`, `returns`, `idempotent`, `until`, `rules`, `since`, `version`, `documents`, `source`, `replacedBy`, `permissions`)",
            "E0007 9:75 `create` cannot be `mandatory` (it may be one of `required`, `optional`)",
            "E0005 9:101 the property `y` lacks `type` (add `\"type\": …`, text)",
            "E0007 9:118 `filter` cannot be `yes` (it may be true or false or `advanced`)",
        ],
    );
    let operations: Vec<&str> = parsed.spec.resources[0].content.operations.keys().collect();
    assert_eq!(operations, ["a.fine"]);
    // Neither of its properties can be read, and nobody takes it for a type without properties.
    assert_eq!(types(&parsed), ["A", "B"]);
    assert_eq!(poisoned(&parsed), ["A", "a.get", "a.list"]);
    assert!(parsed.poisoned.hides("s", "A") && !parsed.poisoned.hides("s", "C"));
}

#[test]
fn unknown_keys_spoil_nothing_else() {
    let parsed = check(
        r#"{ "doc": "R", "operations": { "a": { "http": "GET /a", "sumary": "S", "returns": {}, "documents": [], "extra": 1 } } }"#,
        &[
            "E0004 1:56 an operation has no key `sumary` (did you mean `summary`?)",
            "E0004 1:103 an operation has no key `extra` (it may have `http`, `on`, `summary`, `doc`, `relation`, `query`, `headers`, `advanced`, `body`, `bodyOptional`, `request`, `returns`, `idempotent`, `until`, `rules`, `since`, `version`, `documents`, `source`, `replacedBy`, `permissions`)",
        ],
    );
    let operation = parsed.spec.resources[0].content.operations.get("a").unwrap();
    assert_eq!(operation.summary, "S");
    assert!(parsed.poisoned.is_empty());
}

#[test]
fn a_bad_example_spoils_no_other() {
    let examples = r#"{ "examples": { "a": [
        { "from": "1", "response": { "status": 70000 } },
        { "from": "2", "response": { "status": 200, "body": [1, {}] } }
    ] } }"#;
    let sources = [
        file("spec/s/service.json", SERVICE),
        file("spec/s/r.json", r#"{ "doc": "R" }"#),
        file("spec/s/r.examples.json", examples),
    ];
    let parsed = parse(&sources);
    assert_eq!(
        mistakes(&parsed, &sources),
        ["E0008 2:48 `status` must be a whole number from 0 to 65535"]
    );
    let examples = parsed.spec.examples[0].content.examples.get("a").unwrap();
    let from: Vec<&str> = examples.iter().map(|it| it.from.as_str()).collect();
    assert_eq!(from, ["2"]);
    assert!(parsed.poisoned.is_empty());
    assert!(parsed.poisoned.shortened.contains("a"));
}

#[test]
fn a_files_name_says_what_it_is() {
    let table = [
        ("spec/s/service.json", "s service Service"),
        ("spec/s/groups.json", "s groups Resource"),
        ("s/groups.examples.json", "s groups Examples"),
        ("spec/s/groups.errata.json", "s groups Errata"),
        ("spec/s/service.errata.json", "s service Errata"),
        ("spec/s/examples.json", "s examples Resource"),
        ("spec/s/errata.errata.json", "s errata Errata"),
        ("spec/s/groups.example.json", "s groups.example Resource"),
        ("groups.json", " groups Resource"),
    ];
    for (path, expected) in table {
        let name = FileName::of(path);
        let shown = format!("{} {} {:?}", name.folder, name.stem, name.kind);
        assert_eq!(shown, expected, "{path}");
    }
}

#[test]
fn bodies_may_be_text_or_an_object() {
    let parsed = check(
        r#"{ "doc": "R", "operations": {
            "a": { "http": "GET /a", "summary": "S", "returns": {}, "documents": [], "body": "link" },
            "b": { "http": "GET /b", "summary": "S", "returns": {}, "documents": [], "body": { "p": { "type": "any", "doc": "" } } },
            "c": { "http": "GET /c", "summary": "S", "returns": {}, "documents": [], "body": { "p": { "tipe": "any", "doc": "" } } },
            "d": { "http": "GET /d", "summary": "S", "returns": {}, "documents": [], "body": null }
        } }"#,
        &["E0004 4:103 a parameter has no key `tipe` (did you mean `type`?)"],
    );
    let operations = &parsed.spec.resources[0].content.operations;
    let bodies: Vec<bool> =
        operations.iter().map(|(_, operation)| operation.body.is_some()).collect();
    assert_eq!(bodies, [true, true, true, false]);
}

#[test]
fn a_service_with_mistakes() {
    let sources = [file(
        "spec/s/service.json",
        r#"{ "title": 1, "version": { "query": "v" }, "scopes": [], "clouds": { "Global": { "url": "https://a" }, "China": { "url": "https://b", "doc": "c" } } }"#,
    )];
    let parsed = parse(&sources);
    assert_eq!(
        mistakes(&parsed, &sources),
        [
            "E0005 1:1 the file lacks `doc` (add `\"doc\": …`, text)",
            "E0006 1:12 `title` must be text, not a number",
            "E0005 1:70 the cloud `Global` lacks `doc` (add `\"doc\": …`, text)",
        ]
    );
    let service = &parsed.spec.services[0].content;
    assert_eq!(
        (service.title.as_str(), service.version.query.as_deref(), service.clouds.len()),
        ("", Some("v"), 1)
    );
    assert!(parsed.poisoned.folders.contains("s"));
    assert_eq!(poisoned(&parsed), ["Global"]);
}

#[test]
fn keys_given_twice() {
    let (parsed, sources) = resource(
        "{ \"doc\": \"R\", \"doc\": \"Q\",\n\"types\": { \"A\": { \"doc\": \"1\" }, \"A\": { \"doc\": 2 } } }",
    );
    assert_eq!(
        mistakes(&parsed, &sources),
        ["E0003 1:15 `doc` is defined twice", "E0003 2:33 `A` is defined twice"]
    );
    assert_eq!(parsed.spec.resources[0].content.doc, "R");
    assert_eq!(types(&parsed), ["A"]);

    let sources = [
        file("spec/s/service.json", SERVICE),
        file("spec/s/r.json", r#"{ "doc": "R" }"#),
        file(
            "spec/s/r.examples.json",
            r#"{ "examples": { "a": [{ "from": "1", "response": { "status": 200, "body": { "k": 1, "\u006b": 2 } } }] } }"#,
        ),
    ];
    assert_eq!(mistakes(&parse(&sources), &sources), ["E0003 1:85 `k` is defined twice"]);
}

#[test]
fn small_mistakes_in_the_syntax_hide_nothing() {
    let parsed = check(
        "{\n  // about groups\n  \"doc\": \"R\"\n  \"types\": {\n    \"A\": { \"doc\": \"a\", },\n    \"B\": { \"dox\": \"b\" },\n  }\n}\n",
        &[
            "E0001 2:3 JSON has no comments (say it in a `doc`, or leave it out)",
            "E0001 3:13 a comma is missing (put a comma between the two entries)",
            "E0001 5:22 no comma may stand before a closing bracket (remove the comma)",
            "E0004 6:12 a type has no key `dox` (did you mean `doc`?)",
            "E0001 6:24 no comma may stand before a closing bracket (remove the comma)",
        ],
    );
    assert_eq!(types(&parsed), ["A", "B"]);
    check(
        "{ 'doc': \"R\", \"typos\": {} }",
        &[
            "E0001 1:3 text stands in double quotes",
            "E0004 1:15 a resource has no key `typos` (did you mean `types`?)",
        ],
    );
}

#[test]
fn text_that_is_no_json_is_reported_where_it_goes_wrong() {
    let cases = [
        (
            "",
            "E0001 1:1 the file is empty (remove it, or let it hold at least `{ \"doc\": \"…\" }`)",
        ),
        (
            "{ \"doc\": \"R\"",
            "E0001 1:1 the object is never closed (a `}` is missing further down)",
        ),
        ("{ \"doc\": \"R", "E0001 1:10 the text has no closing quote"),
        ("{ \"doc\" \"R\" }", "E0001 1:9 a colon is missing after the key"),
        (
            "{ \"doc\": \"R\" } }",
            "E0001 1:16 the file goes on after its end (a closing bracket before this may be one too many)",
        ),
        (
            "{ \"doc\": \"a\tb\" }",
            "E0001 1:11 the file is not valid JSON: control character (\\u0000-\\u001F) found while parsing a string",
        ),
        (
            "{ \"doc\": \"\\ud800\" }",
            "E0001 1:11 JSON does not know this escape (a backslash in a text is written `\\\\`)",
        ),
        ("{ \"doc\": R }", "E0001 1:10 this does not belong here"),
        ("[]", "E0006 1:1 the file must be an object, not a list"),
        ("7", "E0006 1:1 the file must be an object, not a number"),
    ];
    for (text, expected) in cases {
        let (parsed, sources) = resource(text);
        assert_eq!(mistakes(&parsed, &sources), [expected], "{text}");
    }
}

#[test]
fn trees_without_a_bottom_are_refused() {
    for depth in [101, 300, 5000, 100_000] {
        let text = format!("{{ \"doc\": {}{} }}", "[".repeat(depth), "]".repeat(depth));
        let (parsed, sources) = resource(&text);
        let found = mistakes(&parsed, &sources);
        assert_eq!(found.len(), 1, "{depth}: {found:?}");
        assert!(found[0].contains("objects and lists are nested too deeply"), "{found:?}");
        assert!(parsed.poisoned.folders.contains("s"));
    }
}

#[test]
fn a_byte_order_mark_is_no_obstacle() {
    let parsed = check(
        "\u{feff}{ \"doc\": \"R\", \"x\": 1 }",
        &[
            "E0010 1:1 the file starts with a byte order mark (save the file as UTF-8 without a byte order mark)",
            "E0004 1:16 a resource has no key `x` (it may have `$schema`, `doc`, `operations`, `types`)",
        ],
    );
    assert_eq!(parsed.spec.resources[0].content.doc, "R");
}

#[test]
fn a_folder_needs_a_service() {
    let sources =
        [file("spec/s/a.json", r#"{ "doc": "A" }"#), file("spec/s/b.json", r#"{ "doc": "B" }"#)];
    let parsed = parse(&sources);
    assert_eq!(
        mistakes(&parsed, &sources),
        [
            "E0009 1:1 the folder `s` has no `service.json` (add `s/service.json` with the title, version and hosts of the service)"
        ]
    );
    assert!(parsed.poisoned.folders.contains("s"));
}
