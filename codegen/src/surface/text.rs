//! Types and functions as text, with full paths.

use crate::model::{Argument, Function, On, Response, Returns, Takes, Type, Uses};
use crate::names::{Ident, plain};

/// The paths of a service, and of one of its modules.
pub(super) struct Paths {
    /// The service's own module.
    pub(super) service: String,
    /// The module that items are listed in.
    pub(super) module: String,
}

impl Paths {
    /// A type with its full path.
    pub(super) fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::String => "String".to_owned(),
            Type::Bool => "bool".to_owned(),
            Type::I32 => "i32".to_owned(),
            Type::I64 => "i64".to_owned(),
            Type::F64 => "f64".to_owned(),
            Type::DateTime => "runtime::DateTime".to_owned(),
            Type::Instant => "runtime::Instant".to_owned(),
            Type::Any => "serde_json::Value".to_owned(),
            Type::ObjectLink => "runtime::ObjectLink".to_owned(),
            Type::Reference(identifier) => format!("{}::{identifier}", self.service),
            Type::Named(ident) => self.model(ident),
            Type::Boxed(ident) => format!("Box<{}>", self.model(ident)),
            Type::List(item) => format!("Vec<{}>", self.ty(item)),
        }
    }

    /// A type of the service as callers name it.
    pub(super) fn model(&self, ident: &Ident) -> String {
        format!("{}::models::{ident}", self.service)
    }

    /// What stands for a response in the types of calls.
    pub(super) fn response(&self, response: &Response) -> String {
        match response.parts() {
            (name, None) => format!("runtime::{name}"),
            (name @ "Delta", Some(ty)) => format!("runtime::{name}<{}, Self>", self.ty(ty)),
            (name, Some(ty)) => format!("runtime::{name}<{}>", self.ty(ty)),
        }
    }

    /// The arguments and the result of a function; callers do not depend on the names of arguments.
    pub(super) fn signature(&self, function: &Function, names: bool) -> String {
        let on = match function.on {
            On::Nothing => None,
            On::Reference => Some("&self".to_owned()),
            On::Value => Some("self".to_owned()),
        };
        let argument = |Argument { ident, takes }: &Argument| match names {
            true => format!("{}: {}", plain(ident), self.takes(takes)),
            false => self.takes(takes),
        };
        let arguments: Vec<String> =
            on.into_iter().chain(function.arguments.iter().map(argument)).collect();
        let returns = self.returns(&function.returns);
        format!("({}) -> {returns}", arguments.join(", "))
    }

    fn takes(&self, takes: &Takes) -> String {
        match takes {
            Takes::Identifier(kind) => format!("impl Into<{}::{kind}>", self.service),
            Takes::Value(Type::List(item)) => {
                format!("impl IntoIterator<Item = impl Into<{}>>", self.ty(item))
            }
            Takes::Value(ty) if ty.is_plain() => self.ty(ty),
            Takes::Value(ty) => format!("impl Into<{}>", self.ty(ty)),
            Takes::Maybe(ty) => format!("Option<{}>", self.ty(ty)),
            Takes::Required(ident) => self.model(ident),
            Takes::Text => "impl AsRef<str>".to_owned(),
            Takes::Bytes => "impl Into<runtime::bytes::Bytes>".to_owned(),
            Takes::Flag => "bool".to_owned(),
            Takes::Number => "u32".to_owned(),
            Takes::Filter(ty) => format!("impl runtime::IntoFilter<{}>", self.ty(ty)),
            Takes::OrderBy(ty) => format!("impl runtime::IntoOrderBy<{}>", self.ty(ty)),
            Takes::Select(ty) => format!("[&runtime::Selected<{}>; N]", self.ty(ty)),
            Takes::Expand(ty) => {
                format!("impl IntoIterator<Item = impl Into<runtime::Expand<{}>>>", self.ty(ty))
            }
            Takes::Search => "impl Into<runtime::Search>".to_owned(),
        }
    }

    fn returns(&self, returns: &Returns) -> String {
        let module = &self.module;
        match returns {
            Returns::Resource(ident) => format!("{module}::{ident}<M>"),
            Returns::Call(ident) => format!("{module}::calls::{ident}<M>"),
            Returns::Itself => "Self".to_owned(),
            Returns::Until { module: other, call, gone } => {
                let other = other.as_ref().map(|it| format!("{}::{}", self.service, plain(it)));
                let until = if *gone { "UntilGone" } else { "Until" };
                format!("runtime::{until}<{}::calls::{call}, M>", other.as_ref().unwrap_or(module))
            }
            Returns::Key(kind) => format!("Result<{}::{kind}, runtime::Error>", self.service),
            Returns::Text => "Option<&str>".to_owned(),
            Returns::Property { owner, value, uses } => {
                let owner = format!("{module}::models::{owner}");
                // Values of enumerations are compared as text.
                let value = match value {
                    Type::Named(_) | Type::Boxed(_) => "String".to_owned(),
                    ty => self.ty(ty),
                };
                let property = match uses {
                    Uses::Items => format!("PropertyList<{owner}, {value}>"),
                    Uses::Both => format!("Property<{owner}, {value}, runtime::Sortable>"),
                    Uses::Filter => format!("Property<{owner}, {value}>"),
                    Uses::Sort => format!("SortProperty<{owner}>"),
                    Uses::Select => format!("Selected<{owner}>"),
                    Uses::Expand => return format!("runtime::Expand<{owner}>"),
                };
                format!("&'static runtime::{property}")
            }
        }
    }
}
