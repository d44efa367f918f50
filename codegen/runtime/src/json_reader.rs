//! Reads JSON that is known to be text, and knows which key an object has next.
//!
//! Responses are mostly keys, in the order in which the service always writes them. Where a model says which key it expects,
//! the reader compares the text with it and need not look for the key's end. What is rare is left to `serde_json`: escapes,
//! long numbers and the words of all mistakes.

mod checked;
mod values;

use std::borrow::Cow;

use serde::de::Error as _;
use serde_json::de::StrRead;
use serde_json::{Error, Number};

use self::checked::Checked;
use super::json_path::{offset_of, string_end};

/// How deep lists and objects may stand in each other, as for `serde_json`.
const DEPTH: u8 = 127;

/// A JSON text and how far it has been read.
pub(crate) struct JsonReader<'de> {
    text: &'de str,
    at: usize,
    /// How much deeper it may get.
    depth: u8,
    /// Whether it is not JSON.
    is_malformed: bool,
}

impl<'de> JsonReader<'de> {
    pub(crate) fn new(text: &'de str) -> Self {
        Self { text, at: 0, depth: DEPTH, is_malformed: false }
    }

    /// Makes sure that nothing follows.
    pub(crate) fn end(&mut self) -> Result<(), Error> {
        self.peek().map_or(Ok(()), |_| Err(self.malformed()))
    }

    /// The error that reading has ended with, in the words of `serde_json` if the text is no JSON. They come from a second
    /// look, when nothing of the first one is kept any more.
    #[cold]
    pub(crate) fn told(&self, error: Error) -> Error {
        let second = self.is_malformed.then(|| serde_json::from_str::<Checked>(self.text).err());
        second.flatten().unwrap_or(error)
    }

    /// What has not been read yet.
    #[inline]
    fn rest(&self) -> &'de [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The next byte that is no whitespace.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// The string that begins here.
    #[inline]
    fn string(&mut self) -> Result<Cow<'de, str>, Error> {
        match self.plain() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.escaped().map(Cow::Owned),
        }
    }

    /// The string that begins here, if all of it stands for itself. Most do; they stay in registers on their way.
    fn plain(&mut self) -> Option<&'de str> {
        let start = self.at + 1;
        let end = plain_end(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        Some(&self.text[start..end])
    }

    /// The string that begins here, with something in it that does not stand for itself.
    #[cold]
    fn escaped(&mut self) -> Result<String, Error> {
        let start = self.at;
        self.at = (string_end(self.text.as_bytes(), start + 1) + 1).min(self.text.len());
        let read = serde_json::from_str(&self.text[start..self.at]);
        read.map_err(|error| self.misread(&error, start))
    }

    #[inline]
    fn word(&mut self, word: &str) -> Result<(), Error> {
        if !self.rest().starts_with(word.as_bytes()) {
            return Err(self.malformed());
        }
        self.at += word.len();
        Ok(())
    }

    /// A whole number of few digits.
    fn short(&mut self) -> Option<i64> {
        let bytes = self.rest();
        let sign = usize::from(bytes.first() == Some(&b'-'));
        let digits = bytes[sign..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = &bytes[..sign + digits];
        let is_whole = !matches!(bytes.get(number.len()), Some(b'.' | b'e' | b'E'));
        // Zeros in front are a mistake, and a zero with a sign has a fraction.
        let is_plain = bytes.get(sign) != Some(&b'0') || number == b"0";
        if !(is_whole && is_plain && (1..=18).contains(&digits)) {
            return None;
        }
        self.at += number.len();
        let magnitude =
            number[sign..].iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
        Some(if sign == 1 { -magnitude } else { magnitude })
    }

    #[cold]
    fn number(&mut self) -> Result<Number, Error> {
        let (start, text) = (self.at, self.value());
        serde_json::from_str(text).map_err(|error| self.misread(&error, start))
    }

    /// The text of the value that begins here, however it is made up.
    fn value(&mut self) -> &'de str {
        let (start, bytes) = (self.at, self.text.as_bytes());
        let mut open = 0_usize;
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'"' => self.at = string_end(bytes, self.at + 1),
                b'{' | b'[' => open += 1,
                b'}' | b']' | b',' | b' ' | b'\n' | b'\t' | b'\r' if open == 0 => break,
                b'}' | b']' => open -= 1,
                _ => {}
            }
            self.at += 1;
            if open == 0 && matches!(byte, b'"' | b'}' | b']') {
                break;
            }
        }
        self.at = self.at.min(bytes.len());
        &self.text[start..self.at]
    }

    fn enter(&mut self) -> Result<(), Error> {
        self.at += 1;
        let depth = self.depth.checked_sub(1);
        self.depth = depth.ok_or_else(|| self.placed(&"recursion limit exceeded"))?;
        Ok(())
    }

    /// A mistake at this place.
    #[cold]
    fn placed(&self, mistake: &dyn std::fmt::Display) -> Error {
        let before = &self.text.as_bytes()[..self.at];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
        // `serde_json` takes the place out of the words again.
        Error::custom(format_args!("{mistake} at line {line} column {column}"))
    }

    #[cold]
    fn misplaced(&self, error: Error) -> Error {
        if error.line() == 0 { self.placed(&error) } else { error }
    }

    /// The text is no JSON. [`told`](Self::told) finds better words.
    #[cold]
    fn malformed(&mut self) -> Error {
        self.is_malformed = true;
        self.placed(&"expected value")
    }

    /// What is wrong with the part that begins at `start`.
    #[cold]
    fn misread(&mut self, error: &Error, start: usize) -> Error {
        let part = &self.text.as_bytes()[start..self.at];
        self.at = start + offset_of(part, error.line(), error.column());
        let text = error.to_string();
        let words = text.rsplit_once(" at line ").map_or(text.as_str(), |(words, _)| words);
        self.is_malformed |= !error.is_data();
        self.placed(&words)
    }

    /// Has `serde_json` read the value that begins here.
    fn leave<T>(
        &mut self,
        read: impl FnOnce(&mut serde_json::Deserializer<StrRead<'de>>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.peek();
        let start = self.at;
        let mut reader = serde_json::Deserializer::from_str(self.value());
        let value = read(&mut reader).and_then(|value| reader.end().map(|()| value));
        value.map_err(|error| self.misread(&error, start))
    }
}

/// Where the text ends, or a byte stands that cannot stand for itself in a string.
#[inline]
fn plain_end(text: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::MAX / 255;
    // The highest bit of each byte that is below `limit`. Behind the first of them others may be wrong.
    let below = |bytes: u64, limit: u64| bytes.wrapping_sub(ONES * limit) & !bytes;
    // With the quotation mark and the space swapped, what may not stand for itself is below one limit.
    let swapped = |bytes: u64| bytes ^ (ONES * u64::from(b'"' ^ b' '));
    let is = |bytes: u64, byte: u8| below(bytes ^ (ONES * u64::from(byte)), 1);
    while let Some(chunk) = text.get(at..).and_then(<[u8]>::first_chunk) {
        let bytes = u64::from_le_bytes(*chunk);
        let found = (below(swapped(bytes), 0x21) | is(bytes, b'\\')) & (ONES << 7);
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while text.get(at).is_some_and(|byte| *byte >= 0x20 && !matches!(byte, b'"' | b'\\')) {
        at += 1;
    }
    at
}
