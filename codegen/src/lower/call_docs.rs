//! What is said about a call: in short where it begins, and all of it on the page of its type.

use super::docs;
use super::named::Service;
use crate::contract::{self, Entry, Operation};
use crate::model::{Docs, Response, Setter, Type};
use crate::names::{Ident, plain};

/// The method that begins the call: what comes of it, and what can be set.
pub(super) fn method(
    entry: &Entry,
    operation: &Operation,
    call: &Ident,
    response: &Response,
    setters: &[Setter],
) -> Docs {
    let options = setters.iter().filter(|setter| !setter.is_second());
    let options: Vec<String> =
        options.map(|setter| format!("`{}`", plain(&setter.function.ident))).collect();
    let options = (!options.is_empty())
        .then(|| format!("Options of [`{call}`](calls::{call}): {}.", options.join(", ")));
    docs::paragraphs([
        docs::lines(&docs::sentence(&entry.summary)),
        vec![request(entry, operation)],
        vec![format!("{}.", returns(response, "super::models"))],
        options.into_iter().collect(),
    ])
}

/// The page of the call: everything about the operation.
pub(super) fn page(
    service: &Service<'_>,
    entry: &Entry,
    operation: &Operation,
    response: &Response,
) -> Docs {
    let since =
        entry.since.iter().map(|since| format!("Exists from version {} on.", docs::line(since)));
    let successor = service.contract.successor_text(operation);
    docs::paragraphs([
        docs::lines(&docs::sentence(&entry.summary)),
        vec![request(entry, operation)],
        vec![format!("{}.", returns(response, "super::super::models"))],
        entry.doc.as_deref().map(docs::lines).unwrap_or_default(),
        since.collect(),
        docs::section("Rules", docs::list(entry.rules.iter().map(String::as_str))),
        docs::section("Permissions", permission_docs(operation.permissions.as_ref())),
        successor.as_deref().map(docs::lines).unwrap_or_default(),
    ])
}

/// The request, with the option that it always has.
fn request(entry: &Entry, operation: &Operation) -> String {
    let option = operation.option.as_ref().map_or(["", "", ""], |name| ["?", name, "="]).concat();
    ["`", &entry.method, " ", &operation.template, &option, "`"].concat()
}

fn permission_docs(permissions: Option<&contract::Permissions>) -> Docs {
    let Some(permissions) = permissions else {
        return Docs::new();
    };
    let line = |who: &str, alternatives: &[Vec<String>]| {
        let alternatives: Vec<String> =
            alternatives.iter().map(|names| docs::names(names, " and ")).collect();
        let none = alternatives.is_empty().then_some("not supported");
        format!("- {who}: {}", none.unwrap_or(&alternatives.join(" or ")))
    };
    let mut lines = vec![
        line("on behalf of a work or school account", &permissions.delegated),
        line("on behalf of a personal account", &permissions.personal),
        line("as an app of its own", &permissions.application),
    ];
    if !permissions.roles.is_empty() {
        let roles = docs::line(&permissions.roles.join(", "));
        lines.push(format!("- roles of the signed-in user that suffice: {roles}"));
    }
    if !permissions.clouds.is_empty() {
        let clouds = docs::names(&permissions.clouds, ", ");
        lines.push(format!("- clouds that have it: {clouds}"));
    }
    lines
}

/// What awaiting the call gives, with the way to the models from where that is said.
fn returns(response: &Response, models: &str) -> String {
    let named = |ty: &Type| match ty.named() {
        Some(ident) => format!("[`{ty}`]({models}::{ident})"),
        None => format!("`{ty}`"),
    };
    match response {
        Response::Nothing => "Returns nothing".to_owned(),
        Response::Count => "Returns `u64`".to_owned(),
        Response::Bytes => "Returns [`Bytes`](runtime::bytes::Bytes)".to_owned(),
        Response::Json(ty) | Response::Value(ty) | Response::Single(ty) => {
            format!("Returns {}", named(ty))
        }
        Response::Maybe(ty) => format!("Returns {}, or nothing", named(ty)),
        Response::Delta(ty) => {
            let page = "Returns a [`Page`](runtime::Page) of [`Change`](runtime::Change)s";
            format!("{page} of {}; `items()` gives those of all pages, and then a token", named(ty))
        }
        Response::Page(ty) => {
            let page = "Returns a [`Page`](runtime::Page)";
            format!("{page} of {}; `items()` gives those of all pages", named(ty))
        }
    }
}
