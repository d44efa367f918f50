//! JSON that is put together from what others hold, and written once.

use std::borrow::Cow;

use bytes::Bytes;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// A value whose parts may be borrowed.
#[derive(Clone, Debug)]
pub(crate) enum Json<'a> {
    /// In the order in which it is written.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
    List(Vec<Json<'a>>),
    Value(Cow<'a, Value>),
}

impl Json<'_> {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::from(Value::String(text.into()))
    }

    /// The text of it.
    pub(crate) fn write(&self) -> Bytes {
        // Names are text, so that nothing can fail.
        serde_json::to_vec(self).unwrap_or_default().into()
    }
}

impl From<Value> for Json<'_> {
    fn from(value: Value) -> Self {
        match value {
            Value::Object(object) => Self::Object(
                object.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
            ),
            value => Self::Value(Cow::Owned(value)),
        }
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Object(pairs) => {
                serializer.collect_map(pairs.iter().map(|(name, value)| (name, value)))
            }
            Self::List(items) => serializer.collect_seq(items),
            Self::Value(value) => value.serialize(serializer),
        }
    }
}
