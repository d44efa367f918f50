//! Failures, in either of the two envelopes that the services use.

use super::{Scope, responses};
use crate::json::{Node, Object, object};

impl Scope<'_> {
    /// What every failure responds with.
    pub(super) fn error_response(&self) -> Object {
        let media = object! { "schema": self.reference("schemas", &self.free_name("Error")) };
        object! {
            "description": "The request failed. Responses of gateways in between may have another body, or none.",
            "headers": responses::error_headers(),
            "content": object! { "application/json": media },
        }
    }

    /// The error and its code.
    pub(super) fn error_schemas(&self, out: &mut Object) {
        out.put(self.component(&self.free_name("Error")), self.error());
        out.put(self.component(&self.free_name("ErrorCode")), self.error_code());
    }

    /// The codes that are known. There may be others.
    fn error_code(&self) -> Object {
        let errors = &self.service.errors;
        let mut description = "What went wrong. There are other codes besides these:\n".to_owned();
        for error in errors {
            let status = error.status.map(|status| format!(" ({status})")).unwrap_or_default();
            description += &format!("\n- `{}`{status}: {}", error.name, error.doc);
        }
        open_enum(&description, errors.iter().map(|it| it.name.as_str()))
    }

    /// Either envelope; each service is known to send one of them, and gateways may send the other.
    fn error(&self) -> Object {
        let code = self.reference("schemas", &self.free_name("ErrorCode"));
        let one_of = |key| object! { "required": vec![key] };
        object! {
            ..object(),
            "description": "A failure: in `odata.error` with OData 3, in `error` with OData 4.",
            "properties": object! {
                "odata.error": odata_error(code.clone()),
                "error": plain_error(code),
            },
            "anyOf": vec![one_of("odata.error"), one_of("error")],
        }
    }
}

/// What stands in `odata.error`.
fn odata_error(code: Object) -> Object {
    let message = object! {
        "lang": text("The language of the message."),
        "value": text("The message."),
    };
    let value = object! {
        "item": text("What the value is."),
        "value": text("The value."),
    };
    let properties = object! {
        "code": code,
        "message": object! { ..object(), "properties": message },
        "values": list(value, "What the message is about, like the name of a property."),
        "date": text("When it happened; without a time zone."),
        "requestId": text("The service's name for the request."),
    };
    object! { ..object(), "properties": properties }
}

/// What stands in `error`.
fn plain_error(code: Object) -> Object {
    let detail = object! {
        "code": text("The code."),
        "message": text("The message."),
        "target": text("What it is about."),
    };
    let inner = object! {
        "date": text("When it happened; without a time zone."),
        "request-id": text("The service's name for the request."),
        "client-request-id": text("The caller's name for the request."),
    };
    let properties = object! {
        "code": code,
        "message": text("The message."),
        "target": text("What it is about."),
        "details": list(detail, "Further errors."),
        "innerError": object! { ..object(), "properties": inner },
    };
    object! { ..object(), "properties": properties }
}

/// Text that may be missing or null.
fn text(doc: &str) -> Object {
    object! { "type": vec!["string", "null"], "description": doc }
}

fn object() -> Object {
    object! { "type": "object", "additionalProperties": true }
}

/// A list of objects with these properties.
fn list(properties: Object, doc: &str) -> Object {
    object! {
        "type": vec!["array", "null"],
        "items": object! { ..object(), "properties": properties },
        "description": doc,
    }
}

/// Text with known values; others are as good.
pub(super) fn open_enum<'a>(description: &str, values: impl Iterator<Item = &'a str>) -> Object {
    let known = object! { "type": "string", "enum": values.collect::<Node>() };
    let any = object! { "type": "string" };
    object! { "description": description, "anyOf": vec![known, any] }
}
