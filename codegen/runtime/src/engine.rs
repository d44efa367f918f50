//! Sends requests: token, attempts, limits, errors. The only place where a call waits.
//!
//! Nothing here is generic: whatever the operation, the same code runs.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, header};

use super::DeltaRule;
use super::client::Inner;
use super::draft::{Draft, Options};
use super::echo::Sent;
use super::error::{Error, ErrorKind};
use super::error_body;
use super::observer::{AttemptEnd, AttemptInfo};
use super::operation::Operation;
use super::received::Received;
use super::retry::{self, RetryPolicy};
use super::sync::race;
use super::trace::{self, AttemptSpan, CallSpan};
use super::transport::{Attempt, BoxFuture, TransportError};

const USER_AGENT: HeaderValue =
    HeaderValue::from_static(concat!("directory-graph/", env!("CARGO_PKG_VERSION")));

const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// Begins to send a call.
pub(crate) fn start(draft: Draft) -> BoxFuture<'static, Result<Received, Error>> {
    let (client, operation, options) = (draft.client.clone(), draft.operation, draft.options());
    match draft.build() {
        Ok(request) => execute(client, operation, request, options),
        Err(error) => Box::pin(std::future::ready(Err(error))),
    }
}

/// Sends a request until there is a response, or no point in going on.
pub(crate) fn execute(
    client: Arc<Inner>,
    operation: &'static Operation,
    mut request: Request<Bytes>,
    options: Options,
) -> BoxFuture<'static, Result<Received, Error>> {
    name_request(&mut request, &client);
    // What the block uses it captures, once; an `async fn` would hold its arguments twice.
    Box::pin(async move {
        let span = CallSpan::new(operation, &request);
        let limit = options.timeout.or(client.limits.call);
        let timer = limit.map(|limit| client.environment.deadline(limit));
        let call = Sending {
            client: &client,
            operation,
            request: &request,
            start: client.environment.elapsed(),
            limit,
            policy: options.retry.unwrap_or(client.retry),
            options: &options,
        };
        // Pinned where it is: it is large, and would be copied at each step otherwise.
        let attempts = pin!(call.attempts());
        let done = span.within(race(attempts, timer)).await;
        done.unwrap_or_else(|| Err(timed_out(limit))).map_err(|error| error.in_operation(operation))
    })
}

/// A call on its way.
struct Sending<'a> {
    client: &'a Inner,
    operation: &'static Operation,
    /// The request without a token.
    request: &'a Request<Bytes>,
    start: Duration,
    /// Time for the whole call.
    limit: Option<Duration>,
    policy: RetryPolicy,
    options: &'a Options,
}

impl Sending<'_> {
    async fn attempts(&self) -> Result<Received, Error> {
        let environment = &*self.client.environment;
        let mut attempt = 1;
        // Those that found nothing where something new must come: they count for themselves.
        let mut looks = 0;
        let mut token_was_refused = false;
        loop {
            let (token, refresh) = self.token().await?;
            let span = AttemptSpan::begin(self.client, self.operation, self.request, attempt);
            let error = match span.within(self.observed(token.as_ref(), attempt)).await {
                Ok(received) => {
                    span.received(environment, &received.response, &received.sent);
                    self.client.budget.earn();
                    self.client.tokens.accept();
                    note(
                        self.client,
                        self.operation,
                        self.request,
                        &received,
                        self.options.creates,
                    );
                    return Ok(received);
                }
                Err(error) => error,
            };
            span.failed(environment, &error);
            // A fresh token may help, once. The service has not acted, so every operation may be repeated.
            let refused = error.is_unauthorized() && !token_was_refused;
            let replaced = refused && refresh.is_some_and(|refresh| self.replace(refresh));
            if replaced && self.policy.allows(attempt - looks, self.elapsed()) {
                token_was_refused = true;
            } else if let Some(pause) = self.pause(looks + 1, &error) {
                looks += 1;
                environment.sleep(pause).await;
            } else {
                match self.delay(attempt - looks, &error) {
                    Some(delay) => environment.sleep(delay).await,
                    None => return Err(error),
                }
            }
            attempt += 1;
        }
    }

    /// How long to wait before looking once more for an object that was made a short while ago.
    fn pause(&self, looks: u32, error: &Error) -> Option<Duration> {
        let recent = self.client.recent.as_ref().filter(|_| error.is_not_found())?;
        let now = self.client.environment.elapsed();
        let left = recent.left(self.request, error.message(), now)?;
        let pause = retry::pause(looks);
        let in_time = self.limit.is_none_or(|limit| self.elapsed().saturating_add(pause) < limit);
        (in_time && pause <= left && self.policy.repeats()).then_some(pause)
    }

    /// Forgets a token that was refused. Says whether another one may be had.
    fn replace(&self, refresh: u64) -> bool {
        let elapsed = self.client.environment.elapsed();
        self.client.tokens.refuse(refresh, elapsed)
    }

    /// How long to wait before the next attempt; none if there is to be no other.
    fn delay(&self, attempt: u32, error: &Error) -> Option<Duration> {
        let environment = &self.client.environment;
        if !retry::may_repeat(self.operation, error) {
            return None;
        }
        let delay = self.policy.delay(
            attempt,
            self.elapsed(),
            error.retry_after(),
            environment.random(),
        )?;
        let in_time = self.limit.is_none_or(|limit| self.elapsed().saturating_add(delay) < limit);
        if !in_time || !self.client.budget.take() {
            return None;
        }
        trace::waits(attempt, delay);
        Some(delay)
    }

    /// The token that the request needs if it has none of its own, and the refresh that the token comes from.
    async fn token(&self) -> Result<(Option<HeaderValue>, Option<u64>), Error> {
        if self.request.headers().contains_key(header::AUTHORIZATION) {
            return Ok((None, None));
        }
        let (tokens, environment) = (&self.client.tokens, &self.client.environment);
        let authorization = match tokens.current(|| environment.now()) {
            Some(authorization) => authorization,
            None => {
                let now = environment.now();
                // A call with a token yet does not spend most of its own time on the next one.
                let half = self.left().map_or(Duration::MAX, |left| left / 2);
                let patience = tokens.patience(now).map(|patience| patience.min(half));
                let limit = patience.into_iter().chain(self.client.limits.attempt).min();
                let timer = limit.map(|limit| environment.deadline(limit));
                race(pin!(tokens.refreshed(now)), timer)
                    .await
                    .unwrap_or_else(|| tokens.give_up(environment.now()))?
            }
        };
        Ok((authorization.header, Some(authorization.refresh)))
    }

    /// One attempt, of which the observer is told.
    async fn observed(&self, token: Option<&HeaderValue>, number: u32) -> Result<Received, Error> {
        let Some(observer) = &self.client.observer else {
            return self.once(token, number, HeaderMap::new()).await;
        };
        let attempt = AttemptInfo {
            operation: self.operation,
            number,
            server_address: self.client.authority.host(),
            server_port: self.client.port(),
        };
        let begin = self.elapsed();
        let result = self.once(token, number, observer.headers(&attempt)).await;
        let end = AttemptEnd {
            elapsed: self.elapsed().saturating_sub(begin),
            status: match &result {
                Ok(received) => Some(received.response.status()),
                Err(error) => error.status(),
            },
            error: result.as_ref().err().map(Error::type_name),
        };
        observer.end(&attempt, &end);
        result
    }

    /// The request as it is sent: with a token, and with headers that it does not have itself.
    fn prepared(&self, token: Option<&HeaderValue>, headers: HeaderMap) -> Request<Bytes> {
        let mut request = self.request.clone();
        for (name, value) in &headers {
            request.headers_mut().entry(name).or_insert_with(|| value.clone());
        }
        if let Some(token) = token {
            request.headers_mut().insert(header::AUTHORIZATION, token.clone());
        }
        request
    }

    /// One attempt. What it begins with is none of the future, which would have to keep it.
    fn once<'a>(
        &'a self,
        token: Option<&'a HeaderValue>,
        number: u32,
        headers: HeaderMap,
    ) -> impl Future<Output = Result<Received, Error>> + Send + 'a {
        let Inner { environment, transport, limits, .. } = self.client;
        let left = self.left();
        let timeout = [left, limits.attempt].into_iter().flatten().min();
        let attempt = Attempt { number, timeout, max_response: limits.response };
        let timer = timeout.map(|timeout| environment.deadline(timeout));
        let sent = transport.attempt(self.prepared(token, headers), self.operation, attempt);
        async move {
            let response = match race(sent, timer).await {
                Some(Ok(response)) => response,
                Some(Err(error)) => return Err(failed(error)),
                // What is left of the call's time is nobody's setting; the call's limit is.
                None if timeout == left => return Err(timed_out(self.limit)),
                None => return Err(timed_out(timeout)),
            };
            if response.body().len() > limits.response {
                return Err(failed(TransportError::too_large(limits.response)));
            }
            let sent = Sent::of(self.request, token, Some(self.operation));
            judged(self.client, self.operation, self.request, response, sent, self.options.delta)
        }
    }

    /// What is left of the call's time.
    fn left(&self) -> Option<Duration> {
        self.limit.map(|limit| limit.saturating_sub(self.elapsed()))
    }

    fn elapsed(&self) -> Duration {
        self.client.environment.elapsed().saturating_sub(self.start)
    }
}

/// A response as what it means to the operation: a success, or the error that the service has responded with.
pub(crate) fn judged(
    client: &Inner,
    operation: &Operation,
    request: &Request<Bytes>,
    response: Response<Bytes>,
    sent: Sent,
    delta: Option<&DeltaRule>,
) -> Result<Received, Error> {
    let (success, status) = (operation.success, response.status());
    // Whoever prefers to see what an update has led to may get 200 with it.
    let preferred = status == StatusCode::OK
        && success.contains(&StatusCode::NO_CONTENT.as_u16())
        && request.headers().contains_key("prefer");
    if preferred || success.contains(&status.as_u16()) {
        return Ok(Received { response, sent, bounds: client.limits.bounds() });
    }
    let (parts, body) = response.into_parts();
    let retry_after = retry::retry_after(&parts.headers, client.environment.now());
    let error = error_body::refused(parts, body, success, client.knows_code, &sent.secrets());
    let error = error.with(|parts| parts.retry_after = retry_after);
    Err(match delta {
        Some(rule) => rule.judge(error),
        None => error,
    })
}

/// Takes note of what was made and deleted.
pub(crate) fn note(
    client: &Inner,
    operation: &Operation,
    request: &Request<Bytes>,
    received: &Received,
    creates: Option<&str>,
) {
    if let Some(recent) = &client.recent {
        let created = creates.and_then(|property| received.created(property));
        recent.note(operation, request, created, client.environment.elapsed());
    }
}

/// Gives the request the headers that every sending gets anew.
fn name_request(request: &mut Request<Bytes>, client: &Inner) {
    let headers = request.headers_mut();
    headers.entry(header::USER_AGENT).or_insert(USER_AGENT);
    if let http::header::Entry::Vacant(vacant) = headers.entry(CLIENT_REQUEST_ID) {
        let guid = guid(client.environment.random(), client.environment.random());
        if let Ok(value) = HeaderValue::from_bytes(&guid) {
            vacant.insert(value);
        }
    }
}

/// A random GUID (version 4).
fn guid(high: u64, low: u64) -> [u8; 36] {
    /// Where the two digits of each byte stand.
    const PLACES: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let high = (high & !0xf000) | 0x4000;
    let low = (low & !(0b11 << 62)) | 0b10 << 62;
    let mut text = [b'-'; 36];
    for (place, byte) in
        PLACES.into_iter().zip(high.to_be_bytes().into_iter().chain(low.to_be_bytes()))
    {
        text[place] = DIGITS[usize::from(byte >> 4)];
        text[place + 1] = DIGITS[usize::from(byte & 15)];
    }
    text
}

pub(crate) fn timed_out(limit: Option<Duration>) -> Error {
    Error::new(ErrorKind::Timeout, format!("no response within {:?}", limit.unwrap_or_default()))
}

fn failed(error: TransportError) -> Error {
    Error::new(error.error_kind(), error.to_string())
        .with(|parts| parts.source = error.into_source())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guid_says_its_version() {
        let text = guid(0x0011_2233_4455_6677, 0x8899_aabb_ccdd_eeff);
        assert_eq!(&text, b"00112233-4455-4677-8899-aabbccddeeff");
        let text = guid(u64::MAX, u64::MAX);
        assert_eq!(&text, b"ffffffff-ffff-4fff-bfff-ffffffffffff");
    }
}
