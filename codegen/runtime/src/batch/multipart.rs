//! Batches as Azure AD Graph has them, by OData 3: requests as text, with those that change something in change sets.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use super::{Error, Found, Part, response, unreadable};

/// Deeper than a batch with its change sets nothing is nested.
const DEPTH: usize = 3;

/// Content type and body of a request for these parts. Each change is a change set of its own, so that none depends on
/// another. `name` is a random text that no body holds.
pub(super) fn encode(parts: &[Part], name: &str) -> (String, Bytes) {
    let mut body = Vec::new();
    for part in parts {
        put(&mut body, &["--batch_", name, "\r\n"]);
        if part.request.method() == Method::GET {
            put_request(&mut body, part);
        } else {
            let set = format!("changeset_{name}_{}", part.index);
            put(&mut body, &["Content-Type: multipart/mixed; boundary=", &set, "\r\n\r\n"]);
            put(&mut body, &["--", &set, "\r\n"]);
            put_request(&mut body, part);
            put(&mut body, &["--", &set, "--\r\n"]);
        }
    }
    put(&mut body, &["--batch_", name, "--\r\n"]);
    (format!("multipart/mixed; boundary=batch_{name}"), Bytes::from(body))
}

fn put(body: &mut Vec<u8>, pieces: &[&str]) {
    body.extend(pieces.iter().flat_map(|piece| piece.bytes()));
}

fn put_request(body: &mut Vec<u8>, part: &Part) {
    let request = &part.request;
    put(body, &["Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"]);
    put(body, &[request.method().as_str(), " ", &request.uri().to_string(), " HTTP/1.1\r\n"]);
    for (name, value) in request.headers() {
        put(body, &[name.as_str(), ": "]);
        body.extend_from_slice(value.as_bytes());
        put(body, &["\r\n"]);
    }
    put(body, &["host: ", request.uri().authority().map_or("", |host| host.as_str()), "\r\n\r\n"]);
    body.extend_from_slice(request.body());
    put(body, &["\r\n"]);
}

/// The responses of the parts, which come in the order of the requests.
pub(super) fn decode(
    headers: &HeaderMap,
    body: &[u8],
    parts: &[Part],
) -> Result<Vec<Found>, Error> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let boundary = kind.and_then(boundary).ok_or_else(|| unreadable("it is not multipart"))?;
    let mut found = Vec::new();
    collect(body, boundary, DEPTH, &mut found)?;
    if found.len() > parts.len() {
        return Err(unreadable("it has more parts than were asked for"));
    }
    let pairs = parts.iter().map(|part| part.index).zip(found);
    pairs
        .map(|(index, (status, headers, body))| Ok((index, response(status, headers, body)?)))
        .collect()
}

type Raw = (u16, HeaderMap, Bytes);

fn collect(body: &[u8], boundary: &str, depth: usize, found: &mut Vec<Raw>) -> Result<(), Error> {
    if depth == 0 {
        return Err(unreadable("its parts are nested too deep"));
    }
    for piece in pieces(body, boundary) {
        let (headers, content) = head(piece)?;
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        match kind.and_then(self::boundary) {
            Some(inner) => collect(content, inner, depth - 1, found)?,
            None => {
                let (line, rest) = line(content);
                let status = line
                    .strip_prefix("HTTP/")
                    .and_then(|line| line.split(' ').nth(1))
                    .and_then(|status| status.parse().ok())
                    .ok_or_else(|| unreadable("a part has no status line"))?;
                let (headers, content) = head(rest)?;
                found.push((status, headers, Bytes::copy_from_slice(content)));
            }
        }
    }
    Ok(())
}

/// What stands between the lines of a boundary.
fn pieces<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let marker = format!("--{boundary}");
    let mut starts = Vec::new();
    let mut from = 0;
    while let Some(offset) = find(&body[from..], marker.as_bytes()) {
        let at = from + offset;
        from = at + marker.len();
        // The boundary of another list may begin alike.
        let (before, after) = (&body[..at], &body[from..]);
        let ends = after.starts_with(b"--") || after.first().is_none_or(u8::is_ascii_whitespace);
        if ends && (before.is_empty() || before.ends_with(b"\n")) {
            starts.push((at, from));
        }
    }
    let pairs = starts.windows(2).map(|pair| &body[pair[0].1..pair[1].0]);
    pairs.map(|piece| without_line_end(after_line(piece))).collect()
}

fn after_line(piece: &[u8]) -> &[u8] {
    find(piece, b"\n").map_or(&[], |end| &piece[end + 1..])
}

fn without_line_end(piece: &[u8]) -> &[u8] {
    let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
    piece.strip_suffix(b"\r").unwrap_or(piece)
}

fn find(body: &[u8], text: &[u8]) -> Option<usize> {
    body.windows(text.len()).position(|window| window == text)
}

fn line(content: &[u8]) -> (&str, &[u8]) {
    let end = find(content, b"\n").map_or(content.len(), |end| end + 1);
    let (line, rest) = content.split_at(end);
    (std::str::from_utf8(line).unwrap_or_default().trim_end(), rest)
}

/// Headers, up to an empty line, and what comes after it.
fn head(mut content: &[u8]) -> Result<(HeaderMap, &[u8]), Error> {
    let mut headers = HeaderMap::new();
    loop {
        let (line, rest) = line(content);
        let at_end = content.is_empty();
        content = rest;
        if line.is_empty() || at_end {
            return Ok((headers, content));
        }
        let (name, value) =
            line.split_once(':').ok_or_else(|| unreadable("a header has no colon"))?;
        let header = (HeaderName::try_from(name.trim()), HeaderValue::try_from(value.trim()));
        if let (Ok(name), Ok(value)) = header {
            headers.append(name, value);
        }
    }
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

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn part(index: usize, method: &str, target: &str, body: &'static str) -> Part {
        let uri = format!("https://graph.windows.net/contoso.com/{target}");
        let mut request = Request::builder().method(method).uri(uri);
        request = request.header("accept", "application/json");
        if !body.is_empty() {
            request = request.header("content-type", "application/json");
        }
        Part { index, request: request.body(Bytes::from(body)).unwrap(), after: Vec::new() }
    }

    #[test]
    fn reads_stand_alone_and_changes_in_change_sets() {
        let parts = [
            part(0, "GET", "groups/g1?api-version=1.6", ""),
            part(1, "PATCH", "groups/g1?api-version=1.6", r#"{"displayName":"New"}"#),
        ];
        let (kind, body) = encode(&parts, "36522ad7");
        assert_eq!(kind, "multipart/mixed; boundary=batch_36522ad7");
        assert_eq!(
            std::str::from_utf8(&body).unwrap(),
            "--batch_36522ad7\r\n\
             Content-Type: application/http\r\n\
             Content-Transfer-Encoding: binary\r\n\
             \r\n\
             GET https://graph.windows.net/contoso.com/groups/g1?api-version=1.6 HTTP/1.1\r\n\
             accept: application/json\r\n\
             host: graph.windows.net\r\n\
             \r\n\
             \r\n\
             --batch_36522ad7\r\n\
             Content-Type: multipart/mixed; boundary=changeset_36522ad7_1\r\n\
             \r\n\
             --changeset_36522ad7_1\r\n\
             Content-Type: application/http\r\n\
             Content-Transfer-Encoding: binary\r\n\
             \r\n\
             PATCH https://graph.windows.net/contoso.com/groups/g1?api-version=1.6 HTTP/1.1\r\n\
             accept: application/json\r\n\
             content-type: application/json\r\n\
             host: graph.windows.net\r\n\
             \r\n\
             {\"displayName\":\"New\"}\r\n\
             --changeset_36522ad7_1--\r\n\
             --batch_36522ad7--\r\n"
        );
    }

    #[test]
    fn responses_are_read_out_of_change_sets() {
        let parts = [part(3, "PATCH", "groups/g1", "{}"), part(5, "GET", "groups/g1", "")];
        let mut headers = HeaderMap::new();
        headers
            .insert("content-type", HeaderValue::from_static("multipart/mixed; boundary=\"b 1\""));
        let body = "--b 1\r\nContent-Type: multipart/mixed; boundary=c1\r\n\r\n\
                    --c1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 204 No Content\r\nDataServiceVersion: 1.0;\r\n\r\n\r\n--c1--\r\n\
                    --b 1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\":\n\"--b 1\",\"b\":\n--b 12}\r\n\
                    --b 1--\r\n";
        let responses = decode(&headers, body.as_bytes(), &parts).unwrap();
        assert_eq!(responses.len(), 2);
        assert_eq!((responses[0].0, responses[0].1.status().as_u16()), (3, 204));
        assert_eq!(responses[0].1.body(), "");
        assert_eq!((responses[1].0, responses[1].1.status().as_u16()), (5, 200));
        assert_eq!(responses[1].1.body(), "{\"a\":\n\"--b 1\",\"b\":\n--b 12}");
        assert_eq!(responses[1].1.headers()["content-type"], "application/json");
    }

    #[test]
    fn what_is_no_batch_is_an_error() {
        let parts = [part(0, "GET", "groups", "")];
        let kind = |kind: &'static str| {
            HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(kind))])
        };
        for (headers, body) in [
            (HeaderMap::new(), ""),
            (kind("text/html"), "<html>"),
            (kind("multipart/mixed; boundary="), ""),
            (kind("multipart/mixed; boundary=b"), "--b\r\n\r\nno status\r\n--b--"),
            (kind("multipart/mixed; boundary=b"), "--b\r\nno header\r\n\r\n\r\n--b--"),
            (
                kind("multipart/mixed; boundary=b"),
                "--b\n\nHTTP/1.1 200\n\n\n--b\n\nHTTP/1.1 200\n\n\n--b--",
            ),
        ] {
            let error = decode(&headers, body.as_bytes(), &parts).unwrap_err();
            assert!(
                error.to_string().contains("the response to a batch cannot be read"),
                "{error}"
            );
        }
    }
}
