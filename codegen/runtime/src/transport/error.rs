//! Why a transport has no response to give.

use std::fmt;
use std::sync::Arc;

use crate::error::ErrorKind;
use crate::one_line::OneLine;

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
    /// The response is larger than [`Attempt::max_response`](super::Attempt::max_response).
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
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::TooLarge => "tooLarge",
            Self::Request => "request",
            Self::UnexpectedCall => "unexpectedCall",
            Self::Other => "other",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
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

/// The error of a client whose transport cannot be made.
#[cfg(any(feature = "hyper", feature = "reqwest"))]
pub(super) fn cannot(error: &dyn std::error::Error) -> crate::Error {
    crate::Error::new(ErrorKind::Connect, chain(error))
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
