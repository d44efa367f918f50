//! Finds out which property a key names.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Visitor};

/// What a key of an object means to a model.
pub(crate) enum Key<'de> {
    /// The property at this place of `FIELDS`.
    Field(usize),
    /// A property by the spelling at this place of `ALIASES`.
    Alias(usize),
    /// The type of the object; true if the key is `@odata.type`.
    Type(bool),
    Unknown(Cow<'de, str>),
}

/// Reads a key and compares it with the names of a model.
#[derive(Clone, Copy)]
pub(crate) struct KeySeed {
    pub(crate) fields: &'static [&'static str],
    pub(crate) aliases: &'static [(&'static str, usize)],
    /// The property that is expected, because objects usually keep the order of `fields`.
    pub(crate) next: usize,
}

impl KeySeed {
    fn find(self, key: &str) -> Option<Key<'static>> {
        let (before, after) = self
            .fields
            .split_at_checked(self.next)
            .unwrap_or((self.fields, &[]));
        if let Some(place) = after.iter().position(|field| *field == key) {
            return Some(Key::Field(before.len() + place));
        }
        match key {
            "odata.type" => return Some(Key::Type(false)),
            "@odata.type" => return Some(Key::Type(true)),
            _ => {}
        }
        if let Some(place) = before.iter().position(|field| *field == key) {
            return Some(Key::Field(place));
        }
        self.aliases
            .iter()
            .position(|(alias, _)| *alias == key)
            .map(Key::Alias)
    }
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'de>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(self.find(key).unwrap_or(Key::Unknown(Cow::Borrowed(key))))
    }

    fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(self
            .find(key)
            .unwrap_or_else(|| Key::Unknown(Cow::Owned(key.to_owned()))))
    }

    fn visit_string<E>(self, key: String) -> Result<Key<'de>, E> {
        Ok(self.find(&key).unwrap_or(Key::Unknown(Cow::Owned(key))))
    }
}
