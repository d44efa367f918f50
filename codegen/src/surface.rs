//! The public surface of the emitted code as text, one line an item.
//!
//! Emitted as `API.txt`, it shows reviewers what an edit of the spec does to Rust callers without running anything, and
//! [`diff`](crate::diff) reads its effects off it. It is made from the model like the code itself; a test parses the
//! emitted code and compares, so that the two cannot drift apart.
//!
//! Paths start at the crate's root; `runtime::` stands for what is written by hand. A type is listed where it is
//! defined and named as callers name it, through the service's `models`.

mod calls;
mod models;
mod resources;
mod service;
mod signature;
mod topic;

use std::collections::BTreeMap;

pub(crate) use topic::Topic;

use crate::model::{Api, Module, Receiver, Service};
use crate::names::plain;
use crate::render::{OutputFile, header};

/// Where the text goes, below the folder of the emitted code.
pub const PATH: &str = "API.txt";

/// One public item, or one promise about an item, like a trait that it implements.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Item {
    /// Where it is: `azure_ad_graph::groups::Groups::list`.
    pub path: String,
    /// Which of several things at this path it is, like `impl From<String>`; empty for the item itself.
    pub member: String,
    /// What it is: `fn(&self) -> …`.
    pub what: String,
    /// The same without what callers do not depend on, such as the names of arguments.
    pub(crate) binding: String,
    /// What of the spec it comes from, the nearest first.
    pub(crate) about: Vec<Topic>,
}

impl Item {
    fn new(path: impl Into<String>, what: impl Into<String>, about: Vec<Topic>) -> Self {
        let what = what.into();
        Self {
            path: path.into(),
            member: String::new(),
            binding: what.clone(),
            what,
            about,
        }
    }

    /// One of several things at a path.
    fn member(
        path: &str,
        member: impl Into<String>,
        what: impl Into<String>,
        about: Vec<Topic>,
    ) -> Self {
        Self {
            member: member.into(),
            ..Self::new(path, what, about)
        }
    }

    /// The item as a line of text.
    pub fn line(&self) -> String {
        format!("{}: {}{}", self.path, self.member, self.what)
    }

    /// The item without its signature.
    pub fn name(&self) -> String {
        if self.member.is_empty() {
            self.path.clone()
        } else {
            format!("{}: {}", self.path, self.member)
        }
    }
}

/// Every public item of the emitted code, sorted by its line.
pub fn surface(api: &Api) -> Vec<Item> {
    let mut items: Vec<Item> = parts(api).flatten().collect();
    items.sort_by_cached_key(Item::line);
    items
}

/// The surface as the file that is emitted.
pub fn file(api: &Api) -> OutputFile {
    let mut lines: Vec<String> = parts(api).flatten().map(|item| item.line()).collect();
    lines.sort_unstable();
    OutputFile {
        path: PATH.to_owned(),
        text: format!("{}{}\n", header("#", "api-spec"), lines.join("\n")),
    }
}

/// The items part by part, so that those of a large API need not all be kept at once.
fn parts(api: &Api) -> impl Iterator<Item = Vec<Item>> {
    let services = api.services.iter().flat_map(parts_of);
    std::iter::once_with(|| service::error_codes(&api.error_codes)).chain(services)
}

fn parts_of(service: &Service) -> impl Iterator<Item = Vec<Item>> {
    let root = Root {
        name: &service.name,
        path: plain(&service.ident),
    };
    let reach = resources::Reach::of(service);
    let mut own = Vec::new();
    service::service(&root, service, &mut own);
    let modules = service.modules.iter().map(move |module| {
        let mut items = Vec::new();
        let place = format!("{}::{}", root.path, plain(&module.ident));
        service::module(&root, &place, module, &mut items);
        resources::resources(&root, &place, &reach, module, &mut items);
        calls::calls(&root, &place, module, &mut items);
        models::models(&root, &place, module, &mut items);
        items
    });
    std::iter::once(own).chain(modules)
}

/// The service that items belong to.
struct Root<'a> {
    /// Its name in the spec.
    name: &'a str,
    /// The path of its module.
    path: String,
}

impl Root<'_> {
    fn topic(&self) -> Topic {
        Topic::Service(self.name.to_owned())
    }

    fn operation(&self, id: &str) -> Topic {
        Topic::Operation(self.name.to_owned(), id.to_owned())
    }

    fn body(&self, id: &str) -> Topic {
        Topic::Body(self.name.to_owned(), id.to_owned())
    }

    fn ty(&self, ident: &impl ToString) -> Topic {
        Topic::Type(self.name.to_owned(), ident.to_string())
    }

    fn identifier(&self, ident: &impl ToString) -> Topic {
        Topic::Identifier(self.name.to_owned(), ident.to_string())
    }

    /// The path of an identifier's type.
    fn identifier_path(&self, ident: &impl ToString) -> String {
        format!("{}::{}", self.path, ident.to_string())
    }
}

/// Where the methods of a receiver are listed.
fn receiver_path(root: &Root<'_>, place: &str, receiver: &Receiver) -> String {
    match receiver {
        Receiver::Client => format!("{}::Client", root.path),
        Receiver::Resource {
            module: Some(module),
            ident,
        } => format!("{}::{}::{ident}", root.path, plain(module)),
        Receiver::Resource {
            module: None,
            ident,
        } => format!("{place}::{ident}"),
    }
}

/// The operations of a module that take each of its request structs.
fn users_of_requests(module: &Module) -> BTreeMap<String, Vec<&str>> {
    let mut users: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for operation in &module.operations {
        if let crate::model::CallBody::Struct(ident) = &operation.call.body {
            users
                .entry(ident.to_string())
                .or_default()
                .push(&operation.id);
        }
    }
    users
}
