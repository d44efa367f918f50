//! A service's own module, the modules of its files, and the error codes.

use super::signature::Signature;
use super::{Item, Root, Topic};
use crate::model::{ErrorCode, Module, Service};
use crate::names::plain;

/// The traits of every open enumeration.
pub(super) const ENUM: &str = "#[non_exhaustive] enum [Clone, Debug, Deserialize, Display, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize]";

/// The error codes of all services; the enumeration is there even if nobody documents any.
pub(super) fn error_codes(codes: &[ErrorCode]) -> Vec<Item> {
    let mut items = open_enum("ErrorCode", Vec::new());
    items.extend(codes.iter().map(|code| {
        Item::new(
            format!("ErrorCode::{}", code.ident),
            "variant",
            vec![Topic::Code(code.wire_name.clone())],
        )
    }));
    items
}

/// What every open enumeration has apart from its variants.
pub(super) fn open_enum(path: &str, about: Vec<Topic>) -> Vec<Item> {
    let as_str = Signature {
        receiver: Some("&self"),
        arguments: Vec::new(),
        returns: "&str".to_owned(),
    };
    vec![
        Item::new(path, ENUM, about.clone()),
        Item::new(format!("{path}::Other"), "variant(String)", about.clone()),
        as_str.item(format!("{path}::as_str"), about.clone()),
        Item::member(path, "impl From<String>", "", about),
    ]
}

/// The marker, the clients, the clouds and the identifiers of a service.
pub(super) fn service(root: &Root<'_>, service: &Service, items: &mut Vec<Item>) {
    let (path, marker) = (&root.path, format!("{}::{}", root.path, service.marker));
    let about = || vec![root.topic()];
    let at = |name: &str| format!("{path}::{name}");
    items.extend([
        Item::new(path, "mod", about()),
        Item::new(at("models"), "mod", about()),
        Item::new(&marker, "enum [Debug]", about()),
        Item::member(
            &marker,
            "impl runtime::Service",
            "<Cloud = ".to_owned() + &at("Cloud") + ">",
            about(),
        ),
        Item::new(
            at("Client"),
            format!("type = runtime::Client<{marker}>"),
            about(),
        ),
        Item::new(at("blocking"), "mod", about()),
        Item::new(
            at("blocking::Client"),
            format!("type = runtime::Client<{marker}, runtime::Blocking>"),
            about(),
        ),
        Item::new(at("OPERATIONS"), "static &[&runtime::Operation]", about()),
        Item::new(
            at("Cloud"),
            "#[non_exhaustive] enum [Clone, Copy, Debug, Eq, Hash, PartialEq]",
            about(),
        ),
        Item::new(
            at("Cloud::endpoint"),
            "const fn(self) -> &'static str",
            about(),
        ),
        Item::member(&at("Cloud"), "impl runtime::Cloud", "", about()),
    ]);
    let tenant = service
        .has_tenant
        .then(|| ("tenant".to_owned(), "runtime::Tenant".to_owned()));
    let builder = Signature {
        receiver: None,
        arguments: tenant.into_iter().collect(),
        returns: format!("runtime::ClientBuilder<{marker}, M>"),
    };
    items.push(builder.item(
        at("Client::builder"),
        vec![Topic::Tenant(root.name.to_owned()), root.topic()],
    ));
    for cloud in &service.clouds {
        let topic = Topic::Cloud(root.name.to_owned(), cloud.name.clone());
        items.push(Item::new(
            format!("{path}::Cloud::{}", cloud.ident),
            "variant",
            vec![topic, root.topic()],
        ));
    }
    for identifier in &service.identifiers {
        let about = vec![root.identifier(&identifier.ident), root.topic()];
        items.push(Item::new(
            root.identifier_path(&identifier.ident),
            "runtime::identifier! struct",
            about,
        ));
    }
}

/// The modules that a file becomes.
pub(super) fn module(root: &Root<'_>, place: &str, module: &Module, items: &mut Vec<Item>) {
    let file = Topic::File(root.name.to_owned(), plain(&module.ident));
    let operations = module
        .operations
        .iter()
        .map(|operation| root.operation(&operation.id));
    let bodies = module
        .operations
        .iter()
        .map(|operation| root.body(&operation.id));
    let structs = module.structs.iter().map(|item| root.ty(&item.ident));
    let enums = module.enums.iter().map(|item| root.ty(&item.ident));
    let unions = module.unions.iter().map(|item| root.ty(&item.ident));
    let about = |topics: Vec<Topic>| [vec![file.clone()], topics, vec![root.topic()]].concat();
    items.push(Item::new(place, "mod", about(Vec::new())));
    if !module.operations.is_empty() {
        items.push(Item::new(
            format!("{place}::calls"),
            "mod",
            about(operations.collect()),
        ));
    }
    if module.has_types() {
        let types: Vec<Topic> = structs.chain(enums).chain(unions).chain(bodies).collect();
        items.push(Item::new(
            format!("{place}::models"),
            "mod",
            about(types.clone()),
        ));
        items.push(Item::member(
            &format!("{}::models", root.path),
            format!("use {place}::models::*"),
            "",
            about(types),
        ));
    }
}
