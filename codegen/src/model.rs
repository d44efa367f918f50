//! The model: decisions only, nothing left to interpret.
//!
//! [`lower`](mod@crate::lower) makes it and the emitters draw it. Every name here is checked and free of collisions;
//! what has two sides says so: `wire_name` and `ident`. Documentation stands as finished Markdown lines.

mod call;
mod example;
mod function;
mod migration;
mod types;

pub use call::*;
pub use example::*;
pub use function::*;
pub use migration::*;
pub use types::*;

use std::collections::BTreeMap;

use crate::names::Ident;
pub use crate::protocol::{Asked, Delta, Placed};

/// Everything that is emitted.
#[derive(Debug, Hash)]
pub struct Api {
    /// The services, in the order of their folders.
    pub services: Vec<Service>,
    /// The error codes of all services, sorted by code.
    pub error_codes: Enum,
}

/// One service: one folder of the spec, one module with a client of its own.
#[derive(Debug, Hash)]
pub struct Service {
    /// The folder's name.
    pub name: String,
    /// The module.
    pub ident: Ident,
    /// The type of its clients.
    pub marker: Ident,
    /// The module's documentation.
    pub docs: Docs,
    /// Where its entries are described, and the contradictions in the documents.
    pub errata: Docs,
    /// The service's own spec file.
    pub source: String,
    /// How calls say which version they mean.
    pub version: Version,
    /// Whether paths hold the client's tenant.
    pub has_tenant: bool,
    /// Where the service is found; the first is the default. Never empty.
    pub clouds: Vec<Cloud>,
    /// The scopes of its tokens.
    pub scopes: Vec<String>,
    /// What links to objects look like.
    pub link: Option<Link>,
    /// How it takes several calls in one request.
    pub batch: Option<Batch>,
    /// How it tells what has changed.
    pub delta: Option<Delta>,
    /// How a call says that its query is an advanced one.
    pub advanced: Option<Advanced>,
    /// The kinds of identifiers.
    pub identifiers: Vec<Identifier>,
    /// The types that become types of the service that took this one's place.
    pub conversions: Option<Conversions>,
    /// One module per resource file.
    pub modules: Vec<Module>,
    /// By resource, the operations that it leads to: the nearest first.
    pub behind: BTreeMap<Ident, Vec<String>>,
    /// What brings lists of changes.
    pub delta_features: Features,
}

/// How several calls go in one request.
#[derive(Debug, Hash)]
pub struct Batch {
    /// As a list in JSON; else as `multipart/mixed`.
    pub json: bool,
    /// How many calls a request may hold.
    pub most: u16,
    /// The segments of the path, `$batch` included.
    pub path: Vec<Segment>,
    /// Every property that must not be shown, sorted.
    pub secrets: Vec<String>,
}

/// How calls say which version they mean.
#[derive(Debug, Eq, Hash, PartialEq)]
pub enum Version {
    /// In a query parameter.
    Query {
        /// The parameter.
        name: String,
        /// What it says by default.
        default: String,
    },
    /// In the path's first segment.
    Path,
}

/// How a call says that its query is an advanced one.
#[derive(Debug, Hash)]
pub struct Advanced {
    /// The header.
    pub header: String,
    /// Its value.
    pub value: String,
    /// The query option that filters and orders need too.
    pub count: Option<String>,
}

/// One cloud.
#[derive(Debug, Hash)]
pub struct Cloud {
    /// The variant.
    pub ident: Ident,
    /// The cloud's name in the spec.
    pub name: String,
    /// Scheme and host.
    pub url: String,
    /// Which cloud it is.
    pub docs: Docs,
}

/// A kind of identifier.
#[derive(Debug, Hash)]
pub struct Identifier {
    /// Its name in the spec.
    pub name: String,
    /// The type.
    pub ident: Ident,
    /// What it identifies.
    pub docs: Docs,
    /// The other kinds that are taken for it too.
    pub includes: Vec<Ident>,
    /// What brings it.
    pub features: Features,
}

/// One resource file of the spec.
#[derive(Debug, Hash)]
pub struct Module {
    /// The module.
    pub ident: Ident,
    /// The spec file.
    pub source: String,
    /// The module's documentation.
    pub docs: Docs,
    /// The resources that are defined here.
    pub resources: Vec<Resource>,
    /// The methods that this file adds to the client and to resources, wherever they are defined.
    pub methods: Vec<Methods>,
    /// The operations.
    pub operations: Vec<Operation>,
    /// The types that callers name to send requests.
    pub requests: Vec<Request>,
    /// The objects.
    pub structs: Vec<Struct>,
    /// The open enumerations.
    pub enums: Vec<Enum>,
    /// The unions.
    pub unions: Vec<Union>,
    /// Types of other modules that the types of this module name, sorted.
    pub foreign_types: Vec<Ident>,
    /// The documented examples, as tests.
    pub tests: Vec<Test>,
    /// The way to the service that took this one's place.
    pub migration: Option<Migration>,
    /// What brings the module.
    pub features: Features,
}

/// A feature of a crate.
#[derive(Debug)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// The features that it brings, sorted.
    pub needs: Vec<String>,
}

/// The features any of which brings a part of the API; none if it is always there.
#[derive(Clone, Debug, Default, Hash)]
pub struct Features(pub Vec<String>);

impl Api {
    /// A documented example: the operation, and its request.
    pub fn example(&self, shown: &Shown) -> Option<(&Operation, &TestRequest)> {
        let service = self.services.iter().find(|service| service.name == shown.service)?;
        service.modules.iter().find_map(|module| {
            let operation = module.operations.iter().find(|it| it.id == shown.operation)?;
            let mut requests = module.requests_of(operation);
            Some((operation, requests.find(|request| request.target == shown.target)?))
        })
    }
}

impl Module {
    /// A module with nothing in it.
    pub fn new(ident: Ident, source: String, docs: Docs) -> Self {
        Self {
            ident,
            source,
            docs,
            resources: Vec::new(),
            methods: Vec::new(),
            operations: Vec::new(),
            requests: Vec::new(),
            structs: Vec::new(),
            enums: Vec::new(),
            unions: Vec::new(),
            foreign_types: Vec::new(),
            tests: Vec::new(),
            migration: None,
            features: Features::default(),
        }
    }

    /// The documented requests of an operation.
    pub fn requests_of(&self, operation: &Operation) -> impl Iterator<Item = &TestRequest> {
        let tests = self.tests.iter().filter(|test| test.operation == operation.id);
        tests.filter_map(|test| test.request.as_ref())
    }

    /// The operations that some methods call.
    pub fn calls<'m>(&'m self, methods: &'m Methods) -> impl Iterator<Item = &'m Operation> {
        methods.calls.iter().filter_map(|index| self.operations.get(*index))
    }

    /// The types that the spec names.
    pub fn type_names(&self) -> impl Iterator<Item = &String> + Clone {
        let structs = self.structs.iter().map(|it| &it.name);
        let enums = self.enums.iter().map(|it| &it.name);
        structs.chain(enums).chain(self.unions.iter().map(|it| &it.name))
    }

    /// Whether the module has types of its own.
    pub fn has_types(&self) -> bool {
        !(self.requests.is_empty()
            && self.structs.is_empty()
            && self.enums.is_empty()
            && self.unions.is_empty())
    }

    /// Whether the readable part of some type names the runtime.
    pub fn types_use_runtime(&self) -> bool {
        let redacts = self.requests.iter().any(|request| {
            request.fields.iter().any(|field| field.secret || field.ty.is_of_runtime())
        });
        redacts || !(self.structs.is_empty() && self.unions.is_empty())
    }

    /// Whether some operation names a model.
    pub fn operations_use_models(&self) -> bool {
        self.operations.iter().any(|operation| {
            operation.response.names_model() || operation.setters.iter().any(Setter::names_model)
        })
    }
}

/// Lines of Markdown.
pub type Docs = Vec<String>;

/// A place on the way through the API: a path prefix as a struct.
#[derive(Debug, Hash)]
pub struct Resource {
    /// The struct.
    pub ident: Ident,
    /// What it stands for.
    pub docs: Docs,
}

/// An id that a method takes.
#[derive(Clone, Debug, Hash)]
pub struct IdField {
    /// The argument.
    pub ident: Ident,
    /// The kind of identifier.
    pub identifier: Ident,
}

/// Methods that one file adds to one type.
#[derive(Debug, Hash)]
pub struct Methods {
    /// The type.
    pub on: Receiver,
    /// Ways on to further resources.
    pub accessors: Vec<Accessor>,
    /// Calls: indices into the module's operations.
    pub calls: Vec<usize>,
}

/// A type that has methods.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Receiver {
    /// The client of the service.
    Client,
    /// A resource, and the module that defines it where that is another one.
    Resource {
        /// The module.
        module: Option<Ident>,
        /// The struct.
        ident: Ident,
    },
}

/// A way on to a further resource.
#[derive(Debug, Hash)]
pub struct Accessor {
    /// The method: `groups`, or `id`.
    pub function: Function,
    /// The resource that it gives.
    pub resource: Ident,
    /// The kind of identifier that it takes.
    pub taken: Option<Ident>,
}
