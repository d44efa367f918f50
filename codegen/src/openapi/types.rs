//! Types as schemas. They describe answers: every property may be missing, and there may be others.

use super::node::{Node, Object};
use super::{Scope, errata, errors};
use crate::check::type_expr::{self, TypeExpr};
use crate::spec::{Property, Type};

impl Scope<'_> {
    /// The kinds of identifiers and the types, in the order of the spec.
    pub(super) fn types(&self, out: &mut Object) {
        for (name, identifier) in self.service.identifiers.iter() {
            let schema = Object::new().with("type", "string").with("minLength", 1u32);
            let schema = schema.with("description", identifier.doc.as_str());
            out.put(
                self.component(&self.free_name(name)),
                schema.with("examples", vec![identifier.example.as_str()]),
            );
        }
        for (name, definition) in self
            .resources
            .iter()
            .flat_map(|file| file.content.types.iter())
        {
            out.put(self.component(name), self.definition(name, definition));
            if let Some(tag) = &definition.tag {
                out.put(
                    self.component(&self.free_name(format!("{name}Known"))),
                    self.known(name, tag),
                );
                out.put(
                    self.component(&self.free_name(format!("{name}Any"))),
                    self.any(name, definition),
                );
            }
        }
        if let Some(collection) = &self.service.link_collection {
            let name = self.component(&self.free_name("ObjectLink"));
            out.put(name, object_link(collection));
        }
    }

    fn definition(&self, name: &str, definition: &Type) -> Object {
        let schema = if !definition.values.is_empty() {
            let values = definition
                .values
                .iter()
                .map(|(value, doc)| format!("- `{value}`: {doc}"));
            let known: Vec<String> = values.collect();
            let doc = format!(
                "{} There may be other values besides these:\n\n{}",
                definition.doc,
                known.join("\n")
            );
            errors::open_enum(&doc, definition.values.keys())
        } else if let Some(base) = &definition.is {
            Object::new()
                .with("description", definition.doc.as_str())
                .with("type", "object")
                .with("allOf", vec![self.reference("schemas", base)])
                .append(self.object(name, definition, self.tag_of(base, definition)))
        } else {
            let doc = match &definition.tag {
                // The tag itself is left to the kinds: tools that make answers up would take the base's for theirs.
                Some(tag) => format!(
                    "What every `{name}` has besides `{tag}`, which names its kind. {}",
                    definition.doc
                ),
                None => definition.doc.clone(),
            };
            Object::new()
                .with("description", doc)
                .with("type", "object")
                .append(self.object(name, definition, None))
        };
        schema
            .with_any("x-documents", definition.documents.clone())
            .with_any("x-errata", errata(&definition.errata))
    }

    /// The properties of an object, its tag first.
    fn object(&self, name: &str, definition: &Type, tag: Option<(String, Object)>) -> Object {
        let own = definition
            .properties
            .iter()
            .map(|(key, property)| (key.to_owned(), self.property(name, property)));
        let properties: Object = tag.into_iter().chain(own).collect();
        Object::new()
            .with("properties", properties)
            .with("additionalProperties", true)
    }

    /// The tag with the value that names the type.
    fn tag_of(&self, base: &str, definition: &Type) -> Option<(String, Object)> {
        let tag = self.types.get(base)?.tag.clone()?;
        let value = definition.odata_type.as_deref()?;
        let property = Object::new().with("type", "string").with("const", value);
        Some((
            tag,
            property.with("description", "The name of the object's kind."),
        ))
    }

    /// The types of a base that are described here, told apart by the tag.
    fn known(&self, name: &str, tag: &str) -> Object {
        let all = self
            .resources
            .iter()
            .flat_map(|file| file.content.types.iter());
        let kinds: Vec<(&str, &Type)> = all
            .filter(|(_, it)| it.is.as_deref() == Some(name))
            .collect();
        let mapping = kinds.iter().filter_map(|(name, it)| {
            let value = it.odata_type.as_deref()?;
            Some((
                value,
                format!("#/components/schemas/{}", self.component(name)),
            ))
        });
        let mapping: Object = mapping.collect();
        let kinds = kinds
            .iter()
            .map(|(name, _)| self.reference("schemas", name));
        Object::new()
            .with(
                "description",
                format!("The kinds of `{name}` that are described here, by `{tag}`."),
            )
            .with("type", "object")
            .with("required", vec![tag])
            .with("oneOf", kinds.collect::<Node>())
            .with(
                "discriminator",
                Object::new()
                    .with("propertyName", tag)
                    .with("mapping", mapping),
            )
    }

    /// Any type of a base. A tag that is not known belongs to a type that has, at least, what all types of the base have.
    fn any(&self, name: &str, definition: &Type) -> Object {
        let known = self.reference("schemas", &self.free_name(format!("{name}Known")));
        let doc = format!("{} There are kinds besides the known ones.", definition.doc);
        Object::new()
            .with("description", doc)
            .with("anyOf", vec![known, self.reference("schemas", name)])
    }

    /// A property of a type, whose schema serves requests and responses.
    fn property(&self, owner: &str, property: &Property) -> Object {
        let flag = |is_set: bool| is_set.then_some(true);
        let is_settable = self.is_settable(owner, property);
        let schema = self
            .schema(&property.kind)
            .with("description", property.doc.as_str());
        let schema = if property.secret {
            secret(schema)
        } else {
            schema
        };
        schema
            .with_some("readOnly", flag(!is_settable))
            .with_some("writeOnly", flag(self.is_write_only(owner, property)))
            .with_any("x-aliases", property.aliases.clone())
            .with_some("x-filterable", flag(property.filter))
            .with_some("x-sortable", flag(property.sort))
    }

    fn is_settable(&self, owner: &str, property: &Property) -> bool {
        let is_marked = property.create.is_some() || property.update.is_some();
        is_marked || self.sent.contains(owner)
    }

    /// Whether callers send it and the service keeps it to itself.
    pub(super) fn is_write_only(&self, owner: &str, property: &Property) -> bool {
        property.secret && self.is_settable(owner, property)
    }

    /// The schema of a type as the spec writes it.
    pub(super) fn schema(&self, text: &str) -> Object {
        // Resolve has found every type to be well-formed.
        type_expr::parse(text)
            .map(|expr| self.schema_of(&expr))
            .unwrap_or_default()
    }

    /// The schema of a type that is taken apart already.
    pub(super) fn schema_of(&self, expr: &TypeExpr<'_>) -> Object {
        if expr.list {
            let item = TypeExpr {
                list: false,
                nullable: false,
                ..expr.clone()
            };
            return typed("array", None, expr.nullable).with("items", self.schema_of(&item));
        }
        let (kind, format) = match expr.name {
            "string" => ("string", None),
            "boolean" => ("boolean", None),
            "int32" => ("integer", Some("int32")),
            "int64" => ("integer", Some("int64")),
            "double" => ("number", Some("double")),
            "datetime" => ("string", Some("date-time")),
            "guid" => ("string", Some("uuid")),
            "binary" => {
                return typed("string", None, expr.nullable).with("contentEncoding", "base64");
            }
            "any" => return Object::new(),
            name => return self.named(name, expr.nullable),
        };
        typed(kind, format, expr.nullable)
    }

    fn named(&self, name: &str, nullable: bool) -> Object {
        let is_base = self.types.get(name).is_some_and(|it| it.tag.is_some());
        let reference = match is_base {
            true => self.reference("schemas", &self.free_name(format!("{name}Any"))),
            false => self.reference("schemas", name),
        };
        match nullable {
            true => {
                Object::new().with("anyOf", vec![reference, Object::new().with("type", "null")])
            }
            false => reference,
        }
    }
}

/// What nobody is to see. Tools that know the format hide what is typed and shown.
pub(super) fn secret(schema: Object) -> Object {
    if schema.contains("format") {
        schema
    } else {
        schema.with("format", "password")
    }
}

fn typed(kind: &str, format: Option<&str>, nullable: bool) -> Object {
    let schema = match nullable {
        true => Object::new().with("type", vec![kind, "null"]),
        false => Object::new().with("type", kind),
    };
    schema.with_some("format", format)
}

/// A link to a directory object.
fn object_link(collection: &str) -> Object {
    let url = Object::new().with("type", "string");
    let url = url.with("description", format!("The address of the object: the service's, the tenant, `{collection}` and the object's ID."));
    Object::new()
        .with("type", "object")
        .with("description", "A link to a directory object.")
        .with("required", vec!["url"])
        .with("properties", Object::new().with("url", url))
        .with("additionalProperties", true)
}
