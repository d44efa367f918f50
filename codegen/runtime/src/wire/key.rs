//! Finds out which property a key names.

use std::borrow::Cow;
use std::{fmt, ptr};

use serde::de::{DeserializeSeed, Deserializer, Visitor};

/// What a key of an object means to a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// The property at this place of the model's names.
    Field(usize),
    /// A property by the spelling at this place of the model's other names.
    Alias(usize),
    /// The type of the object; true if the key is `@odata.type`.
    Type(bool),
    /// None of these.
    Unknown,
}

/// The property that names an object's type; true for `@odata.type`.
pub(crate) const fn type_name(annotation: bool) -> &'static str {
    if annotation { "@odata.type" } else { "odata.type" }
}

/// The key that was read last. Seeds write into it rather than give it back: a result that holds nothing but an error
/// stays in registers on its way through the parser.
pub(crate) struct LastKey<'de> {
    pub(crate) key: Key,
    /// The name of an unknown key, borrowed if the input allows that.
    pub(crate) name: Cow<'de, str>,
}

impl LastKey<'_> {
    pub(crate) const fn none() -> Self {
        Self { key: Key::Unknown, name: Cow::Borrowed("") }
    }
}

/// The names that a model has for its properties.
pub(crate) struct Names {
    pub(crate) fields: &'static [&'static str],
    pub(crate) aliases: &'static [(&'static str, usize)],
    /// Whether the type of the object is a property like any other.
    pub(crate) has_type: bool,
}

/// Whether a model has the type of the object as a property. The compiler finds out.
pub(super) const fn has_type(fields: &[&str]) -> bool {
    let mut at = 0;
    while at < fields.len() {
        if matches!(fields[at].as_bytes(), b"odata.type" | b"@odata.type") {
            return true;
        }
        at += 1;
    }
    false
}

impl Names {
    /// How a key spells the property that it names.
    pub(super) fn spelling(&self, key: Key) -> Option<&'static str> {
        match key {
            Key::Field(field) => Some(self.fields[field]),
            Key::Alias(alias) => Some(self.aliases[alias].0),
            Key::Type(_) | Key::Unknown => None,
        }
    }

    /// Finds a key, beginning at the property that is expected next, because objects usually keep the order of `fields`.
    fn find(&self, key: &str, next: usize) -> Key {
        match key {
            _ if self.has_type && self.fields.contains(&key) => {}
            "odata.type" => return Key::Type(false),
            "@odata.type" => return Key::Type(true),
            _ => {}
        }
        let (before, after) = self.fields.split_at_checked(next).unwrap_or((self.fields, &[]));
        if let Some(place) = after.iter().position(|field| *field == key) {
            return Key::Field(before.len() + place);
        }
        if let Some(place) = before.iter().position(|field| *field == key) {
            return Key::Field(place);
        }
        let alias = self.aliases.iter().position(|(alias, _)| *alias == key);
        alias.map_or(Key::Unknown, Key::Alias)
    }
}

/// Reads a key.
pub(crate) struct KeySeed<'a, 'de> {
    names: &'a Names,
    next: usize,
    /// The name at the place `next`.
    expected: Option<&'static str>,
    last: &'a mut LastKey<'de>,
}

impl<'a, 'de> KeySeed<'a, 'de> {
    /// Reads the key that is probably the one at the place `next`.
    #[inline]
    pub(crate) fn new(names: &'a Names, next: usize, last: &'a mut LastKey<'de>) -> Self {
        Self { names, next, expected: names.fields.get(next).copied(), last }
    }
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_, 'de> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        // Our own reader looks for this key first; to any other it is the name of what is around a text.
        match self.expected {
            Some(expected) => deserializer.deserialize_newtype_struct(expected, self),
            None => deserializer.deserialize_str(self),
        }
    }
}

impl<'de> Visitor<'de> for KeySeed<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }

    #[inline]
    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<(), E> {
        // Our own reader gives the expected name itself, and this is all that is left of the work then.
        if self.expected.is_some_and(|expected| ptr::eq(expected, key)) {
            self.last.key = Key::Field(self.next);
            return Ok(());
        }
        self.last.key = self.names.find(key, self.next);
        if self.last.key == Key::Unknown {
            self.last.name = Cow::Borrowed(key);
        }
        Ok(())
    }

    fn visit_str<E>(self, key: &str) -> Result<(), E> {
        self.last.key = self.names.find(key, self.next);
        if self.last.key == Key::Unknown {
            self.last.name = Cow::Owned(key.to_owned());
        }
        Ok(())
    }
}
