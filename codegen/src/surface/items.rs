//! The items one by one, each with the entries of the spec that it comes from.

mod models;
mod text;

use std::collections::BTreeMap;

use self::text::Part;
use super::Item;
use crate::emit::ways::Ways;
use crate::model::{Accessor, Api, Function, Module, Returns, Service, Takes, Type};
use crate::names::plain;

/// The traits of every open enumeration.
const ENUM: &str = "#[derive(Clone, Debug, Deserialize, Display, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)] #[non_exhaustive] pub enum";
const CLOUD: &str = "#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)] #[non_exhaustive] pub enum";
/// The parameter of what is there for both modes.
const MODE: &str = "<M: runtime::Mode = runtime::Async>";

/// What every service has: what stands before its path, the path, and what stands behind it.
const SERVICE: [[&str; 3]; 11] = [
    ["pub mod", "{service}", ""],
    ["pub mod", "{service}::models", ""],
    ["pub mod", "{service}::blocking", ""],
    ["#[derive(Clone, Debug)] pub struct", "{client}", MODE],
    ["pub type", "{client}::Cloud", " = {service}::Cloud"],
    ["pub fn", "{client}<M>::endpoint", "(&self) -> String"],
    ["pub type", "{service}::Client", " = {client}"],
    ["pub type", "{service}::blocking::Client", " = {client}<runtime::Blocking>"],
    ["pub static", "{service}::OPERATIONS", ": &[&runtime::Operation]"],
    [CLOUD, "{service}::Cloud", ""],
    ["pub const fn", "{service}::Cloud::endpoint", "(self) -> &'static str"],
];

/// Collects items.
#[derive(Default)]
struct Items<'a> {
    /// The service's name in the spec; empty for what all services have in common.
    name: &'a str,
    /// The path of the service.
    service: String,
    /// The path of the module at hand.
    module: String,
    /// The ways to what the module and its service have.
    ways: Ways,
    /// What is drawn already.
    drawn: BTreeMap<Part<'a>, String>,
    items: Vec<Item>,
}

/// Those that stand in no module: what services have in common, and what each of them has of its own.
pub(super) fn of_no_module(api: &Api) -> Vec<Item> {
    let mut items = Items::default();
    items.enumeration("ErrorCode", &api.error_codes, "errors/");
    items.implement("runtime::ErrorCode", "ErrorCode", None);
    items.put("pub type", "Error", " = runtime::Error<ErrorCode>", None);
    for list in ["Items", "Pages"] {
        let rest = format!("<T, M = runtime::Async> = runtime::{list}<T, ErrorCode, M>");
        items.put("pub type", list, &rest, None);
    }
    for service in &api.services {
        (items.name, items.service) = (&service.name, plain(&service.ident));
        items.service(service);
        items.conversions(service);
    }
    items.items
}

/// Those of a module. Their lines depend on nothing else of the service but its name.
pub(super) fn of_module(service: &Service, module: &Module) -> Vec<Item> {
    let path = plain(&service.ident);
    let mut items = Items {
        name: &service.name,
        module: format!("{path}::{}", plain(&module.ident)),
        service: path,
        ways: Ways::from_outside(&service.ident, &module.ident),
        ..Items::default()
    };
    items.module(module);
    items.resources(service, module);
    items.calls(module);
    items.models(module);
    items.items
}

impl<'a> Items<'a> {
    /// Puts an item: what is before its path, the path, what is behind it, and the entries that it comes from.
    fn put(
        &mut self,
        what: &str,
        path: impl Into<String>,
        rest: &str,
        about: impl IntoIterator<Item = String>,
    ) {
        let name = path.into();
        let line = [what, " ", &name, rest].concat();
        self.push(name.clone(), name, line.clone(), line, about);
    }

    /// Puts the implementation of a trait.
    fn implement(&mut self, of: &str, path: &str, about: impl IntoIterator<Item = String>) {
        let name = format!("impl {of} for {path}");
        self.push(path.to_owned(), name.clone(), name.clone(), name, about);
    }

    /// Puts a function of a type. It comes from what its arguments are as well.
    fn function(
        &mut self,
        on: &str,
        function: &'a Function,
        about: impl IntoIterator<Item = String>,
    ) {
        let path = format!("{on}::{}", plain(&function.ident));
        let line = format!("pub fn {path}{}", self.signature(function));
        // What stands before the first colon is the name of the next argument.
        let names = function.arguments.iter().map(|it| plain(&it.ident) + ": ");
        let binding = names.fold(line.clone(), |line, name| line.replacen(&name, "", 1));
        let mut name = path.replace("<M>", "");
        let kind = match &function.returns {
            Returns::Key(kind) => Some(format!("identifier {kind}")),
            _ => None,
        };
        // A field may have the name of the method.
        name.push_str(if kind.is_some() { "()" } else { "" });
        let arguments = function.arguments.iter();
        let mentions = arguments.filter_map(|argument| match &argument.takes {
            Takes::Identifier(kind) => Some(format!("identifier {kind}")),
            takes => takes.ty().and_then(mention),
        });
        self.push(name.clone(), name, line, binding, about.into_iter().chain(mentions).chain(kind));
    }

    fn push(
        &mut self,
        place: String,
        name: String,
        line: String,
        binding: String,
        about: impl IntoIterator<Item = String>,
    ) {
        let own = |entry: String| match (self.name, entry.starts_with('#')) {
            ("", _) => entry,
            (service, true) => format!("{service}{entry}"),
            (service, false) => format!("{service}/{entry}"),
        };
        let about = about.into_iter().map(own).chain([self.name.to_owned()]).collect();
        self.items.push(Item { place, line, name, binding, about });
    }

    /// The types that become types of another service, and back.
    fn conversions(&mut self, service: &'a Service) {
        let Some(conversions) = &service.conversions else { return };
        for item in &conversions.list {
            let here = format!("{}::models::{}", self.service, item.here);
            let there = format!("{}::models::{}", plain(&conversions.there), item.there);
            for (from, to) in [(&here, &there), (&there, &here)] {
                self.implement(&format!("From<{from}>"), to, Some(item.name.clone()));
            }
        }
    }

    /// The client, the clouds and the identifiers.
    fn service(&mut self, service: &'a Service) {
        let path = self.service.clone();
        let client = format!("{path}::{}", service.marker);
        let named = |text: &str| text.replace("{service}", &path).replace("{client}", &client);
        for [what, path, rest] in SERVICE {
            self.put(what, named(path), &named(rest), None);
        }
        self.implement("runtime::Service", &client, None);
        self.implement("runtime::Cloud", &format!("{path}::Cloud"), None);
        if service.batch.is_some() {
            self.put("pub fn", format!("{client}<M>::batch"), "(&self) -> runtime::Batch<M>", None);
        }
        let tenant = if service.has_tenant { "tenant: runtime::Tenant" } else { "" };
        let builder = format!("({tenant}) -> runtime::ClientBuilder<Self>");
        self.put("pub fn", format!("{client}<M>::builder"), &builder, ["#tenant".to_owned()]);
        for cloud in &service.clouds {
            let about = [format!("clouds/{}", cloud.name)];
            self.put("pub", format!("{path}::Cloud::{}", cloud.ident), "", about);
        }
        for identifier in &service.identifiers {
            let at = format!("{path}::{}", identifier.ident);
            let about = format!("identifiers/{}", identifier.name);
            self.put("runtime::identifier! pub struct", &at, "", [about.clone()]);
            for other in &identifier.includes {
                let about = [format!("{about}#includes")];
                self.implement(&format!("From<{path}::{other}>"), &at, about);
            }
        }
    }

    /// The modules that a file becomes.
    fn module(&mut self, module: &'a Module) {
        let place = self.module.clone();
        let file = || [format!("{}.json", plain(&module.ident))].into_iter();
        let operations = || module.operations.iter().map(|it| it.id.clone());
        self.put("pub mod", &place, "", file());
        if !module.operations.is_empty() {
            self.put("pub mod", format!("{place}::calls"), "", file().chain(operations()));
        }
        if module.has_types() {
            let bodies = operations().map(|id| format!("{id}#body"));
            let about = file().chain(module.type_names().cloned()).chain(bodies);
            self.put("pub mod", format!("{place}::models"), "", about.clone());
            let models = format!("{}::models", self.service);
            let line = format!("pub use {models}::<<{place}::models::*>>");
            self.push(models, line.clone(), line.clone(), line, about);
        }
    }

    /// The resources and methods of a module. A resource is there for what it leads to.
    fn resources(&mut self, service: &'a Service, module: &'a Module) {
        let behind = |resource| service.behind.get(resource).into_iter().flatten().cloned();
        for resource in &module.resources {
            let path = format!("{}::{}", self.module, resource.ident);
            self.put("#[derive(Clone, Debug)] pub struct", path, MODE, behind(&resource.ident));
        }
        for methods in &module.methods {
            let on = self.part(Part::Receiver(&service.marker, &methods.on)).to_owned();
            for Accessor { function, resource, .. } in &methods.accessors {
                self.function(&on, function, behind(resource));
            }
            for operation in module.calls(methods) {
                let id = &operation.id;
                self.function(&on, &operation.call.function, [id.clone(), format!("{id}#body")]);
            }
        }
    }

    /// The calls and their setters.
    fn calls(&mut self, module: &'a Module) {
        for operation in &module.operations {
            let path = format!("{}::calls::{}", self.module, operation.ident);
            let id = &operation.id;
            let methods = operation.response.methods();
            let call = format!("#[derive(Clone, Debug)] runtime::{methods}! pub struct");
            let about = [format!("{id}#returns"), id.clone()].into_iter();
            self.put(&call, &path, MODE, about.clone());
            self.implement("runtime::Endpoint", &path, [id.clone()]);
            let about = about.chain(operation.response.ty().and_then(mention));
            let returns = format!(" = {}", self.part(Part::Response(&operation.response)));
            self.put("pub type", format!("{path}::Response"), &returns, about);
            for setter in &operation.setters {
                let about = setter.about.iter().cloned().chain([format!("{id}#body"), id.clone()]);
                let about = [format!("{id}/{}", setter.wire_name)].into_iter().chain(about);
                self.function(&format!("{path}<M>"), &setter.function, about);
            }
            for wait in &operation.waits {
                let about = wait.about.iter().cloned().chain([id.clone()]);
                self.function(&format!("{path}<M>"), &wait.function, about);
            }
        }
    }
}

/// The type of the service that a type names.
fn mention(ty: &Type) -> Option<String> {
    ty.named().map(|ident| format!("type {ident}"))
}
