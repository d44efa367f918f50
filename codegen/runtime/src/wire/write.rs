//! Writes models as objects.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;

use super::super::extra::{Bits, Extra, TypeKey};
use super::{Model, Readable, Visitor};

/// An object that is being written.
struct Writer<'a, S> {
    map: &'a mut S,
    extra: &'a Extra,
    fields: &'static [&'static str],
    aliases: &'static [(&'static str, usize)],
    written: Bits,
}

/// Writes a property.
struct Entry<'a, 'w, S> {
    object: &'a mut Writer<'w, S>,
    field: usize,
}

impl<S: SerializeMap> Visitor<'_> for Entry<'_, '_, S> {
    type Output = Result<(), S::Error>;

    /// Writes a property that has one value, if it has; `null` if it was read as such.
    fn optional<T: Readable>(self, property: &Option<T>) -> Self::Output {
        let Self { object, field } = self;
        match property {
            Some(value) => match object.extra.respelled(field) {
                Some(number) if is_number(value, number) => object.entry(field, number),
                _ => object.entry(field, value),
            },
            None if object.extra.null.contains(field) => object.entry(field, &()),
            None => Ok(()),
        }
    }

    /// Writes a property that has many values; `null` if it was read as such, nothing if the response lacked it.
    fn list<T: Readable>(self, property: &Vec<T>) -> Self::Output {
        let Self { object, field } = self;
        if !property.is_empty() {
            match object.extra.respelled(field).and_then(Value::as_array) {
                Some(numbers) if are_numbers(property, numbers) => object.entry(field, numbers),
                _ => object.entry(field, property),
            }
        } else if object.extra.null.contains(field) {
            object.entry(field, &())
        } else if object.extra.omitted.contains(field)
            || object.extra.contains_key(object.name(field))
        {
            Ok(())
        } else {
            object.entry(field, property)
        }
    }
}

impl<S: SerializeMap> Writer<'_, S> {
    fn type_name(&mut self, type_name: Option<(TypeKey, &str)>) -> Result<(), S::Error> {
        let Some((key, name)) = type_name else { return Ok(()) };
        match key {
            TypeKey::Hash => self.map.serialize_entry(key.name(), &format_args!("#{name}")),
            TypeKey::Plain | TypeKey::Annotation => self.map.serialize_entry(key.name(), name),
            TypeKey::Absent => Ok(()),
        }
    }

    /// Writes what no property has.
    fn rest(&mut self, type_name: Option<(TypeKey, &str)>) -> Result<(), S::Error> {
        let is_type = |name| type_name.is_some_and(|(key, _)| name == key.name());
        for (name, value) in self.extra.iter() {
            if !is_type(name) && !self.is_written(name) {
                self.map.serialize_entry(name, value)?;
            }
        }
        Ok(())
    }

    fn entry<T: Serialize + ?Sized>(&mut self, field: usize, value: &T) -> Result<(), S::Error> {
        self.written.insert(field);
        self.map.serialize_entry(self.name(field), value)
    }

    /// The property's name in the spelling in which it was read.
    fn name(&self, field: usize) -> &'static str {
        let mut aliases =
            self.extra.spellings().iter().filter_map(|alias| self.aliases.get(*alias));
        aliases.find(|(_, place)| *place == field).map_or(self.fields[field], |(alias, _)| alias)
    }

    /// Whether a property has been written under `name`, so that nothing is written twice.
    fn is_written(&self, name: &str) -> bool {
        (0..self.fields.len()).any(|field| self.written.contains(field) && self.name(field) == name)
    }
}

/// Whether a property still has the number that came.
fn is_number<T: Readable>(value: &T, number: &Value) -> bool {
    let bits = |fraction: Option<f64>| fraction.map(f64::to_bits);
    bits(value.fraction()) == bits(number.as_f64())
}

fn are_numbers<T: Readable>(values: &[T], numbers: &[Value]) -> bool {
    values.len() == numbers.len()
        && values.iter().zip(numbers).all(|(value, number)| is_number(value, number))
}

pub fn serialize_model<M: Model, S: Serializer>(
    model: &M,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serialize(model, model.extra().type_key, serializer)
}

/// Writes an object of a union, whose property `tag` tells the type: with a type even if it was made by hand.
pub(super) fn serialize_variant<M: Model, S: Serializer>(
    model: &M,
    tag: &str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let extra = model.extra();
    let told = || (!extra.names_type()).then(|| TypeKey::of(tag));
    serialize(model, extra.type_key.or_else(told), serializer)
}

fn serialize<M: Model, S: Serializer>(
    model: &M,
    type_key: Option<TypeKey>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let mut object = Writer {
        map: &mut map,
        extra: model.extra(),
        fields: M::FIELDS,
        aliases: M::ALIASES,
        written: Bits::default(),
    };
    let type_name = type_key.zip(M::TYPE);
    object.type_name(type_name)?;
    for field in 0..M::FIELDS.len() {
        model.get(field, Entry { object: &mut object, field })?;
    }
    object.rest(type_name)?;
    map.end()
}
