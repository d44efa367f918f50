//! Operations: routes, ids, answers; bodies and setters stand in files of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::bodies::{self, Bodies, BodyProperty};
use super::paths::{Route, routes};
use super::resources::{NewCall, Tree};
use super::routes::Routes;
use super::service::Service;
use super::{Context, docs, entry, errata, references, setters, type_expr};
use crate::diagnostics::{At, Diagnostic, Place, catalogue};
use crate::model::{self, Answer, IdField};
use crate::names::{self, Scope, ScopeKind};
use crate::spec;

/// What the operations of a service have named, and where each of them is.
pub(super) struct Found {
    pub(super) query: BTreeSet<String>,
    pub(super) parameters: BTreeSet<String>,
    /// Whether some operation could not be read, so that what seems unused may not be.
    pub(super) is_incomplete: bool,
    /// The operations with what examples need to know of them.
    pub(super) sites: Vec<Site>,
    pub(super) ids: BTreeMap<String, Place>,
    /// The types that stand for operations.
    markers: Scope<Place>,
    /// The required properties of requests as structs.
    bodies: Bodies,
    pub(super) routes: Routes,
}

impl Default for Found {
    fn default() -> Self {
        Self {
            query: BTreeSet::new(),
            parameters: BTreeSet::new(),
            is_incomplete: false,
            sites: Vec::new(),
            ids: BTreeMap::new(),
            markers: Scope::new(ScopeKind::Types),
            bodies: Bodies::default(),
            routes: Routes::default(),
        }
    }
}

/// An operation of the model and where it comes from.
pub(super) struct Site {
    /// The file.
    pub(super) source: usize,
    /// The entry of the file.
    pub(super) entry: String,
    /// The entry of `on` that it is for.
    pub(super) on: Option<String>,
    pub(super) route: Route,
    /// The index among the module's operations.
    pub(super) operation: usize,
    /// The properties of its body.
    pub(super) properties: Vec<BodyProperty>,
}

/// The operations of one file.
pub(super) fn operations(
    context: &mut Context<'_>,
    service: &Service<'_>,
    tree: &mut Tree,
    found: &mut Found,
    file: &spec::File<spec::Resource>,
    module: &mut model::Module,
) {
    let root = At::file(file.source);
    let section = root.key("operations");
    for (id, operation) in file.content.operations.iter() {
        let at = entry(&section, id);
        errata::check(context, file.source, &["operations", id], &operation.errata);
        references::operation(context, service.spec, &at, operation);
        let answer = answer(context, service, &at, operation);
        let body = bodies::body(
            context,
            service,
            &mut found.bodies,
            &at,
            id,
            operation,
            module,
        );
        // What has a mistake must not hide the next one.
        found.is_incomplete |= body.is_none();
        let setters = setters::setters(context, service, found, &at, operation, body.as_ref());
        let routes = routes(context, service, found, &at, id, operation);
        let (Some(answer), Some(body), Some(setters)) = (answer, body, setters) else {
            continue;
        };
        for (route, place) in routes {
            let Some(ident) = context.ident(names::pascal(&route.id), &route.id, place.clone())
            else {
                continue;
            };
            if !context.enter(
                &mut found.markers,
                &ident,
                place.clone(),
                &format!("the operation `{}`", route.id),
                "choose another id",
            ) {
                continue;
            }
            let Some(verb) = context.ident(names::snake(&route.verb), &route.verb, place.clone())
            else {
                continue;
            };
            let new = NewCall {
                source: file.source,
                operation: module.operations.len(),
                ident: verb.clone(),
                place,
                id: &route.id,
            };
            let Some(kept) = tree.add(context, &route.steps, new) else {
                continue;
            };
            let taken = taken(context, &at, &route);
            check_arguments(context, &at, taken.as_ref(), &body.call);
            let call = model::CallMethod {
                ident: verb,
                docs: call_docs(file, id, operation, &route),
                example: None,
                kept,
                taken,
                body: body.call.clone(),
            };
            module.operations.push(model::Operation {
                ident,
                method: operation
                    .http
                    .split(' ')
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
                template: route.template.clone(),
                path: route.segments.clone(),
                versions: versions(service, operation, &route),
                version: asked_version(service, operation, &route),
                idempotent: operation.idempotent.unwrap_or(
                    !(operation.http.starts_with("POST") || operation.http.starts_with("PATCH")),
                ),
                body_rule: body.rule,
                success: operation
                    .returns
                    .keys()
                    .filter_map(|status| status.parse().ok())
                    .collect(),
                answer: answer.clone(),
                permissions: operation.permissions.as_ref().map(permissions),
                replaced_by: operation.replaced_by.clone(),
                documents: operation.documents.clone(),
                secrets: secrets(service, &body, &answer),
                summary: docs::sentence(&operation.summary),
                id: route.id.clone(),
                call,
                setters: setters.clone(),
            });
            let site = Site {
                source: file.source,
                entry: id.to_owned(),
                on: route.on.clone(),
                operation: module.operations.len() - 1,
                properties: body.properties.clone(),
                route,
            };
            found.sites.push(site);
        }
    }
}

/// Reports a method whose two arguments have one name.
fn check_arguments(
    context: &mut Context<'_>,
    at: &At<'_>,
    taken: Option<&IdField>,
    body: &model::CallBody,
) {
    let Some(taken) = taken else { return };
    let (clash, what) = match body {
        model::CallBody::Nothing => return,
        model::CallBody::Link(id) => (id.ident == taken.ident, "what the link points at"),
        model::CallBody::One(argument) => (argument.ident == taken.ident, "the required property"),
        model::CallBody::Struct(_) => (taken.ident.as_str() == "body", "the required properties"),
    };
    if clash {
        context.mistake(
            &catalogue::NAME_CLASH,
            at.key("http").place(),
            format!(
                "the path's last parameter and {what} would both be the argument `{}`",
                taken.ident
            ),
            "gives the same name",
            Some("give the parameter another name".to_owned()),
        );
    }
}

fn taken(context: &mut Context<'_>, at: &At<'_>, route: &Route) -> Option<IdField> {
    let key = route.taken.as_ref()?;
    let ident = context.ident(
        names::snake(&key.parameter),
        &key.parameter,
        at.key("http").place(),
    )?;
    Some(IdField {
        ident,
        identifier: key.identifier.clone(),
    })
}

/// What a success holds.
fn answer(
    context: &mut Context<'_>,
    service: &Service<'_>,
    at: &At<'_>,
    operation: &spec::Operation,
) -> Option<Answer> {
    let returns = at.key("returns");
    let mut answers: Vec<(&str, Answer)> = Vec::new();
    let mut whole = true;
    for (status, text) in operation.returns.iter() {
        let place = returns.key(status);
        if !matches!(status.parse::<u16>(), Ok(200..=299)) {
            context.mistake(
                &catalogue::BAD_STATUS,
                place.key_place(),
                format!("`{status}` is no status of a success"),
                "must be from 200 to 299",
                Some("failures are the same for all operations: leave them out".to_owned()),
            );
            whole = false;
        }
        match answer_of(context, service, text, &place) {
            Some(answer) => answers.push((status, answer)),
            None => whole = false,
        }
    }
    if operation.returns.is_empty() {
        context.mistake(
            &catalogue::NO_RESPONSE,
            at.key("returns").place(),
            "the operation never succeeds",
            "needs a status",
            Some("add `\"returns\": { \"204\": \"none\" }`, or what else comes back".to_owned()),
        );
        return None;
    }
    let (first_status, first) = answers.first()?.clone();
    if let Some((status, _)) = answers.iter().find(|(_, answer)| *answer != first) {
        context.report(
            Diagnostic::new(
                &catalogue::MIXED_ANSWERS,
                returns.key(status).place(),
                "all successes of an operation must hold the same",
            )
            .label("differs")
            .related(returns.key(first_status).place(), "from this")
            .help("use `maybe<T>` where a body may be missing"),
        );
        return None;
    }
    whole.then_some(first)
}

fn answer_of(
    context: &mut Context<'_>,
    service: &Service<'_>,
    text: &str,
    at: &At<'_>,
) -> Option<Answer> {
    let expr = match type_expr::parse(text) {
        Ok(expr) => expr,
        Err(malformed) => {
            context.mistake(
                &catalogue::MALFORMED_TYPE,
                at.within(malformed.range),
                format!("`{text}` is no answer"),
                malformed.message,
                None,
            );
            return None;
        }
    };
    if expr.name == "none" && expr.of.is_none() {
        return Some(Answer::Empty);
    }
    let wrap: fn(model::Type) -> Answer = match (expr.name, &expr.of) {
        ("page", Some(_)) => Answer::Page,
        ("value", Some(_)) => Answer::Value,
        ("single", Some(_)) => Answer::Single,
        ("maybe", Some(_)) => Answer::Maybe,
        (_, Some(_)) => {
            context.mistake(
                &catalogue::MALFORMED_TYPE,
                at.within(expr.range.clone()),
                format!("`{}<…>` is no answer", expr.name),
                "must be `page`, `value`, `single` or `maybe`",
                None,
            );
            return None;
        }
        (_, None) => Answer::Json,
    };
    if let Some(start) = text.find('?') {
        context.mistake(
            &catalogue::MALFORMED_TYPE,
            at.within(start..start + 1),
            "an answer is never null",
            "`?` cannot stand here",
            Some("write `maybe<T>` where a body may be missing".to_owned()),
        );
        return None;
    }
    let inner = expr.of.as_deref().unwrap_or(&expr);
    let resolved = service.types.resolve_expr(context, inner, at)?;
    if matches!(expr.name, "page" | "single") && resolved.ty.is_list() {
        context.mistake(
            &catalogue::MALFORMED_TYPE,
            at.within(inner.range.clone()),
            format!("`{}` is about single items", expr.name),
            "write the type of one item",
            None,
        );
        return None;
    }
    Some(wrap(resolved.ty))
}

/// The properties of the body and of the answer, and of everything in them, that must not be shown.
fn secrets(service: &Service<'_>, body: &bodies::ResolvedBody, answer: &Answer) -> Vec<String> {
    let mut secrets = service.types.secrets(
        body.properties
            .iter()
            .map(|property| &property.ty)
            .chain(answer.ty()),
    );
    secrets.extend(
        body.properties
            .iter()
            .filter(|property| property.secret)
            .map(|property| property.wire_name.clone()),
    );
    secrets.into_iter().collect()
}

fn permissions(permissions: &spec::Permissions) -> model::Permissions {
    model::Permissions {
        delegated: permissions.delegated.clone(),
        personal: permissions.personal.clone(),
        application: permissions.application.clone(),
        roles: permissions.roles.clone(),
    }
}

fn asked_version(service: &Service<'_>, operation: &spec::Operation, route: &Route) -> String {
    route
        .version
        .clone()
        .or_else(|| operation.version.clone())
        .or_else(|| service.spec.version.default.clone())
        .unwrap_or_default()
}

fn versions(service: &Service<'_>, operation: &spec::Operation, route: &Route) -> Vec<String> {
    let asked = asked_version(service, operation, route);
    if route.version.is_some() {
        return vec![asked];
    }
    let known = &service.spec.version.known;
    // `known` goes from new to old: what is older than `since` does not have the operation.
    let until = operation
        .since
        .as_ref()
        .and_then(|since| known.iter().position(|version| version == since))
        .map_or(known.len(), |index| index + 1);
    let mut versions = vec![asked.clone()];
    versions.extend(
        known[..until]
            .iter()
            .filter(|version| **version != asked)
            .cloned(),
    );
    versions
}

fn call_docs(
    file: &spec::File<spec::Resource>,
    entry: &str,
    operation: &spec::Operation,
    route: &Route,
) -> model::Docs {
    let method = operation.http.split(' ').next().unwrap_or_default();
    let mut permitted = Vec::new();
    if let Some(permissions) = &operation.permissions {
        let list = |names: &[String]| {
            if names.is_empty() {
                "not supported".to_owned()
            } else {
                names
                    .iter()
                    .map(|name| format!("`{name}`"))
                    .collect::<Vec<_>>()
                    .join(", ")
            }
        };
        permitted.push(format!(
            "- on behalf of a work or school account: {}",
            list(&permissions.delegated)
        ));
        permitted.push(format!(
            "- on behalf of a personal account: {}",
            list(&permissions.personal)
        ));
        permitted.push(format!(
            "- as an app of its own: {}",
            list(&permissions.application)
        ));
        if !permissions.roles.is_empty() {
            permitted.push(format!(
                "- roles of the signed-in user that suffice: {}",
                permissions.roles.join(", ")
            ));
        }
        if !permissions.clouds.is_empty() {
            permitted.push(format!(
                "- clouds that have it: {}",
                list(&permissions.clouds)
            ));
        }
    }
    let mut source = docs::documents(&operation.documents);
    source.push(format!(
        "Spec: `operations.{entry}` in `{}/{}.json`.",
        file.folder, file.stem
    ));
    docs::paragraphs([
        vec![docs::sentence(&operation.summary)],
        vec![format!("`{method} {}`", route.template)],
        operation
            .doc
            .as_deref()
            .map(docs::lines)
            .unwrap_or_default(),
        operation
            .since
            .as_ref()
            .map(|since| vec![format!("Exists from version {since} on.")])
            .unwrap_or_default(),
        docs::section(
            "Rules",
            docs::list(operation.rules.iter().map(String::as_str)),
        ),
        docs::section("Permissions", permitted),
        operation
            .replaced_by
            .as_ref()
            .map(|by| vec![format!("In Microsoft Graph: `{by}`.")])
            .unwrap_or_default(),
        docs::section("Errata", docs::errata(&operation.errata)),
        source,
    ])
}
