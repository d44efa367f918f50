//! Tells `tracing` about calls and attempts. Nothing secret or personal is told: no header, no body, no identifier of
//! the path, no value of a query option but short numbers.

use std::time::Duration;

use super::client::Inner;
use super::echo::Sent;
use super::environment::Environment;
use super::error::Error;
use super::operation::Operation;
use bytes::Bytes;
use http::{Request, Response};

/// The span of a call.
#[derive(Clone)]
pub(crate) struct CallSpan {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

/// The span of an attempt, by the names that OpenTelemetry has for HTTP clients.
pub(crate) struct AttemptSpan {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
    #[cfg(feature = "tracing")]
    begin: Duration,
}

#[cfg(feature = "tracing")]
impl CallSpan {
    pub(crate) fn new<B>(operation: &Operation, request: &Request<B>) -> Self {
        let span = tracing::info_span!(
            target: "directory_graph",
            "call",
            otel.name = operation.id,
            otel.kind = "internal",
            service = operation.service,
            operation = operation.id,
            client_request_id = request.headers().get("client-request-id").and_then(|id| id.to_str().ok()),
        );
        Self { span }
    }

    pub(crate) fn within<F: Future>(&self, work: F) -> impl Future<Output = F::Output> {
        tracing::Instrument::instrument(work, self.span.clone())
    }
}

#[cfg(feature = "tracing")]
impl AttemptSpan {
    /// Begins an attempt; the first has the number 1.
    pub(crate) fn begin<B>(
        client: &Inner,
        operation: &Operation,
        request: &Request<B>,
        number: u32,
    ) -> Self {
        let span = tracing::info_span!(
            target: "directory_graph",
            "attempt",
            otel.name = format_args!("{} {}", request.method(), operation.template),
            otel.kind = "client",
            otel.status_code = tracing::field::Empty,
            http.request.method = request.method().as_str(),
            http.request.resend_count = (number > 1).then(|| number - 1),
            url.template = operation.template,
            url.full = redacted_url(client, operation, request.uri()),
            server.address = client.authority.host(),
            server.port = client.port(),
            http.response.status_code = tracing::field::Empty,
            error.r#type = tracing::field::Empty,
            request_id = tracing::field::Empty,
        );
        Self { span, begin: client.environment.elapsed() }
    }

    pub(crate) fn within<F: Future>(&self, work: F) -> impl Future<Output = F::Output> {
        tracing::Instrument::instrument(work, self.span.clone())
    }

    pub(crate) fn received(
        &self,
        environment: &dyn Environment,
        response: &Response<Bytes>,
        sent: &Sent,
    ) {
        self.span.record("http.response.status_code", response.status().as_u16());
        let request_id = super::error_body::request_id(response.headers(), &sent.secrets());
        self.span.record("request_id", request_id);
        let elapsed_ms = self.milliseconds(environment);
        self.span.in_scope(|| tracing::debug!(target: "directory_graph", elapsed_ms, "received"));
    }

    pub(crate) fn failed(&self, environment: &dyn Environment, error: &Error) {
        self.span.record("otel.status_code", "ERROR");
        self.span.record("http.response.status_code", error.status().map(|status| status.as_u16()));
        self.span.record("error.type", error.type_name());
        self.span.record("request_id", error.request_id());
        let code = error.code().map(String::as_str);
        let elapsed_ms = self.milliseconds(environment);
        self.span
            .in_scope(|| tracing::warn!(target: "directory_graph", code, elapsed_ms, "failed"));
    }

    /// How long the attempt took until now.
    fn milliseconds(&self, environment: &dyn Environment) -> u64 {
        milliseconds(environment.elapsed().saturating_sub(self.begin))
    }
}

/// Tells that there will be another attempt.
pub(crate) fn waits(attempt: u32, delay: Duration) {
    #[cfg(feature = "tracing")]
    tracing::debug!(target: "directory_graph", attempt, delay_ms = milliseconds(delay), "will be repeated");
    #[cfg(not(feature = "tracing"))]
    let _ = (attempt, delay);
}

#[cfg(not(feature = "tracing"))]
impl CallSpan {
    pub(crate) fn new<B>(_: &Operation, _: &Request<B>) -> Self {
        Self {}
    }

    pub(crate) fn within<F: Future>(&self, work: F) -> impl Future<Output = F::Output> {
        work
    }
}

#[cfg(not(feature = "tracing"))]
impl AttemptSpan {
    pub(crate) fn begin<B>(_: &Inner, _: &Operation, _: &Request<B>, _: u32) -> Self {
        Self {}
    }

    pub(crate) fn within<F: Future>(&self, work: F) -> impl Future<Output = F::Output> {
        work
    }

    pub(crate) fn received(&self, _: &dyn Environment, _: &Response<Bytes>, _: &Sent) {}

    pub(crate) fn failed(&self, _: &dyn Environment, _: &Error) {}
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
