//! Resources: the way to the calls, and the methods that make them.

use proc_macro2::TokenStream;
use quote::quote;

use super::ways::Ways;
use super::{docs, functions, types};
use crate::model::{
    Accessor, CallBody, CallMethod, IdField, Methods, Module, Operation, Receiver, Resource,
};
use crate::names::Ident;

/// The resources of a module and the methods that it adds to these and others.
pub(super) fn resources(marker: &Ident, module: &Module) -> TokenStream {
    let uses =
        (!module.methods.is_empty()).then(|| quote! { use directory_graph_runtime as runtime; });
    let resources = module.resources.iter().map(resource);
    let methods = module.methods.iter().map(|methods| methods_of(marker, module, methods));
    quote! {
        #uses

        #(#resources)*

        #(#methods)*
    }
}

/// ```ignore
/// /// `groups/{id}`
/// #[derive(Clone, Debug)]
/// pub struct OneOfGroups<M: runtime::Mode = runtime::Async> {
///     pub(crate) client: runtime::Handle<M>,
///     pub(crate) groups_id: super::ObjectId,
/// }
/// ```
fn resource(resource: &Resource) -> TokenStream {
    let docs = docs::outer(&resource.docs);
    let ident = &resource.ident;
    let ids = resource.ids.iter().map(id_field);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #ident<M: runtime::Mode = runtime::Async> {
            pub(crate) client: runtime::Handle<M>,
            #(#ids)*
        }
    }
}

fn id_field(id: &IdField) -> TokenStream {
    let (ident, identifier) = (&id.ident, &id.identifier);
    quote! { pub(crate) #ident: super::#identifier, }
}

/// ```ignore
/// impl<M: runtime::Mode> OneOfGroups<M> {
///     pub fn members(&self) -> GroupsMembers<M> { … }
///     pub fn get(&self) -> calls::GroupsGet<M> { … }
/// }
/// ```
fn methods_of(marker: &Ident, module: &Module, methods: &Methods) -> TokenStream {
    let receiver = receiver(marker, &methods.on);
    let accessors = methods.accessors.iter().map(accessor);
    let calls = module.calls(methods).map(call_method);
    quote! {
        impl<M: runtime::Mode> #receiver {
            #(#accessors)*
            #(#calls)*
        }
    }
}

fn receiver(marker: &Ident, receiver: &Receiver) -> TokenStream {
    match receiver {
        Receiver::Client => quote! { super::#marker<M> },
        Receiver::Resource { module: Some(module), ident } => quote! { super::#module::#ident<M> },
        Receiver::Resource { module: None, ident } => quote! { #ident<M> },
    }
}

/// ```ignore
/// /// One item of `groups`.
/// pub fn id(&self, id: impl Into<super::ObjectId>) -> OneOfGroups<M> {
///     OneOfGroups { client: runtime::Handle::clone(&self.client), groups_id: id.into() }
/// }
/// ```
fn accessor(accessor: &Accessor) -> TokenStream {
    let head = functions::head(&accessor.function, &here());
    let resource = &accessor.resource;
    let kept = accessor.kept.iter().map(kept_field);
    let taken = accessor.taken.iter().map(taken_field);
    quote! {
        #head {
            #resource { client: runtime::Handle::clone(&self.client), #(#kept)* #(#taken)* }
        }
    }
}

fn kept_field(id: &IdField) -> TokenStream {
    let ident = &id.ident;
    quote! { #ident: self.#ident.clone(), }
}

fn taken_field(id: &IdField) -> TokenStream {
    let ident = &id.ident;
    quote! { #ident: id.into(), }
}

/// ```ignore
/// /// Gets a group.
/// pub fn get(&self) -> calls::GroupsGet<M> {
///     calls::GroupsGet(runtime::Call::of::<calls::GroupsGet>(&self.client, &[&self.groups_id]))
/// }
/// ```
fn call_method(operation: &Operation) -> TokenStream {
    let call = &operation.call;
    let head = functions::head(&call.function, &here());
    let ident = &operation.ident;
    let ids = call.taken.iter().chain(link(&call.body)).map(converted_id);
    let values = path_values(call);
    let body = body(&call.body);
    let advanced = operation.advanced.then(|| quote! { .advanced() });
    quote! {
        #head {
            #(#ids)*
            calls::#ident(runtime::Call::of::<calls::#ident>(&self.client, &[#(#values),*]) #advanced #body)
        }
    }
}

fn path_values(call: &CallMethod) -> Vec<TokenStream> {
    let kept = call.kept.iter().map(|id| &id.ident).map(|ident| quote! { &self.#ident });
    let taken = call.taken.iter().map(|id| &id.ident).map(|ident| quote! { &#ident });
    kept.chain(taken).collect()
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
