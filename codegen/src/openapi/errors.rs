//! Failures, in either of the two envelopes that the services use.

use super::responses::header;
use super::types::{open_enum, text};
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
        let code = self.reference("schemas", &self.free_name("ErrorCode"));
        let one_of = |key| object! { "required": vec![key] };
        object! {
            "type": "object",
            "additionalProperties": true,
            "description": "A failure: in `odata.error` with OData 3, in `error` with OData 4.",
            "properties": object! {
                "odata.error": record(odata_error(code.clone())),
                "error": record(plain_error(code)),
            },
            "anyOf": vec![one_of("odata.error"), one_of("error")],
        }
    }
}

/// What stands in `odata.error`.
fn odata_error(code: Object) -> Object {
    let message = texts(&[("lang", "The language of the message."), ("value", "The message.")]);
    let value = texts(&[("item", "What the value is."), ("value", "The value.")]);
    object! {
        "code": code,
        "message": record(message),
        "values": list(value, "What the message is about, like the name of a property."),
        ..texts(&[
            ("date", "When it happened; without a time zone."),
            ("requestId", "The service's name for the request."),
        ]),
    }
}

/// What stands in `error`.
fn plain_error(code: Object) -> Object {
    let (message, target) = (("message", "The message."), ("target", "What it is about."));
    let inner = texts(&[
        ("date", "When it happened; without a time zone."),
        ("request-id", "The service's name for the request."),
        ("client-request-id", "The caller's name for the request."),
    ]);
    object! {
        "code": code,
        ..texts(&[message, target]),
        "details": list(texts(&[("code", "The code."), message, target]), "Further errors."),
        "innerError": record(inner),
    }
}

/// Properties that are text.
fn texts(properties: &[(&str, &str)]) -> Object {
    properties.iter().map(|(name, doc)| (*name, text(doc))).collect()
}

/// An object with these properties and perhaps others.
fn record(properties: Object) -> Object {
    object! { "type": "object", "additionalProperties": true, "properties": properties }
}

/// A list of such objects.
fn list(properties: Object, doc: &str) -> Object {
    object! { "type": vec!["array", "null"], "items": record(properties), "description": doc }
}
