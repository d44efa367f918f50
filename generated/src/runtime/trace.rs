//! Tells `tracing` about calls and attempts. Nothing secret or personal is told: no header, no body, no identifier of
//! the path, no value of a query option but short numbers.

use std::time::Duration;

use super::client::Inner;
use super::engine::Received;
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
        Self { attempt, begin: environment.elapsed() }
    }

    pub(crate) fn received(&self, environment: &dyn Environment, received: &Received) {
        let Received { response, sent, .. } = received;
        tracing::debug!(
            target: "directory_graph",
            attempt = self.attempt,
            status = response.status().as_u16(),
            request_id = super::error_body::request_id(response.headers(), &sent.secrets()),
            elapsed_ms = self.milliseconds(environment),
            "received"
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

    pub(crate) fn received(&self, _: &dyn Environment, _: &Received) {}

    pub(crate) fn failed(&self, _: &dyn Environment, _: &Error) {}

    pub(crate) fn waits(_: u32, _: Duration) {}
}

#[cfg(feature = "tracing")]
fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Options whose names may be told. A link of the service may have others, or a secret in place of a name.
#[cfg(feature = "tracing")]
const OPTIONS: &[&str] = &[
    "$count",
    "$deltatoken",
    "$expand",
    "$filter",
    "$format",
    "$orderby",
    "$search",
    "$select",
    "$skip",
    "$skiptoken",
    "$top",
    "api-version",
    "deltaLink",
    "previous-page",
];

/// The origin, the path as documentation writes it, and of the query what [`tell_option`] tells.
#[cfg(feature = "tracing")]
fn redacted_url(client: &Inner, operation: &Operation, uri: &http::Uri) -> String {
    let mut url = client.endpoint();
    url.push_str(operation.template);
    let options = uri.query().unwrap_or_default().split('&');
    for (index, option) in options.filter(|option| !option.is_empty()).enumerate() {
        url.push(if index == 0 { '?' } else { '&' });
        tell_option(&mut url, option, client.version_of(operation));
    }
    url
}

/// Appends a query option: a known name, and as its value a short number or the version that is asked for anyway.
#[cfg(feature = "tracing")]
fn tell_option(url: &mut String, option: &str, version: &str) {
    let (name, value) = option.split_once('=').unwrap_or((option, ""));
    if OPTIONS.contains(&name) {
        url.push_str(name);
        url.push('=');
    }
    let shown = match name {
        "$top" => is_short_number(value),
        "api-version" => is_short_number(value) || value == version,
        _ => false,
    };
    url.push_str(if shown { value } else { "…" });
}

#[cfg(feature = "tracing")]
fn is_short_number(text: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.len() <= 5 && text.split('.').all(is_number)
}
