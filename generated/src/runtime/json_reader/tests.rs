use proptest::prelude::*;

use serde::Deserialize;

use super::*;

fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, (String, usize)> {
    let mut reader = JsonReader::new(text);
    let value = T::deserialize(&mut reader);
    value
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|fault| reader.explain(fault))
}

fn message(text: &str) -> String {
    read::<Value>(text).unwrap_err().0
}

#[test]
fn keys_and_values_may_stand_in_any_white_space() {
    assert_eq!(
        read::<Value>(" \t{ \"a\" :\r\n[ 1 , -2.5e3 , \"x\" , true , null ] , \"\" : { } } \n"),
        Ok(serde_json::json!({"a": [1, -2500.0, "x", true, null], "": {}}))
    );
}

#[test]
fn escapes_are_resolved_in_keys_and_values() {
    let text = r#"{"a\u00e9\n":"\ud83d\ude00 \"quoted\" and \\ and /","long enough for words":"0123456789abcdef"}"#;
    let expected = serde_json::json!({
        "a\u{e9}\n": "\u{1f600} \"quoted\" and \\ and /",
        "long enough for words": "0123456789abcdef",
    });
    assert_eq!(read::<Value>(text), Ok(expected));
}

#[test]
fn integers_are_read_to_their_ends() {
    let text = "[0,9,10,18446744073709551615,-9223372036854775808]";
    assert_eq!(
        read::<Value>(text),
        Ok(serde_json::json!([0, 9, 10, u64::MAX, i64::MIN]))
    );
}

#[test]
fn text_that_is_no_json_is_refused_with_its_place() {
    assert_eq!(message(""), "EOF while parsing a value at line 1 column 0");
    assert_eq!(message("[1,]"), "trailing comma at line 1 column 4");
    assert_eq!(message("{}x"), "trailing characters at line 1 column 3");
    assert_eq!(message("{\"a\"\n1}"), "expected `:` at line 2 column 1");
    assert_eq!(message("[01]"), "invalid number at line 1 column 3");
    assert_eq!(
        message("\"\u{1}\""),
        "control character (\\u0000-\\u001F) found while parsing a string at line 1 column 2"
    );
    assert!(message(r#""\ud800""#).contains("escape"));
    assert!(message("[1e999]").starts_with("number out of range"));
}

#[test]
fn what_is_nested_too_deep_is_refused() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(read::<Value>(&nested(127)).is_ok());
    assert_eq!(
        message(&nested(128)),
        "recursion limit exceeded at line 1 column 128"
    );
    assert!(message(&"[".repeat(1 << 20)).starts_with("recursion limit exceeded"));
}

#[test]
fn values_of_other_types_are_refused_with_their_place() {
    assert_eq!(
        read::<Vec<String>>("[\"a\",\n7]"),
        Err((
            "invalid type: integer `7`, expected a string at line 2 column 1".to_owned(),
            7
        ))
    );
    assert_eq!(
        read::<bool>("null"),
        Err((
            "invalid type: null, expected a boolean at line 1 column 4".to_owned(),
            4
        ))
    );
    let place = |text| read::<String>(text).unwrap_err().0;
    assert_eq!(
        place(" []"),
        "invalid type: sequence, expected a string at line 1 column 1"
    );
    assert_eq!(
        place("{}"),
        "invalid type: map, expected a string at line 1 column 0"
    );
    assert_eq!(
        read::<Vec<bool>>("{}").unwrap_err().0,
        "invalid type: map, expected a sequence at line 1 column 0"
    );
    assert_eq!(read::<Option<bool>>("null"), Ok(None));
    assert_eq!(read::<Option<bool>>(" true"), Ok(Some(true)));
}

#[test]
fn a_string_is_skipped_only_if_it_is_the_one() {
    let mut reader = JsonReader::new(r#""displayName":"x""#);
    assert!(!reader.skip_string("displayNam") && !reader.skip_string("displayName2"));
    assert!(!reader.skip_string("displayNamE") && !reader.skip_string("xisplayName"));
    assert!(reader.skip_string("displayName"));
    assert_eq!(reader.peek(), b':');
    assert!(same(b"", b"") && same(b"abc", b"abc") && !same(b"abc", b"abd"));
}

proptest! {
    /// Whatever the text is, the same is read as by `serde_json`, or nothing.
    #[test]
    fn any_text_means_the_same_as_to_serde_json(
        text in r#"([\[\]{},: \n0-9.eE+-]|"|\\|\\u|[a-f]|true|false|null|"a":|"[a-z\\\\n]*"|\{"k":|é){0,24}"#
    ) {
        prop_assert_eq!(read::<Value>(&text).ok(), serde_json::from_str::<Value>(&text).ok());
    }

    #[test]
    fn any_string_comes_back(string in any::<String>(), key in any::<String>()) {
        let text = serde_json::json!([{key: string}]).to_string();
        prop_assert_eq!(read::<Value>(&text).ok(), serde_json::from_str(&text).ok());
    }
}
