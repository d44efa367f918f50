//! Who is told about attempts: for traces that go on in other programs, and for metrics.

use std::time::Duration;

use http::{HeaderMap, StatusCode};

use super::error::{Error, ErrorKind};
use super::operation::Operation;

/// Is told about every attempt of every call; see [`ClientBuilder::observer`](super::ClientBuilder::observer).
///
/// It runs inside the span of the attempt, so that `traceparent` can be made of the current one. Nothing of what it sees is
/// secret: no token, no body, no value of a path or query.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
///
/// use directory_graph_runtime::{AttemptEnd, AttemptInfo, Observer};
/// use http::{HeaderMap, HeaderValue};
///
/// #[derive(Default)]
/// struct Telemetry {
///     failures: AtomicU64,
/// }
///
/// impl Observer for Telemetry {
///     fn headers(&self, _: &AttemptInfo<'_>) -> HeaderMap {
///         let parent = HeaderValue::from_static("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
///         HeaderMap::from_iter([(http::HeaderName::from_static("traceparent"), parent)])
///     }
///
///     fn end(&self, _: &AttemptInfo<'_>, end: &AttemptEnd) {
///         if end.error.is_some() {
///             self.failures.fetch_add(1, Ordering::Relaxed);
///         }
///     }
/// }
/// ```
pub trait Observer: Send + Sync + 'static {
    /// Headers to send with the attempt, such as `traceparent`. A header that the request has already stays as it is.
    fn headers(&self, attempt: &AttemptInfo<'_>) -> HeaderMap {
        let _ = attempt;
        HeaderMap::new()
    }

    /// An attempt has ended. One that was dropped has not.
    fn end(&self, attempt: &AttemptInfo<'_>, end: &AttemptEnd) {
        let _ = (attempt, end);
    }
}

/// An attempt to make a call.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct AttemptInfo<'a> {
    /// The operation: its id, method, template and more.
    pub operation: &'static Operation,
    /// Which attempt it is; the first has the number 1.
    pub number: u32,
    /// The host that is asked.
    pub server_address: &'a str,
    /// Its port.
    pub server_port: u16,
}

/// How an attempt has ended.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AttemptEnd {
    /// How long it took.
    pub elapsed: Duration,
    /// The status, if there was a response.
    pub status: Option<StatusCode>,
    /// What `error.type` is in OpenTelemetry: the status of a refusal, or the stage at which the attempt failed.
    pub error: Option<String>,
}

impl Error {
    /// A word for the failure, one of few: for `error.type` of OpenTelemetry.
    pub(crate) fn type_name(&self) -> String {
        let stage = match self.kind() {
            ErrorKind::Status | ErrorKind::Resync => {
                return self.status().map_or_else(String::new, |status| status.as_str().to_owned());
            }
            ErrorKind::InvalidRequest => "invalid_request",
            ErrorKind::Credential => "credential",
            ErrorKind::Connect => "connect",
            ErrorKind::Transport => "transport",
            ErrorKind::Timeout => "timeout",
            ErrorKind::TooLarge => "too_large",
            ErrorKind::Decode => "decode",
            ErrorKind::Missing => "missing",
            ErrorKind::NextLink => "next_link",
            ErrorKind::UnexpectedCall => "unexpected_call",
        };
        stage.to_owned()
    }
}
