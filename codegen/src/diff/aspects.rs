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

impl Kind {
    /// The name of something of the kind, which is a part of something else.
    pub(super) fn below(self, of: &str, label: &str) -> String {
        let separator = match self {
            Self::Cloud => "/clouds/",
            Self::ErrorCode => "/errors/",
            Self::Identifier => "/identifiers/",
            Self::Parameter => "/path/",
            Self::QueryOption => "/query/",
            Self::Header => "/headers/",
            Self::Property | Self::Value | Self::Variant => ".",
            _ => "/",
        };
        format!("{of}{separator}{label}")
    }
}

macro_rules! aspects {
    ($($Aspect:ident $($facet:literal)?,)+) => {
        /// Which aspect of it.
        #[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
        pub(super) enum Aspect {
            $($Aspect,)+
        }

        impl Aspect {
            /// Which part of what the Rust API has of a subject the aspect shapes: all of it, or what items mark so; none
            /// if the aspect is only told, or only sent and read in another way.
            pub(super) fn facet(self) -> Option<&'static str> {
                let facet: &[&'static str] = match self {
                    $(Self::$Aspect => &[$($facet)?],)+
                };
                facet.first().copied()
            }
        }
    };
}

// The order decides which of several differences of a subject an effect on the Rust API is told with: the first.
aspects! {
    Exists "", Name "", File "", Kind "", Base "", Tag, OdataType, Origin,
    Type "", Nullable, Create "#create", Update "#update",
    Filter "#query", Sort "#query", Search, Expand "#query", Returned, Key "#key",
    Includes "#includes", Fallback, Flags, Advanced, Literals,
    Required "", Clearable "", Secret, Spelling, Rust "", Url, Status, Identifier "", Min, Max,
    VersionParameter, DefaultVersion, Version, Order, Scope, Link, Delta, Until "#until", Resync,
    Tenant "#tenant", DefaultCloud,
    Method, Path "", Parameters "", Since, Idempotent, Query "", Header "",
    Body "#body", BodySource "#body", BodyOptional, Success, Returns "#returns", Rule,
    Document, Source, ReplacedBy, Renamed, SuccessorQuery,
    PermissionsSaid, Permission, ConsentSaid, Consent, Erratum, Example, Text,
    // Only told apart by: what tells it shows elsewhere.
    Fragment, PartOfName,
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
