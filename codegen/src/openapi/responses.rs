//! Responses, the failures among them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::types::{binary, holding, open_enum, text, typed};
use super::{Documented, Scope, content, reference};
use crate::contract::{Delta, Member, Returns, Type};
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
            // Whatever a failure holds is shown as it is.
            let examples = self.bodies(status, &Returns::Nothing);
            responses.put(status.to_string(), self.scope.failure(examples));
        }
        for failures in ["4XX", "5XX"] {
            responses.put(failures, reference("responses", &self.scope.component("Error")));
        }
        responses
    }

    fn success(&self, status: u16) -> Object {
        let headers = object! {
            "request-id": reference("headers", "request-id"),
            "Location"?: (status == 201).then(|| header("Where the created object is found.")),
        };
        // A 204 has no body, whatever comes with the operation's other statuses.
        let returns = if status == 204 { &Returns::Nothing } else { &self.entry.returns };
        let Some((description, media_type, schema)) = self.scope.returns(returns) else {
            return object! { "description": "Done; nothing is returned.", "headers": headers };
        };
        let content = content(media_type, schema, self.bodies(status, returns));
        object! { "description": description, "headers": headers, "content": content }
    }

    /// The bodies of the documented responses with this status, as they are shown.
    fn bodies(&self, status: u16, returns: &Returns) -> Object {
        self.examples(|example| {
            let response = example.response.as_ref().filter(|it| it.status == status)?;
            let mut body = response.body.clone()?;
            let Some(ty) = returns.ty() else { return Some(body) };
            match (returns, body.get_mut("value")) {
                (Returns::Json(_) | Returns::Maybe(_), _) | (_, None) => {
                    self.scope.drop_secrets(&mut body, ty)
                }
                (_, Some(value)) => self.scope.drop_secrets(value, ty),
            }
            Some(body)
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
        let codes = self.service.errors.iter().map(|it| (&it.name, it.status, &it.doc));
        let doc = "What went wrong. There are other codes besides these:";
        self.add("ErrorCode", open_enum(doc, codes));
    }

    /// What a body holds: in words, its media type, and its schema; none if there is no body.
    fn returns(&self, returns: &Returns) -> Option<(&str, &str, Object)> {
        let value = || self.schema(returns.ty().unwrap_or(&Type::Unknown), false);
        let single = || {
            let list =
                object! { "type": "array", "items": value(), "minItems": 1u32, "maxItems": 1u32 };
            wrapped("", object! { "anyOf": vec![value(), list] }, Object::default())
        };
        let (doc, schema) = match returns {
            Returns::Nothing => return None,
            Returns::Count => {
                let schema = object! { "type": "integer", "minimum": 0u32 };
                return Some(("The number.", "text/plain", schema));
            }
            Returns::Bytes => return Some(("The bytes.", "application/octet-stream", binary())),
            Returns::Json(_) => ("The object.", value()),
            Returns::Maybe(_) => ("The object, or an empty body.", value()),
            Returns::Value(_) => ("The value.", wrapped("", value(), Object::default())),
            Returns::Single(Type::Named(_)) => (
                "The value, a list with nothing but the value, or the value without anything \
                 around it.",
                object! { "anyOf": vec![single(), value()] },
            ),
            Returns::Single(_) => ("The value, or a list with nothing but the value.", single()),
            Returns::Page(item) => {
                let next = "Where the next page is, relative to the tenant and without the version; \
                            missing on the last page.";
                let links = object! {
                    "odata.nextLink": text(next, true),
                    "@odata.nextLink": text("The same in newer versions of OData: an absolute address.", true),
                };
                let docs = ["A page of a list.", "The items of this page."];
                ("A page of the list.", self.list("Page", item, docs, links))
            }
            Returns::Delta(item) => {
                // A service that lists changes says how.
                let Delta { next_link, delta_link, .. } = self.service.delta.as_ref()?;
                let next_link = next_link.as_deref().unwrap_or("@odata.nextLink");
                let links = Object::from_iter([
                    (next_link, text("Where the next page is; missing on the last page.", true)),
                    (delta_link, text("Where later changes are found; on the last page.", true)),
                ]);
                let doc = "A page of changes.";
                let items =
                    "What has changed. Objects that are gone say so, and have their identifier.";
                (doc, self.list("Changes", item, [doc, items], links))
            }
        };
        Some((doc, "application/json", schema))
    }

    /// Items and links to others as a component.
    fn list(&self, suffix: &str, item: &Type, docs: [&str; 2], links: Object) -> Object {
        let items =
            object! { "type": "array", "items": self.schema(item, false), "description": docs[1] };
        self.add(self.service.type_text(item, false) + suffix, wrapped(docs[0], items, links))
    }

    /// Leaves out what is write-only, which has no place in a response: the service sends null for it, if anything.
    fn drop_secrets(&self, value: &mut Value, ty: &Type) {
        for item in value.as_array_mut().into_iter().flatten() {
            self.drop_secrets(item, ty);
        }
        let (Some(object), Some(base)) = (value.as_object_mut(), ty.named()) else { return };
        let id = self.service.tagged(base, object).unwrap_or(base);
        for property in self.service.properties(id) {
            let Member { name, ty, .. } = &*property.member;
            if self.is_write_only(property) {
                object.remove(name);
            } else if let Some(value) = object.get_mut(name) {
                self.drop_secrets(value, ty);
            }
        }
    }
}

/// `{"value": …}` and what stands beside it.
fn wrapped(doc: &str, value: Object, beside: Object) -> Object {
    let metadata = text("What the response holds, as the service's metadata has it.", false);
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
