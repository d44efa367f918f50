//! Operations and the calls that make them.

use super::{Docs, ExampleCall, Function, IdField, Takes, Type};
use crate::names::Ident;
use crate::protocol::{self, Placed};

/// One operation.
#[derive(Debug, Hash)]
pub struct Operation {
    /// The id: `groups.members.add`.
    pub id: String,
    /// The type of its calls.
    pub ident: Ident,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path as the spec writes it, from the host on.
    pub template: String,
    /// The path.
    pub path: Vec<Segment>,
    /// The version that it asks for unless told otherwise.
    pub version: String,
    /// The versions in which it exists, first the one that it asks for.
    pub versions: Vec<String>,
    /// Whether it may be repeated after an ambiguous failure.
    pub idempotent: bool,
    /// Whether it is an advanced query in any case.
    pub advanced: bool,
    /// When a body is sent.
    pub body_rule: BodyRule,
    /// The statuses that mean success.
    pub success: Vec<u16>,
    /// What a success holds.
    pub response: Response,
    /// Who may call it.
    pub permissions: Option<Permissions>,
    /// The request that took its place.
    pub replaced_by: Option<String>,
    /// Where it is described, or known from.
    pub documents: Vec<String>,
    /// The properties of its body and of its response that must not be shown.
    pub secrets: Vec<String>,
    /// The page of its call.
    pub docs: Docs,
    /// The method that makes the call.
    pub call: CallMethod,
    /// The optional parts of the request.
    pub setters: Vec<Setter>,
    /// The property that identifies what it creates.
    pub creates: Option<String>,
    /// The ways to wait for what it leads to.
    pub waits: Vec<Wait>,
}

/// A method that makes the call and waits for what it leads to.
#[derive(Clone, Debug, Hash)]
pub struct Wait {
    /// The method.
    pub function: Function,
    /// The entries of the spec that it comes from besides the operation, the nearest first.
    pub about: Vec<String>,
    /// What is waited for.
    pub until: Until,
}

/// What is waited for.
#[derive(Clone, Debug, Hash)]
pub enum Until {
    /// What was created is found.
    Readable,
    /// The object is gone.
    Gone,
    /// The object has these properties, whose values are written as JSON.
    Has(Vec<(String, String)>),
}

/// A part of a path.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Segment {
    /// The client's tenant.
    Tenant,
    /// The version.
    Version,
    /// Fixed text.
    Literal(String),
    /// A value as a segment of its own.
    Value,
    /// A value as an OData key: `domains('…')`.
    Key(String),
    /// Values with names: `applications(appId='…')`.
    Arguments(String, Vec<(String, Placed<(), String>)>),
}

/// What links to objects look like.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Link {
    /// The property that holds the address.
    pub property: String,
    /// The path of an object.
    pub to: Vec<Segment>,
}

/// When a body is sent.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum BodyRule {
    /// Never.
    None,
    /// Once a property is set.
    Optional,
    /// Always.
    Required,
}

/// What a success holds.
pub type Response = protocol::Response<Type>;

impl Response {
    /// Whether it names a type of the service.
    pub fn names_model(&self) -> bool {
        self.ty().is_some_and(Type::names_model)
    }

    /// What the runtime calls it.
    pub fn wrapper(&self) -> &'static str {
        match self {
            Self::Nothing => "Empty",
            Self::Json(_) => "Json",
            Self::Value(_) => "Value",
            Self::Single(_) => "Single",
            Self::Maybe(_) => "Maybe",
            Self::Page(_) => "Page",
            Self::Delta(_) => "Delta",
            Self::Count => "Count",
            Self::Bytes => "Raw",
        }
    }

    /// The macro of the runtime that gives its calls their methods.
    pub fn methods(&self) -> &'static str {
        match self {
            Self::Page(_) => "list_call",
            Self::Delta(_) => "delta_call",
            _ => "call",
        }
    }

    /// What it lists.
    pub fn item(&self) -> Option<&Type> {
        match self {
            Self::Page(item) | Self::Delta(item) => Some(item),
            Self::Value(Type::List(item)) => Some(item),
            _ => None,
        }
    }
}

/// Who may call an operation: with all permissions of any entry.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Permissions {
    /// On behalf of a work or school account.
    pub delegated: Vec<Vec<String>>,
    /// On behalf of a personal account.
    pub personal: Vec<Vec<String>>,
    /// As an app of its own.
    pub application: Vec<Vec<String>>,
    /// Directory roles that suffice.
    pub roles: Vec<String>,
    /// Those of the delegated permissions that users may consent to themselves, if that is known.
    pub user_consent: Option<Vec<String>>,
}

/// The method that makes a call.
#[derive(Debug, Hash)]
pub struct CallMethod {
    /// The method.
    pub function: Function,
    /// The example on the call's page.
    pub example: Option<ExampleCall>,
    /// An id that the method takes for the path.
    pub taken: Vec<IdField>,
    /// What it takes for the body.
    pub body: CallBody,
}

/// What a method takes for the body.
#[derive(Clone, Debug, Hash)]
pub enum CallBody {
    /// Nothing.
    Nothing,
    /// The id of an object to link to.
    Link(IdField),
    /// The only required property.
    One(Required),
    /// An object that is the body.
    Whole(Type),
    /// A body that is no JSON.
    Bytes,
    /// The required properties as a struct.
    Struct(Ident),
}

/// A property as an argument.
#[derive(Clone, Debug, Hash)]
pub struct Required {
    /// The property.
    pub wire_name: String,
    /// The argument.
    pub ident: Ident,
    /// Its type.
    pub ty: Type,
}

/// A method that sets an optional part of a request.
#[derive(Clone, Debug, Hash)]
pub struct Setter {
    /// The method.
    pub function: Function,
    /// The query option, header or property.
    pub wire_name: String,
    /// What it sets.
    pub kind: SetterKind,
    /// Whether it takes an advanced query.
    pub advanced: bool,
    /// The entries of the spec that it comes from besides the operation, the nearest first.
    pub about: Vec<String>,
}

/// What a setter sets.
#[derive(Clone, Debug, Hash)]
pub enum SetterKind {
    /// A query option, and the smallest and the largest number where it takes one and not all are allowed.
    Query(Option<(u32, u32)>),
    /// A query option that takes JSON.
    Json(Type),
    /// A header, and whether its value must not be shown.
    Header {
        /// Whether it is a secret.
        secret: bool,
    },
    /// A property of the body.
    Property(Type),
    /// A property of the body, to null.
    Clear,
}

impl Setter {
    /// Whether it sets what another setter sets too, whose name is that of the property.
    pub fn is_second(&self) -> bool {
        matches!(self.kind, SetterKind::Clear | SetterKind::Property(Type::Optional(_)))
    }

    /// Whether it names a type of the service.
    pub fn names_model(&self) -> bool {
        let mut types = self.function.arguments.iter().filter_map(|it| it.takes.ty());
        types.any(Type::names_model)
    }
}

impl Takes {
    /// The type that it names.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Value(ty)
            | Self::Filter(ty)
            | Self::OrderBy(ty)
            | Self::Select(ty)
            | Self::Expand(ty) => Some(ty),
            _ => None,
        }
    }
}
