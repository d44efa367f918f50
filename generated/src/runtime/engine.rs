//! Sends requests: token, attempts, limits, errors. The only place where a call waits.
//!
//! Nothing here is generic: whatever the operation, the same code runs.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, header};

use super::client::Inner;
use super::draft::Options;
use super::echo::Sent;
use super::error::{Error, ErrorKind};
use super::error_body;
use super::operation::Operation;
use super::retry::{self, RetryPolicy};
use super::sync::race;
use super::trace::CallSpan;
use super::transport::{Attempt, TransportError};

const USER_AGENT: HeaderValue =
    HeaderValue::from_static(concat!("directory-graph/", env!("CARGO_PKG_VERSION")));

/// Sends a request until there is an answer, or no point in going on.
pub(crate) async fn execute(
    client: Arc<Inner>,
    operation: &'static Operation,
    mut request: Request<Bytes>,
    options: Options,
) -> Result<Response<Bytes>, Error> {
    name_request(&mut request, &client);
    let span = CallSpan::new(&client, operation, &request);
    let limit = options.timeout.or(client.limits.call);
    let timer = limit.map(|limit| client.environment.sleep(limit));
    let call = Sending {
        client: &client,
        operation,
        start: client.environment.elapsed(),
        limit,
    };
    let policy = options.retry.unwrap_or(client.retry);
    let done = span
        .within(race(call.attempts(request, policy), timer))
        .await;
    done.unwrap_or_else(|| Err(timed_out(limit)))
        .map_err(|error| error.in_operation(operation.id))
}

/// A call on its way.
struct Sending<'a> {
    client: &'a Inner,
    operation: &'static Operation,
    start: Duration,
    /// Time for the whole call.
    limit: Option<Duration>,
}

impl Sending<'_> {
    async fn attempts(
        &self,
        request: Request<Bytes>,
        policy: RetryPolicy,
    ) -> Result<Response<Bytes>, Error> {
        let mut attempt = 1;
        let mut token_was_refused = false;
        loop {
            let begin = self.client.environment.elapsed();
            let (next, refresh) = self.authorized(&request).await?;
            let error = match self.once(next, attempt).await {
                Ok(response) => {
                    CallSpan::answered(
                        attempt,
                        &response,
                        self.client.environment.elapsed().saturating_sub(begin),
                    );
                    self.client.budget.earn();
                    return Ok(response);
                }
                Err(error) => error,
            };
            CallSpan::failed(
                attempt,
                &error,
                self.client.environment.elapsed().saturating_sub(begin),
            );
            // A fresh token may help, once. The service has not acted, so every operation may be repeated.
            let refused = error.is_unauthorized() && !token_was_refused;
            if refused && refresh.is_some_and(|refresh| self.client.tokens.invalidate(refresh)) {
                token_was_refused = true;
            } else {
                match self.delay(attempt, &error, policy) {
                    Some(delay) => self.client.environment.sleep(delay).await,
                    None => return Err(error),
                }
            }
            attempt += 1;
        }
    }

    /// How long to wait before the next attempt; none if there is to be no other.
    fn delay(&self, attempt: u32, error: &Error, policy: RetryPolicy) -> Option<Duration> {
        let environment = &self.client.environment;
        if !retry::may_repeat(self.operation, error) {
            return None;
        }
        let delay = policy.delay(
            attempt,
            self.elapsed(),
            error.retry_after(),
            environment.random(),
        )?;
        let in_time = self
            .limit
            .is_none_or(|limit| self.elapsed().saturating_add(delay) < limit);
        if !in_time || !self.client.budget.take() {
            return None;
        }
        CallSpan::waits(attempt, delay);
        Some(delay)
    }

    /// The request with a token, and the refresh that the token comes from.
    async fn authorized(
        &self,
        request: &Request<Bytes>,
    ) -> Result<(Request<Bytes>, Option<u64>), Error> {
        let mut request = request.clone();
        if request.headers().contains_key(header::AUTHORIZATION) {
            return Ok((request, None));
        }
        let (tokens, environment) = (&self.client.tokens, &self.client.environment);
        let now = environment.now();
        let authorization = match tokens.current(now) {
            Some(authorization) => authorization,
            None => {
                let limit = self.client.limits.attempt;
                let timer = limit.map(|limit| environment.sleep(limit));
                let late = || Error::new(ErrorKind::Credential, "the token provider took too long");
                race(tokens.refreshed(now), timer)
                    .await
                    .unwrap_or_else(|| Err(late()))?
            }
        };
        if let Some(token) = authorization.header {
            request.headers_mut().insert(header::AUTHORIZATION, token);
        }
        Ok((request, Some(authorization.refresh)))
    }

    /// One attempt.
    async fn once(
        &self,
        mut request: Request<Bytes>,
        number: u32,
    ) -> Result<Response<Bytes>, Error> {
        let Inner {
            environment,
            transport,
            limits,
            ..
        } = self.client;
        let left = self.limit.map(|limit| limit.saturating_sub(self.elapsed()));
        let timeout = [left, limits.attempt].into_iter().flatten().min();
        request.extensions_mut().insert(self.operation);
        request.extensions_mut().insert(Attempt {
            number,
            timeout,
            max_answer: limits.answer,
        });
        let timer = timeout.map(|timeout| environment.sleep(timeout));
        let sent = Sent::of(&request, Some(self.operation));
        let response = match race(transport.send(request), timer).await {
            Some(Ok(response)) => response,
            Some(Err(error)) => return Err(failed(error)),
            // What is left of the call's time is nobody's setting; the call's limit is.
            None if timeout == left => return Err(timed_out(self.limit)),
            None => return Err(timed_out(timeout)),
        };
        if response.body().len() > limits.answer {
            return Err(failed(TransportError::too_large(limits.answer)));
        }
        if response.status().is_success() {
            return Ok(response);
        }
        let (parts, body) = response.into_parts();
        let retry_after = retry::retry_after(&parts.headers, environment.now());
        Err(
            error_body::refused(parts.status, parts.headers, body).with(|parts| {
                let secrets = sent.secrets();
                parts.message = parts
                    .message
                    .take()
                    .map(|message| secrets.hide(&message).into_owned());
                parts.retry_after = retry_after;
            }),
        )
    }

    fn elapsed(&self) -> Duration {
        self.client.environment.elapsed().saturating_sub(self.start)
    }
}

/// Gives the request the headers that every sending gets anew.
fn name_request(request: &mut Request<Bytes>, client: &Inner) {
    let headers = request.headers_mut();
    headers.entry(header::USER_AGENT).or_insert(USER_AGENT);
    if let http::header::Entry::Vacant(vacant) = headers.entry("client-request-id") {
        let guid = guid(client.environment.random(), client.environment.random());
        if let Ok(value) = HeaderValue::try_from(guid) {
            vacant.insert(value);
        }
    }
}

/// A random GUID (version 4).
fn guid(high: u64, low: u64) -> String {
    let high = (high & !0xf000) | 0x4000;
    let low = (low & !(0b11 << 62)) | 0b10 << 62;
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )
}

fn timed_out(limit: Option<Duration>) -> Error {
    Error::new(
        ErrorKind::Timeout,
        format!("no answer within {:?}", limit.unwrap_or_default()),
    )
}

fn failed(error: TransportError) -> Error {
    Error::new(error.error_kind(), error.to_string())
        .with(|parts| parts.source = error.into_source())
}
