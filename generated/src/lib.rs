//! Typed clients for the Azure AD Graph and the domain operations of Microsoft Graph.

#[rustfmt::skip]
mod api;
pub mod runtime;

pub use api::*;
pub use http::Response;
pub use runtime::transport;
pub use runtime::{
    Client, ClientBuilder, Continuation, Credential, CredentialError, DateTime, Environment, Error,
    ErrorKind, Extra, Filter, Items, MockTransport, ObjectLink, OrderBy, Page, Pages, RetryBudget,
    RetryPolicy, Tenant, Token, TokenProvider, TokenRequest, Transport, TransportError,
    TransportErrorKind, Untyped,
};
