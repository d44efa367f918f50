//! Tells `tracing` about calls and attempts. Nothing secret or personal is told: no header, no body, no identifier of
//! the path, no value of a query option.

use std::time::Duration;

use super::client::Inner;
use super::error::Error;
use super::operation::Operation;
use http::{Request, Response};

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

    pub(crate) async fn within<T>(&self, work: impl Future<Output = T>) -> T {
        tracing::Instrument::instrument(work, self.span.clone()).await
    }

    pub(crate) fn answered<B>(attempt: u32, response: &Response<B>, elapsed: Duration) {
        tracing::debug!(
            target: "directory_graph",
            attempt,
            status = response.status().as_u16(),
            request_id = super::error_body::request_id(response.headers()),
            elapsed_ms = milliseconds(elapsed),
            "answered"
        );
    }

    pub(crate) fn failed(attempt: u32, error: &Error, elapsed: Duration) {
        tracing::warn!(
            target: "directory_graph",
            attempt,
            kind = ?error.kind(),
            status = error.status().map(|status| status.as_u16()),
            code = error.code().map(crate::api::ErrorCode::as_str),
            request_id = error.request_id(),
            elapsed_ms = milliseconds(elapsed),
            "failed"
        );
    }

    pub(crate) fn waits(attempt: u32, delay: Duration) {
        tracing::debug!(target: "directory_graph", attempt, delay_ms = milliseconds(delay), "will be repeated");
    }
}

#[cfg(not(feature = "tracing"))]
#[allow(
    clippy::unused_async,
    reason = "the same signatures as with the feature"
)]
impl CallSpan {
    pub(crate) fn new<B>(_: &Inner, _: &Operation, _: &Request<B>) -> Self {
        Self {}
    }

    pub(crate) async fn within<T>(&self, work: impl Future<Output = T>) -> T {
        work.await
    }

    pub(crate) fn answered<B>(_: u32, _: &Response<B>, _: Duration) {}

    pub(crate) fn failed(_: u32, _: &Error, _: Duration) {}

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
