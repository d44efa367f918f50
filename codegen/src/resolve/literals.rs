//! JSON of examples as Rust expressions, checked against the types that it must fit.

use serde_json::Value;

use super::Context;
use super::service::Service;
use super::types::{Definition, Kind};
use crate::diagnostics::{At, catalogue};
use crate::model::{Literal, Type};
use crate::names;

/// Where a value stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Position {
    /// An argument that takes `impl Into<…>` or `impl IntoIterator<…>`.
    Argument,
    /// A field or an item, whose type must be met.
    Field,
}

/// A value of a type as an expression.
pub(super) fn literal(
    context: &mut Context<'_>,
    service: &Service<'_>,
    ty: &Type,
    value: &Value,
    position: Position,
    at: &At<'_>,
) -> Option<Literal> {
    Some(match (ty, value) {
        (Type::Any, value) => Literal::Json(value.clone()),
        (Type::String | Type::DateTime | Type::ObjectLink, Value::String(text)) => {
            text_literal(text, position)
        }
        (Type::Bool, Value::Bool(value)) => Literal::Bool(*value),
        (Type::I32 | Type::I64, Value::Number(number))
            if number
                .as_i64()
                .is_some_and(|n| *ty == Type::I64 || i32::try_from(n).is_ok()) =>
        {
            Literal::Integer(number.as_i64()?)
        }
        (Type::F64, Value::Number(number)) => Literal::Float(number.as_f64()?),
        (Type::List(item), Value::Array(items)) if items.is_empty() => match position {
            Position::Argument => Literal::NoItems((**item).clone()),
            Position::Field => Literal::List(Vec::new()),
        },
        (Type::List(item), Value::Array(items)) => {
            let mut literals = Vec::new();
            for (index, value) in items.iter().enumerate() {
                literals.push(literal(
                    context,
                    service,
                    item,
                    value,
                    position,
                    &at.index(index),
                )?);
            }
            match position {
                Position::Argument => Literal::Items(literals),
                Position::Field => Literal::List(literals),
            }
        }
        (Type::Named(ident) | Type::Boxed(ident), value) => {
            let definition = service.types.by_ident(ident)?;
            match (definition.kind, value) {
                (Kind::Enum, Value::String(text)) => text_literal(text, position),
                (Kind::Object, Value::Object(object)) => {
                    let made = structure(context, service, definition, object, at)?;
                    if matches!(ty, Type::Boxed(_)) {
                        Literal::Boxed(Box::new(made))
                    } else {
                        made
                    }
                }
                _ => return misfit(context, service, ty, value, at),
            }
        }
        _ => return misfit(context, service, ty, value, at),
    })
}

/// An object as a struct literal. A property that is null or unknown goes into `extra`, since that is where it is kept.
fn structure(
    context: &mut Context<'_>,
    service: &Service<'_>,
    definition: &Definition<'_>,
    object: &serde_json::Map<String, Value>,
    at: &At<'_>,
) -> Option<Literal> {
    let mut fields = Vec::new();
    let mut extra = Vec::new();
    let properties = service.types.properties(definition);
    for (_, _, name, property) in &properties {
        let Some(value) = object.get(*name) else {
            continue;
        };
        if value.is_null() {
            extra.push(((*name).to_owned(), Value::Null));
            continue;
        }
        let ty = service.types.field_type(
            definition,
            service.types.resolve_quietly(&property.kind)?.ty,
        );
        let ident = property
            .rust
            .as_deref()
            .map_or_else(|| names::snake(name), names::given)?;
        let made = literal(context, service, &ty, value, Position::Field, &at.key(name))?;
        fields.push((
            ident,
            if ty.is_list() {
                made
            } else {
                Literal::Some(Box::new(made))
            },
        ));
    }
    for (name, value) in object
        .iter()
        .filter(|(name, _)| !properties.iter().any(|(_, _, known, _)| known == name))
    {
        extra.push((name.clone(), value.clone()));
    }
    let rest = fields.len() < properties.len() || extra.is_empty();
    Some(Literal::Struct {
        ident: definition.ident.clone(),
        fields,
        rest,
        extra,
    })
}

fn text_literal(text: &str, position: Position) -> Literal {
    match position {
        Position::Argument => Literal::Text(text.to_owned()),
        Position::Field => Literal::TextInto(text.to_owned()),
    }
}

fn misfit(
    context: &mut Context<'_>,
    service: &Service<'_>,
    ty: &Type,
    value: &Value,
    at: &At<'_>,
) -> Option<Literal> {
    context.mistake(
        &catalogue::EXAMPLE_MISFIT,
        at.place(),
        format!(
            "{} stands where {} belongs",
            kind_of(value),
            describe(service, ty)
        ),
        "does not fit the type",
        None,
    );
    None
}

/// Checks an answer of an example against the type that it must decode into: every property known, every value fitting.
pub(super) fn check(
    context: &mut Context<'_>,
    service: &Service<'_>,
    ty: &Type,
    value: &Value,
    at: &At<'_>,
) {
    match (ty, value) {
        (Type::Any, _)
        | (_, Value::Null)
        | (Type::String | Type::DateTime, Value::String(_))
        | (Type::Bool, Value::Bool(_))
        | (Type::F64, Value::Number(_)) => {}
        (Type::I32 | Type::I64, Value::Number(number)) if number.is_i64() => {}
        (Type::ObjectLink, Value::Object(_)) => {}
        (Type::List(item), Value::Array(items)) => items
            .iter()
            .enumerate()
            .for_each(|(index, value)| check(context, service, item, value, &at.index(index))),
        (Type::Named(ident) | Type::Boxed(ident), value) => {
            let Some(definition) = service.types.by_ident(ident) else {
                return;
            };
            match (definition.kind, value) {
                (Kind::Enum, Value::String(_)) => {}
                (Kind::Object, Value::Object(object)) => {
                    check_object(context, service, definition, object, at)
                }
                (Kind::Base, Value::Object(object)) => {
                    let tag = definition
                        .spec
                        .tag
                        .as_deref()
                        .and_then(|tag| object.get(tag))
                        .and_then(Value::as_str);
                    if let Some(based) =
                        tag.and_then(|tag| service.types.tagged(definition.name, tag))
                    {
                        check_object(context, service, based, object, at);
                    }
                }
                _ => _ = misfit(context, service, ty, value, at),
            }
        }
        _ => _ = misfit(context, service, ty, value, at),
    }
}

fn check_object(
    context: &mut Context<'_>,
    service: &Service<'_>,
    definition: &Definition<'_>,
    object: &serde_json::Map<String, Value>,
    at: &At<'_>,
) {
    let properties = service.types.properties(definition);
    for (name, value) in object {
        let place = at.key(name);
        let known = properties
            .iter()
            .find(|(_, _, known, property)| known == name || property.aliases.contains(name));
        match known {
            Some((_, _, _, property)) => {
                if let Some(resolved) = service.types.resolve_quietly(&property.kind) {
                    check(context, service, &resolved.ty, value, &place);
                }
            }
            // Annotations of OData may stand in any object.
            None if name.contains("odata.") => {}
            None => context.mistake(
                &catalogue::EXAMPLE_UNKNOWN,
                place.key_place(),
                format!("`{}` has no property `{name}`", definition.name),
                "not a property of the type",
                super::did_you_mean(name, properties.iter().map(|(_, _, known, _)| *known)),
            ),
        }
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn describe(service: &Service<'_>, ty: &Type) -> String {
    match ty {
        Type::String | Type::DateTime => "text".to_owned(),
        Type::Bool => "true or false".to_owned(),
        Type::I32 | Type::I64 => "a whole number".to_owned(),
        Type::F64 => "a number".to_owned(),
        Type::Any => "anything".to_owned(),
        Type::ObjectLink => "a link".to_owned(),
        Type::List(_) => "a list".to_owned(),
        Type::Named(ident) | Type::Boxed(ident) => match service.types.by_ident(ident) {
            Some(definition) if definition.kind == Kind::Enum => {
                format!("text of the enumeration `{}`", definition.name)
            }
            Some(definition) => format!("an object of the type `{}`", definition.name),
            None => "an object".to_owned(),
        },
    }
}
