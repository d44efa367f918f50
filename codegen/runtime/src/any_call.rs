//! What the methods of emitted calls do, for any operation whose response is read as `R` and whose errors have the codes `C`.

use bytes::Bytes;
use http::{Request, Response};

use super::block_on::block_on;
use super::call::{AnyOperation, Call};
use super::client::{Async, Blocking, Mode};
use super::decode::Decode;
use super::engine::start;
use super::error::{Error, ErrorCode};
use super::response_future::{CallFuture, ResponseFuture};
use super::{Items, Page, Pages};

impl<M: Mode> Call<AnyOperation, M> {
    #[doc(hidden)]
    pub fn build_as<C: ErrorCode>(self) -> Result<Request<Bytes>, Error<C>> {
        self.into_draft().build().map_err(Error::from)
    }

    #[doc(hidden)]
    pub fn items_as<R, T, C>(self) -> Items<T, C, M>
    where
        R: Decode<Output = Page<T>>,
        T: Send + 'static,
        C: ErrorCode,
    {
        Items::new(self.pages_as::<R, T, C>())
    }

    #[doc(hidden)]
    pub fn pages_as<R, T, C>(self) -> Pages<T, C, M>
    where
        R: Decode<Output = Page<T>>,
        T: Send + 'static,
        C: ErrorCode,
    {
        Pages::new::<R>(self.into_draft())
    }
}

impl Call<AnyOperation, Async> {
    #[doc(hidden)]
    pub fn send_as<R: Decode, C: ErrorCode>(self) -> ResponseFuture<R, C> {
        ResponseFuture::new(self.into_draft())
    }

    #[doc(hidden)]
    pub fn into_future_as<R: Decode, C: ErrorCode>(self) -> CallFuture<R, C> {
        CallFuture::new(self.into_draft())
    }
}

impl Call<AnyOperation, Blocking> {
    #[doc(hidden)]
    pub fn call_as<R: Decode, C: ErrorCode>(self) -> Result<R::Output, Error<C>> {
        self.send_as::<R, C>().map(Response::into_body)
    }

    #[doc(hidden)]
    pub fn send_as<R: Decode, C: ErrorCode>(self) -> Result<Response<R::Output>, Error<C>> {
        let draft = self.into_draft();
        let operation = draft.operation;
        block_on(start(draft))?.read::<R>(operation).map_err(Error::from)
    }
}
