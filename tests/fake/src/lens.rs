//! What one service's names are in the service that took its place: types, properties, values of enumerations.
//!
//! Objects are kept under the names of the successor. What it does not have is kept beside them, under
//! `service.property`, so that whoever wrote it reads it again.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use codegen::contract::{Kind, Member, Service, Type, TypeId, TypeSuccessor};
use serde_json::{Map, Value};

/// How a service's names become those of its home, and back.
#[derive(Debug, Default)]
pub(crate) struct Lens {
    /// The type that objects of the store have in the service.
    types: BTreeMap<Arc<str>, TypeId>,
    /// What the store calls objects of a type.
    kinds: BTreeMap<TypeId, Arc<str>>,
    /// For each type of the service its properties.
    views: BTreeMap<TypeId, View>,
    /// The values of enumerations that have another name at home.
    values: BTreeMap<TypeId, BTreeMap<String, String>>,
}

/// The properties of a type.
#[derive(Debug, Default)]
pub(crate) struct View {
    pub(crate) seats: Vec<Seat>,
    by_name: BTreeMap<String, usize>,
}

/// A property and where the store has it.
#[derive(Debug)]
pub(crate) struct Seat {
    pub(crate) member: Arc<Member>,
    /// The property of the object at home, and further names below it, each with whether it is a list.
    path: Vec<(String, bool)>,
    change: Change,
    /// Whether something below it must not be shown.
    pub(crate) has_secrets: bool,
}

/// How a value becomes what it is at home.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Change {
    /// Not at all.
    Same,
    /// What it is made of has other names there.
    Inside,
    /// It is the only one of a list there.
    Listed,
    /// It says what the type of the object is.
    TypeName,
}

impl Lens {
    pub(crate) fn new(service: &Service, home: &Service, is_home: bool) -> Self {
        let mut lens = Self::default();
        for definition in &service.types {
            let Some(id) = service.type_named(&definition.name) else { continue };
            let successor = definition.replaced_by.as_ref().filter(|_| !is_home);
            let name = successor.map_or(&definition.name, |it| &it.name);
            let kind = Arc::<str>::from(name.as_str());
            lens.types.entry(kind.clone()).or_insert(id);
            lens.kinds.insert(id, kind);
            if let (Kind::Enumeration, Some(successor)) = (definition.kind, successor) {
                let renamed = successor.renamed.iter();
                let renamed = renamed.filter_map(|(from, to)| Some((from.clone(), to.clone()?)));
                lens.values.insert(id, renamed.collect());
            }
            let target = home.type_named(name).filter(|_| successor.is_some());
            let view =
                if is_home { identity(service, id) } else { view(service, id, home, target) };
            lens.views.insert(id, view);
        }
        lens
    }

    /// The type of the service that objects of the store have.
    pub(crate) fn type_of(&self, kind: &str) -> Option<TypeId> {
        self.types.get(kind).copied()
    }

    /// What the store calls objects of a type of the service.
    pub(crate) fn kind(&self, id: TypeId) -> Arc<str> {
        self.kinds.get(&id).cloned().unwrap_or_default()
    }

    /// The properties of a type.
    pub(crate) fn view(&self, id: TypeId) -> Option<&View> {
        self.views.get(&id)
    }

    /// The property of objects at home that a property of any type stands in.
    pub(crate) fn home_name(&self, name: &str) -> Option<&str> {
        let seat = self.types.values().find_map(|id| self.view(*id)?.seat(name))?;
        seat.path.first().map(|(first, _)| first.as_str())
    }

    /// A property of an object of the store as the service shows it.
    pub(crate) fn read<'v>(
        &self,
        service: &Service,
        seat: &Seat,
        kind: &str,
        properties: &'v Map<String, Value>,
    ) -> Option<Cow<'v, Value>> {
        if seat.change == Change::TypeName {
            let own = self.type_of(kind).map_or(kind, |id| service[id].name.as_str());
            return Some(Cow::Owned(own.into()));
        }
        let ((first, _), rest) = seat.path.split_first()?;
        let mut value = properties.get(first)?;
        for (name, _) in rest {
            value = first_item(value).get(name)?;
        }
        Some(match seat.change {
            Change::Same | Change::TypeName => Cow::Borrowed(value),
            Change::Listed => Cow::Owned(self.back(service, &seat.member.ty, first_item(value))),
            Change::Inside => Cow::Owned(self.back(service, &seat.member.ty, value)),
        })
    }

    /// Puts what a service has written into the properties of an object of the store.
    pub(crate) fn write(
        &self,
        service: &Service,
        id: TypeId,
        written: Map<String, Value>,
        into: &mut Map<String, Value>,
    ) {
        let Some(view) = self.view(id) else {
            into.extend(written);
            return;
        };
        for (name, value) in written {
            let Some(seat) = view.seat(&name) else {
                into.insert(name, value);
                continue;
            };
            let value = match seat.change {
                Change::TypeName => continue,
                Change::Same => value,
                Change::Inside => self.there(service, &seat.member.ty, value),
                Change::Listed if value.is_null() => Value::Array(Vec::new()),
                Change::Listed => vec![self.there(service, &seat.member.ty, value)].into(),
            };
            put(into, &seat.path, value);
        }
    }

    /// A value of the service as it is at home.
    pub(crate) fn there(&self, service: &Service, ty: &Type, value: Value) -> Value {
        match (ty, value) {
            (Type::List(item), Value::Array(items)) => {
                items.into_iter().map(|value| self.there(service, item, value)).collect()
            }
            (Type::Named(id), Value::Object(object)) => {
                let mut there = Map::new();
                self.write(service, *id, object, &mut there);
                there.into()
            }
            (Type::Named(id), Value::String(text)) => {
                let renamed = self.values.get(id).and_then(|values| values.get(&text));
                Value::String(renamed.cloned().unwrap_or(text))
            }
            (_, value) => value,
        }
    }

    /// A value at home as the service has it.
    pub(crate) fn back(&self, service: &Service, ty: &Type, value: &Value) -> Value {
        match (ty, value) {
            (Type::List(item), Value::Array(items)) => {
                items.iter().map(|value| self.back(service, item, value)).collect()
            }
            (Type::Named(id), Value::Object(object)) => match self.view(*id) {
                Some(view) if service[*id].kind == Kind::Object => {
                    let seats = view.seats.iter();
                    let pairs = seats.filter_map(|seat| {
                        let value = self.read(service, seat, "", object)?;
                        Some((seat.member.name.clone(), value.into_owned()))
                    });
                    pairs.collect::<Map<_, _>>().into()
                }
                _ => value.clone(),
            },
            (Type::Named(id), Value::String(text)) => {
                let values = self.values.get(id);
                let own = values.and_then(|values| values.iter().find(|(_, there)| *there == text));
                own.map_or_else(|| value.clone(), |(own, _)| own.as_str().into())
            }
            _ => value.clone(),
        }
    }
}

impl View {
    fn push(&mut self, seat: Seat) {
        self.by_name.insert(seat.member.name.clone(), self.seats.len());
        self.seats.push(seat);
    }

    /// A property by its name.
    pub(crate) fn seat(&self, name: &str) -> Option<&Seat> {
        self.by_name.get(name).and_then(|index| self.seats.get(*index))
    }
}

fn identity(service: &Service, id: TypeId) -> View {
    let mut view = View::default();
    for property in service.properties(id) {
        let member = property.member.clone();
        let has_secrets = !service.secrets(member.ty.named()).is_empty();
        let path = vec![(member.name.clone(), false)];
        view.push(Seat { path, member, change: Change::Same, has_secrets });
    }
    view
}

fn view(service: &Service, id: TypeId, home: &Service, target: Option<TypeId>) -> View {
    let mut view = View::default();
    let mut taken = BTreeSet::new();
    for property in service.properties(id) {
        let member = property.member.clone();
        let definition = member.of.map(|of| &service[of]);
        let successor = definition.and_then(|it| it.replaced_by.as_ref());
        let found = target.and_then(|target| seat(service, &member, home, target, successor));
        // Two properties cannot be one there.
        let found = found.filter(|(path, _)| taken.insert(path.clone()));
        let own = || (vec![(format!("{}.{}", service.name, member.name), false)], Change::Same);
        let (path, change) = found.unwrap_or_else(own);
        let has_secrets = !service.secrets(member.ty.named()).is_empty();
        view.push(Seat { member, path, change, has_secrets });
    }
    view
}

/// Where a property is at home.
fn seat(
    service: &Service,
    member: &Member,
    home: &Service,
    target: TypeId,
    successor: Option<&TypeSuccessor>,
) -> Option<(Vec<(String, bool)>, Change)> {
    let renamed = successor.and_then(|it| it.renamed.iter().find(|(name, _)| *name == member.name));
    let path = match renamed {
        Some((_, to)) => to.as_deref()?,
        None => member.name.as_str(),
    };
    if path.starts_with('@') {
        return Some((vec![(path.to_owned(), false)], Change::TypeName));
    }
    // A property may have a dot in its name.
    let names: Vec<&str> = match home.property(target, path) {
        Some(_) => vec![path],
        None => path.split('.').collect(),
    };
    let mut at = target;
    let mut ty = None;
    let mut found = Vec::new();
    for name in &names {
        let property = home.property(at, name)?;
        at = property.member.ty.named().unwrap_or(at);
        ty = Some(&property.member.ty);
        found.push(((*name).to_owned(), property.member.ty.is_list()));
    }
    Some((found, change(service, &member.ty, home, ty?)?))
}

fn change(service: &Service, own: &Type, home: &Service, there: &Type) -> Option<Change> {
    match (own, there) {
        (Type::List(own), Type::List(there)) => {
            Some(change(service, own, home, there)?).filter(|change| *change != Change::Listed)
        }
        (own, Type::List(there)) => {
            change(service, own, home, there).filter(|change| *change != Change::Listed)?;
            Some(Change::Listed)
        }
        (Type::Named(own), Type::Named(there)) => {
            let (own, there) = (&service[*own], &home[*there]);
            let is_same = own.replaced_by.as_ref().is_some_and(|it| it.name == there.name);
            (is_same && own.kind == there.kind).then_some(Change::Inside)
        }
        // An enumeration of one is text of the other.
        (own, there) if service.is_text(own) && home.is_text(there) => Some(Change::Same),
        (own, there) => (own == there).then_some(Change::Same),
    }
}

/// The first one of a list, or the value itself.
fn first_item(value: &Value) -> &Value {
    match value {
        Value::Array(items) => items.first().unwrap_or(&Value::Null),
        other => other,
    }
}

fn put(into: &mut Map<String, Value>, path: &[(String, bool)], value: Value) {
    let Some(((first, is_list), rest)) = path.split_first() else { return };
    if rest.is_empty() {
        into.insert(first.clone(), value);
        return;
    }
    let empty = || Value::Object(Map::new());
    let inner = into.entry(first.clone()).or_insert_with(|| match is_list {
        true => vec![empty()].into(),
        false => empty(),
    });
    if inner.is_null() {
        *inner = empty();
    }
    let inner = match inner {
        Value::Array(items) => items.first_mut(),
        other => Some(other),
    };
    if let Some(Value::Object(inner)) = inner {
        put(inner, rest, value);
    }
}
