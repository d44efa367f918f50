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

impl Object {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Puts a key at the end.
    pub(super) fn with(mut self, key: impl Into<String>, value: impl Into<Node>) -> Self {
        self.put(key, value);
        self
    }

    /// Puts a key at the end if there is a value for it.
    pub(super) fn with_some(self, key: &str, value: Option<impl Into<Node>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Puts a key at the end unless its value would be an empty list, object or text.
    pub(super) fn with_any(self, key: &str, value: impl Into<Node>) -> Self {
        let value = value.into();
        let is_empty = match &value {
            Node::Value(value) => value.as_str() == Some(""),
            Node::List(list) => list.is_empty(),
            Node::Object(object) => object.is_empty(),
        };
        if is_empty {
            self
        } else {
            self.with(key, value)
        }
    }

    /// Puts all keys of another object at the end.
    pub(super) fn append(mut self, other: Object) -> Self {
        self.0.extend(other.0);
        self
    }

    pub(super) fn put(&mut self, key: impl Into<String>, value: impl Into<Node>) {
        self.0.push((key.into(), value.into()));
    }

    /// The object under a key, which is put if it is not there yet.
    pub(super) fn entry(&mut self, key: &str) -> &mut Object {
        let index = self
            .0
            .iter()
            .position(|(it, value)| it == key && matches!(value, Node::Object(_)));
        let index = index.unwrap_or_else(|| {
            self.put(key, Object::new());
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
        let mut out = String::new();
        write_object(self, &mut out);
        out
    }
}

fn write(node: &Node, out: &mut String) {
    match node {
        Node::Value(value) => out.push_str(&value.to_string()),
        Node::List(list) => {
            out.push('[');
            for (index, node) in list.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                write(node, out);
            }
            out.push(']');
        }
        Node::Object(object) => write_object(object, out),
    }
}

fn write_object(object: &Object, out: &mut String) {
    out.push('{');
    for (index, (key, node)) in object.0.iter().enumerate() {
        out.push_str(if index == 0 { "" } else { "," });
        out.push_str(&Value::from(key.as_str()).to_string());
        out.push(':');
        write(node, out);
    }
    out.push('}');
}

impl From<Object> for Node {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl From<Value> for Node {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Value(text.into())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Value(text.into())
    }
}

impl From<bool> for Node {
    fn from(flag: bool) -> Self {
        Self::Value(flag.into())
    }
}

impl From<u32> for Node {
    fn from(number: u32) -> Self {
        Self::Value(number.into())
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
        Self(
            pairs
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }
}
