use super::*;

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.to_owned(), text: text.to_owned() }
}

fn formatted(text: &str) -> String {
    formatted_at("spec/s/r.json", text)
}

fn formatted_at(path: &str, text: &str) -> String {
    let once = fmt(&file(path, text)).unwrap();
    assert_eq!(fmt(&file(path, &once)).unwrap(), once, "not idempotent");
    once
}

#[test]
fn keys_get_the_order_of_the_language() {
    let text = r#"{ "types": { "B": { "properties": { "z": { "doc": "", "type": "string" }, "a": { "doc": "", "type": "any" } }, "doc": "b" }, "A": { "extends": "B", "doc": "a" } }, "doc": "R", "$schema": "s" }"#;
    let expected = r#"{
  "$schema": "s",
  "doc": "R",
  "types": {
    "B": { "doc": "b", "properties": { "z": { "type": "string", "doc": "" }, "a": { "type": "any", "doc": "" } } },
    "A": { "doc": "a", "extends": "B" }
  }
}
"#;
    assert_eq!(formatted(text), expected);
}

#[test]
fn bodies_are_in_order_too() {
    let text = r#"{ "operations": { "a": { "body": { "z": { "doc": "", "type": "any" }, "a": { "secret": true, "type": "any" } }, "http": "" } } }"#;
    let expected = r#"{
  "operations": {
    "a": { "http": "", "body": { "z": { "type": "any", "doc": "" }, "a": { "type": "any", "secret": true } } }
  }
}
"#;
    assert_eq!(formatted(text), expected);
}

#[test]
fn nothing_is_lost() {
    let text = r#"{"doc":"\u00fc \/ \"\t\u0001 😀","unknown":[1.0,1e5,-0,{}, [ ],null,true,{"b":false,"a":1}],
        "operations":{"o":{"http":1.0}}}"#;
    let expected = r#"{
  "doc": "ü / \"\t\u0001 😀",
  "operations": { "o": { "http": 1.0 } },
  "unknown": [1.0, 1e5, -0, {}, [], null, true, { "b": false, "a": 1 }]
}
"#;
    assert_eq!(formatted(text), expected);
}

#[test]
fn files_beside_others_have_an_order_too() {
    let text = r#"{"examples":{"o":[{"response":{"body":{"b":1,"a":12345678901234567890123},"status":200},"from":"x"}]},"$schema":"s"}"#;
    let expected = r#"{
  "$schema": "s",
  "examples": {
    "o": [{ "from": "x", "response": { "status": 200, "body": { "b": 1, "a": 12345678901234567890123 } } }]
  }
}
"#;
    assert_eq!(formatted_at("spec/s/r.examples.json", text), expected);
    let text = r#"{ "errata": { "o": [{ "document": "1", "id": "C1" }] } }"#;
    let expected = "{ \"errata\": { \"o\": [{ \"id\": \"C1\", \"document\": \"1\" }] } }\n";
    assert_eq!(formatted_at("spec/s/service.errata.json", text), expected);
}

#[test]
fn a_line_holds_120_characters() {
    // Four of indentation, 17 of brackets and keys, two quotes; one is left for a comma.
    let with_text_of = |length: usize| {
        format!("{{\"doc\": \"R\", \"types\": {{\"A\": {{\"doc\": \"{}\"}}}}}}", "ü".repeat(length))
    };
    let fits = formatted(&with_text_of(97));
    let longest = fits.lines().map(|line| line.chars().count()).max();
    assert_eq!((fits.lines().count(), longest), (6, Some(119)), "{fits}");
    assert!(formatted(&with_text_of(98)).contains("    \"A\": {\n      \"doc\": \"ü"));
}

#[test]
fn mistakes_in_the_json_are_told() {
    for (text, code) in [
        ("{ \"doc\": \"R\", }", "E0001"),
        ("{ \"a\": 1, \"a\": 2 }", "E0003"),
        ("", "E0001"),
        ("{\"a\":\"\t\"}", "E0001"),
    ] {
        let diagnostics = fmt(&file("spec/s/r.json", text)).unwrap_err();
        let codes: Vec<&str> = diagnostics.iter().map(|it| it.code.id).collect();
        assert_eq!(codes, [code], "{text}");
    }
}
