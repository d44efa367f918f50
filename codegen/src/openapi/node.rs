//! JSON whose keys keep the order in which they were put.

use serde_json::Value;

/// A JSON value.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Value(Value),
    List(Vec<Node>),
    Object(Object),
}

/// A JSON object.
#[derive(Clone, Debug, Default)]
pub(super) struct Object(Vec<(String, Node)>);

/// An object as it reads in JSON. Behind a key with `?` stands an `Option`, of which nothing is put if it is none; what
/// stands behind a key with `*` is put unless it is empty; `..` puts all keys of another object.
macro_rules! object {
    (@put $object:ident) => {};
    (@put $object:ident $key:literal: $value:expr $(, $($rest:tt)*)?) => {
        $object.put($key, $value);
        object!(@put $object $($($rest)*)?);
    };
    (@put $object:ident $key:literal ? : $value:expr $(, $($rest:tt)*)?) => {
        if let Some(value) = $value {
            $object.put($key, value);
        }
        object!(@put $object $($($rest)*)?);
    };
    (@put $object:ident $key:literal * : $value:expr $(, $($rest:tt)*)?) => {
        $object.put_any($key, $value);
        object!(@put $object $($($rest)*)?);
    };
    (@put $object:ident ..$other:expr $(, $($rest:tt)*)?) => {
        $object.append($other);
        object!(@put $object $($($rest)*)?);
    };
    ($($rest:tt)*) => {{
        let mut object = Object::default();
        object!(@put object $($rest)*);
        object
    }};
}

impl Object {
    /// Puts a key at the end.
    pub(super) fn put(&mut self, key: impl Into<String>, value: impl Into<Node>) {
        self.0.push((key.into(), value.into()));
    }

    /// Puts a key at the end unless its value would be an empty list, object or text.
    pub(super) fn put_any(&mut self, key: &str, value: impl Into<Node>) {
        let value = value.into();
        let is_empty = match &value {
            Node::Value(value) => value.as_str() == Some(""),
            Node::List(list) => list.is_empty(),
            Node::Object(object) => object.is_empty(),
        };
        if !is_empty {
            self.put(key, value);
        }
    }

    /// Puts all keys of another object at the end.
    pub(super) fn append(&mut self, other: Object) {
        self.0.extend(other.0);
    }

    /// The object under a key, which is put if it is not there yet.
    pub(super) fn entry(&mut self, key: &str, new: impl FnOnce() -> Object) -> &mut Object {
        let found = |(it, value): &(String, Node)| it == key && matches!(value, Node::Object(_));
        let index = self.0.iter().position(found).unwrap_or_else(|| {
            self.put(key, new());
            self.0.len() - 1
        });
        match &mut self.0[index].1 {
            Node::Object(object) => object,
            Node::Value(_) | Node::List(_) => unreachable!("only objects are looked for"),
        }
    }

    pub(super) fn contains(&self, key: &str) -> bool {
        self.0.iter().any(|(it, _)| it == key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The JSON text, on one line.
    pub(super) fn text(&self) -> String {
        let entry =
            |(key, node): &(String, Node)| format!("{}:{}", Value::from(key.as_str()), node.text());
        format!("{{{}}}", self.0.iter().map(entry).collect::<Vec<_>>().join(","))
    }
}

impl Node {
    fn text(&self) -> String {
        match self {
            Self::Value(value) => value.to_string(),
            Self::List(list) => {
                let items: Vec<String> = list.iter().map(Self::text).collect();
                format!("[{}]", items.join(","))
            }
            Self::Object(object) => object.text(),
        }
    }
}

impl From<Object> for Node {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

macro_rules! from {
    ($($Plain:ty),*) => {$(
        impl From<$Plain> for Node {
            fn from(value: $Plain) -> Self {
                Self::Value(value.into())
            }
        }
    )*};
}

from!(Value, &str, String, bool, u32);

impl From<&String> for Node {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl<T: Into<Node>> From<Vec<T>> for Node {
    fn from(list: Vec<T>) -> Self {
        list.into_iter().collect()
    }
}

impl<T: Into<Node>> FromIterator<T> for Node {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<String>, V: Into<Node>> FromIterator<(K, V)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let pair = |(key, value): (K, V)| (key.into(), value.into());
        Self(pairs.into_iter().map(pair).collect())
    }
}
