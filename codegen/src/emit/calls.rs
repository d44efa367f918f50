//! Calls: the types that stand for operations, what the runtime knows of each, and the setters of their optional parts.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{docs, types};
use crate::model::{
    BodyRule, Module, Operation, Permissions, Response, Segment, Setter, SetterKind,
};
use crate::names::plain;

/// The calls of a module.
pub(super) fn calls(service: &str, module: &Module) -> TokenStream {
    let intro = docs::inner(&[format!(
        "The calls of [`{}`](super), one type an operation.",
        plain(&module.ident)
    )]);
    let models = module
        .operations_use_models()
        .then(|| quote! { use super::super::models; });
    let endpoints = module
        .operations
        .iter()
        .map(|operation| endpoint(service, operation));
    let setters = module
        .operations
        .iter()
        .filter(|operation| !operation.setters.is_empty())
        .map(setters);
    quote! {
        #intro

        #models
        use crate::runtime;

        #(#endpoints)*

        #(#setters)*
    }
}

/// ```ignore
/// /// `GET /{tenant}/groups/{object_id}`: Gets a group.
/// #[derive(Debug)]
/// pub enum GroupsGet {}
///
/// impl runtime::Endpoint for GroupsGet {
///     type Answer = runtime::Json<models::Group>;
///     const OPERATION: &'static runtime::Operation = &runtime::Operation { … };
/// }
/// ```
fn endpoint(service: &str, operation: &Operation) -> TokenStream {
    let docs = docs::outer(&[format!(
        "`{} {}`: {}",
        operation.method, operation.template, operation.summary
    )]);
    let ident = &operation.ident;
    let answer = answer(&operation.response);
    let metadata = metadata(service, operation);
    quote! {
        #docs
        #[derive(Debug)]
        pub enum #ident {}

        impl runtime::Endpoint for #ident {
            type Answer = #answer;
            const OPERATION: &'static runtime::Operation = #metadata;
        }
    }
}

/// ```ignore
/// &runtime::Operation { service: "azure_ad_graph", id: "groups.get", method: http::Method::GET, … }
/// ```
fn metadata(service: &str, operation: &Operation) -> TokenStream {
    let (id, template, version) = (&operation.id, &operation.template, &operation.version);
    let method = Ident::new(&operation.method, proc_macro2::Span::call_site());
    let path = operation.path.iter().map(segment);
    let idempotent = operation.idempotent;
    let body = body_rule(operation.body_rule);
    let success = operation
        .success
        .iter()
        .map(|status| proc_macro2::Literal::u16_unsuffixed(*status));
    let paged = matches!(operation.response, Response::Page(_));
    let permissions = permissions(operation.permissions.as_ref());
    let replaced_by = match &operation.replaced_by {
        Some(request) => quote! { Some(#request) },
        None => quote! { None },
    };
    let (documents, secrets) = (&operation.documents, &operation.secrets);
    quote! {
        &runtime::Operation {
            service: #service,
            id: #id,
            method: http::Method::#method,
            template: #template,
            path: &[#(#path),*],
            version: #version,
            idempotent: #idempotent,
            body: #body,
            success: &[#(#success),*],
            paged: #paged,
            permissions: #permissions,
            replaced_by: #replaced_by,
            documents: &[#(#documents),*],
            secrets: &[#(#secrets),*],
        }
    }
}

fn segment(segment: &Segment) -> TokenStream {
    match segment {
        Segment::Tenant => quote! { runtime::Segment::Tenant },
        Segment::Version => quote! { runtime::Segment::Version },
        Segment::Literal(text) => quote! { runtime::Segment::Literal(#text) },
        Segment::Value => quote! { runtime::Segment::Value },
        Segment::Key(collection) => quote! { runtime::Segment::Key(#collection) },
    }
}

fn body_rule(rule: BodyRule) -> TokenStream {
    match rule {
        BodyRule::None => quote! { runtime::BodyRule::None },
        BodyRule::Optional => quote! { runtime::BodyRule::Optional },
        BodyRule::Required => quote! { runtime::BodyRule::Required },
    }
}

fn permissions(permissions: Option<&Permissions>) -> TokenStream {
    let Some(Permissions {
        delegated,
        personal,
        application,
        roles,
    }) = permissions
    else {
        return quote! { runtime::Permissions::NONE };
    };
    quote! {
        &runtime::Permissions {
            delegated: &[#(#delegated),*],
            personal: &[#(#personal),*],
            application: &[#(#application),*],
            roles: &[#(#roles),*],
        }
    }
}

fn answer(answer: &Response) -> TokenStream {
    let (wrapper, ty) = match answer {
        Response::Empty => return quote! { runtime::Empty },
        Response::Json(ty) => (quote! { Json }, ty),
        Response::Value(ty) => (quote! { Value }, ty),
        Response::Single(ty) => (quote! { Single }, ty),
        Response::Maybe(ty) => (quote! { Maybe }, ty),
        Response::Page(ty) => (quote! { Page }, ty),
    };
    let ty = types::ty_in(ty, &models());
    quote! { runtime::#wrapper<#ty> }
}

/// The way to the models from here.
fn models() -> TokenStream {
    quote! { models:: }
}

/// ```ignore
/// impl<M: runtime::Mode> runtime::Call<GroupsUpdate, M> {
///     /// Text about the group.
///     pub fn description(self, value: impl Into<String>) -> Self {
///         self.property::<String>("description", &value.into())
///     }
///     /// Sets `description` to null.
///     pub fn clear_description(self) -> Self {
///         self.clear("description")
///     }
/// }
/// ```
fn setters(operation: &Operation) -> TokenStream {
    let ident = &operation.ident;
    let setters = operation.setters.iter().map(setter);
    quote! {
        impl<M: runtime::Mode> runtime::Call<#ident, M> {
            #(#setters)*
        }
    }
}

fn setter(setter: &Setter) -> TokenStream {
    let docs = docs::outer(&setter.docs);
    let ident = &setter.ident;
    let argument = setter_argument(&setter.kind);
    let body = setter_body(&setter.kind, &setter.wire_name);
    quote! {
        #docs
        pub fn #ident(self, #argument) -> Self {
            #body
        }
    }
}

fn setter_argument(kind: &SetterKind) -> Option<TokenStream> {
    Some(match kind {
        SetterKind::QueryText => quote! { value: impl AsRef<str> },
        SetterKind::QueryFlag => quote! { value: bool },
        SetterKind::QueryNumber(_) => quote! { value: u32 },
        SetterKind::Filter(ty) => {
            let ty = types::ty_in(ty, &models());
            quote! { filter: impl runtime::IntoFilter<#ty> }
        }
        SetterKind::OrderBy(ty) => {
            let ty = types::ty_in(ty, &models());
            quote! { order: impl runtime::IntoOrderBy<#ty> }
        }
        SetterKind::Property(ty) => {
            let ty = types::argument(ty, &models());
            quote! { value: #ty }
        }
        SetterKind::Clear => return None,
    })
}

fn setter_body(kind: &SetterKind, name: &str) -> TokenStream {
    match kind {
        SetterKind::QueryText => quote! { self.query(#name, value.as_ref()) },
        SetterKind::QueryFlag | SetterKind::QueryNumber(None) => {
            quote! { self.query(#name, value) }
        }
        SetterKind::QueryNumber(Some((min, max))) => {
            let (min, max) = (
                proc_macro2::Literal::u32_unsuffixed(*min),
                proc_macro2::Literal::u32_unsuffixed(*max),
            );
            quote! { self.query_within(#name, value, #min..=#max) }
        }
        SetterKind::Filter(_) => quote! { self.query(#name, filter) },
        SetterKind::OrderBy(_) => quote! { self.query(#name, order) },
        SetterKind::Property(ty) => {
            let converted = types::converted(ty, &quote! { value });
            let ty = types::ty_in(ty, &models());
            quote! { self.property::<#ty>(#name, &#converted) }
        }
        SetterKind::Clear => quote! { self.clear(#name) },
    }
}
