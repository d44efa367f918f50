//! ureq: a transport that blocks its thread and needs no runtime.

use std::fmt;
use std::io::{ErrorKind, Read};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use ureq::{Agent, Proxy};

use super::collector::Collector;
use super::proxy::Proxies;
use super::{Attempt, BoxFuture, Transport, TransportError, TransportErrorKind};

/// How much of a response is read at once.
const PIECE: usize = 16 << 10;

/// The longest time that ureq is told: it adds times to the clock, which must not overflow.
const LONGEST: Duration = Duration::from_secs(u32::MAX as u64);

/// Sends requests with ureq, over HTTP/1.1 and rustls. It blocks the thread, so it is meant for blocking clients.
#[derive(Clone)]
pub struct UreqTransport {
    agent: Agent,
    proxies: Arc<Proxies>,
}

impl UreqTransport {
    /// A transport with connections of its own, and the proxy of the environment.
    pub fn new() -> Self {
        let config = Agent::config_builder()
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false);
        Self { agent: config.build().into(), proxies: Arc::new(Proxies::from_environment()) }
    }

    fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        let attempt = Attempt::of(&request);
        let proxy = self.proxies.of(request.uri())?;
        let proxy = proxy.map(Proxy::new).transpose().map_err(failed)?;
        let timeout = attempt.timeout.map(|timeout| timeout.min(LONGEST));
        let (parts, body) = request.into_parts();
        // ureq has a type for requests without body; with the other one it would send an empty body.
        let response = if body.is_empty() && !parts.headers.contains_key(http::header::CONTENT_TYPE)
        {
            let request = self.agent.configure_request(Request::from_parts(parts, ()));
            self.agent.run(request.proxy(proxy).timeout_global(timeout).build())
        } else {
            let request = self.agent.configure_request(Request::from_parts(parts, &body[..]));
            self.agent.run(request.proxy(proxy).timeout_global(timeout).build())
        };
        let (parts, body) = response.map_err(failed)?.into_parts();
        let mut collector = Collector::new(attempt.max_response, body.content_length())?;
        let mut reader = body.into_reader();
        let mut piece = vec![0; PIECE];
        loop {
            match reader.read(&mut piece) {
                Ok(0) => break,
                Ok(length) => collector.push(Bytes::copy_from_slice(&piece[..length]))?,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(failed(error.into())),
            }
        }
        Ok(Response::from_parts(parts, collector.finish()))
    }
}

impl Default for UreqTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for UreqTransport {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async move { self.exchange(request) })
    }
}

fn failed(error: ureq::Error) -> TransportError {
    let kind = match &error {
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => TransportErrorKind::Connect,
        ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
            TransportErrorKind::Connect
        }
        ureq::Error::Timeout(_) => TransportErrorKind::Timeout,
        ureq::Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => {
            TransportErrorKind::Connect
        }
        ureq::Error::Io(error) if error.kind() == ErrorKind::TimedOut => {
            TransportErrorKind::Timeout
        }
        ureq::Error::Http(_) | ureq::Error::BadUri(_) | ureq::Error::InvalidProxyUrl => {
            TransportErrorKind::Request
        }
        _ => TransportErrorKind::Other,
    };
    TransportError::new(kind, error)
}

impl fmt::Debug for UreqTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UreqTransport").finish_non_exhaustive()
    }
}
