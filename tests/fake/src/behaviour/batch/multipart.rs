//! Batches as Azure AD Graph has them. A change set is done as a whole or not at all.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, header};

use super::Each;

/// A part of the request, as parts of a `multipart` body are.
struct Part<'a> {
    headers: Vec<(&'a str, &'a str)>,
    content: &'a str,
}

/// Content type and body of the response.
pub(super) fn respond(
    outer: &Request<Bytes>,
    most: usize,
    each: Each<'_>,
) -> Result<(String, Bytes), String> {
    let kind = outer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let boundary = kind.and_then(boundary).ok_or("The batch is not multipart.")?;
    let body = std::str::from_utf8(outer.body()).map_err(|_| "The batch is no text.")?;
    let parts = parts(body, boundary);
    if parts.len() > most {
        return Err(format!("A batch has at most {most} parts."));
    }
    let mut out = String::new();
    for (index, part) in parts.iter().enumerate() {
        out.push_str("--batchresponse\r\n");
        let Some(inner) = part.header("content-type").and_then(self::boundary) else {
            let responses = each(vec![inner_request(outer, part.content)?]);
            responses.iter().for_each(|response| put(&mut out, response));
            continue;
        };
        let requests = self::parts(part.content, inner);
        let requests = requests.iter().map(|part| inner_request(outer, part.content));
        match &each(requests.collect::<Result<_, _>>()?)[..] {
            // What has failed is the response to the whole set.
            [failed] if failed.status().is_client_error() || failed.status().is_server_error() => {
                put(&mut out, failed)
            }
            responses => {
                let set = format!("changesetresponse_{index}");
                out.push_str(&format!("Content-Type: multipart/mixed; boundary={set}\r\n\r\n"));
                for response in responses {
                    out.push_str(&format!("--{set}\r\n"));
                    put(&mut out, response);
                }
                out.push_str(&format!("--{set}--\r\n"));
            }
        }
    }
    out.push_str("--batchresponse--\r\n");
    Ok(("multipart/mixed; boundary=batchresponse".to_owned(), Bytes::from(out)))
}

fn put(out: &mut String, response: &Response<Bytes>) {
    let status = response.status();
    out.push_str("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
    let reason = status.canonical_reason().unwrap_or_default();
    out.push_str(&format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()));
    for (name, value) in response.headers() {
        out.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap_or_default()));
    }
    out.push_str(&format!("\r\n{}\r\n", String::from_utf8_lossy(response.body())));
}

/// The request that a part holds.
fn inner_request(outer: &Request<Bytes>, content: &str) -> Result<Request<Bytes>, String> {
    let (line, rest) = content.split_once('\n').unwrap_or((content, ""));
    let mut words = line.split_whitespace();
    let (method, target) = (words.next(), words.next());
    let (method, target) = method.zip(target).ok_or("A part has no request line.")?;
    let (headers, body) = head(rest);
    let mut request =
        super::request(outer, method, target, Bytes::copy_from_slice(body.trim_end().as_bytes()))?;
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            request.headers_mut().insert(name, value);
        }
    }
    Ok(request)
}

impl<'a> Part<'a> {
    fn header(&self, name: &str) -> Option<&'a str> {
        let mut headers = self.headers.iter();
        headers.find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

/// What stands between the lines of a boundary.
fn parts<'a>(body: &'a str, boundary: &str) -> Vec<Part<'a>> {
    let marker = format!("--{boundary}");
    let mut found = Vec::new();
    let mut start = None;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let text = line.trim_end();
        let is_end = text.strip_suffix("--") == Some(&marker);
        if text == marker || is_end {
            if let Some(start) = start {
                let (headers, content) = head(&body[start..at]);
                found.push(Part { headers, content });
            }
            start = (!is_end).then_some(at + line.len());
        }
        at += line.len();
    }
    found
}

/// Headers, up to an empty line, and what comes after it.
fn head(text: &str) -> (Vec<(&str, &str)>, &str) {
    let mut headers = Vec::new();
    let mut rest = text;
    while let Some((line, after)) = rest.split_once('\n') {
        rest = after;
        match line.split_once(':') {
            Some((name, value)) => headers.push((name.trim(), value.trim())),
            None => break,
        }
    }
    (headers, rest)
}

/// The boundary that a content type names.
fn boundary(kind: &str) -> Option<&str> {
    let (kind, parameters) = kind.split_once(';')?;
    if !kind.trim().to_ascii_lowercase().starts_with("multipart/") {
        return None;
    }
    let named = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.trim().split_once('=')?;
        name.eq_ignore_ascii_case("boundary").then(|| value.trim_matches('"'))
    });
    named.filter(|boundary| !boundary.is_empty())
}
