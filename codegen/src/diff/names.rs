//! What is called otherwise now: for everything that the base has, the name that the head has for it.

use std::collections::BTreeMap;

use super::aspects::Kind;
use super::pairs::pair;
use crate::contract::{Service, Type};

/// New names of what has been renamed: of a kind, below a subject by its new name.
#[derive(Default)]
pub(super) struct Names(BTreeMap<(Kind, String, String), String>);

impl Names {
    /// The name that the head has for something.
    pub(super) fn of<'n>(&'n self, kind: Kind, below: &str, name: &'n str) -> &'n str {
        if self.0.is_empty() {
            return name;
        }
        let key = (kind, below.to_owned(), name.to_owned());
        self.0.get(&key).map_or(name, String::as_str)
    }

    /// Puts entries of both sides together and notes those that have another name.
    pub(super) fn pair<T>(
        &mut self,
        kind: Kind,
        below: &str,
        (base, head): (&[T], &[T]),
        name: impl Fn(&T) -> &str,
        likeness: impl Fn(&Self, &T, &T) -> f64,
    ) {
        let pairs = pair(base, head, &name, |a, b| likeness(self, a, b));
        for (old, new) in pairs.both {
            if name(old) != name(new) {
                let key = (kind, below.to_owned(), name(old).to_owned());
                self.0.insert(key, name(new).to_owned());
            }
        }
    }

    /// A type with the names that the head has, `?` and all.
    pub(super) fn ty(&self, service: &Service, ty: &Type) -> String {
        match ty.named() {
            Some(id) => {
                let list = if ty.is_list() { "[]" } else { "" };
                format!("{}{list}", self.of(Kind::Type, "", &service[id].name))
            }
            None => service.type_text(ty, false),
        }
    }
}

/// A path without the names of its parameters: what is sent.
pub(super) fn shape(path: &str) -> String {
    let mut inside = false;
    let outside = |c: &char| {
        let closes = *c == '}';
        inside = (inside || *c == '{') && !closes;
        !inside || *c == '{'
    };
    path.chars().filter(outside).collect()
}
