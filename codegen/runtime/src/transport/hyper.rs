//! hyper without anything around it: the fast transport.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, Uri};
use http_body::{Body, Frame, SizeHint};
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use rustls::ClientConfig;
use tokio::net::TcpStream;
use tower_service::Service;

use super::body::collect;
use super::driver;
use super::error::cannot;
use super::proxy::Proxies;
use super::{Attempt, BoxFuture, Transport, TransportError, TransportErrorKind};
use crate::Operation;
use crate::error::Error;

/// How long a connection that nobody uses stays open.
const IDLE: Duration = Duration::from_secs(90);

/// Sends requests with hyper, over HTTP/1.1 and rustls: in the caller's tokio runtime, or else in one of this crate's own.
#[derive(Clone)]
pub struct HyperTransport {
    client: Client<HttpsConnector<Route>, Whole>,
    proxies: Arc<Proxies>,
}

impl HyperTransport {
    /// A transport with connections of its own, which trusts the machine's certificates and takes the proxy of the
    /// environment.
    ///
    /// # Errors
    ///
    /// If the machine's certificates cannot be used.
    pub fn new() -> Result<Self, Error> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        // Requests are small and written at once, so there is nothing to wait for.
        tcp.set_nodelay(true);
        // The cryptography is named, so that it is this transport's alone and not the process's.
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| cannot(&error))?
            .with_native_roots()
            .map_err(|error| cannot(&error))?;
        let tls = Arc::new(tls.with_no_client_auth());
        let proxies = Arc::new(Proxies::from_environment());
        let route = Route {
            to_proxy: HttpsConnector::from((tcp.clone(), tls.clone())),
            tcp,
            proxies: Arc::clone(&proxies),
        };
        let client = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(IDLE)
            .pool_timer(TokioTimer::new())
            .build(HttpsConnector::from((route, tls)));
        Ok(Self { client, proxies })
    }

    fn exchange(
        &self,
        request: Request<Bytes>,
        limit: usize,
    ) -> BoxFuture<'static, Result<Response<Bytes>, TransportError>> {
        if let Err(error) = self.proxies.of(request.uri()) {
            return Box::pin(std::future::ready(Err(error)));
        }
        let exchange = self.client.request(request.map(|body| Whole(Some(body))));
        driver::run(move || async move { collect(exchange.await.map_err(failed)?, limit).await })
    }
}

/// Opens connections: to the service itself, or to a proxy that tunnels to it.
#[derive(Clone)]
struct Route {
    tcp: HttpConnector,
    to_proxy: HttpsConnector<HttpConnector>,
    proxies: Arc<Proxies>,
}

impl Route {
    /// The way to a service through the proxy, if it takes one.
    fn tunnel(
        &self,
        service: &Uri,
    ) -> Result<Option<Tunnel<HttpsConnector<HttpConnector>>>, TransportError> {
        let Some(url) = self.proxies.of(service)? else {
            return Ok(None);
        };
        // The matcher knows how to read a name and a password from a proxy's URL.
        let proxy = Matcher::builder().all(url).build().intercept(service);
        let proxy = proxy.ok_or_else(|| TransportError::connect("the proxy cannot be used"))?;
        let tunnel = Tunnel::new(proxy.uri().clone(), self.to_proxy.clone());
        Ok(Some(match proxy.basic_auth() {
            Some(authorization) => tunnel.with_auth(authorization.clone()),
            None => tunnel,
        }))
    }
}

impl Service<Uri> for Route {
    type Response = MaybeHttpsStream<TokioIo<TcpStream>>;
    type Error = Box<dyn std::error::Error + Send + Sync>;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.tcp.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, service: Uri) -> Self::Future {
        match self.tunnel(&service) {
            Ok(Some(mut tunnel)) => Box::pin(async move { Ok(tunnel.call(service).await?) }),
            Ok(None) => {
                let connecting = self.tcp.call(service);
                Box::pin(async { Ok(MaybeHttpsStream::Http(connecting.await?)) })
            }
            Err(error) => Box::pin(std::future::ready(Err(error.into()))),
        }
    }
}

impl Transport for HyperTransport {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let limit = Attempt::of(&request).max_response;
        self.exchange(request, limit)
    }

    fn attempt(
        &self,
        request: Request<Bytes>,
        _: &'static Operation,
        attempt: Attempt,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        self.exchange(request, attempt.max_response)
    }

    fn sleep(&self, duration: Duration) -> Option<BoxFuture<'static, ()>> {
        driver::sleep(duration)
    }
}

fn failed(error: hyper_util::client::legacy::Error) -> TransportError {
    let kind =
        if error.is_connect() { TransportErrorKind::Connect } else { TransportErrorKind::Other };
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
