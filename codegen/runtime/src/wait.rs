//! Waiting for what a call leads to, which shows only later.

use std::fmt;
use std::marker::PhantomData;
use std::pin::{Pin, pin};
use std::time::Duration;

use serde_json::Value;

use super::block_on::block_on;
use super::client::{Async, Blocking, Mode};
use super::decode::{Decode, decode_json};
use super::draft::Draft;
use super::encode;
use super::engine::start;
use super::error::{Error, ErrorKind};
use super::operation::{Endpoint, Operation, Segment};
use super::received::Received;
use super::retry::pause;
use super::sync::race;

/// How long to wait unless told otherwise.
const LIMIT: Duration = Duration::from_secs(120);

/// What is waited for.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Condition {
    /// What the call has created is found.
    Readable,
    /// The object that the call is about is not found any more.
    Gone,
    /// The object that the call is about has these properties, with values as JSON.
    Has(&'static [(&'static str, &'static str)]),
}

impl Condition {
    const fn failure(self) -> &'static str {
        match self {
            Self::Readable => "the object was created, but could not be read",
            Self::Gone => "the call was made, but the object was still there",
            Self::Has(_) => "the call was made, but the object did not say that it is done",
        }
    }

    fn is_met(self, outcome: &Result<Received, Error>) -> bool {
        match (self, outcome) {
            (Self::Readable, outcome) => outcome.is_ok(),
            (Self::Gone, Err(error)) => error.is_not_found(),
            (Self::Gone, Ok(_)) | (Self::Has(_), Err(_)) => false,
            (Self::Has(properties), Ok(received)) => {
                let body = received.response.body();
                let object = decode_json::<Value>(body, received.bounds).unwrap_or_default();
                properties.iter().all(|(name, value)| {
                    object.get(*name) == serde_json::from_str::<Value>(value).ok().as_ref()
                })
            }
        }
    }
}

/// A call that is made, and the object that is looked at afterwards.
#[derive(Clone)]
struct Waiting {
    call: Draft,
    read: &'static Operation,
    condition: Condition,
    /// The property that identifies what the call creates.
    creates: Option<&'static str>,
    limit: Duration,
}

impl Waiting {
    /// What was read in the end: the object, or that it is not found.
    async fn run(self) -> Result<Result<Received, Error>, Error> {
        let path = self.call.path();
        let made = start(self.call.clone()).await?;
        let link = self.place(&path, &made).map_err(|error| error.in_operation(self.read))?;
        let reading = self.call.reading(self.read, &link)?;
        let environment = self.call.client.environment.clone();
        let (begin, mut looks) = (environment.elapsed(), 0);
        let looking = pin!(async {
            loop {
                let outcome = start(reading.clone()).await;
                if self.condition.is_met(&outcome) {
                    return Some(Ok(outcome));
                }
                match outcome {
                    Err(error) if !error.is_not_found() => return Some(Err(error)),
                    _ => {}
                }
                looks += 1;
                let elapsed = environment.elapsed().saturating_sub(begin);
                if elapsed.saturating_add(pause(looks)) > self.limit {
                    return None;
                }
                environment.sleep(pause(looks)).await;
            }
        });
        let timer = environment.deadline(self.limit);
        race(looking, Some(timer)).await.flatten().unwrap_or_else(|| {
            let message = format!("{} within {:?}", self.condition.failure(), self.limit);
            Err(Error::new(ErrorKind::Timeout, message).in_operation(self.read))
        })
    }

    /// Where the object is that is looked at: what was created stands below the path of the call, and what another call is
    /// about is its path without the last segment.
    fn place(&self, path: &str, made: &Received) -> Result<String, Error> {
        let (parent, _) = path.rsplit_once('/').unwrap_or_default();
        let Condition::Readable = self.condition else { return Ok(parent.to_owned()) };
        let id = self.creates.and_then(|name| made.created(name)).ok_or_else(|| {
            let message = "the service did not say what it has created";
            Error::new(ErrorKind::Missing, message)
        })?;
        let mut link = String::new();
        let encoded = match self.read.path.last() {
            Some(Segment::Key(collection)) => {
                link.extend([parent, "/"]);
                encode::key(&mut link, collection, &id)
            }
            _ => {
                link.extend([path, "/"]);
                encode::segment(&mut link, &id)
            }
        };
        encoded.map_err(|it| Error::new(ErrorKind::InvalidRequest, it.reason()))?;
        Ok(link)
    }
}

/// A call, and waiting until its effect shows: `.await` gives the object as it is read then, by the operation `R`.
///
/// The object is looked at again and again, after half a second at first and then more and more seldom, for two minutes or
/// [`within`](Self::within) another time; then the error says that time ran out ([`Timeout`](ErrorKind::Timeout)), although the
/// call was made. Errors of the call, and errors of looking other than 404, come out at once. Whoever drops the future stops
/// waiting; the call stays made.
#[must_use = "nothing is sent until it is awaited or called"]
pub struct Until<R: Endpoint, M: Mode = Async> {
    waiting: Waiting,
    marker: PhantomData<fn() -> (R, M)>,
}

/// A call, and waiting until the object that it is about is gone, which `R` would read. See [`Until`].
#[must_use = "nothing is sent until it is awaited or called"]
pub struct UntilGone<R: Endpoint, M: Mode = Async> {
    waiting: Waiting,
    marker: PhantomData<fn() -> (R, M)>,
}

/// What waiting is as a future.
type Later<T, E> = Pin<Box<dyn Future<Output = Result<T, Error<E>>> + Send>>;

macro_rules! until {
    ($Until:ident, $output:ty, |$read:ident| $finish:expr) => {
        impl<R: Endpoint, M: Mode> $Until<R, M> {
            pub(crate) fn new(
                call: Draft,
                creates: Option<&'static str>,
                condition: Condition,
            ) -> Self {
                let waiting =
                    Waiting { call, read: R::OPERATION, condition, creates, limit: LIMIT };
                Self { waiting, marker: PhantomData }
            }

            /// Limits how long to wait after the call, two minutes by default.
            pub fn within(mut self, limit: Duration) -> Self {
                self.waiting.limit = limit;
                self
            }
        }

        impl<R: Endpoint> $Until<R, Blocking> {
            /// Makes the call and waits.
            ///
            /// # Errors
            ///
            /// See [`Error`].
            pub fn call(self) -> Result<$output, Error<R::ErrorCode>> {
                block_on(self.waiting.run()).and_then(|$read| $finish).map_err(Error::from)
            }
        }

        impl<R: Endpoint> IntoFuture for $Until<R, Async> {
            type Output = Result<$output, Error<R::ErrorCode>>;
            type IntoFuture = Later<$output, R::ErrorCode>;

            fn into_future(self) -> Self::IntoFuture {
                Box::pin(async move {
                    let $read = self.waiting.run().await?;
                    $finish.map_err(Error::from)
                })
            }
        }

        impl<R: Endpoint, M: Mode> Clone for $Until<R, M> {
            fn clone(&self) -> Self {
                Self { waiting: self.waiting.clone(), marker: PhantomData }
            }
        }

        impl<R: Endpoint, M: Mode> fmt::Debug for $Until<R, M> {
            /// Query and body of the call may hold secrets and are left out.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($Until))
                    .field("operation", &self.waiting.call.operation.id)
                    .field("read", &R::OPERATION.id)
                    .field("limit", &self.waiting.limit)
                    .finish_non_exhaustive()
            }
        }
    };
}

until!(Until, <R::Response as Decode>::Output, |found| {
    found
        .and_then(|received| received.read::<R::Response>(R::OPERATION))
        .map(http::Response::into_body)
});
until!(UntilGone, (), |_found| Ok::<(), Error>(()));
