//! Shows and compares models, property by property. Neither is done often: one code for all types serves.

use std::any::Any;
use std::fmt::{self, Debug, DebugStruct, Formatter};

use super::{Model, Readable, Visitor};
use crate::redacted::Redacted;

/// A property, its type apart.
trait Property: Any {
    fn equals(&self, other: &dyn Property) -> bool;
}

impl<T: Any + PartialEq> Property for T {
    fn equals(&self, other: &dyn Property) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref() == Some(self)
    }
}

/// Gives a property as it is.
struct Whole;

impl<'a> Visitor<'a> for Whole {
    type Output = &'a dyn Property;

    fn optional<T: Readable>(self, property: &'a Option<T>) -> Self::Output {
        property
    }

    fn list<T: Readable>(self, property: &'a Vec<T>) -> Self::Output {
        property
    }
}

/// Shows a property as a field of this name.
struct Field<'s, 'f, 'n>(&'s mut DebugStruct<'f, 'n>, &'s str);

impl Field<'_, '_, '_> {
    fn show(self, value: &dyn Debug) {
        self.0.field(self.1, value);
    }
}

impl Visitor<'_> for Field<'_, '_, '_> {
    type Output = ();

    fn optional<T: Readable>(self, property: &Option<T>) {
        self.show(property);
    }

    fn list<T: Readable>(self, property: &Vec<T>) {
        self.show(property);
    }

    fn secret<T: Readable>(self, property: &Option<T>) {
        self.show(&Redacted::of(property));
    }

    fn secrets<T: Readable>(self, property: &Vec<T>) {
        self.show(&Redacted::of(property));
    }
}

pub fn debug_model<M: Model>(model: &M, fields: &[&str], f: &mut Formatter<'_>) -> fmt::Result {
    let mut shown = f.debug_struct(M::NAME);
    for (place, field) in fields.iter().enumerate() {
        model.get(place, Field(&mut shown, field.trim_start_matches("r#")));
    }
    shown.field("extra", model.extra()).finish()
}

pub fn are_equal<M: Model>(one: &M, other: &M) -> bool {
    let is_same = |place| one.get(place, Whole).equals(other.get(place, Whole));
    (0..M::FIELDS.len()).all(is_same) && one.extra() == other.extra()
}

#[cfg(test)]
mod tests {
    use serde_json::{from_str, to_string};

    use crate::{Extra, wire};

    #[derive(Clone, Default)]
    struct Key {
        r#type: Option<String>,
        value: Option<String>,
        pins: Vec<i32>,
        extra: Extra,
    }

    #[derive(Clone, Default)]
    struct Empty {
        extra: Extra,
    }

    wire::models! {
        Key {
            0 r#type: optional "type";
            1 value: secret "value";
            2 pins: secrets "pins";
        }
        Empty {}
    }

    #[test]
    fn models_are_shown_as_derived_code_would_but_for_secrets() {
        let key: Key = from_str(r#"{"type":"k","value":"planted","pins":[1],"more":2}"#).unwrap();
        assert_eq!(
            format!("{key:?}"),
            r#"Key { type: Some("k"), value: Some(<redacted>), pins: [<redacted>; 1], extra: {"more"} }"#
        );
        assert_eq!(format!("{:?}", Empty::default()), "Empty { extra: {} }");
    }

    #[test]
    fn models_are_equal_if_all_their_properties_are() {
        let key: Key = from_str(r#"{"type":"k","value":"v","pins":[1],"more":2}"#).unwrap();
        assert_eq!(key, key.clone());
        assert_ne!(key, Key { r#type: None, ..key.clone() });
        assert_ne!(key, Key { value: Some("w".to_owned()), ..key.clone() });
        assert_ne!(key, Key { pins: vec![1, 1], ..key.clone() });
        assert_ne!(key, Key { extra: Extra::default(), ..key.clone() });
    }

    #[test]
    fn a_model_without_properties_keeps_what_it_reads() {
        let empty: Empty = from_str(r#"{"a":1}"#).unwrap();
        assert_ne!(empty, Empty::default());
        assert_eq!(to_string(&empty).unwrap(), r#"{"a":1}"#);
    }
}
