//! hyper without anything around it: the fast transport.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body::{Body, Frame, SizeHint};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::body::collect;
use super::driver::{self, Driver};
use super::{Attempt, BoxFuture, Transport, TransportError, TransportErrorKind};
use crate::runtime::Operation;
use crate::runtime::error::{Error, ErrorKind};

/// How long a connection that nobody uses stays open.
const IDLE: Duration = Duration::from_secs(90);

/// Sends requests with hyper, over HTTP/1.1 and rustls. Needs a tokio runtime, except in blocking clients.
#[derive(Clone)]
pub struct HyperTransport {
    client: Client<HttpsConnector<HttpConnector>, Whole>,
    driver: Option<Driver>,
}

impl HyperTransport {
    /// A transport with connections of its own, which trusts the machine's certificates.
    ///
    /// # Errors
    ///
    /// If the machine's certificates cannot be used.
    pub fn new() -> Result<Self, Error> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        // Requests are small and written at once, so there is nothing to wait for.
        tcp.set_nodelay(true);
        let connector = HttpsConnectorBuilder::new()
            .with_provider_and_native_roots(rustls::crypto::ring::default_provider())
            .map_err(|error| cannot(&error))?
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        let client = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(IDLE)
            .pool_timer(TokioTimer::new())
            .build(connector);
        Ok(Self {
            client,
            driver: None,
        })
    }

    /// A transport with a thread for its connections, so that callers need no runtime. Blocking clients use it.
    ///
    /// # Errors
    ///
    /// If the machine's certificates cannot be used, or no thread can be started.
    pub fn with_thread() -> Result<Self, Error> {
        let driver = Driver::start().map_err(|error| cannot(&error))?;
        Ok(Self {
            driver: Some(driver),
            ..Self::new()?
        })
    }
}

impl HyperTransport {
    fn exchange(
        &self,
        request: Request<Bytes>,
        limit: usize,
    ) -> BoxFuture<'static, Result<Response<Bytes>, TransportError>> {
        let exchange = self.client.request(request.map(|body| Whole(Some(body))));
        let work = async move { collect(exchange.await.map_err(failed)?, limit).await };
        match &self.driver {
            None => Box::pin(work),
            Some(driver) => driver.run(work),
        }
    }
}

fn cannot(error: &dyn std::error::Error) -> Error {
    Error::new(ErrorKind::Connect, super::chain(error))
}

impl Transport for HyperTransport {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let limit = Attempt::of(&request).max_answer;
        self.exchange(request, limit)
    }

    fn attempt(
        &self,
        request: Request<Bytes>,
        _: &'static Operation,
        attempt: Attempt,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        self.exchange(request, attempt.max_answer)
    }

    fn sleep(&self, duration: Duration) -> Option<BoxFuture<'static, ()>> {
        driver::sleep(duration)
    }
}

fn failed(error: hyper_util::client::legacy::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error)
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport").finish_non_exhaustive()
    }
}

/// A body that is known as a whole.
struct Whole(Option<Bytes>);

impl Body for Whole {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let data = self.0.take().filter(|data| !data.is_empty());
        Poll::Ready(data.map(|data| Ok(Frame::data(data))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_ref().map_or(0, |data| data.len() as u64))
    }
}
