//! The items one by one, each with the entries of the spec that it comes from.

mod models;

use std::collections::BTreeMap;

use super::Item;
use super::text::Drawn;
use crate::model::{
    Accessor, CallKind, EnumVariant, Function, Module, Receiver, Returns, Service, Takes, Type,
};
use crate::names::{Ident, plain};

/// The traits of every open enumeration.
const ENUM: &str = "#[derive(Clone, Debug, Deserialize, Display, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)] #[non_exhaustive] pub enum";
const CLOUD: &str = "#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)] #[non_exhaustive] pub enum";
const CLONED: &str = "#[derive(Clone, Debug)] pub struct";
const CALL: &str = "#[derive(Clone, Debug)] runtime::call! pub struct";
const LIST_CALL: &str = "#[derive(Clone, Debug)] runtime::list_call! pub struct";
const DELTA_CALL: &str = "#[derive(Clone, Debug)] runtime::delta_call! pub struct";
/// The parameter of what is there for both modes.
const MODE: &str = "<M: runtime::Mode = runtime::Async>";

/// Collects items.
pub(super) struct Items<'a> {
    /// The service's name in the spec; empty for what all services have in common.
    name: &'a str,
    /// The path of the service.
    service: String,
    /// The path of the module at hand.
    module: String,
    drawn: Drawn,
    /// What is behind resources; nothing if it does not matter.
    reach: Reach<'a>,
    /// Whether it matters what items come from.
    is_traced: bool,
    items: Vec<Item>,
}

/// What services have in common: the error and its codes; the enumeration is there even if nobody documents any.
pub(super) fn error_codes(codes: &[EnumVariant], is_traced: bool) -> Vec<Item> {
    let mut items = Items::new("", String::new(), is_traced);
    items.open_enum("ErrorCode", None);
    items.implement("runtime::ErrorCode", "ErrorCode", None);
    items.put("pub type", "Error", " = runtime::Error<ErrorCode>", None);
    for list in ["Items", "Pages"] {
        let rest = format!("<T, M = runtime::Async> = runtime::{list}<T, ErrorCode, M>");
        items.put("pub type", list, &rest, None);
    }
    for code in codes {
        let path = format!("ErrorCode::{}", code.ident);
        items.put("pub", path, "", [format!("errors/{}", code.wire_name)]);
    }
    items.items
}

impl<'a> Items<'a> {
    /// Those of a service that stand in none of its modules.
    pub(super) fn of(service: &'a Service, is_traced: bool) -> Self {
        let mut items = Self::new(&service.name, plain(&service.ident), is_traced);
        if is_traced {
            items.reach = Reach::of(service);
        }
        items.service(service);
        items.conversions(service);
        items
    }

    /// Those of a module, which do not tell what they come from. They depend on nothing else of the service but its name.
    pub(super) fn of_module(service: &'a Service, module: &Module) -> Vec<Item> {
        let mut items = Self::new(&service.name, plain(&service.ident), false);
        items.enter(service, module);
        items.items
    }

    fn new(name: &'a str, service: String, is_traced: bool) -> Self {
        let (drawn, reach) = Default::default();
        let module = service.clone();
        Self { name, service, module, drawn, reach, is_traced, items: Vec::new() }
    }

    /// Adds those of a module.
    pub(super) fn enter(&mut self, service: &Service, module: &Module) {
        self.module = format!("{}::{}", self.service, plain(&module.ident));
        self.drawn.enter(&service.ident, &module.ident);
        self.module(module);
        self.resources(&service.marker, module);
        self.calls(module);
        self.models(module);
    }

    pub(super) fn finish(self) -> Vec<Item> {
        self.items
    }

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
    fn function(&mut self, on: &str, function: &Function, about: impl IntoIterator<Item = String>) {
        let path = format!("{on}::{}", plain(&function.ident));
        let signatures = self.drawn.signatures(function);
        let [line, binding] = signatures.map(|it| ["pub fn ", &path, &it].concat());
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
        let about = about.into_iter().map(own).chain([self.name.to_owned()]);
        let about = if self.is_traced { about.collect() } else { Vec::new() };
        self.items.push(Item { place, line, name, binding, about });
    }

    /// What every open enumeration has apart from its variants.
    fn open_enum(&mut self, path: &str, about: Option<&String>) {
        let about = || about.cloned();
        self.put(ENUM, path, "", about());
        self.put("pub", format!("{path}::Other"), "(String)", about());
        self.put("pub fn", format!("{path}::as_str"), "(&self) -> &str", about());
        self.implement("From<String>", path, about());
    }

    /// The types that become types of another service, and back.
    fn conversions(&mut self, service: &Service) {
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
    fn service(&mut self, service: &Service) {
        let path = self.service.clone();
        let at = |name: &str| format!("{path}::{name}");
        let marker = at(service.marker.as_str());
        let client = format!(" = {marker}");
        let blocking = format!(" = {marker}<runtime::Blocking>");
        let cloud = format!(" = {}", at("Cloud"));
        let tenant = if service.has_tenant { "tenant: runtime::Tenant" } else { "" };
        let builder = format!("({tenant}) -> runtime::ClientBuilder<Self>");
        for (what, path, rest) in [
            ("pub mod", path.clone(), ""),
            ("pub mod", at("models"), ""),
            ("pub mod", at("blocking"), ""),
            (CLONED, marker.clone(), MODE),
            ("pub type", format!("{marker}::Cloud"), &cloud),
            ("pub fn", format!("{marker}<M>::endpoint"), "(&self) -> String"),
            ("pub type", at("Client"), &client),
            ("pub type", at("blocking::Client"), &blocking),
            ("pub static", at("OPERATIONS"), ": &[&runtime::Operation]"),
            (CLOUD, at("Cloud"), ""),
            ("pub const fn", at("Cloud::endpoint"), "(self) -> &'static str"),
        ] {
            self.put(what, path, rest, None);
        }
        self.implement("runtime::Service", &marker, None);
        self.implement("runtime::Cloud", &at("Cloud"), None);
        if service.batch.is_some() {
            self.put("pub fn", format!("{marker}<M>::batch"), "(&self) -> runtime::Batch<M>", None);
        }
        self.put("pub fn", format!("{marker}<M>::builder"), &builder, ["#tenant".to_owned()]);
        for cloud in &service.clouds {
            let about = [format!("clouds/{}", cloud.name)];
            self.put("pub", format!("{path}::Cloud::{}", cloud.ident), "", about);
        }
        for identifier in &service.identifiers {
            let path = at(identifier.ident.as_str());
            let about = format!("identifiers/{}", identifier.name);
            self.put("runtime::identifier! pub struct", &path, "", [about.clone()]);
            for other in &identifier.includes {
                let about = [format!("{about}#includes")];
                self.implement(&format!("From<{}>", at(other.as_str())), &path, about);
            }
        }
    }

    /// The modules that a file becomes.
    fn module(&mut self, module: &Module) {
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

    /// The resources and methods of a module.
    fn resources(&mut self, client: &Ident, module: &Module) {
        for resource in &module.resources {
            let path = format!("{}::{}", self.module, resource.ident);
            self.put(CLONED, path, MODE, self.reach.behind(resource.ident.as_str()));
        }
        for methods in &module.methods {
            let on = self.receiver(client, &methods.on);
            for Accessor { function, resource, .. } in &methods.accessors {
                self.function(&on, function, self.reach.behind(resource.as_str()));
            }
            for operation in module.calls(methods) {
                let id = &operation.id;
                self.function(&on, &operation.call.function, [id.clone(), format!("{id}#body")]);
            }
        }
    }

    /// Where the methods of a receiver are listed.
    fn receiver(&self, client: &Ident, receiver: &Receiver) -> String {
        let (service, here) = (&self.service, &self.module);
        match receiver {
            Receiver::Client => format!("{service}::{client}<M>"),
            Receiver::Resource { module: None, ident } => format!("{here}::{ident}<M>"),
            Receiver::Resource { module: Some(module), ident } => {
                format!("{service}::{}::{ident}<M>", plain(module))
            }
        }
    }

    /// The calls and their setters.
    fn calls(&mut self, module: &Module) {
        for operation in &module.operations {
            let path = format!("{}::calls::{}", self.module, operation.ident);
            let id = &operation.id;
            let call = match operation.response.kind() {
                CallKind::Single => CALL,
                CallKind::List => LIST_CALL,
                CallKind::Changes => DELTA_CALL,
            };
            let about = [format!("{id}#returns"), id.clone()].into_iter();
            self.put(call, &path, MODE, about.clone());
            self.implement("runtime::Endpoint", &path, [id.clone()]);
            let about = about.chain(operation.response.ty().and_then(mention));
            let returns = format!(" = {}", self.drawn.response(&operation.response));
            self.put("pub type", format!("{path}::Response"), &returns, about);
            for setter in &operation.setters {
                let about = [format!("{id}/{}", setter.wire_name)].into_iter();
                let about = about.chain(setter.about.iter().cloned());
                let about = about.chain([format!("{id}#body"), id.clone()]);
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

/// By resource, the operations that it has and the resources that it leads to.
#[derive(Default)]
struct Reach<'a>(BTreeMap<&'a str, (Vec<&'a str>, Vec<&'a str>)>);

impl<'a> Reach<'a> {
    fn of(service: &'a Service) -> Self {
        let mut reach: BTreeMap<_, (Vec<_>, Vec<_>)> = BTreeMap::new();
        for module in &service.modules {
            for methods in &module.methods {
                if let Receiver::Resource { ident, .. } = &methods.on {
                    let (calls, ways) = reach.entry(ident.as_str()).or_default();
                    calls.extend(module.calls(methods).map(|operation| operation.id.as_str()));
                    ways.extend(methods.accessors.iter().map(|it| it.resource.as_str()));
                }
            }
        }
        Self(reach)
    }

    /// The operations behind a resource: what it is there for. Resources form a tree, so this ends.
    fn behind(&self, resource: &str) -> Vec<String> {
        let Some((calls, ways)) = self.0.get(resource) else { return Vec::new() };
        let here = calls.iter().map(|id| (*id).to_owned());
        here.chain(ways.iter().flat_map(|next| self.behind(next))).collect()
    }
}
