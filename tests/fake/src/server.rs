//! The tenant over HTTP: both services on one port, tokens, and what the fake itself is asked.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use directory_graph::PermissionKind;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};

use crate::access::Access;
use crate::request::pairs;
use crate::seed::PERMISSIONS;
use crate::tenant::{FakeTenant, Fate, Outcome};

/// How many bytes a request may have.
const LARGEST: usize = 16 * 1024 * 1024;

/// Serves a tenant until the future is dropped.
///
/// # Errors
///
/// The listener fails.
pub async fn serve(tenant: FakeTenant, listener: TcpListener) -> io::Result<Infallible> {
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(connection(tenant.clone(), stream));
    }
}

async fn connection(tenant: FakeTenant, stream: TcpStream) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| respond(tenant.clone(), request));
    let mut http = http1::Builder::new();
    // A caller who breaks off is no concern of the tenant.
    let _ = http.timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service).await;
}

/// Why nobody gets a response.
fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionAborted, "the connection was told to break")
}

async fn respond(
    tenant: FakeTenant,
    request: Request<Incoming>,
) -> io::Result<Response<ResponseBody>> {
    let (head, body) = request.into_parts();
    let Ok(body) = Limited::new(body, LARGEST).collect().await else {
        return Ok(status(StatusCode::PAYLOAD_TOO_LARGE).map(ResponseBody::whole));
    };
    let request = Request::from_parts(head, body.to_bytes());
    if let Some(response) = own(&tenant, &request) {
        return Ok(response.map(ResponseBody::whole));
    }
    let Outcome { response, fate, delay } = tenant.respond(&request);
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    match fate {
        Fate::Arrives => Ok(response.map(ResponseBody::whole)),
        Fate::Lost => Err(broken()),
        Fate::Broken => {
            let length = response.body().len();
            let mut response = response
                .map(|body| ResponseBody { piece: Some(body.slice(..length / 2)), breaks: true });
            // The length of the whole, so that the caller knows that there is more.
            response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length.max(1)));
            Ok(response)
        }
    }
}

/// What is no request to a service: tokens, and the fake's own doors.
fn own(tenant: &FakeTenant, request: &Request<Bytes>) -> Option<Response<Bytes>> {
    let path = request.uri().path().trim_matches('/');
    let segments: Vec<&str> = path.split('/').collect();
    Some(match (request.method(), &segments[..]) {
        (&Method::GET, ["_fake", "state"]) => reply(200, &tenant.dump()),
        (&Method::POST, ["_fake", "reset"]) => {
            tenant.reset();
            status(StatusCode::NO_CONTENT)
        }
        (_, ["_fake", ..]) => reply(404, &json!({"error": "there is no such door"})),
        (&Method::POST, [_, "oauth2", "token"] | [_, "oauth2", "v2.0", "token"]) => {
            let is_v2 = segments.len() == 4;
            let body = String::from_utf8_lossy(request.body());
            token(tenant, &pairs(&body), is_v2)
        }
        _ => return None,
    })
}

/// A token for anybody who asks in the right form.
fn token(tenant: &FakeTenant, form: &[(String, String)], is_v2: bool) -> Response<Bytes> {
    let value = |name: &str| {
        let found = form.iter().find(|(key, value)| key == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    };
    let needed: &[&str] = match value("grant_type") {
        Some("client_credentials") => &["client_id"],
        Some("password") => &["client_id", "username", "password"],
        Some("refresh_token") => &["refresh_token"],
        Some(other) => {
            return refuse("unsupported_grant_type", &format!("'{other}' is not supported."));
        }
        None => return refuse("invalid_request", "The parameter 'grant_type' is missing."),
    };
    if let Some(missing) = needed.iter().find(|name| value(name).is_none()) {
        return refuse("invalid_request", &format!("The parameter '{missing}' is missing."));
    }
    let access = granted(tenant, &value);
    let given = access.map_or_else(|| format!("fake-{}", tenant.id()), |it| it.token(&tenant.id()));
    let mut token = json!({ "token_type": "Bearer", "access_token": given });
    let seconds = |number: u64| if is_v2 { json!(number) } else { json!(number.to_string()) };
    if let Some(token) = token.as_object_mut() {
        token.insert("expires_in".into(), seconds(3599));
        if is_v2 {
            token.insert("ext_expires_in".into(), seconds(3599));
        } else {
            let expires = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            token.insert("expires_on".into(), seconds(expires.map_or(0, |it| it.as_secs()) + 3599));
            token.insert("resource".into(), value("resource").unwrap_or_default().into());
        }
        if value("grant_type") != Some("client_credentials") {
            // What may be done with the one may be done with the other.
            token.insert("refresh_token".into(), given.into());
            token.insert("scope".into(), value("scope").unwrap_or_default().into());
        }
    }
    reply(200, &token)
}

/// The permissions of a token: those that are asked for, or else those of the token that is refreshed or of the tenant's
/// seed, if there are any.
fn granted<'a>(tenant: &FakeTenant, value: &dyn Fn(&str) -> Option<&'a str>) -> Option<Access> {
    let kind = match value("grant_type") {
        Some("client_credentials") => PermissionKind::Application,
        _ => PermissionKind::Delegated,
    };
    let asked = value("scope").map(|scope| Access::asked(kind, scope));
    let seeded = || {
        let names = tenant.with_state(|state| state.notes.get(PERMISSIONS).cloned())?;
        let names = names.as_array().into_iter().flatten().filter_map(Value::as_str);
        Some(Access::new(kind, names))
    };
    let refreshed = || value("refresh_token").and_then(Access::of);
    asked.filter(|asked| !asked.is_empty()).or_else(refreshed).or_else(seeded)
}

fn refuse(error: &str, description: &str) -> Response<Bytes> {
    reply(400, &json!({"error": error, "error_description": description}))
}

fn reply(status: u16, body: &Value) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body.to_string()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response
}

fn status(status: StatusCode) -> Response<Bytes> {
    let mut response = Response::default();
    *response.status_mut() = status;
    response
}

/// A body in one piece, after which the connection may break.
#[derive(Debug)]
struct ResponseBody {
    piece: Option<Bytes>,
    breaks: bool,
}

impl ResponseBody {
    fn whole(body: Bytes) -> Self {
        Self { piece: Some(body).filter(|it| !it.is_empty()), breaks: false }
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Poll::Ready(match self.piece.take() {
            Some(piece) => Some(Ok(Frame::data(piece))),
            None if self.breaks => Some(Err(broken())),
            None => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        self.piece.is_none() && !self.breaks
    }

    fn size_hint(&self) -> SizeHint {
        match (&self.piece, self.breaks) {
            (_, true) => SizeHint::default(),
            (piece, false) => SizeHint::with_exact(piece.as_ref().map_or(0, |it| it.len() as u64)),
        }
    }
}
