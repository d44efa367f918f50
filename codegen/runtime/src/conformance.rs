//! What the emitted tests of documented examples have in common.

use bytes::Bytes;
use http::{Request, StatusCode};
use serde::Serialize;
use serde_json::Value;

use super::bounds::Bounds;
use super::echo::Secrets;
use super::{
    ClientBuilder, Decode, Endpoint, Error, ErrorCode, MockTransport, Operation, Service, Tenant,
    error_body,
};

/// How a response is compared with the documented body.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// There is nothing to compare.
    Nothing,
    /// Encoding what was read gives the whole body again.
    Whole,
    /// Encoding what was read gives the body's `value` again.
    Value,
    /// Encoding what was read gives the only item of the body's `value` again.
    OnlyItem,
}

/// A client whose requests are looked at and never sent.
pub fn client<S: Service>(tenant: Option<&str>) -> S {
    let tenant = match tenant {
        Some(name) => Tenant::new(name).expect("a documented tenant"),
        None => Tenant::my_organization(),
    };
    ClientBuilder::new(Some(tenant))
        .transport(MockTransport::new())
        .build()
        .expect("nothing is wrong with this client")
}

/// A documented request that a call has made.
pub struct Requested(Request<Bytes>);

impl Requested {
    /// It has this header.
    #[track_caller]
    pub fn header(self, name: &str, value: &str) -> Self {
        let sent = self.0.headers().get(name).and_then(|value| value.to_str().ok());
        assert_eq!(sent, Some(value), "{name}");
        self
    }
}

/// The call makes the documented request.
#[track_caller]
pub fn request<C: ErrorCode>(
    request: Result<Request<Bytes>, Error<C>>,
    method: &str,
    target: &str,
    body: Option<&str>,
) -> Requested {
    let request = request.expect("the documented request can be made");
    assert_eq!(request.method().as_str(), method);
    assert_eq!(request.uri().path_and_query().map(|target| target.as_str()), Some(target));
    let sent = (!request.body().is_empty())
        .then(|| json(std::str::from_utf8(request.body()).expect("bodies are UTF-8")));
    assert_eq!(sent, body.map(json));
    assert_eq!(request.headers().contains_key(http::header::CONTENT_TYPE), body.is_some());
    Requested(request)
}

/// The documented response is read, and nothing of it is lost.
#[track_caller]
pub fn response<E: Endpoint>(status: u16, body: Option<&str>, check: Check)
where
    <E::Response as Decode>::Output: Serialize,
{
    let read: Read = |body| Ok(serde_json::to_value(E::Response::decode(body, Bounds::NONE)?)?);
    is_kept(E::OPERATION, status, body, check, read);
}

/// What a body is read as, as JSON again.
type Read = fn(&Bytes) -> Result<Value, Box<dyn std::error::Error>>;

/// The same for any operation, which is compiled once.
#[track_caller]
fn is_kept(operation: &Operation, status: u16, body: Option<&str>, check: Check, read: Read) {
    let (id, text) = (operation.id, body.unwrap_or_default());
    assert!(operation.success.contains(&status), "{status} is no success of {id}");
    let again = match read(&Bytes::copy_from_slice(text.as_bytes())) {
        Ok(again) => normal(again),
        Err(error) => panic!("{id}: {error}"),
    };
    match check {
        Check::Nothing => {}
        Check::Whole => assert_eq!(again, json(text)),
        Check::Value => assert_eq!(again, json(text)["value"]),
        Check::OnlyItem => assert_eq!(again, json(text)["value"][0]),
    }
}

/// The documented error response is read as what it is.
#[track_caller]
pub fn failure<E: Endpoint>(status: u16, body: Option<&str>, code: &str, message: Option<&str>) {
    let (mut response, ()) = http::Response::new(()).into_parts();
    response.status = StatusCode::from_u16(status).expect("a documented status");
    let body = Bytes::copy_from_slice(body.unwrap_or_default().as_bytes());
    let knows = |code: &str| E::ErrorCode::from(code.to_owned()).is_known();
    let success = E::OPERATION.success;
    let error = error_body::refused(response, body, success, knows, &Secrets::default());
    let error = Error::<E::ErrorCode>::from(error);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    assert_eq!(error.code().map(AsRef::as_ref), Some(code));
    assert!(error.code().is_some_and(ErrorCode::is_known), "{code} is not known");
    assert_eq!(error.message(), message);
}

fn json(text: &str) -> Value {
    normal(serde_json::from_str(text).expect("a documented example is JSON"))
}

/// A value whose whole numbers are all written alike: `2.0` is the number 2.
fn normal(value: Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => {
                Value::from(float as i64)
            }
            _ => Value::Number(number),
        },
        Value::Array(items) => items.into_iter().map(normal).collect(),
        Value::Object(object) => {
            let entries = object.into_iter();
            entries.map(|(name, value)| (name, normal(value))).collect()
        }
        other => other,
    }
}
