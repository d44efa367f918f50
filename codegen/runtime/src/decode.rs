//! How responses are read.

use std::fmt;
use std::marker::PhantomData;
use std::str::Utf8Error;

use bytes::Bytes;
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor,
};

use super::bounds::Bounds;
use super::echo::Secrets;
use super::json_path;
use super::json_reader::JsonReader;
use super::one_line::OneLine;
use super::quiet::{Quiet, Quietly};

/// A way to read the body of a successful response.
pub trait Decode: 'static {
    /// What the caller gets.
    type Output: Send + 'static;

    /// Whether JSON is asked for.
    const IS_JSON: bool = true;

    /// Reads a body.
    ///
    /// # Errors
    ///
    /// If the body is not what the operation returns, or holds more than the bounds allow.
    fn decode(body: &Bytes, bounds: Bounds) -> Result<Self::Output, DecodeError>;
}

/// Why a body could not be read, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    message: String,
    path: String,
}

impl DecodeError {
    fn new(error: &serde_json::Error, body: &[u8]) -> Self {
        let message = error.to_string();
        let offset = json_path::offset_of(body, error.line(), error.column());
        // A list or object is entered before it is refused, but it is the value that is wrong, not what is in it.
        let bracket = match &message {
            message if message.starts_with("invalid type: sequence") => Some(b'['),
            message if message.starts_with("invalid type: map") => Some(b'{'),
            _ => None,
        };
        let start = body[..offset].iter().rposition(|byte| Some(*byte) == bracket);
        let offset = start.unwrap_or(offset);
        Self { message, path: json_path::path_at(body, offset) }
    }

    fn not_text(error: Utf8Error, body: &[u8]) -> Self {
        Self { message: error.to_string(), path: json_path::path_at(body, error.valid_up_to()) }
    }

    /// The same without what the request had as a secret.
    pub(crate) fn hide(self, secrets: &Secrets) -> Self {
        Self {
            message: secrets.hide(&self.message).into_owned(),
            path: secrets.hide(&self.path).into_owned(),
        }
    }

    fn too_much() -> Self {
        Self {
            message: "its values would take too much memory; `max_response_size` sets the limit"
                .to_owned(),
            path: String::new(),
        }
    }

    /// The place of the mistake, for example `value[3].objectId`; empty for the whole body.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "at {}: ", OneLine(&self.path))?;
        }
        OneLine(&self.message).fmt(f)
    }
}

impl std::error::Error for DecodeError {}

/// Reads JSON.
pub(crate) fn decode_json<T: DeserializeOwned>(
    body: &[u8],
    bounds: Bounds,
) -> Result<T, DecodeError> {
    decode_with(body, bounds, PhantomData)
}

/// Reads JSON by a seed.
pub(crate) fn decode_with<'de, S: DeserializeSeed<'de>>(
    body: &'de [u8],
    bounds: Bounds,
    seed: S,
) -> Result<S::Value, DecodeError> {
    // Looking at the whole body once is many times faster than looking at each text in it.
    let text = std::str::from_utf8(body).map_err(|error| DecodeError::not_text(error, body))?;
    if !bounds.allow(body) {
        return Err(DecodeError::too_much());
    }
    let mut reader = JsonReader::new(text);
    let value = seed.deserialize(Quiet(&mut reader));
    value
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| DecodeError::new(&reader.told(error), body))
}

/// Nothing is expected. JSON may come and is ignored; anything else is not from the service.
#[derive(Debug)]
pub enum Empty {}

impl Decode for Empty {
    type Output = ();

    fn decode(body: &Bytes, bounds: Bounds) -> Result<(), DecodeError> {
        if body.trim_ascii().is_empty() {
            return Ok(());
        }
        decode_json::<IgnoredAny>(body, bounds).map(|_| ())
    }
}

/// The body is a `T`.
pub struct Json<T>(PhantomData<T>);

impl<T: DeserializeOwned + Send + 'static> Decode for Json<T> {
    type Output = T;

    fn decode(body: &Bytes, bounds: Bounds) -> Result<T, DecodeError> {
        decode_json(body, bounds)
    }
}

/// The body is `{"value": T}`.
pub struct Value<T>(PhantomData<T>);

impl<T: DeserializeOwned + Send + 'static> Decode for Value<T> {
    type Output = T;

    fn decode(body: &Bytes, bounds: Bounds) -> Result<T, DecodeError> {
        decode_json::<Wrapped<T>>(body, bounds).map(|wrapped| wrapped.0)
    }
}

/// The body is `{"value": T}`, `{"value": [T]}` or, if `T` is an object, a `T`.
pub struct Single<T>(PhantomData<T>);

impl<T: DeserializeOwned + Send + 'static> Decode for Single<T> {
    type Output = T;

    fn decode(body: &Bytes, bounds: Bounds) -> Result<T, DecodeError> {
        // The body is small and the second shape rare, so the text is read twice.
        let list = decode_json::<Wrapped<Vec<T>>>(body, bounds).ok().map(|wrapped| wrapped.0);
        match list.and_then(|list| <[T; 1]>::try_from(list).ok()) {
            Some([only]) => Ok(only),
            None => match decode_json::<Wrapped<T>>(body, bounds) {
                Ok(wrapped) => Ok(wrapped.0),
                // Some services leave out what is around the value.
                Err(error) if decode_json::<Wrapped<IgnoredAny>>(body, bounds).is_err() => {
                    decode_json(body, bounds).map_err(|_| error)
                }
                Err(error) => Err(error),
            },
        }
    }
}

/// The body is a number as text.
pub struct Count;

impl Decode for Count {
    type Output = u64;

    fn decode(body: &Bytes, bounds: Bounds) -> Result<u64, DecodeError> {
        let text = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
        decode_json(text.trim_ascii(), bounds)
    }
}

/// The body is no JSON and comes as it is.
#[derive(Debug)]
pub enum Raw {}

impl Decode for Raw {
    type Output = Bytes;

    const IS_JSON: bool = false;

    fn decode(body: &Bytes, _: Bounds) -> Result<Bytes, DecodeError> {
        Ok(body.clone())
    }
}

/// The body is a `T`, or there is none.
pub struct Maybe<T>(PhantomData<T>);

impl<T: DeserializeOwned + Send + 'static> Decode for Maybe<T> {
    type Output = Option<T>;

    fn decode(body: &Bytes, bounds: Bounds) -> Result<Option<T>, DecodeError> {
        if body.trim_ascii().is_empty()
            || decode_json::<Null>(body, bounds).is_ok_and(|null| null.0)
        {
            return Ok(None);
        }
        decode_json(body, bounds)
    }
}

/// `{"value": T}` with anything beside it.
struct Wrapped<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Wrapped<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(WrappedVisitor(PhantomData))
    }
}

struct WrappedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for WrappedVisitor<T> {
    type Value = Wrapped<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a `value`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Wrapped<T>, A::Error> {
        let mut value = None;
        while let Some(key) = map.next_key::<String>()? {
            if key == "value" {
                value = Some(map.next_value_seed(Quietly(PhantomData))?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        value.map(Wrapped).ok_or_else(|| serde::de::Error::missing_field("value"))
    }
}

/// Whether the body is `null`, or an object that says `"odata.null": true`.
struct Null(bool);

impl<'de> Deserialize<'de> for Null {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NullVisitor)
    }
}

struct NullVisitor;

impl<'de> Visitor<'de> for NullVisitor {
    type Value = Null;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing")
    }

    fn visit_unit<E>(self) -> Result<Null, E> {
        Ok(Null(true))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Null, A::Error> {
        let mut null = false;
        while let Some(key) = map.next_key::<String>()? {
            if matches!(key.as_str(), "odata.null" | "@odata.null") {
                null = map.next_value_seed(Quietly(PhantomData))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Null(null))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode<A: Decode>(body: &'static str) -> Result<A::Output, String> {
        A::decode(&Bytes::from_static(body.as_bytes()), Bounds::NONE)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn values_come_out_of_their_wrapping() {
        assert_eq!(decode::<Value<bool>>(r#"{"odata.metadata":"x","value":true}"#), Ok(true));
        assert_eq!(decode::<Value<Vec<String>>>(r#"{"value":[]}"#), Ok(vec![]));
        assert_eq!(
            decode::<Value<bool>>("{}"),
            Err("missing field `value` at line 1 column 2".to_owned())
        );
        assert_eq!(decode::<Single<String>>(r#"{"value":"a"}"#), Ok("a".to_owned()));
        assert_eq!(decode::<Single<String>>(r#"{"value":["a"]}"#), Ok("a".to_owned()));
        assert!(decode::<Single<String>>(r#"{"value":["a","b"]}"#).is_err());
        type Bare = std::collections::BTreeMap<String, u32>;
        let bare = Bare::from([("id".to_owned(), 1)]);
        for text in [r#"{"id":1}"#, r#"{"value":{"id":1}}"#, r#"{"value":[{"id":1}]}"#] {
            assert_eq!(decode::<Single<Bare>>(text), Ok(bare.clone()), "{text}");
        }
        assert!(decode::<Single<Bare>>(r#"{"value":null}"#).is_err());
    }

    #[test]
    fn a_count_is_a_number_whatever_stands_around_it() {
        for text in ["893", "\u{feff}893", " 893\r\n"] {
            assert_eq!(decode::<Count>(text), Ok(893), "{text:?}");
        }
        for text in ["", "-1", "many", "\"893\""] {
            assert!(decode::<Count>(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn nothing_may_come_as_nothing_or_null() {
        for body in ["", " \n", "null", r#"{"odata.metadata":"x","odata.null":true}"#] {
            assert_eq!(decode::<Maybe<Vec<u8>>>(body), Ok(None), "{body}");
        }
        assert_eq!(decode::<Maybe<Vec<u8>>>("[1]"), Ok(Some(vec![1])));
        assert_eq!(decode::<Empty>(r#"{"any":"thing"}"#), Ok(()));
    }

    #[test]
    fn a_mistake_is_reported_with_its_path() {
        assert_eq!(
            decode::<Value<Vec<String>>>(r#"{"value":["a",7]}"#),
            Err("at value[1]: invalid type: integer `7`, expected a string at line 1 column 15"
                .to_owned())
        );
        assert_eq!(
            decode::<Value<bool>>(r#"{"value":"planted"}"#),
            Err("at value: invalid type: string, expected a boolean at line 1 column 18".to_owned())
        );
        assert_eq!(
            decode::<Value<Vec<bool>>>(r#"{"value":["planted"]}"#),
            Err("at value[0]: invalid type: string, expected a boolean at line 1 column 19"
                .to_owned())
        );
        assert_eq!(
            decode::<Json<Option<bool>>>("\"planted\""),
            Err("invalid type: string, expected a boolean at line 1 column 9".to_owned())
        );
        for (body, expected) in [
            (r#"{"value":[true, [1]]}"#, "at value[1]: invalid type: sequence, "),
            (r#"{"value":[true, [ ]]}"#, "at value[1]: invalid type: sequence, "),
            (r#"{"value":[{"a":[]}]}"#, "at value[0]: invalid type: map, "),
            (r#"{"value":{}}"#, "at value: invalid type: map, "),
            ("[[1]]", "invalid type: sequence, expected an object with a `value` "),
        ] {
            let error = decode::<Value<Vec<bool>>>(body).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        }
        let nested = "[".repeat(5000);
        let body = Bytes::from(format!(r#"{{"value":{nested}"#));
        let error = Value::<serde_json::Value>::decode(&body, Bounds::NONE).unwrap_err();
        assert!(error.to_string().contains("recursion limit exceeded"), "{error}");
    }
}
