//! Several calls in one request.

mod json;
mod multipart;
mod sending;

use std::fmt;
use std::marker::PhantomData;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, StatusCode};

use super::DeltaRule;
use super::block_on::block_on;
use super::call::Call;
use super::client::{Async, Blocking, Handle, Inner, Mode};
use super::decode::Decode;
use super::draft::Options;
use super::engine;
use super::error::{Error, ErrorKind};
use super::operation::{BodyRule, Endpoint, Operation, Segment};
use super::permissions::Permissions;
use super::received::Received;
use super::retry::RetryPolicy;
use super::sync::race;
use super::transport::BoxFuture;
use sending::Sending;

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
    /// How changes are told, if the call lists changes.
    delta: Option<&'static DeltaRule>,
    /// The property that identifies what the call creates.
    creates: Option<&'static str>,
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
        let Options { delta, creates, .. } = draft.options();
        let request = if foreign {
            let reason = "the call is of another client than the batch";
            Err(Error::new(ErrorKind::InvalidRequest, reason).in_operation(operation))
        } else {
            draft.build()
        };
        self.parts.push(Entry { operation, version, request, after: Vec::new(), delta, creates });
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
        received.read::<E::Response>(E::OPERATION).map_err(Error::from)
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
