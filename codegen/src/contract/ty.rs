//! Types where they are named.

use super::TypeId;

/// A type where one is named.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Type {
    /// One that the language knows without a definition.
    Builtin(Builtin),
    /// One of the service.
    Named(TypeId),
    /// A list.
    List(Box<Type>),
    /// One that was reported: it fits everything, so that nothing is reported twice.
    Unknown,
}

impl Type {
    /// Whether it is the address of an object, or several.
    pub fn is_reference(&self) -> bool {
        *self.item() == Self::Builtin(Builtin::Reference)
    }

    /// The items of a list, or the type itself.
    pub fn item(&self) -> &Type {
        match self {
            Self::List(item) => item,
            other => other,
        }
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self, Self::List(_))
    }

    /// The type of the service that it names.
    pub fn named(&self) -> Option<TypeId> {
        match self.item() {
            Self::Named(id) => Some(*id),
            _ => None,
        }
    }
}

macro_rules! builtins {
    ($($(#[$doc:meta])* $Builtin:ident = $name:literal),* $(,)?) => {
        /// A type that the language knows without a definition.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub enum Builtin {
            $($(#[$doc])* $Builtin,)*
        }

        impl Builtin {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$Builtin),*];

            /// Its name in the spec.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$Builtin => $name,)*
                }
            }
        }
    };
}

builtins! {
    /// Text.
    String = "string",
    /// `true` or `false`.
    Boolean = "boolean",
    /// A whole number of 32 bits.
    Int32 = "int32",
    /// A whole number of 64 bits.
    Int64 = "int64",
    /// A number.
    Double = "double",
    /// A date and a time.
    DateTime = "datetime",
    /// A date as text.
    Date = "date",
    /// A time of day as text.
    Time = "time",
    /// A span of time as text.
    Duration = "duration",
    /// A decimal number as text.
    Decimal = "decimal",
    /// A GUID as text.
    Guid = "guid",
    /// Bytes as text in base64.
    Binary = "binary",
    /// Any JSON.
    Any = "any",
    /// A link to an object.
    ObjectLink = "ObjectLink",
    /// The address of an object, of which callers give the identifier.
    Reference = "Reference",
}

impl Builtin {
    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|builtin| builtin.name() == name)
    }

    /// Whether its values are text.
    pub fn is_text(self) -> bool {
        use Builtin::{Binary, Date, Decimal, Duration, Guid, String, Time};
        matches!(self, String | Date | Time | Duration | Decimal | Guid | Binary)
    }
}
