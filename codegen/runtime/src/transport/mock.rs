//! A transport that responds by rules.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode, header};
use serde::Serialize;

use super::{BoxFuture, Transport, TransportError, TransportErrorKind};
use crate::Operation;

/// Responds by rules instead of sending anything. Clones share rules and what was sent.
///
/// A call that no rule matches fails with the kind [`UnexpectedCall`](crate::ErrorKind::UnexpectedCall); the error says what
/// was called and which rule comes nearest.
///
/// ```
/// use directory_graph_runtime::MockTransport;
///
/// let mock = MockTransport::new();
/// mock.on("GET", "/myorganization/things/t1").reply_json(200, serde_json::json!({"objectId": "g1"}));
/// mock.on_operation("things.delete").reply(503).reply(204).times(2);
/// assert!(mock.requests().is_empty());
/// ```
#[derive(Clone, Default)]
pub struct MockTransport {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    rules: Vec<Rule>,
    requests: Vec<Request<Bytes>>,
}

struct Rule {
    wanted: Wanted,
    replies: Vec<Reply>,
    used: usize,
    limit: Option<usize>,
}

enum Wanted {
    /// Method and path, or path with query if the rule has one.
    Request(String, String),
    Operation(String),
}

type Responder =
    Arc<dyn Fn(&Request<Bytes>) -> Result<Response<Bytes>, TransportError> + Send + Sync>;

#[derive(Clone)]
enum Reply {
    Response(Response<Bytes>),
    Failure(TransportErrorKind),
    Function(Responder),
}

impl MockTransport {
    /// A transport without rules.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a rule for a method, in upper or lower case, and a path as it is sent, for example
    /// `/myorganization/things/t1`. With `?…` the query has to match as well, otherwise any query does. `*` stands for any
    /// one segment.
    ///
    /// Of several rules that match, the first that is not used up responds. Without a reply a rule responds with the
    /// operation's status of success and no body.
    pub fn on(&self, method: &str, path: &str) -> MockRule {
        self.rule(Wanted::Request(method.to_ascii_uppercase(), path.to_owned()))
    }

    /// Adds a rule for all calls of an operation, for example `things.get`.
    pub fn on_operation(&self, id: &str) -> MockRule {
        self.rule(Wanted::Operation(id.to_owned()))
    }

    /// Everything that was sent so far, matched or not.
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.state().requests.clone()
    }

    /// Rules that were never used, or less often than they say. Empty in a test that did all it meant to.
    pub fn unused(&self) -> Vec<String> {
        let state = self.state();
        let unused = state.rules.iter().filter(|rule| rule.used < rule.limit.unwrap_or(1));
        unused.map(|rule| format!("{} (used {} times)", rule.wanted, rule.used)).collect()
    }

    fn rule(&self, wanted: Wanted) -> MockRule {
        let mut state = self.state();
        state.rules.push(Rule { wanted, replies: Vec::new(), used: 0, limit: None });
        MockRule { mock: self.clone(), index: state.rules.len() - 1 }
    }

    fn respond(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        let reply = {
            let mut state = self.state();
            let State { rules, requests } = &mut *state;
            requests.push(request.clone());
            let rule =
                rules.iter_mut().find(|rule| rule.is_open() && rule.wanted.matches(&request));
            match rule {
                Some(rule) => rule.take(&request),
                None => return Err(unmatched(rules, &request)),
            }
        };
        match reply {
            Reply::Response(response) => Ok(response),
            Reply::Failure(kind) => Err(TransportError::new(kind, "the mock was told to fail")),
            Reply::Function(function) => function(&request),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for MockTransport {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(std::future::ready(self.respond(request)))
    }
}

impl fmt::Debug for MockTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let rules: Vec<String> = state.rules.iter().map(|rule| rule.wanted.to_string()).collect();
        f.debug_struct("MockTransport")
            .field("rules", &rules)
            .field("requests", &state.requests.len())
            .finish()
    }
}

/// A rule of a [`MockTransport`]. Several replies are given one after the other; the last one goes on for good.
#[derive(Clone, Debug)]
pub struct MockRule {
    mock: MockTransport,
    index: usize,
}

impl MockRule {
    /// Responds with a status and no body.
    pub fn reply(self, status: u16) -> Self {
        self.add(Reply::Response(response(status, Bytes::new())))
    }

    /// Responds with a status and JSON: anything that serializes, or text that is JSON already.
    pub fn reply_json(self, status: u16, json: impl Serialize) -> Self {
        let body = match serde_json::to_value(json) {
            Ok(serde_json::Value::String(text)) => text,
            Ok(value) => value.to_string(),
            Err(error) => error.to_string(),
        };
        let mut response = response(status, Bytes::from(body));
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        self.add(Reply::Response(response))
    }

    /// Responds with a whole response.
    pub fn reply_response(self, response: Response<impl Into<Bytes>>) -> Self {
        self.add(Reply::Response(response.map(Into::into)))
    }

    /// Responds with what a function makes of the request.
    pub fn reply_with<F>(self, function: F) -> Self
    where
        F: Fn(&Request<Bytes>) -> Result<Response<Bytes>, TransportError> + Send + Sync + 'static,
    {
        self.add(Reply::Function(Arc::new(function)))
    }

    /// Fails as if the network did.
    pub fn fail(self, kind: TransportErrorKind) -> Self {
        self.add(Reply::Failure(kind))
    }

    /// Adds a header to the reply that was given last.
    pub fn with_header(self, name: &str, value: &str) -> Self {
        self.change(|rule| {
            let header = (HeaderName::try_from(name), HeaderValue::try_from(value));
            if let (Some(Reply::Response(response)), (Ok(name), Ok(value))) =
                (rule.replies.last_mut(), header)
            {
                response.headers_mut().insert(name, value);
            }
        })
    }

    /// Serves that many calls; later ones are left to other rules.
    pub fn times(self, count: usize) -> Self {
        self.change(|rule| rule.limit = Some(count))
    }

    /// How many calls the rule has served.
    pub fn count(&self) -> usize {
        self.mock.state().rules.get(self.index).map_or(0, |rule| rule.used)
    }

    fn add(self, reply: Reply) -> Self {
        self.change(|rule| rule.replies.push(reply))
    }

    fn change(self, change: impl FnOnce(&mut Rule)) -> Self {
        if let Some(rule) = self.mock.state().rules.get_mut(self.index) {
            change(rule);
        }
        self
    }
}

impl Rule {
    fn is_open(&self) -> bool {
        self.limit.is_none_or(|limit| self.used < limit)
    }

    fn take(&mut self, request: &Request<Bytes>) -> Reply {
        let reply = self.replies.get(self.used).or(self.replies.last()).cloned();
        self.used += 1;
        reply.unwrap_or_else(|| {
            let success = operation(request).and_then(|operation| operation.success.first());
            Reply::Response(response(success.copied().unwrap_or(200), Bytes::new()))
        })
    }
}

impl Wanted {
    fn matches(&self, request: &Request<Bytes>) -> bool {
        match self {
            Self::Operation(id) => operation(request).is_some_and(|operation| operation.id == id),
            Self::Request(method, wanted) => {
                method == request.method().as_str() && same_path(wanted, sent(request, wanted))
            }
        }
    }

    /// How many of method, segments and query options agree with the request.
    fn closeness(&self, request: &Request<Bytes>) -> usize {
        match self {
            Self::Operation(id) => {
                let sent = operation(request).map_or("", |operation| operation.id);
                id.split('.').zip(sent.split('.')).filter(|(a, b)| a == b).count()
            }
            Self::Request(method, wanted) => {
                let parts = ['/', '?', '&'];
                let sent = sent(request, wanted).split(parts);
                let pairs = wanted.split(parts).zip(sent);
                usize::from(method == request.method().as_str())
                    + pairs.filter(|(a, b)| a == b || *a == "*").count()
            }
        }
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(method, path) => write!(f, "{method} {path}"),
            Self::Operation(id) => write!(f, "operation {id}"),
        }
    }
}

/// What of the request is compared with a path that a rule wants: its query counts if the rule has one.
fn sent<'a>(request: &'a Request<Bytes>, wanted: &str) -> &'a str {
    if wanted.contains('?') { target(request) } else { request.uri().path() }
}

fn target(request: &Request<Bytes>) -> &str {
    let target = request.uri().path_and_query();
    target.map_or("/", |target| target.as_str())
}

fn same_path(wanted: &str, sent: &str) -> bool {
    let mut sent = sent.split('/');
    wanted
        .split('/')
        .all(|segment| sent.next().is_some_and(|sent| segment == sent || segment == "*"))
        && sent.next().is_none()
}

fn operation(request: &Request<Bytes>) -> Option<&'static Operation> {
    request.extensions().get::<&'static Operation>().copied()
}

fn response(status: u16, body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
}

fn unmatched(rules: &[Rule], request: &Request<Bytes>) -> TransportError {
    let mut message =
        format!("no rule of the mock matches {} {}", request.method(), target(request));
    if let Some(operation) = operation(request) {
        message.push_str(&format!(" (operation {})", operation.id));
    }
    let rank = |rule: &&Rule| {
        let wanted = &rule.wanted;
        (wanted.matches(request), wanted.closeness(request))
    };
    // Of equals `max_by_key` takes the last one; rules are tried from the first one on.
    match rules.iter().rev().max_by_key(rank) {
        None => message.push_str("; it has no rules"),
        Some(rule) if rule.wanted.matches(request) => {
            message.push_str(&format!("; {} was used up after {} calls", rule.wanted, rule.used));
        }
        Some(rule) => message.push_str(&format!("; the nearest is {}", rule.wanted)),
    }
    TransportError::new(TransportErrorKind::UnexpectedCall, message)
}
