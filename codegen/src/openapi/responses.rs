//! Responses.

use serde_json::Value;

use super::documented::Documented;
use super::types::{holding, text};
use super::{Named, Scope};
use crate::contract::{Returns, Type};
use crate::json::{Object, object};

impl Scope<'_> {
    /// The responses of an operation, the failures among them.
    pub(super) fn responses(&self, documented: &Documented<'_>, schemas: &mut Named) -> Object {
        let mut responses = Object::default();
        for status in &documented.entry.success {
            responses.put(status.to_string(), self.response(*status, documented, schemas));
        }
        for status in documented.failures() {
            let examples = documented.responses(status, Some);
            responses.put(status.to_string(), self.error_response(examples));
        }
        for failures in ["4XX", "5XX"] {
            responses.put(failures, self.reference("responses", "Error"));
        }
        responses
    }

    fn response(&self, status: u16, documented: &Documented<'_>, schemas: &mut Named) -> Object {
        let location = (status == 201).then(|| text_header("Where the created object is found."));
        let headers = object! { "request-id": header("request-id"), "Location"?: location };
        // A 204 has no body, whatever comes with the operation's other statuses.
        let returns = Some(&documented.entry.returns).filter(|_| status != 204);
        let Some((description, schema)) = returns.and_then(|it| self.returns(it, schemas)) else {
            return object! { "description": "Done; nothing is returned.", "headers": headers };
        };
        let shown = |body| Some(self.shown(&documented.entry.returns, body));
        let media = object! { "schema": schema, "examples"*: documented.responses(status, shown) };
        object! {
            "description": description,
            "headers": headers,
            "content": std::iter::once((media_type(&documented.entry.returns), media)).collect::<Object>(),
        }
    }

    /// What a body holds, in words and as a schema; none if there is no body.
    fn returns(&self, returns: &Returns, schemas: &mut Named) -> Option<(&'static str, Object)> {
        let value = || self.schema(returns.ty().unwrap_or(&Type::Unknown), false);
        Some(match returns {
            Returns::Nothing => return None,
            Returns::Json(_) => ("The object.", value()),
            Returns::Page(item) => ("A page of the list.", self.page(item, schemas)),
            Returns::Delta(item) => ("A page of changes.", self.changes(item, schemas)),
            Returns::Maybe(_) => ("The object, or an empty body.", value()),
            Returns::Count => ("The number.", object! { "type": "integer", "minimum": 0u32 }),
            Returns::Bytes => ("The bytes.", object! { "type": "string", "format": "binary" }),
            Returns::Single(_) => {
                let list = object! { "type": "array", "items": value(), "minItems": 1u32, "maxItems": 1u32 };
                let single = object! { "anyOf": vec![value(), list] };
                let wrapped = wrapped(None, single, Object::default());
                match returns.ty() {
                    Some(Type::Named(_)) => (
                        "The value, a list with nothing but the value, or the value without anything around it.",
                        object! { "anyOf": vec![wrapped, value()] },
                    ),
                    _ => ("The value, or a list with nothing but the value.", wrapped),
                }
            }
            Returns::Value(_) => ("The value.", wrapped(None, value(), Object::default())),
        })
    }

    /// A page of a list.
    fn page(&self, item: &Type, schemas: &mut Named) -> Object {
        let links = object! {
            "odata.nextLink": text("Where the next page is, relative to the tenant and without the version; missing on the last page."),
            "@odata.nextLink": text("The same in newer versions of OData: an absolute address."),
        };
        self.list("Page", item, ["A page of a list.", "The items of this page."], links, schemas)
    }

    /// A page of a list of changes.
    fn changes(&self, item: &Type, schemas: &mut Named) -> Object {
        let delta = self.service.delta.as_ref();
        let mut links = Object::default();
        let next = delta.and_then(|it| it.next_link.as_deref()).unwrap_or("@odata.nextLink");
        links.put(next, text("Where the next page is; missing on the last page."));
        if let Some(delta) = delta {
            links.put(&delta.delta_link, text("Where later changes are found; on the last page."));
        }
        let items = "What has changed. Objects that are gone say so, and have their identifier.";
        self.list("Changes", item, ["A page of changes.", items], links, schemas)
    }

    /// Items and links to others as a component.
    fn list(
        &self,
        suffix: &str,
        item: &Type,
        [doc, of_items]: [&str; 2],
        links: Object,
        schemas: &mut Named,
    ) -> Object {
        let name = self.free_name(self.service.type_text(item, false) + suffix);
        schemas.entry(self.component(&name), || {
            let items = self.schema(item, false);
            let items = object! { "type": "array", "items": items, "description": of_items };
            wrapped(Some(doc), items, links)
        });
        self.reference("schemas", &name)
    }

    /// The body of a response as it is shown.
    fn shown(&self, returns: &Returns, mut body: Value) -> Value {
        let ty = returns.ty().unwrap_or(&Type::Unknown);
        match (returns, body.get_mut("value")) {
            (Returns::Nothing | Returns::Count | Returns::Bytes | Returns::Json(_), _)
            | (_, None) => self.drop_secrets(&mut body, ty),
            (_, Some(value)) => self.drop_secrets(value, ty),
        }
        body
    }

    /// Leaves out what is write-only, which has no place in a response: the service sends null for it, if anything.
    fn drop_secrets(&self, value: &mut Value, ty: &Type) {
        match value {
            Value::Array(items) => {
                items.iter_mut().for_each(|item| self.drop_secrets(item, ty.item()));
            }
            Value::Object(object) => {
                let Some(expected) = ty.named() else { return };
                let id = self.service.tagged(expected, object).unwrap_or(expected);
                for property in self.service.properties(id) {
                    if self.is_write_only(property) {
                        object.remove(&property.member.name);
                    } else if let Some(value) = object.get_mut(&property.member.name) {
                        self.drop_secrets(value, &property.member.ty);
                    }
                }
            }
            _ => {}
        }
    }
}

/// `{"value": …}` and what stands beside it.
fn wrapped(doc: Option<&str>, value: Object, beside: Object) -> Object {
    let metadata = object! {
        "type": "string",
        "description": "What the response holds, as the service's metadata has it.",
    };
    holding("value", doc, object! { "odata.metadata": metadata, "value": value, ..beside })
}

/// The headers that many responses have.
pub(super) fn headers() -> Object {
    object! {
        "request-id": text_header("The service's name for this request; support asks for it."),
        "Retry-After": text_header("How long to wait before the next try: seconds, or a date."),
    }
}

fn text_header(doc: &str) -> Object {
    object! { "description": doc, "schema": object! { "type": "string" } }
}

/// A reference to one of them.
pub(super) fn header(name: &str) -> Object {
    object! { "$ref": format!("#/components/headers/{name}") }
}

fn media_type(returns: &Returns) -> &'static str {
    match returns {
        Returns::Count => "text/plain",
        Returns::Bytes => "application/octet-stream",
        _ => "application/json",
    }
}
