//! What carries requests to a service and responses back.
//!
//! A transport takes an [`http::Request`] and gives an [`http::Response`], both with their whole body; whatever an HTTP
//! client calls its own types stays inside. Each is a feature of its own, [`from_fn`] makes one of a closure, and
//! [`MockTransport`] needs no network.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

use super::operation::Operation;
use crate::error::Error;
#[cfg(any(test, not(feature = "hyper")))]
use crate::error::ErrorKind;

#[cfg(any(feature = "hyper", feature = "tower"))]
mod body;
#[cfg(any(feature = "hyper", feature = "reqwest", feature = "tower", feature = "ureq"))]
mod collector;
#[cfg(any(feature = "azure_identity", feature = "hyper", feature = "reqwest"))]
#[allow(dead_code, reason = "token providers alone need less of it")]
pub(crate) mod driver;
mod error;
mod function;
#[cfg(feature = "hyper")]
mod hyper;
mod mock;
#[cfg(any(feature = "hyper", feature = "reqwest", feature = "ureq"))]
mod proxy;
mod recorder;
pub(crate) mod redact;
mod replay;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "tower")]
mod tower;
#[cfg(feature = "ureq")]
mod ureq;

#[cfg(feature = "hyper")]
pub use self::hyper::HyperTransport;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
#[cfg(feature = "tower")]
pub use self::tower::TowerTransport;
#[cfg(feature = "ureq")]
pub use self::ureq::UreqTransport;
pub use error::{TransportError, TransportErrorKind};
pub use function::{FnTransport, from_fn};
pub use mock::{MockRule, MockTransport};
pub use recorder::Recorder;
pub use replay::Replay;

/// A future in a box.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends requests. Redirects are not followed and statuses are not judged: both are the engine's business.
///
/// The request's extensions hold the [`Attempt`] and the [`Operation`], as `&'static Operation`.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and reads the whole response, but no more of it than [`Attempt::max_response`] bytes.
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>>;

    /// Sends a request that has no extensions yet. Transports at the end of a chain, which look at nothing but the
    /// attempt, do so here and save the extensions.
    #[doc(hidden)]
    fn attempt(
        &self,
        mut request: Request<Bytes>,
        operation: &'static Operation,
        attempt: Attempt,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        request.extensions_mut().insert(operation);
        request.extensions_mut().insert(attempt);
        self.send(request)
    }

    /// Waits, if the transport has a timer that does so without a thread of its own.
    fn sleep(&self, duration: Duration) -> Option<BoxFuture<'static, ()>> {
        let _ = duration;
        None
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        (**self).send(request)
    }

    fn attempt(
        &self,
        request: Request<Bytes>,
        operation: &'static Operation,
        attempt: Attempt,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        (**self).attempt(request, operation, attempt)
    }

    fn sleep(&self, duration: Duration) -> Option<BoxFuture<'static, ()>> {
        (**self).sleep(duration)
    }
}

/// What a transport is told about a request, in the request's extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// 1 for the first attempt of a call.
    pub number: u32,
    /// What the attempt may take. The engine drops the future after that time, so only a transport that blocks its
    /// thread has to look at it.
    pub timeout: Option<Duration>,
    /// How many bytes the body of the response may have.
    pub max_response: usize,
}

#[allow(dead_code, reason = "used by the transports that are features")]
impl Attempt {
    pub(crate) fn of(request: &Request<Bytes>) -> Self {
        let unlimited = Self { number: 1, timeout: None, max_response: usize::MAX };
        request.extensions().get().copied().unwrap_or(unlimited)
    }
}

/// The transport of the enabled features: hyper, or ureq for blocking clients.
#[allow(unused_variables, reason = "what matters depends on the features")]
pub(crate) fn default_transport(blocking: bool) -> Result<Arc<dyn Transport>, Error> {
    #[cfg(feature = "ureq")]
    if blocking {
        return Ok(Arc::new(UreqTransport::new()));
    }
    #[cfg(feature = "hyper")]
    {
        Ok(Arc::new(HyperTransport::new()?))
    }
    #[cfg(not(feature = "hyper"))]
    Err(no_transport(blocking))
}

#[cfg(any(test, not(feature = "hyper")))]
fn no_transport(blocking: bool) -> Error {
    let wanted = if blocking { "`ureq` or `hyper`" } else { "`hyper`" };
    let message = format!(
        "no transport: enable the feature {wanted} of this crate, or set one with `transport`"
    );
    Error::new(ErrorKind::InvalidRequest, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_no_transport_is_told_how_to_get_one() {
        assert_eq!(
            no_transport(false).to_string(),
            "the request cannot be built: no transport: enable the feature `hyper` of this crate, or set one with `transport`"
        );
        assert_eq!(
            no_transport(true).to_string(),
            "the request cannot be built: no transport: enable the feature `ureq` or `hyper` of this crate, or set one with `transport`"
        );
    }
}
