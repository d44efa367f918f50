//! Types as they are written in fields, arguments and responses.

use proc_macro2::TokenStream;
use quote::quote;

use super::ways::Ways;
use crate::model::Type;

/// A type beside the models: `Group`.
pub(super) fn local(ty: &Type) -> TokenStream {
    ty_in(ty, &TokenStream::new())
}

/// A type seen from elsewhere: `models::Group`, with the way to the models.
pub(crate) fn ty_in(ty: &Type, models: &TokenStream) -> TokenStream {
    match ty {
        Type::String => quote! { String },
        Type::Bool => quote! { bool },
        Type::I32 => quote! { i32 },
        Type::I64 => quote! { i64 },
        Type::F64 => quote! { f64 },
        Type::DateTime => quote! { runtime::DateTime },
        Type::Instant => quote! { runtime::Instant },
        Type::Any => quote! { serde_json::Value },
        Type::ObjectLink => quote! { runtime::ObjectLink },
        // Only arguments are references, and these are identifiers until they are sent.
        Type::Reference(identifier) => quote! { #identifier },
        Type::Named(ident) => quote! { #models #ident },
        Type::Boxed(ident) => quote! { Box<#models #ident> },
        Type::List(item) => {
            let item = ty_in(item, models);
            quote! { Vec<#item> }
        }
        Type::Optional(item) => {
            let item = ty_in(item, models);
            quote! { Option<#item> }
        }
    }
}

/// An argument's type: `impl Into<String>`, `bool`, `impl IntoIterator<Item = impl Into<String>>`.
pub(super) fn argument(ty: &Type, ways: &Ways) -> TokenStream {
    let one = |ty: &Type| match ty {
        Type::Reference(identifier) => {
            let service = &ways.service;
            quote! { #service #identifier }
        }
        ty => ty_in(ty, &ways.models),
    };
    match ty {
        Type::List(item) => {
            let item = one(item);
            quote! { impl IntoIterator<Item = impl Into<#item>> }
        }
        ty if ty.is_plain() => one(ty),
        ty => {
            let ty = one(ty);
            quote! { impl Into<#ty> }
        }
    }
}

/// A property of the body, set to an argument.
///
/// ```ignore
/// .property::<Vec<String>>("groupTypes", &runtime::collect(value))
/// ```
pub(super) fn property(name: &str, ty: &Type, argument: &TokenStream, ways: &Ways) -> TokenStream {
    let Some(identifier) = ty.refers_by() else {
        let (value, ty) = (converted(ty, argument), ty_in(ty, &ways.models));
        return quote! { .property::<#ty>(#name, &#value) };
    };
    let service = &ways.service;
    if ty.is_list() {
        quote! { .references(#name, &runtime::collect::<#service #identifier, _>(#argument)) }
    } else {
        quote! { .reference::<#service #identifier>(#name, &#argument.into()) }
    }
}

/// An argument as a value of its type.
pub(super) fn converted(ty: &Type, argument: &TokenStream) -> TokenStream {
    match ty {
        Type::List(_) => quote! { runtime::collect(#argument) },
        ty if ty.is_plain() => argument.clone(),
        _ => quote! { #argument.into() },
    }
}
