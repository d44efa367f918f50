//! Several calls in one request.

mod json;
mod multipart;

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};

use super::block_on::block_on;
use super::call::{Call, read};
use super::client::{Async, Blocking, Handle, Inner, Mode};
use super::decode::Decode;
use super::draft::{Draft, Options};
use super::echo::Sent;
use super::engine::{self, Received};
use super::error::{Error, ErrorKind};
use super::error_body;
use super::operation::{BodyRule, Endpoint, Operation, Segment};
use super::permissions::Permissions;
use super::retry::{self, RetryPolicy};
use super::sync::race;
use super::transport::BoxFuture;

/// How a service takes several calls in one request.
#[derive(Debug)]
pub struct BatchRule {
    format: BatchFormat,
    most: usize,
    operation: Operation,
}

/// What a batch looks like on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BatchFormat {
    /// A list of requests as JSON; one may wait for others.
    Json,
    /// `multipart/mixed` by OData 3, with each change in a change set of its own.
    Multipart,
}

impl BatchRule {
    /// The rule of a service: the format, how many calls a request holds, the first segments of its path before `$batch`,
    /// and the names of all properties that must not be shown.
    pub const fn new(
        service: &'static str,
        format: BatchFormat,
        most: usize,
        path: &'static [Segment],
        secrets: &'static [&'static str],
    ) -> Self {
        let operation = Operation {
            service,
            id: "batch",
            method: Method::POST,
            template: "/$batch",
            path,
            // That of the calls takes its place.
            version: "v",
            // Its parts are repeated one by one, those that may be.
            idempotent: false,
            body: BodyRule::None,
            success: &[200, 202],
            paged: false,
            permissions: Permissions::NONE,
            replaced_by: None,
            documents: &[],
            secrets,
        };
        Self { format, most, operation }
    }
}

/// Calls that go together: fewer round trips, and a response for each.
///
/// Each call keeps its type, its errors and its rules: what was throttled is sent again after the longest time that the
/// service asks for, and nothing else; a call that is not idempotent is never repeated unless the service did not act.
/// Longer batches are sent as several requests. Parts succeed and fail on their own.
///
/// Options that say how a call is sent (`with_timeout`, `with_retry`) belong to the batch; those of its calls are not looked
/// at.
#[must_use = "a batch does nothing until it is sent"]
pub struct Batch<M = Async> {
    client: Arc<Inner>,
    rule: &'static BatchRule,
    number: u64,
    parts: Vec<Entry>,
    options: Options,
    mode: PhantomData<fn() -> M>,
}

/// A call of a batch.
struct Entry {
    operation: &'static Operation,
    /// The version that the call asks for, as it stands in its path.
    version: String,
    request: Result<Request<Bytes>, Error>,
    after: Vec<usize>,
}

/// The place of a call in a batch: what [`BatchResponses::take`] gives its response for.
#[must_use = "it is what the response is found by"]
pub struct BatchId<E> {
    batch: u64,
    index: usize,
    marker: PhantomData<fn() -> E>,
}

impl<M: Mode> Batch<M> {
    /// Starts a batch; see the `batch` method of clients.
    #[doc(hidden)]
    pub fn new(client: &Handle<M>, rule: &'static BatchRule) -> Self {
        Self {
            number: client.inner.environment.random(),
            client: Arc::clone(&client.inner),
            rule,
            parts: Vec::new(),
            options: Options::default(),
            mode: PhantomData,
        }
    }

    /// Adds a call.
    pub fn add<E: Endpoint>(&mut self, call: impl Into<Call<E, M>>) -> BatchId<E> {
        let draft = call.into().into_draft();
        let foreign = !Arc::ptr_eq(&draft.client, &self.client);
        let (operation, version) = (draft.operation, draft.version_in_use().to_owned());
        let request = if foreign {
            let reason = "the call is of another client than the batch";
            Err(Error::new(ErrorKind::InvalidRequest, reason).in_operation(operation))
        } else {
            draft.build()
        };
        self.parts.push(Entry { operation, version, request, after: Vec::new() });
        BatchId { batch: self.number, index: self.parts.len() - 1, marker: PhantomData }
    }

    /// Has the service try `call` only after `other` has succeeded. If `other` fails, so does `call`.
    ///
    /// Only [`BatchFormat::Json`] knows this.
    pub fn after<A, B>(&mut self, call: &BatchId<A>, other: &BatchId<B>) -> &mut Self {
        let known = |id: u64, index: usize| id == self.number && index < self.parts.len();
        let (first, then) = (other.index, call.index);
        if !known(other.batch, first) || !known(call.batch, then) {
            return self;
        }
        let entry = &mut self.parts[then];
        if self.rule.format == BatchFormat::Multipart || first >= then {
            let reason = match self.rule.format {
                BatchFormat::Multipart => "the service's batches have no order among calls",
                BatchFormat::Json => "a call can only come after one that was added before it",
            };
            let error = Error::new(ErrorKind::InvalidRequest, reason);
            entry.request = Err(error.in_operation(entry.operation));
        } else {
            entry.after.push(first);
        }
        self
    }

    /// Limits what the batch may take with all its requests and repetitions.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Says when calls are repeated, instead of the client's policy.
    pub fn with_retry(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = Some(policy);
        self
    }

    /// How many calls were added.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether no call was added.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl Batch<Async> {
    /// Sends the calls. Without any, nothing is sent.
    ///
    /// # Errors
    ///
    /// If no call came through at all, why. Else each call has its own result.
    pub fn send(self) -> impl Future<Output = Result<BatchResponses, Error>> + Send {
        self.work()
    }
}

impl Batch<Blocking> {
    /// Sends the calls. Without any, nothing is sent.
    ///
    /// # Errors
    ///
    /// If no call came through at all, why. Else each call has its own result.
    pub fn send(self) -> Result<BatchResponses, Error> {
        block_on(self.work())
    }
}

impl<M> Batch<M> {
    fn work(self) -> BoxFuture<'static, Result<BatchResponses, Error>> {
        let Self { client, rule, number, parts, options, .. } = self;
        Box::pin(async move {
            let limit = options.timeout.or(client.limits.call);
            let timer = limit.map(|limit| client.environment.deadline(limit));
            let mut sending = Sending {
                client: &client,
                rule,
                number,
                results: parts.iter().map(|_| None).collect(),
                parts,
                came_through: false,
                failure: None,
                policy: options.retry.unwrap_or(client.retry),
                start: client.environment.elapsed(),
            };
            // What has come back until time runs out is kept.
            let in_time = race(pin!(sending.rounds()), timer).await;
            if in_time.is_none() {
                sending.failure = Some(engine::timed_out(limit));
            }
            let missing = |entry: &Entry| {
                let error = match in_time {
                    Some(()) => unreadable("it has nothing for this call"),
                    None => engine::timed_out(limit),
                };
                Err(error.in_operation(entry.operation))
            };
            let results = sending.results.into_iter().zip(&sending.parts);
            let results = results.map(|(result, entry)| {
                let result = result.unwrap_or_else(|| missing(entry));
                Some(result)
            });
            let results = results.collect();
            let operations = sending.parts.iter().map(|entry| entry.operation.id).collect();
            match sending.failure {
                Some(error) if !sending.came_through => {
                    Err(error.with(|parts| parts.operation = Some("batch")))
                }
                _ => Ok(BatchResponses { number, operations, results }),
            }
        })
    }
}

/// A batch on its way.
struct Sending<'a> {
    client: &'a Arc<Inner>,
    rule: &'static BatchRule,
    number: u64,
    parts: Vec<Entry>,
    results: Vec<Option<Result<Received, Error>>>,
    /// Whether any request has brought responses.
    came_through: bool,
    /// Why the last request that brought none has failed.
    failure: Option<Error>,
    policy: RetryPolicy,
    start: Duration,
}

impl Sending<'_> {
    async fn rounds(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        for (index, entry) in self.parts.iter().enumerate() {
            match &entry.request {
                Ok(_) => open.push(index),
                Err(error) => self.results[index] = Some(Err(error.clone())),
            }
        }
        let mut attempt = 1;
        while !open.is_empty() {
            for chunk in self.chunks(&open) {
                self.exchange(&chunk).await;
            }
            let Some(delay) = self.delay(&open, attempt) else { return };
            self.client.environment.sleep(delay).await;
            open.retain(|index| self.is_repeated(*index));
            attempt += 1;
        }
    }

    /// The calls of each request: as many as one holds, with the same version, and never apart from those they wait for.
    fn chunks(&mut self, open: &[usize]) -> Vec<Vec<usize>> {
        // The first of the calls that hang together stands for all of them.
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &index in open {
            let others =
                self.parts[index].after.iter().filter_map(|other| first.get(other).copied());
            let others: Vec<usize> = others.collect();
            let root = others.iter().copied().min().unwrap_or(index);
            let mut group = groups.remove(&root).unwrap_or_default();
            for other in others.into_iter().filter(|other| *other != root) {
                group.extend(groups.remove(&other).unwrap_or_default());
            }
            group.push(index);
            first.extend(group.iter().map(|member| (*member, root)));
            groups.insert(root, group);
        }
        let mut chunks: Vec<(String, Vec<usize>)> = Vec::new();
        for mut group in groups.into_values() {
            group.sort_unstable();
            if group.len() > self.rule.most {
                for index in group {
                    let reason = format!(
                        "more than {} calls wait for each other, which is all that a request holds",
                        self.rule.most
                    );
                    self.fail(index, Error::new(ErrorKind::InvalidRequest, reason));
                }
                continue;
            }
            let version = &self.parts[group[0]].version;
            let room = chunks.iter_mut().find(|(other, chunk)| {
                other == version && chunk.len() + group.len() <= self.rule.most
            });
            match room {
                Some((_, chunk)) => chunk.extend(group),
                None => chunks.push((version.clone(), group)),
            }
        }
        chunks.into_iter().map(|(_, chunk)| chunk).collect()
    }

    fn fail(&mut self, index: usize, error: Error) {
        let operation = self.parts[index].operation;
        self.results[index] = Some(Err(error.in_operation(operation)));
    }

    /// Sends one request and takes in what comes back.
    async fn exchange(&mut self, chunk: &[usize]) {
        let parts: Vec<Part> = chunk.iter().filter_map(|index| self.part(*index, chunk)).collect();
        let outcome = match self.request(chunk, &parts) {
            Ok(request) => {
                let (client, options) = (Arc::clone(self.client), self.options());
                engine::execute(client, &self.rule.operation, request, options).await
            }
            Err(error) => Err(error),
        };
        let outcome = outcome.and_then(|received| {
            let (head, body) = (received.response.headers(), received.response.body());
            let found = match self.rule.format {
                BatchFormat::Json => json::decode(body),
                BatchFormat::Multipart => multipart::decode(head, body, &parts),
            };
            found.map(|found| (found, received.sent))
        });
        match outcome {
            Ok((found, sent)) => {
                self.came_through = true;
                for (index, response) in found {
                    if chunk.contains(&index) {
                        self.results[index] = Some(self.result(index, response, &sent));
                    }
                }
                for index in chunk {
                    if self.results[*index].is_none() {
                        self.fail(*index, unreadable("it has nothing for this call"));
                    }
                }
            }
            // Which of the calls the service has seen is unknown: each has failed, and its own rules say what follows.
            Err(error) => {
                let error = self.hidden(error, chunk);
                for index in chunk {
                    self.fail(*index, error.clone());
                }
                self.failure = Some(error);
            }
        }
    }

    fn part(&self, index: usize, chunk: &[usize]) -> Option<Part> {
        let entry = &self.parts[index];
        let request = entry.request.as_ref().ok()?.clone();
        // What has succeeded in an earlier request needs no waiting for.
        let after = entry.after.iter().copied().filter(|other| chunk.contains(other)).collect();
        Some(Part { index, request, after })
    }

    fn request(&self, chunk: &[usize], parts: &[Part]) -> Result<Request<Bytes>, Error> {
        let version = chunk.first().map_or("", |index| self.parts[*index].version.as_str());
        let mut draft = Draft::new(self.client, &self.rule.operation, &[]);
        draft.version(version);
        let mut request = draft.build()?;
        let (kind, body) = match self.rule.format {
            BatchFormat::Json => {
                let prefix = [&self.client.base, "/", version].concat();
                let body = json::encode(parts, &prefix)
                    .map_err(|reason| Error::new(ErrorKind::InvalidRequest, reason))?;
                ("application/json".to_owned(), body)
            }
            BatchFormat::Multipart => multipart::encode(parts, &format!("{:016x}", self.number)),
        };
        let kind = HeaderValue::try_from(kind)
            .map_err(|error| Error::new(ErrorKind::InvalidRequest, error.to_string()))?;
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
        *request.body_mut() = body;
        Ok(request)
    }

    /// The error of a request without what its calls have as secrets.
    fn hidden(&self, error: Error, chunk: &[usize]) -> Error {
        let entries = chunk.iter().map(|index| &self.parts[*index]);
        entries.fold(error, |error, entry| match &entry.request {
            Ok(request) => {
                let secrets = Sent::of(request, None, Some(entry.operation)).secrets();
                error.with(|parts| {
                    parts.message =
                        parts.message.take().map(|text| secrets.hide(&text).into_owned());
                })
            }
            Err(_) => error,
        })
    }

    fn options(&self) -> Options {
        Options { timeout: None, retry: Some(self.policy) }
    }

    fn result(
        &self,
        index: usize,
        response: Response<Bytes>,
        batch: &Sent,
    ) -> Result<Received, Error> {
        let entry = &self.parts[index];
        let sent = match &entry.request {
            Ok(request) => Sent::of(request, batch.authorization(), Some(entry.operation)),
            Err(_) => Sent::of(&Request::default(), batch.authorization(), Some(entry.operation)),
        };
        if entry.operation.success.contains(&response.status().as_u16()) {
            return Ok(Received { response, sent, bounds: self.client.limits.bounds() });
        }
        let retry_after = retry::retry_after(response.headers(), self.client.environment.now());
        let (head, body) = response.into_parts();
        let error = error_body::refused(
            head,
            body,
            entry.operation.success,
            self.client.knows_code,
            &sent.secrets(),
        );
        Err(error.with(|parts| parts.retry_after = retry_after).in_operation(entry.operation))
    }

    /// Whether a call is to be sent again: because of its own failure, or of that of one it waits for.
    fn is_repeated(&self, index: usize) -> bool {
        let entry = &self.parts[index];
        match &self.results[index] {
            Some(Err(error)) if error.status() == Some(StatusCode::FAILED_DEPENDENCY) => {
                entry.after.iter().any(|other| self.is_repeated(*other))
            }
            Some(Err(error)) => retry::may_repeat(entry.operation, error),
            _ => false,
        }
    }

    /// How long to wait before the next round: as long as any of its calls was asked to. None if there is to be none.
    fn delay(&self, open: &[usize], attempt: u32) -> Option<Duration> {
        let again: Vec<usize> =
            open.iter().copied().filter(|index| self.is_repeated(*index)).collect();
        let environment = &self.client.environment;
        let error = |index: &usize| self.results[*index].as_ref()?.as_ref().err();
        let asked = again.iter().filter_map(|index| error(index)?.retry_after()).max();
        let elapsed = environment.elapsed().saturating_sub(self.start);
        if again.is_empty() {
            return None;
        }
        let delay = self.policy.delay(attempt, elapsed, asked, environment.random())?;
        self.client.budget.take().then_some(delay)
    }
}

/// What came back for the calls of a batch, each with the type of its call.
pub struct BatchResponses {
    number: u64,
    operations: Vec<&'static str>,
    results: Vec<Option<Result<Received, Error>>>,
}

impl BatchResponses {
    /// What a call has led to.
    ///
    /// # Errors
    ///
    /// What the call would have failed with on its own; or if `id` is of another batch.
    pub fn take<E: Endpoint>(
        &mut self,
        id: BatchId<E>,
    ) -> Result<<E::Response as Decode>::Output, Error<E::ErrorCode>> {
        self.take_response(id).map(Response::into_body)
    }

    /// The same with status and headers.
    ///
    /// # Errors
    ///
    /// As [`take`](Self::take).
    pub fn take_response<E: Endpoint>(
        &mut self,
        id: BatchId<E>,
    ) -> Result<Response<<E::Response as Decode>::Output>, Error<E::ErrorCode>> {
        let place = self.results.get_mut(id.index).filter(|_| id.batch == self.number);
        let received = place.and_then(Option::take).unwrap_or_else(|| {
            Err(Error::new(ErrorKind::InvalidRequest, "the call is of another batch"))
        })?;
        read::<E::Response>(E::OPERATION, received).map_err(Error::from)
    }
}

impl fmt::Debug for BatchResponses {
    /// Responses may hold secrets and are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchResponses")
            .field("operations", &self.operations)
            .finish_non_exhaustive()
    }
}

impl<M> fmt::Debug for Batch<M> {
    /// Queries and bodies may hold secrets and are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations: Vec<_> = self.parts.iter().map(|entry| entry.operation.id).collect();
        f.debug_struct("Batch").field("operations", &operations).finish_non_exhaustive()
    }
}

impl<E> fmt::Debug for BatchId<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BatchId").field(&self.index).finish()
    }
}

/// A request that goes with others, and which of them have to come before it.
struct Part {
    /// Its place in the batch, by which its response is found again.
    index: usize,
    request: Request<Bytes>,
    /// Places of those that have to succeed before it is tried.
    after: Vec<usize>,
}

/// The response of the part at a place.
type Found = (usize, Response<Bytes>);

fn unreadable(what: &str) -> Error {
    Error::new(ErrorKind::Decode, format!("the response to a batch cannot be read: {what}"))
}

fn response(status: u16, headers: HeaderMap, body: Bytes) -> Result<Response<Bytes>, Error> {
    let status = StatusCode::from_u16(status).map_err(|_| unreadable("a part has no status"))?;
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}
