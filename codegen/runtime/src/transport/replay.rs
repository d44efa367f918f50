//! Responds with what was recorded.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use serde_json::Value;

use super::recorder::describe_request;
use super::{BoxFuture, Transport, TransportError, TransportErrorKind};

/// Serves requests with the exchanges of a [`Recorder`](super::Recorder), each once and in order.
///
/// A request is served by the first unused exchange with the same method, path, query and body. A recorded failure
/// happens again with its kind, and at once, even if time had run out: so it is repeated like the real one.
///
/// ```
/// use directory_graph_runtime::transport::Replay;
///
/// let replay = Replay::from_json(r#"{"exchanges": [{
///     "request": {"method": "GET", "url": "/myorganization/things/t1?api-version=1.6"},
///     "response": {"status": 200, "body": {"objectId": "g1"}}
/// }]}"#)?;
/// assert_eq!(replay.remaining(), 1);
/// # Ok::<(), directory_graph_runtime::TransportError>(())
/// ```
#[derive(Clone)]
pub struct Replay {
    exchanges: Arc<Mutex<Vec<Exchange>>>,
}

struct Exchange {
    request: Value,
    outcome: Outcome,
    used: bool,
}

#[derive(Clone)]
enum Outcome {
    Response(Response<Bytes>),
    Failure(TransportErrorKind, String),
}

impl Replay {
    /// Reads the text of a recording.
    ///
    /// # Errors
    ///
    /// If the text is no recording.
    pub fn from_json(text: &str) -> Result<Self, TransportError> {
        let file: Value = serde_json::from_str(text).map_err(|error| wrong(error.to_string()))?;
        let exchanges = file["exchanges"]
            .as_array()
            .ok_or_else(|| wrong("it lacks a list of `exchanges`".to_owned()))?;
        let read = |(index, exchange)| {
            Exchange::read(exchange).map_err(|reason| wrong(format!("exchange {index}: {reason}")))
        };
        let exchanges = exchanges.iter().enumerate().map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { exchanges: Arc::new(Mutex::new(exchanges)) })
    }

    /// Reads a recording from a file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is no recording.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, TransportError> {
        let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
        Self::from_json(&text)
    }

    /// How many exchanges were not asked for yet.
    pub fn remaining(&self) -> usize {
        let exchanges = self.exchanges.lock().unwrap_or_else(PoisonError::into_inner);
        exchanges.iter().filter(|exchange| !exchange.used).count()
    }

    fn respond(&self, request: &Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        let asked = describe_request(request);
        let mut exchanges = self.exchanges.lock().unwrap_or_else(PoisonError::into_inner);
        let found =
            exchanges.iter_mut().find(|exchange| !exchange.used && same(&exchange.request, &asked));
        let Some(exchange) = found else {
            let left = exchanges.iter().filter(|exchange| !exchange.used);
            let left: Vec<String> = left.map(|exchange| title(&exchange.request)).collect();
            let message = format!(
                "nothing recorded responds to {}; unused are: [{}]",
                title(&asked),
                left.join(", ")
            );
            return Err(TransportError::new(TransportErrorKind::UnexpectedCall, message));
        };
        exchange.used = true;
        match exchange.outcome.clone() {
            Outcome::Response(response) => Ok(response),
            Outcome::Failure(kind, reason) => Err(TransportError::new(kind, reason)),
        }
    }
}

fn wrong(reason: String) -> TransportError {
    TransportError::new(
        TransportErrorKind::Request,
        format!("the recording cannot be read: {reason}"),
    )
}

fn same(recorded: &Value, asked: &Value) -> bool {
    ["method", "url", "body", "text"].iter().all(|part| recorded[part] == asked[part])
}

fn title(request: &Value) -> String {
    let part = |name: &str| request[name].as_str().unwrap_or("?").to_owned();
    format!("{} {}", part("method"), part("url"))
}

impl Exchange {
    fn read(exchange: &Value) -> Result<Self, &'static str> {
        let outcome = match (exchange.get("response"), exchange.get("failure")) {
            (Some(response), _) => Outcome::Response(read_response(response)?),
            (None, Some(failure)) => read_failure(failure)?,
            (None, None) => return Err("it has neither `response` nor `failure`"),
        };
        let request = exchange.get("request").cloned().ok_or("it lacks a `request`")?;
        Ok(Self { request, outcome, used: false })
    }
}

/// Reads a failure with its kind; one that is only text is of kind `Other`.
fn read_failure(recorded: &Value) -> Result<Outcome, &'static str> {
    if let Some(text) = recorded.as_str() {
        return Ok(Outcome::Failure(TransportErrorKind::Other, text.to_owned()));
    }
    let kind = recorded["kind"].as_str();
    let kind =
        kind.and_then(TransportErrorKind::from_name).ok_or("its `failure` is of no known kind")?;
    let message = recorded["message"].as_str().ok_or("its `failure` lacks a `message`")?;
    Ok(Outcome::Failure(kind, message.to_owned()))
}

fn read_response(recorded: &Value) -> Result<Response<Bytes>, &'static str> {
    let status = recorded["status"].as_u64().and_then(|status| u16::try_from(status).ok());
    let status = status
        .and_then(|status| StatusCode::from_u16(status).ok())
        .ok_or("its `status` is none")?;
    let body = match (recorded.get("body"), recorded["text"].as_str()) {
        (Some(json), _) => Bytes::from(json.to_string()),
        (None, Some(text)) => Bytes::from(text.to_owned()),
        (None, None) => Bytes::new(),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    for (name, value) in recorded["headers"].as_object().into_iter().flatten() {
        let name = HeaderName::try_from(name).map_err(|_| "a name of its `headers` is wrong")?;
        let value = value.as_str().and_then(|value| HeaderValue::try_from(value).ok());
        response.headers_mut().insert(name, value.ok_or("a value of its `headers` is wrong")?);
    }
    Ok(response)
}

impl Transport for Replay {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(std::future::ready(self.respond(&request)))
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replay").field("remaining", &self.remaining()).finish()
    }
}
