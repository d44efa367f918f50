//! JSON whose properties keep their order, as responses of the service have one.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// Any JSON.
#[derive(Clone)]
pub(crate) enum Json {
    Object(Vec<(String, Json)>),
    List(Vec<Json>),
    Scalar(Value),
}

impl Json {
    /// What stands at the end of a path of names and places.
    pub(crate) fn at(&self, path: &[&str]) -> &Json {
        path.iter().fold(self, |json, step| match json {
            Self::Object(properties) => properties
                .iter()
                .find(|(name, _)| name == step)
                .map_or_else(|| panic!("no property {step}"), |(_, value)| value),
            Self::List(items) => &items[step.parse::<usize>().expect("a place in a list")],
            Self::Scalar(_) => panic!("nothing below a scalar: {step}"),
        })
    }

    pub(crate) fn items(&self) -> &[Json] {
        match self {
            Self::List(items) => items,
            _ => panic!("no list"),
        }
    }

    /// Sets a property of an object: in its place, or at the end.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<Value>) {
        let Self::Object(properties) = self else {
            panic!("no object: {name}");
        };
        let value = Self::from(value.into());
        match properties.iter_mut().find(|(known, _)| known == name) {
            Some((_, place)) => *place = value,
            None => properties.push((name.to_owned(), value)),
        }
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        match value {
            Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Value::Object(properties) => Self::Object(
                properties.into_iter().map(|(name, value)| (name, Self::from(value))).collect(),
            ),
            scalar => Self::Scalar(scalar),
        }
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Object(properties) => {
                let mut map = serializer.serialize_map(Some(properties.len()))?;
                for (name, value) in properties {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
            Self::List(items) => items.serialize(serializer),
            Self::Scalar(value) => value.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Scalar(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Scalar(Value::from(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Scalar(Value::from(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Scalar(Value::from(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Scalar(Value::from(value)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Scalar(Value::from(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut properties = Vec::new();
        while let Some(property) = map.next_entry()? {
            properties.push(property);
        }
        Ok(Json::Object(properties))
    }
}
