//! A success as it came, before it is read.

use bytes::Bytes;
use http::Response;
use serde_json::Value;

use super::bounds::Bounds;
use super::decode::{Decode, decode_json};
use super::echo::Sent;
use super::error::Error;
use super::error_body;
use super::operation::Operation;

/// A success, with what may not be shown of it.
pub(crate) struct Received {
    pub(crate) response: Response<Bytes>,
    pub(crate) sent: Sent,
    pub(crate) bounds: Bounds,
}

impl Received {
    /// Reads the body.
    pub(crate) fn read<A: Decode>(
        self,
        operation: &'static Operation,
    ) -> Result<Response<A::Output>, Error> {
        let (parts, body) = self.response.into_parts();
        match A::decode(&body, self.bounds) {
            Ok(response) => Ok(Response::from_parts(parts, response)),
            Err(error) => {
                let error = error_body::unreadable(parts, body, error, &self.sent.secrets());
                Err(error.in_operation(operation))
            }
        }
    }

    /// What identifies the object in the body: the property of this name.
    pub(crate) fn created(&self, property: &str) -> Option<String> {
        let object = decode_json::<Value>(self.response.body(), self.bounds).ok()?;
        object.get(property)?.as_str().filter(|id| !id.is_empty()).map(str::to_owned)
    }
}
