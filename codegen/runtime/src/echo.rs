//! Secrets that a request has sent, so that a response which repeats them is not shown with them.

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderValue, Request, header};
use serde_json::Value;

use super::operation::Operation;
use super::transport::redact;

/// Shorter values are left alone: hiding them would spoil the text and protect nothing.
const SHORTEST: usize = 4;

/// What a request carries that may be secret. Cheap to keep; it is searched for secrets only when needed.
pub(crate) struct Sent {
    authorization: Option<HeaderValue>,
    /// The values of other headers that must not be shown.
    headers: Vec<HeaderValue>,
    body: Bytes,
    names: &'static [&'static str],
}

impl Sent {
    /// What `request` carries, together with a token that it may get besides.
    pub(crate) fn of(
        request: &Request<Bytes>,
        token: Option<&HeaderValue>,
        operation: Option<&'static Operation>,
    ) -> Self {
        let headers = request.headers().iter();
        let is_other = |name| name != header::AUTHORIZATION;
        let hidden = headers.filter(|(name, value)| value.is_sensitive() && is_other(*name));
        Self {
            headers: hidden.map(|(_, value)| value.clone()).collect(),
            authorization: token.or_else(|| request.headers().get(header::AUTHORIZATION)).cloned(),
            body: request.body().clone(),
            names: operation.map_or(&[], |operation| operation.secrets),
        }
    }

    /// The token.
    pub(crate) fn authorization(&self) -> Option<&HeaderValue> {
        self.authorization.as_ref()
    }

    /// The token, other secret headers, and every secret property of the body, as text.
    pub(crate) fn secrets(&self) -> Secrets {
        let mut secrets = Vec::new();
        let authorization = self.authorization.as_ref();
        if let Some(text) = authorization.and_then(|value| value.to_str().ok()) {
            // `Bearer …`: the word in front is no secret.
            secrets.push(text.split_once(' ').map_or(text, |(_, token)| token).to_owned());
        }
        let headers = self.headers.iter().filter_map(|value| value.to_str().ok());
        secrets.extend(headers.map(str::to_owned));
        secrets.extend(said(&self.body, self.names));
        Secrets::of(secrets)
    }
}

/// Texts that must not be shown, the longest first.
#[derive(Default)]
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    fn of(mut secrets: Vec<String>) -> Self {
        secrets.retain(|secret| secret.len() >= SHORTEST);
        // A secret may be part of a longer one.
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        Self(secrets)
    }

    /// What a body says under names that are secret.
    pub(crate) fn in_body(body: &[u8], names: &[&str]) -> Self {
        Self::of(said(body, names))
    }

    /// The text without them.
    pub(crate) fn hide<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.0.iter().fold(Cow::Borrowed(text), |text, secret| {
            if text.contains(secret.as_str()) {
                Cow::Owned(text.replace(secret.as_str(), redact::REDACTED))
            } else {
                text
            }
        })
    }

    /// Takes them out of every text in `json`, keys included.
    pub(crate) fn hide_in(&self, json: &mut Value) {
        match json {
            Value::String(text) => {
                if let Cow::Owned(hidden) = self.hide(text) {
                    *text = hidden;
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.hide_in(item)),
            Value::Object(properties) => {
                for (name, mut value) in std::mem::take(properties) {
                    self.hide_in(&mut value);
                    properties.insert(self.hide(&name).into_owned(), value);
                }
            }
            _ => {}
        }
    }
}

/// What a body says under names that are secret, as text and as JSON writes it.
fn said(body: &[u8], names: &[&str]) -> Vec<String> {
    let mut said = Vec::new();
    let mut read = |json: &mut Value| {
        redact::each_secret(json, names, &mut |secret| {
            let text = secret.as_str().map_or_else(|| secret.to_string(), str::to_owned);
            // In text that is no JSON to us, a secret may stand as JSON writes it.
            let quoted = secret.to_string();
            let quoted = quoted.get(1..quoted.len() - 1).filter(|quoted| *quoted != text);
            said.extend(quoted.map(str::to_owned));
            said.push(text);
        });
    };
    if let Ok(mut json) = serde_json::from_slice(body) {
        read(&mut json);
        return said;
    }
    // A batch may be text: requests or responses between boundaries, each with headers and perhaps a body.
    let text = std::str::from_utf8(body).unwrap_or_default();
    for part in text.split("\r\n--") {
        let content = part.rsplit_once("\r\n\r\n").map(|(_, content)| content);
        if let Some(mut json) = content.and_then(|text| serde_json::from_str(text).ok()) {
            read(&mut json);
        }
    }
    let headers = text.lines().filter_map(|line| line.split_once(": "));
    let secret = headers.filter(|(name, _)| names.contains(name));
    said.extend(secret.map(|(_, value)| value.to_owned()));
    said
}
