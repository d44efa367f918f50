//! What facts are about, and what may happen to one.

/// What a fact is about.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Kind {
    /// Whatever it is, in the table of changes.
    Any,
    /// An item of the Rust API.
    Rust,
    Service,
    Cloud,
    ErrorCode,
    Identifier,
    Parameter,
    QueryOption,
    File,
    Type,
    Property,
    Value,
    Variant,
    Operation,
    Sent,
}

/// Which aspect of it.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Aspect {
    Exists,
    Name,
    File,
    Kind,
    Base,
    Tag,
    OdataType,
    Origin,
    Type,
    Nullable,
    Create,
    Update,
    Filter,
    Sort,
    Required,
    Clearable,
    Secret,
    Spelling,
    Rust,
    Url,
    Status,
    Identifier,
    Min,
    Max,
    VersionParameter,
    DefaultVersion,
    Version,
    Order,
    Scope,
    LinkCollection,
    Tenant,
    DefaultCloud,
    Method,
    Path,
    Parameters,
    Since,
    Idempotent,
    Query,
    Body,
    BodySource,
    BodyOptional,
    Success,
    Returns,
    Rule,
    Document,
    Source,
    ReplacedBy,
    PermissionsSaid,
    Permission,
    ConsentSaid,
    Consent,
    Erratum,
    Example,
    Text,
}

/// What happens to a fact.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Event {
    Added,
    Removed,
    /// It is another.
    Changed,
    /// It is another that is more than it was.
    More,
    /// It is another that is less than it was.
    Less,
}

impl Event {
    /// The same seen from the other side.
    pub(super) fn mirrored(self) -> Self {
        match self {
            Self::Added => Self::Removed,
            Self::Removed => Self::Added,
            Self::Changed => Self::Changed,
            Self::More => Self::Less,
            Self::Less => Self::More,
        }
    }
}
