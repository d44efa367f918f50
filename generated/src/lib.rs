//! Typed clients for the directory operations of Microsoft Graph and for Azure AD Graph.
//!
//! # From nothing to a first call
//!
//! Each service is a module with a `Client` of its own: [`azure_ad_graph`] and [`microsoft_graph`]. A client is made
//! of a tenant and a credential. Paths through it mirror the URL of the request.
//!
//! ```no_run
//! use directory_graph::azure_ad_graph::{Client, models::*};
//! use directory_graph::{Credential, Tenant};
//!
//! # async fn example(token: String) -> Result<(), directory_graph::Error> {
//! let client = Client::builder(Tenant::new("contoso.com")?)
//!     .credential(Credential::static_token(token))
//!     .build()?;
//!
//! // GET https://graph.windows.net/contoso.com/groups/45b7d2e7-b882-4a80-ba97-10b7a63b8fa4?api-version=1.6
//! let group: Group = client.groups().id("45b7d2e7-b882-4a80-ba97-10b7a63b8fa4").get().await?;
//! println!("{:?}", group.display_name);
//! # Ok(())
//! # }
//! ```
//!
//! A call is a value: nothing is sent until it is awaited. `send()` gives status and headers beside the model, and
//! `build()` gives the [`http::Request`] without sending anything.
//!
//! The same calls without async, from `azure_ad_graph::blocking`, end in `call()`:
//!
//! ```no_run
//! # fn example(token: String) -> Result<(), directory_graph::Error> {
//! use directory_graph::azure_ad_graph::blocking::Client;
//! use directory_graph::{Credential, Tenant};
//!
//! let client = Client::builder(Tenant::my_organization())
//!     .credential(Credential::static_token(token))
//!     .build()?;
//! for group in client.groups().list().top(100).items() {
//!     println!("{:?}", group?.display_name);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Literals of models
//!
//! The fields of models are public, so that tests can write responses as literals. End them in `..Default::default()`: a
//! new optional property counts as a minor change. Requests have no default, so that the compiler names what is missing.
//!
//! # Where to go on
//!
//! [`guide`] has a page for each task: lists, errors, retries, tests, PATCH, tokens, transports, and the way to
//! Microsoft Graph. `cargo run --example tour` tells the life of a group, without an account.
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `hyper` (default) | a transport by hyper with rustls |
//! | `reqwest` | the application's reqwest as a transport, with the TLS that the application gives it |
//! | `ureq` | a transport for blocking clients that needs no async runtime at all |
//! | `tower` | any `tower` service of `http` types as a transport |
//! | `azure_identity` | the credentials of the `azure_identity` crate |
//! | `tracing` | a span for each call and one for each attempt, by OpenTelemetry's names; of queries only known names and short numbers are told |
//!
//! Without features there are thirteen crates, no procedural macro and no HTTP client; the application brings a
//! transport, of which [`transport::from_fn`] is the shortest.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[rustfmt::skip]
#[allow(clippy::module_inception)] // A file of the spec may be called `calls` or as its service.
mod api;
pub mod guide;

pub use api::*;
#[doc(no_inline)]
pub use directory_graph_runtime as runtime;
#[cfg(feature = "azure_identity")]
#[doc(inline)]
pub use directory_graph_runtime::AzureCredential;
#[doc(inline)]
pub use directory_graph_runtime::transport;
#[doc(inline)]
pub use directory_graph_runtime::{
    ClientBuilder, Continuation, Credential, CredentialError, DateTime, Environment, ErrorKind,
    Expand, Extra, Filter, MockTransport, NeededPermissions, ObjectLink, Observer, Operation,
    OrderBy, Page, PermissionKind, RetryBudget, RetryPolicy, Search, Selected, Tenant, TestClock,
    Token, TokenProvider, TokenRequest, Transport, TransportError, TransportErrorKind, Untyped,
    permissions,
};
pub use http::Response;
