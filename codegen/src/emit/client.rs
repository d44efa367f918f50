//! The client of a service, and what the runtime knows of the service through it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::calls;
use super::gates::gate;
use crate::model::{Advanced, Asked, Batch, Delta, Features, Link, Service, Version};

/// ```ignore
/// pub struct AzureAdGraph<M: runtime::Mode = runtime::Async> { pub(crate) client: runtime::Handle<M> }
/// pub type Client = AzureAdGraph;
/// pub mod blocking { pub type Client = …; }
/// impl<M: runtime::Mode> AzureAdGraph<M> { pub fn builder(…) … }
/// impl<M: runtime::Mode> runtime::Service for AzureAdGraph<M> { … }
/// ```
pub(super) fn client(service: &Service) -> TokenStream {
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
            let to = to.iter().map(calls::segment);
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
