//! Makes clients.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderName, HeaderValue};

use super::address::address;
use super::bounds::{MAX_PAGE_ITEMS, MAX_RESPONSE};
use super::client::{Cloud, Handle, Inner, Limits, Mode, Service};
use super::environment::{Environment, SystemEnvironment};
use super::error::{Error, ErrorCode, ErrorKind};
use super::observer::Observer;
use super::recent::Recent;
use super::retry::{RetryBudget, RetryPolicy};
use super::token_cache::TokenCache;
use super::transport::{self, Transport};
use super::{Credential, Tenant};

/// What one attempt may take unless the builder is told otherwise.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(100);

type Layer = Box<dyn FnOnce(Arc<dyn Transport>) -> Arc<dyn Transport> + Send>;

/// Settings of a client of the type `S`. See the setters.
#[must_use]
pub struct ClientBuilder<S> {
    settings: Settings,
    marker: PhantomData<fn() -> S>,
}

/// Settings without the type of the client.
struct Settings {
    tenant: Option<Tenant>,
    endpoint: String,
    scopes: Option<Vec<String>>,
    credential: Credential,
    version: Option<String>,
    headers: Vec<(String, String)>,
    transport: Option<Arc<dyn Transport>>,
    layers: Vec<Layer>,
    environment: Option<Arc<dyn Environment>>,
    observer: Option<Arc<dyn Observer>>,
    retry: RetryPolicy,
    budget: RetryBudget,
    limits: Limits,
    not_found_window: Option<Duration>,
}

impl<S: Service> ClientBuilder<S> {
    #[doc(hidden)]
    pub fn new(tenant: Option<Tenant>) -> Self {
        let limits = Limits {
            call: None,
            attempt: Some(ATTEMPT_TIMEOUT),
            response: MAX_RESPONSE,
            items: MAX_PAGE_ITEMS,
        };
        let settings = Settings {
            tenant,
            endpoint: S::ENDPOINT.to_owned(),
            scopes: None,
            credential: Credential::none(),
            version: None,
            headers: Vec::new(),
            transport: None,
            layers: Vec::new(),
            environment: None,
            observer: None,
            retry: RetryPolicy::default(),
            budget: RetryBudget::default(),
            limits,
            not_found_window: None,
        };
        Self { settings, marker: PhantomData }
    }

    /// Where tokens come from. Without one, requests carry no token.
    pub fn credential(self, credential: impl Into<Credential>) -> Self {
        self.set(|settings| settings.credential = credential.into())
    }

    /// The address that requests go to, instead of the cloud's own: `https://…`, or `http://…` on this machine.
    pub fn endpoint(self, endpoint: impl Into<String>) -> Self {
        self.set(|settings| settings.endpoint = endpoint.into())
    }

    /// The cloud that requests go to. Tokens are asked for that cloud.
    pub fn cloud(self, cloud: S::Cloud) -> Self {
        self.set(|settings| {
            settings.endpoint = cloud.endpoint().to_owned();
            settings.scopes = Some(vec![format!("{}/.default", cloud.endpoint())]);
        })
    }

    /// What tokens are asked for, instead of the service's default scope.
    pub fn scopes(self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.set(|settings| settings.scopes = Some(scopes.into_iter().map(Into::into).collect()))
    }

    /// The version of the API that all calls ask for, instead of each operation's own.
    pub fn api_version(self, version: impl Into<String>) -> Self {
        self.set(|settings| settings.version = Some(version.into()))
    }

    /// What sends requests, instead of the transport of the enabled feature.
    pub fn transport(self, transport: impl Transport) -> Self {
        self.set(|settings| settings.transport = Some(Arc::new(transport)))
    }

    /// Wraps the transport. A layer that is added later is further outside.
    ///
    /// Every attempt of a call passes the layers.
    pub fn layer<T: Transport>(
        self,
        layer: impl FnOnce(Arc<dyn Transport>) -> T + Send + 'static,
    ) -> Self {
        self.set(|settings| settings.layers.push(Box::new(|inner| Arc::new(layer(inner)))))
    }

    /// A header that every request carries.
    pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.set(|settings| settings.headers.push((name.into(), value.into())))
    }

    /// When and how often calls are repeated.
    pub fn retry(self, policy: RetryPolicy) -> Self {
        self.set(|settings| settings.retry = policy)
    }

    /// How many repetitions all calls of the client may make together.
    pub fn retry_budget(self, budget: RetryBudget) -> Self {
        self.set(|settings| settings.budget = budget)
    }

    /// Repeats a request that finds nothing (404) if it is for an object that this client has made at most so long ago: new
    /// objects take a while to be found. Nothing else is repeated for it, and no call whose policy is
    /// [`RetryPolicy::none`].
    ///
    /// An object is known by what its creation gave as its identifier. A request is for it if its path ends with it, or if its
    /// path or body names it and the service says that it is what was not found.
    pub fn retry_not_found_after_writes(self, window: impl Into<Option<Duration>>) -> Self {
        self.set(|settings| settings.not_found_window = window.into())
    }

    /// What a call may take with all its attempts. Unlimited by default.
    pub fn timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
        self.set(|settings| settings.limits.call = timeout.into())
    }

    /// What one attempt may take. 100 seconds by default.
    pub fn attempt_timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
        self.set(|settings| settings.limits.attempt = timeout.into())
    }

    /// How many bytes the body of a response may have. 64 MiB by default.
    ///
    /// What is made of a response takes at most as much again, and 16 times its own size: one whose values would take
    /// more is an error of kind [`Decode`](ErrorKind::Decode).
    pub fn max_response_size(self, bytes: usize) -> Self {
        self.set(|settings| settings.limits.response = bytes)
    }

    /// How many items a page may have. 10,000 by default, of which the services send at most 999; a page with more is an
    /// error of kind [`Decode`](ErrorKind::Decode).
    pub fn max_page_items(self, items: usize) -> Self {
        self.set(|settings| settings.limits.items = items)
    }

    /// Clock, sleeper and randomness, instead of those of the system; for tests a [`TestClock`](super::TestClock).
    pub fn environment(self, environment: impl Environment) -> Self {
        self.set(|settings| settings.environment = Some(Arc::new(environment)))
    }

    /// Who is told about attempts, and may add `traceparent` to them.
    pub fn observer(self, observer: impl Observer) -> Self {
        self.set(|settings| settings.observer = Some(Arc::new(observer)))
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// If the endpoint is not an address that a token may be sent to or its port is none, if a header or static token holds characters
    /// that no header can hold, or if there is no transport.
    pub fn build(self) -> Result<S, Error<S::ErrorCode>> {
        let Settings { endpoint, scopes, credential, transport, layers, environment, .. } =
            self.settings;
        let (scheme, authority, base) = address(&endpoint, credential.is_none())?;
        let transport = match transport {
            Some(transport) => transport,
            None => transport::default_transport(S::Mode::BLOCKING)?,
        };
        let transport = layers.into_iter().fold(transport, |inner, layer| layer(inner));
        let system = || -> Arc<dyn Environment> {
            Arc::new(SystemEnvironment::new(Arc::clone(&transport), S::Mode::BLOCKING))
        };
        let scopes =
            scopes.unwrap_or_else(|| S::SCOPES.iter().map(|scope| (*scope).to_owned()).collect());
        Ok(S::from_handle(Handle::new(Inner {
            scheme,
            authority,
            base,
            tenant: self.settings.tenant,
            version_rule: S::VERSION,
            version: self.settings.version,
            link: S::LINK,
            advanced: S::ADVANCED,
            knows_code: |code| S::ErrorCode::from(code.to_owned()).is_known(),
            headers: headers(&self.settings.headers)?,
            environment: environment.unwrap_or_else(system),
            observer: self.settings.observer,
            transport,
            recent: self.settings.not_found_window.map(Recent::new),
            tokens: TokenCache::new(credential, scopes)?,
            retry: self.settings.retry,
            budget: self.settings.budget,
            limits: self.settings.limits,
        })))
    }

    fn set(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }
}

impl<S: Service> fmt::Debug for ClientBuilder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("service", &S::NAME)
            .field("tenant", &self.settings.tenant)
            .field("endpoint", &self.settings.endpoint)
            .finish_non_exhaustive()
    }
}

fn headers(headers: &[(String, String)]) -> Result<Vec<(HeaderName, HeaderValue)>, Error> {
    headers.iter().map(|(name, value)| header(name, value)).collect()
}

/// Checks a header that a user has named.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Error> {
    let wrong = |what: &str| {
        Error::new(
            ErrorKind::InvalidRequest,
            format!("the {what} of header {name:?} is not allowed"),
        )
    };
    let header_name = HeaderName::try_from(name).map_err(|_| wrong("name"))?;
    let mut header_value = HeaderValue::try_from(value).map_err(|_| wrong("value"))?;
    header_value.set_sensitive(
        header_name == http::header::AUTHORIZATION || header_name == http::header::COOKIE,
    );
    Ok((header_name, header_value))
}
