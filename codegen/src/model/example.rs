//! Documented examples: the call that makes the request, and what the service responds.

use crate::names::Ident;
use serde_json::Value;

use super::Type;

/// A documented example as a test.
#[derive(Debug, Hash)]
pub struct Test {
    /// The test function.
    pub ident: Ident,
    /// The operation's id.
    pub operation: String,
    /// The type that stands for the operation.
    pub endpoint: Ident,
    /// Where the example stands.
    pub from: String,
    /// The request.
    pub request: Option<TestRequest>,
    /// The response.
    pub response: Option<TestResponse>,
}

/// A documented request.
#[derive(Debug, Hash)]
pub struct TestRequest {
    /// How a caller makes it.
    pub call: ExampleCall,
    /// The client's tenant.
    pub tenant: Option<String>,
    /// The HTTP method.
    pub method: String,
    /// Scheme and host of the first cloud that has the operation.
    pub host: String,
    /// The target as documented.
    pub target: String,
    /// Headers, by name.
    pub headers: Vec<(String, String)>,
    /// The body as documented.
    pub body: Option<Value>,
}

/// A documented response.
#[derive(Debug, Hash)]
pub struct TestResponse {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Option<Value>,
    /// How the body is checked.
    pub check: ResponseCheck,
}

/// How the response of an example is compared with the documented body.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum ResponseCheck {
    /// There is nothing to compare.
    Nothing,
    /// The model is encoded again and gives the whole body.
    Whole,
    /// The model is encoded again and gives the body's `value`.
    Value,
    /// The model is encoded again and gives the only item of the body's `value`.
    OnlyItem,
    /// It is an error with this code and message.
    Failure {
        /// The code.
        code: String,
        /// The message.
        message: Option<String>,
    },
}

/// A call as an expression.
#[derive(Clone, Debug, Hash)]
pub struct ExampleCall {
    /// The way to the call: each method and its arguments, from the client on.
    pub steps: Vec<ExampleStep>,
    /// The service's module.
    pub service: Ident,
    /// The type that stands for the service.
    pub marker: Ident,
    /// Whether the call gives pages.
    pub paged: bool,
}

/// One method call.
#[derive(Clone, Debug, Hash)]
pub struct ExampleStep {
    /// The method.
    pub ident: Ident,
    /// Its arguments.
    pub arguments: Vec<Literal>,
}

/// A value as an expression.
#[derive(Clone, Debug, Hash)]
pub enum Literal {
    /// Text for an argument that takes `impl Into<…>`.
    Text(String),
    /// Text where the type is needed: `"…".into()`.
    TextInto(String),
    /// `true` or `false`.
    Bool(bool),
    /// A number without a fraction.
    Integer(i64),
    /// A number.
    Float(serde_json::Number),
    /// A list for an argument that takes `impl IntoIterator`.
    Items(Vec<Literal>),
    /// A list of no items, whose type must be said.
    NoItems(Type),
    /// A `Vec`.
    List(Vec<Literal>),
    /// `Some(…)`
    Some(Box<Literal>),
    /// `Box::new(…)`
    Boxed(Box<Literal>),
    /// One of the types of a union as the union: `….into()`.
    Variant(Box<Literal>),
    /// Any JSON.
    Json(Value),
    /// A search as it is sent.
    Expression(String),
    /// Properties by the module of a type and the functions in it.
    Properties(Ident, Vec<Ident>),
    /// A struct of the service's models.
    Struct {
        /// The struct.
        ident: Ident,
        /// Its fields.
        fields: Vec<(Ident, Literal)>,
        /// Properties that go into `extra`.
        extra: Vec<(String, Value)>,
        /// Whether the remaining fields take their defaults.
        rest: bool,
    },
}

impl ExampleCall {
    /// Whether the expression names a model.
    pub fn names_models(&self) -> bool {
        self.steps.iter().flat_map(|step| &step.arguments).any(Literal::names_models)
    }
}

impl Literal {
    fn names_models(&self) -> bool {
        match self {
            Self::Struct { .. } | Self::Properties(..) => true,
            Self::NoItems(ty) => ty.names_model(),
            Self::Items(items) | Self::List(items) => items.iter().any(Self::names_models),
            Self::Some(value) | Self::Boxed(value) | Self::Variant(value) => value.names_models(),
            Self::Text(_)
            | Self::TextInto(_)
            | Self::Bool(_)
            | Self::Integer(_)
            | Self::Float(_)
            | Self::Expression(_)
            | Self::Json(_) => false,
        }
    }
}
