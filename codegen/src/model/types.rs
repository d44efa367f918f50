//! Types and their members.

use std::fmt;

use super::{Docs, Function};
use crate::names::Ident;

/// A type as a field or an argument has it.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Type {
    /// `String`
    String,
    /// `bool`
    Bool,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `f64`
    F64,
    /// `DateTime`
    DateTime,
    /// The same where filters write it without quotes.
    Instant,
    /// Any JSON value.
    Any,
    /// The runtime's link to a directory object.
    ObjectLink,
    /// The address of an object, of which callers give this identifier.
    Reference(Ident),
    /// A struct, an open enumeration or a union of this service.
    Named(Ident),
    /// A struct that would contain itself without a box.
    Boxed(Ident),
    /// A list.
    List(Box<Type>),
    /// A value, or none.
    Optional(Box<Type>),
}

impl Type {
    /// Whether arguments of this type are passed as they are rather than as `impl Into<…>`.
    pub fn is_plain(&self) -> bool {
        matches!(self, Self::Bool | Self::I32 | Self::I64 | Self::F64 | Self::Optional(_))
    }

    /// Whether it names a type of the service.
    pub fn names_model(&self) -> bool {
        self.named().is_some()
    }

    /// Whether it names a type of the runtime.
    pub fn is_of_runtime(&self) -> bool {
        match self {
            Self::DateTime | Self::Instant | Self::ObjectLink => true,
            Self::List(item) | Self::Optional(item) => item.is_of_runtime(),
            _ => false,
        }
    }

    /// The type of the service that it names.
    pub fn named(&self) -> Option<&Ident> {
        match self {
            Self::Named(ident) | Self::Boxed(ident) => Some(ident),
            Self::List(item) | Self::Optional(item) => item.named(),
            _ => None,
        }
    }

    /// The identifier of the objects that it refers to.
    pub fn refers_by(&self) -> Option<&Ident> {
        match self {
            Self::Reference(identifier) => Some(identifier),
            Self::List(item) | Self::Optional(item) => item.refers_by(),
            _ => None,
        }
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self, Self::List(_))
    }
}

impl fmt::Display for Type {
    /// The type as documentation names it, without a path.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String => f.write_str("String"),
            Self::Bool => f.write_str("bool"),
            Self::I32 => f.write_str("i32"),
            Self::I64 => f.write_str("i64"),
            Self::F64 => f.write_str("f64"),
            Self::DateTime => f.write_str("DateTime"),
            Self::Instant => f.write_str("Instant"),
            Self::Any => f.write_str("serde_json::Value"),
            Self::ObjectLink => f.write_str("ObjectLink"),
            Self::Named(ident) | Self::Boxed(ident) | Self::Reference(ident) => ident.fmt(f),
            Self::List(item) => write!(f, "Vec<{item}>"),
            Self::Optional(item) => write!(f, "Option<{item}>"),
        }
    }
}

/// An object of the API.
#[derive(Debug, Hash)]
pub struct Struct {
    /// The type's name in the spec.
    pub name: String,
    /// The struct.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// The `odata.type` that names it.
    pub odata_type: Option<String>,
    /// Its properties, those of its base first.
    pub fields: Vec<Field>,
    /// The module of the properties that queries can name.
    pub queries: Option<Queries>,
    /// What selects an object in a path.
    pub key: Option<Key>,
}

/// A property of an object.
#[derive(Debug, Hash)]
pub struct Field {
    /// The entry of the spec that defines it: `Group.displayName`; none if a request does.
    pub entry: Option<String>,
    /// The property.
    pub wire_name: String,
    /// Other spellings that are read.
    pub aliases: Vec<String>,
    /// The field.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// Its type: in an object a list, or what may be missing.
    pub ty: Type,
    /// Whether it must not be shown.
    pub secret: bool,
}

/// The properties of a type that queries can name, as a module of functions.
#[derive(Debug, Hash)]
pub struct Queries {
    /// The query options by which operations select properties of the type.
    pub about: Vec<String>,
    /// The module.
    pub ident: Ident,
    /// The functions.
    pub properties: Vec<QueryProperty>,
}

/// The property whose value selects an object in a path.
#[derive(Debug, Hash)]
pub struct Key {
    /// The entry of the spec that defines it.
    pub entry: String,
    /// The property.
    pub wire_name: String,
    /// The field.
    pub field: Ident,
    /// The method that gives the identifier.
    pub function: Function,
}

/// A property that queries may name.
#[derive(Debug, Hash)]
pub struct QueryProperty {
    /// The entry of the spec that defines it.
    pub entry: String,
    /// The property.
    pub wire_name: String,
    /// Whether only advanced queries can filter by it.
    pub advanced_filter: bool,
    /// Whether only advanced queries can sort by it.
    pub advanced_sort: bool,
    /// The function.
    pub function: Function,
}

/// The required properties of a request as a struct, so that none can be forgotten.
#[derive(Debug, Hash)]
pub struct Request {
    /// The struct.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// Its properties, none of them optional.
    pub fields: Vec<Field>,
}

impl Request {
    /// Whether some property must not be shown.
    pub fn has_secrets(&self) -> bool {
        self.fields.iter().any(|field| field.secret)
    }
}

/// An open enumeration.
#[derive(Debug, Hash)]
pub struct Enum {
    /// The type's name in the spec; nothing for error codes.
    pub name: String,
    /// The enum.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// The known values.
    pub variants: Vec<EnumVariant>,
}

/// A known value of an open enumeration.
#[derive(Debug, Hash)]
pub struct EnumVariant {
    /// The value.
    pub wire_name: String,
    /// The variant.
    pub ident: Ident,
    /// What it means.
    pub docs: Docs,
}

/// Objects of several types, told apart by a tag.
#[derive(Debug, Hash)]
pub struct Union {
    /// The type's name in the spec.
    pub name: String,
    /// The enum.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// The property that tells the types apart.
    pub tag: String,
    /// The types.
    pub variants: Vec<UnionVariant>,
    /// The properties that all types have, for accessors on the union itself.
    pub common: Vec<UnionAccessor>,
    /// The module of the properties that queries can name.
    pub queries: Option<Queries>,
    /// What selects an object in a path.
    pub key: Option<Key>,
}

/// A property that all types of a union have.
#[derive(Debug, Hash)]
pub struct UnionAccessor {
    /// The property.
    pub wire_name: String,
    /// The field of the types.
    pub field: Ident,
    /// The method.
    pub function: Function,
}

/// One type of a union.
#[derive(Debug, Hash)]
pub struct UnionVariant {
    /// Its name in the spec.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// The tag's value.
    pub wire_name: String,
    /// The property and its value that name the type where the tag is missing.
    pub fallback: Option<(String, String)>,
    /// The variant.
    pub ident: Ident,
    /// The struct.
    pub ty: Ident,
}
