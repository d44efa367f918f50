//! Types as schemas. They describe responses: every property may be missing, and there may be others.

use std::collections::BTreeSet;

use serde_json::json;

use super::{Scope, reference};
use crate::contract::{
    Builtin, Definition, Identifier, Kind, Link, Member, Property, Support, Type, TypeId,
};
use crate::json::{Node, Object, object};

impl Scope<'_> {
    /// The kinds of identifiers and the types, in the order of the spec.
    pub(super) fn types(&self) {
        for Identifier { name, doc, example, includes, .. } in &self.service.identifiers {
            let includes = includes.iter().map(|id| &self.service[*id].name);
            let schema = object! {
                "type": "string",
                "minLength": 1u32,
                "description": doc,
                "examples": vec![example],
                "x-includes"*: includes.collect::<Node>(),
            };
            self.add(name, schema);
        }
        for definition in &self.service.types {
            let (name, schema) = (self.component(&definition.name), self.definition(definition));
            self.schemas.borrow_mut().entry(name, || schema);
            if let Some(tag) = &definition.tag {
                self.union(definition, tag);
            }
        }
        if let Some(Link { property, template, .. }) = &self.service.link {
            let doc = format!("The address of the object: the service's and `{template}`.");
            let url = Object::from_iter([(property, text(&doc, false))]);
            self.add("ObjectLink", holding(property, "A link to a directory object.", url));
        }
    }

    fn definition(&self, definition: &Definition) -> Object {
        let schema = match definition.kind {
            Kind::Enumeration => {
                let doc = format!("{} There may be other values besides these:", definition.doc);
                open_enum(&doc, definition.values.iter().map(|it| (&it.name, None, &it.doc)))
            }
            Kind::Object | Kind::Base => self.object(definition),
        };
        let successor = definition.replaced_by.as_ref();
        let successor = successor.map(
            |it| object! { "type": &it.name, "renamed"*: Object::from_iter(it.renamed.clone()) },
        );
        object! {
            ..schema,
            "x-flags"*: definition.flags,
            "x-fallback"*: Object::from_iter(definition.fallback.clone()),
            "x-documents"*: definition.documents.clone(),
            "x-replaced-by"?: successor,
            "x-errata"*: definition.errata.iter().collect::<Node>(),
        }
    }

    /// An object with the tag that names it, its own properties, and what its base has.
    fn object(&self, definition: &Definition) -> Object {
        let name = &definition.name;
        // The tag itself is left to the kinds: tools that make responses up would take the base's for theirs.
        let besides = definition
            .tag
            .as_ref()
            .map(|tag| format!("What every `{name}` has besides `{tag}`, which names its kind. "));
        let base = definition.base.map(|base| &self.service[base]);
        let tag = base.and_then(|base| base.tag.clone()).zip(definition.odata_type.as_ref());
        let tag = tag.map(|(tag, value)| {
            let doc = "The name of the object's kind.";
            (tag, object! { "type": "string", "const": value, "description": doc })
        });
        let own = definition.properties.iter().chain(&definition.references);
        let own = own.map(|it| (it.member.name.clone(), self.property(it)));
        object! {
            "description": besides.unwrap_or_default() + &definition.doc,
            "type": "object",
            "allOf"?: base.map(|base| vec![self.reference_to(base)]),
            "properties": tag.into_iter().chain(own).collect::<Object>(),
            "additionalProperties": true,
        }
    }

    /// The types of a base: those that are described here, told apart by the tag, and any. A tag that is not known belongs to
    /// a type that has, at least, what all types of the base have.
    fn union(&self, base: &Definition, tag: &str) {
        let Definition { name, doc, derived, .. } = base;
        // In the order of the spec.
        let kinds: BTreeSet<&TypeId> = derived.iter().collect();
        let kinds = || kinds.iter().map(|id| &self.service[**id]);
        let mapping = kinds().filter_map(|it| {
            let address = format!("#/components/schemas/{}", self.component(&it.name));
            Some((it.odata_type.clone()?, address))
        });
        let discriminator = object! { "propertyName": tag, "mapping": mapping.collect::<Object>() };
        let known = object! {
            "description": format!("The kinds of `{name}` that are described here, by `{tag}`."),
            "type": "object",
            "required": vec![tag],
            "oneOf": kinds().map(|it| self.reference_to(it)).collect::<Node>(),
            "discriminator": discriminator,
        };
        let known = self.add(format!("{name}Known"), known);
        let any = object! {
            "description": format!("{doc} There are kinds besides the known ones."),
            "anyOf": vec![known, self.reference_to(base)],
        };
        self.add(format!("{name}Any"), any);
    }

    /// A reference to a type itself, not to any that is based on it.
    pub(super) fn reference_to(&self, definition: &Definition) -> Object {
        reference("schemas", &self.component(&definition.name))
    }

    /// A property of a type, whose schema serves requests and responses.
    fn property(&self, property: &Property) -> Object {
        let support = |it| match it {
            Support::Plain => Node::from(true),
            Support::Advanced => "advanced".into(),
        };
        object! {
            ..self.member(&property.member, property.member.nullable),
            "readOnly"*: !self.is_settable(property),
            "writeOnly"*: self.is_write_only(property),
            "x-aliases"*: property.aliases.clone(),
            "x-filterable"?: property.filter.map(support),
            "x-sortable"?: property.sort.map(support),
            "x-searchable"*: property.search,
            "x-expandable"*: property.expand,
            "x-returned"?: property.returned.map(|it| json!(it)),
            "x-key"?: property.key.map(|kind| self.service[kind].name.as_str()),
        }
    }

    /// What a property holds, wherever it stands. Tools that know the format `password` hide what is typed and shown.
    pub(super) fn member(&self, member: &Member, nullable: bool) -> Object {
        let schema = self.schema(&member.ty, nullable);
        let secret = member.secret && !schema.contains("format");
        object! { ..schema, "description"*: &member.doc, "format"?: secret.then_some("password") }
    }

    /// The schema of a type, or of null.
    pub(super) fn schema(&self, ty: &Type, nullable: bool) -> Object {
        let or_null = |reference: Object| match nullable {
            true => object! { "anyOf": vec![reference, object! { "type": "null" }] },
            false => reference,
        };
        let (kind, format) = match ty {
            Type::Unknown | Type::Builtin(Builtin::Any) => return Object::default(),
            Type::List(item) => {
                let items = self.schema(item, false);
                return object! { ..typed("array", nullable), "items": items };
            }
            Type::Named(id) => {
                let definition = &self.service[*id];
                return or_null(match definition.kind {
                    Kind::Base => self.added(format!("{}Any", definition.name)),
                    Kind::Object | Kind::Enumeration => self.reference_to(definition),
                });
            }
            Type::Builtin(Builtin::ObjectLink) if self.service.link.is_none() => ("object", ""),
            Type::Builtin(Builtin::ObjectLink) => return or_null(self.added("ObjectLink")),
            Type::Builtin(Builtin::Binary) => {
                return object! { ..typed("string", nullable), "contentEncoding": "base64" };
            }
            Type::Builtin(Builtin::Reference) => ("string", "uri"),
            Type::Builtin(Builtin::String) => ("string", ""),
            Type::Builtin(Builtin::Boolean) => ("boolean", ""),
            Type::Builtin(Builtin::Int32) => ("integer", "int32"),
            Type::Builtin(Builtin::Int64) => ("integer", "int64"),
            Type::Builtin(Builtin::Double) => ("number", "double"),
            Type::Builtin(Builtin::DateTime) => ("string", "date-time"),
            Type::Builtin(Builtin::Date) => ("string", "date"),
            Type::Builtin(Builtin::Time) => ("string", "time"),
            Type::Builtin(Builtin::Duration) => ("string", "duration"),
            Type::Builtin(Builtin::Decimal) => ("string", "decimal"),
            Type::Builtin(Builtin::Guid) => ("string", "uuid"),
        };
        object! { ..typed(kind, nullable), "format"*: format }
    }
}

/// A value of a kind of JSON, or null.
pub(super) fn typed(kind: &str, nullable: bool) -> Object {
    let ty: Node = if nullable { vec![kind, "null"].into() } else { kind.into() };
    object! { "type": ty }
}

/// Bytes of any kind.
pub(super) fn binary() -> Object {
    object! { "type": "string", "format": "binary" }
}

/// Text, or null.
pub(super) fn text(doc: &str, nullable: bool) -> Object {
    object! { ..typed("string", nullable), "description": doc }
}

/// Text with known values, each with the status that it comes with and what it means; others are as good.
pub(super) fn open_enum<'a>(
    intro: &str,
    values: impl Iterator<Item = (&'a String, Option<u16>, &'a String)> + Clone,
) -> Object {
    let line = |(name, status, doc): (&String, Option<u16>, &String)| {
        let status = status.map(|status| format!(" ({status})")).unwrap_or_default();
        let colon = if doc.is_empty() { "" } else { ": " };
        format!("\n- `{name}`{status}{colon}{doc}")
    };
    let lines: String = values.clone().map(line).collect();
    let known =
        object! { "type": "string", "enum": values.map(|(name, ..)| name).collect::<Node>() };
    let any_of = vec![known, typed("string", false)];
    object! { "description": format!("{intro}\n{lines}"), "anyOf": any_of }
}

/// An object with a required property.
pub(super) fn holding(required: &str, doc: &str, properties: Object) -> Object {
    object! {
        "type": "object",
        "description"*: doc,
        "required": vec![required],
        "properties": properties,
        "additionalProperties": true,
    }
}
