//! The reader of responses beside `serde_json`: the same values, and the same words for the same mistakes.

use std::collections::{BTreeMap, HashMap};

use proptest::prelude::*;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::Page;
use crate::json_reader::JsonReader;
use crate::quiet::Quiet;

fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let mut reader = JsonReader::new(text);
    let value = T::deserialize(Quiet(&mut reader)).and_then(|value| reader.end().map(|()| value));
    value.map_err(|error| reader.told(error).to_string())
}

fn expected<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(Quiet(&mut reader)).and_then(|value| reader.end().map(|()| value));
    value.map_err(|error| error.to_string())
}

#[derive(Debug, PartialEq, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Thing {
    id: String,
    size: Option<i8>,
    kind: Kind,
    #[serde(default)]
    names: Vec<String>,
    ratio: Option<f64>,
    pair: Option<(u8, bool)>,
    large: Option<u128>,
    by_number: Option<HashMap<String, u32>>,
}

#[derive(Debug, PartialEq, serde::Deserialize)]
enum Kind {
    Small,
    Sized(u8),
    Boxed { width: f32 },
}

const DOCUMENT: &str = r#" {"id":"a\n\u00fc€😀","size": -7, "kind":{"Boxed":{"width":1.5}},"names":["x","","\ud83d\ude00"],
    "ratio":1e3,"pair":[1,true],"large":340282366920938463463374607431768211455,"byNumber":{"1":2},
    "unknown":[{"a":[null,[],{}]},"\\\""]}
"#;

/// The keys of an object, by a reader that asks once more than there are.
#[derive(Debug, PartialEq)]
struct Keys(Vec<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(KeysVisitor)
    }
}

struct KeysVisitor;

impl<'de> Visitor<'de> for KeysVisitor {
    type Value = Keys;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
        let mut keys = Vec::new();
        while let Some((key, IgnoredAny)) = map.next_entry()? {
            keys.push(key);
        }
        keys.extend(map.next_key()?);
        Ok(Keys(keys))
    }
}

#[test]
fn what_stands_behind_an_object_is_none_of_its_keys() {
    let keys: BTreeMap<String, Keys> = read(r#"{"a":{"b":1,"c":2},"d":{},"e":{"f":3}}"#).unwrap();
    let keys: Vec<_> = keys.into_iter().map(|(key, Keys(keys))| (key, keys)).collect();
    let expected = [("a", ["b", "c"].as_slice()), ("d", &[]), ("e", &["f"])];
    let owned = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    assert_eq!(keys, expected.map(|(key, keys)| (key.to_owned(), owned(keys))));
}

#[test]
fn a_document_is_read() {
    let thing: Thing = read(DOCUMENT).unwrap();
    assert_eq!(
        thing,
        Thing {
            id: "a\nü€😀".to_owned(),
            size: Some(-7),
            kind: Kind::Boxed { width: 1.5 },
            names: vec!["x".to_owned(), String::new(), "😀".to_owned()],
            ratio: Some(1000.0),
            pair: Some((1, true)),
            large: Some(u128::MAX),
            by_number: Some(HashMap::from([("1".to_owned(), 2)])),
        }
    );
    assert_eq!(
        read(r#"{"a":"Small","b":{"Sized":3}}"#),
        Ok(BTreeMap::from([("a".to_owned(), Kind::Small), ("b".to_owned(), Kind::Sized(3))]))
    );
}

#[test]
fn numbers_keep_their_values() {
    for text in [
        "0",
        "-0",
        "0.0",
        "-0.0",
        "7",
        "-7",
        "999999999999999999",
        "-999999999999999999",
        "1000000000000000000",
        "9223372036854775808",
        "-9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "1e400",
        "1e-400",
        "1E2",
        "01",
        "-",
        "-a",
        "1.",
        "1.5",
        ".5",
        "+1",
        "1e",
        "0x1",
        "00",
        "-01",
        "1a",
        "12 3",
    ] {
        assert_eq!(read::<Value>(text), expected(text), "{text}");
    }
}

#[test]
fn mistakes_are_told_in_the_same_words() {
    for text in [
        "",
        " ",
        "nul",
        "nulll",
        "tru",
        "falsy",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[]]",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
        "{1:2}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "\"",
        "\"a",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\u{1}\"",
        "{\"a\n\":1}",
        "{\"a\\x\":1}",
        "[1]x",
        "\u{feff}1",
        "{\"a\":\n[true,\n fals]}",
        "[\"ü\", x]",
        "}",
        "]",
        ",",
        ":",
        "[}",
        "{]",
    ] {
        assert_eq!(read::<Value>(text), expected(text), "{text}");
    }
    for text in
        ["[true,\n 7]", "[1.5]", "[\"a\\n\"]", "{}", "{\"a\":1}", "[[]]", "[[1]]", "[{}]", "7"]
    {
        assert_eq!(read::<Vec<bool>>(text), expected(text), "{text}");
    }
    for text in
        ["{}", r#"{"id":7}"#, r#"{"id":"a","kind":"Large"}"#, r#"{"id":"a","kind":["Small"]}"#]
    {
        assert_eq!(read::<Thing>(text), expected(text), "{text}");
    }
    assert_eq!(read::<(u8, u8)>("[1,2,3]"), expected("[1,2,3]"));
}

#[test]
fn a_key_may_be_called_like_its_type() {
    #[derive(Debug, Eq, Hash, PartialEq, serde::Deserialize)]
    struct Name(String);
    let names: HashMap<Name, u8> = read(r#"{"Name":1}"#).unwrap();
    assert_eq!(names, HashMap::from([(Name("Name".to_owned()), 1)]));
}

/// What serde keeps aside while it looks for the type has keys that are text and nothing else.
#[test]
fn other_readers_than_ours_give_keys_as_text() {
    #[derive(Debug, serde::Deserialize)]
    #[serde(untagged)]
    enum Either {
        Number(u8),
        Page(Page<u8>),
    }
    match serde_json::from_str(r#"{"value":[1,2]}"#).unwrap() {
        Either::Page(page) => assert_eq!(page.value, [1, 2]),
        Either::Number(number) => panic!("{number}"),
    }
}

#[test]
fn what_is_too_deep_is_refused() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read::<Value>(&nested(127)).is_ok());
    assert_eq!(
        read::<Value>(&nested(128)),
        Err("recursion limit exceeded at line 1 column 128".to_owned())
    );
    let side_by_side = format!("[{}]", vec![nested(100); 3].join(","));
    assert!(read::<Value>(&side_by_side).is_ok());
    // What is ignored may be as deep as it likes.
    assert!(read::<serde::de::IgnoredAny>(&nested(5000)).is_ok());
}

proptest! {
    #[test]
    fn any_text_is_read_as_serde_json_reads_it(edits in edits()) {
        let text = edited(DOCUMENT, &edits);
        prop_assert_eq!(read::<Value>(&text), expected(&text));
        prop_assert_eq!(read::<BTreeMap<String, Value>>(&text), expected(&text));
        // Mistakes about types are told where `serde_json` stands by then, which may be one bracket further.
        prop_assert_eq!(read::<Thing>(&text).ok(), expected(&text).ok());
    }
}

/// Places in the document, and what comes there instead of how many characters.
fn edits() -> impl Strategy<Value = Vec<(usize, usize, &'static str)>> {
    let pieces = prop::sample::select(vec![
        "", "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "-", ".", "e", "null", " ", "\n", "ü",
        "\u{1}", "\\u", "\\ud800", "t",
    ]);
    prop::collection::vec((0_usize..400, 0_usize..3, pieces), 1..4)
}

fn edited(text: &str, edits: &[(usize, usize, &str)]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for (place, gone, piece) in edits {
        let start = (*place).min(letters.len());
        let end = (start + gone).min(letters.len());
        letters.splice(start..end, piece.chars());
    }
    letters.into_iter().collect()
}
