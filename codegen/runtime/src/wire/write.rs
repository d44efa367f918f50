//! Writes models as objects.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;

use super::super::extra::{Bits, Extra, TypeKey};
use super::{Model, Readable};

/// An object that is being written.
pub struct Writer<'a, S> {
    map: &'a mut S,
    extra: &'a Extra,
    fields: &'static [&'static str],
    aliases: &'static [(&'static str, usize)],
    written: Bits,
}

impl<S: SerializeMap> Writer<'_, S> {
    /// Writes a property that has one value, if it has; `null` if it was read as such.
    pub fn optional<T: Readable + Serialize>(
        &mut self,
        field: usize,
        property: &Option<T>,
    ) -> Result<(), S::Error> {
        match property {
            Some(value) => match self.extra.respelled(field) {
                Some(number) if is_number(value, number) => self.entry(field, number),
                _ => self.entry(field, value),
            },
            None if self.extra.null.contains(field) => self.entry(field, &()),
            None => Ok(()),
        }
    }

    /// Writes a property that has many values; `null` if it was read as such, nothing if the response lacked it.
    pub fn list<T: Readable + Serialize>(
        &mut self,
        field: usize,
        property: &[T],
    ) -> Result<(), S::Error> {
        if !property.is_empty() {
            match self.extra.respelled(field).and_then(Value::as_array) {
                Some(numbers) if are_numbers(property, numbers) => self.entry(field, numbers),
                _ => self.entry(field, property),
            }
        } else if self.extra.null.contains(field) {
            self.entry(field, &())
        } else if self.extra.omitted.contains(field) || self.extra.contains_key(self.name(field)) {
            Ok(())
        } else {
            self.entry(field, property)
        }
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
    let extra = model.extra();
    let mut map = serializer.serialize_map(None)?;
    let mut type_name = None;
    if let (Some(key), Some(name)) = (type_key, M::TYPE) {
        type_name = Some(key.name());
        match key {
            TypeKey::Hash => map.serialize_entry(key.name(), &format_args!("#{name}"))?,
            TypeKey::Plain | TypeKey::Annotation => map.serialize_entry(key.name(), name)?,
            TypeKey::Absent => {}
        }
    }
    let mut object = Writer {
        map: &mut map,
        extra,
        fields: M::FIELDS,
        aliases: M::ALIASES,
        written: Bits::default(),
    };
    for field in 0..M::FIELDS.len() {
        model.write(field, &mut object)?;
    }
    for (name, value) in extra.iter() {
        if Some(name) != type_name && !object.is_written(name) {
            object.map.serialize_entry(name, value)?;
        }
    }
    map.end()
}
