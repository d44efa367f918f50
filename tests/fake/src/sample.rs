//! A valid value of any type: what an operation returns of which nothing else is known.

use codegen::contract::{Builtin, Kind, Service, Type};
use serde_json::{Map, Value};

/// How deep values go.
const DEPTH: usize = 4;

/// A value of a type.
pub(crate) fn of(service: &Service, ty: &Type) -> Value {
    value(service, ty, DEPTH)
}

fn value(service: &Service, ty: &Type, depth: usize) -> Value {
    match ty {
        Type::List(_) => Value::Array(Vec::new()),
        Type::Builtin(builtin) => match builtin {
            Builtin::Boolean => true.into(),
            Builtin::Int32 | Builtin::Int64 | Builtin::Double => 0.into(),
            Builtin::Guid => "00000000-0000-0000-0000-000000000000".into(),
            Builtin::DateTime => "2026-01-01T00:00:00Z".into(),
            Builtin::Date => "2026-01-01".into(),
            Builtin::Time => "00:00:00".into(),
            Builtin::Duration => "PT0S".into(),
            Builtin::Decimal => "0".into(),
            Builtin::Any => Value::Object(Map::new()),
            Builtin::String | Builtin::Binary | Builtin::ObjectLink | Builtin::Reference => {
                "".into()
            }
        },
        Type::Named(id) => {
            let definition = &service[*id];
            if definition.kind == Kind::Enumeration {
                return definition.values.first().map_or(Value::Null, |it| it.name.as_str().into());
            }
            let mut object = Map::new();
            let Some(depth) = depth.checked_sub(1) else { return object.into() };
            for property in service.properties(*id).filter(|property| !property.expand) {
                let member = &property.member;
                let is_null = member.nullable && !member.ty.is_list();
                let value = if is_null { Value::Null } else { value(service, &member.ty, depth) };
                object.insert(member.name.clone(), value);
            }
            object.into()
        }
        Type::Unknown => Value::Null,
    }
}
