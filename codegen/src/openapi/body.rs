//! Bodies of requests. They are strict where responses are lenient: what must be sent is required, and null may be sent
//! only where it means something.

use heck::ToPascalCase;

use super::{Documented, Scope, content};
use crate::contract::{BodySource, Sent, TypeId};
use crate::json::{Node, Object, object};

impl Documented<'_> {
    /// The body of the request; a schema that only bodies have becomes a component.
    pub(super) fn request_body(&self) -> Option<Object> {
        let Self { scope, entry, .. } = self;
        let body = entry.body.as_ref()?;
        let sends = |name: String, doc: &str, is_open: bool| {
            let schema = object! { "description"*: doc, ..scope.sends(&body.sends), "additionalProperties": is_open };
            scope.add(name, schema)
        };
        let of_type = |id: TypeId, suffix: &str, verb: &str| {
            let name = &scope.service[id].name;
            sends(format!("{name}{suffix}"), &format!("What a `{name}` is {verb} with."), true)
        };
        let examples = || self.examples(|it| it.request.as_ref()?.body.clone());
        let json = |schema| content("application/json", schema, examples());
        let content = match body.source {
            BodySource::Create(id) => json(of_type(id, "Create", "created")),
            BodySource::Update(id) => json(of_type(id, "Update", "updated")),
            BodySource::Link => json(scope.added("ObjectLink")),
            BodySource::Whole(id) => json(scope.reference_to(&scope.service[id])),
            BodySource::Inline | BodySource::Unknown => {
                json(sends(format!("{}Request", entry.name.to_pascal_case()), "", false))
            }
            BodySource::Bytes => {
                let schema = object! { "type": "string", "format": "binary" };
                content("application/octet-stream", schema, Object::default())
            }
        };
        Some(object! { "required": !body.optional, "content": content })
    }
}

impl Scope<'_> {
    fn sends(&self, sends: &[Sent]) -> Object {
        let required = sends.iter().filter(|sent| sent.required);
        let property = |Sent { member, clearable, .. }: &Sent| {
            let schema = self.member(member, *clearable);
            (member.name.clone(), object! { ..schema, "writeOnly"*: member.secret })
        };
        object! {
            "type": "object",
            "required"*: required.map(|sent| &sent.member.name).collect::<Node>(),
            "properties": sends.iter().map(property).collect::<Object>(),
        }
    }
}
