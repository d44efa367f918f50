//! What may stand where, read off the schema of the spec's types.

#[cfg(test)]
mod tests;

pub(crate) mod order;
mod pointer;

use jsonc_parser::ast;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// What kind of value belongs somewhere.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Any JSON.
    Any,
    /// Nothing, which the types take for a key that was left out.
    Null,
    /// Any text.
    Text,
    /// One of a few words.
    Words(Vec<String>),
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction, not below the first and not above the second.
    Whole(u64, u64),
    /// A list.
    List(Box<Shape>),
    /// An object with any keys.
    Map(Box<Shape>),
    /// An object with known keys.
    Record(Record),
    /// Any of these, none of which is itself one of several.
    OneOf(Vec<Shape>),
}

/// An object with known keys.
#[derive(Debug)]
pub(crate) struct Record {
    /// The name of its type: `ErrorCode`.
    pub(crate) name: String,
    /// The keys in the order of the language's reference.
    pub(crate) fields: Vec<Field>,
}

/// A known key.
#[derive(Debug)]
pub(crate) struct Field {
    /// The key.
    pub(crate) key: String,
    /// Whether it must be there.
    pub(crate) required: bool,
    /// What it takes.
    pub(crate) shape: Shape,
}

impl Shape {
    /// The shape of a type of the spec.
    pub(crate) fn of<T: JsonSchema>() -> Self {
        let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
        let schema = Value::from(schema);
        compile(&schema, &T::schema_name(), &schema["$defs"])
    }

    /// The words that text here must be one of; none if it may be any, or if no text belongs here.
    pub(crate) fn words(&self) -> Option<&[String]> {
        match self {
            Shape::Words(words) => Some(words),
            Shape::OneOf(shapes) if !shapes.iter().any(|shape| matches!(shape, Shape::Text)) => {
                shapes.iter().find_map(Shape::words)
            }
            _ => None,
        }
    }

    /// The value that says least, for a required key whose value has a mistake.
    pub(crate) fn neutral(&self) -> &'static str {
        match self {
            Shape::Any | Shape::Null => "null",
            Shape::Text | Shape::Words(_) => "\"\"",
            Shape::Boolean => "false",
            Shape::Whole(..) => "0",
            Shape::List(_) => "[]",
            Shape::Map(_) | Shape::Record(_) => "{}",
            Shape::OneOf(shapes) => shapes.first().map_or("null", Shape::neutral),
        }
    }

    /// Whether a value is of this kind, whatever is in it.
    pub(crate) fn fits(&self, node: &ast::Value<'_>) -> bool {
        use ast::Value as Node;
        matches!(
            (self, node),
            (Shape::Any, _)
                | (Shape::Null, Node::NullKeyword(_))
                | (Shape::Text | Shape::Words(_), Node::StringLit(_))
                | (Shape::Boolean, Node::BooleanLit(_))
                | (Shape::Whole(..), Node::NumberLit(_))
                | (Shape::List(_), Node::Array(_))
                | (Shape::Map(_) | Shape::Record(_), Node::Object(_))
        )
    }

    /// Whether a value looks like this kind rather than another one that it fits as well.
    pub(crate) fn is_meant(&self, node: &ast::Value<'_>) -> bool {
        let ast::Value::Object(object) = node else { return true };
        let mut props = object.properties.iter();
        match self {
            Shape::Record(record) => props.any(|prop| record.field(prop.name.as_str()).is_some()),
            Shape::Map(entry) => props.all(|prop| entry.fits(&prop.value)),
            _ => true,
        }
    }

    /// Whether a value and all that is in it are of the right kinds, as far as the keys are known.
    pub(crate) fn fits_deeply(&self, node: &ast::Value<'_>) -> bool {
        use ast::Value as Node;
        match (self, node) {
            (Shape::OneOf(shapes), _) => shapes.iter().any(|shape| shape.fits_deeply(node)),
            (Shape::List(element), Node::Array(list)) => {
                list.elements.iter().all(|node| element.fits_deeply(node))
            }
            (Shape::Map(entry), Node::Object(object)) => {
                let mut props = object.properties.iter();
                props.all(|prop| entry.fits_deeply(&prop.value))
            }
            (Shape::Record(record), Node::Object(object)) => object.properties.iter().all(|prop| {
                let mut fields = record.fields.iter();
                fields
                    .find(|field| field.key == prop.name.as_str())
                    .is_none_or(|field| field.shape.fits_deeply(&prop.value))
            }),
            _ => self.fits(node),
        }
    }

    /// What belongs here, for people.
    pub(crate) fn expected(&self) -> String {
        match self {
            Shape::Any => "any value".to_owned(),
            Shape::Null => "null".to_owned(),
            Shape::Text => "text".to_owned(),
            Shape::Words(words) => {
                let names = quoted(words.iter().map(String::as_str));
                if words.len() == 1 { names } else { format!("one of {names}") }
            }
            Shape::Boolean => "true or false".to_owned(),
            Shape::Whole(..) => "a whole number".to_owned(),
            Shape::List(element) => match **element {
                Shape::Text => "a list of texts".to_owned(),
                _ => "a list".to_owned(),
            },
            Shape::Map(_) | Shape::Record(_) => "an object".to_owned(),
            Shape::OneOf(shapes) => {
                let names = shapes
                    .iter()
                    .filter(|shape| !matches!(shape, Shape::Null))
                    .map(Shape::expected);
                names.collect::<Vec<_>>().join(" or ")
            }
        }
    }
}

impl Record {
    /// The field of this key, and which one it is.
    pub(crate) fn field(&self, key: &str) -> Option<(usize, &Field)> {
        self.fields.iter().enumerate().find(|(_, field)| field.key == key)
    }

    /// What people call it: `error code`.
    pub(crate) fn bare_noun(&self) -> String {
        let mut words = String::new();
        for c in self.name.chars() {
            if c.is_uppercase() && !words.is_empty() {
                words.push(' ');
            }
            words.extend(c.to_lowercase());
        }
        words
    }

    /// What people call it, with its article: `an error code`.
    pub(crate) fn noun(&self) -> String {
        let noun = self.bare_noun();
        let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {noun}")
    }
}

/// Names in quotes, with commas between them.
pub(crate) fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Reads a schema as schemars writes it; the types of the spec are not recursive, so neither is the result.
fn compile(schema: &Value, name: &str, definitions: &Value) -> Shape {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return compile(&definitions[name], name, definitions);
    }
    if let Some(words) = words(schema) {
        return Shape::Words(words);
    }
    if let Some(alternatives) = schema["anyOf"].as_array() {
        return one_of(alternatives.iter().map(|schema| compile(schema, name, definitions)));
    }
    if let Some(kinds) = schema["type"].as_array() {
        let kinds = kinds.iter().filter_map(Value::as_str);
        return one_of(kinds.map(|kind| compile_kind(kind, schema, name, definitions)));
    }
    schema["type"].as_str().map_or(Shape::Any, |kind| compile_kind(kind, schema, name, definitions))
}

/// Alternatives, with those of an alternative among them.
fn one_of(shapes: impl Iterator<Item = Shape>) -> Shape {
    let flat = shapes.flat_map(|shape| match shape {
        Shape::OneOf(inner) => inner,
        shape => vec![shape],
    });
    Shape::OneOf(flat.collect())
}

fn compile_kind(kind: &str, schema: &Value, name: &str, definitions: &Value) -> Shape {
    match kind {
        "null" => Shape::Null,
        "string" => Shape::Text,
        "boolean" => Shape::Boolean,
        "integer" => {
            let least = schema["minimum"].as_u64().unwrap_or(0);
            Shape::Whole(least, schema["maximum"].as_u64().unwrap_or(u64::from(u32::MAX)))
        }
        "array" => Shape::List(Box::new(compile(&schema["items"], name, definitions))),
        "object" => match schema["properties"].as_object() {
            Some(_) => Shape::Record(record(schema, name, definitions)),
            None => {
                Shape::Map(Box::new(compile(&schema["additionalProperties"], name, definitions)))
            }
        },
        _ => Shape::Any,
    }
}

fn record(schema: &Value, name: &str, definitions: &Value) -> Record {
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = schema["properties"].as_object().into_iter().flatten();
    let fields = properties.map(|(key, schema)| Field {
        key: key.clone(),
        required: required.contains(&key.as_str()),
        shape: compile(schema, name, definitions),
    });
    let mut fields: Vec<Field> = fields.collect();
    let order = order::keys_of(name);
    fields.sort_by_key(|field| order.iter().position(|key| *key == field.key));
    Record { name: name.to_owned(), fields }
}

/// The words of an enumeration: with a description each, or in a bare list.
fn words(schema: &Value) -> Option<Vec<String>> {
    let bare = schema["enum"].as_array().map(|list| list.iter().collect::<Vec<_>>());
    let described =
        schema["oneOf"].as_array().map(|list| list.iter().map(|one| &one["const"]).collect());
    let words = bare.or(described)?;
    words.into_iter().map(|word| word.as_str().map(str::to_owned)).collect()
}
