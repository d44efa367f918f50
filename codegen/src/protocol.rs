//! What the stages say in the same words: how values stand in paths, how a service responds, how it tells of changes.

/// How a value with a name stands in a path. `P` is the parameter that it is, `O` the option that has it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Placed<P, O> {
    /// In quotes, as text does.
    Quoted(P),
    /// As it is, as numbers do.
    Plain(P),
    /// By the name of a query option, which has the value.
    Alias(O),
}

impl<P: Copy, O> Placed<P, O> {
    /// The parameter that it is, if the path has it.
    pub fn parameter(&self) -> Option<P> {
        match self {
            Self::Quoted(parameter) | Self::Plain(parameter) => Some(*parameter),
            Self::Alias(_) => None,
        }
    }
}

/// What a success holds; `T` is a type of the service, or one of Rust.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Response<T> {
    /// Nothing.
    Nothing,
    /// A value as the whole body.
    Json(T),
    /// A value in `{"value": …}`.
    Value(T),
    /// The same, or as the only item of a list.
    Single(T),
    /// A value as the whole body, or nothing.
    Maybe(T),
    /// A page of a list.
    Page(T),
    /// A page of a list of changes.
    Delta(T),
    /// A number as text.
    Count,
    /// What is no JSON.
    Bytes,
}

impl<T> Response<T> {
    /// What it holds.
    pub fn ty(&self) -> Option<&T> {
        match self {
            Self::Nothing | Self::Count | Self::Bytes => None,
            Self::Json(ty)
            | Self::Value(ty)
            | Self::Single(ty)
            | Self::Maybe(ty)
            | Self::Page(ty)
            | Self::Delta(ty) => Some(ty),
        }
    }

    /// Whether it comes in pages.
    pub fn is_paged(&self) -> bool {
        matches!(self, Self::Page(_) | Self::Delta(_))
    }

    /// The same with another type.
    pub fn map<U>(&self, to: impl FnOnce(&T) -> U) -> Response<U> {
        match self {
            Self::Nothing => Response::Nothing,
            Self::Json(ty) => Response::Json(to(ty)),
            Self::Value(ty) => Response::Value(to(ty)),
            Self::Single(ty) => Response::Single(to(ty)),
            Self::Maybe(ty) => Response::Maybe(to(ty)),
            Self::Page(ty) => Response::Page(to(ty)),
            Self::Delta(ty) => Response::Delta(to(ty)),
            Self::Count => Response::Count,
            Self::Bytes => Response::Bytes,
        }
    }
}

/// How a service tells what has changed since a list was read before.
#[derive(Clone, Debug, Hash)]
pub struct Delta {
    /// The property that identifies an object.
    pub id: String,
    /// The query option that makes a list one of changes, if the path does not say it.
    pub query: Option<String>,
    /// Another name of the link to the next page.
    pub next_link: Option<String>,
    /// The name of the link to later changes.
    pub delta_link: String,
    /// The properties that tell of an object that it is gone, and the reason that each stands for.
    pub removed: Vec<(String, &'static str)>,
    /// The tag of the objects that tell of links.
    pub links: Option<String>,
    /// What asks for a token and no changes.
    pub latest: Asked,
    /// What asks for nothing but the properties that have changed.
    pub minimal: Asked,
    /// The error codes that say that the list has to be read from its start.
    pub resync: Vec<String>,
}

/// How something is asked for: name and value.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Asked {
    /// With a header.
    Header(String, String),
    /// With a query option.
    Query(String, String),
}
