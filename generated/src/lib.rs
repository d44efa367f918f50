#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]
//!
//! # Calls
//!
//! Each service is a module with a `Client` of its own: [`azure_ad_graph`] and [`microsoft_graph`]. Paths through it mirror the
//! URL of the request. A call is a value: nothing is sent until it is awaited. `send()` gives status and headers beside the
//! model, and `build()` gives the [`http::Request`] without sending anything.
//!
//! ```
//! use directory_graph::azure_ad_graph::Client;
//! use directory_graph::{MockTransport, Tenant};
//!
//! let client = Client::builder(Tenant::new("contoso.com")?).transport(MockTransport::new()).build()?;
//! let request = client.groups().id("45b7d2e7-b882-4a80-ba97-10b7a63b8fa4").get().build()?;
//! let url = "https://graph.windows.net/contoso.com/groups/45b7d2e7-b882-4a80-ba97-10b7a63b8fa4?api-version=1.6";
//! assert_eq!(request.uri(), url);
//! # Ok::<(), directory_graph::Error>(())
//! ```
//!
//! The same calls without async, from the modules `blocking`, end in `call()`:
//!
//! ```no_run
//! # fn example(token: String) -> Result<(), directory_graph::Error> {
//! use directory_graph::Credential;
//! use directory_graph::microsoft_graph::blocking::Client;
//!
//! let client = Client::builder().credential(Credential::static_token(token)).build()?;
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
//! [`guide`] has a page for each task: lists, errors and [what to do about them](guide::troubleshooting), retries, tests, PATCH,
//! tokens, transports, and the way from Azure AD Graph to Microsoft Graph, [call by call](guide::migration).
//! `cargo run --example tour` tells the life of a group, without an account.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[rustfmt::skip]
#[allow(clippy::module_inception)] // A file of the spec may be called `calls` or as its service.
mod api;
#[cfg(any(doc, doctest))] // Pages cost nothing where nobody reads them.
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
    Change, ClientBuilder, Continuation, Credential, CredentialError, DateTime, DeltaToken,
    Environment, ErrorKind, Expand, Extra, Filter, MockTransport, NeededPermissions, ObjectLink,
    Observer, Operation, OrderBy, Page, PermissionKind, RemovedReason, RetryBudget, RetryPolicy,
    Search, Selected, Tenant, TestClock, Token, TokenProvider, TokenRequest, Transport,
    TransportError, TransportErrorKind, Until, UntilGone, Untyped, permissions,
};
pub use http::Response;
