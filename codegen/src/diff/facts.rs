//! A contract as a map of facts: (what, which aspect of it) → value.
//!
//! Both sides become such a map and one comparison tells the two apart, so that what is in the map cannot be forgotten.
//! Names of the base are those that the head has for the same things; what people are shown keeps each side's own.

mod operations;
mod service;
mod types;

use std::collections::BTreeMap;

use super::aspects::{Aspect, Kind};
use super::names::Names;
use crate::contract::{self, Erratum, Returns, Service, Type};
use crate::names;

/// What a fact is called on both sides.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Key {
    pub(super) kind: Kind,
    pub(super) subject: String,
    pub(super) aspect: Aspect,
    /// Which of several, like a rule or an alias; empty for what there is one of.
    pub(super) element: String,
}

/// What one side says.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    /// What is compared.
    pub(super) value: String,
    /// How much it is, where one value is more than another.
    pub(super) rank: u32,
    /// What people are shown; nothing if the fact is there to be compared only.
    pub(super) shown: String,
    /// The subject by this side's names.
    pub(super) subject: String,
    /// The subject that this one is a part of.
    pub(super) parent: Option<(Kind, String)>,
    /// Where the fact is told as well.
    pub(super) source: Source,
    /// Whether callers must do something about it if it is new.
    pub(super) demanded: bool,
    /// What the Rust API has of it besides what comes from the subject.
    pub(super) about: Vec<String>,
}

impl Fact {
    fn shown(&mut self, shown: impl Into<String>) -> &mut Self {
        self.shown = shown.into();
        self
    }

    fn rank(&mut self, rank: u32) -> &mut Self {
        self.rank = rank;
        self
    }

    fn demanded(&mut self, demanded: bool) -> &mut Self {
        self.demanded = demanded;
        self
    }

    fn about(&mut self, about: impl IntoIterator<Item = String>) {
        self.about.extend(about);
    }
}

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Source {
    /// From the subject itself.
    Own,
    /// From the base of the type: told there, unless the other side has it as its own.
    Inherited,
    /// From the type that a body is made of: told there, unless the body is made of something else on the other side.
    OfType,
}

/// The facts of a service.
pub(super) type Facts = BTreeMap<Key, Fact>;

/// The facts of one side.
pub(super) fn facts(service: &Service, names: &Names) -> Facts {
    let mut builder = Builder { service, names, facts: Facts::new() };
    builder.service();
    builder.types();
    builder.operations();
    builder.facts
}

/// Collects facts.
struct Builder<'a> {
    service: &'a Service,
    names: &'a Names,
    facts: Facts,
}

/// Something that facts are about.
#[derive(Clone)]
struct Subject {
    kind: Kind,
    /// By the head's names.
    key: String,
    /// By this side's names.
    shown: String,
    parent: Option<(Kind, String)>,
    source: Source,
}

impl Subject {
    /// What is listed below the subject, and comes and goes with it.
    fn below(&self, name: &str) -> Self {
        Self {
            key: format!("{}/{name}", self.key),
            shown: format!("{}/{name}", self.shown),
            parent: Some((self.kind, self.key.clone())),
            ..self.clone()
        }
    }
}

impl Builder<'_> {
    /// Something of the service, under the name that the head has for it.
    fn subject(&self, kind: Kind, prefix: &str, name: &str) -> Subject {
        let now = self.names.of(kind, "", name);
        Subject {
            kind,
            key: format!("{prefix}{now}"),
            shown: format!("{}/{prefix}{name}", self.service.name),
            parent: None,
            source: Source::Own,
        }
    }

    /// A part of a subject.
    fn part(&self, of: &Subject, kind: Kind, separator: char, name: &str) -> Subject {
        let now = self.names.of(kind, &of.key, name);
        Subject {
            kind,
            key: format!("{}{separator}{now}", of.key),
            shown: format!("{}{separator}{name}", of.shown),
            parent: Some((of.kind, of.key.clone())),
            source: Source::Own,
        }
    }

    /// Notes a fact, which is shown as it is unless something else is said.
    fn put(&mut self, subject: &Subject, aspect: Aspect, value: impl Into<String>) -> &mut Fact {
        self.put_one(subject, aspect, "", value)
    }

    /// One of several facts of an aspect.
    fn put_one(
        &mut self,
        subject: &Subject,
        aspect: Aspect,
        element: &str,
        value: impl Into<String>,
    ) -> &mut Fact {
        let value = value.into();
        let key = Key {
            kind: subject.kind,
            subject: subject.key.clone(),
            aspect,
            element: element.to_owned(),
        };
        self.facts.entry(key).or_insert_with(|| Fact {
            shown: value.clone(),
            value,
            rank: 0,
            subject: subject.shown.clone(),
            parent: subject.parent.clone(),
            source: subject.source,
            demanded: false,
            about: Vec::new(),
        })
    }

    /// A fact that may not be said.
    fn put_some(
        &mut self,
        subject: &Subject,
        aspect: Aspect,
        value: Option<&String>,
        wrap: impl Fn(&str) -> String,
        without: &str,
    ) -> &mut Fact {
        let shown = value.map_or(without.to_owned(), |value| wrap(value));
        self.put(subject, aspect, value.cloned().unwrap_or_default()).shown(shown)
    }

    /// A fact that is one by being there.
    fn flag(&mut self, subject: &Subject, aspect: Aspect, is_set: bool) {
        if is_set {
            self.put(subject, aspect, "yes");
        }
    }

    /// A text that people read.
    fn text(&mut self, subject: &Subject, what: &str, text: &str) {
        if !text.is_empty() {
            self.put_one(subject, Aspect::Text, what, text).shown(quoted(text));
        }
    }

    /// Texts whose order says nothing.
    fn set(&mut self, subject: &Subject, aspect: Aspect, texts: &[String]) {
        for text in texts {
            self.put_one(subject, aspect, text, "").shown(quoted(text));
        }
    }

    /// A name that the spec gives for Rust.
    fn rust(&mut self, subject: &Subject, rust: Option<&contract::Given>) -> &mut Fact {
        let name = rust.map(|given| &given.name);
        self.put_some(subject, Aspect::Rust, name, code, "the usual one")
    }

    fn errata(&mut self, subject: &Subject, errata: &[Erratum]) {
        for erratum in errata {
            let mut claims: Vec<String> = erratum
                .claims
                .iter()
                .map(|(pointer, value)| format!("{pointer}: {value}"))
                .collect();
            claims.sort();
            let Erratum { id, document, spec, reason, .. } = erratum;
            let text = format!("{document}\n{spec}\n{reason}\n{}", claims.join("\n"));
            let below = subject.below(&format!("errata/{id}"));
            self.put(&below, Aspect::Erratum, text);
        }
    }

    /// A type, by the head's names and by this side's.
    fn type_names(&self, ty: &Type) -> (String, String) {
        let own = self.service.type_text(ty, false);
        match ty.named() {
            Some(id) => {
                let name = &self.service[id].name;
                let now = self.names.of(Kind::Type, "", name);
                (own.replacen(name.as_str(), now, 1), own)
            }
            None => (own.clone(), own),
        }
    }

    /// What a success holds, as the spec writes it.
    fn returns_names(&self, returns: &Returns) -> (String, String) {
        let Some(ty) = returns.ty() else {
            return ("none".to_owned(), "none".to_owned());
        };
        let (now, own) = self.type_names(ty);
        let wrap = |ty: String| match returns {
            Returns::Nothing | Returns::Json(_) => ty,
            Returns::Value(_) => format!("value<{ty}>"),
            Returns::Single(_) => format!("single<{ty}>"),
            Returns::Maybe(_) => format!("maybe<{ty}>"),
            Returns::Page(_) => format!("page<{ty}>"),
        };
        (wrap(now), wrap(own))
    }

    /// An entry of the service as items of the Rust API name it.
    fn entry(&self, name: &str) -> String {
        format!("{}/{name}", self.service.name)
    }
}

/// The Rust name of a type or an identifier.
fn pascal(name: &str) -> String {
    let ident = names::pascal(name);
    ident.map(|ident| ident.to_string()).unwrap_or_default()
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// A text on one line, cut if it is long.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 80;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{}…”", line[..end].trim_end()),
        None => format!("“{line}”"),
    }
}
