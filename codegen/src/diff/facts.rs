//! A contract as a map of facts: (what, which aspect of it) → value.
//!
//! Both sides become such a map and one comparison tells the two apart, so that what is in the map cannot be forgotten.
//! Before that, [`renames`](super::renames) gives the head the names that the base has for the same things; what people are
//! shown keeps each side's own.

mod operations;
mod service;
mod types;

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
        let whole = facts.len();
        facts.push(Subject::new(Kind::Service, &service.name, None));
        let mut builder = Builder { service, whole, facts: &mut facts };
        builder.service();
        builder.types();
        builder.operations();
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

/// Collects what a service says.
struct Builder<'a> {
    service: &'a Service,
    /// The service as a subject.
    whole: usize,
    facts: &'a mut Facts,
}

impl Builder<'_> {
    /// A part of a subject.
    fn part(&mut self, of: usize, kind: Kind, label: &str) -> usize {
        let part = Subject::new(kind, label, Some((of, &self.facts[of])));
        self.facts.push(part);
        self.facts.len() - 1
    }

    /// What is listed below a subject.
    fn below(&mut self, of: usize, label: &str) -> usize {
        self.part(of, self.facts[of].kind, label)
    }

    /// A part of a subject, how it is called, what is shown where it comes or goes, and what is said of it.
    fn add(&mut self, of: usize, kind: Kind, label: &str, shown: &str, doc: &str) -> usize {
        let part = self.part(of, kind, label);
        self.put(part, Aspect::Exists, "").shown(shown);
        self.put(part, Aspect::Name, label);
        self.text(part, "documentation", doc);
        part
    }

    /// Says that something goes by the name of something else in the service.
    fn goes_by(&mut self, of: usize, kind: Kind, name: &str) {
        let Subject { kind: own, parent, .. } = self.facts[of];
        let parent = parent.map_or("", |parent| &self.facts[parent].name);
        self.facts[of].name = own.below(parent, name);
        self.facts[of].goes_by = (kind, name.to_owned());
    }

    fn put(&mut self, of: usize, aspect: Aspect, value: &str) -> &mut Fact {
        self.facts[of].put(aspect, "", value)
    }

    /// One of several facts of an aspect.
    fn put_one(&mut self, of: usize, aspect: Aspect, which: &str) -> &mut Fact {
        self.facts[of].put(aspect, which, "")
    }

    /// A fact that may not be given; `{}` in what is shown stands for it.
    fn given(&mut self, of: usize, aspect: Aspect, value: Option<&str>, shown: [&str; 2]) {
        let [given, without] = shown;
        let shown = value.map_or(without.to_owned(), |value| given.replace("{}", value));
        self.put(of, aspect, value.unwrap_or_default()).shown(shown);
    }

    /// The name of something else in the service.
    fn refer(&mut self, of: usize, aspect: Aspect, kind: Kind, name: &str) -> &mut Fact {
        self.put(of, aspect, "`{}`").names(kind, Some(name))
    }

    /// A fact that is one by being there.
    fn flag(&mut self, of: usize, aspect: Aspect, is_set: bool) {
        if is_set {
            self.put(of, aspect, "yes");
        }
    }

    /// A text that people read.
    fn text(&mut self, of: usize, what: &str, text: &str) {
        if !text.is_empty() {
            self.facts[of].put(Aspect::Text, what, text).shown(quoted(text));
        }
    }

    /// Texts whose order says nothing.
    fn set(&mut self, of: usize, aspect: Aspect, texts: &[String]) {
        for text in texts {
            self.put_one(of, aspect, text).shown(quoted(text));
        }
    }

    /// A name that the spec gives for Rust.
    fn rust(&mut self, of: usize, rust: Option<&Given>) {
        let name = rust.map(|given| given.name.as_str());
        self.given(of, Aspect::Rust, name, ["`{}`", "the usual one"]);
    }

    fn errata(&mut self, of: usize, errata: &[Erratum]) {
        for Erratum { id, document, spec, reason, claims, at: _ } in errata {
            let claims = claims.iter().map(|(pointer, value)| format!("{pointer}: {value}"));
            let mut claims: Vec<String> = claims.collect();
            claims.sort();
            let text = format!("{document}\n{spec}\n{reason}\n{}", claims.join("\n"));
            let below = self.below(of, &format!("errata/{id}"));
            self.put(below, Aspect::Erratum, &text);
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

/// A path without the names of its parameters: what is sent.
fn shape(path: &str) -> String {
    let parts = path.split_inclusive('{');
    parts.map(|part| part.find('}').map_or(part, |end| &part[end..])).collect()
}
