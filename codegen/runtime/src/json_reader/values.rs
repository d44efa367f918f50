//! The reader as serde sees it.

use std::borrow::Cow;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::Error;

use super::JsonReader;

impl<'de> Deserializer<'de> for &mut JsonReader<'de> {
    type Error = Error;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let read = match self.peek() {
            Some(b'"') => match self.string()? {
                Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                Cow::Owned(text) => visitor.visit_str(&text),
            },
            Some(b'n') => {
                self.word("null")?;
                visitor.visit_unit()
            }
            Some(b't') => {
                self.word("true")?;
                visitor.visit_bool(true)
            }
            Some(b'f') => {
                self.word("false")?;
                visitor.visit_bool(false)
            }
            Some(b'{') => {
                let mut items = Items::of(self)?;
                let read = visitor.visit_map(&mut items);
                return items.end(read, b'}');
            }
            Some(b'[') => {
                let mut items = Items::of(self)?;
                let read = visitor.visit_seq(&mut items);
                return items.end(read, b']');
            }
            Some(b'-' | b'0'..=b'9') => match self.short() {
                Some(number) => match u64::try_from(number) {
                    Ok(number) => visitor.visit_u64(number),
                    Err(_) => visitor.visit_i64(number),
                },
                None => self.number()?.deserialize_any(visitor),
            },
            _ => return Err(self.malformed()),
        };
        match read {
            Err(error) => Err(self.misplaced(error)),
            read => read,
        }
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.peek() {
            Some(b'n') => {
                self.word("null")?;
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match name {
            // A value as it came, where an application has `serde_json` keep that.
            "$serde_json::private::RawValue" => {
                self.leave(|reader| reader.deserialize_newtype_struct(name, visitor))
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.leave(|reader| reader.deserialize_enum(name, variants, visitor))
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.leave(|reader| reader.deserialize_bytes(visitor))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.leave(|reader| reader.deserialize_i128(visitor))
    }

    fn deserialize_u128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.leave(|reader| reader.deserialize_u128(visitor))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.leave(|reader| reader.deserialize_ignored_any(IgnoredAny))?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string unit unit_struct seq tuple tuple_struct map struct
        identifier
    }
}

/// What stands in a list or object.
struct Items<'a, 'de> {
    reader: &'a mut JsonReader<'de>,
    is_first: bool,
    is_over: bool,
}

impl<'a, 'de> Items<'a, 'de> {
    /// Goes into the list or object that begins here.
    #[inline]
    fn of(reader: &'a mut JsonReader<'de>) -> Result<Self, Error> {
        reader.enter()?;
        Ok(Self { reader, is_first: true, is_over: false })
    }

    /// Goes on to the next item, or past the end; says whether there is an item.
    #[inline]
    fn more(&mut self, end: u8) -> Result<bool, Error> {
        let is_first = std::mem::replace(&mut self.is_first, false);
        match self.reader.peek() {
            Some(byte) if byte == end => {
                self.reader.at += 1;
                self.reader.depth += 1;
                self.is_over = true;
                return Ok(false);
            }
            Some(b',') if !is_first => self.reader.at += 1,
            Some(_) if is_first => return Ok(true),
            _ => return Err(self.reader.malformed()),
        }
        match self.reader.peek() {
            Some(byte) if byte != end => Ok(true),
            _ => Err(self.reader.malformed()),
        }
    }

    /// Makes sure that everything was read.
    #[inline]
    fn end<T>(mut self, read: Result<T, Error>, end: u8) -> Result<T, Error> {
        let value = match read {
            Ok(value) => value,
            Err(error) => return Err(self.passed(error, end)),
        };
        if self.is_over || !self.more(end)? {
            return Ok(value);
        }
        self.reader.at += 1;
        Err(self.reader.placed(&"trailing characters"))
    }

    /// Goes past an end that the visitor has not looked for: there stands what is wrong with the whole.
    #[cold]
    fn passed(&mut self, error: Error, end: u8) -> Error {
        let is_next = |byte| byte == end || byte == b',';
        if error.line() == 0 && !self.is_over && self.reader.peek().is_some_and(is_next) {
            self.reader.at += 1;
        }
        self.reader.misplaced(error)
    }
}

impl<'de> SeqAccess<'de> for &mut Items<'_, 'de> {
    type Error = Error;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        if self.is_over || !self.more(b']')? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'de> MapAccess<'de> for &mut Items<'_, 'de> {
    type Error = Error;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        // Services send no whitespace, so that most keys are found by two bytes.
        if !self.is_first && !self.is_over && self.reader.rest().starts_with(b",\"") {
            self.reader.at += 1;
        } else {
            if self.is_over || !self.more(b'}')? {
                return Ok(None);
            }
            if self.reader.rest().first() != Some(&b'"') {
                return Err(self.reader.malformed());
            }
        }
        seed.deserialize(KeyReader(&mut *self.reader)).map(Some)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        if self.reader.rest().first() != Some(&b':') && self.reader.peek() != Some(b':') {
            return Err(self.reader.malformed());
        }
        self.reader.at += 1;
        seed.deserialize(&mut *self.reader)
    }
}

/// Reads a key.
struct KeyReader<'a, 'de>(&'a mut JsonReader<'de>);

impl<'de> Deserializer<'de> for KeyReader<'_, 'de> {
    type Error = Error;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let read = match self.0.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_str(&text),
        };
        match read {
            Err(error) => Err(self.0.misplaced(error)),
            read => read,
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    /// A model gives the key that it expects as the name. Where it stands here, its end need not be looked for.
    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let rest = self.0.rest().get(1..).unwrap_or_default();
        if rest.get(name.len()) == Some(&b'"') && rest.starts_with(name.as_bytes()) {
            self.0.at += name.len() + 2;
            return visitor.visit_newtype_struct(BorrowedStrDeserializer::new(name));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.0.string()?.into_deserializer())
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}
