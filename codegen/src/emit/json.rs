//! JSON as it is written in Rust.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// A JSON value as an expression.
pub(super) fn expression(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote! { serde_json::Value::Null },
        value => {
            let value = literal(value);
            quote! { serde_json::json!(#value) }
        }
    }
}

/// What stands inside `json!(…)`.
fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote! { null },
        Value::Bool(value) => quote! { #value },
        Value::String(text) => quote! { #text },
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(number), _) => {
                let number = Literal::i64_unsuffixed(number);
                quote! { #number }
            }
            (None, number) => {
                let number = Literal::f64_unsuffixed(number.unwrap_or_default());
                quote! { #number }
            }
        },
        Value::Array(items) => {
            let items = items.iter().map(literal);
            quote! { [#(#items),*] }
        }
        Value::Object(object) => {
            let entries = object.iter().map(entry);
            quote! { { #(#entries),* } }
        }
    }
}

fn entry((name, value): (&String, &Value)) -> TokenStream {
    let value = literal(value);
    quote! { #name: #value }
}

/// A JSON text as a raw string over several lines, so that a diff of it can be read.
pub(super) fn text(value: &Value) -> Literal {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let raw = format!("r##\"{text}\"##");
    // A text that holds the end of such a string is written with escapes instead.
    raw.parse().unwrap_or_else(|_| Literal::string(&text))
}
