//! JSON of examples as Rust expressions, checked against the types that it must fit.

use serde_json::Value;

use super::Context;
use super::service::Service;
use super::types::{Definition, Kind, Member, Resolved};
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
        (Type::I32 | Type::I64, Value::Number(number)) if is_whole(number, ty) => {
            Literal::Integer(number.as_i64()?)
        }
        (Type::F64, Value::Number(number)) => Literal::Float(number.clone()),
        (Type::List(item), Value::Array(items)) if items.is_empty() => match position {
            Position::Argument => Literal::NoItems((**item).clone()),
            Position::Field => Literal::List(Vec::new()),
        },
        (Type::List(item), Value::Array(items)) => {
            // All of them are looked at, so that every mistake is reported.
            let literals: Vec<Option<Literal>> = items
                .iter()
                .enumerate()
                .map(|(index, value)| {
                    literal(context, service, item, value, position, &at.index(index))
                })
                .collect();
            let literals: Vec<Literal> = literals.into_iter().collect::<Option<_>>()?;
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
                (Kind::Base, Value::Object(object)) => {
                    let Some(based) = variant(service, definition, object) else {
                        context.mistake(
                            &catalogue::EXAMPLE_MISFIT,
                            at.place(),
                            format!("nothing tells which type of `{}` this is", definition.name),
                            "needs the tag of a known type",
                            None,
                        );
                        return None;
                    };
                    let made = structure(context, service, based, object, at)?;
                    match position {
                        Position::Argument => made,
                        Position::Field => Literal::Variant(Box::new(made)),
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
    let mut whole = true;
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
        let Some(made) = literal(context, service, &ty, value, Position::Field, &at.key(name))
        else {
            whole = false;
            continue;
        };
        fields.push((
            ident,
            if ty.is_list() {
                made
            } else {
                Literal::Some(Box::new(made))
            },
        ));
    }
    for (name, value) in object {
        match member(&properties, name) {
            Some((_, _, known, _)) if known == name => {}
            None if !is_annotation(service, definition, name) => {
                unknown(context, definition, &properties, name, at);
                whole = false;
            }
            _ => extra.push((name.clone(), value.clone())),
        }
    }
    let rest = fields.len() < properties.len() || extra.is_empty();
    whole.then(|| Literal::Struct {
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
        | (Type::String | Type::DateTime, Value::String(_))
        | (Type::Bool, Value::Bool(_))
        | (Type::F64, Value::Number(_)) => {}
        (Type::I32 | Type::I64, Value::Number(number)) if is_whole(number, ty) => {}
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
                    // A type that is not known is kept as it came, so that nothing about it can be wrong.
                    if let Some(based) = variant(service, definition, object) {
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
        match member(&properties, name) {
            Some((_, _, _, property)) => {
                let resolved = service.types.resolve_quietly(&property.kind);
                let may_be_null = |resolved: &Resolved| resolved.nullable && value.is_null();
                if let Some(resolved) = resolved.filter(|resolved| !may_be_null(resolved)) {
                    check(context, service, &resolved.ty, value, &at.key(name));
                }
            }
            None if is_annotation(service, definition, name) => {}
            None => unknown(context, definition, &properties, name, at),
        }
    }
}

/// The type of a base that an object's tag names.
fn variant<'s, 'a>(
    service: &'s Service<'a>,
    base: &Definition<'a>,
    object: &serde_json::Map<String, Value>,
) -> Option<&'s Definition<'a>> {
    let tag = object.get(base.spec.tag.as_deref()?)?.as_str()?;
    service.types.tagged(base.name, tag)
}

/// The property that goes by a name or has it as another spelling.
fn member<'p, 'a>(properties: &'p [Member<'a>], name: &str) -> Option<&'p Member<'a>> {
    let goes_by = |(_, _, known, property): &&Member<'a>| {
        *known == name || property.aliases.iter().any(|alias| alias == name)
    };
    properties.iter().find(goes_by)
}

/// Annotations of OData may stand in any object, and the tag in those that it tells apart.
fn is_annotation(service: &Service<'_>, definition: &Definition<'_>, name: &str) -> bool {
    name.contains("odata.") || service.types.tag_of(definition) == Some(name)
}

fn unknown(
    context: &mut Context<'_>,
    definition: &Definition<'_>,
    properties: &[Member<'_>],
    name: &str,
    at: &At<'_>,
) {
    context.mistake(
        &catalogue::EXAMPLE_UNKNOWN,
        at.key(name).key_place(),
        format!("`{}` has no property `{name}`", definition.name),
        "not a property of the type",
        super::did_you_mean(name, properties.iter().map(|(_, _, known, _)| *known)),
    );
}

/// Whether a number is one that a type of whole numbers holds.
fn is_whole(number: &serde_json::Number, ty: &Type) -> bool {
    number
        .as_i64()
        .is_some_and(|number| *ty == Type::I64 || i32::try_from(number).is_ok())
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
        Type::I32 => "a whole number of 32 bits".to_owned(),
        Type::I64 => "a whole number".to_owned(),
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
