//! A call: a value until it is awaited, sent or built.

use std::fmt;
use std::marker::PhantomData;
use std::ops::RangeInclusive;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::advanced::Part;
use super::client::{Async, Blocking, Mode};
use super::decode::Decode;
use super::draft::Draft;
use super::encode;
use super::error::Error;
use super::operation::Endpoint;
use super::response_future::{CallFuture, ResponseFuture};
use super::select::{Expand, Names, Selected};
use super::type_name::name_of;
use super::{
    Condition, Continuation, Delta, DeltaOption, DeltaRule, DeltaToken, Items, Page, Pages,
    Properties, QueryValue, RetryPolicy, Until, UntilGone,
};

/// A call of an operation.
///
/// Setters named like properties and options of the operation say what to ask for; those that begin with `with_` say
/// how. `.await` gives the response, [`send`](Self::send) the response with status and headers, [`build`](Self::build) the
/// request. A mistake, such as an identifier that would change the path, comes out there, before anything is sent.
#[must_use = "a call does nothing until it is awaited, sent or built"]
pub struct Call<E, M: Mode = Async> {
    draft: Draft,
    marker: PhantomData<fn() -> (E, M)>,
}

/// Stands for the operation of a call as long as nobody asks for its type: so the setters of thousands of calls are one to
/// the compiler, which takes less time and memory.
#[doc(hidden)]
#[derive(Debug)]
pub enum AnyOperation {}

impl<E: Endpoint, M: Mode> Call<E, M> {
    /// The request as it would be sent, but for the token, `user-agent` and `client-request-id`.
    ///
    /// # Errors
    ///
    /// If an identifier would change the path, or a value is out of its range.
    pub fn build(self) -> Result<Request<Bytes>, Error<E::ErrorCode>> {
        self.draft.build().map_err(Error::from)
    }

    #[doc(hidden)]
    pub fn until<R: Endpoint>(self, condition: Condition) -> Until<R, M> {
        Until::new(self.draft, E::CREATES, condition)
    }

    #[doc(hidden)]
    pub fn until_gone<R: Endpoint>(self) -> UntilGone<R, M> {
        UntilGone::new(self.draft, E::CREATES, Condition::Gone)
    }
}

impl<E, M: Mode> Call<E, M> {
    pub(crate) fn new(draft: Draft) -> Self {
        Self { draft, marker: PhantomData }
    }

    pub(crate) fn into_draft(self) -> Draft {
        self.draft
    }

    /// The same call with the type of its operation, or without.
    #[doc(hidden)]
    pub fn typed<T>(self) -> Call<T, M> {
        Call::new(self.draft)
    }

    /// As the field of the emitted struct `T` around it.
    #[doc(hidden)]
    pub fn fmt_as<T>(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple(name_of::<T>()).field(self).finish()
    }

    #[doc(hidden)]
    pub fn body(self, properties: &impl Properties) -> Self {
        self.change(|draft| properties.write(draft.body_mut()))
    }

    #[doc(hidden)]
    pub fn property<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.change(|draft| draft.body_mut().set(name, value))
    }

    #[doc(hidden)]
    pub fn whole<T: Serialize>(self, body: &T) -> Self {
        self.change(|draft| draft.body_mut().replace(body))
    }

    #[doc(hidden)]
    pub fn bytes(self, body: Bytes) -> Self {
        self.change(|draft| draft.bytes(body))
    }

    #[doc(hidden)]
    pub fn clear(self, name: &'static str) -> Self {
        self.property(name, &())
    }

    #[doc(hidden)]
    pub fn link(self, id: &str) -> Self {
        self.change(|draft| draft.link(id))
    }

    #[doc(hidden)]
    pub fn reference<I: AsRef<str>>(self, name: &'static str, id: &I) -> Self {
        self.change(|draft| draft.reference(name, id.as_ref()))
    }

    #[doc(hidden)]
    pub fn references(self, name: &'static str, ids: &[impl AsRef<str>]) -> Self {
        self.change(|draft| draft.references(name, ids))
    }

    #[doc(hidden)]
    pub fn query(self, name: &'static str, value: impl QueryValue) -> Self {
        self.change(|draft| draft.query(name, &value))
    }

    #[doc(hidden)]
    pub fn query_json<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.change(|draft| draft.query_json(name, value))
    }

    #[doc(hidden)]
    pub fn filter(self, name: &'static str, filter: impl QueryValue) -> Self {
        self.change(|draft| {
            draft.query(name, &filter);
            draft.asks(Part::Filter, filter.is_advanced());
        })
    }

    #[doc(hidden)]
    pub fn order_by(self, name: &'static str, order: impl QueryValue) -> Self {
        self.change(|draft| {
            draft.query(name, &order);
            draft.asks(Part::OrderBy, order.is_advanced());
        })
    }

    #[doc(hidden)]
    pub fn select<T, const N: usize>(
        self,
        name: &'static str,
        properties: [&Selected<T>; N],
    ) -> Self {
        self.query(name, Names(properties))
    }

    #[doc(hidden)]
    pub fn expand<T>(
        self,
        name: &'static str,
        properties: impl IntoIterator<Item = impl Into<Expand<T>>>,
    ) -> Self {
        let properties = properties.into_iter().map(Into::into);
        let texts: Vec<String> = properties.map(|it| it.as_str().to_owned()).collect();
        self.query(name, texts.join(","))
    }

    #[doc(hidden)]
    pub fn advanced(self) -> Self {
        self.change(|draft| draft.asks(Part::Other, true))
    }

    #[doc(hidden)]
    pub fn query_within(self, name: &'static str, value: u32, range: RangeInclusive<u32>) -> Self {
        self.change(|draft| {
            if range.contains(&value) {
                draft.query(name, &value);
            } else {
                draft.fail(format!(
                    "{name} is {value}, but must be from {} to {}",
                    range.start(),
                    range.end()
                ));
            }
        })
    }

    /// Sets a header; it replaces one of the same name.
    pub fn with_header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.change(|draft| draft.header(name.as_ref(), value.as_ref(), false))
    }

    /// Sets a header whose value is never shown.
    #[doc(hidden)]
    pub fn with_secret_header(self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.change(|draft| draft.header(name, value.as_ref(), true))
    }

    /// Sets a query option; it replaces one of the same name.
    pub fn with_query(self, name: impl AsRef<str>, value: impl QueryValue) -> Self {
        self.change(|draft| draft.query(&encode::query_name(name.as_ref()), &value))
    }

    /// Limits what the call may take with all its attempts.
    pub fn with_timeout(self, timeout: Duration) -> Self {
        self.change(|draft| draft.options_mut().timeout = Some(timeout))
    }

    /// Asks for another version of the API.
    pub fn with_api_version(self, version: impl AsRef<str>) -> Self {
        self.change(|draft| draft.version(version.as_ref()))
    }

    /// Says when the call is repeated, instead of the client's policy.
    pub fn with_retry(self, policy: RetryPolicy) -> Self {
        self.change(|draft| draft.options_mut().retry = Some(policy))
    }

    /// Goes on where an earlier list has stopped, see [`Page::continuation`].
    ///
    /// Options that were set before are part of the continuation already; set others afterwards.
    #[doc(hidden)]
    pub fn with_continuation(self, continuation: impl Into<Continuation>) -> Self {
        self.change(|draft| draft.resume(continuation.into().as_str()))
    }

    fn change(mut self, change: impl FnOnce(&mut Draft)) -> Self {
        change(&mut self.draft);
        self
    }
}

impl<E: Endpoint, T: Send + 'static, M: Mode> Call<E, M>
where
    E::Response: Decode<Output = Page<T>>,
{
    /// All items of all pages. A page is asked for when an item of it is needed.
    pub fn items(self) -> Items<T, E::ErrorCode, M> {
        Items::new(self.pages())
    }

    /// All pages.
    pub fn pages(self) -> Pages<T, E::ErrorCode, M> {
        Pages::new::<E::Response>(self.draft)
    }
}

impl<E: Endpoint<Response = Delta<T, E>>, T: DeserializeOwned, M: Mode> Call<E, M> {
    /// Lists what has changed since the token was given. It knows the options that were set then.
    pub fn since(self, token: impl Into<DeltaToken>) -> Self {
        self.change(|draft| draft.resume(token.into().as_str()))
    }

    /// Lists nothing, and gives a token for changes from now on.
    pub fn from_now(self) -> Self {
        self.ask(|rule| rule.latest)
    }

    /// Asks for the properties that have changed, and none of the others.
    pub fn minimal(self) -> Self {
        self.ask(|rule| rule.minimal)
    }

    fn ask(self, what: impl FnOnce(&DeltaRule) -> DeltaOption) -> Self {
        self.change(|draft| match E::DELTA.map(what) {
            Some(DeltaOption::Header(name, value)) => draft.header(name, value, false),
            Some(DeltaOption::Query(name, value)) => draft.query(name, &value),
            None => {}
        })
    }
}

impl<E: Endpoint> Call<E, Async> {
    /// Sends the call; gives status, headers and the response.
    pub fn send(self) -> ResponseFuture<E::Response, E::ErrorCode> {
        ResponseFuture::new(self.draft)
    }
}

impl<E: Endpoint> Call<E, Blocking> {
    /// Makes the call; gives the response.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn call(self) -> Result<<E::Response as Decode>::Output, Error<E::ErrorCode>> {
        self.send().map(Response::into_body)
    }

    /// Makes the call; gives status, headers and the response.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send(self) -> Result<Response<<E::Response as Decode>::Output>, Error<E::ErrorCode>> {
        self.typed::<AnyOperation>().send_as::<E::Response, E::ErrorCode>()
    }
}

impl<E: Endpoint> IntoFuture for Call<E, Async> {
    type Output = Result<<E::Response as Decode>::Output, Error<E::ErrorCode>>;
    type IntoFuture = CallFuture<E::Response, E::ErrorCode>;

    fn into_future(self) -> Self::IntoFuture {
        CallFuture::new(self.draft)
    }
}

impl<E, M: Mode> Clone for Call<E, M> {
    fn clone(&self) -> Self {
        Self { draft: self.draft.clone(), marker: PhantomData }
    }
}

impl<E, M: Mode> fmt::Debug for Call<E, M> {
    /// Query and body may hold secrets and are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.draft.operation.id)
            .field("method", &self.draft.operation.method)
            .field("path", &self.draft.path())
            .finish_non_exhaustive()
    }
}
