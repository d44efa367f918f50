//! A service: its own module, then those of its files.

use std::collections::BTreeMap;

use super::operations::Names;
use super::resources::Tree;
use super::{Context, docs, examples, models, operations};
use crate::contract::{self, File, TypeId};
use crate::diagnostics::Place;
use crate::model;
use crate::names::{self, Ident, Scope, ScopeKind};

/// A service, and what its types are called.
pub(super) struct Service<'a> {
    pub(super) contract: &'a contract::Service,
    pub(super) ident: Ident,
    pub(super) marker: Ident,
    /// The names of the types, by their ids.
    types: Vec<Ident>,
}

impl<'a> Service<'a> {
    /// What a type is called.
    pub(super) fn type_ident(&self, id: TypeId) -> &Ident {
        &self.types[id.0]
    }

    /// The type that has a name, if one has it.
    pub(super) fn type_called(&self, ident: &Ident) -> Option<&'a contract::Definition> {
        let index = self.types.iter().position(|name| name == ident)?;
        self.contract.types.get(index)
    }

    /// A type as fields and arguments have it.
    pub(super) fn ty(&self, ty: &contract::Type) -> model::Type {
        use contract::Builtin;
        match ty {
            contract::Type::Builtin(builtin) => match builtin {
                // GUIDs and binary data stay text: the service itself mixes spellings, and nothing may be lost.
                Builtin::String | Builtin::Guid | Builtin::Binary => model::Type::String,
                Builtin::Boolean => model::Type::Bool,
                Builtin::Int32 => model::Type::I32,
                Builtin::Int64 => model::Type::I64,
                Builtin::Double => model::Type::F64,
                Builtin::DateTime => model::Type::DateTime,
                Builtin::Any => model::Type::Any,
                Builtin::ObjectLink => model::Type::ObjectLink,
            },
            contract::Type::Named(id) => model::Type::Named(self.type_ident(*id).clone()),
            contract::Type::List(item) => model::Type::List(Box::new(self.ty(item))),
            contract::Type::Unknown => model::Type::Any,
        }
    }

    /// The type that stands for a kind of identifier.
    pub(super) fn identifier(&self, parameter: contract::ParameterId) -> Ident {
        match self.contract[parameter].takes {
            contract::Takes::Identifier(kind) => names::pascal(&self.contract[kind].name),
            contract::Takes::Tenant | contract::Takes::Unknown => None,
        }
        .unwrap_or_else(names::stand_in)
    }
}

/// One service.
pub(super) fn service(
    context: &mut Context,
    services: &mut Scope<Place>,
    contract: &contract::Service,
) -> model::Service {
    let (name, at) = (&contract.name, &contract.at);
    let ident = context.ident(names::snake(name), name, at);
    let marker = context.ident(names::pascal(name), name, at);
    let what = format!("the service `{name}`");
    context.enter(services, &ident, at, &what, "rename the folder");
    let service = Service {
        contract,
        ident: ident.clone(),
        marker: marker.clone(),
        types: type_names(context, contract),
    };
    let identifiers = identifiers(context, &service);
    for option in &contract.options {
        context.member(option.rust.as_ref(), &option.name, &option.at);
    }
    let mut names = Names::default();
    let mut tree = Tree::new(&service);
    let mut files = Scope::new(ScopeKind::Modules);
    let mut modules = Vec::new();
    for (index, file) in contract.files.iter().enumerate() {
        let mut module = module(context, &mut files, file);
        operations::operations(context, &service, &mut tree, &mut names, index, &mut module);
        modules.push(module);
    }
    tree.finish(context, &mut modules);
    for (file, module) in contract.files.iter().zip(&mut modules) {
        models::models(context, &service, file, module);
        examples::examples(&service, file, module);
    }
    model::Service {
        name: name.clone(),
        ident,
        marker,
        docs: docs::paragraphs([
            docs::lines(&contract.doc),
            docs::section("Errata", docs::errata(&contract.errata)),
        ]),
        source: contract.source.clone(),
        version: version(&contract.version),
        has_tenant: contract.tenant().is_some(),
        clouds: clouds(context, contract),
        scopes: contract.scopes.clone(),
        link_collection: contract.link_collection.clone(),
        identifiers,
        modules,
    }
}

fn version(versions: &contract::Versions) -> model::Version {
    match &versions.query {
        Some(name) => model::Version::Query {
            name: name.clone(),
            default: versions.default.clone().unwrap_or_default(),
        },
        None => model::Version::Path,
    }
}

/// The module of a file, still empty.
fn module(context: &mut Context, files: &mut Scope<Place>, file: &File) -> model::Module {
    let ident = context.ident(names::snake(&file.name), &file.name, &file.at);
    let what = format!("the file `{}.json`", file.name);
    context.enter(files, &ident, &file.at, &what, "rename the file");
    model::Module {
        ident,
        source: file.source.clone(),
        docs: docs::lines(&file.doc),
        resources: Vec::new(),
        methods: Vec::new(),
        operations: Vec::new(),
        requests: Vec::new(),
        structs: Vec::new(),
        enums: Vec::new(),
        unions: Vec::new(),
        foreign_types: Vec::new(),
        tests: Vec::new(),
    }
}

fn type_names(context: &mut Context, contract: &contract::Service) -> Vec<Ident> {
    let mut scope = Scope::new(ScopeKind::Types);
    let mut idents = Vec::new();
    for definition in &contract.types {
        let at = definition.at.on_key();
        let ident = context.ident(names::pascal(&definition.name), &definition.name, &at);
        let what = format!("the type `{}`", definition.name);
        let help = "choose another name for the type";
        let entered = context.enter(&mut scope, &ident, &at, &what, help);
        idents.push(if entered { ident } else { names::stand_in() });
    }
    idents
}

fn clouds(context: &mut Context, contract: &contract::Service) -> Vec<model::Cloud> {
    let mut scope = Scope::new(ScopeKind::Plain);
    let mut cloud = |cloud: &contract::Cloud| {
        let ident = context.ident(names::pascal(&cloud.name), &cloud.name, &cloud.at);
        let what = format!("the cloud `{}`", cloud.name);
        context.enter(&mut scope, &ident, &cloud.at, &what, "choose another name");
        model::Cloud {
            ident,
            name: cloud.name.clone(),
            url: cloud.url.clone(),
            docs: docs::lines(&cloud.doc),
        }
    };
    contract.clouds.iter().map(&mut cloud).collect()
}

fn identifiers(context: &mut Context, service: &Service<'_>) -> Vec<model::Identifier> {
    let mut scope = Scope::new(ScopeKind::Identifiers);
    let at = &service.contract.at;
    context.enter(
        &mut scope,
        &service.marker,
        at,
        "the service",
        "rename the folder",
    );
    let mut identifier = |identifier: &contract::Identifier| {
        let (name, at) = (&identifier.name, &identifier.at);
        let ident = context.ident(names::pascal(name), name, at);
        let what = format!("the identifier `{name}`");
        context.enter(&mut scope, &ident, at, &what, "choose another name");
        model::Identifier {
            name: name.clone(),
            ident,
            docs: docs::lines(&identifier.doc),
        }
    };
    let identifiers = service.contract.identifiers.iter();
    identifiers.map(&mut identifier).collect()
}

/// The error codes of all services as one open enumeration.
pub(super) fn error_codes(
    context: &mut Context,
    services: &[contract::Service],
) -> Vec<model::ErrorCode> {
    let mut scope = Scope::new(ScopeKind::Variants);
    let mut codes: BTreeMap<&str, model::ErrorCode> = BTreeMap::new();
    for error in services.iter().flat_map(|service| &service.errors) {
        if codes.contains_key(error.name.as_str()) {
            continue;
        }
        let ident = match &error.rust {
            Some(given) => {
                let made = names::given_variant(&given.name);
                context.given(made, given, "like `NotFound`")
            }
            None => context.ident(names::error_code(&error.name), &error.name, &error.at),
        };
        let what = format!("the code `{}`", error.name);
        let help = "give another name in `rust`";
        context.enter(&mut scope, &ident, &error.at, &what, help);
        let status = error
            .status
            .map(|status| format!("Comes with HTTP status {status}."));
        let code = model::ErrorCode {
            wire_name: error.name.clone(),
            ident,
            docs: docs::paragraphs([
                docs::lines(&error.doc),
                vec![format!("On the wire: `{}`.", error.name)],
                status.into_iter().collect(),
            ]),
        };
        codes.insert(&error.name, code);
    }
    codes.into_values().collect()
}
