//! Keeps what passes through a transport, without secrets.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use serde_json::{Value, json};

use super::redact::redact;
use super::{BoxFuture, Transport, TransportError, TransportErrorKind};
use crate::Operation;
use crate::echo::{Secrets, Sent};

/// Headers that are worth keeping and hold nothing secret.
const HEADERS: &[&str] = &[
    "accept",
    "content-type",
    "dataserviceversion",
    "location",
    "prefer",
    "request-id",
    "retry-after",
];

/// Passes requests on and keeps what was said, as JSON that can be read, edited and given to a
/// [`Replay`](super::Replay).
///
/// Tokens and other secrets are left out: only a few headers are kept, and secret properties of bodies are replaced, as
/// is a secret of the request wherever the response repeats it. A failure is kept with its kind, an attempt that is given
/// up before a response came as one that ran out of time.
///
/// ```no_run
/// use directory_graph_runtime::transport::{Recorder, Transport};
///
/// # fn example(transport: impl Transport) -> std::io::Result<()> {
/// let recorder = Recorder::new(transport);
/// // … give a clone to a client, make calls …
/// recorder.save("exchanges.json")
/// # }
/// ```
#[derive(Clone)]
pub struct Recorder {
    inner: Arc<dyn Transport>,
    exchanges: Arc<Mutex<Vec<Value>>>,
}

impl Recorder {
    /// Records what passes through `transport`.
    pub fn new(transport: impl Transport) -> Self {
        Self { inner: Arc::new(transport), exchanges: Arc::default() }
    }

    /// Everything so far, as the text of a JSON file.
    pub fn to_json(&self) -> String {
        let file = json!({"exchanges": *self.exchanges()});
        format!("{file:#}\n")
    }

    /// Writes everything so far to a file.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> std::io::Result<()> {
        std::fs::write(path, self.to_json())
    }

    fn exchanges(&self) -> MutexGuard<'_, Vec<Value>> {
        self.exchanges.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Recorder {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let shown = Shown::of(&request);
        let asked = shown.request(&request);
        Box::pin(async move {
            let mut exchange = Exchange {
                recorder: self,
                operation: shown.operation,
                request: asked,
                outcome: (FAILURE, failure(TransportErrorKind::Timeout, GIVEN_UP.into())),
            };
            let response = self.inner.send(request).await;
            exchange.outcome = match &response {
                Ok(response) => ("response", shown.response(response)),
                Err(error) => (FAILURE, failure(error.kind(), shown.text(&error.to_string()))),
            };
            response
        })
    }

    fn sleep(&self, duration: Duration) -> Option<BoxFuture<'static, ()>> {
        self.inner.sleep(duration)
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder")
            .field("exchanges", &self.exchanges().len())
            .finish_non_exhaustive()
    }
}

const FAILURE: &str = "failure";

/// What is said of an attempt that was dropped, as the engine does when time runs out.
const GIVEN_UP: &str = "no response came before the attempt was given up";

/// An exchange, kept as soon as it is over, however that comes about.
struct Exchange<'a> {
    recorder: &'a Recorder,
    operation: Option<&'static Operation>,
    request: Value,
    outcome: (&'static str, Value),
}

impl Drop for Exchange<'_> {
    fn drop(&mut self) {
        let operation = self.operation.map(|operation| operation.id);
        let (name, outcome) = (self.outcome.0, self.outcome.1.take());
        let exchange =
            json!({"operation": operation, "request": self.request.take(), name: outcome});
        self.recorder.exchanges().push(exchange);
    }
}

fn failure(kind: TransportErrorKind, message: Value) -> Value {
    json!({"kind": kind.name(), "message": message})
}

/// A request as it is kept. The host is left out, so that a recording can be replayed for any endpoint.
pub(super) fn describe_request(request: &Request<Bytes>) -> Value {
    Shown::of(request).request(request)
}

/// How an exchange is shown: without the properties that are secret by their names, and without the secrets that the
/// request holds, wherever they occur.
struct Shown {
    operation: Option<&'static Operation>,
    secrets: Secrets,
}

impl Shown {
    fn of(request: &Request<Bytes>) -> Self {
        let operation = request.extensions().get::<&'static Operation>().copied();
        Self { operation, secrets: Sent::of(request, None, operation).secrets() }
    }

    fn request(&self, request: &Request<Bytes>) -> Value {
        let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
        let mut text = json!({
            "method": request.method().as_str(),
            "url": self.text(target),
            "headers": self.headers(request.headers()),
        });
        self.add_body(&mut text, request.body());
        text
    }

    fn response(&self, response: &Response<Bytes>) -> Value {
        let mut text = json!({
            "status": response.status().as_u16(),
            "headers": self.headers(response.headers()),
        });
        self.add_body(&mut text, response.body());
        text
    }

    fn text(&self, text: &str) -> Value {
        Value::from(self.secrets.hide(text))
    }

    /// Adds a body as JSON if it is, otherwise as text.
    fn add_body(&self, text: &mut Value, body: &Bytes) {
        if body.is_empty() {
            return;
        }
        let (name, value) = match serde_json::from_slice(body) {
            Ok(mut json) => {
                redact(&mut json, self.operation.map_or(&[], |operation| operation.secrets));
                self.secrets.hide_in(&mut json);
                ("body", json)
            }
            Err(_) => {
                let names = self.operation.map_or(&[][..], |operation| operation.secrets);
                let text = String::from_utf8_lossy(body);
                ("text", self.text(&Secrets::in_body(body, names).hide(&text)))
            }
        };
        text[name] = value;
    }

    fn headers(&self, headers: &HeaderMap) -> Value {
        let kept = HEADERS.iter().filter_map(|name| {
            let value = headers.get(*name)?.to_str().ok()?;
            Some(((*name).to_owned(), self.text(value)))
        });
        Value::Object(kept.collect())
    }
}
