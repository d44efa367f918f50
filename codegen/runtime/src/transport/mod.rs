//! What carries requests to a service and responses back.
//!
//! A transport takes an [`http::Request`] and gives an [`http::Response`], both with their whole body; whatever an HTTP
//! client calls its own types stays inside. Each is a feature of its own, [`from_fn`] makes one of a closure, and
//! [`MockTransport`] needs no network.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

use super::error::{Error, ErrorKind};
use super::one_line::OneLine;
use super::operation::Operation;

#[cfg(any(feature = "hyper", feature = "tower"))]
mod body;
#[cfg(any(feature = "azure_identity", feature = "hyper", feature = "reqwest"))]
#[allow(dead_code, reason = "token providers alone need less of it")]
pub(crate) mod driver;
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

/// Why no response came.
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The stage at which a transport failed. It decides whether a call may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection came about: the service has certainly not seen the request.
    Connect,
    /// Time ran out.
    Timeout,
    /// The response is larger than [`Attempt::max_response`].
    TooLarge,
    /// The request cannot be sent as it is; sending it again would not help.
    Request,
    /// A mock or a recording has nothing for the call.
    UnexpectedCall,
    /// Anything else, after which nobody knows whether the service has seen the request.
    Other,
}

impl TransportErrorKind {
    /// The kind as recordings name it.
    fn name(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::TooLarge => "tooLarge",
            Self::Request => "request",
            Self::UnexpectedCall => "unexpectedCall",
            Self::Other => "other",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        let kinds = [
            Self::Connect,
            Self::Timeout,
            Self::TooLarge,
            Self::Request,
            Self::UnexpectedCall,
            Self::Other,
        ];
        kinds.into_iter().find(|kind| kind.name() == name)
    }
}

impl TransportError {
    /// An error of any kind; text will do as its reason.
    pub fn new(
        kind: TransportErrorKind,
        reason: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        let source = reason.into();
        Self { kind, message: OneLine(&chain(&*source)).to_string(), source: Some(source) }
    }

    /// No connection came about.
    pub fn connect(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::new(TransportErrorKind::Connect, reason)
    }

    /// Nobody knows whether the service has seen the request.
    pub fn other(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::new(TransportErrorKind::Other, reason)
    }

    /// The response has more than `limit` bytes.
    pub fn too_large(limit: usize) -> Self {
        let message = format!("it has more than {limit} bytes");
        Self { kind: TransportErrorKind::TooLarge, message, source: None }
    }

    /// The stage at which the transport failed.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    pub(crate) fn error_kind(&self) -> ErrorKind {
        match self.kind {
            TransportErrorKind::Connect => ErrorKind::Connect,
            TransportErrorKind::Timeout => ErrorKind::Timeout,
            TransportErrorKind::TooLarge => ErrorKind::TooLarge,
            TransportErrorKind::Request => ErrorKind::InvalidRequest,
            TransportErrorKind::UnexpectedCall => ErrorKind::UnexpectedCall,
            TransportErrorKind::Other => ErrorKind::Transport,
        }
    }

    pub(crate) fn into_source(self) -> Option<Arc<dyn std::error::Error + Send + Sync>> {
        self.source.map(Arc::from)
    }
}

/// The messages of an error and of what caused it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = error.source();
    }
    text
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.kind)
            .field("message", &self.message)
            .finish()
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Collects the body of a response piece by piece and stops when it becomes too large.
#[allow(dead_code, reason = "used by the transports that are features")]
pub(crate) struct Collector {
    pieces: Vec<u8>,
    first: Option<Bytes>,
    limit: usize,
}

#[allow(dead_code, reason = "used by the transports that are features")]
impl Collector {
    /// Begins a body of the announced length.
    pub(crate) fn new(limit: usize, announced: Option<u64>) -> Result<Self, TransportError> {
        if announced
            .is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit))
        {
            return Err(TransportError::too_large(limit));
        }
        Ok(Self { pieces: Vec::new(), first: None, limit })
    }

    pub(crate) fn push(&mut self, piece: Bytes) -> Result<(), TransportError> {
        let collected = self.first.as_ref().map_or(self.pieces.len(), Bytes::len);
        if collected + piece.len() > self.limit {
            return Err(TransportError::too_large(self.limit));
        }
        // Most responses come in one piece, which is then passed on as it is.
        match self.first.take() {
            None if self.pieces.is_empty() => self.first = Some(piece),
            None => self.pieces.extend_from_slice(&piece),
            Some(first) => {
                self.pieces.reserve(first.len() + piece.len());
                self.pieces.extend_from_slice(&first);
                self.pieces.extend_from_slice(&piece);
            }
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Bytes {
        self.first.unwrap_or_else(|| Bytes::from(self.pieces))
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
