//! Setters: the optional parts of a request, those of the query first.

use super::bodies::ResolvedBody;
use super::operations::Found;
use super::service::Service;
use super::types::{BUILT_IN, Kind};
use super::{Context, did_you_mean, docs, type_expr};
use crate::diagnostics::{At, Place, catalogue};
use crate::model::{Setter, SetterKind, Type};
use crate::names::{self, Scope, ScopeKind};
use crate::spec;

/// The setters of an operation.
pub(super) fn setters(
    context: &mut Context<'_>,
    service: &Service<'_>,
    found: &mut Found,
    at: &At<'_>,
    operation: &spec::Operation,
    body: Option<&ResolvedBody>,
) -> Option<Vec<Setter>> {
    let mut scope = Scope::new(ScopeKind::Setters);
    let mut setters = Vec::new();
    let mut whole = true;
    let list = at.key("query");
    for (index, name) in operation.query.iter().enumerate() {
        let at = list.index(index);
        if operation.query[..index].contains(name) {
            continue;
        }
        let Some(option) = service.spec.query.get(name) else {
            whole = false;
            if !context.is_poisoned(name) {
                context.mistake(
                    &catalogue::UNKNOWN_QUERY,
                    at.place(),
                    format!("there is no query option `{name}`"),
                    "not in the service's `query`",
                    did_you_mean(name, service.spec.query.keys()),
                );
            }
            continue;
        };
        found.query.insert(name.clone());
        let kind = query_kind(context, service, operation, option, &at);
        let made = option
            .rust
            .as_deref()
            .map_or_else(|| names::snake(name), names::given);
        // A name that is none is reported where the option is defined.
        let (Some(kind), Some(ident)) = (kind, made) else {
            whole = false;
            continue;
        };
        whole &= context.enter(
            &mut scope,
            &ident,
            at.place(),
            &format!("the query option `{name}`"),
            "give another name in `rust`",
        );
        let about = docs::paragraphs([
            docs::lines(&option.doc),
            bounds_docs(option),
            vec![format!("On the wire: the query option `{name}`.")],
        ]);
        setters.push(Setter {
            ident,
            wire_name: name.clone(),
            docs: about,
            kind,
        });
    }
    let properties = body.map_or(&[][..], |body| &body.properties);
    for property in properties.iter().filter(|property| !property.required) {
        let wire = format!(
            "On the wire: `{}`, `{}`.",
            property.wire_name, property.kind
        );
        let mut add = |context: &mut Context<'_>,
                       ident: names::Ident,
                       doc: String,
                       kind: SetterKind,
                       place: Place| {
            whole &= context.enter(
                &mut scope,
                &ident,
                place,
                &format!("the property `{}`", property.wire_name),
                "give another name in `rust`",
            );
            let about = docs::paragraphs([docs::lines(&doc), vec![wire.clone()]]);
            setters.push(Setter {
                ident,
                wire_name: property.wire_name.clone(),
                docs: about,
                kind,
            });
        };
        add(
            context,
            property.ident.clone(),
            property.doc.clone(),
            SetterKind::Property(property.ty.clone()),
            property.place.clone(),
        );
        if property.clearable {
            let doc = format!("Sets `{}` to null.", property.wire_name);
            add(
                context,
                names::clearing(&property.ident),
                doc,
                SetterKind::Clear,
                property.place.clone(),
            );
        }
    }
    whole.then_some(setters)
}

fn bounds(option: &spec::QueryOption) -> Option<(u32, u32)> {
    (option.min.is_some() || option.max.is_some())
        .then(|| (option.min.unwrap_or(0), option.max.unwrap_or(u32::MAX)))
}

fn bounds_docs(option: &spec::QueryOption) -> Vec<String> {
    let range = match (option.min, option.max) {
        (None, None) => return Vec::new(),
        (Some(min), None) => format!("{min} or more"),
        (min, Some(max)) => format!("From {} to {max}", min.unwrap_or(0)),
    };
    vec![format!(
        "{range}; anything else is an error before the request is sent."
    )]
}

fn query_kind(
    context: &mut Context<'_>,
    service: &Service<'_>,
    operation: &spec::Operation,
    option: &spec::QueryOption,
    at: &At<'_>,
) -> Option<SetterKind> {
    Some(match option.kind {
        spec::QueryKind::String => SetterKind::QueryText,
        spec::QueryKind::Boolean => SetterKind::QueryFlag,
        spec::QueryKind::Integer => SetterKind::QueryNumber(bounds(option)),
        spec::QueryKind::Filter => SetterKind::Filter(listed(context, service, operation, at)?),
        spec::QueryKind::OrderBy => SetterKind::OrderBy(listed(context, service, operation, at)?),
    })
}

/// The type of the items that an operation lists.
fn listed(
    context: &mut Context<'_>,
    service: &Service<'_>,
    operation: &spec::Operation,
    at: &At<'_>,
) -> Option<Type> {
    let answer = operation.returns.iter().next().map(|(_, text)| text)?;
    let expr = type_expr::parse(answer).ok()?;
    let item = match (expr.name, expr.of.as_deref()) {
        ("page", Some(item)) => item,
        ("value", Some(item)) if item.list => item,
        _ => {
            context.mistake(
                &catalogue::NO_LIST,
                at.place(),
                "only lists can be filtered and sorted",
                "the operation returns no list",
                None,
            );
            return None;
        }
    };
    let Some(definition) = service.types.get(item.name) else {
        // A type that does not exist is reported with the answer.
        if BUILT_IN.contains(&item.name) {
            no_objects(context, at);
        }
        return None;
    };
    match definition.kind {
        Kind::Object | Kind::Base => Some(Type::Named(definition.ident.clone())),
        Kind::Enum => {
            no_objects(context, at);
            None
        }
    }
}

fn no_objects(context: &mut Context<'_>, at: &At<'_>) {
    context.mistake(
        &catalogue::NO_LIST,
        at.place(),
        "what has no properties cannot be filtered or sorted by one",
        "the operation lists no objects",
        None,
    );
}
