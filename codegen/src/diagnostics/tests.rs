use super::catalogue::{DUPLICATE_KEY, UNKNOWN_KEY, find};
use super::*;

fn sources() -> Vec<SourceFile> {
    let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
    vec![
        file(
            "spec/a/groups.json",
            "{\n  \"doc\": \"Grüppen.\",\n  \"types\": {\n    \"A/B\": { \"dok\": \"x\" }\n  }\n}\n",
        ),
        file("spec/a/users.json", "{\n  \"types\": {\n    \"A/B\": 5\n  }\n}\n"),
    ]
}

fn mistakes() -> Diagnostics {
    let types = [At::file(0), At::file(1)];
    let types = [types[0].key("types"), types[1].key("types")];
    let mut list = Diagnostics::new();
    let second = Diagnostic::new(
        &DUPLICATE_KEY,
        types[1].key("A/B").key_place(),
        "the type `A/B` is defined twice",
    )
    .label("defined again")
    .related(types[0].key("A/B").key_place(), "first defined here");
    list.push(second.clone());
    list.push(second);
    list.push(
        Diagnostic::new(
            &UNKNOWN_KEY,
            types[0].key("A/B").key("dok").key_place(),
            "a type has no key `dok`",
        )
        .did_you_mean("dok", ["extends", "doc"]),
    );
    list
}

#[test]
fn for_people() {
    let expected = "\
error[E0004]: a type has no key `dok`
 --> spec/a/groups.json:4:14
  |
4 |     \"A/B\": { \"dok\": \"x\" }
  |              ^^^^^
  |
  = help: did you mean `doc`?

error[E0003]: the type `A/B` is defined twice
 --> spec/a/users.json:3:5
  |
3 |     \"A/B\": 5
  |     ^^^^^ defined again
  |
 ::: spec/a/groups.json:4:5
  |
4 |     \"A/B\": { \"dok\": \"x\" }
  |     ----- first defined here

";
    assert_eq!(mistakes().render_human(&sources(), false), expected);
}

#[test]
fn for_github() {
    let expected = "\
::error file=spec/a/groups.json,line=4,col=14,endLine=4,endColumn=19,title=E0004%3A unknown key::a type has no key `dok`%0Ahelp: did you mean `doc`?
::error file=spec/a/users.json,line=3,col=5,endLine=3,endColumn=10,title=E0003%3A key given twice::the type `A/B` is defined twice%0Adefined again%0Aspec/a/groups.json:4:5: first defined here
";
    assert_eq!(mistakes().render_github(&sources()), expected);
}

#[test]
fn for_programs() {
    let json: serde_json::Value =
        serde_json::from_str(&mistakes().render_json(&sources())).unwrap();
    let expected = serde_json::json!([
        {
            "code": "E0004", "message": "a type has no key `dok`", "path": "spec/a/groups.json", "pointer": "/types/A~1B/dok",
            "line": 4, "column": 14, "end_line": 4, "end_column": 19, "label": null, "related": [], "help": "did you mean `doc`?"
        },
        {
            "code": "E0003", "message": "the type `A/B` is defined twice", "path": "spec/a/users.json", "pointer": "/types/A~1B",
            "line": 3, "column": 5, "end_line": 3, "end_column": 10, "label": "defined again",
            "related": [{ "path": "spec/a/groups.json", "line": 4, "column": 5, "end_line": 4, "end_column": 10, "label": "first defined here" }],
            "help": null
        }
    ]);
    assert_eq!(json, expected);
}

/// The text that a place in this file stands for.
fn at(text: &str, place: Place) -> String {
    let sources = [SourceFile { path: "a/b.json".to_owned(), text: text.to_owned() }];
    let span = Spans::new(&sources).find(&place);
    text[span.range.start..span.range.end].to_owned()
}

#[test]
fn places_are_found() {
    let text = r#"{ "a": [1, "two"], "b": {
        "c": "x" } }"#;
    let root = At::file(0);
    assert_eq!(at(text, root.key("a").index(1).place()), r#""two""#);
    assert_eq!(at(text, root.key("a").key_place()), r#""a""#);
    assert_eq!(at(text, root.key("a").index(1).within(1..3)), "wo");
    // What takes several lines is shown by its key, the whole file by its bracket.
    assert_eq!(at(text, root.key("b").place()), r#""b""#);
    assert_eq!(at(text, root.place()), "{");
    // What is not there is shown where it would be.
    assert_eq!(at(text, root.key("b").key("c").key("d").index(3).key_place()), r#""x""#);
    assert_eq!(at(text, root.key("b").key("d").within(2..3)), r#""b""#);
}

#[test]
fn parts_of_escaped_text_are_found() {
    let text = r#"["a\"\u00e9\ud83d\ude00ö/z"]"#;
    let first = |range| at(text, At::file(0).index(0).within(range));
    // The text is a"é😀ö/z: bytes 0, 1, 2..4, 4..8, 8..10, 10, 11.
    assert_eq!(first(0..2), r#"a\""#);
    assert_eq!(first(2..4), r"\u00e9");
    assert_eq!(first(4..8), r"\ud83d\ude00");
    assert_eq!(first(8..10), "ö");
    assert_eq!(first(11..12), "z");
    assert_eq!(first(11..99), "z");
}

#[test]
fn places_in_text_that_is_no_json_do_no_harm() {
    assert_eq!(at("{ nonsense", At::file(0).key("a").place()), "");
    assert_eq!(at("ü", Place::bytes(0, 1..99)), "ü");
    assert_eq!(at("", Place::bytes(7, 1..99)), "");
}

#[test]
fn near_names_are_suggested() {
    assert_eq!(suggest("Gruop", ["User", "Group"]), Some("Group"));
    assert_eq!(suggest("group", ["Group"]), Some("Group"));
    assert_eq!(suggest("objectId", ["object_id"]), Some("object_id"));
    assert_eq!(suggest("Device", ["User", "Group"]), None);
    assert_eq!(suggest("Group", ["Group"]), None);
}

#[test]
fn codes_are_unique_and_in_order() {
    assert!(CATALOGUE.windows(2).all(|pair| pair[0].id < pair[1].id));
    assert_eq!(find("e0004").map(|code| code.title), Some("unknown key"));
    assert!(find("E9999").is_none());
}
