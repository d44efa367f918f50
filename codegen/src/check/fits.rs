//! Values of examples against the types that they must fit.

use serde_json::{Map, Value};

use super::Context;
use crate::contract::{Builtin, Kind, Service, Type, TypeId};
use crate::diagnostics::{At, catalogue};

/// Who has made a value. What a service sends is read leniently, what callers send is made of models.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Side {
    Request,
    Response,
}

/// Checks a value of an example: every property known, every value fitting.
pub(super) fn fits(
    context: &mut Context<'_>,
    service: &Service,
    ty: &Type,
    value: &Value,
    side: Side,
    at: &At<'_>,
) {
    match (ty, value) {
        (Type::Unknown | Type::Builtin(Builtin::Any), _) => {}
        (Type::Builtin(Builtin::Reference), Value::String(url))
            if service.link.is_none() || service.linked(url).is_some() => {}
        (Type::Builtin(builtin), value) if is_one(*builtin, value, side) => {}
        (Type::List(item), Value::Array(items)) => {
            for (index, value) in items.iter().enumerate() {
                fits(context, service, item, value, side, &at.index(index));
            }
        }
        (Type::Named(id), value) => match (service[*id].kind, value) {
            (Kind::Enumeration, Value::String(_)) => {}
            (Kind::Object, Value::Object(object)) => {
                fits_object(context, service, *id, object, side, at);
            }
            (Kind::Base, Value::Object(object)) => match service.tagged(*id, object) {
                Some(based) => fits_object(context, service, based, object, side, at),
                // A type that is not known is kept as it came, so that nothing about it can be wrong.
                None if side == Side::Response || context.is_partial() => {}
                None => context.report(catalogue::example_untagged(at.place(), &service[*id].name)),
            },
            _ => misfit(context, service, ty, value, at),
        },
        _ => misfit(context, service, ty, value, at),
    }
}

/// Whether a value is one of a type that the language knows.
fn is_one(builtin: Builtin, value: &Value, side: Side) -> bool {
    match (builtin, value) {
        (Builtin::Any, _)
        | (Builtin::Boolean, Value::Bool(_))
        | (Builtin::Double, Value::Number(_)) => true,
        (Builtin::Int32, Value::Number(number)) => {
            number.as_i64().is_some_and(|number| i32::try_from(number).is_ok())
        }
        (Builtin::Int64, Value::Number(number)) => number.is_i64(),
        (Builtin::ObjectLink, Value::Object(_)) => side == Side::Response,
        (Builtin::ObjectLink, Value::String(_)) => side == Side::Request,
        (Builtin::DateTime, Value::String(_)) => true,
        (builtin, Value::String(_)) => builtin.is_text(),
        _ => false,
    }
}

fn fits_object(
    context: &mut Context<'_>,
    service: &Service,
    id: TypeId,
    object: &Map<String, Value>,
    side: Side,
    at: &At<'_>,
) {
    for (name, value) in object {
        match service.property(id, name).map(|property| &property.member) {
            Some(member) if value.is_null() && (member.nullable || side == Side::Request) => {}
            Some(member) => fits(context, service, &member.ty, value, side, &at.key(name)),
            None if is_annotation(service, id, name) => {}
            None => {
                let place = at.key(name).key_place();
                let mistake = catalogue::example_property_unknown(place, &service[id].name, name);
                let known = service.properties(id);
                let known = known.map(|property| property.member.name.as_str());
                context.report(mistake.did_you_mean(name, known));
            }
        }
    }
}

/// Annotations of OData may stand in any object, and the tag in those that it tells apart.
fn is_annotation(service: &Service, id: TypeId, name: &str) -> bool {
    let mut tags = service.bases(id).filter_map(|base| service[base].tag.as_deref());
    name.contains("odata.") || tags.any(|tag| tag == name)
}

fn misfit(context: &mut Context<'_>, service: &Service, ty: &Type, value: &Value, at: &At<'_>) {
    let (is, belongs) = (kind_of(value), describe(service, ty));
    context.report(catalogue::example_misfit(at.place(), is, belongs));
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

fn describe(service: &Service, ty: &Type) -> String {
    let text = match ty {
        Type::Named(id) => {
            let definition = &service[*id];
            return match definition.kind {
                Kind::Enumeration => format!("text of the enumeration `{}`", definition.name),
                _ => format!("an object of the type `{}`", definition.name),
            };
        }
        Type::List(_) => "a list",
        Type::Unknown | Type::Builtin(Builtin::Any) => "anything",
        Type::Builtin(Builtin::Boolean) => "true or false",
        Type::Builtin(Builtin::Int32) => "a whole number of 32 bits",
        Type::Builtin(Builtin::Int64) => "a whole number",
        Type::Builtin(Builtin::Double) => "a number",
        Type::Builtin(Builtin::ObjectLink) => "a link",
        Type::Builtin(Builtin::Reference) => "the address of an object, as `link` has it",
        Type::Builtin(_) => "text",
    };
    text.to_owned()
}
