//! What an item of the surface comes from, so that a change of the contract and its effect can be told together.

/// An entry of the spec, or a part of one. Names are those of the spec, except that types and identifiers go by their
/// Rust names, which is all that the model knows of them.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Topic {
    /// A service.
    Service(String),
    /// Whether the paths of a service hold a tenant.
    Tenant(String),
    /// A file of a service.
    File(String, String),
    /// A cloud of a service.
    Cloud(String, String),
    /// An error code of any service.
    Code(String),
    /// A kind of identifier of a service.
    Identifier(String, String),
    /// An operation of a service.
    Operation(String, String),
    /// What an operation answers.
    Response(String, String),
    /// What an operation takes for its body.
    Body(String, String),
    /// A query option of an operation, or a property of its body.
    Part(String, String, String),
    /// A type of a service.
    Type(String, String),
    /// A property of a type, or a value of an enumeration.
    Member(String, String, String),
    /// A property of a type as something to filter and sort by.
    Query(String, String, String),
    /// A type among those of a union.
    Variant(String, String, String),
}
