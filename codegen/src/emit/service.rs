//! A service's own module, with its clouds and identifiers.

use proc_macro2::TokenStream;
use quote::quote;

use super::client::client;
use super::docs;
use super::gates::gate;
use crate::model::{Cloud, Identifier, Module, Service};

/// ```ignore
/// //! Azure AD Graph.
/// pub mod groups;
/// pub mod models;
///
/// pub struct AzureAdGraph<M: runtime::Mode = runtime::Async> { … }
/// pub type Client = AzureAdGraph;
/// pub mod blocking { … }
/// pub enum Cloud { … }
/// pub static OPERATIONS: &[&runtime::Operation] = …;
/// ```
pub(super) fn service(service: &Service) -> TokenStream {
    let docs = docs::inner(&service.docs);
    let modules = service.modules.iter().map(declaration);
    let conversions = service.conversions.as_ref().map(|conversions| {
        let gate = gate(&conversions.features);
        quote! { #gate mod conversions; }
    });
    let client = client(service);
    let clouds = clouds(&service.clouds);
    let identifiers = service.identifiers.iter().map(identifier);
    let calling = service.modules.iter().filter(|module| !module.operations.is_empty());
    let operations = calling.map(operations_of);
    quote! {
        #docs

        #conversions
        #(#modules)*
        pub mod models;

        use directory_graph_runtime as runtime;

        #client

        #clouds

        #(#identifiers)*

        const OF_MODULES: &[&[&runtime::Operation]] = &[#(#operations,)*];
        const COUNT: usize = runtime::Operation::count(OF_MODULES);

        /// Every operation of the service.
        pub static OPERATIONS: &[&runtime::Operation] = &runtime::Operation::all::<COUNT>(OF_MODULES);
    }
}

/// ```ignore
/// pub enum Cloud { Global, China }
/// impl Cloud { pub const fn endpoint(self) -> &'static str { match self { … } } }
/// impl runtime::Cloud for Cloud { … }
/// ```
fn clouds(clouds: &[Cloud]) -> TokenStream {
    let variants = clouds.iter().map(cloud_variant);
    let endpoints = clouds.iter().map(cloud_arm);
    quote! {
        /// The clouds in which the service runs; the first is the default.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum Cloud {
            #(#variants)*
        }

        impl Cloud {
            /// Scheme and host of the service in this cloud.
            pub const fn endpoint(self) -> &'static str {
                match self {
                    #(#endpoints)*
                }
            }
        }

        impl runtime::Cloud for Cloud {
            fn endpoint(self) -> &'static str {
                Cloud::endpoint(self)
            }
        }
    }
}

fn cloud_variant(cloud: &Cloud) -> TokenStream {
    let docs = docs::outer(&cloud.docs);
    let ident = &cloud.ident;
    quote! { #docs #ident, }
}

fn cloud_arm(cloud: &Cloud) -> TokenStream {
    let (ident, url) = (&cloud.ident, &cloud.url);
    quote! { Self::#ident => #url, }
}

/// ```ignore
/// #[cfg(feature = "users")]
/// runtime::identifier! {
///     /// The object ID.
///     pub struct UserId;
/// }
///
/// #[cfg(feature = "users")]
/// impl From<ObjectId> for UserId { … }
/// ```
fn identifier(identifier: &Identifier) -> TokenStream {
    let docs = docs::outer(&identifier.docs);
    let (gate, ident) = (gate(&identifier.features), &identifier.ident);
    let includes = identifier.includes.iter().map(|other| {
        quote! {
            #gate
            impl From<#other> for #ident {
                fn from(identifier: #other) -> Self {
                    Self::from(identifier.as_str())
                }
            }
        }
    });
    quote! {
        #gate
        runtime::identifier! {
            #docs
            pub struct #ident;
        }

        #(#includes)*
    }
}

/// ```ignore
/// #[cfg(feature = "groups")]
/// pub mod groups;
/// ```
fn declaration(module: &Module) -> TokenStream {
    let (gate, ident) = (gate(&module.features), &module.ident);
    quote! { #gate pub mod #ident; }
}

/// ```ignore
/// #[cfg(feature = "groups")]
/// groups::calls::OPERATIONS
/// ```
fn operations_of(module: &Module) -> TokenStream {
    let (gate, ident) = (gate(&module.features), &module.ident);
    quote! { #gate #ident::calls::OPERATIONS }
}

/// ```ignore
/// //! Everything that requests and responses hold.
/// pub use super::groups::models::*;
/// ```
pub(super) fn models(service: &Service) -> TokenStream {
    let modules = service.modules.iter().filter(|module| module.has_types()).map(|module| {
        let (gate, ident) = (gate(&module.features), &module.ident);
        quote! { #gate pub use super::#ident::models::*; }
    });
    quote! {
        //! Everything that requests and responses of the service hold.

        #(#modules)*
    }
}
