//! What waits for the response of a call that was sent.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::Response;

use super::decode::Decode;
use super::draft::Draft;
use super::engine::start;
use super::error::{Error, ErrorCode};
use super::operation::Operation;
use super::received::Received;
use super::transport::BoxFuture;

/// Waits for the response of a call, with status and headers.
#[must_use = "futures do nothing unless polled"]
pub struct ResponseFuture<R, C> {
    future: BoxFuture<'static, Result<Received, Error>>,
    operation: &'static Operation,
    marker: PhantomData<fn() -> (R, C)>,
}

impl<R, C> ResponseFuture<R, C> {
    pub(crate) fn new(draft: Draft) -> Self {
        let operation = draft.operation;
        Self { future: start(draft), operation, marker: PhantomData }
    }
}

impl<R: Decode, C: ErrorCode> Future for ResponseFuture<R, C> {
    type Output = Result<Response<R::Output>, Error<C>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let received = ready!(self.future.as_mut().poll(context))?;
        Poll::Ready(received.read::<R>(self.operation).map_err(Error::from))
    }
}

impl<R, C> fmt::Debug for ResponseFuture<R, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ResponseFuture").field(&self.operation.id).finish()
    }
}

/// Waits for the response of a call.
#[must_use = "futures do nothing unless polled"]
pub struct CallFuture<R, C>(ResponseFuture<R, C>);

impl<R, C> CallFuture<R, C> {
    pub(crate) fn new(draft: Draft) -> Self {
        Self(ResponseFuture::new(draft))
    }
}

impl<R, C> fmt::Debug for CallFuture<R, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CallFuture").field(&self.0.operation.id).finish()
    }
}

impl<R: Decode, C: ErrorCode> Future for CallFuture<R, C> {
    type Output = Result<R::Output, Error<C>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map_ok(Response::into_body)
    }
}
