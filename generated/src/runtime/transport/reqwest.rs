//! The default transport: reqwest with rustls.

use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{Request, Response, Uri};
use reqwest::Url;

use super::driver::{self, Driver};
use super::{Attempt, BoxFuture, Collector, Transport, TransportError, TransportErrorKind};
use crate::runtime::Operation;
use crate::runtime::error::{Error, ErrorKind};

/// Sends requests with reqwest, over HTTP/1.1 and rustls. Needs a tokio runtime, except in blocking clients.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    driver: Option<Driver>,
    /// Where the first request went: where all go that a client sends.
    origin: Arc<OnceLock<Origin>>,
}

/// A service's address, taken apart once: parsing a host takes longer than all the rest of a URL.
struct Origin {
    scheme: Option<Scheme>,
    authority: Option<Authority>,
    url: Url,
}

impl ReqwestTransport {
    /// A transport with connections of its own.
    ///
    /// # Errors
    ///
    /// If the machine's certificates cannot be used.
    pub fn new() -> Result<Self, Error> {
        // reqwest takes the process-wide cryptography. An application that has chosen one already keeps it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let client = builder.build().map_err(|error| cannot(&error))?;
        Ok(Self {
            client,
            driver: None,
            origin: Arc::default(),
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

fn cannot(error: &dyn std::error::Error) -> Error {
    Error::new(ErrorKind::Connect, super::chain(error))
}

impl Transport for ReqwestTransport {
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

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

impl ReqwestTransport {
    fn exchange(
        &self,
        request: Request<Bytes>,
        limit: usize,
    ) -> BoxFuture<'static, Result<Response<Bytes>, TransportError>> {
        let pending = match self.converted(request) {
            Ok(request) => self.client.execute(request),
            Err(error) => return Box::pin(std::future::ready(Err(error))),
        };
        let work = async move { collected(pending.await.map_err(failed)?, limit).await };
        match &self.driver {
            None => Box::pin(work),
            Some(driver) => driver.run(work),
        }
    }

    /// The request as reqwest has it. Its extensions stay behind: they are for the layers around the transport.
    fn converted(&self, request: Request<Bytes>) -> Result<reqwest::Request, TransportError> {
        let (parts, body) = request.into_parts();
        let url = self
            .url(&parts.uri)
            .map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
        let mut converted = reqwest::Request::new(parts.method, url);
        *converted.headers_mut() = parts.headers;
        *converted.version_mut() = parts.version;
        if !body.is_empty() {
            *converted.body_mut() = Some(body.into());
        }
        Ok(converted)
    }

    fn url(&self, uri: &Uri) -> Result<Url, <Url as FromStr>::Err> {
        let (scheme, authority) = (uri.scheme(), uri.authority());
        let path = uri.path_and_query().map_or("/", PathAndQuery::as_str);
        let known = self.origin.get().filter(|origin| {
            // Two slashes would begin another authority.
            let is_path = path.starts_with('/') && !path.starts_with("//");
            is_path && origin.scheme.as_ref() == scheme && origin.authority.as_ref() == authority
        });
        if let Some(origin) = known {
            return origin.url.join(path);
        }
        let url = Url::parse(&uri.to_string())?;
        self.origin.get_or_init(|| Origin {
            scheme: scheme.cloned(),
            authority: authority.cloned(),
            url: url.clone(),
        });
        Ok(url)
    }
}

/// The answer with its whole body.
async fn collected(
    mut answer: reqwest::Response,
    limit: usize,
) -> Result<Response<Bytes>, TransportError> {
    let mut body = Collector::new(limit, answer.content_length())?;
    while let Some(piece) = answer.chunk().await.map_err(failed)? {
        body.push(piece)?;
    }
    let mut response = Response::new(body.finish());
    *response.status_mut() = answer.status();
    *response.version_mut() = answer.version();
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    Ok(response)
}

/// Says at which stage reqwest has failed. The URL is left out, because it may hold what is nobody's business.
fn failed(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Request
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_the_same_with_and_without_a_known_origin() {
        let transport = ReqwestTransport::new().unwrap();
        for text in [
            "https://graph.windows.net/contoso.com/groups?api-version=1.6&$filter=startswith(a,'%C3%BC')",
            "https://graph.windows.net/contoso.com/groups/a%2Fb",
            "https://graph.windows.net//elsewhere.example/x",
            "https://GRAPH.windows.net",
            "http://graph.windows.net/x",
            "https://graph.windows.net:8443/x?",
            "https://127.0.0.1/x",
        ] {
            let url = transport.url(&text.parse().unwrap()).unwrap();
            assert_eq!(url, Url::parse(text).unwrap(), "{text}");
        }
    }
}
