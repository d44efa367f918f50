//! JSON of examples as Rust expressions.

use serde_json::Value;

use super::named::Service;
use super::{member_ident, models};
use crate::contract::{Builtin, Kind, Type, TypeId};
use crate::model::{self, Literal};

/// Where a value stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Position {
    /// An argument that takes `impl Into<…>` or `impl IntoIterator<…>`.
    Argument,
    /// A field or an item, whose type must be met.
    Field,
}

/// A value of a type as an expression; none if it does not fit, which was reported before.
pub(super) fn literal(
    service: &Service<'_>,
    ty: &Type,
    value: &Value,
    position: Position,
) -> Option<Literal> {
    Some(match (ty, value) {
        (Type::Builtin(Builtin::Any), value) => Literal::Json(value.clone()),
        (Type::Builtin(Builtin::Reference), Value::String(url)) => {
            text_literal(service.contract.linked(url)?, position)
        }
        (Type::Builtin(_), Value::String(text)) => text_literal(text, position),
        (Type::Builtin(_), Value::Bool(value)) => Literal::Bool(*value),
        (Type::Builtin(Builtin::Double), Value::Number(number)) => Literal::Float(number.clone()),
        (Type::Builtin(_), Value::Number(number)) => Literal::Integer(number.as_i64()?),
        (Type::List(item), Value::Array(items)) => {
            let literals = items
                .iter()
                .map(|value| literal(service, item, value, position))
                .collect::<Option<Vec<_>>>()?;
            match position {
                Position::Argument if items.is_empty() => Literal::NoItems(service.ty(item)),
                Position::Argument => Literal::Items(literals),
                Position::Field => Literal::List(literals),
            }
        }
        (Type::Named(id), value) => match (service.contract[*id].kind, value) {
            (Kind::Enumeration, Value::String(text)) => text_literal(text, position),
            (Kind::Object, Value::Object(object)) => structure(service, *id, object)?,
            (Kind::Base, Value::Object(object)) => {
                let based = service.contract.tagged(*id, object)?;
                let made = structure(service, based, object)?;
                match position {
                    Position::Argument => made,
                    Position::Field => Literal::Variant(Box::new(made)),
                }
            }
            _ => return None,
        },
        _ => return None,
    })
}

/// An object as a struct literal. A property that is null or unknown goes into `extra`, since that is where it is kept.
fn structure(
    service: &Service<'_>,
    id: TypeId,
    object: &serde_json::Map<String, Value>,
) -> Option<Literal> {
    let mut fields = Vec::new();
    let mut extra = Vec::new();
    let mut properties = 0;
    for property in service.contract.properties(id) {
        properties += 1;
        let member = &property.member;
        let Some(value) = object.get(&member.name) else {
            continue;
        };
        if value.is_null() {
            extra.push((member.name.clone(), Value::Null));
            continue;
        }
        let mut made = literal(service, &member.ty, value, Position::Field)?;
        if let model::Type::Optional(ty) = models::field_type(service, id, &member.ty) {
            if let model::Type::Boxed(_) = *ty {
                made = Literal::Boxed(Box::new(made));
            }
            made = Literal::Some(Box::new(made));
        }
        fields.push((member_ident(member), made));
    }
    let known = |name: &str| {
        let mut properties = service.contract.properties(id);
        properties.any(|property| property.member.name == name)
    };
    let unknown = object.iter().filter(|(name, _)| !known(name));
    extra.extend(unknown.map(|(name, value)| (name.clone(), value.clone())));
    Some(Literal::Struct {
        ident: service.type_ident(id).clone(),
        rest: fields.len() < properties || extra.is_empty(),
        fields,
        extra,
    })
}

fn text_literal(text: &str, position: Position) -> Literal {
    match position {
        Position::Argument => Literal::Text(text.to_owned()),
        Position::Field => Literal::TextInto(text.to_owned()),
    }
}
