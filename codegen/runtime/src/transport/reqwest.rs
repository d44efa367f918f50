//! The application's reqwest as a transport.

use std::any::{Any, TypeId};
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{Request, Response, Uri};
use reqwest::Url;

use super::collector::Collector;
use super::driver;
use super::error::cannot;
use super::proxy::Proxies;
use super::{Attempt, BoxFuture, Transport, TransportError, TransportErrorKind};
use crate::Operation;
use crate::error::Error;

/// Sends requests with the application's reqwest: in the caller's tokio runtime, or else in one of this crate's own.
///
/// The feature adds nothing to reqwest, neither TLS nor cryptography: that is the application's choice. Calls over https
/// fail where it has enabled no TLS.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// None where the client has been given, which then has its own.
    proxies: Option<Arc<Proxies>>,
    has_tls: bool,
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
    /// A transport with connections of its own, and the proxy of the environment.
    ///
    /// # Errors
    ///
    /// If reqwest can make no client.
    pub fn new() -> Result<Self, Error> {
        let proxies = Arc::new(Proxies::from_environment());
        let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let builder = if proxies.is_empty() {
            builder.no_proxy()
        } else {
            // reqwest asks more than once a request, each time with a URL that it parses for that.
            let of = Arc::clone(&proxies);
            builder.proxy(reqwest::Proxy::custom(move |url| {
                let proxy = of.of(&url.as_str().parse().ok()?).ok()?;
                proxy.map(str::to_owned)
            }))
        };
        let client = builder.build().map_err(|error| cannot(&error))?;
        Ok(Self { proxies: Some(proxies), ..Self::from_client(client) })
    }

    /// A transport over a client that the application has set up: its connections, certificates, proxies and timeouts.
    ///
    /// Give the client the policy [`redirect::Policy::none`](reqwest::redirect::Policy::none): the services redirect
    /// nobody, and a client that follows a redirect takes the body of the request along. Whether calls to this machine go
    /// through a proxy is the client's choice too.
    ///
    /// ```no_run
    /// use directory_graph_runtime::transport::ReqwestTransport;
    ///
    /// # fn example() -> Result<(), reqwest::Error> {
    /// let mine = reqwest::Client::builder()
    ///     .redirect(reqwest::redirect::Policy::none())
    ///     .build()?;
    /// let transport = ReqwestTransport::from_client(mine);
    /// # drop(transport);
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_client(client: reqwest::Client) -> Self {
        Self { client, proxies: None, has_tls: has_tls(), origin: Arc::default() }
    }
}

/// Whether reqwest has been built with TLS. Without it, it would hand a proxy a request for https in clear.
fn has_tls() -> bool {
    #[allow(dead_code, reason = "used where reqwest has no method of this name")]
    trait WithoutTls: Sized {
        fn tls_sni(self, _: bool) -> Option<Self> {
            None
        }
    }
    impl WithoutTls for reqwest::ClientBuilder {}
    fn is_builder<T: Any>(_: &T) -> bool {
        TypeId::of::<T>() == TypeId::of::<reqwest::ClientBuilder>()
    }
    // A type's own method comes before one of a trait, and reqwest has this one only with TLS.
    is_builder(&reqwest::Client::builder().tls_sni(true))
}

impl Transport for ReqwestTransport {
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
        let request = match self.checked(&request).and_then(|()| self.converted(request)) {
            Ok(request) => request,
            Err(error) => return Box::pin(std::future::ready(Err(error))),
        };
        let client = self.client.clone();
        driver::run(move || async move {
            // With a timeout of its own, reqwest starts a timer before it is polled.
            let response = client.execute(request).await.map_err(failed)?;
            collected(response, limit).await
        })
    }

    /// Refuses what reqwest would send in clear or past the proxy.
    fn checked(&self, request: &Request<Bytes>) -> Result<(), TransportError> {
        if let Some(proxies) = &self.proxies {
            proxies.of(request.uri())?;
        }
        if !self.has_tls && request.uri().scheme() == Some(&Scheme::HTTPS) {
            let reason = "reqwest has no TLS: enable one of its features for it, such as `rustls`";
            return Err(TransportError::new(TransportErrorKind::Request, reason));
        }
        Ok(())
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

/// The response with its whole body.
async fn collected(
    mut received: reqwest::Response,
    limit: usize,
) -> Result<Response<Bytes>, TransportError> {
    let mut body = Collector::new(limit, received.content_length())?;
    while let Some(piece) = received.chunk().await.map_err(failed)? {
        body.push(piece)?;
    }
    let mut response = Response::new(body.finish());
    *response.status_mut() = received.status();
    *response.version_mut() = received.version();
    *response.headers_mut() = std::mem::take(received.headers_mut());
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
            "https://graph.windows.net/contoso.com/things?api-version=1.6&$filter=startswith(a,'%C3%BC')",
            "https://graph.windows.net/contoso.com/things/a%2Fb",
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
