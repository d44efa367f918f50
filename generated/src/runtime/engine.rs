//! Sends requests: token, attempts, limits, errors. The only place where a call waits.
//!
//! Nothing here is generic: whatever the operation, the same code runs.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, header};

use super::client::Inner;
use super::draft::Options;
use super::error::{Error, ErrorKind};
use super::error_body;
use super::operation::Operation;
use super::retry;
use super::sync::race;
use super::transport::{Attempt, TransportError};

const USER_AGENT: HeaderValue =
    HeaderValue::from_static(concat!("directory-graph/", env!("CARGO_PKG_VERSION")));

/// Sends a request until there is an answer, or no point in going on.
pub(crate) async fn execute(
    client: Arc<Inner>,
    operation: &'static Operation,
    request: Request<Bytes>,
    options: Options,
) -> Result<Response<Bytes>, Error> {
    let limit = options.timeout.or(client.limits.call);
    let timer = limit.map(|limit| client.environment.sleep(limit));
    let work = attempts(&client, operation, request, options, limit);
    let done = race(work, timer).await;
    done.unwrap_or_else(|| Err(timed_out(limit)))
        .map_err(|error| error.in_operation(operation.id))
}

async fn attempts(
    client: &Inner,
    operation: &'static Operation,
    mut request: Request<Bytes>,
    options: Options,
    limit: Option<Duration>,
) -> Result<Response<Bytes>, Error> {
    let environment = &client.environment;
    let policy = options.retry.unwrap_or(client.retry);
    let start = environment.elapsed();
    name_request(&mut request, client);
    let with_own_token = request.headers().contains_key(header::AUTHORIZATION);
    let mut attempt = 1;
    let mut token_was_refused = false;
    loop {
        let mut next = request.clone();
        let mut refresh = None;
        if !with_own_token {
            let authorization = client.tokens.get(environment.now()).await?;
            refresh = Some(authorization.refresh);
            if let Some(token) = authorization.header {
                next.headers_mut().insert(header::AUTHORIZATION, token);
            }
        }
        let left =
            limit.map(|limit| limit.saturating_sub(environment.elapsed().saturating_sub(start)));
        let timeout = [left, client.limits.attempt].into_iter().flatten().min();
        next.extensions_mut().insert(operation);
        next.extensions_mut().insert(Attempt {
            number: attempt,
            timeout,
            max_answer: client.limits.answer,
        });
        let error = match once(client, next, timeout).await {
            Ok(response) => {
                client.budget.earn();
                return Ok(response);
            }
            Err(error) => error,
        };
        // A fresh token may help once. The service has not acted, so every operation may be repeated.
        if error.is_unauthorized()
            && !token_was_refused
            && refresh.is_some_and(|refresh| client.tokens.invalidate(refresh))
        {
            token_was_refused = true;
            attempt += 1;
            continue;
        }
        if !retry::may_repeat(operation, &error) {
            return Err(error);
        }
        let elapsed = environment.elapsed().saturating_sub(start);
        let Some(delay) = policy.delay(attempt, elapsed, error.retry_after(), environment.random())
        else {
            return Err(error);
        };
        if !client.budget.take() {
            return Err(error);
        }
        environment.sleep(delay).await;
        attempt += 1;
    }
}

/// One attempt.
async fn once(
    client: &Inner,
    request: Request<Bytes>,
    timeout: Option<Duration>,
) -> Result<Response<Bytes>, Error> {
    let timer = timeout.map(|timeout| client.environment.sleep(timeout));
    let response = match race(client.transport.send(request), timer).await {
        Some(Ok(response)) => response,
        Some(Err(error)) => return Err(failed(error)),
        None => return Err(timed_out(timeout)),
    };
    if response.body().len() > client.limits.answer {
        return Err(failed(TransportError::too_large(client.limits.answer)));
    }
    if response.status().is_success() {
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let retry_after = retry::retry_after(&parts.headers, client.environment.now());
    Err(error_body::refused(parts.status, parts.headers, body)
        .with(|parts| parts.retry_after = retry_after))
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
