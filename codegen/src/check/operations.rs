//! Operations: paths, ids and query options; what is sent and what comes back stand in files of their own.

use std::collections::BTreeSet;

use super::written::Written;
use super::{
    Context, delta, errata, examples, given, headers, paths, permissions, references, requests,
    responses,
};
use crate::contract::{
    Body, Entry, Kind, Operation, OptionId, OptionKind, Returns, Service, Type, Until,
};
use crate::diagnostics::{At, Place, catalogue};
use crate::spec;

/// The operations of one file.
pub(super) fn entries(
    context: &mut Context<'_>,
    service: &Service,
    file: &spec::Joined<'_, spec::Resource>,
) -> Vec<Entry> {
    let root = At::file(file.file.source);
    let section = root.key("operations");
    let mut entry = |(name, operation)| {
        let at = section.key(name);
        entry(context, &Written { service, file, name, operation, at: &at })
    };
    file.file.content.operations.iter().map(&mut entry).collect()
}

fn entry(context: &mut Context<'_>, written: &Written<'_>) -> Entry {
    let Written { service, file, name, operation, at } = *written;
    let before = context.diagnostics.len();
    let errata = errata::of_entry(context, file, "operations", name);
    references::operation(context, written);
    let (success, returns) = responses::returns(context, written);
    let body = requests::body(context, written);
    let query = query(context, written, &returns);
    let headers = headers::of_operation(context, written);
    if operation.advanced && service.advanced.is_none() {
        context.report_unsaid(catalogue::no_advanced_queries(at.key("advanced").key_place()));
    }
    delta::of_operation(context, written, &returns);
    let mut operations = paths::operations(context, written);
    aliases(context, written, &query, &operations);
    permissions::of_operations(context, written, &mut operations);
    let ids = paths::ids(service, name, &operation.on);
    // Without all of them, what seems unused may not be.
    context.is_incomplete |= operations.len() < ids.len();
    let method = operation.http.split(' ').next().unwrap_or_default();
    let mut entry = Entry {
        at: at.place(),
        name: name.to_owned(),
        ids,
        method: method.to_owned(),
        summary: operation.summary.clone(),
        doc: operation.doc.clone(),
        query,
        headers,
        advanced: operation.advanced,
        success,
        idempotent: operation.idempotent.unwrap_or(!matches!(method, "POST" | "PATCH")),
        until: operation.until.as_ref().map(until),
        rules: operation.rules.clone(),
        since: operation.since.clone(),
        version: operation.version.clone(),
        documents: operation.documents.clone(),
        source: operation.source.clone(),
        errata,
        examples: Vec::new(),
        request: given(operation.request.as_ref(), at, "request"),
        secrets: secrets(context, service, body.as_ref(), &returns),
        body,
        returns,
        operations,
    };
    let has_request = file.examples(name).read(|examples, at| {
        references::examples(context, service, examples, at);
        entry.examples = examples::examples(context, service, &entry, operation, examples, at);
        examples.iter().any(|example| example.request.is_some())
    });
    let is_sound = context.diagnostics.len() == before;
    if is_sound && service.imported.is_none() && !has_request && !context.may_have_examples(name) {
        context.report(catalogue::no_example(at.key_place(), name, &file.file.stem));
    }
    entry
}

/// What callers may wait for.
fn until(until: &spec::Until) -> Until {
    match until {
        spec::Until::Gone(spec::Gone::Gone) => Until::Gone,
        spec::Until::Has(properties) => {
            let named =
                |(name, value): (&str, &serde_json::Value)| (name.to_owned(), value.clone());
            Until::Has(properties.iter().map(named).collect())
        }
    }
}

/// The query options that an operation takes.
fn query(
    context: &mut Context<'_>,
    Written { service, operation, at, .. }: &Written<'_>,
    returns: &Returns,
) -> Vec<(OptionId, Place)> {
    let list = at.key("query");
    let mut query: Vec<(OptionId, Place)> = Vec::new();
    for (index, name) in operation.query.iter().enumerate() {
        let place = list.index(index).place();
        let Some(id) = context.option(service, name, || place.clone()) else { continue };
        if query.iter().any(|(other, _)| *other == id) {
            continue;
        }
        match service[id].kind {
            OptionKind::Filter | OptionKind::OrderBy | OptionKind::Search | OptionKind::Count => {
                check_listed(context, service, returns, &place);
            }
            OptionKind::Select | OptionKind::Expand => {
                check_objects(context, service, returns, &place);
            }
            OptionKind::Text | OptionKind::Number { .. } | OptionKind::Flag | OptionKind::Json => {}
        }
        query.push((id, place));
    }
    query
}

/// Reports values that paths leave to the query, where no option has them.
fn aliases(
    context: &mut Context<'_>,
    Written { service, at, .. }: &Written<'_>,
    query: &[(OptionId, Place)],
    operations: &[Operation],
) {
    let aliases: BTreeSet<OptionId> = operations.iter().flat_map(Operation::aliases).collect();
    for id in aliases {
        let name = &service[id].name;
        if service[id].kind != OptionKind::Json {
            context.report(catalogue::alias_of_no_json(at.key("http").place(), name));
        } else if !query.iter().any(|(other, _)| *other == id) {
            context.report(catalogue::alias_without_value(at.key("http").place(), name));
        }
    }
}

/// Reports a filter or an order where no objects are listed.
fn check_listed(context: &mut Context<'_>, service: &Service, returns: &Returns, place: &Place) {
    match returns.listed() {
        None if returns.ty() == Some(&Type::Unknown) || *returns == Returns::Count => {}
        None => context.report(catalogue::no_list(place.clone())),
        Some(Type::Unknown) => {}
        Some(Type::Named(id)) if service[*id].kind != Kind::Enumeration => {}
        Some(_) => context.report(catalogue::no_objects(place.clone())),
    }
}

/// Reports an option that names properties where no objects come back.
fn check_objects(context: &mut Context<'_>, service: &Service, returns: &Returns, place: &Place) {
    let is_object = match returns.ty().map(Type::item) {
        Some(Type::Named(id)) => service[*id].kind != Kind::Enumeration,
        Some(Type::Unknown) => true,
        _ => false,
    };
    if !is_object {
        context.report(catalogue::nothing_to_select(place.clone()));
    }
}

/// The properties of the body and of the response, and of everything in them, that must not be shown.
fn secrets(
    context: &mut Context<'_>,
    service: &Service,
    body: Option<&Body>,
    returns: &Returns,
) -> Vec<String> {
    let sent = body.iter().flat_map(|body| &body.sends).map(|sent| &sent.member);
    let own = sent.filter(|member| member.secret).map(|member| member.name.clone());
    let mut secrets: BTreeSet<String> = own.collect();
    let returned = returns.ty().and_then(Type::named);
    for id in body.into_iter().flat_map(Body::types).chain(returned) {
        let of_type = || service.secrets([id]);
        secrets.extend(context.secrets.entry(id).or_insert_with(of_type).iter().cloned());
    }
    secrets.into_iter().collect()
}
