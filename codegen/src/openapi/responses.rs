//! Responses, the failures among them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::documented::Documented;
use super::types::{holding, open_enum, text, typed};
use super::{Scope, content, reference};
use crate::contract::{Returns, Type};
use crate::json::{Object, object};

impl Documented<'_> {
    /// The responses of the operation.
    pub(super) fn responses(&self) -> Object {
        let mut responses = Object::default();
        for status in &self.entry.success {
            responses.put(status.to_string(), self.success(*status));
        }
        let documented = self.examples.iter().filter_map(|(_, it)| it.response.as_ref());
        let failures = documented.filter(|it| it.failure.is_some()).map(|it| it.status);
        for status in failures.collect::<BTreeSet<_>>() {
            let examples = self.bodies(status, |body| body);
            responses.put(status.to_string(), self.scope.failure(examples));
        }
        for failures in ["4XX", "5XX"] {
            responses.put(failures, reference("responses", &self.scope.component("Error")));
        }
        responses
    }

    fn success(&self, status: u16) -> Object {
        let returns = &self.entry.returns;
        let location = (status == 201).then(|| header("Where the created object is found."));
        let headers = object! {
            "request-id": reference("headers", "request-id"),
            "Location"?: location,
        };
        // A 204 has no body, whatever comes with the operation's other statuses.
        let holds = if status == 204 { None } else { self.scope.returns(returns) };
        let Some((description, media_type, schema)) = holds else {
            return object! { "description": "Done; nothing is returned.", "headers": headers };
        };
        let examples = self.bodies(status, |body| self.scope.shown(returns, body));
        object! {
            "description": description,
            "headers": headers,
            "content": content(media_type, schema, examples),
        }
    }

    /// The bodies of the documented responses with this status, as they are shown.
    fn bodies(&self, status: u16, shown: impl Fn(Value) -> Value) -> Object {
        self.examples(|example| {
            let response = example.response.as_ref().filter(|it| it.status == status)?;
            response.body.clone().map(&shown)
        })
    }
}

impl Scope<'_> {
    /// What every failure responds with, as documented ones show it.
    pub(super) fn failure(&self, examples: Object) -> Object {
        object! {
            "description": "The request failed. Responses of gateways in between may have another body, or none.",
            "headers": Object::from_iter(["request-id", "Retry-After"].map(|it| (it, reference("headers", it)))),
            "content": content("application/json", self.added("Error"), examples),
        }
    }

    /// The error, in either envelope, and the codes that are known. Each service is known to send one of the envelopes, and
    /// gateways may send the other.
    pub(super) fn errors(&self) {
        let error = include_str!("error.json").replace("{code}", &self.free_name("ErrorCode"));
        self.add("Error", Object::read(&error).unwrap_or_default());
        let codes = self.service.errors.iter().map(|error| {
            let status = error.status.map(|status| format!(" ({status})"));
            (error.name.as_str(), status.unwrap_or_default(), error.doc.as_str())
        });
        let doc = "What went wrong. There are other codes besides these:";
        self.add("ErrorCode", open_enum(doc, codes));
    }

    /// What a body holds: in words, its media type, and its schema; none if there is no body.
    fn returns(&self, returns: &Returns) -> Option<(&str, &str, Object)> {
        let value = || self.schema(returns.ty().unwrap_or(&Type::Unknown), false);
        let json = "application/json";
        Some(match returns {
            Returns::Nothing => return None,
            Returns::Json(_) => ("The object.", json, value()),
            Returns::Page(item) => ("A page of the list.", json, self.page(item)),
            Returns::Delta(item) => ("A page of changes.", json, self.changes(item)),
            Returns::Maybe(_) => ("The object, or an empty body.", json, value()),
            Returns::Count => {
                let schema = object! { "type": "integer", "minimum": 0u32 };
                ("The number.", "text/plain", schema)
            }
            Returns::Bytes => {
                let schema = object! { "type": "string", "format": "binary" };
                ("The bytes.", "application/octet-stream", schema)
            }
            Returns::Value(_) => ("The value.", json, wrapped("", value(), Object::default())),
            Returns::Single(ty) => {
                let list = object! { "type": "array", "items": value(), "minItems": 1u32, "maxItems": 1u32 };
                let single = object! { "anyOf": vec![value(), list] };
                let wrapped = wrapped("", single, Object::default());
                match ty {
                    Type::Named(_) => (
                        "The value, a list with nothing but the value, or the value without anything around it.",
                        json,
                        object! { "anyOf": vec![wrapped, value()] },
                    ),
                    _ => ("The value, or a list with nothing but the value.", json, wrapped),
                }
            }
        })
    }

    /// A page of a list.
    fn page(&self, item: &Type) -> Object {
        let links = object! {
            "odata.nextLink": text("Where the next page is, relative to the tenant and without the version; missing on the last page."),
            "@odata.nextLink": text("The same in newer versions of OData: an absolute address."),
        };
        self.list("Page", item, ["A page of a list.", "The items of this page."], links)
    }

    /// A page of a list of changes.
    fn changes(&self, item: &Type) -> Object {
        let delta = self.service.delta.as_ref();
        let mut links = Object::default();
        let next = delta.and_then(|it| it.next_link.as_deref()).unwrap_or("@odata.nextLink");
        links.put(next, text("Where the next page is; missing on the last page."));
        if let Some(delta) = delta {
            links.put(&delta.delta_link, text("Where later changes are found; on the last page."));
        }
        let items = "What has changed. Objects that are gone say so, and have their identifier.";
        self.list("Changes", item, ["A page of changes.", items], links)
    }

    /// Items and links to others as a component.
    fn list(&self, suffix: &str, item: &Type, [doc, of_items]: [&str; 2], links: Object) -> Object {
        let items =
            object! { "type": "array", "items": self.schema(item, false), "description": of_items };
        self.add(self.service.type_text(item, false) + suffix, wrapped(doc, items, links))
    }

    /// The body of a response as it is shown.
    fn shown(&self, returns: &Returns, mut body: Value) -> Value {
        let Some(ty) = returns.ty() else { return body };
        match (returns, body.get_mut("value")) {
            (Returns::Json(_), _) | (_, None) => self.drop_secrets(&mut body, ty),
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
fn wrapped(doc: &str, value: Object, beside: Object) -> Object {
    let metadata = object! {
        "type": "string",
        "description": "What the response holds, as the service's metadata has it.",
    };
    holding("value", doc, object! { "odata.metadata": metadata, "value": value, ..beside })
}

/// The headers that many responses have.
pub(super) fn headers() -> Object {
    object! {
        "request-id": header("The service's name for this request; support asks for it."),
        "Retry-After": header("How long to wait before the next try: seconds, or a date."),
    }
}

fn header(doc: &str) -> Object {
    object! { "description": doc, "schema": typed("string", false) }
}
