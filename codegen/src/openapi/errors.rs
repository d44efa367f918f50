//! Failures, in either of the two envelopes that the services use.

use super::responses::header;
use super::types::open_enum;
use super::{Named, Scope};
use crate::json::{Object, object};

impl Scope<'_> {
    /// What every failure responds with, as documented ones show it.
    pub(super) fn error_response(&self, examples: Object) -> Object {
        let schema = self.reference("schemas", &self.free_name("Error"));
        let media = object! { "schema": schema, "examples"*: examples };
        object! {
            "description": "The request failed. Responses of gateways in between may have another body, or none.",
            "headers": ["request-id", "Retry-After"].map(|it| (it, header(it))).into_iter().collect::<Object>(),
            "content": object! { "application/json": media },
        }
    }

    /// The error and its code.
    pub(super) fn error_schemas(&self, out: &mut Named) {
        out.entry(self.component(&self.free_name("Error")), || self.error());
        out.entry(self.component(&self.free_name("ErrorCode")), || self.error_code());
    }

    /// The codes that are known. There may be others.
    fn error_code(&self) -> Object {
        let codes = self.service.errors.iter().map(|error| {
            let status = error.status.map(|status| format!(" ({status})"));
            (error.name.as_str(), status.unwrap_or_default(), error.doc.as_str())
        });
        open_enum("What went wrong. There are other codes besides these:", codes)
    }

    /// Either envelope; each service is known to send one of them, and gateways may send the other.
    fn error(&self) -> Object {
        let code = self.component(&self.free_name("ErrorCode"));
        let text = include_str!("error.json").replace("{code}", &code);
        Object::read(&text).unwrap_or_default()
    }
}
