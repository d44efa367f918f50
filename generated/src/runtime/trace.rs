//! Tells `tracing` about calls and attempts. Nothing secret or personal is told: no header, no body, no identifier of
//! the path, no value of a query option.

use std::time::Duration;

use super::client::Inner;
use super::engine::Answered;
use super::environment::Environment;
use super::error::Error;
use super::operation::Operation;
use http::Request;

/// The span of a call.
#[derive(Clone)]
pub(crate) struct CallSpan {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl CallSpan {
    pub(crate) fn new<B>(client: &Inner, operation: &Operation, request: &Request<B>) -> Self {
        let span = tracing::info_span!(
            target: "directory_graph",
            "call",
            service = operation.service,
            operation = operation.id,
            method = %request.method(),
            url = %redacted_url(client, operation, request.uri()),
            client_request_id = request.headers().get("client-request-id").and_then(|id| id.to_str().ok()),
        );
        Self { span }
    }

    pub(crate) fn within<F: Future>(&self, work: F) -> impl Future<Output = F::Output> {
        tracing::Instrument::instrument(work, self.span.clone())
    }
}

/// What there is to tell about an attempt.
pub(crate) struct AttemptEvent {
    #[cfg(feature = "tracing")]
    attempt: u32,
    #[cfg(feature = "tracing")]
    begin: Duration,
}

#[cfg(feature = "tracing")]
impl AttemptEvent {
    pub(crate) fn begin(environment: &dyn Environment, attempt: u32) -> Self {
        Self {
            attempt,
            begin: environment.elapsed(),
        }
    }

    pub(crate) fn answered(&self, environment: &dyn Environment, answered: &Answered) {
        let Answered { response, sent } = answered;
        tracing::debug!(
            target: "directory_graph",
            attempt = self.attempt,
            status = response.status().as_u16(),
            request_id = super::error_body::request_id(response.headers(), &sent.secrets()),
            elapsed_ms = self.milliseconds(environment),
            "answered"
        );
    }

    pub(crate) fn failed(&self, environment: &dyn Environment, error: &Error) {
        tracing::warn!(
            target: "directory_graph",
            attempt = self.attempt,
            kind = ?error.kind(),
            status = error.status().map(|status| status.as_u16()),
            code = error.code().map(crate::api::ErrorCode::as_str),
            request_id = error.request_id(),
            elapsed_ms = self.milliseconds(environment),
            "failed"
        );
    }

    pub(crate) fn waits(attempt: u32, delay: Duration) {
        tracing::debug!(target: "directory_graph", attempt, delay_ms = milliseconds(delay), "will be repeated");
    }

    /// How long the attempt took until now.
    fn milliseconds(&self, environment: &dyn Environment) -> u64 {
        milliseconds(environment.elapsed().saturating_sub(self.begin))
    }
}

#[cfg(not(feature = "tracing"))]
impl CallSpan {
    pub(crate) fn new<B>(_: &Inner, _: &Operation, _: &Request<B>) -> Self {
        Self {}
    }

    pub(crate) fn within<F: Future>(&self, work: F) -> impl Future<Output = F::Output> {
        work
    }
}

#[cfg(not(feature = "tracing"))]
impl AttemptEvent {
    pub(crate) fn begin(_: &dyn Environment, _: u32) -> Self {
        Self {}
    }

    pub(crate) fn answered(&self, _: &dyn Environment, _: &Answered) {}

    pub(crate) fn failed(&self, _: &dyn Environment, _: &Error) {}

    pub(crate) fn waits(_: u32, _: Duration) {}
}

#[cfg(feature = "tracing")]
fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// The origin, the path as documentation writes it, and the names of query options.
#[cfg(feature = "tracing")]
fn redacted_url(client: &Inner, operation: &Operation, uri: &http::Uri) -> String {
    let mut url = client.endpoint();
    url.push_str(operation.template);
    for (index, option) in uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|option| !option.is_empty())
        .enumerate()
    {
        url.push(if index == 0 { '?' } else { '&' });
        match option.split_once('=') {
            Some(("api-version" | "$top", _)) | None => url.push_str(option),
            Some((name, _)) => {
                url.push_str(name);
                url.push_str("=…");
            }
        }
    }
    url
}
