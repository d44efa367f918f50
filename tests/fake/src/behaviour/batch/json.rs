//! Batches as Microsoft Graph has them.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, header};
use serde_json::{Map, Value, json};

use super::Each;

/// Content type and body of the response.
pub(super) fn respond(
    outer: &Request<Bytes>,
    most: usize,
    each: Each<'_>,
) -> Result<(String, Bytes), String> {
    let body: Value =
        serde_json::from_slice(outer.body()).map_err(|_| "The batch is no JSON.".to_owned())?;
    let requests = body.get("requests").and_then(Value::as_array);
    let requests = requests.ok_or("The batch has no requests.")?;
    if requests.len() > most {
        return Err(format!("A batch has at most {most} requests."));
    }
    let mut statuses: BTreeMap<&str, u16> = BTreeMap::new();
    let mut responses = Vec::new();
    for entry in requests {
        let id = text(entry, "id")?;
        if statuses.contains_key(id) {
            return Err(format!("Two requests have the id '{id}'."));
        }
        let mut failed = false;
        for before in entry.get("dependsOn").and_then(Value::as_array).into_iter().flatten() {
            let status = before.as_str().and_then(|before| statuses.get(before));
            let status =
                status.ok_or_else(|| format!("'{id}' depends on no request before it."))?;
            failed |= *status >= 400;
        }
        let (status, response) = if failed {
            let error = json!({ "code": "FailedDependency", "message": "What this depends on has failed." });
            (424, json!({ "id": id, "status": 424, "headers": {}, "body": { "error": error } }))
        } else {
            let response = each(vec![inner(outer, entry)?]).pop().unwrap_or_default();
            (response.status().as_u16(), shown(id, &response))
        };
        statuses.insert(id, status);
        responses.push(response);
    }
    let body = json!({ "responses": responses }).to_string();
    Ok(("application/json".to_owned(), Bytes::from(body)))
}

fn text<'a>(entry: &'a Value, name: &str) -> Result<&'a str, String> {
    let text = entry.get(name).and_then(Value::as_str);
    text.ok_or_else(|| format!("A request has no `{name}`."))
}

/// The request of an entry, whose address begins where that of the batch ends: at the version.
fn inner(outer: &Request<Bytes>, entry: &Value) -> Result<Request<Bytes>, String> {
    let (method, url) = (text(entry, "method")?, text(entry, "url")?);
    let before = outer.uri().to_string();
    let before = before.rsplit_once("/$batch").map_or("", |(before, _)| before);
    let slash = if url.starts_with('/') { "" } else { "/" };
    // What is written in JSON needs no encoding there.
    let url = format!("{before}{slash}{url}").replace(' ', "%20");
    let body = match entry.get("body") {
        None | Some(Value::Null) => Bytes::new(),
        Some(body) => Bytes::from(body.to_string()),
    };
    let mut request = super::request(outer, method, &url, body)?;
    for (name, value) in entry.get("headers").and_then(Value::as_object).into_iter().flatten() {
        let value = HeaderValue::try_from(value.as_str().unwrap_or_default());
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), value) {
            request.headers_mut().insert(name, value);
        }
    }
    Ok(request)
}

fn shown(id: &str, response: &Response<Bytes>) -> Value {
    let mut headers = Map::new();
    for (name, value) in response.headers() {
        if let Ok(value) = value.to_str() {
            headers.insert(name.as_str().into(), json!(value));
        }
    }
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_json =
        kind.and_then(|kind| kind.to_str().ok()).is_some_and(|kind| kind.contains("json"));
    let body = response.body();
    let body = match serde_json::from_slice(body) {
        _ if body.is_empty() => Value::Null,
        Ok(body) if is_json => body,
        _ => json!(String::from_utf8_lossy(body)),
    };
    json!({ "id": id, "status": response.status().as_u16(), "headers": headers, "body": body })
}
