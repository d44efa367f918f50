//! Answers.

use super::Scope;
use super::node::Object;
use crate::check::type_expr::{self, TypeExpr};
use crate::spec::{Example, Operation};

impl Scope<'_> {
    /// The answers of an operation, the failures among them.
    pub(super) fn responses(
        &self,
        entry: &Operation,
        documented: &[&Example],
        schemas: &mut Object,
    ) -> Object {
        let mut responses = Object::new();
        for (status, text) in entry.returns.iter() {
            responses.put(status, self.response(status, text, documented, schemas));
        }
        responses
            .with("4XX", self.reference("responses", "Error"))
            .with("5XX", self.reference("responses", "Error"))
    }

    fn response(
        &self,
        status: &str,
        text: &str,
        documented: &[&Example],
        schemas: &mut Object,
    ) -> Object {
        let mut headers = Object::new().with("request-id", header("request-id"));
        if status == "201" {
            headers.put(
                "Location",
                text_header("Where the created object is found."),
            );
        }
        // A 204 has no body, whatever comes with the operation's other statuses.
        let answer = (status != "204")
            .then(|| self.answer(text, schemas))
            .flatten();
        let Some((description, schema)) = answer else {
            return Object::new()
                .with("description", "Done; nothing is returned.")
                .with("headers", headers);
        };
        let examples = self.examples_of_responses(documented, status, text);
        let media = Object::new()
            .with("schema", schema)
            .with_any("examples", examples);
        Object::new()
            .with("description", description)
            .with("headers", headers)
            .with("content", Object::new().with("application/json", media))
    }

    /// What a body holds, in words and as a schema; none if there is no body.
    fn answer(&self, text: &str, schemas: &mut Object) -> Option<(&'static str, Object)> {
        // Resolve has found every type to be well-formed.
        let expr = type_expr::parse(text).ok()?;
        let Some(of) = expr.of.as_deref() else {
            return (expr.name != "none").then(|| ("The object.", self.schema_of(&expr)));
        };
        let value = self.schema_of(of);
        Some(match expr.name {
            "page" => ("A page of the list.", self.page(of, schemas)),
            "maybe" => ("The object, or an empty body.", value),
            "single" => (
                "The value, or a list with nothing but the value.",
                wrapped(single(value)),
            ),
            _ => ("The value.", wrapped(value)),
        })
    }

    /// A page of a list as a component.
    fn page(&self, item: &TypeExpr<'_>, schemas: &mut Object) -> Object {
        let name = self.free_name(format!("{}Page", item.name));
        if !schemas.contains(&self.component(&name)) {
            let link = |doc| {
                Object::new()
                    .with("type", vec!["string", "null"])
                    .with("description", doc)
            };
            let items = Object::new()
                .with("type", "array")
                .with("items", self.schema_of(item));
            let properties = Object::new()
                .with("odata.metadata", metadata())
                .with("value", items.with("description", "The items of this page."))
                .with("odata.nextLink", link("Where the next page is, relative to the tenant and without the version; missing on the last page."))
                .with("@odata.nextLink", link("The same in newer versions of OData: an absolute address."));
            let schema = Object::new()
                .with("type", "object")
                .with("description", "A page of a list.")
                .with("required", vec!["value"])
                .with("properties", properties)
                .with("additionalProperties", true);
            schemas.put(self.component(&name), schema);
        }
        self.reference("schemas", &name)
    }
}

/// `{"value": …}`
fn wrapped(value: Object) -> Object {
    let properties = Object::new()
        .with("odata.metadata", metadata())
        .with("value", value);
    Object::new()
        .with("type", "object")
        .with("required", vec!["value"])
        .with("properties", properties)
        .with("additionalProperties", true)
}

/// A value, or a list with nothing but the value.
fn single(value: Object) -> Object {
    let list = Object::new()
        .with("type", "array")
        .with("items", value.clone());
    let list = list.with("minItems", 1u32).with("maxItems", 1u32);
    Object::new().with("anyOf", vec![value, list])
}

fn metadata() -> Object {
    Object::new().with("type", "string").with(
        "description",
        "What the answer holds, as the service's metadata has it.",
    )
}

fn header(name: &str) -> Object {
    Object::new().with("$ref", format!("#/components/headers/{name}"))
}

/// The headers that many answers have.
pub(super) fn headers() -> Object {
    Object::new()
        .with(
            "request-id",
            text_header("The service's name for this request; support asks for it."),
        )
        .with(
            "Retry-After",
            text_header("How long to wait before the next try: seconds, or a date."),
        )
}

fn text_header(doc: &str) -> Object {
    Object::new()
        .with("description", doc)
        .with("schema", Object::new().with("type", "string"))
}

/// A reference to the headers of a failure.
pub(super) fn error_headers() -> Object {
    Object::new()
        .with("request-id", header("request-id"))
        .with("Retry-After", header("Retry-After"))
}
