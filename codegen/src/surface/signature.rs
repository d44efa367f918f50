//! Types and signatures as text, with full paths.

use super::{Item, Root, Topic};
use crate::model::{IdField, Response, Type};
use crate::names::plain;

/// A type with its full path.
pub(super) fn ty(root: &Root<'_>, ty: &Type) -> String {
    match ty {
        Type::String => "String".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::I32 => "i32".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::DateTime => "runtime::DateTime".to_owned(),
        Type::Any => "serde_json::Value".to_owned(),
        Type::ObjectLink => "runtime::ObjectLink".to_owned(),
        Type::Named(ident) => format!("{}::models::{ident}", root.path),
        Type::Boxed(ident) => format!("Box<{}::models::{ident}>", root.path),
        Type::List(item) => format!("Vec<{}>", self::ty(root, item)),
    }
}

/// A type as arguments have it: whatever can be turned into it.
pub(super) fn argument(root: &Root<'_>, ty: &Type) -> String {
    match ty {
        Type::List(item) => format!(
            "impl IntoIterator<Item = impl Into<{}>>",
            self::ty(root, item)
        ),
        ty if ty.is_plain() => self::ty(root, ty),
        ty => format!("impl Into<{}>", self::ty(root, ty)),
    }
}

/// An identifier as an argument.
pub(super) fn id(root: &Root<'_>, id: &IdField) -> (String, String) {
    (
        plain(&id.ident),
        format!("impl Into<{}>", root.identifier_path(&id.identifier)),
    )
}

/// What stands for an answer in the types of calls.
pub(super) fn answer(root: &Root<'_>, answer: &Response) -> String {
    let (wrapper, ty) = match answer {
        Response::Empty => return "runtime::Empty".to_owned(),
        Response::Json(ty) => ("Json", ty),
        Response::Value(ty) => ("Value", ty),
        Response::Single(ty) => ("Single", ty),
        Response::Maybe(ty) => ("Maybe", ty),
        Response::Page(ty) => ("Page", ty),
    };
    format!("runtime::{wrapper}<{}>", self::ty(root, ty))
}

/// The type of the service that a type names.
pub(super) fn mention(root: &Root<'_>, ty: &Type) -> Option<Topic> {
    match ty {
        Type::Named(ident) | Type::Boxed(ident) => Some(root.ty(ident)),
        Type::List(item) => mention(root, item),
        _ => None,
    }
}

/// A function. Callers do not depend on the names of its arguments.
pub(super) struct Signature {
    pub(super) receiver: Option<&'static str>,
    pub(super) arguments: Vec<(String, String)>,
    pub(super) returns: String,
}

impl Signature {
    /// The function as an item of its own.
    pub(super) fn item(&self, path: String, about: Vec<Topic>) -> Item {
        Item {
            binding: self.text("fn", false),
            ..Item::new(path, self.text("fn", true), about)
        }
    }

    /// The function as something that hangs on an item.
    pub(super) fn member(&self, path: &str, name: &str, about: Vec<Topic>) -> Item {
        let named = Item::member(path, format!("setter {name}"), self.text("", true), about);
        Item {
            binding: self.text("", false),
            ..named
        }
    }

    fn text(&self, keyword: &str, names: bool) -> String {
        let argument = |(name, ty): &(String, String)| {
            if names {
                format!("{name}: {ty}")
            } else {
                ty.clone()
            }
        };
        let receiver = self.receiver.map(str::to_owned);
        let arguments: Vec<String> = receiver
            .into_iter()
            .chain(self.arguments.iter().map(argument))
            .collect();
        format!("{keyword}({}) -> {}", arguments.join(", "), self.returns)
    }
}
