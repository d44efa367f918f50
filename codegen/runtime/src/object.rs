//! The JSON object that a call sends.

use std::sync::Arc;

use serde::Serialize;

use super::seen::SeenNames;

/// Capacity of a body's first allocation: enough for most requests of these services.
const CAPACITY: usize = 256;

/// Required properties of a request, which write themselves into its body.
pub trait Properties {
    /// Sets every property.
    fn write(&self, object: &mut Object);
}

/// The text of a JSON object while its properties are set.
///
/// Setting a property again replaces the earlier value.
#[derive(Clone, Default)]
pub struct Object {
    /// `{"a":1,"b":2` or nothing.
    text: Vec<u8>,
    seen: SeenNames,
    problem: Option<Arc<serde_json::Error>>,
}

impl Object {
    /// Sets the property `name`.
    pub fn set<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        let start = self.make_room(name);
        let written = serde_json::to_writer(&mut self.text, name).and_then(|()| {
            self.text.push(b':');
            serde_json::to_writer(&mut self.text, value)
        });
        if let Err(error) = written {
            self.text.truncate(start);
            self.problem = Some(Arc::new(error));
        }
    }

    /// Sets everything at once, to what a model holds.
    pub(crate) fn replace<T: Serialize>(&mut self, model: &T) {
        match serde_json::to_vec(model) {
            Ok(mut text) => {
                // The bracket at the end comes when all is set.
                text.pop();
                self.text = text;
            }
            Err(error) => self.problem = Some(Arc::new(error)),
        }
    }

    /// Whether no property is set.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(crate) fn finish(mut self) -> Result<Vec<u8>, String> {
        if let Some(problem) = self.problem {
            return Err(problem.to_string());
        }
        if self.text.is_empty() {
            self.text.push(b'{');
        }
        self.text.push(b'}');
        Ok(self.text)
    }

    /// Writes everything in front of the property and says how long the text was before.
    fn make_room(&mut self, name: &'static str) -> usize {
        let seen = self.seen.insert(name);
        if self.text.is_empty() {
            self.text.reserve(CAPACITY);
            self.text.push(b'{');
        } else if seen {
            self.remove(name);
        }
        let start = self.text.len();
        if start > 1 {
            self.text.push(b',');
        }
        start
    }

    /// Takes out an earlier value, together with the comma before or after it.
    fn remove(&mut self, name: &str) {
        let key = serde_json::to_vec(name).unwrap_or_default();
        let mut start = 1;
        while start < self.text.len() {
            let colon = string_end(&self.text, start);
            let end = value_end(&self.text, colon + 1);
            if self.text.get(start..colon) == Some(key.as_slice()) {
                let comma_after = end < self.text.len();
                let range = if comma_after { start..end + 1 } else { start.max(2) - 1..end };
                self.text.drain(if start == 1 && !comma_after { 1..end } else { range });
                return;
            }
            start = end + 1;
        }
    }
}

/// Where the string that starts at `start` ends, quotes included.
fn string_end(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// Where the value that starts at `start` ends: before the comma of its own object, or with the text.
fn value_end(text: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    while let Some(byte) = text.get(at) {
        match byte {
            b',' if depth == 0 => return at,
            b'"' => {
                at = string_end(text, at);
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    at
}

impl std::fmt::Debug for Object {
    /// Values may be secret, so none is shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Object").field("bytes", &self.text.len()).finish_non_exhaustive()
    }
}

/// Collects a setter's values.
#[doc(hidden)]
pub fn collect<T, I>(values: I) -> Vec<T>
where
    I: IntoIterator,
    I::Item: Into<T>,
{
    values.into_iter().map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(object: Object) -> String {
        String::from_utf8(object.finish().unwrap()).unwrap()
    }

    #[test]
    fn properties_stand_in_the_order_of_setting() {
        let mut object = Object::default();
        object.set("displayName", "A \"quoted\" name");
        object.set("mailEnabled", &false);
        object.set("tags", &["x", "y"]);
        object.set("description", &());
        assert_eq!(
            text(object),
            r#"{"displayName":"A \"quoted\" name","mailEnabled":false,"tags":["x","y"],"description":null}"#
        );
    }

    #[test]
    fn the_last_value_of_a_property_wins() {
        let mut object = Object::default();
        object.set("a", "first, with a comma} and a \\\" quote");
        object.set("b", &[[1, 2], [3, 4]]);
        object.set("c", &true);
        object.set("a", "second");
        object.set("b", &2);
        assert_eq!(text(object), r#"{"c":true,"a":"second","b":2}"#);
    }

    #[test]
    fn names_are_written_as_json_writes_them() {
        let mut object = Object::default();
        object.set("a \"quote\"", &1);
        object.set("back\\slash", &2);
        object.set("line\nbreak", &3);
        object.set("back\\slash", &4);
        object.set("a \"quote\"", &5);
        assert_eq!(text(object), r#"{"line\nbreak":3,"back\\slash":4,"a \"quote\"":5}"#);
    }

    #[test]
    fn the_only_and_the_last_property_can_be_replaced() {
        let mut object = Object::default();
        object.set("a", &1);
        object.set("a", &2);
        object.set("b", &3);
        object.set("b", &4);
        assert_eq!(text(object), r#"{"a":2,"b":4}"#);
    }

    #[test]
    fn an_object_without_properties_is_empty() {
        assert!(Object::default().is_empty());
        assert_eq!(text(Object::default()), "{}");
    }

    #[test]
    fn debug_shows_no_value() {
        let mut object = Object::default();
        object.set("password", "planted");
        assert!(!format!("{object:?}").contains("planted"));
    }
}
