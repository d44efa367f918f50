//! Reads one property, leniently: JSON that the property cannot hold is kept, not refused.

use std::fmt;

use serde::Serialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::Readable;

/// What became of a property's value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The property has it.
    #[default]
    Set,
    /// The property has it, but would write it in another way.
    Respelled,
    /// It is `null`.
    Null,
    /// The property cannot hold it; it was put aside.
    Kept,
}

/// What there is to know about the value that was read last. Nothing is written here if the property has it as it came.
#[derive(Default)]
pub(super) struct Aside {
    pub(super) outcome: Outcome,
    /// The value, if the property cannot hold it or would write it in another way.
    pub(super) value: Value,
}

impl Aside {
    fn respell(&mut self, value: Value) {
        self.outcome = Outcome::Respelled;
        self.value = value;
    }

    /// Numbers that a list would write with fractions.
    fn respell_all(&mut self, numbers: Vec<Value>) {
        if numbers.iter().any(|number| !number.is_f64()) {
            self.respell(Value::Array(numbers));
        }
    }

    fn take_respelled(&mut self) -> Option<Value> {
        let respelled = self.outcome == Outcome::Respelled;
        respelled.then(|| std::mem::take(self).value)
    }

    fn keep(&mut self, value: Value) {
        self.outcome = Outcome::Kept;
        self.value = value;
    }
}

/// A property with one value, and where to put a value that the property cannot hold.
pub(super) struct One<'a, T> {
    pub(super) property: &'a mut Option<T>,
    pub(super) aside: &'a mut Aside,
}

impl<T: Readable> One<'_, T> {
    #[inline]
    fn take<E>(self, read: Result<T, Value>) -> Result<(), E> {
        match read {
            Ok(value) => *self.property = Some(value),
            Err(value) => self.aside.keep(value),
        }
        Ok(())
    }

    /// Takes a number without a fraction.
    fn take_whole<E>(self, read: Result<T, Value>, number: impl Into<Value>) -> Result<(), E> {
        if let Ok(value) = &read
            && value.fraction().is_some()
        {
            self.aside.respell(number.into());
        }
        self.take(read)
    }
}

impl<'de, T: Readable> DeserializeSeed<'de> for One<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Readable> Visitor<'de> for One<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    #[inline]
    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.take(T::from_text(text))
    }

    #[inline]
    fn visit_unit<E>(self) -> Result<(), E> {
        self.aside.outcome = Outcome::Null;
        Ok(())
    }

    #[inline]
    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.take(T::from_bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.take_whole(T::from_i64(value), value)
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.take_whole(T::from_u64(value), value)
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.take(T::from_f64(value))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let read = T::from_map(map)?;
        self.take(read)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        let read = T::from_seq(seq)?;
        self.take(read)
    }
}

/// A property with many values, and where to put a value that the property cannot hold.
pub(super) struct Many<'a, T> {
    pub(super) property: &'a mut Vec<T>,
    pub(super) aside: &'a mut Aside,
}

impl<T> Many<'_, T> {
    fn put_aside<E>(self, value: Value) -> Result<(), E> {
        self.aside.keep(value);
        Ok(())
    }
}

impl<'de, T: Readable> DeserializeSeed<'de> for Many<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Readable> Visitor<'de> for Many<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let (mut item, mut odd) = (None::<T>, Aside::default());
        // Numbers as they came; nothing for other types.
        let mut numbers = Vec::new();
        while let Some(()) = seq.next_element_seed(One { property: &mut item, aside: &mut odd })? {
            match item.take() {
                Some(value) => {
                    if let Some(fraction) = value.fraction() {
                        numbers.push(odd.take_respelled().unwrap_or_else(|| fraction.into()));
                    }
                    self.property.push(value);
                }
                // An item that is `null` or of another type has put itself aside.
                None => {
                    let read = std::mem::take(self.property);
                    let before = if numbers.is_empty() { values_of(read)? } else { numbers };
                    let values = with_rest(before, odd.value, seq)?;
                    return self.put_aside(values);
                }
            }
        }
        if !numbers.is_empty() {
            self.aside.respell_all(numbers);
        }
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.put_aside(Value::from(text))
    }

    #[inline]
    fn visit_unit<E>(self) -> Result<(), E> {
        self.aside.outcome = Outcome::Null;
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.put_aside(Value::from(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.put_aside(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.put_aside(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.put_aside(Value::from(value))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let value = Value::deserialize(MapAccessDeserializer::new(map))?;
        self.put_aside(value)
    }
}

/// The JSON of a list with an odd item.
#[cold]
fn with_rest<'de, A: SeqAccess<'de>>(
    mut values: Vec<Value>,
    odd: Value,
    mut seq: A,
) -> Result<Value, A::Error> {
    values.push(odd);
    while let Some(value) = seq.next_element()? {
        values.push(value);
    }
    Ok(Value::Array(values))
}

/// The JSON of items that were read before an odd one. They are written as text and read again, which shares the code
/// that writes request bodies; such lists are rare.
#[cold]
fn values_of<T: Serialize, E: Error>(read: Vec<T>) -> Result<Vec<Value>, E> {
    let text = serde_json::to_vec(&read).map_err(E::custom)?;
    drop(read);
    serde_json::from_slice(&text).map_err(E::custom)
}
