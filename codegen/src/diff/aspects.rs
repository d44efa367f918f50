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
    Header,
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
    Search,
    Expand,
    Returned,
    Key,
    Includes,
    Fallback,
    Flags,
    Advanced,
    Literals,
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
    Link,
    Delta,
    Until,
    Resync,
    Tenant,
    DefaultCloud,
    Method,
    Path,
    Parameters,
    Since,
    Idempotent,
    Query,
    Header,
    Body,
    BodySource,
    BodyOptional,
    Success,
    Returns,
    Rule,
    Document,
    Source,
    ReplacedBy,
    Renamed,
    SuccessorQuery,
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

impl Aspect {
    /// Which part of what the Rust API has of a subject an aspect shapes: all of it, or what items mark so; none if the
    /// aspect is only told, or only sent and read in another way.
    pub(super) fn facet(self) -> Option<&'static str> {
        match self {
            Self::Tenant => Some("#tenant"),
            Self::Returns => Some("#returns"),
            Self::Create => Some("#create"),
            Self::Update => Some("#update"),
            Self::Filter | Self::Sort | Self::Expand => Some("#query"),
            Self::Key => Some("#key"),
            Self::Until => Some("#until"),
            Self::Includes => Some("#includes"),
            Self::Body | Self::BodySource => Some("#body"),
            Self::Exists | Self::Name | Self::File | Self::Kind | Self::Base | Self::Type => {
                Some("")
            }
            Self::Rust | Self::Required | Self::Clearable | Self::Identifier => Some(""),
            Self::Path | Self::Parameters | Self::Query | Self::Header => Some(""),
            _ => None,
        }
    }
}
