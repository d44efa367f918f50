//! What the two services say in the body of an error.

use std::sync::Arc;

use bytes::Bytes;
use http::response::Parts;
use http::{HeaderMap, header};
use serde_json::Value;

use super::echo::Secrets;
use super::one_line::OneLine;
use super::{DecodeError, Error, ErrorKind};

/// How many characters of a body that is no JSON are worth showing.
const SHOWN: usize = 200;

/// A body with more bytes is nothing that the services say about an error, and would cost many times its size to read.
const LARGEST: usize = 64 * 1024;

/// Makes an error of a response that has none of the statuses of success. Of what it says, secrets that the request has
/// sent are hidden, but for codes that the service documents.
pub(crate) fn refused(
    response: Parts,
    body: Bytes,
    success: &[u16],
    knows_code: fn(&str) -> bool,
    secrets: &Secrets,
) -> Error {
    let Parts { status, headers, .. } = response;
    let said = if status.is_success() {
        // The body may be an object, which is not for errors to show, or what a gateway says in the service's place.
        Said::unexpected(&headers, success, secrets)
    } else {
        Said::of(&body, secrets)
    };
    let code = said.code.map(|code| if knows_code(&code) { code } else { word(&code, secrets) });
    let error = Error::new(ErrorKind::Status, said.message.unwrap_or_default()).with_code(code);
    error.with(|parts| {
        let request_id = said.request_id.map(|id| word(&id, secrets));
        parts.request_id = self::request_id(&headers, secrets).or(request_id);
        parts.status = Some(status);
        parts.headers = headers;
        parts.body = body;
    })
}

/// Makes an error of a response that cannot be read.
pub(crate) fn unreadable(
    response: Parts,
    body: Bytes,
    error: DecodeError,
    secrets: &Secrets,
) -> Error {
    let error = error.hide(secrets);
    let message = match foreign_type(&response.headers, secrets) {
        Some(content_type) => format!("the content type is {content_type}: {error}"),
        None => error.to_string(),
    };
    Error::new(ErrorKind::Decode, message).with(|parts| {
        parts.status = Some(response.status);
        parts.request_id = request_id(&response.headers, secrets);
        parts.headers = response.headers;
        parts.body = body;
        parts.source = Some(Arc::new(error));
    })
}

/// The service's name for the request, from the headers of its response.
pub(crate) fn request_id(headers: &HeaderMap, secrets: &Secrets) -> Option<String> {
    let header = headers.get("request-id").or_else(|| headers.get("x-ms-request-id"))?;
    header.to_str().ok().map(|id| word(id, secrets))
}

/// The content type of a response, without parameters; none if that is JSON.
fn foreign_type(headers: &HeaderMap, secrets: &Secrets) -> Option<String> {
    let content_type = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let name = content_type.split(';').next()?.trim_ascii();
    let is_json = name.to_ascii_lowercase().ends_with("json");
    (!is_json).then(|| word(name, secrets))
}

/// What is one word if all goes well, fit to be shown and traced.
fn word(text: &str, secrets: &Secrets) -> String {
    OneLine(&secrets.hide(text)).to_string()
}

#[derive(Default)]
struct Said {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
}

impl Said {
    fn of(body: &[u8], secrets: &Secrets) -> Self {
        if body.len() > LARGEST {
            return Self::default();
        }
        match serde_json::from_slice::<Value>(body) {
            Ok(json) => Self::of_json(&json, secrets),
            Err(_) => Self { message: plain_text(body, secrets), ..Self::default() },
        }
    }

    /// What is to say of a success that is none of the operation.
    fn unexpected(headers: &HeaderMap, success: &[u16], secrets: &Secrets) -> Self {
        let wanted: Vec<String> = success.iter().map(u16::to_string).collect();
        let mut message = format!("a success has the status {}", wanted.join(" or "));
        if let Some(content_type) = foreign_type(headers, secrets) {
            message.push_str(&format!("; the content type is {content_type}"));
        }
        Self { message: Some(message), ..Self::default() }
    }

    fn of_json(json: &Value, secrets: &Secrets) -> Self {
        // One envelope nests the message and has the identifier beside it, the other does it the other way round.
        // A gateway in front of either may respond with `{"error": "code", "error_description": "…"}`.
        let error = json.get("odata.error").or_else(|| json.get("error")).unwrap_or(json);
        let message = match error.get("message") {
            Some(nested @ Value::Object(_)) => text(nested.get("value")),
            plain => text(plain),
        };
        let inner = error.get("innerError").or_else(|| error.get("innererror"));
        Self {
            code: text(error.get("code")).or_else(|| text(Some(error))),
            message: message
                .or_else(|| text(json.get("error_description")))
                .map(|message| secrets.hide(&message).into_owned()),
            request_id: text(error.get("requestId"))
                .or_else(|| text(inner.and_then(|inner| inner.get("request-id")))),
        }
    }
}

fn text(value: Option<&Value>) -> Option<String> {
    value.and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The beginning of a body that is text but no page of a browser. A secret is hidden first, since a part of one that the
/// cut leaves would not be found.
fn plain_text(body: &[u8], secrets: &Secrets) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?.trim();
    if text.is_empty() || text.starts_with('<') {
        return None;
    }
    Some(secrets.hide(text).chars().take(SHOWN).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(body: &'static str) -> Error {
        error_with(body, HeaderMap::new())
    }

    fn error_with(body: &'static str, headers: HeaderMap) -> Error {
        let (mut response, ()) = http::Response::new(()).into_parts();
        response.status = http::StatusCode::BAD_REQUEST;
        response.headers = headers;
        let body = Bytes::from_static(body.as_bytes());
        refused(response, body, &[200], |_| false, &Secrets::default())
    }

    #[test]
    fn azure_ad_graph_errors_are_read() {
        let error = error(
            r#"{"odata.error":{"code":"Request_BadRequest","message":{"lang":"en","value":"Wrong."},"date":"2018-10-11T18:11:49","requestId":"1a2b","values":null}}"#,
        );
        assert_eq!(error.to_string(), "400 Bad Request Request_BadRequest: Wrong. (request 1a2b)");
    }

    #[test]
    fn microsoft_graph_errors_are_read() {
        let error = error(
            r#"{"error":{"code":"Request_ResourceNotFound","message":"Gone.","innerError":{"date":"2024-01-01T00:00:00","request-id":"3c4d","client-request-id":"5e6f"}}}"#,
        );
        assert_eq!(
            error.to_string(),
            "400 Bad Request Request_ResourceNotFound: Gone. (request 3c4d)"
        );
    }

    #[test]
    fn a_header_names_the_request_first() {
        let mut headers = HeaderMap::new();
        headers.insert("request-id", http::HeaderValue::from_static("header"));
        let body = r#"{"odata.error":{"code":"A","requestId":"body"}}"#;
        assert_eq!(error_with(body, headers).request_id(), Some("header"));
    }

    #[test]
    fn a_body_that_is_far_too_large_leaves_the_status() {
        let body = format!(r#"{{"error":{{"code":"A","message":"{}"}}}}"#, "m".repeat(65_536));
        assert_eq!(error(body.leak()).to_string(), "400 Bad Request");
    }

    #[test]
    fn bodies_of_gateways_leave_the_status() {
        assert_eq!(error("<html><body>Bad</body></html>").to_string(), "400 Bad Request");
        assert_eq!(error("").to_string(), "400 Bad Request");
        assert_eq!(error("upstream failed\n").to_string(), "400 Bad Request: upstream failed");
        assert_eq!(
            error(r#"{"error":"invalid_token","error_description":"Expired."}"#).to_string(),
            "400 Bad Request invalid_token: Expired."
        );
        assert_eq!(error("[1]").to_string(), "400 Bad Request");
        assert_eq!(error(r#"{"odata.error":null}"#).to_string(), "400 Bad Request");
    }
}
