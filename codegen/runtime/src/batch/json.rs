//! Batches as Microsoft Graph has them: JSON in and out.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::{Error, Found, Part, response, unreadable};

/// The body of a request for these parts. `prefix` is what all their paths begin with: the
/// version, which the batch has as well.
pub(super) fn encode(parts: &[Part], prefix: &str) -> Result<Bytes, String> {
    let requests: Vec<Entry<'_>> = parts.iter().map(|part| Entry { part, prefix }).collect();
    let body = serde_json::to_vec(&BTreeMap::from([("requests", requests)]));
    body.map(Bytes::from).map_err(|error| error.to_string())
}

struct Entry<'a> {
    part: &'a Part,
    prefix: &'a str,
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Part { index, request, after } = self.part;
        let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
        let url = target.strip_prefix(self.prefix);
        let headers: BTreeMap<&str, &str> = request
            .headers()
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
            .filter(|(name, _)| *name != "accept")
            .collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &index.to_string())?;
        map.serialize_entry("method", request.method().as_str())?;
        map.serialize_entry("url", url.unwrap_or(target))?;
        if !after.is_empty() {
            let after: Vec<String> = after.iter().map(usize::to_string).collect();
            map.serialize_entry("dependsOn", &after)?;
        }
        if !headers.is_empty() {
            map.serialize_entry("headers", &headers)?;
        }
        if !request.body().is_empty() {
            let body: &RawValue =
                serde_json::from_slice(request.body()).map_err(serde::ser::Error::custom)?;
            map.serialize_entry("body", body)?;
        }
        map.end()
    }
}

type Fields<'a> = BTreeMap<String, &'a RawValue>;

/// The responses of the parts, in whatever order they came.
pub(super) fn decode(body: &[u8]) -> Result<Vec<Found>, Error> {
    let fields: Fields<'_> = read(body)?;
    let responses = fields.get("responses").ok_or_else(|| unreadable("it has no `responses`"))?;
    let responses: Vec<Fields<'_>> = read(responses.get().as_bytes())?;
    responses.iter().map(one).collect()
}

fn one(fields: &Fields<'_>) -> Result<Found, Error> {
    let field = |name: &str| fields.get(name).map(|value| value.get());
    let index = field("id")
        .and_then(|id| id.trim_matches('"').parse().ok())
        .ok_or_else(|| unreadable("a part has no `id`"))?;
    let status = field("status")
        .and_then(|status| status.trim_matches('"').parse().ok())
        .ok_or_else(|| unreadable("a part has no `status`"))?;
    let mut headers = HeaderMap::new();
    let given: BTreeMap<String, Option<String>> = match field("headers") {
        Some(text) if text != "null" => read(text.as_bytes())?,
        _ => BTreeMap::new(),
    };
    for (name, value) in given {
        let header = (HeaderName::try_from(name), HeaderValue::try_from(value.unwrap_or_default()));
        if let (Ok(name), Ok(value)) = header {
            headers.append(name, value);
        }
    }
    let body = match field("body") {
        None | Some("null") => Bytes::new(),
        Some(body) => content(body, &headers),
    };
    Ok((index, response(status, headers, body)?))
}

/// A body is JSON as it stands; text that is no JSON comes as a JSON text.
fn content(body: &str, headers: &HeaderMap) -> Bytes {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| !kind.contains("json"))
        && let Ok(text) = serde_json::from_str::<String>(body)
    {
        return Bytes::from(text);
    }
    Bytes::copy_from_slice(body.as_bytes())
}

fn read<'a, T: serde::Deserialize<'a>>(json: &'a [u8]) -> Result<T, Error> {
    serde_json::from_slice(json).map_err(|error| unreadable(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn part(index: usize, method: &str, url: &str, body: &'static str) -> Part {
        let mut request = Request::builder().method(method).uri(url);
        request = request.header("accept", "application/json");
        if !body.is_empty() {
            request = request.header("content-type", "application/json");
        }
        Part { index, request: request.body(Bytes::from(body)).unwrap(), after: Vec::new() }
    }

    #[test]
    fn requests_are_relative_to_the_version_and_keep_their_bodies() {
        let mut last = part(2, "DELETE", "https://h/v1.0/groups/g%2F1", "");
        last.after = vec![0, 1];
        let parts = [
            part(0, "GET", "https://h/v1.0/groups?$top=5", ""),
            part(1, "POST", "https://h/v1.0/groups", r#"{"n":1.50,"b":"\u00e9"}"#),
            last,
        ];
        assert_eq!(
            encode(&parts, "/v1.0").unwrap(),
            concat!(
                r#"{"requests":[{"id":"0","method":"GET","url":"/groups?$top=5"},"#,
                r#"{"id":"1","method":"POST","url":"/groups","headers":{"content-type":"application/json"},"body":{"n":1.50,"b":"\u00e9"}},"#,
                r#"{"id":"2","method":"DELETE","url":"/groups/g%2F1","dependsOn":["0","1"]}]}"#,
            )
        );
    }

    #[test]
    fn responses_are_found_by_their_ids() {
        let body = br#"{"responses":[
            {"id":"7","status":429,"headers":{"Retry-After":"3","bad name":"x"},"body":{"error":{"code":"TooManyRequests"}}},
            {"id":"0","status":200,"headers":{"Content-Type":"application/json"},"body":{"n":1.50}},
            {"id":"1","status":200,"headers":{"Content-Type":"text/plain"},"body":"893"},
            {"id":"2","status":204,"body":null}
        ]}"#;
        let responses = decode(body).unwrap();
        let told: Vec<(usize, u16, &[u8])> = responses
            .iter()
            .map(|(index, response)| (*index, response.status().as_u16(), &response.body()[..]))
            .collect();
        assert_eq!(
            told,
            [
                (7, 429, &br#"{"error":{"code":"TooManyRequests"}}"#[..]),
                (0, 200, br#"{"n":1.50}"#),
                (1, 200, b"893"),
                (2, 204, b""),
            ]
        );
        assert_eq!(responses[0].1.headers()["retry-after"], "3");
    }

    #[test]
    fn what_is_no_batch_is_an_error() {
        for body in [
            "",
            "[]",
            "{}",
            r#"{"responses":[{"status":200}]}"#,
            r#"{"responses":[{"id":"1","status":99}]}"#,
        ] {
            let error = decode(body.as_bytes()).unwrap_err();
            assert!(
                error.to_string().contains("the response to a batch cannot be read"),
                "{error}"
            );
        }
    }
}
