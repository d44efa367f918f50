//! A contract as a map of facts: (what, which aspect of it) → value.
//!
//! Both sides become such a map and one comparison tells the two apart, so that what is in the map cannot be forgotten.
//! The head has the names that the base has for the same things; what people are shown keeps each side's own.

mod operations;
mod service;
mod types;

use std::collections::BTreeMap;
use std::rc::Rc;

use super::aspects::{Aspect, Kind};
use super::named::Named;
use super::names::Names;
use super::pairs::renamed;
use super::renames::{alike_services, renames};
use crate::contract::{self, Erratum, Service};
use crate::surface::{self, Item};
use crate::{Read, model, names};

/// What a fact is called on both sides.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Key {
    pub(super) kind: Kind,
    pub(super) subject: String,
    pub(super) aspect: Aspect,
    /// Which of several, like a rule or an alias; empty for what there is one of.
    pub(super) element: String,
}

/// Something that facts are about.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) kind: Kind,
    /// By the base's names.
    pub(super) name: String,
    /// By this side's names.
    pub(super) own: String,
    /// This side's name without what it is a part of.
    pub(super) label: String,
    /// What it is a part of, and comes and goes with.
    pub(super) parent: Option<Rc<Subject>>,
    pub(super) source: Source,
    /// What the Rust API has of it besides what comes from it by name.
    pub(super) about: Vec<String>,
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
    pub(super) subject: Rc<Subject>,
    /// What is compared.
    pub(super) value: String,
    /// How much it is, where one value is more than another.
    pub(super) rank: u32,
    /// What people are shown; nothing if the fact is there to be compared only.
    pub(super) shown: String,
    /// Whether callers must do something about it if it is new.
    pub(super) demanded: bool,
    /// What the Rust API has of this fact besides what it has of the subject.
    pub(super) about: Vec<String>,
}

/// All that one side says.
pub(super) type Facts = BTreeMap<Key, Fact>;

/// All that two specs say, the head by the names of the base.
pub(super) fn of_both(base: &Read, head: &Read) -> (Facts, Facts) {
    let (old, new) = (&base.contract.services, &head.contract.services);
    let services = renamed(old, new, alike_services);
    let mut sides = (of_surface(&base.model), of_surface(&head.model));
    for service in old {
        of_service(&mut sides.0, service, &Names::new(&service.name));
    }
    for service in new {
        let was = services.iter().find(|(_, new)| new.name == service.name).map(|(old, _)| *old);
        let was = was.or(old.iter().find(|old| old.name == service.name));
        let names = was.map_or(Names::new(&service.name), |was| renames(was, service));
        of_service(&mut sides.1, service, &names);
    }
    sides
}

/// Collects what a service says.
fn of_service(facts: &mut Facts, service: &Service, names: &Names) {
    let whole = Subject::new(Kind::Service, names.service.clone(), service.name.clone());
    let (own, whole) = (Names::new(&service.name), Rc::new(whole));
    let mut builder = Builder { service, names, own, whole, facts };
    builder.service();
    builder.types();
    builder.operations();
}

/// The items of the Rust API. An item is another if what callers depend on is.
fn of_surface(model: &model::Api) -> Facts {
    let fact = |Item { name, line, binding, about, .. }: Item| {
        let subject = Subject::new(Kind::Rust, name.clone(), name);
        let key = subject.key(Aspect::Exists, "");
        let subject = Rc::new(Subject { about, ..subject });
        (key, Fact { shown: line, ..Fact::new(subject, binding) })
    };
    surface::surface(model).into_iter().map(fact).collect()
}

impl Subject {
    fn new(kind: Kind, name: String, own: String) -> Self {
        let (label, source) = (own.clone(), Source::Own);
        Self { kind, name, own, label, parent: None, source, about: Vec::new() }
    }

    /// What is listed below the subject.
    fn below(self: &Rc<Self>, name: &str) -> Self {
        let [whole, own] = [&self.name, &self.own].map(|of| format!("{of}/{name}"));
        Self { parent: Some(Rc::clone(self)), ..Self::new(self.kind, whole, own) }
    }

    fn key(&self, aspect: Aspect, element: &str) -> Key {
        let (subject, element) = (self.name.clone(), element.to_owned());
        Key { kind: self.kind, subject, aspect, element }
    }
}

impl Fact {
    /// A fact, which is shown as it is unless something else is said.
    fn new(subject: Rc<Subject>, value: String) -> Self {
        let (shown, about) = (value.clone(), Vec::new());
        Self { subject, value, rank: 0, shown, demanded: false, about }
    }

    fn shown(&mut self, shown: impl Into<String>) -> &mut Self {
        self.shown = shown.into();
        self
    }
}

/// Collects facts.
struct Builder<'a> {
    service: &'a Service,
    /// By the base's names.
    names: &'a Names,
    /// By this side's names.
    own: Names,
    whole: Rc<Subject>,
    facts: &'a mut Facts,
}

impl Builder<'_> {
    /// A part of a subject, under the name that the base has for it.
    fn part<T: Named>(&self, of: &Rc<Subject>, it: &T) -> Subject {
        self.part_called(of, T::KIND, T::SEPARATOR, it.label())
    }

    /// A part of the service.
    fn top<T: Named>(&self, it: &T) -> Subject {
        self.part(&self.whole, it)
    }

    /// A part that goes by a name of another kind.
    fn part_called(&self, of: &Rc<Subject>, kind: Kind, separator: &str, name: &str) -> Subject {
        let was = self.names.of(kind, &of.name, name);
        let [was, own] =
            [(&of.name, was), (&of.own, name)].map(|(of, name)| format!("{of}{separator}{name}"));
        let parent = Some(Rc::clone(of));
        Subject { label: name.to_owned(), parent, ..Subject::new(kind, was, own) }
    }

    /// Notes that there is something, how it is called, what is shown where it comes or goes, and what is said of it.
    fn add(&mut self, subject: Subject, shown: impl Into<String>, doc: &str) -> Rc<Subject> {
        let subject = Rc::new(subject);
        self.put(&subject, Aspect::Exists, "").shown(shown);
        self.put(&subject, Aspect::Name, &subject.label);
        self.text(&subject, "documentation", doc);
        subject
    }

    /// Notes a fact.
    fn put(&mut self, of: &Rc<Subject>, aspect: Aspect, value: &str) -> &mut Fact {
        self.put_one(of, aspect, "", value)
    }

    /// One of several facts of an aspect.
    fn put_one(&mut self, of: &Rc<Subject>, aspect: Aspect, which: &str, value: &str) -> &mut Fact {
        let fact = || Fact::new(Rc::clone(of), value.to_owned());
        self.facts.entry(of.key(aspect, which)).or_insert_with(fact)
    }

    /// A fact that may not be given; `{}` in what is shown stands for it.
    fn given(&mut self, of: &Rc<Subject>, aspect: Aspect, value: Option<&str>, shown: [&str; 2]) {
        let [given, without] = shown;
        let shown = value.map_or(without.to_owned(), |value| given.replace("{}", value));
        self.put(of, aspect, value.unwrap_or_default()).shown(shown);
    }

    /// The name of something else in the service, as the base has it.
    fn refer(&mut self, of: &Rc<Subject>, aspect: Aspect, kind: Kind, name: &str) -> &mut Fact {
        let was = self.names.top(kind, name);
        self.put(of, aspect, was).shown(format!("`{name}`"))
    }

    /// A fact that is one by being there.
    fn flag(&mut self, subject: &Rc<Subject>, aspect: Aspect, is_set: bool) {
        if is_set {
            self.put(subject, aspect, "yes");
        }
    }

    /// A text that people read.
    fn text(&mut self, subject: &Rc<Subject>, what: &str, text: &str) {
        if !text.is_empty() {
            self.put_one(subject, Aspect::Text, what, text).shown(quoted(text));
        }
    }

    /// Texts whose order says nothing.
    fn set(&mut self, subject: &Rc<Subject>, aspect: Aspect, texts: &[String]) {
        for text in texts {
            self.put_one(subject, aspect, text, "").shown(quoted(text));
        }
    }

    /// A name that the spec gives for Rust.
    fn rust(&mut self, subject: &Rc<Subject>, rust: Option<&contract::Given>) {
        let name = rust.map(|given| given.name.as_str());
        self.given(subject, Aspect::Rust, name, ["`{}`", "the usual one"]);
    }

    fn errata(&mut self, subject: &Rc<Subject>, errata: &[Erratum]) {
        for Erratum { id, document, spec, reason, claims, at: _ } in errata {
            let claims = claims.iter().map(|(pointer, value)| format!("{pointer}: {value}"));
            let mut claims: Vec<String> = claims.collect();
            claims.sort();
            let text = format!("{document}\n{spec}\n{reason}\n{}", claims.join("\n"));
            let below = Rc::new(subject.below(&format!("errata/{id}")));
            self.put(&below, Aspect::Erratum, &text);
        }
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

/// A text on one line, cut if it is long.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 80;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{}…”", line[..end].trim_end()),
        None => format!("“{line}”"),
    }
}
