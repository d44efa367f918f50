//! Several requests in one: as a list in JSON, or as `multipart/mixed` by OData 3.

mod json;
mod multipart;

use bytes::Bytes;
use codegen::contract::Batch;
use http::{HeaderValue, Request, Response, StatusCode, header};

/// Sends some of the requests one after another. If one fails, none is done, and only its response is given.
pub(super) type Each<'a> = &'a mut dyn FnMut(Vec<Request<Bytes>>) -> Vec<Response<Bytes>>;

/// Responds to a batch, whose requests `each` takes.
pub(crate) fn respond(request: &Request<Bytes>, batch: Batch, each: Each<'_>) -> Response<Bytes> {
    let most = usize::from(batch.most);
    let done = if batch.json {
        json::respond(request, most, each)
    } else {
        multipart::respond(request, most, each)
    };
    let (status, kind, body) = match done {
        Ok((kind, body)) => {
            (if batch.json { StatusCode::OK } else { StatusCode::ACCEPTED }, kind, body)
        }
        Err(message) => {
            (StatusCode::BAD_REQUEST, "application/json".to_owned(), refused(batch, &message))
        }
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    if let Ok(kind) = HeaderValue::try_from(kind) {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    response
}

fn refused(batch: Batch, message: &str) -> Bytes {
    let body = if batch.json {
        serde_json::json!({ "error": { "code": "BadRequest", "message": message } })
    } else {
        let message = serde_json::json!({ "lang": "en", "value": message });
        serde_json::json!({ "odata.error": { "code": "Request_BadRequest", "message": message } })
    };
    Bytes::from(body.to_string())
}

/// A request, with the authorization of the one that it came in.
fn request(
    outer: &Request<Bytes>,
    method: &str,
    uri: &str,
    body: Bytes,
) -> Result<Request<Bytes>, String> {
    let mut request = Request::builder().method(method).uri(uri);
    if let Some(token) = outer.headers().get(header::AUTHORIZATION) {
        request = request.header(header::AUTHORIZATION, token);
    }
    request.body(body).map_err(|_| format!("'{method} {uri}' is no request"))
}
