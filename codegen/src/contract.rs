//! The contract: the API in its own terms.
//!
//! [`check`](mod@crate::check) makes it of what a spec says, and everybody who comes later reads it: whoever makes Rust of
//! it, and whoever shows, exports or compares it. Nothing here is text that somebody would have to take apart again: types
//! are types, paths are segments, bodies are what they send, and what the spec says once for several operations stands at
//! each of them. Every entry knows its [`Place`].

mod example;
mod listed;
mod operation;
mod path;
mod permissions;
mod successor;
mod ty;
mod types;

use serde_json::Value;

use crate::diagnostics::Place;
pub use crate::protocol::{Asked, Delta, Placed};
pub use example::*;
pub use listed::*;
pub use operation::*;
pub use path::*;
pub use permissions::*;
pub use successor::*;
pub use ty::*;
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
