//! Bodies of requests. They are strict where responses are lenient: what must be sent is required, and null may be sent
//! only where it means something.

use heck::ToPascalCase;

use super::documented::Documented;
use super::{Named, Scope};
use crate::contract::{BodySource, Sent, TypeId};
use crate::json::{Node, Object, object};

impl Scope<'_> {
    /// The body of an operation's request; the schema becomes a component.
    pub(super) fn request_body(
        &self,
        documented: &Documented<'_>,
        schemas: &mut Named,
    ) -> Option<Object> {
        let body = documented.entry.body.as_ref()?;
        let sends = self.sends(&body.sends);
        let of_type = |id: TypeId, verb: &str, suffix: &str| {
            let name = &self.service[id].name;
            let doc = format!("What a `{name}` is {verb} with.");
            (format!("{name}{suffix}"), Some((Some(doc), true)))
        };
        let (name, schema) = match body.source {
            BodySource::Create(id) => of_type(id, "created", "Create"),
            BodySource::Update(id) => of_type(id, "updated", "Update"),
            BodySource::Link => ("ObjectLink".to_owned(), None),
            BodySource::Whole(id) => (self.service[id].name.clone(), None),
            BodySource::Bytes => {
                let schema = object! { "type": "string", "format": "binary" };
                let content = object! { "application/octet-stream": object! { "schema": schema } };
                return Some(object! { "required": !body.optional, "content": content });
            }
            BodySource::Inline | BodySource::Unknown => {
                (format!("{}Request", documented.entry.name.to_pascal_case()), Some((None, false)))
            }
        };
        // What has no schema of its own here is a type, or stands elsewhere.
        let name = if schema.is_some() { self.free_name(name) } else { name };
        if let Some((doc, is_open)) = schema {
            schemas.entry(self.component(&name), || {
                object! { "description"?: doc, ..sends, "additionalProperties": is_open }
            });
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

    fn sends(&self, sends: &[Sent]) -> Object {
        let required = sends.iter().filter(|sent| sent.required);
        let property = |sent: &Sent| {
            let member = &sent.member;
            let schema = self.member(member, sent.clearable);
            let schema = object! { ..schema, "writeOnly"?: member.secret.then_some(true) };
            (member.name.clone(), schema)
        };
        object! {
            "type": "object",
            "required"*: required.map(|sent| &sent.member.name).collect::<Node>(),
            "properties": sends.iter().map(property).collect::<Object>(),
        }
    }
}
