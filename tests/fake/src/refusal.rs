//! What the fake says no with, before it is put into the words of a service.

use std::fmt;

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The kind, which decides the status and the code.
    pub reason: Reason,
    /// What the caller is told.
    pub message: String,
    /// The property that is to blame.
    pub property: Option<String>,
}

/// The kinds of refusals.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reason {
    /// A value in the request is malformed or not allowed.
    BadRequest,
    /// Another object has the value already.
    Conflict,
    /// The query is not supported, or not here.
    UnsupportedQuery,
    /// There is no such object or link.
    NotFound,
    /// The path is no resource of the service.
    UnknownPath,
    /// The resource is there, but not for this method.
    MethodNotAllowed,
    /// The request has no token.
    MissingToken,
    /// The token does not permit the request.
    Denied,
    /// More objects than the service allows at once.
    TooMany,
    /// The object would hold more values than the service allows.
    TooLarge,
    /// The caller has as many objects as it may.
    QuotaExceeded,
    /// The token of the page has expired.
    ExpiredPage,
    /// The request does not name a version.
    MissingVersion,
    /// The request names a version that does not exist.
    UnknownVersion,
}

impl Reason {
    /// The status, and the codes of which the first that the service documents is sent.
    pub(crate) fn status_and_codes(self) -> (u16, &'static [&'static str]) {
        match self {
            Self::BadRequest | Self::Conflict => (400, &["Request_BadRequest"]),
            Self::UnsupportedQuery => (400, &["Request_UnsupportedQuery", "Request_BadRequest"]),
            Self::NotFound => (404, &["Request_ResourceNotFound"]),
            Self::UnknownPath => (400, &["Request_InvalidRequestUrl", "BadRequest"]),
            Self::MethodNotAllowed => (405, &["Request_BadRequest"]),
            Self::MissingToken => {
                (401, &["Authentication_MissingOrMalformed", "InvalidAuthenticationToken"])
            }
            Self::Denied => (403, &["Authorization_RequestDenied"]),
            Self::TooMany => (400, &["Directory_ResultSizeLimitExceeded", "Request_BadRequest"]),
            Self::TooLarge => (403, &["Directory_ResourceSizeExceeded", "Directory_QuotaExceeded"]),
            Self::QuotaExceeded => (403, &["Directory_QuotaExceeded"]),
            Self::ExpiredPage => (400, &["Directory_ExpiredPageToken"]),
            Self::MissingVersion => {
                (400, &["Request_DataContractVersionMissing", "Request_BadRequest"])
            }
            Self::UnknownVersion => {
                (400, &["Request_InvalidDataContractVersion", "Request_BadRequest"])
            }
        }
    }
}

impl Refusal {
    /// A refusal of a kind.
    pub fn new(reason: Reason, message: impl Into<String>) -> Self {
        Self { reason, message: message.into(), property: None }
    }

    /// A value in the request is malformed or not allowed.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(Reason::BadRequest, message)
    }

    /// The query is not supported, or not here.
    pub fn unsupported(message: impl Into<String>) -> Self {
        Self::new(Reason::UnsupportedQuery, message)
    }

    /// There is no object of this identifier.
    pub fn not_found(id: &str) -> Self {
        let message = format!(
            "Resource '{id}' does not exist or one of its queried reference-property objects are not present."
        );
        Self::new(Reason::NotFound, message)
    }

    /// Another object has the same value of a property.
    pub fn conflict(property: &str) -> Self {
        let message =
            format!("Another object with the same value for property {property} already exists.");
        Self::new(Reason::Conflict, message).on(property)
    }

    /// The same, with the property that is to blame.
    #[must_use]
    pub fn on(mut self, property: &str) -> Self {
        self.property = Some(property.to_owned());
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}
