//! Lists of what has changed since they were read before.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use http::StatusCode;
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, StringDeserializer};
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor,
};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::bounds::Bounds;
use super::decode::{Decode, DecodeError};
use super::json_reader::JsonReader;
use super::{Endpoint, Error, ErrorKind, Page, wire};

/// What a list of changes says of an object.
#[derive(Clone, Debug, PartialEq)]
pub enum Change<T> {
    /// The object is new or has changed. Only what is known of it is there, at least its identifier.
    Changed(T),
    /// The object is not in the list any more.
    Removed {
        /// Its identifier.
        id: String,
        /// Why it is not.
        reason: RemovedReason,
    },
}

/// Why an object is no longer listed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum RemovedReason {
    /// It does not belong to the list any more, or can be restored.
    Changed,
    /// It is gone for good.
    Deleted,
    /// A reason that this crate does not know.
    Other(String),
}

crate::open_enums! {
    RemovedReason {
        Changed: "changed";
        Deleted: "deleted";
    }
}

/// How a service tells what has changed, as data.
#[derive(Clone, Copy, Debug)]
pub struct DeltaRule {
    /// The property that identifies an object.
    pub id: &'static str,
    /// The query option that makes a list one of changes, empty at first; none if the path says so.
    pub query: Option<&'static str>,
    /// What the link to the next page is called besides its usual names.
    pub next: Option<&'static str>,
    /// What the link to later changes is called.
    pub link: &'static str,
    /// The properties that tell of an object that it is gone, and the reason where they tell none.
    pub removed: &'static [(&'static str, &'static str)],
    /// The type of objects that tell of a link between two others. They are changes also where the link is gone.
    pub links: Option<&'static str>,
    /// What asks for a token and no changes.
    pub latest: DeltaOption,
    /// What asks for nothing but the properties that have changed.
    pub minimal: DeltaOption,
    /// The error codes that say that the list has to be read from its start.
    pub resync: &'static [&'static str],
}

/// How something is asked for: name and value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeltaOption {
    /// With a header.
    Header(&'static str, &'static str),
    /// With a query option.
    Query(&'static str, &'static str),
}

impl DeltaRule {
    /// The same error, or that of a service that does not know any more what has changed.
    pub(crate) fn judge(&self, error: Error) -> Error {
        let says_so = |code: &String| self.resync.contains(&code.as_str());
        if error.status() != Some(StatusCode::GONE) && !error.code().is_some_and(says_so) {
            return error;
        }
        error.with(|parts| {
            parts.kind = ErrorKind::Resync;
            let said = parts.message.take().filter(|message| !message.is_empty());
            let said = said.map_or(String::new(), |message| format!(" ({message})"));
            parts.message = Some(format!("start again, without a token{said}"));
        })
    }
}

/// The body is a page of changes of `T`, as the endpoint's rule describes them.
pub struct Delta<T, E>(PhantomData<fn() -> (T, E)>);

impl<T: DeserializeOwned + Send + 'static, E: Endpoint> Decode for Delta<T, E> {
    type Output = Page<Change<T>>;

    fn decode(body: &Bytes, bounds: Bounds) -> Result<Page<Change<T>>, DecodeError> {
        let read = Page::<Read<T, E>>::decode(body, bounds)?;
        let mut page = Page {
            value: read.value.into_iter().map(|read| read.change).collect(),
            next_link: read.next_link,
            delta_link: None,
            count: read.count,
            extra: read.extra,
        };
        if let Some(rule) = E::DELTA {
            page.find_links(rule.next, rule.link);
        }
        Ok(page)
    }
}

/// A change on its way out of the text.
struct Read<T, E> {
    change: Change<T>,
    marker: PhantomData<fn() -> E>,
}

impl<'de, T: Deserialize<'de>, E: Endpoint> Deserialize<'de> for Read<T, E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ReadVisitor(PhantomData))
    }
}

struct ReadVisitor<T, E>(PhantomData<(T, E)>);

impl<'de, T: Deserialize<'de>, E: Endpoint> Visitor<'de> for ReadVisitor<T, E> {
    type Value = Read<T, E>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Read<T, E>, A::Error> {
        let mut said = Said::default();
        let watched = Watched { map, rule: E::DELTA, name: None, said: &mut said };
        let object = T::deserialize(MapAccessDeserializer::new(watched))?;
        let change = match said.reason {
            Some(reason) if !said.is_link => {
                Change::Removed { id: said.id.unwrap_or_default(), reason }
            }
            _ => Change::Changed(object),
        };
        Ok(Read { change, marker: PhantomData })
    }
}

/// What an object says of itself besides what its model has.
#[derive(Default)]
struct Said {
    id: Option<String>,
    reason: Option<RemovedReason>,
    is_link: bool,
}

impl Said {
    fn note(&mut self, rule: &DeltaRule, name: &str, value: &Value) {
        if name == rule.id {
            self.id = value.as_str().map(str::to_owned);
        } else if let Some((_, usual)) = rule.removed.iter().find(|(known, _)| *known == name) {
            if matches!(value, Value::Object(_) | Value::Bool(true)) {
                let given = value.get("reason").and_then(Value::as_str);
                self.reason = Some(RemovedReason::from(given.unwrap_or(usual).to_owned()));
            }
        } else {
            let named = value.as_str().map(|name| name.strip_prefix('#').unwrap_or(name));
            self.is_link = named.is_some() && named == rule.links;
        }
    }
}

/// An object whose reader misses nothing, and that tells of itself while it is read.
struct Watched<'a, A> {
    map: A,
    rule: Option<&'static DeltaRule>,
    /// The property whose value comes next, if it is one to note.
    name: Option<String>,
    said: &'a mut Said,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Watched<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let Some(name) = self.map.next_key_seed(Name)? else { return Ok(None) };
        let is_noted = self.rule.is_some_and(|rule| {
            let is_type = [false, true].map(wire::type_name).contains(&&*name);
            *name == *rule.id || is_type || rule.removed.iter().any(|(known, _)| *known == name)
        });
        self.name = is_noted.then(|| name.clone().into_owned());
        match name {
            Cow::Borrowed(name) => seed.deserialize(BorrowedStrDeserializer::new(name)),
            Cow::Owned(name) => seed.deserialize(StringDeserializer::new(name)),
        }
        .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        let (Some(rule), Some(name)) = (self.rule, self.name.take()) else {
            return self.map.next_value_seed(seed);
        };
        // Read twice, since a seed gives away nothing of what it reads. Responses are text, so there is text to read.
        let text: &'de RawValue = self.map.next_value()?;
        let value: Value = serde_json::from_str(text.get()).map_err(A::Error::custom)?;
        self.said.note(rule, &name, &value);
        let mut reader = JsonReader::new(text.get());
        seed.deserialize(&mut reader).map_err(A::Error::custom)
    }
}

/// Reads the name of a property.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(name.to_owned()))
    }
}

/// As newer versions of OData write it, whatever the service has written.
impl<T: Serialize> Serialize for Change<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Changed(object) => object.serialize(serializer),
            Self::Removed { id, reason } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("id", id)?;
                map.serialize_entry("@removed", &serde_json::json!({ "reason": reason }))?;
                map.end()
            }
        }
    }
}
