//! A contract as a map of facts: (what, which aspect of it) → value.
//!
//! Both sides become such a map and one comparison tells the two apart, so that what is in the map cannot be forgotten.
//! Before that, [`renames`](super::renames) gives the head the names that the base has for the same things; what people are
//! shown keeps each side's own.

mod operations;
mod service;
mod types;

use std::collections::BTreeMap;

use super::aspects::{Aspect, Kind};
use crate::contract::{Erratum, Given, Service, Type};
use crate::surface::{self, Item};
use crate::{Read, names};

/// Something that facts are about.
#[derive(Debug)]
pub(super) struct Subject {
    pub(super) kind: Kind,
    /// By the base's names.
    pub(super) name: String,
    /// By this side's names.
    pub(super) own: String,
    /// This side's name without what it is a part of.
    pub(super) label: String,
    /// What its name ends in: its label as the base has it, or the name of something else in the service.
    pub(super) goes_by: Name,
    /// What it is a part of, and comes and goes with: one of the subjects before it.
    pub(super) parent: Option<usize>,
    pub(super) source: Source,
    /// What the Rust API has of it besides what comes from it by name.
    pub(super) about: Vec<String>,
    pub(super) facts: Vec<Fact>,
}

/// Where a subject comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Source {
    /// From where it stands.
    Own,
    /// From the base of the type: told there, unless the other side has it as its own.
    Inherited,
    /// From the type that a body is made of: told there, unless the body is made of something else on the other side.
    OfType,
}

/// What one side says.
#[derive(Debug)]
pub(super) struct Fact {
    pub(super) aspect: Aspect,
    /// Which of several, like a rule or an alias; empty for what there is one of.
    pub(super) element: String,
    /// What is compared, with `{}` for what it names.
    pub(super) value: String,
    pub(super) names: Vec<Name>,
    /// How much it is, where one value is more than another.
    pub(super) rank: u32,
    /// What people are shown; nothing if the fact is there to be compared only.
    pub(super) shown: String,
    /// Whether callers must do something about it if it is new.
    pub(super) demanded: bool,
    /// What the Rust API has of this fact besides what it has of the subject.
    pub(super) about: Vec<String>,
}

/// What something is called.
pub(super) type Name = (Kind, String);

/// All that one side says; what something is a part of stands before it.
pub(super) type Facts = Vec<Subject>;

/// All that a spec says, by its own names.
pub(super) fn of(read: &Read) -> Facts {
    let mut facts: Facts = surface::surface(&read.model).into_iter().map(item).collect();
    for service in &read.contract.services {
        facts.push(Subject::new(Kind::Service, &service.name, None));
        let at = facts.len() - 1;
        let mut whole = Builder { service, facts: &mut facts, at };
        whole.service();
        whole.types();
        whole.operations();
    }
    facts
}

/// An item of the Rust API. It is another if what callers depend on is.
fn item(Item { name, line, binding, about, .. }: Item) -> Subject {
    let mut subject = Subject { about, ..Subject::new(Kind::Rust, &name, None) };
    subject.put(Aspect::Exists, "", &binding).shown(line);
    subject
}

impl Subject {
    fn new(kind: Kind, label: &str, of: Option<(usize, &Subject)>) -> Self {
        let own = of.map_or(label.to_owned(), |(_, of)| kind.below(&of.own, label));
        Self {
            kind,
            name: own.clone(),
            own,
            label: label.to_owned(),
            goes_by: (kind, label.to_owned()),
            parent: of.map(|(parent, _)| parent),
            source: Source::Own,
            about: Vec::new(),
            facts: Vec::new(),
        }
    }

    /// The facts of an aspect.
    pub(super) fn of(&self, aspect: Aspect) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |it| it.aspect == aspect)
    }

    /// What one of several facts of an aspect says; nothing if there is none.
    pub(super) fn value(&self, aspect: Aspect, element: &str) -> &str {
        self.of(aspect).find(|it| it.element == element).map_or("", |it| &it.value)
    }

    /// Notes a fact, which is shown as it is unless something else is said.
    fn put(&mut self, aspect: Aspect, which: &str, value: &str) -> &mut Fact {
        let known = self.facts.iter().position(|it| it.aspect == aspect && it.element == which);
        let index = known.unwrap_or_else(|| {
            self.facts.push(Fact {
                aspect,
                element: which.to_owned(),
                value: value.to_owned(),
                names: Vec::new(),
                rank: 0,
                shown: value.to_owned(),
                demanded: false,
                about: Vec::new(),
            });
            self.facts.len() - 1
        });
        &mut self.facts[index]
    }
}

impl Fact {
    fn shown(&mut self, shown: impl Into<String>) -> &mut Self {
        self.shown = shown.into();
        self
    }

    /// Says what stands in place of `{}`.
    fn names(&mut self, kind: Kind, name: Option<&str>) -> &mut Self {
        if let Some(name) = name {
            self.shown = self.value.replace("{}", name);
            self.names.push((kind, name.to_owned()));
        }
        self
    }
}

/// Says what a service tells of one subject, and of its parts.
struct Builder<'s, 'f> {
    service: &'s Service,
    facts: &'f mut Facts,
    /// The subject.
    at: usize,
}

impl<'s> Builder<'s, '_> {
    fn subject(&mut self) -> &mut Subject {
        &mut self.facts[self.at]
    }

    /// A part of the subject.
    fn part(&mut self, kind: Kind, label: &str) -> Builder<'s, '_> {
        let part = Subject::new(kind, label, Some((self.at, &self.facts[self.at])));
        self.facts.push(part);
        Builder { service: self.service, at: self.facts.len() - 1, facts: self.facts }
    }

    /// What is listed below the subject.
    fn below(&mut self, label: &str) -> Builder<'s, '_> {
        self.part(self.facts[self.at].kind, label)
    }

    /// A part of the subject, how it is called, what is shown where it comes or goes, and what is said of it.
    fn add(&mut self, kind: Kind, label: &str, shown: &str, doc: &str) -> Builder<'s, '_> {
        let mut part = self.part(kind, label);
        part.put(Aspect::Exists, "").shown(shown);
        part.put(Aspect::Name, label);
        part.text("documentation", doc);
        part
    }

    /// Says that the subject goes by the name of something else in the service.
    fn goes_by(&mut self, kind: Kind, name: &str) {
        let Subject { kind: own, parent, .. } = *self.subject();
        let parent = parent.map_or("", |parent| &self.facts[parent].name);
        self.subject().name = own.below(parent, name);
        self.subject().goes_by = (kind, name.to_owned());
    }

    fn put(&mut self, aspect: Aspect, value: &str) -> &mut Fact {
        self.subject().put(aspect, "", value)
    }

    /// One of several facts of an aspect, which says nothing but that.
    fn one(&mut self, aspect: Aspect, which: &str, shown: impl Into<String>) -> &mut Fact {
        self.subject().put(aspect, which, "").shown(shown)
    }

    /// Says what the type of the subject is called in Rust, which names its items by the spec's entry.
    fn shown_in_rust(&mut self, what: &str, name: &str) {
        let ident = names::pascal(name).map(|ident| format!("{what} {ident}"));
        self.subject().about = ident.iter().map(|ident| self.entry(ident)).collect();
    }

    /// A fact that may not be given; `{}` in what is shown stands for it.
    fn given(&mut self, aspect: Aspect, value: Option<impl ToString>, shown: [&str; 2]) {
        let [given, without] = shown;
        let value = value.map(|value| value.to_string());
        let shown = value.as_ref().map_or(without.to_owned(), |value| given.replace("{}", value));
        self.put(aspect, &value.unwrap_or_default()).shown(shown);
    }

    /// A fact that is one by being there.
    fn flag(&mut self, aspect: Aspect, is_set: bool) {
        if is_set {
            self.put(aspect, "yes");
        }
    }

    /// A text that people read.
    fn text(&mut self, what: &str, text: &str) {
        if !text.is_empty() {
            self.subject().put(Aspect::Text, what, text).shown(quoted(text));
        }
    }

    /// Texts whose order says nothing.
    fn set(&mut self, aspect: Aspect, texts: &[String]) {
        for text in texts {
            self.one(aspect, text, quoted(text));
        }
    }

    /// A name that the spec gives for Rust.
    fn rust(&mut self, rust: Option<&Given>) {
        self.given(Aspect::Rust, rust.map(|given| &given.name), ["`{}`", "the usual one"]);
    }

    fn errata(&mut self, errata: &[Erratum]) {
        for Erratum { id, document, spec, reason, claims, at: _ } in errata {
            let claims: BTreeMap<_, _> = claims.iter().map(|(pointer, it)| (pointer, it)).collect();
            let text = format!("{document}\n{spec}\n{reason}\n{claims:?}");
            self.below(&format!("errata/{id}")).put(Aspect::Erratum, &text);
        }
    }

    /// An entry of the service as items of the Rust API name it.
    fn entry(&self, name: &str) -> String {
        format!("{}/{name}", self.service.name)
    }
}

/// A type without whether it may be null, with `{}` for the one of the service that it names.
fn pattern<'a>(service: &'a Service, ty: &Type) -> (String, Option<&'a str>) {
    let list = if ty.is_list() { "[]" } else { "" };
    match ty.named() {
        Some(id) => (format!("{{}}{list}"), Some(&service[id].name)),
        None => (service.type_text(ty, false), None),
    }
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

/// A number of things.
pub(super) fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// A path without the names of its parameters: what is sent.
fn shape(path: &str) -> String {
    let parts = path.split_inclusive('{');
    parts.map(|part| part.find('}').map_or(part, |end| &part[end..])).collect()
}
