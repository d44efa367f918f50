//! What requests are made of: parameters in paths, queries and headers, and bodies.

use heck::ToPascalCase;

use super::types::{binary, typed};
use super::{Documented, content, reference};
use crate::contract::{
    Advanced, Asked, BodySource, Header, HeaderId, OptionId, OptionKind, Parameter, ParameterId,
    QueryOption, Returns, Sent, Takes, TypeId, Versions,
};
use crate::json::{Node, Object, object};

impl Documented<'_> {
    /// All parameters of the operation.
    pub(super) fn parameters(&self) -> Vec<Object> {
        let mut all: Vec<Object> = self.operation.parameters().map(|id| self.in_path(id)).collect();
        all.extend(self.version());
        all.extend(self.advanced());
        all.extend(self.of_changes());
        all.extend(self.entry.query.iter().map(|(id, _)| self.in_query(*id)));
        all.extend(self.entry.headers.iter().map(|(id, _)| self.header(*id)));
        all
    }

    fn in_path(&self, id: ParameterId) -> Object {
        let Parameter { name, doc, takes, .. } = &self.scope.service[id];
        let schema = match takes {
            Takes::Identifier(kind) => self.scope.added(&self.scope.service[*kind].name),
            Takes::Tenant | Takes::Unknown => {
                object! { "type": "string", "minLength": 1u32, "default": "myorganization" }
            }
        };
        self.shared(["path", name, doc], true, schema, self.given(name, |it| &it.path))
    }

    /// The query parameter that asks for a version, if the service has one.
    fn version(&self) -> Option<Object> {
        let Versions { query, default, known } = &self.scope.service.version;
        let doc = "The version of the API that the call is meant for.";
        let names = ["query", query.as_ref()?, doc];
        let versions = &self.operation.versions;
        let schema =
            object! { "type": "string", "enum": versions.clone(), "default"?: versions.first() };
        let examples = self.examples(|it| it.request.as_ref().and(it.version.clone()));
        // An operation that exists in all versions asks for the default one, unless it says otherwise.
        let is_shared = versions.len() == known.len() && versions.first() == default.as_ref();
        Some(if is_shared {
            self.shared(names, true, schema, examples)
        } else {
            own(names, true, object! { "schema": schema, "examples"*: examples })
        })
    }

    /// The header that asks for an advanced query, if the operation may be one.
    fn advanced(&self) -> Option<Object> {
        let service = self.scope.service;
        let Advanced { header, value, .. } = service.advanced.as_ref()?;
        let names = ["header", header, "Asks for an advanced query."];
        let schema = object! { "type": "string", "const": value };
        if self.entry.advanced {
            return Some(own(names, true, object! { "schema": schema }));
        }
        let may_be = self.entry.query.iter().any(|(id, _)| service[*id].advanced);
        may_be.then(|| self.shared(names, false, schema, Object::default()))
    }

    fn in_query(&self, id: OptionId) -> Object {
        let QueryOption { name, doc, kind, of, .. } = &self.scope.service[id];
        let names = ["query", name, doc];
        let examples = self.given(&id, |it| &it.query);
        let schema = match kind {
            OptionKind::Number { min, max } => {
                object! { "type": "integer", "minimum"?: *min, "maximum"?: *max }
            }
            OptionKind::Flag | OptionKind::Count => typed("boolean", false),
            OptionKind::Json => {
                // What has a format of its own has its examples there as well.
                let json = content("application/json", self.scope.schema(of, false), examples);
                return own(names, false, object! { "content": json });
            }
            OptionKind::Text
            | OptionKind::Filter
            | OptionKind::OrderBy
            | OptionKind::Select
            | OptionKind::Expand
            | OptionKind::Search => typed("string", false),
        };
        self.shared(names, false, schema, examples)
    }

    fn header(&self, id: HeaderId) -> Object {
        let Header { name, doc, secret, .. } = &self.scope.service[id];
        let schema = object! { "type": "string", "format"?: secret.then_some("password") };
        let examples = self.given(&id, |it| &it.headers);
        self.shared(["header", name, doc], false, schema, examples)
    }

    /// What lists of changes are asked for with, but for what the operation takes anyway.
    fn of_changes(&self) -> Vec<Object> {
        let service = self.scope.service;
        let (Some(delta), Returns::Delta(_)) = (&service.delta, &self.entry.returns) else {
            return Vec::new();
        };
        let option = self.operation.option.as_ref().map(|name| {
            let form = object! { "schema": typed("string", false), "allowEmptyValue": true };
            own(["query", name, "Where an earlier call left off; empty at first."], true, form)
        });
        let options = self.entry.query.iter().map(|(id, _)| &service[*id].name);
        let headers = self.entry.headers.iter().map(|(id, _)| &service[*id].name);
        let taken: Vec<&String> = options.chain(headers).collect();
        let asked = [
            (&delta.latest, "Asks for a link to later changes, and no changes."),
            (&delta.minimal, "Asks for nothing but the properties that have changed."),
        ];
        let asked = asked.into_iter().filter_map(|(asked, doc)| {
            let (place, name, value) = match asked {
                Asked::Header(name, value) => ("header", name, value),
                Asked::Query(name, value) => ("query", name, value),
            };
            let form = object! { "schema": object! { "type": "string", "const": value } };
            (!taken.contains(&name)).then(|| own([place, name, doc], false, form))
        });
        option.into_iter().chain(asked).collect()
    }

    /// A parameter with its examples, or else a reference to it as a component. One that has the name of another stands in
    /// full as well.
    fn shared(&self, names: [&str; 3], required: bool, schema: Object, examples: Object) -> Object {
        let is_shown = !examples.is_empty();
        let parameter = own(names, required, object! { "schema": schema, "examples"*: examples });
        // The last part of a component's name: `QueryTop`.
        let [place, name, _] = names;
        let name = self.scope.component(&format!("{place} {name}").to_pascal_case());
        let mut components = self.scope.parameters.borrow_mut();
        if is_shown || *components.entry(name.clone(), || parameter.clone()) != parameter {
            return parameter;
        }
        reference("parameters", &name)
    }

    /// The body. It is strict where responses are lenient: what must be sent is required, and null may be sent only where it
    /// means something.
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
            BodySource::Bytes => content("application/octet-stream", binary(), Object::default()),
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

/// A parameter in full; its form is a schema, or the content of a media type.
fn own([place, name, doc]: [&str; 3], required: bool, form: Object) -> Object {
    object! { "name": name, "in": place, "description": doc, "required": required, ..form }
}
