//! Hands JSON to whatever `serde` fills with it.

use serde::de::value::MapAccessDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};

use super::{Fault, JsonReader};

macro_rules! scalars {
    ($($method:ident)*) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.refuse(b'[', &visitor)?;
            self.refuse(b'{', &visitor)?;
            self.deserialize_any(visitor)
        }
    )* };
}

impl<'de> Deserializer<'de> for &mut JsonReader<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let value = match self.peek() {
            b'"' => match self.plain_string() {
                Some(text) => visitor.visit_borrowed_str(text),
                None => visitor.visit_string(self.escaped_string()?),
            },
            b'n' => {
                self.literal("null")?;
                visitor.visit_unit()
            }
            b't' => {
                self.literal("true")?;
                visitor.visit_bool(true)
            }
            b'f' => {
                self.literal("false")?;
                visitor.visit_bool(false)
            }
            b'{' => {
                self.enter()?;
                let mut value = visitor.visit_map(Inside::new(self));
                self.leave(b'}', value.as_mut().err())?;
                value
            }
            b'[' => {
                self.enter()?;
                let mut value = visitor.visit_seq(Inside::new(self));
                self.leave(b']', value.as_mut().err())?;
                value
            }
            _ => {
                let number = self.number()?;
                number
                    .deserialize_any(visitor)
                    .map_err(|error| Fault::of(&error))
            }
        };
        value.map_err(|fault| fault.placed(self.at))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.peek() == b'n' {
            self.literal("null")?;
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.peek() {
            b'{' => {
                self.enter()?;
                let inside = MapAccessDeserializer::new(Inside::new(self));
                let mut value = visitor.visit_enum(inside);
                self.leave(b'}', value.as_mut().err())?;
                value
            }
            b'"' => {
                let variant = String::deserialize(self)?;
                visitor.visit_enum(variant.into_deserializer())
            }
            _ => Err(Fault::syntax()),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.refuse(b'{', &visitor)?;
        self.deserialize_any(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.refuse(b'[', &visitor)?;
        self.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    scalars! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16
        deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64 deserialize_char deserialize_str
        deserialize_string deserialize_unit
    }

    serde::forward_to_deserialize_any! {
        i128 u128 bytes byte_buf unit_struct tuple tuple_struct identifier ignored_any
    }
}

/// What a list or an object holds.
struct Inside<'a, 'de> {
    reader: &'a mut JsonReader<'de>,
    first: bool,
}

impl<'a, 'de> Inside<'a, 'de> {
    fn new(reader: &'a mut JsonReader<'de>) -> Self {
        Self {
            reader,
            first: true,
        }
    }

    /// Goes to the next piece; false if there is none.
    fn next(&mut self, close: u8) -> Result<bool, Fault> {
        let byte = self.reader.peek();
        if byte == close {
            return Ok(false);
        }
        if !std::mem::replace(&mut self.first, false) {
            self.reader.expect(b',')?;
            // Nothing may follow a comma but another piece.
            if self.reader.peek() == close {
                return Err(Fault::syntax());
            }
        }
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for Inside<'_, 'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        if self.next(b']')? {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'de> MapAccess<'de> for Inside<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        if !self.next(b'}')? {
            return Ok(None);
        }
        if self.reader.peek() != b'"' {
            return Err(Fault::syntax());
        }
        let key = KeyHere {
            reader: &mut *self.reader,
            known: None,
        };
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        self.reader.expect(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

/// A key.
struct KeyHere<'a, 'de> {
    reader: &'a mut JsonReader<'de>,
    /// The key, if it was found to be the one that was asked for.
    known: Option<&'static str>,
}

impl<'de> Deserializer<'de> for KeyHere<'_, 'de> {
    type Error = Fault;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.known.or_else(|| self.reader.plain_string()) {
            Some(key) => visitor.visit_borrowed_str(key),
            None => visitor.visit_string(self.reader.escaped_string()?),
        }
    }

    /// Models ask for the key that they expect by the name of the type: comparing it with the text is cheaper than
    /// looking for the key's end first.
    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let known = self.reader.skip_string(name).then_some(name);
        visitor.visit_newtype_struct(Self { known, ..self })
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}
