//! What callers see of a function.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::ways::Ways;
use super::{docs, types};
use crate::model::{Argument, Function, On, Receiver, Returns, Takes, Type, Uses};
use crate::names::Ident;

/// ```ignore
/// /// Gets a group.
/// pub fn get(&self) -> calls::GroupsGet<M>
/// ```
pub(super) fn head(function: &Function, ways: &Ways) -> TokenStream {
    let docs = docs::outer(&function.docs);
    let ident = &function.ident;
    let on = on(function.on).into_iter();
    let arguments = function.arguments.iter().map(|it| argument(it, ways));
    let arguments = on.chain(arguments);
    let returns = returns(&function.returns, ways);
    let selects = |it: &Argument| matches!(it.takes, Takes::Select(_));
    let generic = function.arguments.iter().any(selects).then(|| quote! { <const N: usize> });
    quote! { #docs pub fn #ident #generic (#(#arguments),*) -> #returns }
}

/// The type that has it.
pub(crate) fn receiver(marker: &Ident, receiver: &Receiver, ways: &Ways) -> TokenStream {
    let Ways { service, resources, .. } = ways;
    match receiver {
        Receiver::Client => quote! { #service #marker<M> },
        Receiver::Resource { module: Some(module), ident } => {
            quote! { #service #module::#ident<M> }
        }
        Receiver::Resource { module: None, ident } => quote! { #resources #ident<M> },
    }
}

/// What it is called on, as its first argument.
pub(crate) fn on(on: On) -> Option<TokenStream> {
    match on {
        On::Nothing => None,
        On::Reference => Some(quote! { &self }),
        On::Value => Some(quote! { self }),
    }
}

/// An argument, with its type.
pub(crate) fn argument(argument: &Argument, ways: &Ways) -> TokenStream {
    let (ident, ty) = (&argument.ident, takes(&argument.takes, ways));
    quote! { #ident: #ty }
}

fn takes(takes: &Takes, ways: &Ways) -> TokenStream {
    let (models, service) = (&ways.models, &ways.service);
    match takes {
        Takes::Identifier(kind) => quote! { impl Into<#service #kind> },
        Takes::Value(ty) => types::argument(ty, ways),
        Takes::Required(ident) => quote! { #models #ident },
        Takes::Text => quote! { impl AsRef<str> },
        Takes::Bytes => quote! { impl Into<runtime::bytes::Bytes> },
        Takes::Flag => quote! { bool },
        Takes::Number => quote! { u32 },
        Takes::Filter(ty) => {
            let ty = types::ty_in(ty, models);
            quote! { impl runtime::IntoFilter<#ty> }
        }
        Takes::OrderBy(ty) => {
            let ty = types::ty_in(ty, models);
            quote! { impl runtime::IntoOrderBy<#ty> }
        }
        Takes::Select(ty) => {
            let ty = types::ty_in(ty, models);
            quote! { [&runtime::Selected<#ty>; N] }
        }
        Takes::Expand(ty) => {
            let ty = types::ty_in(ty, models);
            quote! { impl IntoIterator<Item = impl Into<runtime::Expand<#ty>>> }
        }
        Takes::Search => quote! { impl Into<runtime::Search> },
    }
}

/// The type of what it returns.
pub(crate) fn returns(returns: &Returns, ways: &Ways) -> TokenStream {
    let Ways { service, resources, calls, own, .. } = ways;
    match returns {
        Returns::Key(kind) => quote! { Result<#service #kind, runtime::Error> },
        Returns::Resource(ident) => quote! { #resources #ident<M> },
        Returns::Call(ident) => quote! { #calls #ident<M> },
        Returns::Itself => quote! { Self },
        Returns::Until { module, call, gone } => {
            let until = format_ident!("{}", if *gone { "UntilGone" } else { "Until" });
            let other = module.as_ref().map(|module| quote! { #service #module::calls:: });
            let way = other.as_ref().unwrap_or(calls);
            quote! { runtime::#until<#way #call, M> }
        }
        Returns::Text => quote! { Option<&str> },
        Returns::Property { owner, value, uses } => {
            let value = compared(value);
            match uses {
                Uses::Items => quote! { &'static runtime::PropertyList<#own #owner, #value> },
                Uses::Both => {
                    quote! { &'static runtime::Property<#own #owner, #value, runtime::Sortable> }
                }
                Uses::Filter => quote! { &'static runtime::Property<#own #owner, #value> },
                Uses::Sort => quote! { &'static runtime::SortProperty<#own #owner> },
                Uses::Select => quote! { &'static runtime::Selected<#own #owner> },
                Uses::Expand => quote! { runtime::Expand<#own #owner> },
            }
        }
    }
}

/// What a filter compares a property with: enumerations are text there.
fn compared(ty: &Type) -> TokenStream {
    match ty {
        Type::Named(_) => quote! { String },
        ty => types::local(ty),
    }
}
