//! Bodies of requests. They are strict where responses are lenient: what must be sent is required, and null may be sent
//! only where it means something.

use heck::ToPascalCase;

use super::operation::Documented;
use super::{Scope, types};
use crate::contract::{Body, BodySource, Sent};
use crate::json::{Node, Object, object};

impl Scope<'_> {
    /// The body of an operation's request; the schema becomes a component.
    pub(super) fn request_body(
        &self,
        documented: &Documented<'_>,
        schemas: &mut Object,
    ) -> Option<Object> {
        let body = documented.entry.body.as_ref()?;
        let (name, schema) = self.body(&documented.entry.name, body);
        if let Some(schema) = schema.filter(|_| !schemas.contains(&self.component(&name))) {
            schemas.put(self.component(&name), schema);
        }
        let media = object! {
            "schema": self.reference("schemas", &name),
            "examples"*: documented.examples(|example| example.request.as_ref()?.body.clone()),
        };
        Some(object! {
            "required": !body.optional,
            "content": object! { "application/json": media },
        })
    }

    /// The component's name and, unless it is a type's, its schema.
    fn body(&self, entry: &str, body: &Body) -> (String, Option<Object>) {
        let (verb, id) = match body.source {
            BodySource::Create(id) => ("create", id),
            BodySource::Update(id) => ("update", id),
            BodySource::Link => return (self.free_name("ObjectLink"), None),
            BodySource::Inline | BodySource::Unknown => {
                let mut schema = self.sends(&body.sends);
                schema.put("additionalProperties", false);
                let name = format!("{}Request", entry.to_pascal_case());
                return (self.free_name(name), Some(schema));
            }
        };
        let name = &self.service[id].name;
        let schema = object! {
            "description": format!("What a `{name}` is {verb}d with."),
            ..self.sends(&body.sends),
            "additionalProperties": true,
        };
        let component = format!("{name}{}", verb.to_pascal_case());
        (self.free_name(component), Some(schema))
    }

    fn sends(&self, sends: &[Sent]) -> Object {
        let required = sends.iter().filter(|sent| sent.required);
        let property = |sent: &Sent| {
            let member = &sent.member;
            let mut schema = self.schema(&member.ty, sent.clearable);
            schema.put("description", &member.doc);
            if member.secret {
                types::mark_secret(&mut schema);
                schema.put("writeOnly", true);
            }
            (member.name.clone(), schema)
        };
        object! {
            "type": "object",
            "required"*: required.map(|sent| &sent.member.name).collect::<Node>(),
            "properties": sends.iter().map(property).collect::<Object>(),
        }
    }
}
