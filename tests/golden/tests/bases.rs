//! Objects of bases of bases, and those that do not name their type.

use crate::api::bases::models::{Animal, Thing};

#[test]
fn another_property_names_the_type_in_any_case() {
    let json = r#"{"id":"1","sort":"cat","color":"red"}"#;
    let animal: Animal = serde_json::from_str(json).unwrap();
    let Animal::Cat(cat) = &animal else { panic!("{animal:?}") };
    assert_eq!(cat.color.as_deref(), Some("red"));
    assert_eq!(serde_json::to_string(&animal).unwrap(), json);
    let unknown: Animal = serde_json::from_str(r#"{"id":"1","sort":"Cow"}"#).unwrap();
    assert!(matches!(unknown, Animal::Other(_)));
}

#[test]
fn a_type_is_known_with_and_without_a_hash() {
    for json in
        [r##"{"@odata.type":"#demo.cat","id":"1"}"##, r#"{"@odata.type":"demo.cat","id":"1"}"#]
    {
        let thing: Thing = serde_json::from_str(json).unwrap();
        assert!(matches!(thing, Thing::Cat(_)), "{json}");
        assert_eq!(serde_json::to_string(&thing).unwrap(), json);
    }
}
