//! A service: its own file, then its modules.

use std::collections::{BTreeMap, BTreeSet};

use super::resources::Tree;
use super::types::Types;
use super::{Context, Folder, did_you_mean, docs, errata, examples, operations, texts};
use crate::diagnostics::{At, Diagnostic, Place, catalogue};
use crate::names::{self, Ident, Scope, ScopeKind};
use crate::{model, spec};

/// What the operations of a service look things up in.
pub(super) struct Service<'a> {
    pub(super) folder: &'a str,
    pub(super) source: usize,
    pub(super) spec: &'a spec::Service,
    pub(super) types: Types<'a>,
}

/// One folder of the spec as a service.
pub(super) fn service(
    context: &mut Context<'_>,
    name: &str,
    folder: &Folder<'_>,
) -> Option<model::Service> {
    // The parser has reported a folder without a service file.
    let file = folder.service?;
    context.folder = name.to_owned();
    context.service_source = file.source;
    texts::check(context, folder);
    let root = At::file(file.source);
    let types = Types::collect(context, folder);
    let service = Service {
        folder: name,
        source: file.source,
        spec: &file.content,
        types,
    };
    let version = version(context, &root, &file.content.version);
    let clouds = clouds(context, &root, &file.content);
    let ident = context.ident(names::snake(name), name, root.place());
    let marker = context.ident(names::pascal(name), name, root.place());
    context.enter_service(ident.as_ref(), name, root.place());
    let identifiers = identifiers(context, &root, &file.content, marker.as_ref());
    check_query(context, &root, &file.content);
    errata::check(context, file.source, &[], &file.content.errata);

    let mut tree = Tree::new(&service, folder);
    let mut modules = Vec::new();
    let mut module_names = Scope::new(ScopeKind::Modules);
    let mut found = operations::Found::default();
    for file in &folder.resources {
        let place = At::file(file.source).place();
        let Some(ident) = context.ident(names::snake(&file.stem), &file.stem, place.clone()) else {
            continue;
        };
        if !context.enter(
            &mut module_names,
            &ident,
            place,
            &format!("the file `{}.json`", file.stem),
            "rename the file",
        ) {
            found.is_incomplete = true;
            continue;
        }
        let mut module = model::Module {
            ident,
            source: context
                .sources
                .get(file.source)
                .map(|source| source.path.clone())
                .unwrap_or_default(),
            docs: docs::lines(&file.content.doc),
            resources: Vec::new(),
            methods: Vec::new(),
            operations: Vec::new(),
            requests: Vec::new(),
            structs: Vec::new(),
            enums: Vec::new(),
            unions: Vec::new(),
            foreign_types: Vec::new(),
            tests: Vec::new(),
        };
        operations::operations(context, &service, &mut tree, &mut found, file, &mut module);
        modules.push((file, module));
    }
    found.routes.check(context);
    tree.finish(context, &mut modules);
    for (file, module) in &mut modules {
        service.types.emit_into(context, file, module);
    }
    if !(found.is_incomplete || context.is_partial()) {
        service.types.report_unused(context);
    }
    report_unused_parts(context, &root, &file.content, &found);
    let mut modules: Vec<model::Module> = modules.into_iter().map(|(_, module)| module).collect();
    examples::attach(context, &service, folder, &found.sites, &mut modules);
    Some(model::Service {
        name: name.to_owned(),
        ident: ident?,
        marker: marker?,
        docs: docs::paragraphs([
            docs::lines(&file.content.doc),
            docs::section("Errata", docs::errata(&file.content.errata)),
        ]),
        source: context
            .sources
            .get(file.source)
            .map(|source| source.path.clone())
            .unwrap_or_default(),
        version: version?,
        has_tenant: file
            .content
            .path
            .iter()
            .any(|(_, parameter)| parameter.identifier.is_none()),
        clouds,
        scopes: file.content.scopes.clone(),
        link_collection: file.content.link_collection.clone(),
        identifiers,
        modules,
    })
}

fn version(
    context: &mut Context<'_>,
    root: &At<'_>,
    version: &spec::Version,
) -> Option<model::Version> {
    let at = root.key("version");
    match (&version.query, &version.default) {
        (Some(name), Some(default)) => {
            if !version.known.contains(default) {
                context.mistake(
                    &catalogue::UNKNOWN_VERSION,
                    at.key("default").place(),
                    format!("the default version `{default}` is not among the known ones"),
                    "not in `known`",
                    did_you_mean(default, version.known.iter().map(String::as_str)),
                );
            }
            Some(model::Version::Query {
                name: name.clone(),
                default: default.clone(),
            })
        }
        (Some(_), None) => {
            context.mistake(
                &catalogue::UNKNOWN_VERSION,
                at.place(),
                "calls must ask for some version",
                "needs `default`",
                None,
            );
            None
        }
        (None, default) => {
            if default.is_some() {
                context.mistake(
                    &catalogue::VERSION_CONFLICT,
                    at.key("default").key_place(),
                    "each path says its version, since there is no `query` to say it",
                    "not used",
                    Some("remove it, or name the query parameter in `query`".to_owned()),
                );
            }
            Some(model::Version::Path)
        }
    }
}

fn clouds(context: &mut Context<'_>, root: &At<'_>, service: &spec::Service) -> Vec<model::Cloud> {
    let at = root.key("clouds");
    let mut scope = Scope::new(ScopeKind::Plain);
    let mut clouds = Vec::new();
    for (name, cloud) in service.clouds.iter() {
        let entry = at.key(name);
        let host = cloud.url.strip_prefix("https://").unwrap_or_default();
        if host.is_empty()
            || !host.chars().all(|c| {
                c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | ':')
            })
        {
            context.mistake(
                &catalogue::BAD_URL,
                entry.key("url").place(),
                format!("`{}` is no address of a service", cloud.url),
                "must be `https://` and a host in lower case, without a path or a slash at the end",
                None,
            );
        }
        let Some(ident) = context.ident(names::pascal(name), name, entry.key_place()) else {
            continue;
        };
        if context.enter(
            &mut scope,
            &ident,
            entry.key_place(),
            &format!("the cloud `{name}`"),
            "choose another name",
        ) {
            clouds.push(model::Cloud {
                ident,
                name: name.to_owned(),
                url: cloud.url.clone(),
                docs: docs::lines(&cloud.doc),
            });
        }
    }
    if service.clouds.is_empty() {
        context.mistake(
            &catalogue::BAD_URL,
            at.place(),
            "the service is nowhere to be found",
            "needs at least one cloud",
            Some(
                "add `\"clouds\": { \"Global\": { \"url\": \"https://…\", \"doc\": \"…\" } }`"
                    .to_owned(),
            ),
        );
    }
    clouds
}

fn identifiers(
    context: &mut Context<'_>,
    root: &At<'_>,
    service: &spec::Service,
    marker: Option<&Ident>,
) -> Vec<model::Identifier> {
    let at = root.key("identifiers");
    let mut scope = Scope::new(ScopeKind::Identifiers);
    if let Some(marker) = marker {
        context.enter(
            &mut scope,
            marker,
            root.place(),
            "the service",
            "rename the folder",
        );
    }
    let mut identifiers = Vec::new();
    for (name, identifier) in service.identifiers.iter() {
        let place = at.key(name).key_place();
        let Some(ident) = context.ident(names::pascal(name), name, place.clone()) else {
            continue;
        };
        if context.enter(
            &mut scope,
            &ident,
            place,
            &format!("the identifier `{name}`"),
            "choose another name",
        ) {
            identifiers.push(model::Identifier {
                ident,
                docs: docs::lines(&identifier.doc),
            });
        }
    }
    let at = root.key("path");
    let mut client_parameters: Vec<(&str, Place)> = Vec::new();
    for (name, parameter) in service.path.iter() {
        let entry = at.key(name);
        match &parameter.identifier {
            Some(identifier) if service.identifiers.get(identifier).is_none() => context.mistake(
                &catalogue::UNKNOWN_IDENTIFIER,
                entry.key("identifier").place(),
                format!("there is no kind of identifier `{identifier}`"),
                "not in `identifiers`",
                did_you_mean(identifier, service.identifiers.keys()),
            ),
            Some(_) => {}
            None => client_parameters.push((name, entry.key_place())),
        }
    }
    if let [(first, first_place), (second, place), ..] = client_parameters.as_slice() {
        context.report(
            Diagnostic::new(
                &catalogue::UNKNOWN_IDENTIFIER,
                place.clone(),
                format!("`{first}` and `{second}` are both the client's own"),
            )
            .label("needs an `identifier`")
            .related(first_place.clone(), "a client has one parameter of its own"),
        );
    }
    identifiers
}

fn check_query(context: &mut Context<'_>, root: &At<'_>, service: &spec::Service) {
    let at = root.key("query");
    for (name, option) in service.query.iter() {
        let entry = at.key(name);
        let bounds = (option.min, option.max);
        match option.kind {
            spec::QueryKind::Integer => {
                if let (Some(min), Some(max)) = bounds
                    && min > max
                {
                    context.mistake(
                        &catalogue::BAD_BOUNDS,
                        entry.key("max").place(),
                        format!("no number is from {min} to {max}"),
                        "less than `min`",
                        None,
                    );
                }
            }
            _ if bounds != (None, None) => {
                context.mistake(
                    &catalogue::BAD_BOUNDS,
                    entry.place(),
                    format!("`{name}` takes no number, so it has no bounds"),
                    "has `min` or `max`",
                    None,
                );
            }
            _ => {}
        }
        if !name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '$' | '-' | '_' | '.'))
        {
            context.mistake(
                &catalogue::BAD_QUERY_NAME,
                entry.key_place(),
                format!("`{name}` cannot stand in a URL as it is"),
                "only letters, digits and `$-_.`",
                None,
            );
        } else {
            context.member(option.rust.as_deref(), name, &entry);
        }
    }
}

/// Parameters, query options and identifiers that no operation takes.
fn report_unused_parts(
    context: &mut Context<'_>,
    root: &At<'_>,
    service: &spec::Service,
    found: &operations::Found,
) {
    let report = |context: &mut Context<'_>, section: &str, name: &str, what: &str| {
        context.mistake(
            &catalogue::UNUSED_PART,
            root.key(section).key(name).key_place(),
            format!("no operation takes the {what} `{name}`"),
            "never used",
            Some("remove it".to_owned()),
        );
    };
    if found.is_incomplete || context.is_partial() {
        return;
    }
    for name in service
        .query
        .keys()
        .filter(|name| !found.query.contains(*name))
    {
        report(context, "query", name, "query option");
    }
    for name in service
        .path
        .keys()
        .filter(|name| !found.parameters.contains(*name))
    {
        report(context, "path", name, "parameter");
    }
    let identified: BTreeSet<&str> = service
        .path
        .iter()
        .filter_map(|(_, parameter)| parameter.identifier.as_deref())
        .collect();
    for name in service
        .identifiers
        .keys()
        .filter(|name| !identified.contains(name))
    {
        report(context, "identifiers", name, "identifier");
    }
}

/// The error codes of all services as one open enumeration.
pub(super) fn error_codes(
    context: &mut Context<'_>,
    folders: &BTreeMap<&str, Folder<'_>>,
) -> Vec<model::ErrorCode> {
    let mut scope = Scope::new(ScopeKind::Variants);
    let mut codes: BTreeMap<&str, model::ErrorCode> = BTreeMap::new();
    for file in folders.values().filter_map(|folder| folder.service) {
        let root = At::file(file.source);
        let section = root.key("errors");
        for (code, error) in file.content.errors.iter() {
            if codes.contains_key(code) {
                continue;
            }
            let at = section.key(code);
            if let Some(status) = error.status.filter(|status| !(400..=599).contains(status)) {
                context.mistake(
                    &catalogue::BAD_STATUS,
                    at.key("status").place(),
                    format!("`{status}` is no status of a failure"),
                    "must be from 400 to 599",
                    None,
                );
            }
            let made = match &error.rust {
                Some(given) => context.given(
                    names::given_variant(given),
                    given,
                    "like `NotFound`",
                    at.key("rust").place(),
                ),
                None => {
                    let made = names::pascal(code.split_once('_').map_or(code, |(_, rest)| rest));
                    context.ident(made, code, at.key_place())
                }
            };
            let Some(ident) = made else { continue };
            if !context.enter(
                &mut scope,
                &ident,
                at.key_place(),
                &format!("the code `{code}`"),
                "give another name in `rust`",
            ) {
                continue;
            }
            let status = error
                .status
                .map(|status| vec![format!("Comes with HTTP status {status}.")])
                .unwrap_or_default();
            let wire = vec![format!("On the wire: `{code}`.")];
            let about = docs::paragraphs([docs::lines(&error.doc), wire, status]);
            codes.insert(
                code,
                model::ErrorCode {
                    wire_name: code.to_owned(),
                    ident,
                    docs: about,
                },
            );
        }
    }
    codes.into_values().collect()
}
