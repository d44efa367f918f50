//! Bodies of requests, checked by the types of the contract.

use codegen::contract::{Body, Builtin, Kind, Sent, Service, Type, TypeId};
use serde_json::{Map, Value};

use crate::refusal::Refusal;
use crate::world::body_type;

/// Checks a body against what an operation sends. Types may have properties that the tenant has registered.
///
/// # Errors
///
/// A property that is unknown, read-only, missing, null or of another type.
pub(crate) fn check(
    service: &Service,
    body: &Body,
    given: &Map<String, Value>,
    registered: &dyn Fn(TypeId, &str) -> bool,
) -> Result<(), Refusal> {
    let ty = body_type(Some(body));
    for (name, value) in given {
        if is_annotation(name) {
            continue;
        }
        let Some(sent) = body.sends.iter().find(|sent| sent.member.name == *name) else {
            let bound = bound(name).and_then(|name| service.property(ty?, name));
            if bound.is_some_and(|property| property.expand) {
                fits_reference(name, value)?;
                continue;
            }
            if ty.is_some_and(|ty| registered(ty, name)) {
                continue;
            }
            return Err(not_sent(service, ty, name));
        };
        property(service, sent, value)?;
    }
    let missing =
        body.sends.iter().find(|sent| sent.required && !given.contains_key(&sent.member.name));
    if let Some(sent) = missing.filter(|_| !body.optional || !given.is_empty()) {
        return Err(missing_value(service, ty, &sent.member.name));
    }
    Ok(())
}

/// Whether a body could be of this operation, where a path has several.
pub(crate) fn fits(body: Option<&Body>, given: &Map<String, Value>) -> bool {
    let Some(body) = body else { return given.is_empty() };
    let sends = |name: &String| body.sends.iter().any(|sent| sent.member.name == *name);
    given.keys().any(sends) || body.sends.is_empty()
}

/// The relation that a property binds: `members@odata.bind`.
pub(crate) fn bound(name: &str) -> Option<&str> {
    name.strip_suffix("@odata.bind")
}

fn fits_reference(name: &str, value: &Value) -> Result<(), Refusal> {
    let is_text = match value {
        Value::Array(items) => items.iter().all(Value::is_string),
        other => other.is_string(),
    };
    let message = || format!("Invalid value specified for property '{name}'.");
    if is_text { Ok(()) } else { Err(Refusal::bad_request(message()).on(name)) }
}

pub(crate) fn is_annotation(name: &str) -> bool {
    (name.contains('@') || name.starts_with("odata.")) && bound(name).is_none()
}

fn not_sent(service: &Service, ty: Option<TypeId>, name: &str) -> Refusal {
    let known = ty.and_then(|id| service.property(id, name));
    match known {
        Some(_) => {
            Refusal::bad_request(format!("Property '{name}' is read-only and cannot be set."))
        }
        None => {
            let of = ty.map_or(String::new(), |id| format!(" of resource '{}'", service[id].name));
            Refusal::bad_request(format!("Invalid property '{name}'{of}."))
        }
    }
    .on(name)
}

fn missing_value(service: &Service, ty: Option<TypeId>, name: &str) -> Refusal {
    let of = ty.map_or(String::new(), |id| format!(" of resource '{}'", service[id].name));
    Refusal::bad_request(format!("A value is required for property '{name}'{of}.")).on(name)
}

fn property(service: &Service, sent: &Sent, value: &Value) -> Result<(), Refusal> {
    let name = &sent.member.name;
    if value.is_null() {
        if sent.clearable || (!sent.required && sent.member.nullable) {
            return Ok(());
        }
        let message = format!("Property '{name}' cannot be null.");
        return Err(Refusal::bad_request(message).on(name));
    }
    fits_type(service, &sent.member.ty, value, name)
}

/// Checks a value, and what it is made of, against a type.
fn fits_type(service: &Service, ty: &Type, value: &Value, name: &str) -> Result<(), Refusal> {
    let wrong = || {
        let message = format!("Invalid value specified for property '{name}'.");
        Err(Refusal::bad_request(message).on(name))
    };
    match (ty, value) {
        (Type::List(item), Value::Array(items)) => {
            items.iter().try_for_each(|value| fits_type(service, item, value, name))
        }
        (Type::Builtin(builtin), value) if is_of(*builtin, value) => Ok(()),
        (Type::Unknown, _) => Ok(()),
        (Type::Named(id), Value::Object(object)) if service[*id].kind != Kind::Enumeration => {
            inside(service, *id, object, name)
        }
        (Type::Named(id), Value::String(text)) if service[*id].kind == Kind::Enumeration => {
            let definition = &service[*id];
            let known = |text: &str| {
                definition.values.iter().any(|value| value.name.eq_ignore_ascii_case(text.trim()))
            };
            let is_known = if definition.flags { text.split(',').all(known) } else { known(text) };
            if is_known { Ok(()) } else { wrong() }
        }
        _ => wrong(),
    }
}

/// Checks a body that is an object as a whole, of which nothing has to be there.
///
/// # Errors
///
/// A property that is unknown or of another type.
pub(crate) fn check_whole(
    service: &Service,
    id: TypeId,
    given: &Map<String, Value>,
) -> Result<(), Refusal> {
    inside(service, id, given, "")
}

fn inside(
    service: &Service,
    id: TypeId,
    object: &Map<String, Value>,
    name: &str,
) -> Result<(), Refusal> {
    let is_own = |key: &str| !is_annotation(key) && bound(key).is_none();
    for (key, value) in object.iter().filter(|(key, _)| is_own(key)) {
        let path = if name.is_empty() { key.clone() } else { format!("{name}/{key}") };
        let Some(property) = service.property(id, key) else {
            let message = format!("Invalid property '{key}' of resource '{}'.", service[id].name);
            return Err(Refusal::bad_request(message).on(&path));
        };
        if !value.is_null() {
            fits_type(service, &property.member.ty, value, &path)?;
        }
    }
    Ok(())
}

fn is_of(builtin: Builtin, value: &Value) -> bool {
    match builtin {
        Builtin::Boolean => value.is_boolean(),
        Builtin::Int32 => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        Builtin::Int64 => value.is_i64() || value.is_u64() || value.is_string(),
        Builtin::Double => value.is_number(),
        Builtin::Any => true,
        Builtin::Guid => value.as_str().is_some_and(is_guid),
        Builtin::DateTime => {
            value.as_str().is_some_and(|text| text.as_bytes().get(4) == Some(&b'-'))
        }
        Builtin::String
        | Builtin::Date
        | Builtin::Time
        | Builtin::Duration
        | Builtin::Decimal
        | Builtin::Binary
        | Builtin::ObjectLink
        | Builtin::Reference => value.is_string(),
    }
}

/// Whether a text is a GUID.
pub(crate) fn is_guid(text: &str) -> bool {
    let is_in_place = |(index, byte): (usize, u8)| match index {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.bytes().enumerate().all(is_in_place)
}
