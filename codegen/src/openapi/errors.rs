//! Failures, in either of the two envelopes that the services use.

use std::fmt::Write;

use super::node::{Node, Object};
use super::{Scope, responses};

impl Scope<'_> {
    /// What every failure answers.
    pub(super) fn error_response(&self) -> Object {
        let media = Object::new().with(
            "schema",
            self.reference("schemas", &self.free_name("Error")),
        );
        Object::new()
            .with("description", "The request failed. Answers of gateways in between may have another body, or none.")
            .with("headers", responses::error_headers())
            .with("content", Object::new().with("application/json", media))
    }

    /// The error and its code.
    pub(super) fn error_schemas(&self, out: &mut Object) {
        out.put(self.component(&self.free_name("Error")), self.error());
        out.put(
            self.component(&self.free_name("ErrorCode")),
            self.error_code(),
        );
    }

    /// The codes that are known. There may be others.
    fn error_code(&self) -> Object {
        let errors = &self.service.errors;
        let mut description =
            String::from("What went wrong. There are other codes besides these:\n");
        for (code, error) in errors.iter() {
            let status = error
                .status
                .map(|status| format!(" ({status})"))
                .unwrap_or_default();
            // Writing to a String cannot fail.
            let _ = write!(description, "\n- `{code}`{status}: {}", error.doc);
        }
        open_enum(&description, errors.keys())
    }

    /// Either envelope; each service is known to send one of them, and gateways may send the other.
    fn error(&self) -> Object {
        let envelopes = Object::new()
            .with("odata.error", self.odata_error())
            .with("error", self.plain_error());
        let one_of = |key| Object::new().with("required", vec![key]);
        object()
            .with(
                "description",
                "A failure: in `odata.error` with OData 3, in `error` with OData 4.",
            )
            .with("properties", envelopes)
            .with("anyOf", vec![one_of("odata.error"), one_of("error")])
    }

    /// What stands in `odata.error`.
    fn odata_error(&self) -> Object {
        let message = Object::new()
            .with("lang", text("The language of the message."))
            .with("value", text("The message."));
        let value = Object::new()
            .with("item", text("What the value is."))
            .with("value", text("The value."));
        let properties = Object::new()
            .with(
                "code",
                self.reference("schemas", &self.free_name("ErrorCode")),
            )
            .with("message", object().with("properties", message))
            .with(
                "values",
                list(
                    value,
                    "What the message is about, like the name of a property.",
                ),
            )
            .with("date", text("When it happened; without a time zone."))
            .with("requestId", text("The service's name for the request."));
        object().with("properties", properties)
    }

    /// What stands in `error`.
    fn plain_error(&self) -> Object {
        let detail = Object::new()
            .with("code", text("The code."))
            .with("message", text("The message."))
            .with("target", text("What it is about."));
        let inner = Object::new()
            .with("date", text("When it happened; without a time zone."))
            .with("request-id", text("The service's name for the request."))
            .with(
                "client-request-id",
                text("The caller's name for the request."),
            );
        let properties = Object::new()
            .with(
                "code",
                self.reference("schemas", &self.free_name("ErrorCode")),
            )
            .with("message", text("The message."))
            .with("target", text("What it is about."))
            .with("details", list(detail, "Further errors."))
            .with("innerError", object().with("properties", inner));
        object().with("properties", properties)
    }
}

/// Text that may be missing or null.
fn text(doc: &str) -> Object {
    Object::new()
        .with("type", vec!["string", "null"])
        .with("description", doc)
}

fn object() -> Object {
    Object::new()
        .with("type", "object")
        .with("additionalProperties", true)
}

/// A list of objects with these properties.
fn list(properties: Object, doc: &str) -> Object {
    Object::new()
        .with("type", vec!["array", "null"])
        .with("items", object().with("properties", properties))
        .with("description", doc)
}

/// Text with known values; others are as good.
pub(super) fn open_enum<'a>(description: &str, values: impl Iterator<Item = &'a str>) -> Object {
    let known = Object::new()
        .with("type", "string")
        .with("enum", values.collect::<Node>());
    let any = Object::new().with("type", "string");
    Object::new()
        .with("description", description)
        .with("anyOf", vec![known, any])
}
