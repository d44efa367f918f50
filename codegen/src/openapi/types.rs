//! Types as schemas. They describe responses: every property may be missing, and there may be others.

use super::{Scope, errata, errors};
use crate::contract::{Builtin, Definition, Kind, Property, Type, TypeId};
use crate::json::{Node, Object, object};

impl Scope<'_> {
    /// The kinds of identifiers and the types, in the order of the spec.
    pub(super) fn types(&self, out: &mut Object) {
        for identifier in &self.service.identifiers {
            let schema = object! {
                "type": "string",
                "minLength": 1u32,
                "description": &identifier.doc,
                "examples": vec![&identifier.example],
            };
            out.put(self.component(&self.free_name(&identifier.name)), schema);
        }
        for definition in &self.service.types {
            let name = &definition.name;
            out.put(self.component(name), self.definition(definition));
            if let Some(tag) = &definition.tag {
                let named = |suffix| self.component(&self.free_name(format!("{name}{suffix}")));
                out.put(named("Known"), self.known(definition, tag));
                out.put(named("Any"), self.any(definition));
            }
        }
        if let Some(collection) = &self.service.link_collection {
            let name = self.component(&self.free_name("ObjectLink"));
            out.put(name, object_link(collection));
        }
    }

    fn definition(&self, definition: &Definition) -> Object {
        let (name, doc) = (&definition.name, &definition.doc);
        let schema = match (definition.kind, definition.base) {
            (Kind::Enumeration, _) => {
                let values = definition.values.iter();
                let lines = values.clone().map(|it| format!("- `{}`: {}", it.name, it.doc));
                let lines: Vec<String> = lines.collect();
                let doc = format!(
                    "{doc} There may be other values besides these:\n\n{}",
                    lines.join("\n")
                );
                errors::open_enum(&doc, values.map(|it| it.name.as_str()))
            }
            (_, Some(base)) => object! {
                "description": doc,
                "type": "object",
                "allOf": vec![self.reference("schemas", &self.service[base].name)],
                ..self.object(definition, self.tag_of(base, definition)),
            },
            (_, None) => {
                // The tag itself is left to the kinds: tools that make responses up would take the base's for theirs.
                let doc = match &definition.tag {
                    Some(tag) => format!(
                        "What every `{name}` has besides `{tag}`, which names its kind. {doc}"
                    ),
                    None => doc.clone(),
                };
                let object = self.object(definition, None);
                object! { "description": doc, "type": "object", ..object }
            }
        };
        object! {
            ..schema,
            "x-documents"*: definition.documents.clone(),
            "x-errata"*: errata(&definition.errata),
        }
    }

    /// The properties of an object, its tag first.
    fn object(&self, definition: &Definition, tag: Option<(String, Object)>) -> Object {
        let own = definition.properties.iter();
        let own = own.map(|it| (it.member.name.clone(), self.property(it)));
        object! {
            "properties": tag.into_iter().chain(own).collect::<Object>(),
            "additionalProperties": true,
        }
    }

    /// The tag with the value that names the type.
    fn tag_of(&self, base: TypeId, definition: &Definition) -> Option<(String, Object)> {
        let property = object! {
            "type": "string",
            "const": definition.odata_type.as_deref()?,
            "description": "The name of the object's kind.",
        };
        Some((self.service[base].tag.clone()?, property))
    }

    /// The types of a base that are described here, told apart by the tag.
    fn known(&self, base: &Definition, tag: &str) -> Object {
        // In the order of the spec.
        let mut kinds = base.derived.clone();
        kinds.sort();
        let kinds = || kinds.iter().map(|id| &self.service[*id]);
        let mapping = kinds().filter_map(|it| {
            let reference = format!("#/components/schemas/{}", self.component(&it.name));
            Some((it.odata_type.clone()?, reference))
        });
        let name = &base.name;
        object! {
            "description": format!("The kinds of `{name}` that are described here, by `{tag}`."),
            "type": "object",
            "required": vec![tag],
            "oneOf": kinds().map(|it| self.reference("schemas", &it.name)).collect::<Node>(),
            "discriminator": object! {
                "propertyName": tag,
                "mapping": mapping.collect::<Object>(),
            },
        }
    }

    /// Any type of a base. A tag that is not known belongs to a type that has, at least, what all types of the base have.
    fn any(&self, base: &Definition) -> Object {
        let known = self.free_name(format!("{}Known", base.name));
        let kinds = [known.as_str(), &base.name].map(|name| self.reference("schemas", name));
        object! {
            "description": format!("{} There are kinds besides the known ones.", base.doc),
            "anyOf": kinds.to_vec(),
        }
    }

    /// A property of a type, whose schema serves requests and responses.
    fn property(&self, property: &Property) -> Object {
        let flag = |is_set: bool| is_set.then_some(true);
        let member = &property.member;
        let mut schema = self.schema(&member.ty, member.nullable);
        schema.put("description", &member.doc);
        if member.secret {
            mark_secret(&mut schema);
        }
        object! {
            ..schema,
            "readOnly"?: flag(!self.is_settable(property)),
            "writeOnly"?: flag(self.is_write_only(property)),
            "x-aliases"*: property.aliases.clone(),
            "x-filterable"?: flag(property.filter),
            "x-sortable"?: flag(property.sort),
        }
    }

    /// The schema of a type, or of null.
    pub(super) fn schema(&self, ty: &Type, nullable: bool) -> Object {
        let (kind, format) = match ty {
            Type::List(item) => {
                let items = self.schema(item, false);
                return object! { ..typed("array", None, nullable), "items": items };
            }
            Type::Named(id) => return self.named(*id, nullable),
            Type::Unknown | Type::Builtin(Builtin::Any) => return Object::default(),
            Type::Builtin(builtin) => match builtin {
                Builtin::Boolean => ("boolean", None),
                Builtin::Int32 => ("integer", Some("int32")),
                Builtin::Int64 => ("integer", Some("int64")),
                Builtin::Double => ("number", Some("double")),
                Builtin::DateTime => ("string", Some("date-time")),
                Builtin::Guid => ("string", Some("uuid")),
                Builtin::Binary => {
                    let text = typed("string", None, nullable);
                    return object! { ..text, "contentEncoding": "base64" };
                }
                Builtin::ObjectLink => {
                    return or_null(self.reference("schemas", "ObjectLink"), nullable);
                }
                Builtin::String | Builtin::Any => ("string", None),
            },
        };
        typed(kind, format, nullable)
    }

    fn named(&self, id: TypeId, nullable: bool) -> Object {
        let definition = &self.service[id];
        let name = match definition.kind {
            Kind::Base => self.free_name(format!("{}Any", definition.name)),
            Kind::Object | Kind::Enumeration => definition.name.clone(),
        };
        or_null(self.reference("schemas", &name), nullable)
    }
}

/// What nobody is to see. Tools that know the format hide what is typed and shown.
pub(super) fn mark_secret(schema: &mut Object) {
    if !schema.contains("format") {
        schema.put("format", "password");
    }
}

fn or_null(reference: Object, nullable: bool) -> Object {
    if nullable {
        object! { "anyOf": vec![reference, object! { "type": "null" }] }
    } else {
        reference
    }
}

fn typed(kind: &str, format: Option<&str>, nullable: bool) -> Object {
    let ty: Node = match nullable {
        true => vec![kind, "null"].into(),
        false => kind.into(),
    };
    object! { "type": ty, "format"?: format }
}

/// A link to a directory object.
fn object_link(collection: &str) -> Object {
    let doc = format!(
        "The address of the object: the service's, the tenant, `{collection}` and the object's ID."
    );
    let url = object! { "type": "string", "description": doc };
    object! {
        "type": "object",
        "description": "A link to a directory object.",
        "required": vec!["url"],
        "properties": object! { "url": url },
        "additionalProperties": true,
    }
}
