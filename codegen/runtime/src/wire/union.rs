//! Reads objects whose type only their content tells.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::super::Untyped;
use super::super::extra::TypeKey;
use super::super::json_reader::JsonReader;
use super::read::{Text, keep_type, read_model};
use super::{Key, KeySeed, LastKey, Model, Names, Union, type_name};

/// An object whose type is known by now and whose properties are not read yet.
pub struct Rest<'de, A> {
    source: Source<'de, A>,
}

enum Source<'de, A> {
    /// The type stood in front of everything else but annotations of the object: the properties are still in the text.
    Ahead { before: Vec<(Cow<'de, str>, Value)>, tag: Cow<'de, str>, annotation: bool, map: A },
    /// The type came late or not at all: the whole object had to be read. It may say what it is without its type's name.
    Whole { object: Map<String, Value>, is_named: bool },
}

impl<'de, A: MapAccess<'de>> Rest<'de, A> {
    /// Reads the object as the model `M`.
    pub fn model<M: Model + DeserializeOwned>(self) -> Result<M, A::Error> {
        match self.source {
            Source::Ahead { before, tag, annotation, mut map } => {
                let mut model = M::default();
                keep_type(model.extra_mut(), M::TYPE, Ok(tag), annotation);
                for (name, value) in before {
                    model.extra_mut().insert(name, value);
                }
                read_model(&mut model, &mut map)?;
                Ok(model)
            }
            // Through text once more: rare, and it shares the code that reads responses.
            Source::Whole { object, is_named } => {
                let text = serde_json::to_string(&object).map_err(A::Error::custom)?;
                drop(object);
                let mut reader = JsonReader::new(&text);
                let mut model = M::deserialize(&mut reader).map_err(A::Error::custom)?;
                if !is_named {
                    model.extra_mut().type_key = Some(TypeKey::Absent);
                }
                Ok(model)
            }
        }
    }

    /// Keeps the object as JSON.
    pub fn other(self) -> Result<Untyped, A::Error> {
        match self.source {
            Source::Ahead { before, tag, annotation, mut map } => {
                let mut object = Map::new();
                object.insert(type_name(annotation).to_owned(), Value::from(tag));
                object.extend(before.into_iter().map(|(name, value)| (name.into_owned(), value)));
                while let Some((name, value)) = map.next_entry()? {
                    object.insert(name, value);
                }
                Ok(Untyped(object))
            }
            Source::Whole { object, .. } => Ok(Untyped(object)),
        }
    }
}

pub fn deserialize_union<'de, U: Union, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<U, D::Error> {
    deserializer.deserialize_map(UnionVisitor(PhantomData))
}

pub fn union_from_map<'de, U: Union, A: MapAccess<'de>>(mut map: A) -> Result<U, A::Error> {
    let names = Names { fields: &[], aliases: &[], has_type: false };
    let mut last = LastKey::none();
    let mut before = Vec::new();
    let mut only_annotations = true;
    while let Some(()) = map.next_key_seed(KeySeed::new(&names, 0, &mut last))? {
        match last.key {
            Key::Type(annotation) => match map.next_value_seed(Text)? {
                Ok(tag) if only_annotations => {
                    let name = tag.clone();
                    let source = Source::Ahead { before, tag, annotation, map };
                    return U::read(name.strip_prefix('#').unwrap_or(&name), Rest { source });
                }
                Ok(tag) => before.push((type_name(annotation).into(), Value::from(tag))),
                Err(value) => before.push((type_name(annotation).into(), value)),
            },
            Key::Unknown => {
                let name = std::mem::take(&mut last.name);
                only_annotations &= name.starts_with("odata.") || name.starts_with("@odata.");
                let value = map.next_value()?;
                before.push((name, value));
            }
            Key::Field(_) | Key::Alias(_) => unreachable!("the seed has no properties"),
        }
    }
    let object =
        Untyped(before.into_iter().map(|(name, value)| (name.into_owned(), value)).collect());
    let tag = object.type_name().map(str::to_owned);
    let is_named = tag.is_some();
    let tag = tag.or_else(|| fallback::<U>(&object).map(str::to_owned)).unwrap_or_default();
    let source: Source<'de, A> = Source::Whole { object: object.0, is_named };
    U::read(&tag, Rest { source })
}

/// The type that an object names by another property.
fn fallback<U: Union>(object: &Untyped) -> Option<&'static str> {
    let is_named = |(property, name): (&str, &str)| {
        let value = object.get(property).and_then(Value::as_str);
        value.is_some_and(|value| value.eq_ignore_ascii_case(name))
    };
    let mut kinds = U::FALLBACK.iter();
    kinds.find(|(property, value, _)| is_named((property, value))).map(|(_, _, kind)| *kind)
}

struct UnionVisitor<U>(PhantomData<U>);

impl<'de, U: Union> Visitor<'de> for UnionVisitor<U> {
    type Value = U;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({} by its `{}`)", U::NAME, U::TAG)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<U, A::Error> {
        union_from_map(map)
    }
}
