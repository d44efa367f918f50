//! Types as they are written in fields, arguments and responses.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Type;

/// A type beside the models: `Group`.
pub(super) fn local(ty: &Type) -> TokenStream {
    ty_in(ty, &TokenStream::new())
}

/// A type seen from elsewhere: `models::Group`, with the way to the models.
pub(super) fn ty_in(ty: &Type, models: &TokenStream) -> TokenStream {
    match ty {
        Type::String => quote! { String },
        Type::Bool => quote! { bool },
        Type::I32 => quote! { i32 },
        Type::I64 => quote! { i64 },
        Type::F64 => quote! { f64 },
        Type::DateTime => quote! { runtime::DateTime },
        Type::Any => quote! { serde_json::Value },
        Type::ObjectLink => quote! { runtime::ObjectLink },
        Type::Named(ident) => quote! { #models #ident },
        Type::Boxed(ident) => quote! { Box<#models #ident> },
        Type::List(item) => {
            let item = ty_in(item, models);
            quote! { Vec<#item> }
        }
    }
}

/// An argument's type: `impl Into<String>`, `bool`, `impl IntoIterator<Item = impl Into<String>>`.
pub(super) fn argument(ty: &Type, models: &TokenStream) -> TokenStream {
    match ty {
        Type::List(item) => {
            let item = ty_in(item, models);
            quote! { impl IntoIterator<Item = impl Into<#item>> }
        }
        ty if ty.is_plain() => ty_in(ty, models),
        ty => {
            let ty = ty_in(ty, models);
            quote! { impl Into<#ty> }
        }
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
