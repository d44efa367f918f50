//! Types of properties, and what they make of JSON of each kind.

use std::any::Any;
use std::fmt::Debug;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A type that a property can have.
///
/// Each function takes JSON of one kind and gives it back as a [`Value`] if the type cannot hold it.
pub trait Readable: Any + Debug + PartialEq + Serialize + Sized {
    fn from_text(text: &str) -> Result<Self, Value> {
        Err(Value::from(text))
    }

    fn from_bool(value: bool) -> Result<Self, Value> {
        Err(Value::from(value))
    }

    fn from_i64(value: i64) -> Result<Self, Value> {
        Err(Value::from(value))
    }

    fn from_u64(value: u64) -> Result<Self, Value> {
        Err(Value::from(value))
    }

    fn from_f64(value: f64) -> Result<Self, Value> {
        Err(Value::from(value))
    }

    /// The number, of a type that writes numbers with a fraction even if they came without.
    fn fraction(&self) -> Option<f64> {
        None
    }

    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Result<Self, Value>, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(map)).map(Err)
    }

    fn from_seq<'de, A: SeqAccess<'de>>(seq: A) -> Result<Result<Self, Value>, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(seq)).map(Err)
    }
}

impl Readable for String {
    #[inline]
    fn from_text(text: &str) -> Result<Self, Value> {
        Ok(text.to_owned())
    }
}

impl Readable for bool {
    #[inline]
    fn from_bool(value: bool) -> Result<Self, Value> {
        Ok(value)
    }
}

impl Readable for i32 {
    fn from_i64(value: i64) -> Result<Self, Value> {
        Self::try_from(value).map_err(|_| Value::from(value))
    }

    fn from_u64(value: u64) -> Result<Self, Value> {
        Self::try_from(value).map_err(|_| Value::from(value))
    }
}

impl Readable for i64 {
    fn from_i64(value: i64) -> Result<Self, Value> {
        Ok(value)
    }

    fn from_u64(value: u64) -> Result<Self, Value> {
        Self::try_from(value).map_err(|_| Value::from(value))
    }
}

impl Readable for f64 {
    fn from_i64(value: i64) -> Result<Self, Value> {
        Ok(value as Self)
    }

    fn from_u64(value: u64) -> Result<Self, Value> {
        Ok(value as Self)
    }

    fn fraction(&self) -> Option<f64> {
        Some(*self)
    }

    fn from_f64(value: f64) -> Result<Self, Value> {
        Ok(value)
    }

    /// A number may come as an object: that is how serde_json passes on its text, if an application has it keep that.
    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Result<Self, Value>, A::Error> {
        let value = Value::deserialize(MapAccessDeserializer::new(map))?;
        Ok(value.as_f64().ok_or(value))
    }
}

impl<T: Readable> Readable for Box<T> {
    fn from_text(text: &str) -> Result<Self, Value> {
        T::from_text(text).map(Self::new)
    }

    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Result<Self, Value>, A::Error> {
        T::from_map(map).map(|read| read.map(Self::new))
    }
}

impl Readable for Map<String, Value> {
    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Result<Self, Value>, A::Error> {
        Self::deserialize(MapAccessDeserializer::new(map)).map(Ok)
    }
}

impl Readable for super::super::Untyped {
    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Result<Self, Value>, A::Error> {
        Map::from_map(map).map(|read| read.map(Self))
    }
}

impl Readable for Value {
    fn from_text(text: &str) -> Result<Self, Value> {
        Ok(Self::from(text))
    }

    fn from_bool(value: bool) -> Result<Self, Value> {
        Ok(Self::from(value))
    }

    fn from_i64(value: i64) -> Result<Self, Value> {
        Ok(Self::from(value))
    }

    fn from_u64(value: u64) -> Result<Self, Value> {
        Ok(Self::from(value))
    }

    fn from_f64(value: f64) -> Result<Self, Value> {
        Ok(Self::from(value))
    }

    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Result<Self, Value>, A::Error> {
        Self::deserialize(MapAccessDeserializer::new(map)).map(Ok)
    }

    fn from_seq<'de, A: SeqAccess<'de>>(seq: A) -> Result<Result<Self, Value>, A::Error> {
        Self::deserialize(SeqAccessDeserializer::new(seq)).map(Ok)
    }
}
