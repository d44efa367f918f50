//! Resources: the way to the calls, and the methods that make them.

use proc_macro2::TokenStream;
use quote::quote;

use super::ways::Ways;
use super::{docs, functions, types};
use crate::model::{Accessor, CallBody, IdField, Methods, Module, Operation, Receiver, Resource};
use crate::names::Ident;

/// The resources of a module and the methods that it adds to these and others.
pub(super) fn resources(marker: &Ident, module: &Module) -> TokenStream {
    let uses =
        (!module.methods.is_empty()).then(|| quote! { use directory_graph_runtime as runtime; });
    let resources = module.resources.iter().map(resource);
    let idents = module.resources.iter().map(|resource| &resource.ident);
    let all =
        (!module.resources.is_empty()).then(|| quote! { runtime::resources! { #(#idents),* } });
    let methods = module.methods.iter().map(|methods| methods_of(marker, module, methods));
    quote! {
        #uses

        #(#resources)*

        #all

        #(#methods)*
    }
}

/// ```ignore
/// /// `groups/{id}`
/// pub struct OneOfGroups<M: runtime::Mode = runtime::Async>(pub(crate) runtime::Resource<M>);
/// ```
fn resource(resource: &Resource) -> TokenStream {
    let docs = docs::outer(&resource.docs);
    let ident = &resource.ident;
    quote! {
        #docs
        pub struct #ident<M: runtime::Mode = runtime::Async>(pub(crate) runtime::Resource<M>);
    }
}

/// ```ignore
/// impl<M: runtime::Mode> OneOfGroups<M> {
///     pub fn members(&self) -> GroupsMembers<M> { … }
///     pub fn get(&self) -> calls::GroupsGet<M> { … }
/// }
/// ```
fn methods_of(marker: &Ident, module: &Module, methods: &Methods) -> TokenStream {
    let receiver = functions::receiver(marker, &methods.on, &here());
    let on = &methods.on;
    let accessors = methods.accessors.iter().map(|it| accessor(on, it));
    let calls = module.calls(methods).map(|it| call_method(on, it));
    quote! {
        impl<M: runtime::Mode> #receiver {
            #(#accessors)*
            #(#calls)*
        }
    }
}

/// ```ignore
/// /// One item of `groups`.
/// pub fn id(&self, id: impl Into<super::ObjectId>) -> OneOfGroups<M> {
///     OneOfGroups(self.0.with::<super::ObjectId>(id.into()))
/// }
/// ```
fn accessor(on: &Receiver, accessor: &Accessor) -> TokenStream {
    let head = functions::head(&accessor.function, &here());
    let resource = &accessor.resource;
    let held = held(on);
    let there = match (&accessor.taken, on) {
        (Some(id), _) => quote! { #held.with::<super::#id>(id.into()) },
        (None, Receiver::Client) => held,
        (None, Receiver::Resource { .. }) => quote! { #held.clone() },
    };
    quote! { #head { #resource(#there) } }
}

/// What the receiver holds, or would hold if it were a resource.
fn held(on: &Receiver) -> TokenStream {
    match on {
        Receiver::Client => quote! { runtime::Resource::of(&self.client) },
        Receiver::Resource { .. } => quote! { self.0 },
    }
}

/// ```ignore
/// /// Gets a group.
/// pub fn get(&self) -> calls::GroupsGet<M> {
///     calls::GroupsGet(self.0.call::<calls::GroupsGet>())
/// }
/// ```
fn call_method(on: &Receiver, operation: &Operation) -> TokenStream {
    let call = &operation.call;
    let head = functions::head(&call.function, &here());
    let ident = &operation.ident;
    let ids = call.taken.iter().chain(link(&call.body)).map(converted_id);
    let values: Vec<TokenStream> =
        call.taken.iter().map(|id| &id.ident).map(|ident| quote! { &#ident }).collect();
    let held = held(on);
    let made = match &values[..] {
        [] => quote! { #held.call::<calls::#ident>() },
        values => quote! { #held.call_with::<calls::#ident>(&[#(#values),*]) },
    };
    let body = body(&call.body);
    let advanced = operation.advanced.then(|| quote! { .advanced() });
    quote! {
        #head {
            #(#ids)*
            calls::#ident(#made #advanced #body)
        }
    }
}

/// The ways from here.
fn here() -> Ways {
    Ways {
        models: models(),
        service: quote! { super:: },
        calls: quote! { calls:: },
        ..Ways::default()
    }
}

fn models() -> TokenStream {
    quote! { super::models:: }
}

fn link(body: &CallBody) -> Option<&IdField> {
    match body {
        CallBody::Link(id) => Some(id),
        _ => None,
    }
}

fn converted_id(id: &IdField) -> TokenStream {
    let (ident, identifier) = (&id.ident, &id.identifier);
    quote! { let #ident: super::#identifier = #ident.into(); }
}

fn body(body: &CallBody) -> Option<TokenStream> {
    match body {
        CallBody::Nothing => None,
        CallBody::Link(id) => {
            let ident = &id.ident;
            Some(quote! { .link(&#ident) })
        }
        CallBody::One(argument) => {
            let ident = &argument.ident;
            Some(types::property(&argument.wire_name, &argument.ty, &quote! { #ident }, &here()))
        }
        CallBody::Whole(ty) => {
            let ty = types::ty_in(ty, &models());
            Some(quote! { .whole::<#ty>(&body.into()) })
        }
        CallBody::Bytes => Some(quote! { .bytes(body.into()) }),
        CallBody::Struct(_) => Some(quote! { .body(&body) }),
    }
}
