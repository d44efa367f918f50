//! Reads JSON out of text that is known to be UTF-8.
//!
//! Answers are read here and not by `serde_json`, because most of the time for a large page goes into what can be
//! saved where the whole text is at hand: keys and values are slices of it, nothing is checked twice, and errors need
//! no place until there is one. What is rare is left to `serde_json`: escapes, fractions, and saying what is wrong
//! with text that is no JSON.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, Expected, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, Visitor,
};
use serde_json::{Number, Value};

/// How deep lists and objects may be nested, as in `serde_json`.
const DEPTH: u8 = 127;

/// A place in JSON.
pub(crate) struct JsonReader<'de> {
    text: &'de str,
    at: usize,
    /// How many levels there may still be.
    depth: u8,
}

impl<'de> JsonReader<'de> {
    pub(crate) fn new(text: &'de str) -> Self {
        Self {
            text,
            at: 0,
            depth: DEPTH,
        }
    }

    /// Makes sure that there is nothing more.
    pub(crate) fn end(&mut self) -> Result<(), Fault> {
        self.peek();
        if self.at == self.text.len() {
            Ok(())
        } else {
            Err(Fault::syntax())
        }
    }

    /// The message for a fault, and its place in the text.
    pub(crate) fn explain(&self, fault: Fault) -> (String, usize) {
        let (message, at) = match *fault.0 {
            Reason::Data { message, at } => (message, at.unwrap_or(self.at)),
            Reason::Syntax => match serde_json::from_str::<Value>(self.text) {
                Err(error) => {
                    let offset = super::json_path::offset_of(
                        self.text.as_bytes(),
                        error.line(),
                        error.column(),
                    );
                    return (error.to_string(), offset);
                }
                Ok(_) => ("not what was expected".to_owned(), self.at),
            },
        };
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.len() - before.rfind('\n').map_or(0, |newline| newline + 1);
        (format!("{message} at line {line} column {column}"), at)
    }

    /// The next byte that is no white space; 0 at the end.
    #[inline]
    fn peek(&mut self) -> u8 {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(byte) => return *byte,
                None => return 0,
            }
        }
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Result<(), Fault> {
        if self.peek() == byte {
            self.at += 1;
            Ok(())
        } else {
            Err(Fault::syntax())
        }
    }

    fn literal(&mut self, word: &str) -> Result<(), Fault> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(())
        } else {
            Err(Fault::syntax())
        }
    }

    /// The string that begins here, if it has no escapes.
    #[inline]
    fn plain_string(&mut self) -> Option<&'de str> {
        let start = self.at + 1;
        let end = start + plain_length(self.text.as_bytes().get(start..)?);
        if self.text.as_bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        self.text.get(start..end)
    }

    /// Goes past the string that begins here if it is this one, written without escapes.
    #[inline]
    fn skip_string(&mut self, string: &str) -> bool {
        let (start, end) = (self.at + 1, self.at + 1 + string.len());
        let bytes = self.text.as_bytes();
        let found = bytes.get(end) == Some(&b'"')
            && bytes
                .get(start..end)
                .is_some_and(|here| same(here, string.as_bytes()));
        if found {
            self.at = end + 1;
        }
        found
    }

    /// The string that begins here, escapes resolved.
    #[cold]
    fn escaped_string(&mut self) -> Result<String, Fault> {
        let bytes = self.text.as_bytes();
        let mut end = self.at + 1;
        loop {
            end += plain_length(bytes.get(end..).unwrap_or_default());
            match bytes.get(end) {
                Some(b'\\') => end += 2,
                Some(b'"') => break,
                _ => return Err(Fault::syntax()),
            }
        }
        let string = self.text.get(self.at..=end).unwrap_or_default();
        self.at = end + 1;
        serde_json::from_str(string).map_err(|error| Fault::of(&error).placed(self.at))
    }

    /// The number that begins here.
    fn number(&mut self) -> Result<Number, Fault> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let length = rest.bytes().take_while(is_part).count();
        let Some(number) = rest.get(..length).filter(|number| !number.is_empty()) else {
            return Err(Fault::syntax());
        };
        self.at += length;
        match number.as_bytes() {
            // Counts and flags, which is what these services number.
            [digit @ b'0'..=b'9'] => Ok(Number::from(digit - b'0')),
            _ => serde_json::from_str(number).map_err(|error| Fault::of(&error).placed(self.at)),
        }
    }

    /// Refuses a list or an object before anything of it is read, so that the fault stands where it begins.
    #[inline]
    fn refuse(&mut self, open: u8, expected: &dyn Expected) -> Result<(), Fault> {
        if self.peek() != open {
            return Ok(());
        }
        let found = if open == b'[' {
            Unexpected::Seq
        } else {
            Unexpected::Map
        };
        Err(Fault::invalid_type(found, expected).placed(self.at))
    }

    #[inline]
    fn enter(&mut self) -> Result<(), Fault> {
        self.at += 1;
        match self.depth.checked_sub(1) {
            Some(depth) => self.depth = depth,
            None => return Err(Fault::custom("recursion limit exceeded").placed(self.at)),
        }
        Ok(())
    }

    /// Goes out of a list or an object, or gives the fault in it a place.
    #[inline]
    fn leave(&mut self, close: u8, fault: Option<&mut Fault>) -> Result<(), Fault> {
        self.depth += 1;
        match fault {
            None => self.expect(close),
            Some(fault) => {
                self.blame(close, fault);
                Ok(())
            }
        }
    }

    /// What is wrong with a list or an object as a whole is wrong behind it.
    #[cold]
    fn blame(&mut self, close: u8, fault: &mut Fault) {
        if let Reason::Data { at: at @ None, .. } = &mut *fault.0 {
            // If it does not end here, it is wrong here.
            let _ = self.expect(close);
            *at = Some(self.at);
        }
    }
}

/// Compares short texts of equal length, word by word: for keys, a call would cost more than the comparison.
#[inline]
fn same(one: &[u8], other: &[u8]) -> bool {
    let ((words, rest), (others, other_rest)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    let mut words = words.iter().zip(others);
    words.all(|(word, other)| u64::from_ne_bytes(*word) == u64::from_ne_bytes(*other))
        && match (one.last_chunk::<8>(), other.last_chunk::<8>()) {
            (Some(word), Some(other)) => u64::from_ne_bytes(*word) == u64::from_ne_bytes(*other),
            _ => rest.iter().eq(other_rest),
        }
}

/// How many bytes there are before a quote, a backslash or a control character; at most all.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let (words, rest) = bytes.as_chunks::<8>();
    for (place, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // A byte's high bit is set where the byte is less than the constant, and maybe in bytes after such a one.
        let (quote, backslash) = (word ^ (ONES * 0x22), word ^ (ONES * 0x5c));
        let found = (word.wrapping_sub(ONES * 0x20) & !word)
            | (quote.wrapping_sub(ONES) & !quote)
            | (backslash.wrapping_sub(ONES) & !backslash);
        if found & HIGH != 0 {
            return place * 8 + (found & HIGH).trailing_zeros() as usize / 8;
        }
    }
    let plain = |byte: &&u8| !matches!(byte, b'"' | b'\\' | 0..=0x1f);
    words.len() * 8 + rest.iter().take_while(plain).count()
}

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

    #[inline]
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

    #[inline]
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
    #[inline]
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

    #[inline]
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

    #[inline]
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

    #[inline]
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

/// Why JSON cannot be read. One pointer, so that results stay in registers.
#[derive(Debug)]
pub(crate) struct Fault(Box<Reason>);

#[derive(Debug)]
enum Reason {
    /// The text is no JSON.
    Syntax,
    /// The JSON is not what was expected.
    Data { message: String, at: Option<usize> },
}

impl Fault {
    #[cold]
    fn syntax() -> Self {
        Self(Box::new(Reason::Syntax))
    }

    /// The same with a place, if it has none.
    #[cold]
    fn placed(mut self, place: usize) -> Self {
        if let Reason::Data { at, .. } = &mut *self.0 {
            at.get_or_insert(place);
        }
        self
    }

    /// What `serde_json` says about a piece of the text, without the place in the piece.
    #[cold]
    fn of(error: &serde_json::Error) -> Self {
        let message = error.to_string();
        let place = message.rfind(" at line ").unwrap_or(message.len());
        Self::custom(message.get(..place).unwrap_or_default())
    }
}

impl Error for Fault {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        Self(Box::new(Reason::Data { message, at: None }))
    }

    #[cold]
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        match found {
            Unexpected::Unit => {
                Self::custom(format_args!("invalid type: null, expected {expected}"))
            }
            _ => Self::custom(format_args!("invalid type: {found}, expected {expected}")),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Reason::Syntax => f.write_str("no JSON"),
            Reason::Data { message, .. } => f.write_str(message),
        }
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, (String, usize)> {
        let mut reader = JsonReader::new(text);
        let value = T::deserialize(&mut reader);
        value
            .and_then(|value| reader.end().map(|()| value))
            .map_err(|fault| reader.explain(fault))
    }

    fn message(text: &str) -> String {
        read::<Value>(text).unwrap_err().0
    }

    #[test]
    fn keys_and_values_may_stand_in_any_white_space() {
        assert_eq!(
            read::<Value>(" \t{ \"a\" :\r\n[ 1 , -2.5e3 , \"x\" , true , null ] , \"\" : { } } \n"),
            Ok(serde_json::json!({"a": [1, -2500.0, "x", true, null], "": {}}))
        );
    }

    #[test]
    fn escapes_are_resolved_in_keys_and_values() {
        let text = r#"{"a\u00e9\n":"\ud83d\ude00 \"quoted\" and \\ and /","long enough for words":"0123456789abcdef"}"#;
        let expected = serde_json::json!({
            "a\u{e9}\n": "\u{1f600} \"quoted\" and \\ and /",
            "long enough for words": "0123456789abcdef",
        });
        assert_eq!(read::<Value>(text), Ok(expected));
    }

    #[test]
    fn integers_are_read_to_their_ends() {
        let text = "[0,9,10,18446744073709551615,-9223372036854775808]";
        assert_eq!(
            read::<Value>(text),
            Ok(serde_json::json!([0, 9, 10, u64::MAX, i64::MIN]))
        );
    }

    #[test]
    fn text_that_is_no_json_is_refused_with_its_place() {
        assert_eq!(message(""), "EOF while parsing a value at line 1 column 0");
        assert_eq!(message("[1,]"), "trailing comma at line 1 column 4");
        assert_eq!(message("{}x"), "trailing characters at line 1 column 3");
        assert_eq!(message("{\"a\"\n1}"), "expected `:` at line 2 column 1");
        assert_eq!(message("[01]"), "invalid number at line 1 column 3");
        assert_eq!(
            message("\"\u{1}\""),
            "control character (\\u0000-\\u001F) found while parsing a string at line 1 column 2"
        );
        assert!(message(r#""\ud800""#).contains("escape"));
        assert!(message("[1e999]").starts_with("number out of range"));
    }

    #[test]
    fn what_is_nested_too_deep_is_refused() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(read::<Value>(&nested(127)).is_ok());
        assert_eq!(
            message(&nested(128)),
            "recursion limit exceeded at line 1 column 128"
        );
        assert!(message(&"[".repeat(1 << 20)).starts_with("recursion limit exceeded"));
    }

    #[test]
    fn values_of_other_types_are_refused_with_their_place() {
        assert_eq!(
            read::<Vec<String>>("[\"a\",\n7]"),
            Err((
                "invalid type: integer `7`, expected a string at line 2 column 1".to_owned(),
                7
            ))
        );
        assert_eq!(
            read::<bool>("null"),
            Err((
                "invalid type: null, expected a boolean at line 1 column 4".to_owned(),
                4
            ))
        );
        let place = |text| read::<String>(text).unwrap_err().0;
        assert_eq!(
            place(" []"),
            "invalid type: sequence, expected a string at line 1 column 1"
        );
        assert_eq!(
            place("{}"),
            "invalid type: map, expected a string at line 1 column 0"
        );
        assert_eq!(
            read::<Vec<bool>>("{}").unwrap_err().0,
            "invalid type: map, expected a sequence at line 1 column 0"
        );
        assert_eq!(read::<Option<bool>>("null"), Ok(None));
        assert_eq!(read::<Option<bool>>(" true"), Ok(Some(true)));
    }

    #[test]
    fn a_string_is_skipped_only_if_it_is_the_one() {
        let mut reader = JsonReader::new(r#""displayName":"x""#);
        assert!(!reader.skip_string("displayNam") && !reader.skip_string("displayName2"));
        assert!(!reader.skip_string("displayNamE") && !reader.skip_string("xisplayName"));
        assert!(reader.skip_string("displayName"));
        assert_eq!(reader.peek(), b':');
        assert!(same(b"", b"") && same(b"abc", b"abc") && !same(b"abc", b"abd"));
    }

    proptest! {
        /// Whatever the text is, the same is read as by `serde_json`, or nothing.
        #[test]
        fn any_text_means_the_same_as_to_serde_json(
            text in r#"([\[\]{},: \n0-9.eE+-]|"|\\|\\u|[a-f]|true|false|null|"a":|"[a-z\\\\n]*"|\{"k":|é){0,24}"#
        ) {
            prop_assert_eq!(read::<Value>(&text).ok(), serde_json::from_str::<Value>(&text).ok());
        }

        #[test]
        fn any_string_comes_back(string in any::<String>(), key in any::<String>()) {
            let text = serde_json::json!([{key: string}]).to_string();
            prop_assert_eq!(read::<Value>(&text).ok(), serde_json::from_str(&text).ok());
        }
    }
}
