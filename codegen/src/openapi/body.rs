//! Bodies of requests. They are strict where responses are lenient: what must be sent is required, and null may be sent
//! only where it means something.

use heck::ToPascalCase;

use super::{Documented, content};
use crate::contract::{BodySource, Sent, TypeId};
use crate::json::{Node, Object, object};

impl Documented<'_> {
    /// The body of the request.
    pub(super) fn request_body(&self) -> Option<Object> {
        let Self { scope, entry, .. } = self;
        let body = entry.body.as_ref()?;
        let of_type = |id: TypeId, suffix: &str, verb: &str| {
            let name = &scope.service[id].name;
            self.sends(format!("{name}{suffix}"), &format!("What a `{name}` is {verb} with."), true)
        };
        let examples = self.examples(|it| it.request.as_ref()?.body.clone());
        let json = |schema| content("application/json", schema, examples);
        let content = match body.source {
            BodySource::Create(id) => json(of_type(id, "Create", "created")),
            BodySource::Update(id) => json(of_type(id, "Update", "updated")),
            BodySource::Link => json(scope.added("ObjectLink")),
            BodySource::Whole(id) => json(scope.reference_to(&scope.service[id])),
            BodySource::Inline | BodySource::Unknown => {
                json(self.sends(format!("{}Request", entry.name.to_pascal_case()), "", false))
            }
            BodySource::Bytes => {
                let schema = object! { "type": "string", "format": "binary" };
                content("application/octet-stream", schema, Object::default())
            }
        };
        Some(object! { "required": !body.optional, "content": content })
    }

    /// The properties that are sent, as a component.
    fn sends(&self, name: String, doc: &str, is_open: bool) -> Object {
        let sends = self.entry.body.iter().flat_map(|body| &body.sends);
        let required = sends.clone().filter(|sent| sent.required);
        let property = |Sent { member, clearable, .. }: &Sent| {
            let schema = self.scope.member(member, *clearable);
            (member.name.clone(), object! { ..schema, "writeOnly"*: member.secret })
        };
        let schema = object! {
            "description"*: doc,
            "type": "object",
            "required"*: required.map(|sent| &sent.member.name).collect::<Node>(),
            "properties": sends.map(property).collect::<Object>(),
            "additionalProperties": is_open,
        };
        self.scope.add(name, schema)
    }
}
