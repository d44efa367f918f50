//! Objects as a service sends them.

use std::borrow::Cow;

use codegen::contract::{Kind, Returned, Service, Type, TypeId};
use serde_json::{Map, Value};

use crate::json::Json;
use crate::lens::{Lens, Seat};
use crate::options::Options;
use crate::plan::top;
use crate::query::Expand;
use crate::store::{Object, State};
use crate::world::World;

/// How many related objects come along.
const EXPANDED: usize = 20;

/// Shows objects of the store to callers of a service.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shower<'a> {
    pub(crate) world: &'a World,
    pub(crate) service: usize,
    pub(crate) state: &'a State,
    pub(crate) options: &'a Options,
}

impl<'a> Shower<'a> {
    fn contract(&self) -> &'a Service {
        &self.world.api.services[self.service]
    }

    fn lens(&self) -> &'a Lens {
        &self.world.lenses[self.service]
    }

    /// A property of an object by its name in the service, for queries.
    pub(crate) fn field(&self, object: &'a Object, name: &str) -> Option<Cow<'a, Value>> {
        let ty = self.lens().type_of(&object.kind)?;
        let seat = self.lens().view(ty)?.seat(name)?;
        self.lens().read(self.contract(), seat, &object.kind, &object.properties)
    }

    /// An object as it is sent where a type is declared.
    pub(crate) fn show(&self, declared: Option<TypeId>, id: &str, one: bool) -> Json<'a> {
        let select = self.options.select.as_deref();
        let mut shown = self.object(declared, id, select, one);
        for expand in &self.options.expand {
            let value = self.expanded(id, expand);
            shown.retain(|(name, _)| **name != expand.name);
            shown.push((Cow::Borrowed(&expand.name), value));
        }
        Json::Object(shown)
    }

    /// The properties that a change tells of, with what says which object it is.
    pub(crate) fn changed(&self, object: &Object) -> Map<String, Value> {
        let service = self.contract();
        let own = self.world.type_of(self.service, &object.kind);
        let tag = self.tag(own, own, &object.kind);
        let mut shown: Map<_, _> =
            tag.into_iter().map(|(name, tag)| (name.to_owned(), tag.into())).collect();
        let seats = own.and_then(|own| self.lens().view(own)).map_or(&[][..], |view| &view.seats);
        for seat in seats.iter().filter(|seat| !seat.member.secret) {
            let read = self.lens().read(service, seat, &object.kind, &object.properties);
            if let Some(mut value) = read {
                if seat.has_secrets {
                    hide(service, &seat.member.ty, value.to_mut());
                }
                shown.insert(seat.member.name.clone(), value.into_owned());
            }
        }
        shown
    }

    /// What the service calls a kind.
    pub(crate) fn name(&self, kind: &str) -> String {
        let own = self.world.type_of(self.service, kind);
        own.map_or(kind, |own| self.contract()[own].name.as_str()).to_owned()
    }

    fn object(
        &self,
        declared: Option<TypeId>,
        id: &str,
        select: Option<&[String]>,
        one: bool,
    ) -> Vec<(Cow<'a, str>, Json<'a>)> {
        let mut shown = Vec::new();
        let Some(object) = self.state.any(id) else { return shown };
        let service = self.contract();
        let own = self.world.type_of(self.service, &object.kind);
        // A kind that the service does not describe has what all of its kind have.
        let ty = own.or(declared);
        if let Some(tag) = self.tag(declared, own, &object.kind) {
            shown.push((tag.0.into(), Json::text(tag.1)));
        }
        let Some(ty) = ty else { return shown };
        let Some(view) = self.lens().view(ty) else { return shown };
        shown.reserve(view.seats.len());
        for (seat, property) in view.seats.iter().zip(service.properties(ty)) {
            let name = &seat.member.name;
            let is_selected = || match select {
                Some(names) => names.iter().any(|it| {
                    let first = it.split('/').next().unwrap_or(it);
                    first.eq_ignore_ascii_case(name)
                        || (first == "*" && property.returned.is_none())
                }),
                None => false,
            };
            let is_shown = match property.returned {
                Some(Returned::Never) => false,
                _ if property.expand => false,
                None => property.key.is_some() || select.is_none() || is_selected(),
                Some(Returned::Select) => is_selected(),
                Some(Returned::SelectOne) => one && is_selected(),
            };
            if !is_shown {
                continue;
            }
            if let Some(value) = self.value(seat, object, property.member.nullable) {
                shown.push((name.into(), Json::Value(value)));
            }
        }
        let extensions =
            object.properties.iter().filter(|(name, _)| name.starts_with("extension_"));
        for (name, value) in extensions {
            let is_shown = select.map_or(service.has_typed_literals || one, |it| it.contains(name));
            if is_shown {
                shown.push((name.into(), Json::Value(Cow::Borrowed(value))));
            }
        }
        shown
    }

    /// What a property has, if it is sent: annotations of others are if they say something.
    fn value(&self, seat: &Seat, object: &'a Object, nullable: bool) -> Option<Cow<'a, Value>> {
        let service = self.contract();
        let read = self.lens().read(service, seat, &object.kind, &object.properties);
        let value = read.filter(|value| !value.is_null());
        let ty = &seat.member.ty;
        let null = nullable.then_some(Cow::Borrowed(&Value::Null));
        match value {
            Some(_) if seat.member.secret => null,
            Some(mut value) if seat.has_secrets => {
                hide(service, ty, value.to_mut());
                Some(value)
            }
            None if seat.member.name.contains('@') => None,
            None if ty.is_list() => Some(Cow::Owned(Value::Array(Vec::new()))),
            value => value.or(null),
        }
    }

    /// What says of which type an object is, where the declared type does not.
    fn tag(
        &self,
        declared: Option<TypeId>,
        own: Option<TypeId>,
        kind: &str,
    ) -> Option<(&'a str, String)> {
        let service = self.contract();
        let base = top(service, own.or(declared)?);
        let tag = service[base].tag.as_deref()?;
        let is_needed = service.has_typed_literals || declared != own;
        let own_tag = own.and_then(|own| service[own].odata_type.clone());
        // The kinds of a base have one namespace.
        let others = || {
            let other =
                service[base].derived.iter().find_map(|id| service[*id].odata_type.as_ref())?;
            let (namespace, _) = other.rsplit_once('.')?;
            Some(format!("{namespace}.{kind}"))
        };
        let name = if own.is_some() { own_tag } else { others() };
        is_needed.then_some(()).and(name).map(|name| (tag, name))
    }

    fn expanded(&self, id: &str, expand: &'a Expand) -> Json<'a> {
        let related = self.state.related(&expand.name, id);
        let service = self.contract();
        let own = self.state.any(id).and_then(|it| self.world.type_of(self.service, &it.kind));
        let property = own.and_then(|own| service.property(own, &expand.name));
        let ty = property.map(|property| &property.member.ty);
        let declared = ty.and_then(Type::named);
        let select = expand.select.as_deref();
        let mut shown = related
            .iter()
            .take(EXPANDED)
            .map(|id| Json::Object(self.object(declared, id, select, false)));
        match ty.is_none_or(Type::is_list) {
            true => Json::List(shown.collect()),
            false => shown.next().unwrap_or(Json::Value(Cow::Borrowed(&Value::Null))),
        }
    }
}

/// Replaces what must not be shown by null.
fn hide(service: &Service, ty: &Type, value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|value| hide(service, ty.item(), value)),
        Value::Object(object) => {
            let Some(id) = ty.named().filter(|id| service[*id].kind == Kind::Object) else {
                return;
            };
            for property in service.properties(id) {
                if let Some(value) = object.get_mut(&property.member.name) {
                    match property.member.secret {
                        true => *value = Value::Null,
                        false => hide(service, &property.member.ty, value),
                    }
                }
            }
        }
        _ => {}
    }
}
