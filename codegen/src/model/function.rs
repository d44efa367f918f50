//! Functions of the emitted code as callers see them: decided here once, drawn by the emitters and listed in `API.txt`.

use super::{Docs, Type};
use crate::names::Ident;

/// A public function.
#[derive(Clone, Debug, Hash)]
pub struct Function {
    /// Its name.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// What it is called on.
    pub on: On,
    /// Its arguments.
    pub arguments: Vec<Argument>,
    /// What it returns.
    pub returns: Returns,
}

/// What a function is called on.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum On {
    /// Nothing.
    Nothing,
    /// A reference.
    Reference,
    /// A value that it consumes.
    Value,
}

/// An argument.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Argument {
    /// Its name.
    pub ident: Ident,
    /// What it takes.
    pub takes: Takes,
}

/// What an argument takes.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Takes {
    /// Whatever can be turned into an identifier of this kind.
    Identifier(Ident),
    /// Whatever can be turned into a value of this type.
    Value(Type),
    /// A struct of required properties.
    Required(Ident),
    /// Text.
    Text,
    /// What is no JSON.
    Bytes,
    /// `true` or `false`.
    Flag,
    /// A number without a fraction.
    Number,
    /// A filter over a type.
    Filter(Type),
    /// An order over a type.
    OrderBy(Type),
    /// Properties of a type that come back.
    Select(Type),
    /// Objects that a type leads to and that come along.
    Expand(Type),
    /// Words to search for.
    Search,
}

/// What a function returns.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Returns {
    /// A resource of the module.
    Resource(Ident),
    /// The call of an operation of the module.
    Call(Ident),
    /// What it was called on.
    Itself,
    /// Text, if there is any.
    Text,
    /// What waits for what a call leads to, until it is found or until it is gone.
    Until {
        /// The module of the operation that reads it, if that is another.
        module: Option<Ident>,
        /// The call of that operation.
        call: Ident,
        /// Whether it is to be gone.
        gone: bool,
    },
    /// An identifier of this kind, or an error that says what is missing.
    Key(Ident),
    /// A property of a type of the module that queries can name.
    Property {
        /// The type.
        owner: Ident,
        /// What it is compared with; for a list its items.
        value: Type,
        /// What it can be used for.
        uses: Uses,
    },
}

/// What a property can be used for.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Uses {
    /// To filter lists by it.
    Filter,
    /// To sort lists by it.
    Sort,
    /// Both.
    Both,
    /// To filter lists by what one of its items is.
    Items,
    /// To select it, as all that is no way to other objects.
    Select,
    /// To have the objects that it leads to come along.
    Expand,
}
