use super::*;

fn file(text: &str) -> SourceFile {
    SourceFile {
        path: "spec/s/r.json".to_owned(),
        text: text.to_owned(),
    }
}

fn formatted(text: &str) -> String {
    let once = fmt(&file(text)).unwrap();
    assert_eq!(fmt(&file(&once)).unwrap(), once, "not idempotent");
    once
}

#[test]
fn keys_get_the_order_of_the_language() {
    let text = r#"{ "types": { "B": { "properties": { "z": { "doc": "", "type": "string" }, "a": { "doc": "", "type": "any" } }, "doc": "b" }, "A": { "is": "B", "doc": "a" } }, "doc": "R", "$schema": "s" }"#;
    let expected = r#"{
  "$schema": "s",
  "doc": "R",
  "types": {
    "B": { "doc": "b", "properties": { "z": { "type": "string", "doc": "" }, "a": { "type": "any", "doc": "" } } },
    "A": { "doc": "a", "is": "B" }
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
        "operations":{"o":{"examples":[{"response":{"body":{"b":1,"a":12345678901234567890123},"status":200},"from":"x"}]}}}"#;
    let expected = r#"{
  "doc": "ü / \"\t\u0001 😀",
  "operations": {
    "o": {
      "examples": [{ "from": "x", "response": { "status": 200, "body": { "b": 1, "a": 12345678901234567890123 } } }]
    }
  },
  "unknown": [1.0, 1e5, -0, {}, [], null, true, { "b": false, "a": 1 }]
}
"#;
    assert_eq!(formatted(text), expected);
}

#[test]
fn a_line_holds_120_characters() {
    // Four of indentation, 17 of brackets and keys, two quotes; one is left for a comma.
    let with_text_of = |length: usize| {
        format!(
            "{{\"doc\": \"R\", \"types\": {{\"A\": {{\"doc\": \"{}\"}}}}}}",
            "ü".repeat(length)
        )
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
        let diagnostics = fmt(&file(text)).unwrap_err();
        let codes: Vec<&str> = diagnostics.iter().map(|it| it.code.id).collect();
        assert_eq!(codes, [code], "{text}");
    }
}
