//! The client, and what all its calls share.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::uri::{Authority, Scheme};
use http::{HeaderName, HeaderValue};

use super::Tenant;
use super::advanced::Advanced;
use super::bounds::Bounds;
use super::environment::Environment;
use super::error::ErrorCode;
use super::observer::Observer;
use super::operation::Operation;
use super::recent::Recent;
use super::retry::{RetryBudget, RetryPolicy};
use super::token_cache::TokenCache;
use super::transport::Transport;

/// A client of a service, and what the spec says about the service as a whole.
pub trait Service: Sized {
    /// How its calls are made.
    type Mode: Mode;
    /// The clouds in which the service runs.
    type Cloud: Cloud;
    /// The error codes that are known.
    type ErrorCode: ErrorCode;
    /// Name of the service, the name of its module.
    const NAME: &'static str;
    /// Where the service responds in the default cloud.
    const ENDPOINT: &'static str;
    /// Where a request says which version it wants.
    const VERSION: Version;
    /// What a token provider is asked for.
    const SCOPES: &'static [&'static str];
    /// The collection that links in request bodies go through.
    const LINK: Option<super::Link> = None;
    /// How a call says that its query is an advanced one.
    const ADVANCED: Option<Advanced> = None;

    /// The client around what its calls share.
    fn from_handle(handle: Handle<Self::Mode>) -> Self;
}

/// A cloud: an installation of the service with an address of its own.
pub trait Cloud: Copy {
    /// Where the service responds.
    fn endpoint(self) -> &'static str;
}

/// Where a request says which version of the API it wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Version {
    /// In a query option.
    Query {
        /// Name of the option.
        name: &'static str,
        /// Version that operations have unless they say otherwise.
        default: &'static str,
    },
    /// In the first segment of the path.
    Path,
}

/// How calls are made: [`Async`] or [`Blocking`].
pub trait Mode: sealed::Sealed + Copy + fmt::Debug + Send + Sync + 'static {
    #[doc(hidden)]
    const BLOCKING: bool;
}

/// Calls are awaited.
#[derive(Clone, Copy, Debug)]
pub enum Async {}

/// Calls block the thread.
#[derive(Clone, Copy, Debug)]
pub enum Blocking {}

impl Mode for Async {
    const BLOCKING: bool = false;
}

impl Mode for Blocking {
    const BLOCKING: bool = true;
}

mod sealed {
    pub trait Sealed {}

    impl Sealed for super::Async {}
    impl Sealed for super::Blocking {}
}

/// What all calls of a client share, as clients and resources hold it. Cloning it is cheap.
pub struct Handle<M = Async> {
    pub(crate) inner: Arc<Inner>,
    mode: PhantomData<fn() -> M>,
}

impl<M> Handle<M> {
    pub(crate) fn new(inner: Inner) -> Self {
        Self { inner: Arc::new(inner), mode: PhantomData }
    }

    /// The address that requests go to.
    pub fn endpoint(&self) -> String {
        self.inner.endpoint()
    }
}

impl<M> Clone for Handle<M> {
    fn clone(&self) -> Self {
        Self { inner: Arc::clone(&self.inner), mode: PhantomData }
    }
}

impl<M> fmt::Debug for Handle<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

/// What all calls of a client share.
pub(crate) struct Inner {
    pub(crate) scheme: Scheme,
    pub(crate) authority: Authority,
    /// The endpoint's path without its last slash; usually empty.
    pub(crate) base: String,
    pub(crate) tenant: Option<Tenant>,
    pub(crate) version_rule: Version,
    /// The version that the client was told to ask for.
    pub(crate) version: Option<String>,
    pub(crate) link: Option<super::Link>,
    pub(crate) advanced: Option<Advanced>,
    /// Whether the service documents an error code.
    pub(crate) knows_code: fn(&str) -> bool,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) environment: Arc<dyn Environment>,
    pub(crate) observer: Option<Arc<dyn Observer>>,
    /// What was made a short while ago, if requests for it are to be repeated.
    pub(crate) recent: Option<Recent>,
    pub(crate) tokens: TokenCache,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: RetryBudget,
    pub(crate) limits: Limits,
}

/// Limits of calls.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Time for a call with all its attempts.
    pub(crate) call: Option<Duration>,
    /// Time for one attempt.
    pub(crate) attempt: Option<Duration>,
    /// Size of a response's body in bytes.
    pub(crate) response: usize,
    /// Items of a page.
    pub(crate) items: usize,
}

impl Limits {
    /// The limits that hold when a response is read.
    pub(crate) fn bounds(&self) -> Bounds {
        Bounds { items: self.items, memory: self.response }
    }
}

impl Inner {
    /// The version that the operation asks for unless the call says otherwise.
    pub(crate) fn version_of<'a>(&'a self, operation: &'a Operation) -> &'a str {
        self.version.as_deref().unwrap_or(operation.version)
    }

    /// The port that requests go to, also where the endpoint leaves it to the scheme.
    pub(crate) fn port(&self) -> u16 {
        let of_scheme = if self.scheme == Scheme::HTTPS { 443 } else { 80 };
        self.authority.port_u16().unwrap_or(of_scheme)
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("{}://{}{}", self.scheme, self.authority, self.base)
    }
}

impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inner")
            .field("endpoint", &self.endpoint())
            .field("tenant", &self.tenant)
            .field("version", &self.version)
            .field("retry", &self.retry)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
