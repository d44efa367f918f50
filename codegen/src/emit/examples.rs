//! Examples: calls as expressions, for documentation and tests.

use proc_macro2::TokenStream;
use quote::quote;

use super::{json, types};
use crate::model::{ExampleCall, ExampleStep, Literal, Operation, Response, TestRequest};
use crate::names::Ident;
use crate::{print, request_text};

/// The way from an expression to what it names.
pub(super) struct Ways {
    /// To the models.
    pub(super) models: TokenStream,
    /// To the runtime.
    pub(super) runtime: TokenStream,
}

/// `client.groups().id("…").get()`
pub(super) fn call(call: &ExampleCall, ways: &Ways) -> TokenStream {
    let steps = call.steps.iter().map(|it| step(it, ways));
    quote! { client #(#steps)* }
}

fn step(step: &ExampleStep, ways: &Ways) -> TokenStream {
    let ident = &step.ident;
    let arguments = step.arguments.iter().map(|argument| literal(argument, ways));
    quote! { .#ident(#(#arguments),*) }
}

fn literal(value: &Literal, ways: &Ways) -> TokenStream {
    match value {
        Literal::Text(text) => quote! { #text },
        Literal::TextInto(text) => quote! { #text.into() },
        Literal::Bool(value) => quote! { #value },
        Literal::Integer(number) => {
            let number = proc_macro2::Literal::i64_unsuffixed(*number);
            quote! { #number }
        }
        Literal::Float(number) => {
            let number = proc_macro2::Literal::f64_unsuffixed(number.as_f64().unwrap_or_default());
            quote! { #number }
        }
        Literal::Items(items) => {
            let items = items.iter().map(|item| literal(item, ways));
            quote! { [#(#items),*] }
        }
        Literal::NoItems(ty) => {
            let ty = types::ty_in(ty, &ways.models);
            quote! { Vec::<#ty>::new() }
        }
        Literal::List(items) if items.is_empty() => quote! { Vec::new() },
        Literal::List(items) => {
            let items = items.iter().map(|item| literal(item, ways));
            quote! { [#(#items),*].into() }
        }
        Literal::Some(value) => {
            let value = literal(value, ways);
            quote! { Some(#value) }
        }
        Literal::Boxed(value) => {
            let value = literal(value, ways);
            quote! { Box::new(#value) }
        }
        Literal::Variant(value) => {
            let value = literal(value, ways);
            quote! { #value.into() }
        }
        Literal::Json(value) => json::expression(value),
        Literal::Expression(text) => {
            let runtime = &ways.runtime;
            quote! { #runtime Search::expression(#text) }
        }
        Literal::Properties(module, functions) => {
            let models = &ways.models;
            quote! { [#(#models #module::#functions()),*] }
        }
        Literal::Struct { ident, fields, extra, rest } => {
            let fields = fields.iter().map(|(ident, value)| field(ident, value, ways));
            let extra = (!extra.is_empty()).then(|| extra_field(extra));
            let rest = rest.then(|| quote! { ..Default::default() });
            let models = &ways.models;
            quote! { #models #ident { #(#fields)* #extra #rest } }
        }
    }
}

fn field(ident: &Ident, value: &Literal, ways: &Ways) -> TokenStream {
    let value = literal(value, ways);
    quote! { #ident: #value, }
}

fn extra_field(extra: &[(String, serde_json::Value)]) -> TokenStream {
    let entries = extra.iter().map(|(name, value)| {
        let value = json::expression(value);
        quote! { (#name, #value) }
    });
    quote! { extra: [#(#entries),*].into_iter().collect(), }
}

/// The part of an operation's documentation that shows a call.
pub(super) fn doc_example(operation: &Operation, request: Option<&TestRequest>) -> Vec<String> {
    let Some(example) = &operation.call.example else {
        return Vec::new();
    };
    let mut lines = vec!["# Example".to_owned(), String::new()];
    lines.extend(block("no_run", operation, example));
    if let Some(request) = request {
        lines.extend(["", "```sh"].map(str::to_owned));
        lines.extend(request_text::curl(operation, request));
        lines.push("```".to_owned());
    }
    lines
}

/// A call of an operation, as a fenced block that compiles and does not run.
///
/// ```ignore
/// let group = client.groups().id("…").get().await?;
/// ```
pub(crate) fn block(language: &str, operation: &Operation, example: &ExampleCall) -> Vec<String> {
    let mut lines = vec![
        format!("```{language}"),
        format!("# {}", uses(example)),
        "# async fn example(client: Client) -> Result<(), directory_graph::Error> {".to_owned(),
    ];
    lines.extend(statements(operation, example));
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// A call of an operation, with what it needs.
pub(crate) fn sample(operation: &Operation, example: &ExampleCall) -> Vec<String> {
    let mut lines = vec![uses(example), String::new()];
    lines.extend(statements(operation, example));
    lines
}

fn uses(example: &ExampleCall) -> String {
    let service = crate::names::plain(&example.service);
    let items = if example.names_models() { "{Client, models}" } else { "Client" };
    format!("use directory_graph::{service}::{items};")
}

/// A call of an operation, and what is done with the response.
fn statements(operation: &Operation, example: &ExampleCall) -> Vec<String> {
    let ways = Ways { models: quote! { models:: }, runtime: quote! { directory_graph:: } };
    let call = call(example, &ways);
    print::statements(match (&operation.response, example.paged) {
        (Response::Nothing, _) => quote! { #call.await?; },
        (_, true) => quote! {
            let mut items = #call.items();
            while let Some(item) = items.try_next().await? {
                println!("{item:?}");
            }
        },
        (_, false) => quote! {
            let response = #call.await?;
            println!("{response:?}");
        },
    })
}
