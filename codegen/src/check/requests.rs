//! What is sent: the bodies of requests.

use std::sync::Arc;

use super::written::Written;
use super::{Context, given, type_expr};
use crate::contract::{Body, BodySource, Create, Kind, Member, Sent, Service, TypeId, Update};
use crate::diagnostics::{At, Place, catalogue};
use crate::spec;

/// The body of an operation.
pub(super) fn body(context: &mut Context<'_>, written: &Written<'_>) -> Option<Body> {
    let Written { service, operation, at, .. } = *written;
    let body_at = at.key("body");
    let optional = at.key("bodyOptional").key_place();
    let Some(body) = &operation.body else {
        if operation.body_optional {
            context.report(catalogue::no_body_to_leave_out(optional));
        }
        return None;
    };
    let has_method = |method: &str| operation.http.starts_with(method);
    if has_method("GET") || has_method("DELETE") {
        context.report(catalogue::body_not_allowed(body_at.key_place()));
    }
    let (source, sends) = match body {
        spec::Body::Of(text) if text == "link" => {
            (link(context, service, || body_at.place()), Vec::new())
        }
        spec::Body::Of(text) if text == "bytes" => (BodySource::Bytes, Vec::new()),
        spec::Body::Of(text) => of_type(context, service, text, &body_at),
        spec::Body::Properties(parameters) => {
            let sends = inline(context, service, parameters, &body_at);
            (BodySource::Inline, sends)
        }
    };
    if operation.body_optional && sends.iter().any(|sent| sent.required) {
        context.report(catalogue::required_body(optional));
    }
    Some(Body { at: body_at.place(), source, optional: operation.body_optional, sends })
}

/// Reports a link to an object where the service does not say what links look like. A link points into a collection at an object, which the first kind of identifier names.
pub(super) fn link(
    context: &mut Context<'_>,
    service: &Service,
    at: impl FnOnce() -> Place,
) -> BodySource {
    if service.link.is_none() {
        context.report_unsaid(catalogue::no_links(at()));
    } else if service.identifiers.is_empty() {
        context.report_unsaid(catalogue::nothing_to_link(at()));
    } else {
        return BodySource::Link;
    }
    BodySource::Unknown
}

/// The properties that `create<T>` or `update<T>` means.
fn of_type(
    context: &mut Context<'_>,
    service: &Service,
    text: &str,
    at: &At<'_>,
) -> (BodySource, Vec<Sent>) {
    let unknown = (BodySource::Unknown, Vec::new());
    let read = type_expr::parse(text);
    let mistake = |place, problem| catalogue::malformed_body(place, text, problem);
    let Some(expr) = context.read(read, |range| at.within(range), mistake) else {
        return unknown;
    };
    if expr.of.is_none() && !expr.list && !expr.nullable {
        return (whole(context, service, &expr, at), Vec::new());
    }
    let (Some(of), "create" | "update") = (expr.of.as_deref(), expr.name) else {
        context.is_incomplete = true;
        context.report(catalogue::unknown_body(at.within(expr.range), text));
        return unknown;
    };
    let Some(id) = context.types.get(of.name).copied() else {
        context.unknown_type(of, at);
        return unknown;
    };
    if service[id].kind != Kind::Object {
        let place = at.within(of.range.clone());
        context.report(catalogue::no_properties_to_send(place, of.name));
        return unknown;
    }
    let source = match expr.name {
        "create" => BodySource::Create(id),
        _ => BodySource::Update(id),
    };
    let sends = sends(service, source, id);
    if sends.is_empty() && !context.are_in_doubt(service, [id]) {
        context.report(catalogue::empty_body(at.place(), of.name, expr.name));
    }
    (source, sends)
}

/// An object of a type as the body.
fn whole(
    context: &mut Context<'_>,
    service: &Service,
    expr: &type_expr::TypeExpr<'_>,
    at: &At<'_>,
) -> BodySource {
    match context.types.get(expr.name).copied() {
        Some(id) if service[id].kind != Kind::Enumeration => return BodySource::Whole(id),
        Some(_) => {
            let place = at.within(expr.range.clone());
            context.report(catalogue::no_properties_to_send(place, expr.name));
        }
        None => {
            context.unknown_type(expr, at);
        }
    }
    BodySource::Unknown
}

/// What of the properties of a type is sent to create an object or to change it.
fn sends(service: &Service, source: BodySource, id: TypeId) -> Vec<Sent> {
    let properties = service.properties(id).chain(service.references(id));
    let sent = properties.filter_map(|property| {
        let (required, clearable) = match source {
            BodySource::Create(_) => (property.create? == Create::Required, false),
            _ => (false, property.update? == Update::Clear),
        };
        Some(Sent { member: Arc::clone(&property.member), required, clearable })
    });
    sent.collect()
}

fn inline(
    context: &mut Context<'_>,
    service: &Service,
    parameters: &spec::Entries<spec::Parameter>,
    at: &At<'_>,
) -> Vec<Sent> {
    let is_one_of_several = parameters.iter().filter(|(_, it)| it.required).count() > 1;
    let mut sent = |(name, parameter): (&str, &spec::Parameter)| {
        let entry = at.key(name);
        let (ty, nullable) = context.resolve(&parameter.kind, &entry.key("type"));
        if ty.is_reference() {
            link(context, service, || entry.key("type").place());
            if parameter.required && is_one_of_several {
                context.report(catalogue::reference_among_others(entry.key("required").place()));
            }
        }
        Sent {
            member: Arc::new(Member {
                of: None,
                at: entry.key_place(),
                name: name.to_owned(),
                rust: given(parameter.rust.as_ref(), &entry, "rust"),
                ty,
                nullable,
                secret: parameter.secret,
                doc: parameter.doc.clone().unwrap_or_default(),
            }),
            required: parameter.required,
            clearable: nullable && !parameter.required,
        }
    };
    parameters.iter().map(&mut sent).collect()
}
