//! Types as schemas. They describe responses: every property may be missing, and there may be others.

use super::operation::renamed;
use super::{Named, Scope};
use crate::contract::{Builtin, Definition, Kind, Link, Member, Property, Returned, Support, Type};
use crate::json::{Node, Object, object};

impl Scope<'_> {
    /// The kinds of identifiers and the types, in the order of the spec.
    pub(super) fn types(&self, out: &mut Named) {
        for identifier in &self.service.identifiers {
            let schema = object! {
                "type": "string",
                "minLength": 1u32,
                "description": &identifier.doc,
                "examples": vec![&identifier.example],
                "x-includes"*: identifier.includes.iter().map(|id| self.service[*id].name.clone()).collect::<Vec<_>>(),
            };
            out.entry(self.component(&self.free_name(&identifier.name)), || schema);
        }
        for definition in &self.service.types {
            let name = &definition.name;
            out.entry(self.component(name), || self.definition(definition));
            if let Some(tag) = &definition.tag {
                let named = |suffix| self.component(&self.free_name(format!("{name}{suffix}")));
                out.entry(named("Known"), || self.known(definition, tag));
                out.entry(named("Any"), || self.any(definition));
            }
        }
        if let Some(link) = &self.service.link {
            let name = self.component(&self.free_name("ObjectLink"));
            out.entry(name, || object_link(link));
        }
    }

    fn definition(&self, definition: &Definition) -> Object {
        let (name, doc) = (&definition.name, &definition.doc);
        let schema = match (definition.kind, &definition.tag) {
            (Kind::Enumeration, _) => {
                let values = definition.values.iter();
                let values = values.map(|it| (it.name.as_str(), String::new(), it.doc.as_str()));
                open_enum(&format!("{doc} There may be other values besides these:"), values)
            }
            // The tag itself is left to the kinds: tools that make responses up would take the base's for theirs.
            (_, Some(tag)) => self.object(
                definition,
                format!("What every `{name}` has besides `{tag}`, which names its kind. {doc}"),
            ),
            (_, None) => self.object(definition, doc.clone()),
        };
        let fallback = definition.fallback.as_ref().map(|(name, value)| (name.clone(), value));
        let successor = definition
            .replaced_by
            .as_ref()
            .map(|it| object! { "type": &it.name, "renamed"*: renamed(&it.renamed) });
        object! {
            ..schema,
            "x-flags"?: definition.flags.then_some(true),
            "x-fallback"?: fallback.map(|it| [it].into_iter().collect::<Object>()),
            "x-documents"*: definition.documents.clone(),
            "x-replaced-by"?: successor,
            "x-errata"*: definition.errata.iter().collect::<Node>(),
        }
    }

    /// An object with the tag that names it, its own properties, and what its base has.
    fn object(&self, definition: &Definition, doc: String) -> Object {
        let base = definition.base.map(|base| &self.service[base]);
        let tag = base.and_then(|base| base.tag.clone()).zip(definition.odata_type.as_ref());
        let tag = tag.map(|(tag, value)| {
            let doc = "The name of the object's kind.";
            (tag, object! { "type": "string", "const": value, "description": doc })
        });
        let own = definition.properties.iter().chain(&definition.references);
        let own = own.map(|it| (it.member.name.clone(), self.property(it)));
        object! {
            "description": doc,
            "type": "object",
            "allOf"?: base.map(|base| vec![self.reference("schemas", &base.name)]),
            "properties": tag.into_iter().chain(own).collect::<Object>(),
            "additionalProperties": true,
        }
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
        object! {
            ..self.member(&property.member, property.member.nullable),
            "readOnly"?: flag(!self.is_settable(property)),
            "writeOnly"?: flag(self.is_write_only(property)),
            "x-aliases"*: property.aliases.clone(),
            "x-filterable"?: property.filter.map(support),
            "x-sortable"?: property.sort.map(support),
            "x-searchable"?: flag(property.search),
            "x-expandable"?: flag(property.expand),
            "x-returned"?: property.returned.map(returned),
            "x-key"?: property.key.map(|kind| self.service[kind].name.as_str()),
        }
    }

    /// What a property holds, wherever it stands. Tools that know the format `password` hide what is typed and shown.
    pub(super) fn member(&self, member: &Member, nullable: bool) -> Object {
        let schema = self.schema(&member.ty, nullable);
        let secret = member.secret && !schema.contains("format");
        object! { ..schema, "description"?: Some(&member.doc).filter(|doc| !doc.is_empty()), "format"?: secret.then_some("password") }
    }

    /// The schema of a type, or of null.
    pub(super) fn schema(&self, ty: &Type, nullable: bool) -> Object {
        let builtin = match ty {
            Type::List(item) => {
                let items = self.schema(item, false);
                return object! { ..typed("array", nullable), "items": items };
            }
            Type::Named(id) => {
                let definition = &self.service[*id];
                let name = match definition.kind {
                    Kind::Base => self.free_name(format!("{}Any", definition.name)),
                    Kind::Object | Kind::Enumeration => definition.name.clone(),
                };
                return or_null(self.reference("schemas", &name), nullable);
            }
            Type::Unknown => return Object::default(),
            Type::Builtin(builtin) => builtin,
        };
        let (kind, detail) = match builtin {
            Builtin::Any => return Object::default(),
            Builtin::ObjectLink => {
                return or_null(self.reference("schemas", "ObjectLink"), nullable);
            }
            Builtin::Reference => ("string", Some(("format", "uri"))),
            Builtin::String => ("string", None),
            Builtin::Boolean => ("boolean", None),
            Builtin::Int32 => ("integer", Some(("format", "int32"))),
            Builtin::Int64 => ("integer", Some(("format", "int64"))),
            Builtin::Double => ("number", Some(("format", "double"))),
            Builtin::DateTime => ("string", Some(("format", "date-time"))),
            Builtin::Date => ("string", Some(("format", "date"))),
            Builtin::Time => ("string", Some(("format", "time"))),
            Builtin::Duration => ("string", Some(("format", "duration"))),
            Builtin::Decimal => ("string", Some(("format", "decimal"))),
            Builtin::Guid => ("string", Some(("format", "uuid"))),
            Builtin::Binary => ("string", Some(("contentEncoding", "base64"))),
        };
        object! { ..typed(kind, nullable), ..detail.into_iter().collect() }
    }
}

fn or_null(reference: Object, nullable: bool) -> Object {
    if nullable {
        object! { "anyOf": vec![reference, object! { "type": "null" }] }
    } else {
        reference
    }
}

/// Which queries may name a property.
fn support(support: Support) -> Node {
    match support {
        Support::Plain => true.into(),
        Support::Advanced => "advanced".into(),
    }
}

/// When a property comes back.
fn returned(returned: Returned) -> &'static str {
    match returned {
        Returned::Select => "select",
        Returned::SelectOne => "selectOne",
        Returned::Never => "never",
    }
}

/// A value of a kind of JSON, or null.
fn typed(kind: &str, nullable: bool) -> Object {
    let ty: Node = if nullable { vec![kind, "null"].into() } else { kind.into() };
    object! { "type": ty }
}

/// Text that may be missing or null.
pub(super) fn text(doc: &str) -> Object {
    object! { ..typed("string", true), "description": doc }
}

/// Text with known values, each with what it means; others are as good.
pub(super) fn open_enum<'a>(
    intro: &str,
    values: impl Iterator<Item = (&'a str, String, &'a str)> + Clone,
) -> Object {
    let line = |(name, remark, doc): (&str, String, &str)| match doc {
        "" => format!("\n- `{name}`{remark}"),
        doc => format!("\n- `{name}`{remark}: {doc}"),
    };
    let lines: String = values.clone().map(line).collect();
    let known =
        object! { "type": "string", "enum": values.map(|(name, ..)| name).collect::<Node>() };
    let any = object! { "type": "string" };
    object! { "description": format!("{intro}\n{lines}"), "anyOf": vec![known, any] }
}

/// A link to a directory object.
fn object_link(link: &Link) -> Object {
    let doc = format!("The address of the object: the service's and `{}`.", link.template);
    let url = object! { "type": "string", "description": doc };
    let property = link.property.as_str();
    let properties = [(property, url)].into_iter().collect();
    holding(property, Some("A link to a directory object."), properties)
}

/// An object with a required property.
pub(super) fn holding(required: &str, doc: Option<&str>, properties: Object) -> Object {
    object! {
        "type": "object",
        "description"?: doc,
        "required": vec![required],
        "properties": properties,
        "additionalProperties": true,
    }
}
