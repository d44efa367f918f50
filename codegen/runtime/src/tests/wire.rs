//! Models on the wire: nothing is lost between reading and writing.

// Emitted enumerations are public, that of this module is not.
#![expect(unreachable_pub)]

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::{DateTime, Extra, Untyped, wire};

#[derive(Clone, Default)]
struct Thing {
    id: Option<String>,
    on: Option<bool>,
    count: Option<i32>,
    date: Option<DateTime>,
    kind: Option<Kind>,
    tags: Vec<String>,
    parts: Vec<Thing>,
    whole: Option<Box<Thing>>,
    ratio: Option<f64>,
    ratios: Vec<f64>,
    logo: Option<String>,
    extra: Extra,
}

/// Names its type in a property of its own.
#[derive(Clone, Default)]
struct Tagged {
    id: Option<String>,
    odata_type: Option<String>,
    extra: Extra,
}

wire::models! {
    Tagged {
        0 id: optional "id";
        1 odata_type: optional "@odata.type";
    }
    Thing as "Example.Thing" {
        0 id: optional "id" or "ID";
        1 on: optional "on";
        2 count: optional "count";
        3 date: optional "date";
        4 kind: optional "kind";
        5 tags: list "tags" or "Tags";
        6 parts: list "parts";
        7 whole: optional "whole";
        8 ratio: optional "ratio";
        9 ratios: list "ratios";
        10 logo: optional "logo@odata.mediaEditLink";
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Big,
    Other(String),
}

wire::open_enums! {
    Kind {
        Big: "Big";
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Object {
    Thing(Box<Thing>),
    Other(Untyped),
}

wire::unions! {
    Object: "odata.type" {
        Thing: "Example.Thing";
    }
}

/// Reads and writes; what comes out must be what went in.
fn survives<T: DeserializeOwned + Serialize>(json: &Value) -> T {
    let text = json.to_string();
    let read: T = serde_json::from_str(&text).unwrap();
    let written: Value = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
    assert_eq!(&written, json);
    read
}

#[test]
fn properties_of_the_expected_types_are_read() {
    let thing: Thing = survives(&json!({
        "odata.type": "Example.Thing", "id": "a", "on": true, "count": -1, "date": "2018-10-11T18:11:49.1Z", "kind": "Big",
        "tags": ["x"], "parts": [{"id": "b"}], "whole": {"id": "c"},
    }));
    assert_eq!(
        (thing.id.as_deref(), thing.on, thing.count, thing.kind),
        (Some("a"), Some(true), Some(-1), Some(Kind::Big))
    );
    assert_eq!(thing.tags, ["x"]);
    assert_eq!(thing.parts[0].id.as_deref(), Some("b"));
    assert_eq!(thing.whole.and_then(|whole| whole.id).as_deref(), Some("c"));
    assert!(thing.extra.is_empty());
}

#[test]
fn an_object_of_a_union_says_its_type() {
    let made = |thing: Thing| serde_json::to_value(Object::Thing(Box::new(thing))).unwrap();
    let mut thing: Thing = serde_json::from_value(json!({"id": "a"})).unwrap();
    assert_eq!(made(thing.clone()), json!({"odata.type": "Example.Thing", "id": "a"}));
    // What is no name of a type gives way to one.
    thing.extra.insert("odata.type", Value::Null);
    assert_eq!(made(thing.clone()), json!({"odata.type": "Example.Thing", "id": "a"}));
    // What came is kept.
    thing.extra.insert("odata.type", "#Example.Thing");
    assert_eq!(made(thing), json!({"odata.type": "#Example.Thing", "id": "a"}));
    for json in [
        json!({"@odata.type": "#Example.Thing", "id": "a"}),
        json!({"@odata.type": "Example.Thing", "id": "a"}),
        json!({"odata.type": 7, "@odata.type": "#Example.Thing"}),
    ] {
        assert!(matches!(survives(&json), Object::Thing(_)));
    }
}

#[test]
fn a_type_is_written_once() {
    let read: Thing = serde_json::from_str(
        r#"{"odata.type":"Example.Thing","odata.type":"Example.Other","id":"a"}"#,
    )
    .unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), r#"{"odata.type":"Example.Thing","id":"a"}"#);
    let mut made: Thing =
        serde_json::from_str(r##"{"@odata.type":"#Example.Thing","id":"a"}"##).unwrap();
    made.extra.insert("@odata.type", "#Example.Thing");
    assert_eq!(
        serde_json::to_string(&made).unwrap(),
        r##"{"@odata.type":"#Example.Thing","id":"a"}"##
    );
}

#[test]
fn odd_values_are_kept_beside() {
    let thing: Thing = survives(&json!({
        "id": 7, "on": "False", "count": 4_294_967_296_u64, "date": {"a": []}, "kind": [1], "tags": ["x", null, 3],
        "parts": [{"id": "b"}, "c"], "whole": "none", "odata.metadata": "m", "extension_1_a": {"b": [null]},
    }));
    assert_eq!(thing.id, None);
    assert!(thing.tags.is_empty() && thing.parts.is_empty());
    assert_eq!(thing.extra.get("tags"), Some(&json!(["x", null, 3])));
    assert_eq!(thing.extra.len(), 10);
    let count: Thing =
        survives(&json!({"count": 1.5, "id": 18_446_744_073_709_551_615_u64, "on": null}));
    assert_eq!(count.extra.len(), 2);
}

#[test]
fn null_empty_and_missing_stay_apart() {
    for json in [
        json!({}),
        json!({"id": null, "tags": null, "parts": null}),
        json!({"tags": [], "parts": []}),
    ] {
        let thing: Thing = survives(&json);
        assert_eq!(thing, Thing::default(), "what is read is equal");
    }
}

#[test]
fn a_property_that_is_set_later_is_written() {
    let mut thing: Thing =
        serde_json::from_value(json!({"id": null, "tags": [], "count": "odd"})).unwrap();
    thing.id = Some("a".to_owned());
    thing.tags.push("x".to_owned());
    thing.count = Some(1);
    assert_eq!(
        serde_json::to_value(&thing).unwrap(),
        json!({"id": "a", "tags": ["x"], "count": 1})
    );
}

#[test]
fn a_double_keeps_its_spelling() {
    for (text, ratio) in [
        ("80", 80.0),
        ("-7", -7.0),
        ("0", 0.0),
        ("-0.0", -0.0),
        ("1000.0", 1000.0),
        ("0.1", 0.1),
        ("-122.38341676019999", -122.383_416_760_199_99),
        ("2.2250738585072014e-308", 2.225_073_858_507_201_4e-308),
        ("12345678901234567890", 12_345_678_901_234_567_000.0),
        ("9007199254740993", 9_007_199_254_740_992.0),
    ] {
        let json = format!(r#"{{"ratio":{text},"ratios":[0.5,{text},2,1.0]}}"#);
        let mut thing: Thing = serde_json::from_str(&json).unwrap();
        assert_eq!(thing.ratio, Some(ratio), "{text}");
        assert_eq!(thing.ratios, [0.5, ratio, 2.0, 1.0], "{text}");
        assert!(thing.extra.is_empty());
        assert_eq!(serde_json::to_string(&thing).unwrap(), json);
        // What is set later is written as it is.
        thing.ratio = Some(1.5);
        thing.ratios.pop();
        assert_eq!(
            serde_json::to_value(&thing).unwrap(),
            json!({"ratio": 1.5, "ratios": [0.5, ratio, 2.0]})
        );
    }
    let odd: Thing = survives(&json!({"ratio": "80", "ratios": [80, 0.5, null, 7]}));
    assert_eq!((odd.ratio, odd.ratios.len()), (None, 0));
}

#[test]
fn other_spellings_are_read_and_written_again() {
    let thing: Thing = survives(&json!({"ID": "a", "Tags": []}));
    assert_eq!(thing.id.as_deref(), Some("a"));
    let thing: Thing = survives(&json!({"ID": "a", "id": "b"}));
    // serde_json sorts the keys of a value, so `ID` comes first.
    assert_eq!(thing.id.as_deref(), Some("a"));
    assert_eq!(thing.extra.get("id"), Some(&json!("b")));
    survives::<Thing>(&json!({"ID": null, "id": "b"}));
    survives::<Thing>(&json!({"ID": 3, "id": "b"}));
}

#[test]
fn type_names_keep_their_spelling() {
    for (key, name) in [
        ("odata.type", "Example.Thing"),
        ("odata.type", "#Example.Thing"),
        ("@odata.type", "Example.Thing"),
        ("@odata.type", "#Example.Thing"),
        ("odata.type", "Example.Other"),
    ] {
        survives::<Thing>(&json!({key: name, "id": "a"}));
        survives::<Object>(&json!({key: name, "id": "a"}));
    }
    survives::<Thing>(&json!({"odata.type": 7}));
    survives::<Thing>(&json!({"odata.type": "Example.Thing", "@odata.type": "#Example.Thing"}));
}

#[test]
fn a_union_finds_its_type_wherever_it_stands() {
    let read = |text: &str| serde_json::from_str::<Object>(text).unwrap();
    for text in [
        r#"{"odata.type":"Example.Thing","id":"a","tags":["x"]}"#,
        r#"{"id":"a","odata.type":"Example.Thing","tags":["x"]}"#,
        r##"{"id":"a","tags":["x"],"@odata.type":"#Example.Thing"}"##,
        r#"{"odata.metadata":"m","odata.type":"Example.Thing","tags":["x"],"id":"a"}"#,
        r##"{"id":"a","odata.type":null,"@odata.type":"#Example.Thing","tags":["x"]}"##,
    ] {
        let Object::Thing(thing) = read(text) else { panic!("{text} is a thing") };
        assert_eq!((thing.id.as_deref(), thing.tags.len()), (Some("a"), 1), "{text}");
    }
    let Object::Other(other) = read(r#"{"odata.type":"Example.New","id":"planted"}"#) else {
        panic!("an unknown type")
    };
    assert_eq!(other.type_name(), Some("Example.New"));
    assert!(!format!("{other:?}").contains("planted"));
    let Object::Other(other) = read(r#"{"id":"a"}"#) else { panic!("no type") };
    assert_eq!(other.type_name(), None);
    assert!(serde_json::from_str::<Object>("[]").is_err());
}

#[test]
fn what_stands_before_the_type_is_read_as_well() {
    for text in [
        r#"{"odata.type":"Example.Thing","logo@odata.mediaEditLink":"l"}"#,
        r#"{"logo@odata.mediaEditLink":"l","odata.type":"Example.Thing"}"#,
        r#"{"odata.metadata":"m","logo@odata.mediaEditLink":"l","odata.type":"Example.Thing"}"#,
    ] {
        let Object::Thing(thing) = serde_json::from_str(text).unwrap() else {
            panic!("{text} is a thing")
        };
        assert_eq!(thing.logo.as_deref(), Some("l"), "{text}");
    }
}

#[test]
fn a_type_may_be_a_property_like_any_other() {
    for json in [
        json!({"@odata.type": "#Example.Tagged", "id": "a"}),
        json!({"@odata.type": "#Example.Tagged", "odata.type": "Example.Tagged"}),
        json!({"@odata.type": "#Example.Tagged"}),
    ] {
        let tagged: Tagged = survives(&json);
        assert_eq!(tagged.odata_type.as_deref(), Some("#Example.Tagged"), "{json}");
    }
}

#[test]
fn what_is_no_object_is_an_error() {
    let error = serde_json::from_str::<Thing>("[]").unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid type: sequence, expected an object (Thing) at line 1 column 0"
    );
}

/// Any JSON.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-1000_i32..1000).prop_map(|number| Value::from(f64::from(number))),
        ".{0,8}".prop_map(Value::from),
        "[\u{2028}\u{2029}\u{85}\u{feff}\u{202e}\\x00-\\x20\"\\\\/]{0,4}".prop_map(Value::from),
        Just(Value::from("Example.Thing")),
        Just(Value::from("#Example.Thing")),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((any_key(), inner), 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

fn any_key() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "id", "on", "count", "date", "kind", "tags", "parts", "whole", "ID", "Tags", "odata.type", "@odata.type",
            "odata.metadata", "logo@odata.mediaEditLink",
        ]).prop_map(str::to_owned),
        1 => ".{0,4}",
    ]
}

proptest! {
    #[test]
    fn any_object_survives(entries in prop::collection::vec((any_key(), any_json()), 0..10)) {
        let json = Value::Object(entries.into_iter().collect::<Map<_, _>>());
        survives::<Thing>(&json);
        survives::<Object>(&json);
    }

    #[test]
    fn the_order_of_keys_does_not_matter(mut entries in prop::collection::btree_map(any_key(), any_json(), 0..8)) {
        entries.insert("odata.type".to_owned(), Value::from("Example.Thing"));
        entries.remove("ID");
        entries.remove("Tags");
        entries.remove("@odata.type");
        let text = |entries: Vec<(&String, &Value)>| {
            let parts: Vec<String> = entries.iter().map(|(name, value)| format!("{}:{value}", Value::from(name.as_str()))).collect();
            format!("{{{}}}", parts.join(","))
        };
        let forwards: Object = serde_json::from_str(&text(entries.iter().collect())).unwrap();
        let backwards: Object = serde_json::from_str(&text(entries.iter().rev().collect())).unwrap();
        prop_assert_eq!(forwards, backwards);
    }
}
