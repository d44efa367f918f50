//! Reads JSON out of text that is known to be UTF-8.
//!
//! Answers are read here and not by `serde_json`, because most of the time for a large page goes into what can be
//! saved where the whole text is at hand: keys and values are slices of it, nothing is checked twice, and errors need
//! no place until there is one. What is rare is left to `serde_json`: escapes, fractions, and saying what is wrong
//! with text that is no JSON.

mod fault;
mod read;
#[cfg(test)]
mod tests;

use serde::de::{Error, Expected, Unexpected};
use serde_json::{Number, Value};

pub(crate) use fault::Fault;
use fault::Reason;

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

    fn enter(&mut self) -> Result<(), Fault> {
        self.at += 1;
        match self.depth.checked_sub(1) {
            Some(depth) => self.depth = depth,
            None => return Err(Fault::custom("recursion limit exceeded").placed(self.at)),
        }
        Ok(())
    }

    /// Goes out of a list or an object, or gives the fault in it a place.
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
