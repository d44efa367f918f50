//! What a request could be before it is sent, instead of an [`http::Request`].

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, Uri};

use super::build::Built;

/// A request as an engine of one's own could hold it: nothing is parsed, nothing is looked up.
pub(super) struct Parts {
    pub(super) method: Method,
    pub(super) url: String,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) body: Bytes,
}

impl Parts {
    /// What every transport has to be given in the end.
    pub(super) fn into_http(self) -> http::Request<Bytes> {
        let mut request = http::Request::new(self.body);
        *request.method_mut() = self.method;
        *request.uri_mut() = Uri::from_maybe_shared(Bytes::from(self.url)).expect("a URL");
        request.headers_mut().extend(self.headers);
        request
    }
}

impl From<Parts> for Built {
    fn from(parts: Parts) -> Self {
        Self::of(parts.url, parts.body.to_vec())
    }
}
