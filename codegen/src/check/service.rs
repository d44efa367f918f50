//! A service: its own file, then its types and operations.

use super::paths::{self, Seen};
use super::{
    Context, Folder, beside, delta, errata, given, headers, operations, options, permissions,
    texts, types, until, unused,
};
use crate::contract::{self, IdentifierId, OptionKind, Takes};
use crate::diagnostics::{At, catalogue};
use crate::spec;

/// One folder of the spec as a service.
pub(super) fn service<'a>(
    context: &mut Context<'a>,
    folder: &Folder<'a>,
) -> Option<contract::Service> {
    // The parser has reported a folder without a service file.
    let joined = folder.service.as_ref()?;
    let (root, spec) = (At::file(joined.file.source), &joined.file.content);
    texts::check(context, folder);
    versions(context, &root.key("version"), &spec.version);
    let mut service = own(context, joined, &root);
    service.advanced = advanced(context, &root.key("advanced"), spec, &service);
    if let Some(delta) = &spec.delta {
        let delta = delta::of_service(context, &service.errors, &root.key("delta"), delta);
        service.delta = Some(delta);
    }
    let link = spec.link.as_ref();
    service.link = link.and_then(|link| paths::link(context, &service, &root.key("link"), link));
    types::types(context, folder, &mut service);
    options::types(context, &root.key("query"), spec, &mut service);
    context.seen = Seen::default();
    for (index, joined) in folder.resources.iter().enumerate() {
        let entries = operations::entries(context, &service, joined);
        let file = joined.file;
        let types = service.types.iter().enumerate();
        let own = types.filter(|(_, definition)| definition.file == index);
        service.files.push(contract::File {
            at: At::file(file.source).place(),
            source: context.path(file.source),
            name: file.stem.clone(),
            doc: file.content.doc.clone(),
            entries,
            types: own.map(|(id, _)| contract::TypeId(id)).collect(),
        });
    }
    std::mem::take(&mut context.seen.routes).check(context, service.imported.is_some());
    until::check(context, &service);
    let are_paths_in_doubt = context.is_in_doubt(&root.key("path").place());
    beside::check(context, folder);
    if !(context.is_incomplete || are_paths_in_doubt) {
        unused::check(context, &service);
    }
    Some(service)
}

/// What the service's own file says by itself.
fn own(
    context: &mut Context<'_>,
    joined: &spec::Joined<'_, spec::Service>,
    root: &At<'_>,
) -> contract::Service {
    let spec = &joined.file.content;
    let errata = errata::of_service(context, joined);
    contract::Service {
        at: root.place(),
        source: context.path(joined.file.source),
        name: context.folder.to_owned(),
        title: spec.title.clone(),
        doc: spec.doc.clone(),
        version: contract::Versions {
            query: spec.version.query.clone(),
            default: spec.version.default.clone(),
            known: spec.version.known.clone(),
        },
        clouds: clouds(context, &root.key("clouds"), spec),
        scopes: spec.scopes.clone(),
        authority: authority(context, &root.key("authority"), spec),
        successor: None,
        link: None,
        errors: error_codes(context, &root.key("errors"), spec),
        identifiers: identifiers(context, &root.key("identifiers"), spec),
        parameters: parameters(context, &root.key("path"), spec),
        casts: spec.casts.iter().map(|(ty, name)| (ty.to_owned(), name.clone())).collect(),
        options: options::options(context, &root.key("query"), spec),
        headers: headers::headers(context, &root.key("headers"), spec),
        has_typed_literals: spec.odata == Some(3),
        advanced: None,
        permission_sets: permissions::sets(context, &root.key("permissionSets"), spec),
        user_consent: spec.user_consent.clone(),
        delta: None,
        batch: spec.batch.as_ref().map(|batch| contract::Batch {
            json: batch.format == spec::BatchFormat::Json,
            most: batch.most,
        }),
        imported: spec.imported.as_ref().map(|it| contract::Imported {
            digest: it.digest.clone(),
            select: it.select.clone(),
            depth: it.depth,
        }),
        errata,
        files: Vec::new(),
        types: Vec::new(),
    }
}

fn versions(context: &mut Context<'_>, at: &At<'_>, version: &spec::Version) {
    match (&version.query, &version.default) {
        (Some(_), Some(default)) if !version.known.contains(default) => {
            let known = version.known.iter().map(String::as_str);
            let mistake = catalogue::unknown_default_version(at.key("default").place(), default);
            context.report(mistake.did_you_mean(default, known));
        }
        (Some(_), Some(_)) | (None, None) => {}
        (Some(_), None) => context.report(catalogue::no_default_version(at.place())),
        (None, Some(_)) => {
            context.report(catalogue::unused_default_version(at.key("default").key_place()));
        }
    }
}

fn clouds(context: &mut Context<'_>, at: &At<'_>, service: &spec::Service) -> Vec<contract::Cloud> {
    if service.clouds.is_empty() {
        context.report_unsaid(catalogue::no_cloud(at.place()));
    }
    let mut cloud = |(name, cloud): (&str, &spec::Cloud)| {
        let entry = at.key(name);
        let host = cloud.url.strip_prefix("https://").unwrap_or_default();
        let fits =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | ':');
        if host.is_empty() || !host.chars().all(fits) {
            context.report(catalogue::bad_url(entry.key("url").place(), &cloud.url));
        }
        contract::Cloud {
            at: entry.key_place(),
            name: name.to_owned(),
            url: cloud.url.clone(),
            doc: cloud.doc.clone(),
        }
    };
    service.clouds.iter().map(&mut cloud).collect()
}

fn authority(context: &mut Context<'_>, at: &At<'_>, service: &spec::Service) -> Option<String> {
    let authority = service.authority.as_ref()?;
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:".contains(&byte);
    let rest = authority.strip_prefix("https://").unwrap_or_default();
    let mut parts = rest.split('/');
    if !parts.all(|part| !part.is_empty() && part.bytes().all(fits)) {
        context.report(catalogue::bad_authority(at.place(), authority));
    }
    Some(authority.clone())
}

fn error_codes(
    context: &mut Context<'_>,
    at: &At<'_>,
    service: &spec::Service,
) -> Vec<contract::ErrorCode> {
    let mut code = |(name, error): (&str, &spec::ErrorCode)| {
        let entry = at.key(name);
        if let Some(status) = error.status.filter(|status| !(400..=599).contains(status)) {
            context.report(catalogue::no_failure(entry.key("status").place(), status));
        }
        contract::ErrorCode {
            at: entry.key_place(),
            name: name.to_owned(),
            rust: given(error.rust.as_ref(), &entry, "rust"),
            status: error.status,
            resync: error.resync,
            doc: error.doc.clone(),
        }
    };
    service.errors.iter().map(&mut code).collect()
}

fn identifiers(
    context: &mut Context<'_>,
    at: &At<'_>,
    service: &spec::Service,
) -> Vec<contract::Identifier> {
    let mut identifier = |(name, identifier): (&str, &spec::Identifier)| {
        let entry = at.key(name);
        let list = entry.key("includes");
        let mut includes = Vec::new();
        for (index, kind) in identifier.includes.iter().enumerate() {
            let place = list.index(index).place();
            if kind == name {
                context.report(catalogue::includes_itself(place, name));
                continue;
            }
            let mistake = || catalogue::unknown_identifier(place, kind);
            let found = context.find(kind, || service.identifiers.keys(), mistake);
            includes.extend(found.map(IdentifierId));
        }
        contract::Identifier {
            at: entry.key_place(),
            name: name.to_owned(),
            doc: identifier.doc.clone(),
            example: identifier.example.clone(),
            includes,
        }
    };
    service.identifiers.iter().map(&mut identifier).collect()
}

fn parameters(
    context: &mut Context<'_>,
    at: &At<'_>,
    service: &spec::Service,
) -> Vec<contract::Parameter> {
    let mut parameters: Vec<contract::Parameter> = Vec::new();
    for (name, parameter) in service.path.iter() {
        let entry = at.key(name);
        let takes = match &parameter.identifier {
            Some(kind) => {
                let at = entry.key("identifier");
                let mistake = || catalogue::unknown_identifier(at.place(), kind);
                let found = context.find(kind, || service.identifiers.keys(), mistake);
                found.map_or(Takes::Unknown, |index| Takes::Identifier(IdentifierId(index)))
            }
            None if context.is_in_doubt(&entry.place()) => Takes::Unknown,
            None => Takes::Tenant,
        };
        let first =
            parameters.iter().find(|other| other.takes == Takes::Tenant && takes == Takes::Tenant);
        if let Some(first) = first {
            context.report(
                catalogue::two_tenants(entry.key_place(), &first.name, name)
                    .related(first.at.clone(), "a client has one parameter of its own"),
            );
        }
        parameters.push(contract::Parameter {
            at: entry.key_place(),
            key: name.to_owned(),
            name: name.rsplit('/').next().unwrap_or(name).to_owned(),
            takes,
            doc: parameter.doc.clone(),
        });
    }
    parameters
}

fn advanced(
    context: &mut Context<'_>,
    at: &At<'_>,
    spec: &spec::Service,
    service: &contract::Service,
) -> Option<contract::Advanced> {
    let spec::Advanced { header, value, count } = spec.advanced.as_ref()?;
    headers::check_name(context, header, || at.key("header").place());
    headers::check_value(context, value, || at.key("value").place());
    let count = count.as_ref().and_then(|name| {
        let place = at.key("count").place();
        let id = context.option(service, name, || place.clone())?;
        if service[id].kind != OptionKind::Count {
            context.report(catalogue::count_of_another_type(place, name));
        }
        Some(id)
    });
    Some(contract::Advanced { header: header.clone(), value: value.clone(), count })
}
