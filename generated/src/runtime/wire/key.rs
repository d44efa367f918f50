//! Finds out which property a key names.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Visitor};

/// What a key of an object means to a model. Small, because there is one for each key that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// The property at this place of the model's names.
    Field(u8),
    /// A property by the spelling at this place of the model's other names.
    Alias(u8),
    /// The type of the object; true if the key is `@odata.type`.
    Type(bool),
    /// None of these; the seed has put the name aside.
    Unknown,
}

/// The names that a model has for its properties.
#[derive(Clone, Copy)]
pub(crate) struct Names {
    pub(crate) fields: &'static [&'static str],
    pub(crate) aliases: &'static [(&'static str, usize)],
}

impl Names {
    /// Finds a key, given the property that is expected next, because objects usually keep the order of `fields`.
    #[inline]
    fn find(self, key: &str, next: usize) -> Key {
        match self.fields.get(next) {
            Some(field) if *field == key => Key::Field(small(next)),
            _ => self.search(key, next),
        }
    }

    fn search(self, key: &str, next: usize) -> Key {
        match key {
            "odata.type" => return Key::Type(false),
            "@odata.type" => return Key::Type(true),
            _ => {}
        }
        let (before, after) = self
            .fields
            .split_at_checked(next)
            .unwrap_or((self.fields, &[]));
        if let Some(place) = after.iter().position(|field| *field == key) {
            return Key::Field(small(before.len() + place));
        }
        if let Some(place) = before.iter().position(|field| *field == key) {
            return Key::Field(small(place));
        }
        let alias = self.aliases.iter().position(|(alias, _)| *alias == key);
        alias.map_or(Key::Unknown, |place| Key::Alias(small(place)))
    }
}

/// The generator allows no model to have more than 128 names.
fn small(place: usize) -> u8 {
    u8::try_from(place).unwrap_or(u8::MAX)
}

/// Reads a key. An unknown one is put into `unknown`, borrowed if the input allows that.
pub(crate) struct KeySeed<'a, 'de> {
    pub(crate) names: Names,
    pub(crate) next: usize,
    pub(crate) unknown: &'a mut Cow<'de, str>,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_, 'de> {
    type Value = Key;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_, 'de> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    #[inline]
    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key, E> {
        let found = self.names.find(key, self.next);
        if found == Key::Unknown {
            *self.unknown = Cow::Borrowed(key);
        }
        Ok(found)
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        let found = self.names.find(key, self.next);
        if found == Key::Unknown {
            *self.unknown = Cow::Owned(key.to_owned());
        }
        Ok(found)
    }
}
