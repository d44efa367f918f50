//! JSON whose keys keep the order in which they were put, and its one canonical text.

use std::{iter, mem};

use serde_json::Value;

/// Lists and objects that fit into a line of this many characters stand on it.
const WIDTH: usize = 120;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// What holds no others, as its text.
    Scalar(String),
    List(Vec<Node>),
    Object(Object),
}

/// A JSON object.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Object(Vec<(String, Node)>);

/// An object as it reads in JSON. Behind a key with `?` stands an `Option`, of which nothing is put if it is none; what
/// stands behind a key with `*` is put unless it is empty or false; `..` puts all keys of another object.
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

pub(crate) use object;

impl Object {
    /// Puts a key at the end.
    pub(crate) fn put(&mut self, key: impl Into<String>, value: impl Into<Node>) {
        self.0.push((key.into(), value.into()));
    }

    /// Puts a key at the end unless its value would be false or an empty list, object or text.
    pub(crate) fn put_any(&mut self, key: &str, value: impl Into<Node>) {
        let value = value.into();
        let is_empty = match &value {
            Node::Scalar(text) => matches!(text.as_str(), "\"\"" | "false"),
            Node::List(list) => list.is_empty(),
            Node::Object(object) => object.is_empty(),
        };
        if !is_empty {
            self.put(key, value);
        }
    }

    /// Puts all keys of another object at the end.
    pub(crate) fn append(&mut self, other: Object) {
        self.0.extend(other.0);
    }

    pub(crate) fn contains(&self, key: &str) -> bool {
        self.0.iter().any(|(it, _)| it == key)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value under a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.0.iter().find(|(it, _)| it == key).map(|(_, value)| value)
    }

    /// All keys with their values.
    pub(crate) fn into_entries(self) -> Vec<(String, Node)> {
        self.0
    }
}

impl Node {
    /// The value under a key, if this is an object that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        match self {
            Self::Object(object) => object.get(key),
            Self::Scalar(_) | Self::List(_) => None,
        }
    }

    /// The first value of a list.
    pub(crate) fn first(&self) -> Option<&Node> {
        match self {
            Self::List(items) => items.first(),
            Self::Scalar(_) | Self::Object(_) => None,
        }
    }

    /// The text that a string stands for.
    pub(crate) fn as_text(&self) -> Option<String> {
        match self {
            Self::Scalar(text) => serde_json::from_str(text).ok(),
            Self::List(_) | Self::Object(_) => None,
        }
    }

    /// The object that this is; an empty one if it is none.
    pub(crate) fn into_object(self) -> Object {
        match self {
            Self::Object(object) => object,
            Self::Scalar(_) | Self::List(_) => Object::default(),
        }
    }

    /// The canonical text: two spaces a level, on one line what fits there, and an end of the line.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        self.write(0, 0, &mut out);
        out.push('\n');
        out
    }

    /// Writes a value that starts `before` characters after the indentation of its line, and after which a comma may stand.
    fn write(&self, level: usize, before: usize, out: &mut String) {
        let room = WIDTH.saturating_sub(2 * level + before + 1);
        let mark = out.len();
        if self.flat(room, out).is_some() {
            return;
        }
        out.truncate(mark);
        let ((open, entries, close), inner) = (self.entries(), level + 1);
        // A text that is wider than a line stands on one all the same.
        out.push_str(open.trim_end());
        let mut before = "\n";
        for (key, value) in entries {
            out.push_str(mem::replace(&mut before, ",\n"));
            out.extend(iter::repeat_n("  ", inner));
            out.push_str(&key);
            value.write(inner, key.chars().count(), out);
        }
        if before != "\n" {
            out.push('\n');
            out.extend(iter::repeat_n("  ", level));
        }
        out.push_str(close.trim_start());
    }

    /// Writes a value on one line; none as soon as it takes more than so many characters. Returns how many are left.
    fn flat(&self, room: usize, out: &mut String) -> Option<usize> {
        let put = |text: &str, room: usize, out: &mut String| {
            out.push_str(text);
            room.checked_sub(text.chars().count())
        };
        let (open, entries, close) = self.entries();
        let mut room = put(open, room, out)?.checked_sub(close.len())?;
        for (index, (key, value)) in entries.enumerate() {
            room = put(if index == 0 { "" } else { ", " }, room, out)?;
            room = value.flat(put(&key, room, out)?, out)?;
        }
        out.push_str(close);
        Some(room)
    }

    /// What the value holds, each with the key before it, and what stands around that on one line.
    fn entries(&self) -> (&str, Box<dyn Iterator<Item = (String, &Self)> + '_>, &'static str) {
        match self {
            Self::Scalar(text) => (text, Box::new(iter::empty()), ""),
            Self::List(items) => {
                ("[", Box::new(items.iter().map(|item| (String::new(), item))), "]")
            }
            Self::Object(Object(entries)) if entries.is_empty() => {
                ("{", Box::new(iter::empty()), "}")
            }
            Self::Object(Object(entries)) => {
                let key = |key: &str| format!("{}: ", Value::from(key));
                ("{ ", Box::new(entries.iter().map(move |(name, value)| (key(name), value))), " }")
            }
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
                Self::Scalar(Value::from(value).to_string())
            }
        }
    )*};
}

from!(&str, String, Option<String>, bool, u32);

impl From<Value> for Node {
    fn from(value: Value) -> Self {
        match value {
            Value::Array(items) => items.into(),
            Value::Object(entries) => Self::Object(entries.into_iter().collect()),
            scalar => Self::Scalar(scalar.to_string()),
        }
    }
}

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
