//! Every mistake in the shape of a file, and the file without them.

use std::collections::BTreeSet;

use jsonc_parser::ast::{Object, Value};

use super::Poisoned;
use super::report::{Subject, missing_key, out_of_range, unknown_key, unknown_word, wrong_kind};
use crate::Diagnostics;
use crate::diagnostics::{At, Diagnostic, catalogue, suggest};
use crate::spec::shape::{Field, Record, Shape};

/// Walks a file beside its shape.
///
/// Each method writes the value as JSON text without its mistakes, and returns false if that cannot be done without
/// changing what the value says; then the entry around it is left out.
pub(super) struct Checker<'d> {
    diagnostics: &'d mut Diagnostics,
    poisoned: &'d mut Poisoned,
    /// The entry of the file that is walked.
    entry: String,
}

impl<'d> Checker<'d> {
    pub(super) fn new(diagnostics: &'d mut Diagnostics, poisoned: &'d mut Poisoned) -> Self {
        Self { diagnostics, poisoned, entry: String::new() }
    }

    /// The text of a whole file without the entries that have mistakes; none if it is no object at all.
    pub(super) fn check_file(
        &mut self,
        node: &Value<'_>,
        shape: &Shape,
        at: &At<'_>,
        folder: &str,
    ) -> Option<String> {
        let (Value::Object(object), Shape::Record(record)) = (node, shape) else {
            self.fail(wrong_kind(node, shape, at, Subject::File));
            self.poisoned.folders.insert(folder.to_owned());
            return None;
        };
        let mut out = String::from("{");
        let mut sound = true;
        let (missing, stray) =
            self.keys(object, record, at, Subject::File, &mut |checker, field, value, at| {
                let mark = start_key(&mut out, &field.key);
                let kept = match (&field.shape, value) {
                    (Shape::Map(shape), Value::Object(entries)) => {
                        checker.entries(entries, shape, at, &mut out)
                    }
                    _ => checker.check(value, &field.shape, at, Subject::Key(&field.key), &mut out),
                };
                if !kept {
                    out.truncate(mark);
                    sound = false;
                    if field.required {
                        start_key(&mut out, &field.key);
                        out.push_str(field.shape.neutral());
                    }
                }
            });
        for field in missing {
            start_key(&mut out, &field.key);
            out.push_str(field.shape.neutral());
            sound = false;
        }
        // What stands under a key that nobody knows may be what others refer to.
        sound &= !stray;
        out.push('}');
        if !sound {
            self.poisoned.folders.insert(folder.to_owned());
        }
        Some(out)
    }

    /// Named entries of a file, each on its own: one with a mistake is left out and its name remembered.
    fn entries(
        &mut self,
        entries: &Object<'_>,
        shape: &Shape,
        at: &At<'_>,
        out: &mut String,
    ) -> bool {
        out.push('{');
        let mut seen = BTreeSet::new();
        for prop in &entries.properties {
            let name = prop.name.as_str();
            if !seen.insert(name) {
                continue;
            }
            let mark = start_key(out, name);
            name.clone_into(&mut self.entry);
            if !self.check(&prop.value, shape, &at.key(name), Subject::Entry(name), out) {
                out.truncate(mark);
                self.poisoned.names.insert(name.to_owned());
            }
        }
        out.push('}');
        true
    }

    fn check(
        &mut self,
        node: &Value<'_>,
        shape: &Shape,
        at: &At<'_>,
        subject: Subject<'_>,
        out: &mut String,
    ) -> bool {
        match (shape, node) {
            (Shape::Any, _) => self.any(node, at, out),
            (Shape::Null, Value::NullKeyword(_)) => push(out, "null"),
            (Shape::Text, Value::StringLit(text)) => push(out, &json_text(&text.value)),
            (Shape::Words(words), Value::StringLit(text))
                if words.iter().any(|word| *word == text.value) =>
            {
                push(out, &json_text(&text.value))
            }
            (Shape::Words(words), Value::StringLit(text)) => {
                self.fail(unknown_word(&text.value, words, at, subject))
            }
            (Shape::Boolean, Value::BooleanLit(boolean)) => {
                push(out, if boolean.value { "true" } else { "false" })
            }
            (Shape::Whole(least, most), Value::NumberLit(number)) => {
                match number.value.parse::<u64>() {
                    Ok(value) if (*least..=*most).contains(&value) => push(out, number.value),
                    _ => self.fail(out_of_range(*least, *most, at, subject)),
                }
            }
            (Shape::List(element), Value::Array(list)) => {
                self.list(&list.elements, element, at, subject, out)
            }
            (Shape::Map(shape), Value::Object(object)) => self.map(object, shape, at, out),
            (Shape::Record(record), Value::Object(object)) => {
                self.record(object, record, at, subject, out)
            }
            (Shape::OneOf(shapes), _) => match shapes.iter().find(|shape| shape.fits(node)) {
                Some(shape) => self.check(node, shape, at, subject, out),
                None => self.fail(wrong_kind(node, shape, at, subject)),
            },
            _ => self.fail(wrong_kind(node, shape, at, subject)),
        }
    }

    /// A list. What is told on its own, like an example, can be left out of it; anything else spoils the list.
    fn list(
        &mut self,
        elements: &[Value<'_>],
        shape: &Shape,
        at: &At<'_>,
        subject: Subject<'_>,
        out: &mut String,
    ) -> bool {
        let mut sound = true;
        out.push('[');
        for (index, element) in elements.iter().enumerate() {
            let mark = out.len();
            separate(out);
            if !self.check(element, shape, &at.index(index), Subject::Element(subject.key()), out) {
                out.truncate(mark);
                sound &= matches!(shape, Shape::Record(_));
                self.poisoned.shortened.insert(self.entry.clone());
            }
        }
        out.push(']');
        sound
    }

    /// An object with any keys.
    fn map(&mut self, object: &Object<'_>, shape: &Shape, at: &At<'_>, out: &mut String) -> bool {
        let mut sound = true;
        let mut seen = BTreeSet::new();
        out.push('{');
        for prop in &object.properties {
            let name = prop.name.as_str();
            if seen.insert(name) {
                start_key(out, name);
                sound &= self.check(&prop.value, shape, &at.key(name), Subject::Entry(name), out);
            }
        }
        out.push('}');
        sound
    }

    /// An object with known keys.
    fn record(
        &mut self,
        object: &Object<'_>,
        record: &Record,
        at: &At<'_>,
        subject: Subject<'_>,
        out: &mut String,
    ) -> bool {
        let mut sound = true;
        out.push('{');
        let (missing, _) =
            self.keys(object, record, at, subject, &mut |checker, field, value, at| {
                start_key(out, &field.key);
                sound &= checker.check(value, &field.shape, at, Subject::Key(&field.key), out);
            });
        out.push('}');
        sound && missing.is_empty()
    }

    /// Goes through the keys of an object. A key that is almost a known one is reported and then taken for that; one that
    /// is nothing like it is reported and skipped. Returns the required keys that are missing, reported too, and whether a key
    /// was skipped.
    fn keys<'r>(
        &mut self,
        object: &Object<'_>,
        record: &'r Record,
        at: &At<'_>,
        subject: Subject<'_>,
        each: &mut dyn FnMut(&mut Self, &'r Field, &Value<'_>, &At<'_>),
    ) -> (Vec<&'r Field>, bool) {
        let mut left: Vec<&Field> = record.fields.iter().collect();
        let mut strangers = Vec::new();
        let mut seen = BTreeSet::new();
        for prop in &object.properties {
            let key = prop.name.as_str();
            if !seen.insert(key) {
                continue;
            }
            match left.iter().position(|field| field.key == key) {
                Some(index) => each(self, left.remove(index), &prop.value, &at.key(key)),
                None => strangers.push((key, &prop.value)),
            }
        }
        let kind = object.get_string("type").map(|kind| kind.value.as_ref());
        let mut stray = false;
        for (key, value) in strangers {
            let at = at.key(key);
            let mut fields = left.iter().map(|field| field.key.as_str());
            let near = suggest(key, fields.clone())
                .or_else(|| fields.find(|field| called_elsewhere(field) == Some(key)));
            stray |= near.is_none();
            self.diagnostics.push(unknown_key(key, near, record, kind, &at));
            if let Some(index) = left.iter().position(|field| Some(field.key.as_str()) == near) {
                each(self, left.remove(index), value, &at);
            }
        }
        left.retain(|field| field.required);
        for field in &left {
            self.diagnostics.push(missing_key(field, record, at, subject));
        }
        (left, stray)
    }

    /// Any JSON, as an example holds it.
    fn any(&mut self, node: &Value<'_>, at: &At<'_>, out: &mut String) -> bool {
        match node {
            Value::StringLit(text) => push(out, &json_text(&text.value)),
            Value::BooleanLit(boolean) => push(out, if boolean.value { "true" } else { "false" }),
            Value::NullKeyword(_) => push(out, "null"),
            Value::NumberLit(number) => match number.value.parse::<f64>() {
                Ok(value) if value.is_infinite() => self.fail(catalogue::too_large(at.place())),
                // A number in a form that JSON does not know was reported with the syntax.
                _ => push(
                    out,
                    if serde_json::from_str::<serde_json::Number>(number.value).is_ok() {
                        number.value
                    } else {
                        "0"
                    },
                ),
            },
            Value::Array(list) => self.list(&list.elements, &Shape::Any, at, Subject::File, out),
            Value::Object(object) => self.map(object, &Shape::Any, at, out),
        }
    }

    /// Reports a mistake after which the value cannot be kept.
    fn fail(&mut self, diagnostic: Diagnostic) -> bool {
        self.diagnostics.push(diagnostic);
        false
    }
}

/// What other languages call a key of this one.
fn called_elsewhere(key: &str) -> Option<&'static str> {
    match key {
        "doc" => Some("description"),
        "values" => Some("enum"),
        _ => None,
    }
}

/// Writes a key of an object; returns where to cut if the value cannot be kept.
fn start_key(out: &mut String, key: &str) -> usize {
    let mark = out.len();
    separate(out);
    out.push_str(&json_text(key));
    out.push(':');
    mark
}

/// Writes the comma after the entry before, if there is one.
fn separate(out: &mut String) {
    if !out.ends_with(['{', '[']) {
        out.push(',');
    }
}

fn push(out: &mut String, text: &str) -> bool {
    out.push_str(text);
    true
}

fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
