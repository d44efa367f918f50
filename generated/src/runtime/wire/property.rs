//! Reads one property, leniently: JSON that the property cannot hold is kept, not refused.

use std::fmt;

use serde::Serialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::Readable;

/// What became of a property's value. Small, because there is one for each property that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The property has it.
    Set,
    /// It is `null`.
    Null,
    /// The property cannot hold it; it was put aside.
    Kept,
}

/// A property with one value, and where to put a value that the property cannot hold.
pub(super) struct One<'a, T> {
    pub(super) property: &'a mut Option<T>,
    pub(super) aside: &'a mut Value,
}

impl<T> One<'_, T> {
    #[inline]
    fn take(self, read: Result<T, Value>) -> Outcome {
        match read {
            Ok(value) => {
                *self.property = Some(value);
                Outcome::Set
            }
            Err(value) => {
                *self.aside = value;
                Outcome::Kept
            }
        }
    }
}

impl<'de, T: Readable> DeserializeSeed<'de> for One<'_, T> {
    type Value = Outcome;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Readable> Visitor<'de> for One<'_, T> {
    type Value = Outcome;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    #[inline]
    fn visit_str<E>(self, text: &str) -> Result<Outcome, E> {
        Ok(self.take(T::from_text(text)))
    }

    #[inline]
    fn visit_unit<E>(self) -> Result<Outcome, E> {
        Ok(Outcome::Null)
    }

    #[inline]
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

/// A property with many values, and where to put a value that the property cannot hold.
pub(super) struct Many<'a, T> {
    pub(super) property: &'a mut Vec<T>,
    pub(super) aside: &'a mut Value,
}

impl<T> Many<'_, T> {
    fn put_aside<E>(self, value: Value) -> Result<Outcome, E> {
        *self.aside = value;
        Ok(Outcome::Kept)
    }
}

impl<'de, T: Readable + Serialize> DeserializeSeed<'de> for Many<'_, T> {
    type Value = Outcome;

    #[inline]
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
        let mut property = None;
        let mut odd = Value::Null;
        while let Some(outcome) = seq.next_element_seed(One {
            property: &mut property,
            aside: &mut odd,
        })? {
            match (outcome, property.take()) {
                (Outcome::Set, Some(value)) => self.property.push(value),
                _ => {
                    let values = keep_all(std::mem::take(self.property), odd, seq)?;
                    return self.put_aside(values);
                }
            }
        }
        Ok(Outcome::Set)
    }

    fn visit_str<E>(self, text: &str) -> Result<Outcome, E> {
        self.put_aside(Value::from(text))
    }

    #[inline]
    fn visit_unit<E>(self) -> Result<Outcome, E> {
        Ok(Outcome::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Outcome, E> {
        self.put_aside(Value::from(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Outcome, E> {
        self.put_aside(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Outcome, E> {
        self.put_aside(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Outcome, E> {
        self.put_aside(Value::from(value))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Outcome, A::Error> {
        let value = Value::deserialize(MapAccessDeserializer::new(map))?;
        self.put_aside(value)
    }
}

/// Keeps a list with an odd element as JSON. The elements that were read already are written as text and read
/// again, which shares the code that writes request bodies; such lists are rare.
#[cold]
fn keep_all<'de, T: Serialize, A: SeqAccess<'de>>(
    read: Vec<T>,
    odd: Value,
    mut seq: A,
) -> Result<Value, A::Error> {
    let text = serde_json::to_vec(&read).map_err(A::Error::custom)?;
    let mut values: Vec<Value> = serde_json::from_slice(&text).map_err(A::Error::custom)?;
    values.push(odd);
    while let Some(value) = seq.next_element()? {
        values.push(value);
    }
    Ok(Value::Array(values))
}
