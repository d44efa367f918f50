//! Responses as each service sends them: headers, and the envelopes of errors.

use std::time::Duration;

use bytes::Bytes;
use codegen::contract::Service;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use serde_json::{Value, json};

use crate::refusal::{Reason, Refusal};
use crate::response::{Content, Sent};
use crate::store;

/// What is told about a request besides its result.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    pub(crate) service: Option<&'a Service>,
    /// The service's name for the request.
    pub(crate) id: String,
    pub(crate) clock: Duration,
    pub(crate) request: &'a Request<Bytes>,
}

impl Told<'_> {
    fn is_v3(&self) -> bool {
        self.service.is_some_and(|service| service.has_typed_literals)
    }

    /// A success.
    pub(crate) fn success(&self, sent: Sent) -> Response<Bytes> {
        let (body, kind) = match sent.body {
            Content::Nothing => (Bytes::new(), None),
            Content::Text(text) => (Bytes::from(text), Some("text/plain")),
            Content::Json(body) => (body, Some(self.json(true))),
        };
        let version = match (self.is_v3(), kind.is_some()) {
            (true, true) => Some(("dataserviceversion", "3.0;")),
            (true, false) => Some(("dataserviceversion", "1.0;")),
            (false, true) => Some(("odata-version", "4.0")),
            (false, false) => None,
        };
        let mut response = self.response(sent.status, body, kind);
        let location = sent.location.and_then(|url| HeaderValue::try_from(url).ok());
        if let Some(location) = location {
            response.headers_mut().insert(LOCATION, location);
        }
        if let Some((name, value)) = version {
            set(&mut response, name, value);
        }
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        response
    }

    /// A refusal in the words of the service.
    pub(crate) fn refusal(&self, refusal: &Refusal) -> Response<Bytes> {
        let (status, codes) = refusal.reason.status_and_codes();
        let documents = |code: &&str| {
            self.service.is_some_and(|it| it.errors.iter().any(|error| error.name == **code))
        };
        let code = codes.iter().find(|code| documents(code)).copied();
        let code = code.or_else(|| self.code(status)).or(codes.first().copied());
        let code = code.unwrap_or("BadRequest");
        let conflict = refusal.reason == Reason::Conflict;
        self.error(status, code, &refusal.message, refusal.property.as_deref(), conflict)
    }

    /// The code that the service documents for a status.
    fn code(&self, status: u16) -> Option<&str> {
        let mut errors = self.service.into_iter().flat_map(|it| &it.errors);
        errors.find(|error| error.status == Some(status)).map(|error| error.name.as_str())
    }

    /// A failure of the service itself.
    pub(crate) fn failure(
        &self,
        status: u16,
        code: Option<&str>,
        retry_after: Option<u64>,
    ) -> Response<Bytes> {
        let code = code.or_else(|| self.code(status)).unwrap_or("UnknownError");
        let mut response = self.error(status, code, "It was told to fail.", None, false);
        if let Some(seconds) = retry_after {
            set(&mut response, "retry-after", &seconds.to_string());
        }
        response
    }

    /// An error with any status and code.
    fn error(
        &self,
        status: u16,
        code: &str,
        message: &str,
        property: Option<&str>,
        conflict: bool,
    ) -> Response<Bytes> {
        let date = store::written(self.clock);
        let date = date.trim_end_matches('Z');
        let kind = if conflict { "ObjectConflict" } else { "InvalidValue" };
        let body = if self.is_v3() {
            let values = property.map(|name| {
                json!([
                    {"item": "PropertyName", "value": name},
                    {"item": "PropertyErrorCode", "value": kind},
                ])
            });
            json!({"odata.error": {
                "code": code,
                "message": {"lang": "en", "value": message},
                "date": date,
                "requestId": self.id,
                "values": values,
            }})
        } else {
            let client = self.request.headers().get("client-request-id");
            let client = client.and_then(|id| id.to_str().ok()).unwrap_or(&self.id);
            let mut error = json!({
                "code": code,
                "message": message,
                "innerError": {
                    "date": date, "request-id": self.id, "client-request-id": client,
                },
            });
            if let (Some(name), Some(error)) = (property, error.as_object_mut()) {
                let detail = json!([{"code": kind, "message": message, "target": name}]);
                error.insert("details".to_owned(), detail);
            }
            json!({ "error": error })
        };
        self.whole(status, &body)
    }

    /// A response with a JSON body.
    fn whole(&self, status: u16, body: &Value) -> Response<Bytes> {
        let mut response = self.response(status, body.to_string().into(), Some(self.json(false)));
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private"));
        response
    }

    fn json(&self, streaming: bool) -> &'static str {
        match (self.is_v3(), streaming) {
            (true, true) => {
                "application/json; odata=minimalmetadata; streaming=true; charset=utf-8"
            }
            (true, false) => "application/json; odata=minimalmetadata; charset=utf-8",
            (false, true) => {
                "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
            }
            (false, false) => "application/json",
        }
    }

    fn response(&self, status: u16, body: Bytes, kind: Option<&'static str>) -> Response<Bytes> {
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
        if let Some(kind) = kind {
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        }
        set(&mut response, "request-id", &self.id);
        let client = self.request.headers().get("client-request-id").cloned();
        if let Some(client) = client {
            response.headers_mut().insert("client-request-id", client);
        }
        response
    }
}

/// Sets a header, if it is one.
fn set(response: &mut Response<Bytes>, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
        response.headers_mut().insert(name, value);
    }
}
