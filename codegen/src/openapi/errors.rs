//! Failures, in either of the two envelopes that the services use.

use std::fmt::Write;

use super::node::{Node, Object};
use super::{Scope, responses};

impl Scope<'_> {
    /// What every failure answers.
    pub(super) fn error_response(&self) -> Object {
        let media = Object::new().with("schema", self.reference("schemas", "error.body"));
        Object::new()
            .with("description", "The request failed. Answers of gateways in between may have another body, or none.")
            .with("headers", responses::error_headers())
            .with("content", Object::new().with("application/json", media))
    }

    /// The error and its code.
    pub(super) fn error_schemas(&self, out: &mut Object) {
        out.put(self.component("error.body"), self.error());
        out.put(self.component("error.code"), self.error_code());
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

    fn error(&self) -> Object {
        let code = || self.reference("schemas", "error.code");
        let text = |doc: &str| {
            Object::new()
                .with("type", vec!["string", "null"])
                .with("description", doc)
        };
        let old_message = object().with(
            "properties",
            Object::new()
                .with("lang", text("The language of the message."))
                .with("value", text("The message.")),
        );
        let detail = object().with(
            "properties",
            Object::new()
                .with("item", text("What the value is."))
                .with("value", text("The value.")),
        );
        let old = Object::new()
            .with("code", code())
            .with("message", old_message)
            .with(
                "values",
                list(
                    detail,
                    "What the message is about, like the name of a property.",
                ),
            )
            .with("date", text("When it happened; without a time zone."))
            .with("requestId", text("The service's name for the request."));
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
        let new = Object::new()
            .with("code", code())
            .with("message", text("The message."))
            .with("target", text("What it is about."))
            .with(
                "details",
                list(object().with("properties", detail), "Further errors."),
            )
            .with("innerError", object().with("properties", inner));
        let one_of = |key| Object::new().with("required", vec![key]);
        object()
            .with(
                "description",
                "A failure: in `odata.error` with OData 3, in `error` with OData 4.",
            )
            .with(
                "properties",
                Object::new()
                    .with("odata.error", object().with("properties", old))
                    .with("error", object().with("properties", new)),
            )
            .with("anyOf", vec![one_of("odata.error"), one_of("error")])
    }
}

fn object() -> Object {
    Object::new()
        .with("type", "object")
        .with("additionalProperties", true)
}

fn list(items: Object, doc: &str) -> Object {
    Object::new()
        .with("type", vec!["array", "null"])
        .with("items", items)
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
