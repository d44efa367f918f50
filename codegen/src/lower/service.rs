//! A service: its own module, then those of its files.

use std::collections::{BTreeMap, BTreeSet};

use super::named::Service;
use super::operations::Names;
use super::resources::Tree;
use super::{Context, conversions, docs, errata, examples, migration, models, operations};
use crate::contract::{self, File};
use crate::diagnostics::Place;
use crate::model;
use crate::names::{self, Scope, ScopeKind};

/// One service.
pub(super) fn service(
    context: &mut Context,
    services: &mut Scope<Place>,
    api: &contract::Api,
    contract: &contract::Service,
) -> model::Service {
    let (name, at) = (&contract.name, &contract.at);
    let ident = context.ident(names::snake(name), name, at);
    let marker = context.ident(names::pascal(name), name, at);
    let what = || format!("the service `{name}`");
    for made in [&ident, &marker] {
        context.enter(services, made, at, &what, "rename the folder");
    }
    let service = Service::new(context, contract, ident.clone(), marker.clone());
    let identifiers = identifiers(context, &service);
    check_members(context, contract);
    let mut names = Names::default();
    let mut tree = Tree::new(&service);
    let mut files = Scope::new(ScopeKind::Files);
    let mut modules = Vec::new();
    for (index, file) in contract.files.iter().enumerate() {
        let mut module = module(context, &mut files, file);
        operations::operations(context, &service, &mut tree, &mut names, index, &mut module);
        modules.push(module);
    }
    let behind = tree.finish(context, &mut modules);
    for (file, module) in contract.files.iter().zip(&mut modules) {
        models::models(context, &service, file, module);
        examples::examples(&service, file, module);
        module.migration = migration::page(api, contract, file);
    }
    model::Service {
        name: name.clone(),
        ident,
        marker,
        docs: docs::lines(&contract.doc),
        errata: errata::page(contract),
        source: contract.source.clone(),
        version: version(&contract.version),
        has_tenant: contract.tenant().is_some(),
        clouds: clouds(context, contract),
        scopes: contract.scopes.clone(),
        link: contract.link.as_ref().map(|link| model::Link {
            property: link.property.clone(),
            to: link.to.iter().map(|it| operations::segment(contract, it)).collect(),
        }),
        batch: contract.batch.map(|batch| self::batch(contract, batch)),
        delta: contract.delta.clone(),
        advanced: contract.advanced.as_ref().map(|it| model::Advanced {
            header: it.header.clone(),
            value: it.value.clone(),
            count: it.count.map(|id| contract[id].name.clone()),
        }),
        identifiers,
        conversions: conversions::conversions(api, contract),
        modules,
        behind,
        delta_features: model::Features::default(),
    }
}

fn batch(contract: &contract::Service, batch: contract::Batch) -> model::Batch {
    let entries = contract.files.iter().flat_map(|file| &file.entries);
    let properties = entries.flat_map(|entry| &entry.secrets).cloned();
    // The headers of its calls stand in a batch as properties, in lower case.
    let headers = contract.headers.iter().filter(|header| header.secret);
    let headers = headers.map(|header| header.name.to_lowercase());
    let secrets: BTreeSet<String> = properties.chain(headers).collect();
    let version = contract.version.query.is_none().then_some(model::Segment::Version);
    let tenant = contract.tenant().map(|_| model::Segment::Tenant);
    let end = model::Segment::Literal("$batch".to_owned());
    model::Batch {
        json: batch.json,
        most: batch.most,
        path: version.into_iter().chain(tenant).chain([end]).collect(),
        secrets: secrets.into_iter().collect(),
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
    let what = || format!("the file `{}.json`", file.name);
    context.enter(files, &ident, &file.at, &what, "rename the file");
    model::Module::new(ident, file.source.clone(), docs::lines(&file.doc))
}

fn clouds(context: &mut Context, contract: &contract::Service) -> Vec<model::Cloud> {
    let mut scope = Scope::new(ScopeKind::Plain);
    let mut cloud = |cloud: &contract::Cloud| {
        let ident = context.ident(names::pascal(&cloud.name), &cloud.name, &cloud.at);
        let what = || format!("the cloud `{}`", cloud.name);
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
        &|| "the service".to_owned(),
        "rename the folder",
    );
    let mut identifier = |identifier: &contract::Identifier| {
        let (name, at) = (&identifier.name, &identifier.at);
        let ident = context.ident(names::pascal(name), name, at);
        let what = || format!("the identifier `{name}`");
        context.enter(&mut scope, &ident, at, &what, "choose another name");
        let included = identifier.includes.iter().map(|id| &service.contract[*id].name);
        model::Identifier {
            name: name.clone(),
            ident,
            docs: docs::lines(&identifier.doc),
            // A name that gives none in Rust is reported where it is defined.
            includes: included.filter_map(|name| names::pascal(name)).collect(),
            features: model::Features::default(),
        }
    };
    let identifiers = service.contract.identifiers.iter();
    identifiers.map(&mut identifier).collect()
}

/// Looks at the names that setters of query options and headers have.
fn check_members(context: &mut Context, contract: &contract::Service) {
    for option in &contract.options {
        context.member(option.rust.as_ref(), &option.name, &option.at);
    }
    for header in &contract.headers {
        context.member(header.rust.as_ref(), &header.name, &header.at);
    }
}

/// The error codes of all services as one open enumeration.
pub(super) fn error_codes(context: &mut Context, services: &[contract::Service]) -> model::Enum {
    let mut scope = Scope::new(ScopeKind::Variants);
    let mut codes: BTreeMap<&str, model::EnumVariant> = BTreeMap::new();
    for error in services.iter().flat_map(|service| &service.errors) {
        if codes.contains_key(error.name.as_str()) {
            continue;
        }
        let derived = names::error_code(&error.name);
        let ident = match &error.rust {
            Some(given) => {
                let made = names::given_variant(&given.name);
                context.given(made, derived.as_ref(), given, "like `NotFound`")
            }
            None => context.ident(derived, &error.name, &error.at),
        };
        let what = || format!("the code `{}`", error.name);
        let help = "give another name in `rust`";
        context.enter(&mut scope, &ident, &error.at, &what, help);
        let status = error.status.map(|status| format!("Comes with HTTP status {status}."));
        let code = model::EnumVariant {
            wire_name: error.name.clone(),
            ident,
            docs: docs::paragraphs([
                docs::lines(&error.doc),
                vec![format!("On the wire: {}.", docs::code(&error.name))],
                status.into_iter().collect(),
            ]),
        };
        codes.insert(&error.name, code);
    }
    model::Enum {
        name: String::new(),
        ident: names::fixed("ErrorCode"),
        docs: vec![
            "What kind of failure a service reports.".to_owned(),
            String::new(),
            "An open enumeration: a code that is not known here is kept as it came.".to_owned(),
        ],
        variants: codes.into_values().collect(),
    }
}
