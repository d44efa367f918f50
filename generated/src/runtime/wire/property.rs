//! Reads one property, leniently: JSON that the property cannot hold is kept, not refused.

use std::fmt;

use serde::Serialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::Readable;

/// What became of a property's value.
pub(super) enum Outcome {
    /// The property has it.
    Set,
    /// It is `null`.
    Null,
    /// The property cannot hold it.
    Kept(Value),
}

/// A property with one value.
pub(super) struct One<'a, T>(pub(super) &'a mut Option<T>);

impl<T> One<'_, T> {
    fn take(self, read: Result<T, Value>) -> Outcome {
        match read {
            Ok(value) => {
                *self.0 = Some(value);
                Outcome::Set
            }
            Err(value) => Outcome::Kept(value),
        }
    }
}

impl<'de, T: Readable> DeserializeSeed<'de> for One<'_, T> {
    type Value = Outcome;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Readable> Visitor<'de> for One<'_, T> {
    type Value = Outcome;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_str<E>(self, text: &str) -> Result<Outcome, E> {
        Ok(self.take(T::from_text(text)))
    }

    fn visit_unit<E>(self) -> Result<Outcome, E> {
        Ok(Outcome::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Outcome, E> {
        Ok(self.take(T::from_bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Outcome, E> {
        Ok(self.take(T::from_i64(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Outcome, E> {
        Ok(self.take(T::from_u64(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Outcome, E> {
        Ok(self.take(T::from_f64(value)))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Outcome, A::Error> {
        let read = T::from_map(map)?;
        Ok(self.take(read))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Outcome, A::Error> {
        let read = T::from_seq(seq)?;
        Ok(self.take(read))
    }
}

/// A property with many values.
pub(super) struct Many<'a, T>(pub(super) &'a mut Vec<T>);

impl<'de, T: Readable + Serialize> DeserializeSeed<'de> for Many<'_, T> {
    type Value = Outcome;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Readable + Serialize> Visitor<'de> for Many<'_, T> {
    type Value = Outcome;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Outcome, A::Error> {
        let mut element = None;
        while let Some(outcome) = seq.next_element_seed(One(&mut element))? {
            match (outcome, element.take()) {
                (_, Some(value)) => self.0.push(value),
                (Outcome::Kept(odd), None) => return keep_all(std::mem::take(self.0), odd, seq),
                (_, None) => return keep_all(std::mem::take(self.0), Value::Null, seq),
            }
        }
        Ok(Outcome::Set)
    }

    fn visit_str<E>(self, text: &str) -> Result<Outcome, E> {
        Ok(Outcome::Kept(Value::from(text)))
    }

    fn visit_unit<E>(self) -> Result<Outcome, E> {
        Ok(Outcome::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Outcome, E> {
        Ok(Outcome::Kept(Value::from(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Outcome, E> {
        Ok(Outcome::Kept(Value::from(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Outcome, E> {
        Ok(Outcome::Kept(Value::from(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Outcome, E> {
        Ok(Outcome::Kept(Value::from(value)))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Outcome, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(map)).map(Outcome::Kept)
    }
}

/// Keeps a list with an odd element as JSON. The elements that were read already are written as text and read
/// again, which shares the code that writes request bodies; such lists are rare.
#[cold]
fn keep_all<'de, T: Serialize, A: SeqAccess<'de>>(
    read: Vec<T>,
    odd: Value,
    mut seq: A,
) -> Result<Outcome, A::Error> {
    let text = serde_json::to_vec(&read).map_err(A::Error::custom)?;
    let mut values: Vec<Value> = serde_json::from_slice(&text).map_err(A::Error::custom)?;
    values.push(odd);
    while let Some(value) = seq.next_element()? {
        values.push(value);
    }
    Ok(Outcome::Kept(Value::Array(values)))
}
