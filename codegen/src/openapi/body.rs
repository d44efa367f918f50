//! Bodies of requests. They are strict where answers are lenient: what must be sent is required, and null may be sent
//! only where it means something.

use heck::ToPascalCase;

use super::node::{Node, Object};
use super::{Scope, examples, types};
use crate::spec::{Body, Create, Entries, Example, Operation, Parameter, Property, Update};

/// What may be sent under a name.
struct Member<'a> {
    name: &'a str,
    kind: &'a str,
    doc: &'a str,
    required: bool,
    nullable: bool,
    secret: bool,
}

impl Scope<'_> {
    /// The body of an operation's request; the schema becomes a component.
    pub(super) fn request_body(
        &self,
        id: &str,
        entry: &Operation,
        documented: &[&Example],
        schemas: &mut Object,
    ) -> Option<Object> {
        let (name, schema) = self.body(id, entry.body.as_ref()?);
        if let Some(schema) = schema.filter(|_| !schemas.contains(&self.component(&name))) {
            schemas.put(self.component(&name), schema);
        }
        let media = Object::new()
            .with("schema", self.reference("schemas", &name))
            .with_any("examples", examples::of_bodies(documented));
        let body = Object::new().with("required", !entry.body_optional);
        Some(body.with("content", Object::new().with("application/json", media)))
    }

    /// The component's name and, unless it is a type's, its schema.
    fn body(&self, id: &str, body: &Body) -> (String, Option<Object>) {
        let text = match body {
            Body::Properties(parameters) => {
                let schema = self
                    .members(inline(parameters))
                    .with("additionalProperties", false);
                let name = format!("{}Request", id.to_pascal_case());
                return (self.free_name(name), Some(schema));
            }
            Body::Of(text) => text,
        };
        let Some((verb, name)) = text.strip_suffix('>').and_then(|text| text.split_once('<'))
        else {
            return (self.free_name("ObjectLink"), None);
        };
        let members = self
            .properties_of(name)
            .filter_map(|(name, _, property)| match verb {
                "create" => created(name, property),
                _ => updated(name, property),
            });
        let schema = self.members(members);
        let doc = format!("What a `{name}` is {verb}d with.");
        let schema = Object::new()
            .with("description", doc)
            .append(schema)
            .with("additionalProperties", true);
        (
            self.free_name(format!("{name}{}", verb.to_pascal_case())),
            Some(schema),
        )
    }

    /// The properties of a type, those of its base first, each with the type that declares it.
    pub(super) fn properties_of(
        &self,
        name: &str,
    ) -> impl Iterator<Item = (&str, &str, &Property)> {
        let own = self.types.get_key_value(name);
        let base = own
            .and_then(|(_, it)| it.is.as_deref())
            .and_then(|base| self.types.get_key_value(base));
        base.into_iter().chain(own).flat_map(|(owner, it)| {
            let properties = it.properties.iter();
            properties.map(move |(name, property)| (name, *owner, property))
        })
    }

    fn members<'m>(&self, members: impl Iterator<Item = Member<'m>>) -> Object {
        let members: Vec<Member<'m>> = members.collect();
        let required: Node = members
            .iter()
            .filter(|it| it.required)
            .map(|it| it.name)
            .collect();
        let properties: Object = members
            .iter()
            .map(|it| (it.name, self.member(it)))
            .collect();
        Object::new()
            .with("type", "object")
            .with_any("required", required)
            .with("properties", properties)
    }

    fn member(&self, member: &Member<'_>) -> Object {
        let kind = member.kind.trim_end_matches('?');
        let schema = if member.nullable {
            self.schema(&format!("{kind}?"))
        } else {
            self.schema(kind)
        };
        let schema = schema.with("description", member.doc);
        if member.secret {
            types::secret(schema).with("writeOnly", true)
        } else {
            schema
        }
    }
}

fn inline(parameters: &Entries<Parameter>) -> impl Iterator<Item = Member<'_>> {
    parameters.iter().map(|(name, it)| Member {
        name,
        kind: &it.kind,
        doc: &it.doc,
        required: it.required,
        nullable: it.kind.ends_with('?') && !it.required,
        secret: it.secret,
    })
}

fn created<'a>(name: &'a str, property: &'a Property) -> Option<Member<'a>> {
    let required = property.create? == Create::Required;
    Some(Member {
        name,
        kind: &property.kind,
        doc: &property.doc,
        required,
        nullable: false,
        secret: property.secret,
    })
}

fn updated<'a>(name: &'a str, property: &'a Property) -> Option<Member<'a>> {
    let nullable = property.update? == Update::Clear;
    Some(Member {
        name,
        kind: &property.kind,
        doc: &property.doc,
        required: false,
        nullable,
        secret: property.secret,
    })
}
