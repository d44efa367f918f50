//! A service's own module: its client, clouds and identifiers.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{calls, docs};
use crate::model::{
    Advanced, Asked, Batch, Cloud, Delta, Features, Identifier, Link, Module, Service, Version,
};

/// ```ignore
/// //! Azure AD Graph.
/// pub mod groups;
/// pub mod models;
///
/// pub struct AzureAdGraph<M: runtime::Mode = runtime::Async> { … }
/// pub type Client = AzureAdGraph;
/// pub mod blocking { … }
/// pub enum Cloud { … }
/// pub static OPERATIONS: &[&runtime::Operation] = &[…];
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
    let operations: Vec<TokenStream> = service.modules.iter().flat_map(operations_of).collect();
    let runtime = match gate(&service.features) {
        _ if operations.is_empty() => quote! { use directory_graph_runtime as runtime; },
        None => quote! { use directory_graph_runtime::{self as runtime, Endpoint as _}; },
        Some(gate) => quote! {
            use directory_graph_runtime as runtime;
            #gate
            use directory_graph_runtime::Endpoint as _;
        },
    };
    quote! {
        #docs

        #conversions
        #(#modules)*
        pub mod models;

        #runtime

        #client

        #clouds

        #(#identifiers)*

        /// Every operation of the service.
        pub static OPERATIONS: &[&runtime::Operation] = &[#(#operations,)*];
    }
}

/// ```ignore
/// pub struct AzureAdGraph<M: runtime::Mode = runtime::Async> { pub(crate) client: runtime::Handle<M> }
/// pub type Client = AzureAdGraph;
/// pub mod blocking { pub type Client = …; }
/// impl<M: runtime::Mode> AzureAdGraph<M> { pub fn builder(…) … }
/// impl<M: runtime::Mode> runtime::Service for AzureAdGraph<M> { … }
/// ```
fn client(service: &Service) -> TokenStream {
    let marker = &service.marker;
    let tenant_argument = service.has_tenant.then(|| quote! { tenant: runtime::Tenant });
    let tenant = if service.has_tenant {
        quote! { Some(tenant) }
    } else {
        quote! { None }
    };
    let facts = facts(service);
    let batch = service.batch.as_ref().map(|it| batch(service, it));
    let delta = service.delta.as_ref().map(|it| delta(it, &service.delta_features));
    quote! {
        /// A client of the service: [`Client`] if calls are awaited, [`blocking::Client`] if they block.
        #[derive(Clone, Debug)]
        pub struct #marker<M: runtime::Mode = runtime::Async> {
            pub(crate) client: runtime::Handle<M>,
        }

        /// A client of the service; cheap to clone. Start with [`builder`](Client::builder).
        pub type Client = #marker;

        /// The same for code that is not asynchronous.
        pub mod blocking {
            use directory_graph_runtime as runtime;

            /// A client whose calls block until the response is there.
            pub type Client = super::#marker<runtime::Blocking>;
        }

        impl<M: runtime::Mode> #marker<M> {
            /// Starts a client.
            pub fn builder(#tenant_argument) -> runtime::ClientBuilder<Self> {
                runtime::ClientBuilder::new(#tenant)
            }

            /// The address that requests go to.
            pub fn endpoint(&self) -> String {
                self.client.endpoint()
            }
        }

        #batch

        #delta

        #facts
    }
}

/// ```ignore
/// impl<M: runtime::Mode> MicrosoftGraph<M> {
///     pub fn batch(&self) -> runtime::Batch<M> {
///         const RULE: &runtime::BatchRule = &runtime::BatchRule::new("microsoft_graph", …);
///         runtime::Batch::new(&self.client, RULE)
///     }
/// }
/// ```
fn batch(service: &Service, batch: &Batch) -> TokenStream {
    let (marker, name, secrets) = (&service.marker, &service.name, &batch.secrets);
    let format = if batch.json {
        quote! { Json }
    } else {
        quote! { Multipart }
    };
    let most = Literal::usize_unsuffixed(batch.most.into());
    let path = batch.path.iter().map(calls::segment);
    let about = format!(
        " Starts a batch: several calls in one request. More than {} go in several.",
        batch.most
    );
    quote! {
        impl<M: runtime::Mode> #marker<M> {
            #[doc = #about]
            pub fn batch(&self) -> runtime::Batch<M> {
                const RULE: &runtime::BatchRule = &runtime::BatchRule::new(
                    #name,
                    runtime::BatchFormat::#format,
                    #most,
                    &[#(#path),*],
                    &[#(#secrets),*],
                );
                runtime::Batch::new(&self.client, RULE)
            }
        }
    }
}

/// ```ignore
/// const DELTA: &runtime::DeltaRule = &runtime::DeltaRule { id: "id", link: "@odata.deltaLink", … };
/// ```
fn delta(delta: &Delta, features: &Features) -> TokenStream {
    let Delta { id, query, next_link, delta_link, removed, links, latest, minimal, resync } = delta;
    let (query, next, links) = (option(query), option(next_link), option(links));
    let removed = removed.iter().map(|(name, reason)| quote! { (#name, #reason) });
    let (latest, minimal) = (asked(latest), asked(minimal));
    let gate = gate(features);
    quote! {
        /// How the service tells what has changed.
        #gate
        const DELTA: &runtime::DeltaRule = &runtime::DeltaRule {
            id: #id,
            query: #query,
            next: #next,
            link: #delta_link,
            removed: &[#(#removed),*],
            links: #links,
            latest: #latest,
            minimal: #minimal,
            resync: &[#(#resync),*],
        };
    }
}

fn asked(asked: &Asked) -> TokenStream {
    match asked {
        Asked::Header(name, value) => quote! { runtime::DeltaOption::Header(#name, #value) },
        Asked::Query(name, value) => quote! { runtime::DeltaOption::Query(#name, #value) },
    }
}

fn option(text: &Option<String>) -> TokenStream {
    match text {
        Some(text) => quote! { Some(#text) },
        None => quote! { None },
    }
}

/// ```ignore
/// impl<M: runtime::Mode> runtime::Service for AzureAdGraph<M> {
///     type Mode = M;
///     type Cloud = Cloud;
///     type ErrorCode = super::ErrorCode;
///     const NAME: &'static str = "azure_ad_graph";
///     …
/// }
/// ```
fn facts(service: &Service) -> TokenStream {
    let (ident, name, scopes) = (&service.marker, &service.name, &service.scopes);
    let endpoint = service.clouds.first().map(|cloud| &cloud.url);
    let version = match &service.version {
        Version::Query { name, default } => {
            quote! { runtime::Version::Query { name: #name, default: #default } }
        }
        Version::Path => quote! { runtime::Version::Path },
    };
    let link = match &service.link {
        Some(Link { property, to }) => {
            let to = to.iter().map(super::calls::segment);
            quote! { Some(runtime::Link { property: #property, to: &[#(#to),*] }) }
        }
        None => quote! { None },
    };
    let advanced = service.advanced.as_ref().map(advanced);
    quote! {
        impl<M: runtime::Mode> runtime::Service for #ident<M> {
            type Mode = M;
            type Cloud = Cloud;
            type ErrorCode = super::ErrorCode;
            const NAME: &'static str = #name;
            const ENDPOINT: &'static str = #endpoint;
            const VERSION: runtime::Version = #version;
            const SCOPES: &'static [&'static str] = &[#(#scopes),*];
            const LINK: Option<runtime::Link> = #link;
            #advanced

            fn from_handle(client: runtime::Handle<M>) -> Self {
                Self { client }
            }
        }
    }
}

/// ```ignore
/// const ADVANCED: Option<runtime::Advanced> = Some(runtime::Advanced { header: "ConsistencyLevel", … });
/// ```
fn advanced(advanced: &Advanced) -> TokenStream {
    let Advanced { header, value, count } = advanced;
    let count = option(count);
    quote! {
        const ADVANCED: Option<runtime::Advanced> =
            Some(runtime::Advanced { header: #header, value: #value, count: #count });
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
/// #[cfg(any(feature = "groups", feature = "users"))]
/// ```
fn gate(features: &Features) -> Option<TokenStream> {
    match &features.0[..] {
        [] => None,
        [one] => Some(quote! { #[cfg(feature = #one)] }),
        several => Some(quote! { #[cfg(any(#(feature = #several),*))] }),
    }
}

fn operations_of(module: &Module) -> impl Iterator<Item = TokenStream> {
    let (gate, name) = (gate(&module.features), &module.ident);
    module.operations.iter().map(move |operation| {
        let ident = &operation.ident;
        quote! { #gate #name::calls::#ident::OPERATION }
    })
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
