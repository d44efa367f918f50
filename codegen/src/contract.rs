//! The contract: the API in its own terms.
//!
//! [`check`](mod@crate::check) makes it of what a spec says, and everybody who comes later reads it: whoever makes Rust of
//! it, and whoever shows, exports or compares it. Nothing here is text that somebody would have to take apart again: types
//! are types, paths are segments, bodies are what they send, and what the spec says once for several operations stands at
//! each of them. Every entry knows its [`Place`].

mod operation;
mod types;

use serde_json::Value;

use crate::diagnostics::Place;
pub use crate::protocol::{Asked, Delta, Placed};
pub use operation::*;
pub use types::*;

/// Everything that a spec describes.
#[derive(Debug, Default)]
pub struct Api {
    /// The services, in the order of their folders.
    pub services: Vec<Service>,
}

impl Api {
    /// How many operations there are.
    pub fn count(&self) -> usize {
        self.services.iter().flat_map(Service::operations).count()
    }
}

/// One service.
#[derive(Debug)]
pub struct Service {
    /// Its own file.
    pub at: Place,
    /// The path of that file.
    pub source: String,
    /// The folder's name.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// What it is.
    pub doc: String,
    /// How a call says which version it means.
    pub version: Versions,
    /// Where it is found; the first is the default.
    pub clouds: Vec<Cloud>,
    /// The scopes that its tokens are asked for.
    pub scopes: Vec<String>,
    /// Who issues them.
    pub authority: Option<String>,
    /// The service that took its place.
    pub successor: Option<ServiceSuccessor>,
    /// What links to objects look like.
    pub link: Option<Link>,
    /// The error codes that it documents.
    pub errors: Vec<ErrorCode>,
    /// The kinds of identifiers.
    pub identifiers: Vec<Identifier>,
    /// The parameters of paths.
    pub parameters: Vec<Parameter>,
    /// The types that a path may be cast to, like `microsoft.graph.user`, and what ids call each.
    pub casts: Vec<(String, String)>,
    /// The query options.
    pub options: Vec<QueryOption>,
    /// The request headers that callers may set.
    pub headers: Vec<Header>,
    /// Whether filters write literals as OData 3 has them.
    pub has_typed_literals: bool,
    /// How a call says that its query is an advanced one.
    pub advanced: Option<Advanced>,
    /// Who may call the operations that name a set of permissions, by the names of the sets.
    pub permission_sets: Vec<(String, Permissions)>,
    /// The delegated permissions that users may consent to themselves, if that is known.
    pub user_consent: Option<Vec<String>>,
    /// How it takes several calls in one request.
    pub batch: Option<Batch>,
    /// How it tells what has changed.
    pub delta: Option<Delta>,
    /// What it was imported from, if it was.
    pub imported: Option<Imported>,
    /// Where the documents contradict its own file.
    pub errata: Vec<Erratum>,
    /// The resource files, sorted by name.
    pub files: Vec<File>,
    /// The types of all files, in the order of the files.
    pub types: Vec<Definition>,
}

/// How a service takes several calls in one request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Batch {
    /// As a list in JSON; else as `multipart/mixed`.
    pub json: bool,
    /// How many calls a request may hold.
    pub most: u16,
}

/// The service that took the place of another.
#[derive(Clone, Debug)]
pub struct ServiceSuccessor {
    /// Its folder.
    pub name: String,
    /// Its name for people.
    pub title: String,
}

/// What a service was imported from.
#[derive(Debug)]
pub struct Imported {
    /// The digest of the metadata.
    pub digest: String,
    /// The patterns that were selected.
    pub select: Vec<String>,
    /// How many navigation properties a path may have.
    pub depth: Option<u32>,
}

/// One resource file.
#[derive(Debug)]
pub struct File {
    /// The file.
    pub at: Place,
    /// Its path.
    pub source: String,
    /// Its name without `.json`.
    pub name: String,
    /// What it is about.
    pub doc: String,
    /// Its operations as they were written.
    pub entries: Vec<Entry>,
    /// Its types.
    pub types: Vec<TypeId>,
}

/// How a call says which version it means.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Versions {
    /// The query parameter; without it the version is the first segment of each path.
    pub query: Option<String>,
    /// The version that calls ask for unless told otherwise.
    pub default: Option<String>,
    /// Every known version, the newest first.
    pub known: Vec<String>,
}

/// One cloud in which a service runs.
#[derive(Debug)]
pub struct Cloud {
    /// The key of the entry.
    pub at: Place,
    /// Its name.
    pub name: String,
    /// Scheme and host.
    pub url: String,
    /// Which cloud it is.
    pub doc: String,
}

/// One error code.
#[derive(Debug)]
pub struct ErrorCode {
    /// The key of the entry.
    pub at: Place,
    /// The code as sent.
    pub name: String,
    /// The name that the spec gives for Rust.
    pub rust: Option<Given>,
    /// The HTTP status that comes with it.
    pub status: Option<u16>,
    /// Whether a list of changes has to be read from its start.
    pub resync: bool,
    /// What it means.
    pub doc: String,
}

/// A kind of identifier.
#[derive(Debug)]
pub struct Identifier {
    /// The key of the entry.
    pub at: Place,
    /// Its name.
    pub name: String,
    /// What is identified.
    pub doc: String,
    /// A value for examples.
    pub example: String,
    /// The other kinds that are taken for this one too.
    pub includes: Vec<IdentifierId>,
}

/// What links to objects look like.
#[derive(Debug)]
pub struct Link {
    /// The property that holds the address.
    pub property: String,
    /// The path of an object, as it is written.
    pub template: String,
    /// The same, taken apart; the last segment is the object's identifier.
    pub to: Vec<Segment>,
}

/// A parameter of paths.
#[derive(Debug)]
pub struct Parameter {
    /// The key of the entry.
    pub at: Place,
    /// What the spec calls it: the name, perhaps behind the segment that it follows, like `domains/id`.
    pub key: String,
    /// Its name in paths.
    pub name: String,
    /// What it takes.
    pub takes: Takes,
    /// What it selects.
    pub doc: String,
}

/// What a parameter takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Takes {
    /// The client's tenant.
    Tenant,
    /// An identifier of this kind.
    Identifier(IdentifierId),
    /// An identifier of a kind that was reported.
    Unknown,
}

/// How a call says that its query is an advanced one.
#[derive(Debug)]
pub struct Advanced {
    /// The header.
    pub header: String,
    /// Its value.
    pub value: String,
    /// The query option that filters and orders need too.
    pub count: Option<OptionId>,
}

/// A query option.
#[derive(Debug)]
pub struct QueryOption {
    /// The key of the entry.
    pub at: Place,
    /// Its name.
    pub name: String,
    /// The name that the spec gives for Rust.
    pub rust: Option<Given>,
    /// What kind of value it takes.
    pub kind: OptionKind,
    /// The type of its value if it takes JSON.
    pub of: Type,
    /// Whether it takes an advanced query.
    pub advanced: bool,
    /// What it does.
    pub doc: String,
}

/// A request header that callers may set.
#[derive(Debug)]
pub struct Header {
    /// The key of the entry.
    pub at: Place,
    /// Its name.
    pub name: String,
    /// The name that the spec gives for Rust.
    pub rust: Option<Given>,
    /// Whether its value must not be shown.
    pub secret: bool,
    /// What it does.
    pub doc: String,
}

/// What kind of value a query option takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OptionKind {
    /// Any text.
    Text,
    /// A number without a fraction between two bounds.
    Number {
        /// The smallest one.
        min: Option<u32>,
        /// The largest one.
        max: Option<u32>,
    },
    /// `true` or `false`.
    Flag,
    /// A filter over the listed type.
    Filter,
    /// An order over the listed type.
    OrderBy,
    /// Which properties come back.
    Select,
    /// Which related objects come along.
    Expand,
    /// Words that listed objects hold.
    Search,
    /// Whether the first page says how many objects there are.
    Count,
    /// JSON of some type.
    Json,
}

impl OptionKind {
    /// The smallest and the largest number; none if every number is allowed or none is taken.
    pub fn bounds(self) -> Option<(u32, u32)> {
        match self {
            Self::Number { min, max } if (min, max) != (None, None) => {
                Some((min.unwrap_or(0), max.unwrap_or(u32::MAX)))
            }
            _ => None,
        }
    }
}

/// A name for Rust that the spec gives, as written.
#[derive(Clone, Debug)]
pub struct Given {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub at: Place,
}

/// A contradiction between the documents and the spec.
#[derive(Clone, Debug, PartialEq)]
pub struct Erratum {
    /// The entry.
    pub at: Place,
    /// Its name.
    pub id: String,
    /// What the document says.
    pub document: String,
    /// What the spec says instead.
    pub spec: String,
    /// Why.
    pub reason: String,
    /// The document's claim: JSON pointers into the entry and what would stand there.
    pub claims: Vec<(String, Value)>,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $Id:ident: $list:ident of $Item:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $Id(pub(crate) usize);

        impl std::ops::Index<$Id> for Service {
            type Output = $Item;

            fn index(&self, id: $Id) -> &$Item {
                &self.$list[id.0]
            }
        }
    )*};
}

ids! {
    /// A type of a service.
    TypeId: types of Definition;
    /// A kind of identifier of a service.
    IdentifierId: identifiers of Identifier;
    /// A parameter of a service.
    ParameterId: parameters of Parameter;
    /// A query option of a service.
    OptionId: options of QueryOption;
    /// A request header of a service.
    HeaderId: headers of Header;
}

impl Service {
    /// Every entry of a file, in the order of the files.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.files.iter().flat_map(|file| &file.entries)
    }

    /// Every operation, in the order of the files, with the file and the entry that it is written in.
    pub fn operations(&self) -> impl Iterator<Item = (&File, &Entry, &Operation)> {
        self.files.iter().flat_map(|file| {
            file.entries.iter().flat_map(move |entry| {
                entry.operations.iter().map(move |operation| (file, entry, operation))
            })
        })
    }

    /// The parameter that is the client's own: its tenant.
    pub fn tenant(&self) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.takes == Takes::Tenant)
    }

    /// What ids call a segment that is a cast.
    pub fn cast(&self, segment: &str) -> Option<&str> {
        let found = self.casts.iter().find(|(ty, _)| ty == segment);
        found.map(|(_, name)| name.as_str())
    }

    /// Whether values of a type are text.
    pub fn is_text(&self, ty: &Type) -> bool {
        match ty {
            Type::Builtin(builtin) => builtin.is_text(),
            Type::Named(id) => self[*id].kind == Kind::Enumeration,
            Type::Unknown => true,
            Type::List(_) => false,
        }
    }

    /// A type by its name.
    pub fn type_named(&self, name: &str) -> Option<TypeId> {
        self.types.iter().position(|definition| definition.name == name).map(TypeId)
    }
}
