//! Reads objects into models.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::super::extra::{Bits, Extra, TypeKey};
use super::key::has_type;
use super::property::{Aside, Many, One, Outcome};
use super::{Key, KeySeed, LastKey, Model, Names, Readable, VisitorMut, type_name};

/// Reads a property.
struct Reader<'a, 'de, A> {
    map: &'a mut A,
    /// Where to put a value that the property cannot hold.
    aside: &'a mut Aside,
    marker: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> VisitorMut for Reader<'_, 'de, A> {
    type Output = Result<(), A::Error>;

    #[inline]
    fn optional<T: Readable>(self, property: &mut Option<T>) -> Self::Output {
        self.map.next_value_seed(One { property, aside: self.aside })
    }

    #[inline]
    fn list<T: Readable>(self, property: &mut Vec<T>) -> Self::Output {
        self.map.next_value_seed(Many { property, aside: self.aside })
    }
}

pub fn deserialize_model<'de, M: Model, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<M, D::Error> {
    deserializer.deserialize_map(ModelVisitor(PhantomData))
}

pub fn model_from_map<'de, M: Model, A: MapAccess<'de>>(mut map: A) -> Result<M, A::Error> {
    let mut model = M::default();
    read_model(&mut model, &mut map)?;
    Ok(model)
}

/// Reads what is left of an object.
pub(super) fn read_model<'de, M: Model, A: MapAccess<'de>>(
    model: &mut M,
    map: &mut A,
) -> Result<(), A::Error> {
    let has_type = const { has_type(M::FIELDS) };
    let names = Names { fields: M::FIELDS, aliases: M::ALIASES, has_type };
    let (mut last, mut aside) = (LastKey::none(), Aside::default());
    let mut next = 0;
    let mut seen = Bits::default();
    // What is kept in `extra` counts as omitted, so that it is not written as an empty list as well.
    let mut kept = Bits::default();
    while let Some(()) = map.next_key_seed(KeySeed::new(&names, next, &mut last))? {
        let field = match last.key {
            Key::Field(field) => Some(field),
            Key::Alias(alias) => Some(M::ALIASES[alias].1),
            Key::Type(annotation) => {
                let text = map.next_value_seed(Text)?;
                keep_type(model.extra_mut(), M::TYPE, text, annotation);
                continue;
            }
            Key::Unknown => None,
        };
        // Of two spellings of the same property, the first one has it.
        let Some(field) = field.filter(|field| seen.insert(*field)) else {
            let value = map.next_value()?;
            keep(model.extra_mut(), names.spelling(last.key), &mut last.name, value);
            continue;
        };
        model.set(field, Reader { map, aside: &mut aside, marker: PhantomData })?;
        match (aside.outcome, last.key) {
            (Outcome::Set, Key::Field(_)) => {}
            (Outcome::Null, Key::Field(_)) => {
                aside.outcome = Outcome::Set;
                model.extra_mut().null.insert(field);
            }
            _ => {
                let aside = std::mem::take(&mut aside);
                if aside.outcome == Outcome::Kept {
                    kept.insert(field);
                }
                put_aside(model.extra_mut(), &names, last.key, field, aside);
            }
        }
        next = field + 1;
    }
    model.extra_mut().omitted = seen.missing(&kept, M::FIELDS.len());
    Ok(())
}

/// Notes what became of a property's value, unless the property has it as it came. It is the same code for all models.
fn put_aside(extra: &mut Extra, names: &Names, key: Key, field: usize, aside: Aside) {
    let Aside { outcome, value } = aside;
    match outcome {
        Outcome::Set => {}
        Outcome::Respelled => extra.respell(field, value),
        Outcome::Null => {
            extra.null.insert(field);
        }
        Outcome::Kept => {
            extra.insert(names.spelling(key).unwrap_or_default(), value);
            return;
        }
    }
    if let Key::Alias(alias) = key {
        extra.spell(alias);
    }
}

/// Keeps what no property takes.
fn keep(extra: &mut Extra, known: Option<&str>, name: &mut Cow<'_, str>, value: Value) {
    extra.insert(known.map_or_else(|| std::mem::take(name).into_owned(), str::to_owned), value);
}

/// Keeps the type name of an object: as one of the known spellings, or as it came.
pub(super) fn keep_type(
    extra: &mut Extra,
    expected: Option<&str>,
    text: Result<Cow<'_, str>, Value>,
    annotation: bool,
) {
    let known = match (&text, expected) {
        (Ok(text), Some(expected)) => type_key(text, expected, annotation),
        _ => None,
    };
    if known.is_some() && extra.type_key.is_none() {
        extra.type_key = known;
    } else {
        extra.insert(type_name(annotation), text.map_or_else(|value| value, Value::from));
    }
}

/// How `text` spells the expected type, if it does.
fn type_key(text: &str, expected: &str, annotation: bool) -> Option<TypeKey> {
    match annotation {
        false => (text == expected).then_some(TypeKey::Plain),
        true if text == expected => Some(TypeKey::Annotation),
        true => (text.strip_prefix('#') == Some(expected)).then_some(TypeKey::Hash),
    }
}

struct ModelVisitor<M>(PhantomData<M>);

impl<'de, M: Model> Visitor<'de> for ModelVisitor<M> {
    type Value = M;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", M::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<M, A::Error> {
        model_from_map(map)
    }
}

/// Reads text without copying it where the input allows that; anything else is kept.
pub(super) struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Result<Cow<'de, str>, Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Result<Cow<'de, str>, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a type")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Ok(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Ok(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Err(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Err(Value::from(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Err(Value::from(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Err(Value::from(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Err(Value::from(value)))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(map)).map(Err)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(seq)).map(Err)
    }
}
