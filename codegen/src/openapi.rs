//! The contract as OpenAPI 3.1, for the tools of other ecosystems.
//!
//! The document says what the service sends and takes; what only Rust needs, like names of setters, is left out. Names begin
//! with the service, since two services may have a type of the same name, and are identifiers in most languages:
//! `AzureAdGraph_GroupPage`, `azureAdGraph_groupsMembersList`. What OpenAPI has no word for stands in extensions:
//! `x-codeSamples`, `x-documents`, `x-errata`, `x-idempotent`, `x-permissions`, `x-replaced-by`, `x-source` and so on.

mod access;
mod operation;
mod requests;
mod responses;
mod types;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use heck::ToPascalCase;

use crate::contract::{
    Api, Body, Entry, Erratum, Example, ExampleRequest, File, Operation, Property, Service, TypeId,
};
use crate::json::{Node, Object, object};
use crate::samples::Samples;

/// The text of the OpenAPI document, in the order of the spec.
pub fn openapi(api: &Api, samples: &Samples) -> String {
    let services = || api.services.iter();
    let scopes: Vec<Scope<'_>> = services().map(|it| Scope::new(it, samples)).collect();
    let docs: Vec<String> = services().map(|it| format!("# {}\n\n{}", it.title, it.doc)).collect();
    let license = env!("CARGO_PKG_LICENSE");
    let info = object! {
        "title": services().map(|it| &*it.title).collect::<Vec<_>>().join(", "),
        "description": docs.join("\n\n"),
        "license": object! { "name": license, "identifier": license },
        "version": env!("CARGO_PKG_VERSION"),
    };
    let (mut paths, mut tags, mut groups) = (Named::default(), Vec::new(), Vec::new());
    for scope in &scopes {
        scope.paths(&mut paths);
        scope.types();
        scope.errors();
        let Service { title, files, .. } = scope.service;
        let files = files.iter().filter(|file| !file.entries.is_empty());
        let group: Node = files.clone().map(|file| scope.tag(file)).collect();
        groups.push(object! { "name": title, "tags": group });
        tags.extend(files.map(|file| {
            let shown = format!("{} ({title})", file.name);
            object! { "name": scope.tag(file), "description": &file.doc, "x-displayName": shown }
        }));
    }
    let schemas = scopes.iter().flat_map(|it| it.schemas.take().into_entries());
    let parameters = scopes.iter().flat_map(|it| it.parameters.take().into_entries());
    let failure = |it: &Scope<'_>| (it.component("Error"), it.failure(Object::default()));
    let scheme = |it: &Scope<'_>| (it.service.name.clone(), it.security_scheme());
    let components = object! {
        "schemas": schemas.collect::<Object>(),
        "responses": scopes.iter().map(failure).collect::<Object>(),
        "parameters": parameters.collect::<Object>(),
        "headers": responses::headers(),
        "securitySchemes": scopes.iter().map(scheme).collect::<Object>(),
    };
    let document = object! {
        "openapi": "3.1.0",
        "info": info,
        "servers": scopes.iter().map(|scope| scope.server(&[])).collect::<Node>(),
        "tags": tags,
        "paths": paths.into_entries().collect::<Object>(),
        "components": components,
        "x-errata": services().flat_map(|it| &it.errata).collect::<Node>(),
        "x-tagGroups": groups,
    };
    Node::from(document).text()
}

/// One service.
struct Scope<'a> {
    service: &'a Service,
    /// The documented requests as code.
    samples: &'a Samples,
    /// The types that stand in requests as a whole, so that callers set every property of theirs. Of a type that is created
    /// or updated they set what is marked so, and that type is not among these.
    sent: BTreeSet<TypeId>,
    /// The names of all types.
    names: BTreeSet<&'a str>,
    /// The components that are referred to, in cells so that what refers to one can make it.
    schemas: RefCell<Named>,
    parameters: RefCell<Named>,
}

impl<'a> Scope<'a> {
    fn new(service: &'a Service, samples: &'a Samples) -> Self {
        let bodies = service.entries().filter_map(|entry| entry.body.as_ref());
        let mut sent = service.below(bodies.flat_map(Body::types));
        let bases: Vec<TypeId> = sent.iter().flat_map(|id| service.bases(*id)).collect();
        sent.extend(bases);
        let names = service.types.iter().map(|it| it.name.as_str()).collect();
        let (schemas, parameters) = Default::default();
        Self { service, samples, sent, names, schemas, parameters }
    }

    fn is_settable(&self, property: &Property) -> bool {
        let is_marked = property.create.is_some() || property.update.is_some();
        is_marked || property.member.of.is_some_and(|of| self.sent.contains(&of))
    }

    /// Whether callers send it and the service keeps it to itself.
    fn is_write_only(&self, property: &Property) -> bool {
        let member = &property.member;
        (member.secret || member.ty.is_reference()) && self.is_settable(property)
    }

    /// A component's name.
    fn component(&self, name: &str) -> String {
        format!("{}_{name}", self.service.name.to_pascal_case())
    }

    /// The name of a component that is no type of the spec, so that it has the name of none.
    fn free_name(&self, name: impl Into<String>) -> String {
        let mut name = name.into();
        while self.names.contains(name.as_str()) {
            name.push('_');
        }
        self.component(&name)
    }

    /// A reference to a schema that is no type of the spec.
    fn added(&self, name: impl Into<String>) -> Object {
        reference("schemas", &self.free_name(name))
    }

    /// The same, with the schema, which stands once however often it comes.
    fn add(&self, name: impl Into<String>, schema: Object) -> Object {
        let name = self.free_name(name);
        let reference = reference("schemas", &name);
        self.schemas.borrow_mut().entry(name, || schema);
        reference
    }

    /// The tag of a file's operations.
    fn tag(&self, file: &File) -> String {
        self.component(&file.name.to_pascal_case())
    }
}

/// An operation, where it is written, and its documented requests and responses.
struct Documented<'a> {
    scope: &'a Scope<'a>,
    entry: &'a Entry,
    operation: &'a Operation,
    /// By the name that each has wherever a part of it stands.
    examples: Vec<(String, &'a Example)>,
}

impl Documented<'_> {
    /// What of each example stands in some place.
    fn examples<V: Into<Node>>(&self, value: impl Fn(&Example) -> Option<V>) -> Object {
        let shown = |(name, example): &(String, &Example)| {
            let entry = object! { "summary": &example.from, "value": value(example)? };
            Some((name.clone(), entry))
        };
        self.examples.iter().filter_map(shown).collect()
    }

    /// What each documented request gives for something.
    fn given<K: PartialEq, V: Clone + Into<Node>>(
        &self,
        key: &K,
        list: impl Fn(&ExampleRequest) -> &[(K, V)],
    ) -> Object {
        self.examples(|example| {
            let mut list = list(example.request.as_ref()?).iter();
            list.find(|(given, _)| given == key).map(|(_, value)| value.clone())
        })
    }

    /// Where each example stands and what it asks for.
    fn requests(&self) -> Node {
        let request = |(name, example): &(String, &Example)| {
            let target = &example.request.as_ref()?.target;
            Some(object! { "example": name, "from": &example.from, "target": target })
        };
        self.examples.iter().filter_map(request).collect()
    }
}

/// Objects that several refer to, each with how many came before it.
#[derive(Default)]
struct Named(BTreeMap<String, (usize, Object)>);

impl Named {
    /// The object of a name, which is made if there is none yet.
    fn entry(&mut self, name: String, new: impl FnOnce() -> Object) -> &mut Object {
        let before = self.0.len();
        &mut self.0.entry(name).or_insert_with(|| (before, new())).1
    }

    /// In the order in which they came.
    fn into_entries(self) -> impl Iterator<Item = (String, Object)> {
        let mut entries: Vec<_> = self.0.into_iter().collect();
        entries.sort_by_key(|(_, (before, _))| *before);
        entries.into_iter().map(|(name, (_, object))| (name, object))
    }
}

/// A reference to a component.
fn reference(kind: &str, component: &str) -> Object {
    object! { "$ref": format!("#/components/{kind}/{component}") }
}

/// A body of one media type, with what the documents show of it.
fn content(media_type: &str, schema: Object, examples: Object) -> Object {
    let body = object! { "schema": schema, "examples"*: examples };
    Object::from_iter([(media_type, body)])
}

impl From<&Erratum> for Node {
    fn from(Erratum { id, document, spec, reason, .. }: &Erratum) -> Self {
        object! { "id": id, "document": document, "spec": spec, "reason": reason }.into()
    }
}
