//! Setters: the optional parts of a request, those of the query first, then headers, then the body.

use super::named::Service;
use super::{Context, docs, member_ident, models};
use crate::contract::{self, BodySource, Entry, Given, Header, OptionKind, QueryOption, Sent};
use crate::diagnostics::Place;
use crate::model::{self, Argument, Docs, Function, On, Returns, Setter, SetterKind, Takes};
use crate::names::{self, Ident, Scope, ScopeKind};

/// The setters of an operation.
pub(super) fn setters(context: &mut Context, service: &Service<'_>, entry: &Entry) -> Vec<Setter> {
    let mut scope = Scope::new(ScopeKind::Setters);
    let mut setters = Vec::new();
    for (id, place) in &entry.query {
        let option = &service.contract[*id];
        let setter = of_option(service, option, &entry.returns);
        let what = || format!("the query option `{}`", option.name);
        add(context, &mut scope, &mut setters, setter, place, &what);
    }
    for (id, place) in &entry.headers {
        let header = &service.contract[*id];
        let setter = of_header(header);
        let what = || format!("the header `{}`", header.name);
        add(context, &mut scope, &mut setters, setter, place, &what);
    }
    if let Some(body) = &entry.body {
        for sent in body.sends.iter().filter(|sent| !sent.required) {
            let what = || format!("the property `{}`", sent.member.name);
            for setter in of_property(service, body.source, sent) {
                let place = &sent.member.at;
                add(context, &mut scope, &mut setters, setter, place, &what);
            }
        }
    }
    setters
}

fn add(
    context: &mut Context,
    scope: &mut Scope<Place>,
    setters: &mut Vec<Setter>,
    setter: Setter,
    place: &Place,
    what: &dyn Fn() -> String,
) {
    let help = "give another name in `rust`";
    context.enter(scope, &setter.function.ident, place, what, help);
    setters.push(setter);
}

fn of_option(service: &Service<'_>, option: &QueryOption, returns: &contract::Returns) -> Setter {
    let listed = || {
        let item = returns.listed().map(|item| service.ty(item));
        item.unwrap_or(model::Type::Any)
    };
    let object = || {
        let item = returns.ty().map(|ty| service.ty(ty.item()));
        item.unwrap_or(model::Type::Any)
    };
    let argument = match option.kind {
        OptionKind::Text => Some(("value", Takes::Text)),
        OptionKind::Flag => Some(("value", Takes::Flag)),
        OptionKind::Number { .. } => Some(("value", Takes::Number)),
        // A count does not say of what it is.
        OptionKind::Filter if *returns == contract::Returns::Count => Some(("filter", Takes::Text)),
        OptionKind::Filter => Some(("filter", Takes::Filter(listed()))),
        OptionKind::OrderBy => Some(("order", Takes::OrderBy(listed()))),
        OptionKind::Select => Some(("properties", Takes::Select(object()))),
        OptionKind::Expand => Some(("properties", Takes::Expand(object()))),
        OptionKind::Search => Some(("search", Takes::Search)),
        OptionKind::Count => None,
        OptionKind::Json => Some(("value", Takes::Value(service.ty(&option.of)))),
    };
    let wire = format!("On the wire: the query option {}.", docs::code(&option.name));
    let docs = docs::paragraphs([docs::lines(&option.doc), bounds_docs(option.kind), vec![wire]]);
    Setter {
        function: setter(called(option.rust.as_ref(), &option.name), docs, argument),
        wire_name: option.name.clone(),
        kind: match option.kind {
            OptionKind::Json => SetterKind::Json(service.ty(&option.of)),
            kind => SetterKind::Query(kind.bounds()),
        },
        advanced: option.advanced,
        about: vec![format!("query/{}", option.name)],
    }
}

fn of_header(header: &Header) -> Setter {
    let wire = format!("On the wire: the header {}.", docs::code(&header.name));
    let docs = docs::paragraphs([docs::lines(&header.doc), vec![wire]]);
    Setter {
        function: setter(
            called(header.rust.as_ref(), &header.name),
            docs,
            Some(("value", Takes::Text)),
        ),
        wire_name: header.name.clone(),
        kind: SetterKind::Header { secret: header.secret },
        advanced: false,
        about: vec![format!("headers/{}", header.name)],
    }
}

/// The name of a setter.
fn called(given: Option<&Given>, name: &str) -> Ident {
    let made = match given {
        Some(given) => names::given(&given.name),
        None => names::snake(name),
    };
    made.unwrap_or_else(names::stand_in)
}

/// A setter as callers see it.
fn setter(ident: Ident, docs: Docs, argument: Option<(&'static str, Takes)>) -> Function {
    let argument = argument.map(|(name, takes)| Argument { ident: names::fixed(name), takes });
    Function {
        ident,
        docs,
        on: On::Value,
        arguments: argument.into_iter().collect(),
        returns: Returns::Itself,
    }
}

fn bounds_docs(kind: OptionKind) -> Docs {
    let OptionKind::Number { min, max } = kind else {
        return Docs::new();
    };
    let range = match (min, max) {
        (None, None) => return Docs::new(),
        (Some(min), None) => format!("{min} or more"),
        (min, Some(max)) => format!("From {} to {max}", min.unwrap_or(0)),
    };
    vec![format!("{range}; anything else is an error before the request is sent.")]
}

/// The setter of a property, the one that clears it, and the one that does either.
fn of_property(
    service: &Service<'_>,
    body: BodySource,
    sent: &Sent,
) -> impl Iterator<Item = Setter> {
    let member = &sent.member;
    let ident = member_ident(member);
    let wire = docs::wire(member, &service.contract.member_type(member));
    let marked = match body {
        BodySource::Create(_) => "create",
        _ => "update",
    };
    let property = models::entry(service, member);
    let about = property.map(|it| vec![format!("{it}#{marked}"), it]).unwrap_or_default();
    let made = |ident, doc: &str, argument, kind| Setter {
        function: setter(ident, docs::paragraphs([docs::lines(doc), vec![wire.clone()]]), argument),
        wire_name: member.name.clone(),
        kind,
        advanced: false,
        about: about.clone(),
    };
    let clear = sent.clearable.then(|| {
        let doc = format!("Sets {} to null.", docs::code(&member.name));
        made(names::clearing(&ident), &doc, None, SetterKind::Clear)
    });
    let ty = service.ty(&member.ty);
    let either = sent.clearable.then(|| {
        let doc =
            format!("Sets {} to a value, or to null if there is none.", docs::code(&member.name));
        let ty = model::Type::Optional(Box::new(ty.clone()));
        let value = ("value", Takes::Value(ty.clone()));
        made(names::either(&ident), &doc, Some(value), SetterKind::Property(ty))
    });
    let value = ("value", Takes::Value(ty.clone()));
    let set = made(ident, &member.doc, Some(value), SetterKind::Property(ty));
    [Some(set), clear, either].into_iter().flatten()
}
