//! A closure as a transport.

use std::fmt;

use bytes::Bytes;
use http::{Request, Response};

use super::{BoxFuture, Transport, TransportError};

/// A transport made of a closure, see [`from_fn`].
pub struct FnTransport<F>(F);

/// Makes a transport of an async closure: the way to any HTTP client that has no feature here.
///
/// ```
/// use directory_graph_runtime::transport;
///
/// let nothing = transport::from_fn(|request: http::Request<bytes::Bytes>| async move {
///     assert!(request.uri().host().is_some());
///     Ok(http::Response::new(bytes::Bytes::new()))
/// });
/// # drop(nothing);
/// ```
pub fn from_fn<F, R>(function: F) -> FnTransport<F>
where
    F: Fn(Request<Bytes>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Response<Bytes>, TransportError>> + Send + 'static,
{
    FnTransport(function)
}

impl<F, R> Transport for FnTransport<F>
where
    F: Fn(Request<Bytes>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Response<Bytes>, TransportError>> + Send + 'static,
{
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin((self.0)(request))
    }
}

impl<F> fmt::Debug for FnTransport<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FnTransport").finish_non_exhaustive()
    }
}
