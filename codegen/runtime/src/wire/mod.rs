//! Reading and writing models as JSON.
//!
//! Reading is one pass over the text. Keys are compared with the model's names in order, so that a document in the usual
//! order costs one comparison a key; nothing is allocated but the values. Whatever the model cannot hold goes to
//! [`Extra`](super::Extra), and writing puts it back.

mod key;
mod property;
mod read;
mod readable;
mod show;
mod union;
mod write;

pub(crate) use key::{Key, KeySeed, LastKey, Names, type_name};
pub use read::{deserialize_model, model_from_map};
pub use readable::Readable;
pub use show::{are_equal, debug_model};
pub use union::{Rest, deserialize_union, union_from_map};
pub use write::serialize_model;

use serde::de::MapAccess;
use serde::ser::Serializer;

use super::Extra;

/// A JSON object with known properties.
///
/// What is done with all properties alike is done here: a model brings no code for it but that which finds one.
pub trait Model: Default {
    /// Name for error messages.
    const NAME: &'static str;
    /// Type name that the service gives such objects.
    const TYPE: Option<&'static str> = None;
    /// Names of the properties.
    const FIELDS: &'static [&'static str];
    /// Other names under which a property is read, each with the property's place in `FIELDS`.
    const ALIASES: &'static [(&'static str, usize)];

    fn extra(&self) -> &Extra;
    fn extra_mut(&mut self) -> &mut Extra;
    /// Shows the property at this place of `FIELDS` to a visitor.
    fn get<'a, V: Visitor<'a>>(&'a self, field: usize, visitor: V) -> V::Output;
    /// Has a visitor change it.
    fn set<V: VisitorMut>(&mut self, field: usize, visitor: V) -> V::Output;
}

/// What is done with a property, whatever its type.
pub trait Visitor<'a>: Sized {
    type Output;

    fn optional<T: Readable>(self, property: &'a Option<T>) -> Self::Output;
    #[expect(clippy::ptr_arg, reason = "a slice cannot be seen without its type")]
    fn list<T: Readable>(self, property: &'a Vec<T>) -> Self::Output;

    /// One whose value must not be shown.
    fn secret<T: Readable>(self, property: &'a Option<T>) -> Self::Output {
        self.optional(property)
    }

    /// A list of such values.
    fn secrets<T: Readable>(self, property: &'a Vec<T>) -> Self::Output {
        self.list(property)
    }
}

/// What is done to a property, whatever its type.
pub trait VisitorMut: Sized {
    type Output;

    fn optional<T: Readable>(self, property: &mut Option<T>) -> Self::Output;
    fn list<T: Readable>(self, property: &mut Vec<T>) -> Self::Output;

    #[inline]
    fn secret<T: Readable>(self, property: &mut Option<T>) -> Self::Output {
        self.optional(property)
    }

    #[inline]
    fn secrets<T: Readable>(self, property: &mut Vec<T>) -> Self::Output {
        self.list(property)
    }
}

/// One of several models, told apart by the type name in the object.
pub trait Union: Sized {
    /// Name for error messages.
    const NAME: &'static str;
    /// The property that names the type, for error messages: `odata.type` and `@odata.type` are both read.
    const TAG: &'static str;
    /// What names the type where nothing else does: a property, its value in any case, and the type name.
    const FALLBACK: &'static [(&'static str, &'static str, &'static str)];

    /// Reads the object as the type that `tag` names; `tag` is empty if the object names none.
    fn read<'de, A: MapAccess<'de>>(tag: &str, object: Rest<'de, A>) -> Result<Self, A::Error>;
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Writes an object of one of the types, so that it is read as that type again.
    fn write_model<M: Model, S: Serializer>(model: &M, serializer: S) -> Result<S::Ok, S::Error> {
        write::serialize_variant(model, Self::TAG, serializer)
    }
}

/// Says how structs are read, written, shown and compared, with a line for each property: its place, its field, whether it is
/// one value or a list and whether that is secret, its name, and other names under which it is read.
#[doc(hidden)]
#[macro_export]
macro_rules! models {
    ($(
        $model:ident $(as $type:literal)? {
            $($place:literal $field:ident: $how:ident $property:literal $(or $($alias:literal)+)?;)*
        }
    )*) => { $(
        impl $crate::wire::Model for $model {
            const NAME: &'static str = stringify!($model);
            $(const TYPE: Option<&'static str> = Some($type);)?
            const FIELDS: &'static [&'static str] = &[$($property),*];
            const ALIASES: &'static [(&'static str, usize)] = &[$($($(($alias, $place),)+)?)*];

            fn extra(&self) -> &$crate::Extra {
                &self.extra
            }

            fn extra_mut(&mut self) -> &mut $crate::Extra {
                &mut self.extra
            }

            fn get<'a, V: $crate::wire::Visitor<'a>>(&'a self, field: usize, visitor: V) -> V::Output {
                match field {
                    $($place => visitor.$how(&self.$field),)*
                    _ => visitor.optional(&None::<bool>),
                }
            }

            fn set<V: $crate::wire::VisitorMut>(&mut self, field: usize, visitor: V) -> V::Output {
                match field {
                    $($place => visitor.$how(&mut self.$field),)*
                    _ => visitor.optional(&mut None::<bool>),
                }
            }
        }

        impl ::std::fmt::Debug for $model {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::wire::debug_model(self, &[$(stringify!($field)),*], f)
            }
        }

        impl PartialEq for $model {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::wire::are_equal(self, other)
            }
        }

        impl ::serde::Serialize for $model {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::wire::serialize_model(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $model {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::wire::deserialize_model(deserializer)
            }
        }

        impl $crate::wire::Readable for $model {
            fn from_map<'de, A: ::serde::de::MapAccess<'de>>(
                map: A,
            ) -> Result<Result<Self, ::serde_json::Value>, A::Error> {
                $crate::wire::model_from_map(map).map(Ok)
            }
        }
    )* };
}
pub use models;

/// Says how enums of models are read and written: the property that names the type, then for each variant the type, and the
/// value of another property that tells it where the first one is missing.
#[doc(hidden)]
#[macro_export]
macro_rules! unions {
    ($(
        $union:ident: $tag:literal {
            $($variant:ident: $type:literal $(or $property:literal == $value:literal)?;)*
        }
    )*) => { $(
        impl $crate::wire::Union for $union {
            const NAME: &'static str = stringify!($union);
            const TAG: &'static str = $tag;
            const FALLBACK: &'static [(&'static str, &'static str, &'static str)] =
                &[$($(($property, $value, $type),)?)*];

            fn read<'de, A: ::serde::de::MapAccess<'de>>(
                tag: &str,
                object: $crate::wire::Rest<'de, A>,
            ) -> Result<Self, A::Error> {
                match tag {
                    $($type => object.model().map(|object| Self::$variant(Box::new(object))),)*
                    _ => object.other().map(Self::Other),
                }
            }

            fn write<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(object) => Self::write_model(object.as_ref(), serializer),)*
                    Self::Other(object) => ::serde::Serialize::serialize(object, serializer),
                }
            }
        }

        impl ::serde::Serialize for $union {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::wire::Union::write(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $union {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::wire::deserialize_union(deserializer)
            }
        }

        impl $crate::wire::Readable for $union {
            fn from_map<'de, A: ::serde::de::MapAccess<'de>>(
                map: A,
            ) -> Result<Result<Self, ::serde_json::Value>, A::Error> {
                $crate::wire::union_from_map(map).map(Ok)
            }
        }
    )* };
}
pub use unions;

/// Says how structs that are only sent are written: each field, and its name.
#[doc(hidden)]
#[macro_export]
macro_rules! bodies {
    ($($body:ident { $($field:ident: $property:literal;)* })*) => { $(
        impl $crate::Properties for $body {
            fn write(&self, object: &mut $crate::Object) {
                $(object.set($property, &self.$field);)*
            }
        }
    )* };
}
pub use bodies;

/// Says how open enumerations are read and written: each variant, and its text. What is not listed is `Other`.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enums {
    ($($name:ident { $($variant:ident: $text:literal;)* })*) => { $(
        impl $name {
            /// The value as the service writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Other(text) => text,
                }
            }

            fn known(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::known(&text).unwrap_or(Self::Other(text))
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::known(text).unwrap_or_else(|| Self::Other(text.to_owned()))
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        impl $crate::wire::Readable for $name {
            fn from_text(text: &str) -> Result<Self, ::serde_json::Value> {
                Ok(Self::from(text))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, text: &str) -> bool {
                self.as_str() == text
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, text: &&str) -> bool {
                self.as_str() == *text
            }
        }
    )* };
}
pub use open_enums;
