//! The items one by one, each with the entries of the spec that it comes from.

use std::collections::BTreeMap;

use super::Item;
use super::text::Paths;
use crate::model::{
    Accessor, Enum, ErrorCode, Function, Module, Operation, Queries, Receiver, Request, Service,
    Struct, Takes, Type, Union,
};
use crate::names::{Ident, plain};

/// The traits of every open enumeration.
const ENUM: &str = "#[derive(Clone, Debug, Deserialize, Display, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)] #[non_exhaustive] pub enum";
const UNION: &str =
    "#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)] #[non_exhaustive] pub enum";
const STRUCT: &str =
    "#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)] pub struct";

/// Collects items.
struct Items<'a> {
    /// The service's name in the spec; empty for what all services have in common.
    name: &'a str,
    paths: Paths,
    items: Vec<Item>,
}

/// The error codes of all services; the enumeration is there even if nobody documents any.
pub(super) fn error_codes(codes: &[ErrorCode]) -> Vec<Item> {
    let mut items = Items::new("", String::new(), String::new());
    items.open_enum("ErrorCode", &[]);
    for code in codes {
        let path = format!("ErrorCode::{}", code.ident);
        items.put("pub", path, "", vec![format!("errors/{}", code.wire_name)]);
    }
    items.items
}

/// The items of a service: its own, then module by module.
pub(super) fn of_service(service: &Service) -> impl Iterator<Item = Vec<Item>> {
    let path = plain(&service.ident);
    let mut own = Items::new(&service.name, path.clone(), path.clone());
    own.service(service);
    let reach = Reach::of(service);
    let modules = service.modules.iter().map(move |module| {
        let place = format!("{path}::{}", plain(&module.ident));
        let mut items = Items::new(&service.name, path.clone(), place);
        items.module(module);
        items.resources(module, &reach);
        items.calls(module);
        items.models(module);
        items.items
    });
    std::iter::once(own.items).chain(modules)
}

impl<'a> Items<'a> {
    fn new(name: &'a str, service: String, module: String) -> Self {
        Self { name, paths: Paths { service, module }, items: Vec::new() }
    }

    /// Puts an item: what is before its path, the path, what is behind it.
    fn put(&mut self, what: &str, path: impl Into<String>, rest: &str, about: Vec<String>) {
        let name = path.into();
        let line = format!("{what} {name}{rest}");
        self.push(name.clone(), name, line.clone(), line, about);
    }

    /// Puts the implementation of a trait.
    fn implement(&mut self, of: &str, path: &str, about: Vec<String>) {
        let name = format!("impl {of} for {path}");
        self.push(path.to_owned(), name.clone(), name.clone(), name, about);
    }

    /// Puts a function of a type.
    fn function(&mut self, on: &str, function: &Function, about: Vec<String>) {
        let path = format!("{on}::{}", plain(&function.ident));
        let text = |names| format!("pub fn {path}{}", self.paths.signature(function, names));
        let (line, binding) = (text(true), text(false));
        let name = path.replace("<M>", "");
        self.push(name.clone(), name, line, binding, about);
    }

    fn push(
        &mut self,
        place: String,
        name: String,
        line: String,
        binding: String,
        about: Vec<String>,
    ) {
        let own = |entry: &String| match entry.starts_with('#') {
            true => format!("{}{entry}", self.name),
            false => format!("{}/{entry}", self.name),
        };
        let mut about: Vec<String> = match self.name {
            "" => about,
            _ => about.iter().map(own).collect(),
        };
        about.push(self.name.to_owned());
        self.items.push(Item { place, line, name, binding, about });
    }

    /// What every open enumeration has apart from its variants.
    fn open_enum(&mut self, path: &str, about: &[String]) {
        self.put(ENUM, path, "", about.to_vec());
        self.put("pub", format!("{path}::Other"), "(String)", about.to_vec());
        let as_str = format!("{path}::as_str");
        self.put("pub fn", as_str, "(&self) -> &str", about.to_vec());
        self.implement("From<String>", path, about.to_vec());
    }

    /// The marker, the clients, the clouds and the identifiers.
    fn service(&mut self, service: &Service) {
        let path = self.paths.service.clone();
        let at = |name: &str| format!("{path}::{name}");
        let marker = at(service.marker.as_str());
        self.put("pub mod", &path, "", Vec::new());
        self.put("pub mod", at("models"), "", Vec::new());
        self.put("pub mod", at("blocking"), "", Vec::new());
        self.put("#[derive(Debug)] pub enum", &marker, "", Vec::new());
        self.implement("runtime::Service", &marker, Vec::new());
        let cloud = format!(" = {}", at("Cloud"));
        self.put("pub type", format!("{marker}::Cloud"), &cloud, Vec::new());
        let client = format!(" = runtime::Client<{marker}>");
        self.put("pub type", at("Client"), &client, Vec::new());
        let client = format!(" = runtime::Client<{marker}, runtime::Blocking>");
        self.put("pub type", at("blocking::Client"), &client, Vec::new());
        let operations = ": &[&runtime::Operation]";
        self.put("pub static", at("OPERATIONS"), operations, Vec::new());
        let clouds =
            "#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)] #[non_exhaustive] pub enum";
        self.put(clouds, at("Cloud"), "", Vec::new());
        let endpoint = "(self) -> &'static str";
        self.put("pub const fn", at("Cloud::endpoint"), endpoint, Vec::new());
        self.implement("runtime::Cloud", &at("Cloud"), Vec::new());
        let tenant = if service.has_tenant { "tenant: runtime::Tenant" } else { "" };
        let builder = format!("({tenant}) -> runtime::ClientBuilder<{marker}, M>");
        let about = vec!["#tenant".to_owned()];
        let on = at("Client<M>::builder");
        self.put("pub fn", on, &builder, about);
        for cloud in &service.clouds {
            let about = vec![format!("clouds/{}", cloud.name)];
            self.put("pub", format!("{path}::Cloud::{}", cloud.ident), "", about);
        }
        for identifier in &service.identifiers {
            let about = vec![format!("identifiers/{}", identifier.name)];
            let at = at(identifier.ident.as_str());
            self.put("runtime::identifier! pub struct", at, "", about);
        }
    }

    /// The modules that a file becomes.
    fn module(&mut self, module: &Module) {
        let place = self.paths.module.clone();
        let file = format!("{}.json", plain(&module.ident));
        let operations = module.operations.iter().map(|it| it.id.clone());
        let of = |more: Vec<String>| [vec![file.clone()], more].concat();
        self.put("pub mod", &place, "", of(Vec::new()));
        if !module.operations.is_empty() {
            let about = of(operations.clone().collect());
            self.put("pub mod", format!("{place}::calls"), "", about);
        }
        if module.has_types() {
            let types = module.structs.iter().map(|it| &it.name);
            let types = types.chain(module.enums.iter().map(|it| &it.name));
            let types = types.chain(module.unions.iter().map(|it| &it.name)).cloned();
            let bodies = operations.map(|id| format!("{id}#body"));
            let about = of(types.chain(bodies).collect());
            self.put("pub mod", format!("{place}::models"), "", about.clone());
            let models = format!("{}::models", self.paths.service);
            let line = format!("pub use {models}::<<{place}::models::*>>");
            self.push(models, line.clone(), line.clone(), line, about);
        }
    }

    /// The resources and methods of a module.
    fn resources(&mut self, module: &Module, reach: &Reach<'_>) {
        let place = self.paths.module.clone();
        for resource in &module.resources {
            let about = reach.behind(resource.ident.as_str());
            let path = format!("{place}::{}", resource.ident);
            let what = "#[derive(Clone, Debug)] pub struct";
            let name = path.clone();
            let line = format!("{what} {path}<M: runtime::Mode = runtime::Async>");
            self.push(name.clone(), name, line.clone(), line, about);
        }
        for methods in &module.methods {
            let on = self.receiver(&methods.on);
            for Accessor { function, resource, .. } in &methods.accessors {
                let mut about = reach.behind(resource.as_str());
                about.extend(mentions(function));
                self.function(&on, function, about);
            }
            let calls = methods.calls.iter();
            for operation in calls.filter_map(|index| module.operations.get(*index)) {
                let mut about = vec![operation.id.clone(), format!("{}#body", operation.id)];
                about.extend(mentions(&operation.call.function));
                self.function(&on, &operation.call.function, about);
            }
        }
    }

    /// Where the methods of a receiver are listed.
    fn receiver(&self, receiver: &Receiver) -> String {
        let service = &self.paths.service;
        match receiver {
            Receiver::Client => format!("{service}::Client<M>"),
            Receiver::Resource { module, ident } => match module {
                Some(module) => format!("{service}::{}::{ident}<M>", plain(module)),
                None => format!("{}::{ident}<M>", self.paths.module),
            },
        }
    }

    /// The types that stand for operations, and the setters of their calls.
    fn calls(&mut self, module: &Module) {
        for operation in &module.operations {
            let path = format!("{}::calls::{}", self.paths.module, operation.ident);
            let own = vec![operation.id.clone()];
            self.put("#[derive(Debug)] pub enum", &path, "", own.clone());
            self.implement("runtime::Endpoint", &path, own);
            let response = operation.response.ty().and_then(mention);
            let mut about = vec![format!("{}#returns", operation.id), operation.id.clone()];
            about.extend(response);
            let returns = format!(" = {}", self.paths.response(&operation.response));
            self.put("pub type", format!("{path}::Response"), &returns, about);
            self.setters(&path, operation);
        }
    }

    fn setters(&mut self, path: &str, operation: &Operation) {
        for setter in &operation.setters {
            let part = format!("{}/{}", operation.id, setter.wire_name);
            let mut about = vec![part];
            about.extend(setter.about.iter().cloned());
            about.extend([format!("{}#body", operation.id), operation.id.clone()]);
            about.extend(mentions(&setter.function));
            self.function(&format!("runtime::Call<{path}, M>"), &setter.function, about);
        }
    }

    fn models(&mut self, module: &Module) {
        let place = format!("{}::models", self.paths.module);
        let mut users: BTreeMap<&Ident, Vec<&str>> = BTreeMap::new();
        for operation in &module.operations {
            for argument in &operation.call.function.arguments {
                if let Takes::Required(ident) = &argument.takes {
                    users.entry(ident).or_default().push(&operation.id);
                }
            }
        }
        for item in &module.requests {
            let users = users.get(&item.ident).map_or(&[][..], Vec::as_slice);
            self.request(&format!("{place}::{}", item.ident), item, users);
        }
        for item in &module.structs {
            self.structure(&format!("{place}::{}", item.ident), item);
            if let Some(queries) = &item.queries {
                self.queries(&format!("{place}::{}", plain(&queries.ident)), item, queries);
            }
        }
        for item in &module.enums {
            self.enumeration(&format!("{place}::{}", item.ident), item);
        }
        for item in &module.unions {
            self.union(&format!("{place}::{}", item.ident), item);
        }
    }

    fn request(&mut self, path: &str, item: &Request, users: &[&str]) {
        let bodies = users.iter().map(|id| format!("{id}#body"));
        let operations = users.iter().map(|id| (*id).to_owned());
        let common: Vec<String> = bodies.chain(operations).collect();
        let what = "#[derive(Clone, Debug, PartialEq)] pub struct";
        self.put(what, path, "", common.clone());
        for field in &item.fields {
            let parts = users.iter().map(|id| format!("{id}/{}", field.wire_name));
            let property = field.of.iter().map(|of| format!("{of}.{}", field.wire_name));
            let property = property.flat_map(|it| [format!("{it}#create"), it]);
            let mut about: Vec<String> = parts.chain(property).collect();
            about.extend(common.iter().cloned());
            about.extend(mention(&field.ty));
            let ty = format!(": {}", self.paths.ty(&field.ty));
            self.put("pub", format!("{path}::{}", plain(&field.ident)), &ty, about);
        }
    }

    fn structure(&mut self, path: &str, item: &Struct) {
        let own = vec![item.name.clone()];
        self.put(STRUCT, path, "", own.clone());
        self.put("pub", format!("{path}::extra"), ": runtime::Extra", own);
        for field in &item.fields {
            let of = field.of.as_deref().unwrap_or_default();
            let mut about = vec![format!("{of}.{}", field.wire_name), item.name.clone()];
            about.extend(mention(&field.ty));
            let ty = match (self.paths.ty(&field.ty), field.ty.is_list()) {
                (ty, true) => format!(": {ty}"),
                (ty, false) => format!(": Option<{ty}>"),
            };
            self.put("pub", format!("{path}::{}", plain(&field.ident)), &ty, about);
        }
    }

    fn queries(&mut self, path: &str, item: &Struct, queries: &Queries) {
        let property = |of: &str, name: &str| format!("{of}.{name}");
        let properties = queries.properties.iter();
        let properties = properties.map(|it| property(&it.of, &it.wire_name));
        let marked = properties.clone().map(|it| format!("{it}#query"));
        let about = marked.chain(properties).chain([item.name.clone()]).collect();
        self.put("pub mod", path, "", about);
        for it in &queries.properties {
            let property = property(&it.of, &it.wire_name);
            let about = vec![format!("{property}#query"), property, item.name.clone()];
            self.function(path, &it.function, about);
        }
    }

    fn enumeration(&mut self, path: &str, item: &Enum) {
        self.open_enum(path, std::slice::from_ref(&item.name));
        for variant in &item.variants {
            let value = format!("{}.{}", item.name, variant.wire_name);
            let about = vec![value, item.name.clone()];
            self.put("pub", format!("{path}::{}", variant.ident), "", about);
        }
    }

    fn union(&mut self, path: &str, union: &Union) {
        let own = vec![union.name.clone()];
        self.put(UNION, path, "", own.clone());
        self.put("pub", format!("{path}::Other"), "(runtime::Untyped)", own);
        for variant in &union.variants {
            let named = format!("{}.{}#variant", union.name, variant.name);
            let mut about = vec![named];
            about.extend(mention(&Type::Named(variant.ty.clone())));
            about.push(union.name.clone());
            let ty = self.paths.model(&variant.ty);
            let at = format!("{path}::{}", variant.ident);
            self.put("pub", at, &format!("(Box<{ty}>)"), about.clone());
            self.implement(&format!("From<{ty}>"), path, about);
        }
        for accessor in &union.common {
            let property = format!("{}.{}", union.name, accessor.wire_name);
            self.function(path, &accessor.function, vec![property, union.name.clone()]);
        }
    }
}

/// What in a signature changes with another entry of the spec, by the name that it has in Rust.
fn mentions(function: &Function) -> Vec<String> {
    let mention = |takes: &Takes| match takes {
        Takes::Identifier(kind) => Some(format!("identifier {kind}")),
        takes => takes.ty().and_then(mention),
    };
    let arguments = function.arguments.iter();
    arguments.filter_map(|argument| mention(&argument.takes)).collect()
}

/// The type of the service that a type names.
fn mention(ty: &Type) -> Option<String> {
    ty.named().map(|ident| format!("type {ident}"))
}

/// Which operations lie behind each resource: what it is there for.
struct Reach<'a> {
    calls: BTreeMap<&'a str, Vec<&'a str>>,
    ways: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Reach<'a> {
    fn of(service: &'a Service) -> Self {
        let (mut calls, mut ways) = (BTreeMap::new(), BTreeMap::new());
        for module in &service.modules {
            for methods in &module.methods {
                let Receiver::Resource { ident, .. } = &methods.on else {
                    continue;
                };
                let operations = methods.calls.iter();
                let operations = operations.filter_map(|index| module.operations.get(*index));
                let here: &mut Vec<&str> = calls.entry(ident.as_str()).or_default();
                here.extend(operations.map(|operation| operation.id.as_str()));
                let next = methods.accessors.iter().map(|it| it.resource.as_str());
                let here: &mut Vec<&str> = ways.entry(ident.as_str()).or_default();
                here.extend(next);
            }
        }
        Self { calls, ways }
    }

    /// The operations behind a resource. Resources form a tree, so this ends.
    fn behind(&self, resource: &str) -> Vec<String> {
        let calls = self.calls.get(resource).into_iter().flatten();
        let here = calls.map(|id| (*id).to_owned());
        let ways = self.ways.get(resource).into_iter().flatten();
        here.chain(ways.flat_map(|next| self.behind(next))).collect()
    }
}
