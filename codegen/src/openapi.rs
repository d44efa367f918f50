//! The spec as OpenAPI 3.1, for the tools of other ecosystems.
//!
//! The document says what the service sends and takes; what only Rust needs, like names of setters, is left out. Names begin
//! with the service, since two services may have a type of the same name, and are identifiers in most languages:
//! `AzureAdGraph_GroupPage`, `azureAdGraph_groupsMembersList`. What OpenAPI has no word for stands in extensions:
//! `x-documents`, `x-errata`, `x-idempotent`, `x-permissions`, `x-replaced-by` and so on.

mod body;
mod errors;
mod examples;
mod node;
mod operation;
mod parameters;
mod responses;
mod security;
mod sent;
mod servers;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToLowerCamelCase, ToPascalCase};

use crate::check::concrete_id;
use crate::fmt::canonical;
use crate::parse::parse;
use crate::spec::{Erratum, File, Operation, Resource, Service, Spec, Type};
use crate::{Diagnostics, SourceFile, model, read};
use node::{Node, Object};

/// The text of the OpenAPI document, in the order of the spec.
///
/// # Errors
///
/// Every mistake in the spec.
pub fn openapi(sources: &[SourceFile]) -> Result<String, Diagnostics> {
    let api = read(sources)?.model;
    let spec = parse(sources).spec;
    let scopes: Vec<Scope<'_>> = api
        .services
        .iter()
        .filter_map(|service| Scope::new(&spec, service))
        .collect();
    Ok(canonical(&document(&scopes).text()))
}

/// One service: what the spec says about it, and what was decided.
struct Scope<'a> {
    /// The service's folder, which its components' names begin with.
    name: &'a str,
    service: &'a Service,
    resources: Vec<&'a File<Resource>>,
    types: BTreeMap<&'a str, &'a Type>,
    /// The types that stand in requests as a whole.
    sent: BTreeSet<&'a str>,
    operations: BTreeMap<&'a str, &'a model::Operation>,
}

impl<'a> Scope<'a> {
    fn new(spec: &'a Spec, model: &'a model::Service) -> Option<Self> {
        let service = spec
            .services
            .iter()
            .find(|file| file.folder == model.name)?;
        let resources: Vec<_> = spec
            .resources
            .iter()
            .filter(|file| file.folder == model.name)
            .collect();
        let types = resources.iter().flat_map(|file| file.content.types.iter());
        let types: BTreeMap<_, _> = types.collect();
        let operations = model.modules.iter().flat_map(|module| &module.operations);
        Some(Self {
            name: &service.folder,
            service: &service.content,
            sent: sent::sent(&resources, &types),
            types,
            resources,
            operations: operations
                .map(|operation| (operation.id.as_str(), operation))
                .collect(),
        })
    }

    /// The operations in the order of the spec: the file, the entry and its id there, and the concrete operation.
    fn operations(
        &self,
    ) -> impl Iterator<
        Item = (
            &'a File<Resource>,
            &'a str,
            &'a Operation,
            &'a model::Operation,
        ),
    > {
        let entries = self.resources.iter().flat_map(|file| {
            file.content
                .operations
                .iter()
                .map(move |(id, entry)| (*file, id, entry))
        });
        entries.flat_map(|(file, id, entry)| {
            let ids = match entry.on.as_slice() {
                [] => vec![id.to_owned()],
                prefixes => prefixes
                    .iter()
                    .map(|prefix| concrete_id(prefix, id))
                    .collect(),
            };
            let concrete = ids
                .into_iter()
                .filter_map(|id| self.operations.get(id.as_str()));
            concrete
                .map(move |operation| (file, id, entry, *operation))
                .collect::<Vec<_>>()
        })
    }

    /// A component's name.
    fn component(&self, name: &str) -> String {
        format!("{}_{name}", self.name.to_pascal_case())
    }

    /// The name of a schema that no type of the spec has.
    fn free_name(&self, name: impl Into<String>) -> String {
        let mut name = name.into();
        while self.types.contains_key(name.as_str()) {
            name.push('_');
        }
        name
    }

    /// An operation's name.
    fn operation_id(&self, id: &str) -> String {
        format!(
            "{}_{}",
            self.name.to_lower_camel_case(),
            id.to_lower_camel_case()
        )
    }

    /// A reference to a component.
    fn reference(&self, kind: &str, name: &str) -> Object {
        Object::new().with(
            "$ref",
            format!("#/components/{kind}/{}", self.component(name)),
        )
    }
}

fn document(scopes: &[Scope<'_>]) -> Object {
    let titles: Vec<&str> = scopes
        .iter()
        .map(|scope| scope.service.title.as_str())
        .collect();
    let docs: Vec<String> = scopes
        .iter()
        .map(|scope| format!("# {}\n\n{}", scope.service.title, scope.service.doc))
        .collect();
    let license = env!("CARGO_PKG_LICENSE");
    let info = Object::new()
        .with("title", titles.join(", "))
        .with("description", docs.join("\n\n"))
        .with(
            "license",
            Object::new()
                .with("name", license)
                .with("identifier", license),
        )
        .with("version", env!("CARGO_PKG_VERSION"));
    let mut components = Components::default();
    let mut paths = Object::new();
    for scope in scopes {
        scope.paths(&mut paths, &mut components);
        scope.types(&mut components.schemas);
        scope.error_schemas(&mut components.schemas);
    }
    let errata = scopes.iter().flat_map(|scope| &scope.service.errata);
    Object::new()
        .with("openapi", "3.1.0")
        .with("info", info)
        .with(
            "servers",
            scopes
                .iter()
                .map(|scope| scope.server(|_| true))
                .collect::<Node>(),
        )
        .with("tags", scopes.iter().flat_map(tags).collect::<Node>())
        .with("paths", paths)
        .with("components", components.object(scopes))
        .with("x-errata", errata.map(erratum).collect::<Node>())
        .with(
            "x-tagGroups",
            scopes.iter().map(tag_group).collect::<Node>(),
        )
}

/// What operations refer to.
#[derive(Default)]
struct Components {
    schemas: Object,
    parameters: Object,
}

impl Components {
    fn object(self, scopes: &[Scope<'_>]) -> Object {
        let responses = scopes
            .iter()
            .map(|scope| (scope.component("Error"), scope.error_response()));
        let security = scopes
            .iter()
            .map(|scope| (scope.name, scope.security_scheme()));
        Object::new()
            .with("schemas", self.schemas)
            .with("responses", responses.collect::<Object>())
            .with("parameters", self.parameters)
            .with("headers", responses::headers())
            .with("securitySchemes", security.collect::<Object>())
    }
}

/// A tag for each file with operations.
fn tags(scope: &Scope<'_>) -> Vec<Object> {
    let files = scope
        .resources
        .iter()
        .filter(|file| !file.content.operations.is_empty());
    let tag = |file: &&File<Resource>| {
        Object::new()
            .with("name", scope.component(&file.stem.to_pascal_case()))
            .with("description", file.content.doc.as_str())
            .with(
                "x-displayName",
                format!("{} ({})", file.stem, scope.service.title),
            )
    };
    files.map(tag).collect()
}

fn tag_group(scope: &Scope<'_>) -> Object {
    let files = scope
        .resources
        .iter()
        .filter(|file| !file.content.operations.is_empty());
    let names: Node = files
        .map(|file| scope.component(&file.stem.to_pascal_case()))
        .collect();
    Object::new()
        .with("name", scope.service.title.as_str())
        .with("tags", names)
}

fn erratum(erratum: &Erratum) -> Object {
    Object::new()
        .with("id", erratum.id.as_str())
        .with("document", erratum.document.as_str())
        .with("we", erratum.we.as_str())
        .with("because", erratum.because.as_str())
}

/// Errata as an extension.
fn errata(errata: &[Erratum]) -> Node {
    errata.iter().map(erratum).collect()
}
