//! Every mistake in the shape of a file, and the file without them.

use std::collections::BTreeSet;

use jsonc_parser::ast::{Object, Value};

use super::Poisoned;
use super::report::{Subject, missing_key, out_of_range, unknown_key, unknown_word, wrong_kind};
use crate::Diagnostics;
use crate::diagnostics::{At, Diagnostic, catalogue, suggest};
use crate::json::Node;
use crate::spec::shape::{Field, Record, Shape};

/// Walks a file beside its shape.
///
/// Each method gives the value without its mistakes, and nothing if that cannot be done without changing what the value
/// says; then the entry around it is left out.
pub(super) struct Checker<'d> {
    diagnostics: &'d mut Diagnostics,
    poisoned: &'d mut Poisoned,
    /// The folder of the file that is walked, and the entry at hand.
    folder: &'d str,
    entry: String,
    /// Whether something of that entry was left out.
    is_partial: bool,
}

/// The keys of an object that has known ones.
struct Keys<'o, 'r> {
    /// The fields that are there, each with the key as written and its value.
    found: Vec<(&'r Field, &'o str, &'o Value<'o>)>,
    /// The required fields that are not.
    missing: Vec<&'r Field>,
    /// Whether a key was skipped.
    is_stray: bool,
}

impl<'d> Checker<'d> {
    pub(super) fn new(
        diagnostics: &'d mut Diagnostics,
        poisoned: &'d mut Poisoned,
        folder: &'d str,
    ) -> Self {
        Self { diagnostics, poisoned, folder, entry: String::new(), is_partial: false }
    }

    /// A whole file without the entries that have mistakes; none if it is no object at all.
    pub(super) fn check_file(
        &mut self,
        node: &Value<'_>,
        shape: &Shape,
        at: &At<'_>,
    ) -> Option<Node> {
        let (Value::Object(object), Shape::Record(record)) = (node, shape) else {
            self.poisoned.folders.insert(self.folder.to_owned());
            return self.fail(wrong_kind(node, shape, at, Subject::File));
        };
        let before = self.diagnostics.len();
        let Keys { found, missing, is_stray } = self.keys(object, record, at, Subject::File);
        // What stands under a key that nobody knows may be what others refer to.
        let mut is_sound = !is_stray && missing.is_empty();
        let neutral = |field: &Field| Node::Scalar(field.shape.neutral().to_owned());
        let mut out: Vec<(&str, Node)> =
            missing.iter().map(|field| (field.key.as_str(), neutral(field))).collect();
        for (field, key, value) in found {
            let at = at.key(key);
            let kept = match (&field.shape, value) {
                (Shape::Map(shape), Value::Object(entries)) => {
                    Some(self.entries(entries, shape, &at))
                }
                _ => self.check(value, &field.shape, &at, Subject::Key(&field.key)),
            };
            is_sound &= kept.is_some();
            let kept = kept.or_else(|| field.required.then(|| neutral(field)));
            out.extend(kept.map(|kept| (field.key.as_str(), kept)));
        }
        if !is_sound {
            self.poisoned.folders.insert(self.folder.to_owned());
        }
        if record.name == "Service" && self.diagnostics.len() > before {
            self.poisoned.services.insert(self.folder.to_owned());
        }
        Some(Node::Object(out.into_iter().collect()))
    }

    /// Named entries of a file, each on its own: the name of one with a mistake is remembered. It is left out, but for a
    /// type, whose other properties are looked at nevertheless.
    fn entries(&mut self, entries: &Object<'_>, shape: &Shape, at: &At<'_>) -> Node {
        let is_type = matches!(shape, Shape::Record(record) if record.name == "Type");
        let mut out = Vec::new();
        for (name, value) in once(entries) {
            name.clone_into(&mut self.entry);
            self.is_partial = false;
            let kept = self.check(value, shape, &at.key(name), Subject::Entry(name));
            if self.is_partial || kept.is_none() {
                let names = self.poisoned.names.entry(self.folder.to_owned()).or_default();
                names.insert(name.to_owned());
            }
            out.extend(kept.filter(|_| is_type || !self.is_partial).map(|kept| (name, kept)));
        }
        Node::Object(out.into_iter().collect())
    }

    fn check(
        &mut self,
        node: &Value<'_>,
        shape: &Shape,
        at: &At<'_>,
        subject: Subject<'_>,
    ) -> Option<Node> {
        match (shape, node) {
            (Shape::Any, _) => self.any(node, at),
            (_, Value::StringLit(text))
                if shape.words().is_some_and(|words| words.iter().all(|it| *it != text.value)) =>
            {
                self.fail(unknown_word(&text.value, shape, at, subject))
            }
            (Shape::Null, Value::NullKeyword(_))
            | (Shape::Text | Shape::Words(_), Value::StringLit(_))
            | (Shape::Boolean, Value::BooleanLit(_)) => self.any(node, at),
            (Shape::Whole(least, most), Value::NumberLit(number)) => {
                match number.value.parse::<u64>() {
                    Ok(value) if (*least..=*most).contains(&value) => self.any(node, at),
                    _ => self.fail(out_of_range(*least, *most, at, subject)),
                }
            }
            (Shape::List(element), Value::Array(list)) => {
                self.list(&list.elements, element, at, subject)
            }
            (Shape::Map(shape), Value::Object(object)) => self.map(object, shape, at),
            (Shape::Record(record), Value::Object(object)) => {
                self.record(object, record, at, subject)
            }
            (Shape::OneOf(shapes), _) => {
                let mut fitting = shapes.iter().filter(|shape| shape.fits(node));
                let first = fitting.clone().next();
                match fitting.find(|shape| shape.is_meant(node)).or(first) {
                    Some(shape) => self.check(node, shape, at, subject),
                    None => self.fail(wrong_kind(node, shape, at, subject)),
                }
            }
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
    ) -> Option<Node> {
        let mut out = Vec::new();
        for (index, element) in elements.iter().enumerate() {
            let subject = Subject::Element(subject.key());
            out.extend(self.check(element, shape, &at.index(index), subject));
        }
        let is_short = out.len() < elements.len();
        if is_short {
            self.poisoned.shortened.insert(self.entry.clone());
        }
        (!is_short || matches!(shape, Shape::Record(_))).then_some(Node::List(out))
    }

    /// An object with any keys. What is told on its own, like a property, can be left out of it; anything else spoils it.
    fn map(&mut self, object: &Object<'_>, shape: &Shape, at: &At<'_>) -> Option<Node> {
        let mut out = Vec::new();
        for (name, value) in once(object) {
            let kept = self.check(value, shape, &at.key(name), Subject::Entry(name));
            out.extend(kept.map(|kept| (name, kept)));
        }
        let is_short = out.len() < once(object).count();
        let is_record = |shape: &Shape| matches!(shape, Shape::Record(_));
        let is_entry = match shape {
            Shape::OneOf(shapes) => shapes.iter().any(is_record),
            shape => is_record(shape),
        };
        self.is_partial |= is_short && is_entry;
        (!is_short || is_entry).then(|| Node::Object(out.into_iter().collect()))
    }

    /// An object with known keys.
    fn record(
        &mut self,
        object: &Object<'_>,
        record: &Record,
        at: &At<'_>,
        subject: Subject<'_>,
    ) -> Option<Node> {
        let Keys { found, missing, .. } = self.keys(object, record, at, subject);
        let field = |(field, key, value): (&Field, &str, &Value<'_>)| {
            let subject = Subject::Key(&field.key);
            Some((field.key.clone(), self.check(value, &field.shape, &at.key(key), subject)?))
        };
        let fields: Vec<Option<(String, Node)>> = found.into_iter().map(field).collect();
        let fields = fields.into_iter().collect::<Option<Vec<_>>>()?;
        missing.is_empty().then(|| Node::Object(fields.into_iter().collect()))
    }

    /// Takes the keys of an object for what they mean. One that is almost a known one is reported and then taken for that; one
    /// that is nothing like it is reported and skipped. A required one that is missing is reported as well.
    fn keys<'o, 'r>(
        &mut self,
        object: &'o Object<'o>,
        record: &'r Record,
        at: &At<'_>,
        subject: Subject<'_>,
    ) -> Keys<'o, 'r> {
        let mut left: Vec<&Field> = record.fields.iter().collect();
        let (mut found, mut strangers, mut is_stray) = (Vec::new(), Vec::new(), false);
        for (key, value) in once(object) {
            match left.iter().position(|field| field.key == key) {
                Some(index) => found.push((left.remove(index), key, value)),
                None => strangers.push((key, value)),
            }
        }
        let kind = object.get_string("type").map(|kind| kind.value.as_ref());
        for (key, value) in strangers {
            let mut fields = left.iter().map(|field| field.key.as_str());
            let near = suggest(key, fields.clone())
                .or_else(|| fields.find(|field| called_elsewhere(field) == Some(key)));
            self.diagnostics.push(unknown_key(key, near, record, kind, &at.key(key)));
            match left.iter().position(|field| Some(field.key.as_str()) == near) {
                Some(index) => found.push((left.remove(index), key, value)),
                None => is_stray = true,
            }
        }
        let missing: Vec<&Field> = left.into_iter().filter(|field| field.required).collect();
        for field in &missing {
            self.diagnostics.push(missing_key(field, record, at, subject));
        }
        Keys { found, missing, is_stray }
    }

    /// Any JSON, as an example holds it.
    fn any(&mut self, node: &Value<'_>, at: &At<'_>) -> Option<Node> {
        Some(match node {
            Value::StringLit(text) => text.value.as_ref().into(),
            Value::BooleanLit(boolean) => boolean.value.into(),
            Value::NullKeyword(_) => serde_json::Value::Null.into(),
            Value::NumberLit(number) => match number.value.parse::<f64>() {
                Ok(value) if value.is_infinite() => {
                    return self.fail(catalogue::too_large(at.place()));
                }
                // A number in a form that JSON does not know was reported with the syntax.
                _ if serde_json::from_str::<serde_json::Number>(number.value).is_err() => 0.into(),
                _ => Node::Scalar(number.value.to_owned()),
            },
            Value::Array(list) => return self.list(&list.elements, &Shape::Any, at, Subject::File),
            Value::Object(object) => return self.map(object, &Shape::Any, at),
        })
    }

    /// Reports a mistake after which the value cannot be kept.
    fn fail(&mut self, diagnostic: Diagnostic) -> Option<Node> {
        self.diagnostics.push(diagnostic);
        None
    }
}

/// The entries of an object, of those with one key the first.
fn once<'o>(object: &'o Object<'o>) -> impl Iterator<Item = (&'o str, &'o Value<'o>)> {
    let mut seen = BTreeSet::new();
    let entries = object.properties.iter().map(|prop| (prop.name.as_str(), &prop.value));
    entries.filter(move |(key, _)| seen.insert(*key))
}

/// What other languages call a key of this one.
fn called_elsewhere(key: &str) -> Option<&'static str> {
    match key {
        "doc" => Some("description"),
        "values" => Some("enum"),
        _ => None,
    }
}
