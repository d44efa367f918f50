//! The one error of the crate.

mod kind;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use kind::ErrorKind;

use super::one_line::OneLine;
use super::{Operation, Permissions};

/// Why a call failed.
///
/// `Display` tells all of it on one line, whatever the service has sent:
/// `things.get: 404 Not Found Request_ResourceNotFound: Resource 't1' does not exist. (request 1a2b…)`.
///
/// `C` is the type of the service's codes. What is not about a service, like the name of a tenant, has text for a code; `?`
/// makes it an error of any service.
#[derive(Clone)]
pub struct Error<C = String> {
    code: Option<C>,
    parts: Box<Parts>,
}

/// The error codes of a service: an open enumeration, which keeps a code that it does not know.
pub trait ErrorCode: From<String> + AsRef<str> + Clone + Send + Sync + 'static {
    /// Whether the code is one of those that the service documents.
    fn is_known(&self) -> bool;
}

#[derive(Clone)]
pub(crate) struct Parts {
    pub(crate) kind: ErrorKind,
    pub(crate) operation: Option<&'static str>,
    pub(crate) permissions: &'static Permissions,
    pub(crate) status: Option<StatusCode>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let parts = Parts {
            kind,
            operation: None,
            permissions: Permissions::NONE,
            status: None,
            message: Some(message.into()),
            request_id: None,
            retry_after: None,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            source: None,
        };
        Self { code: None, parts: Box::new(parts) }
    }

    pub(crate) fn with(mut self, change: impl FnOnce(&mut Parts)) -> Self {
        change(&mut self.parts);
        self
    }

    pub(crate) fn with_code(self, code: Option<String>) -> Self {
        Self { code, ..self }
    }

    pub(crate) fn in_operation(self, operation: &'static Operation) -> Self {
        self.with(|parts| {
            parts.operation = Some(operation.id);
            parts.permissions = operation.permissions;
        })
    }
}

/// Not for `String` itself, so that this is not what the standard library does for every type.
impl<C: ErrorCode> From<Error> for Error<C> {
    fn from(error: Error) -> Self {
        Self { code: error.code.map(C::from), parts: error.parts }
    }
}

impl<C> Error<C> {
    /// The stage at which the call failed.
    pub fn kind(&self) -> ErrorKind {
        self.parts.kind
    }

    /// The operation that failed, for example `things.get`.
    pub fn operation(&self) -> Option<&'static str> {
        self.parts.operation
    }

    /// What would have sufficed for the call, if the caller lacked a permission (403) and the documentation names any.
    pub fn permissions(&self) -> Option<&'static Permissions> {
        let permissions = self.parts.permissions;
        (self.is_forbidden() && permissions != Permissions::NONE).then_some(permissions)
    }

    /// The status, if the service responded.
    pub fn status(&self) -> Option<StatusCode> {
        self.parts.status
    }

    /// The service's code for the error; secrets of the request are replaced in it.
    pub fn code(&self) -> Option<&C> {
        self.code.as_ref()
    }

    /// What the service, or this crate, says about the error, if anything. Secrets of the request that the service
    /// repeats are replaced.
    pub fn message(&self) -> Option<&str> {
        self.parts.message.as_deref().filter(|message| !message.is_empty())
    }

    /// The service's name for the request, to be quoted to its support; secrets of the request are replaced in
    /// it.
    pub fn request_id(&self) -> Option<&str> {
        self.parts.request_id.as_deref()
    }

    /// How long the service asks to wait before the next try.
    pub fn retry_after(&self) -> Option<Duration> {
        self.parts.retry_after
    }

    /// The headers of the response; empty if there was none.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// The body of the response as it came, whatever is in it; empty if there was none.
    pub fn body(&self) -> &Bytes {
        &self.parts.body
    }

    /// 400: the service takes the request for wrong.
    pub fn is_bad_request(&self) -> bool {
        self.has_status(StatusCode::BAD_REQUEST)
    }

    /// 401: the token is missing, expired or not for this service.
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// 403: the caller lacks a permission.
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// 404: the object, or what was asked of it, does not exist.
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// 409: the request contradicts the object's state.
    pub fn is_conflict(&self) -> bool {
        self.has_status(StatusCode::CONFLICT)
    }

    /// The service failed: any status of the 500s.
    pub fn is_server_error(&self) -> bool {
        self.status().is_some_and(|status| status.is_server_error())
    }

    /// No connection came about.
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// Time ran out.
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// The response could not be read.
    pub fn is_decode(&self) -> bool {
        self.kind() == ErrorKind::Decode
    }

    /// A list of changes has to be read from its start: the service does not know any more what has changed since the
    /// token was given.
    pub fn is_resync(&self) -> bool {
        self.kind() == ErrorKind::Resync
    }

    /// The request could not be built; nothing was sent.
    pub fn is_invalid_request(&self) -> bool {
        self.kind() == ErrorKind::InvalidRequest
    }

    fn has_status(&self, status: StatusCode) -> bool {
        self.kind() == ErrorKind::Status && self.status() == Some(status)
    }
}

impl<C: AsRef<str>> Error<C> {
    /// The service had too much to do: 429, or a code that says so in its name.
    pub fn is_throttled(&self) -> bool {
        self.has_status(StatusCode::TOO_MANY_REQUESTS) || self.is_called("Throttled")
    }

    /// The link to the next page is too old; the list has to be read from its start.
    pub fn is_expired_page_token(&self) -> bool {
        self.is_called("ExpiredPageToken")
    }

    /// Whether the service's code has these words in it. Services put an area before them, and more behind.
    fn is_called(&self, words: &str) -> bool {
        self.code().is_some_and(|code| code.as_ref().contains(words))
    }
}

impl<C: AsRef<str>> fmt::Display for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = &self.parts;
        if let Some(operation) = parts.operation {
            write!(f, "{operation}: ")?;
        }
        if let Some(status) = parts.status {
            f.write_str(status.as_str())?;
            if let Some(reason) = status.canonical_reason() {
                write!(f, " {reason}")?;
            }
        }
        match (&self.code, parts.kind, parts.status) {
            (Some(code), _, _) => write!(f, " {}", OneLine(code.as_ref()))?,
            (None, ErrorKind::Status, Some(_)) => {}
            (None, kind, Some(_)) => write!(f, ", but {}", kind.text())?,
            (None, kind, None) => f.write_str(kind.text())?,
        }
        if let Some(message) = self.message() {
            write!(f, ": {}", OneLine(message))?;
        }
        if let Some(permissions) = self.permissions() {
            write!(f, " (permissions that suffice: {permissions})")?;
        }
        if let Some(request_id) = &parts.request_id {
            write!(f, " (request {})", OneLine(request_id))?;
        }
        Ok(())
    }
}

impl<C: AsRef<str>> fmt::Debug for Error<C> {
    /// Headers and body may hold secrets and are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = &self.parts;
        f.debug_struct("Error")
            .field("kind", &parts.kind)
            .field("operation", &parts.operation)
            .field("status", &parts.status)
            .field("code", &self.code.as_ref().map(AsRef::as_ref))
            .field("message", &parts.message)
            .field("request_id", &parts.request_id)
            .field("retry_after", &parts.retry_after)
            .field("body_length", &parts.body.len())
            .field("source", &parts.source.as_ref().map(ToString::to_string))
            .finish()
    }
}

impl<C: AsRef<str>> std::error::Error for Error<C> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.parts.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Endpoint;
    use crate::Tenant;
    use crate::testing::{Get, List, TestCode};

    fn refused() -> Error {
        Error::new(ErrorKind::Status, "Resource 't1'\r\ndoes not exist.")
            .with(|parts| {
                parts.operation = Some(Get::OPERATION.id);
                parts.status = Some(StatusCode::NOT_FOUND);
                parts.request_id = Some("1a2b3c".to_owned());
                parts.body = Bytes::from_static(b"planted");
            })
            .with_code(Some("Request_ResourceNotFound".to_owned()))
    }

    #[test]
    fn display_tells_all_on_one_line() {
        assert_eq!(
            refused().to_string(),
            "things.get: 404 Not Found Request_ResourceNotFound: Resource 't1' does not exist. (request 1a2b3c)"
        );
        let gateway = Error::new(ErrorKind::Status, "").with(|parts| {
            parts.operation = Some(List::OPERATION.id);
            parts.status = Some(StatusCode::BAD_GATEWAY);
        });
        assert_eq!(gateway.to_string(), "things.list: 502 Bad Gateway");
        let unreadable =
            Error::new(ErrorKind::Decode, "at value[3].name: expected text").with(|parts| {
                parts.operation = Some(List::OPERATION.id);
                parts.status = Some(StatusCode::OK);
            });
        assert_eq!(
            unreadable.to_string(),
            "things.list: 200 OK, but the response cannot be read: at value[3].name: expected text"
        );
        let unsent =
            Error::new(ErrorKind::Connect, "connection refused").in_operation(List::OPERATION);
        assert_eq!(unsent.to_string(), "things.list: no connection: connection refused");
    }

    #[test]
    fn nothing_that_is_shown_breaks_the_line() {
        let code = "A\nB\u{1b}[2J\u{2028}C".to_owned();
        let forged = refused().with_code(Some(code)).with(|parts| {
            parts.message = Some("D\u{2029}E\u{202e}F".to_owned());
            parts.request_id = Some("G\u{85}H".to_owned());
        });
        assert_eq!(forged.to_string(), "things.get: 404 Not Found A B [2J C: D E F (request G H)");
    }

    #[test]
    fn predicates_look_at_status_and_code() {
        assert!(refused().is_not_found());
        assert!(!refused().is_throttled());
        assert!(
            !Error::new(ErrorKind::Decode, "")
                .with(|parts| parts.status = Some(StatusCode::NOT_FOUND))
                .is_not_found()
        );
    }

    #[test]
    fn debug_leaves_the_body_out() {
        assert!(!format!("{:?}", refused()).contains("planted"));
    }

    #[test]
    fn codes_are_typed_where_the_service_is_known() {
        let known = refused().with_code(Some("Thing_Broken".to_owned()));
        let known: Error<TestCode> = known.into();
        assert!(matches!(known.code(), Some(TestCode::Broken)));
        let unknown: Error<TestCode> = refused().into();
        assert_eq!(unknown.code(), Some(&TestCode::Other("Request_ResourceNotFound".to_owned())));
        assert_eq!(unknown.to_string(), refused().to_string());
    }

    #[test]
    fn what_no_service_says_becomes_the_error_of_any() {
        fn tenant() -> Result<Tenant, Error<TestCode>> {
            Ok(Tenant::new("..")?)
        }
        assert!(tenant().unwrap_err().is_invalid_request());
    }
}
