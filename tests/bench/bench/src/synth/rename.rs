//! The names of a round.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Folder, entries, section_mut};

/// The names that get a number.
pub(super) struct Names {
    /// The first parts of ids, and the segments that paths of operations with several paths start with.
    segments: BTreeSet<String>,
    types: BTreeSet<String>,
    /// The values of tags.
    tags: BTreeSet<String>,
}

impl Names {
    /// The names of a service.
    pub(super) fn of(folder: &Folder) -> Self {
        let mut names =
            Self { segments: BTreeSet::new(), types: BTreeSet::new(), tags: BTreeSet::new() };
        for (_, file) in &folder.files {
            for (id, operation) in entries(file, "operations") {
                let first = id.split('.').next().unwrap_or_default();
                names.segments.insert(first.to_owned());
                let prefixes = operation["on"].as_array().into_iter().flatten();
                for prefix in prefixes.filter_map(Value::as_str) {
                    let first = prefix.split('/').find(|part| is_literal(part));
                    let first = first.unwrap_or_default();
                    let collection = first.split('(').next().unwrap_or_default();
                    names.segments.insert(collection.to_owned());
                }
            }
            for (name, ty) in entries(file, "types") {
                names.types.insert(name.clone());
                names.tags.extend(ty["odataType"].as_str().map(str::to_owned));
            }
        }
        names
    }

    /// Gives everything in a round its number; the first has none.
    pub(super) fn rename(&self, folder: &mut Folder, round: usize) {
        if round == 1 {
            return;
        }
        let number = round.to_string();
        for (stem, file) in &mut folder.files {
            stem.push_str(&number);
            if let Some(operations) = section_mut(file, "operations") {
                rename_keys(operations, |id| {
                    let end = id.find('.').unwrap_or(id.len());
                    format!("{}{number}{}", &id[..end], &id[end..])
                });
                operations.values_mut().for_each(|operation| self.operation(operation, &number));
            }
            if let Some(types) = section_mut(file, "types") {
                rename_keys(types, |name| format!("{name}{number}"));
                types.values_mut().for_each(|ty| self.ty(ty, &number));
            }
        }
    }

    fn operation(&self, operation: &mut Value, number: &str) {
        change(&mut operation["http"], |http| self.path(http, number));
        for prefix in items(operation, "on") {
            change(prefix, |prefix| self.path(prefix, number));
        }
        match operation.get_mut("body") {
            Some(Value::Object(properties)) => self.kinds(properties, number),
            Some(body) => change(body, |body| self.kind(body, number)),
            None => {}
        }
        if let Some(responses) = section_mut(operation, "returns") {
            for response in responses.values_mut() {
                change(response, |response| self.kind(response, number));
            }
        }
        for example in items(operation, "examples") {
            if let Some(on) = example.get_mut("on") {
                change(on, |on| self.path(on, number));
            }
            if let Some(target) = example.pointer_mut("/request/target") {
                change(target, |target| self.path(target, number));
            }
            for body in ["/request/body", "/response/body"] {
                if let Some(body) = example.pointer_mut(body) {
                    self.tagged(body, number);
                }
            }
        }
    }

    fn ty(&self, ty: &mut Value, number: &str) {
        if let Some(base) = ty.get_mut("extends") {
            change(base, |base| self.kind(base, number));
        }
        if let Some(tag) = ty.get_mut("odataType") {
            change(tag, |tag| format!("{tag}{number}"));
        }
        if let Some(properties) = section_mut(ty, "properties") {
            self.kinds(properties, number);
        }
    }

    fn kinds(&self, properties: &mut Map<String, Value>, number: &str) {
        for property in properties.values_mut() {
            change(&mut property["type"], |kind| self.kind(kind, number));
        }
    }

    /// `page<Group>` → `page<Group2>`.
    fn kind(&self, text: &str, number: &str) -> String {
        self.words(text, &self.types, number, |c| !is_word(c))
    }

    /// `GET /{tenant}/groups/{object_id}` → `GET /{tenant}/groups2/{object_id}`, up to a query.
    fn path(&self, text: &str, number: &str) -> String {
        let end = text.find('?').unwrap_or(text.len());
        let path = self.words(&text[..end], &self.segments, number, |c| "/( ".contains(c));
        path + &text[end..]
    }

    /// Gives the words that are among some names their number.
    fn words(
        &self,
        text: &str,
        names: &BTreeSet<String>,
        number: &str,
        ends: impl Fn(char) -> bool,
    ) -> String {
        let mut out = String::with_capacity(text.len() + number.len());
        for piece in text.split_inclusive(&ends) {
            let word = piece.trim_end_matches(&ends);
            out.push_str(word);
            if names.contains(word) {
                out.push_str(number);
            }
            out.push_str(&piece[word.len()..]);
        }
        out
    }

    /// Renames the values of tags in an example.
    fn tagged(&self, value: &mut Value, number: &str) {
        match value {
            Value::String(text) if self.tags.contains(text) => text.push_str(number),
            Value::Array(items) => items.iter_mut().for_each(|item| self.tagged(item, number)),
            Value::Object(object) => object.values_mut().for_each(|item| self.tagged(item, number)),
            _ => {}
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_literal(part: &str) -> bool {
    !part.is_empty() && !part.starts_with('{')
}

fn change(text: &mut Value, new: impl FnOnce(&str) -> String) {
    if let Value::String(text) = text {
        *text = new(text);
    }
}

fn items<'v>(entry: &'v mut Value, list: &str) -> impl Iterator<Item = &'v mut Value> {
    entry.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten()
}

fn rename_keys(object: &mut Map<String, Value>, new: impl Fn(&str) -> String) {
    *object = std::mem::take(object).into_iter().map(|(key, value)| (new(&key), value)).collect();
}
