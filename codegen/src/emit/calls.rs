//! Calls: the types that stand for operations, what the runtime knows of each, and the setters of their optional parts.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::functions::{self, Ways};
use super::{docs, types};
use crate::model::{
    Argument, BodyRule, Module, Operation, Permissions, Response, Segment, Setter, SetterKind,
    Takes,
};
use crate::names::plain;

/// The calls of a module.
pub(super) fn calls(service: &str, module: &Module) -> TokenStream {
    let intro = docs::inner(&[format!(
        "The calls of [`{}`](super), one type an operation.",
        plain(&module.ident)
    )]);
    let models = module.operations_use_models().then(|| quote! { use super::super::models; });
    let endpoints = module.operations.iter().map(|operation| endpoint(service, operation));
    let setters =
        module.operations.iter().filter(|operation| !operation.setters.is_empty()).map(setters);
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
///     type Response = runtime::Json<models::Group>;
///     const OPERATION: &'static runtime::Operation = &runtime::Operation { … };
/// }
/// ```
fn endpoint(service: &str, operation: &Operation) -> TokenStream {
    let docs = docs::outer(&[format!(
        "`{} {}`: {}",
        operation.method, operation.template, operation.summary
    )]);
    let ident = &operation.ident;
    let response = response(&operation.response);
    let metadata = metadata(service, operation);
    quote! {
        #docs
        #[derive(Debug)]
        pub enum #ident {}

        impl runtime::Endpoint for #ident {
            type Response = #response;
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
    let success =
        operation.success.iter().map(|status| proc_macro2::Literal::u16_unsuffixed(*status));
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
        Segment::Arguments(name, arguments) => {
            let arguments = arguments.iter().map(|(name, quoted)| quote! { (#name, #quoted) });
            quote! { runtime::Segment::Arguments(#name, &[#(#arguments),*]) }
        }
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
    let Some(Permissions { delegated, personal, application, roles, user_consent }) = permissions
    else {
        return quote! { runtime::Permissions::NONE };
    };
    let alternatives = |list: &[Vec<String>]| -> TokenStream {
        let list = list.iter().map(|names| quote! { &[#(#names),*] });
        quote! { &[#(#list),*] }
    };
    let (delegated, personal) = (alternatives(delegated), alternatives(personal));
    let application = alternatives(application);
    let user_consent = match user_consent {
        Some(names) => quote! { Some(&[#(#names),*]) },
        None => quote! { None },
    };
    quote! {
        &runtime::Permissions {
            delegated: #delegated,
            personal: #personal,
            application: #application,
            roles: &[#(#roles),*],
            user_consent: #user_consent,
        }
    }
}

fn response(response: &Response) -> TokenStream {
    let (wrapper, ty) = response.parts();
    let wrapper = format_ident!("{wrapper}");
    let ty = ty.map(|ty| types::ty_in(ty, &models())).into_iter();
    quote! { runtime::#wrapper #(<#ty>)* }
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
    let here = Ways { models: models(), service: quote! {} };
    let head = functions::head(&setter.function, &here);
    let body = setter_body(setter);
    quote! {
        #head {
            #body
        }
    }
}

fn setter_body(setter: &Setter) -> TokenStream {
    let name = &setter.wire_name;
    match (&setter.kind, setter.function.arguments.first()) {
        (SetterKind::Query(Some((min, max))), _) => {
            let (min, max) = (
                proc_macro2::Literal::u32_unsuffixed(*min),
                proc_macro2::Literal::u32_unsuffixed(*max),
            );
            quote! { self.query_within(#name, value, #min..=#max) }
        }
        (SetterKind::Query(None), argument) => {
            let value = argument.map(query_value);
            quote! { self.query(#name, #value) }
        }
        (SetterKind::Property(ty), _) => {
            let converted = types::converted(ty, &quote! { value });
            let ty = types::ty_in(ty, &models());
            quote! { self.property::<#ty>(#name, &#converted) }
        }
        (SetterKind::Clear, _) => quote! { self.clear(#name) },
    }
}

fn query_value(argument: &Argument) -> TokenStream {
    let ident = &argument.ident;
    match argument.takes {
        Takes::Text => quote! { #ident.as_ref() },
        _ => quote! { #ident },
    }
}
