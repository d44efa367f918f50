//! Setters: the optional parts of a request, those of the query first.

use super::service::Service;
use super::{Context, docs, member_ident};
use crate::contract::{Entry, OptionKind, QueryOption, Returns, Sent};
use crate::diagnostics::Place;
use crate::model::{Docs, Setter, SetterKind};
use crate::names::{self, Scope, ScopeKind};

/// The setters of an operation.
pub(super) fn setters(context: &mut Context, service: &Service<'_>, entry: &Entry) -> Vec<Setter> {
    let mut scope = Scope::new(ScopeKind::Setters);
    let mut setters = Vec::new();
    for (id, place) in &entry.query {
        let setter = of_option(service, &service.contract[*id], &entry.returns);
        let what = format!("the query option `{}`", setter.wire_name);
        add(context, &mut scope, &mut setters, setter, place, &what);
    }
    let sends = entry.body.iter().flat_map(|body| &body.sends);
    for sent in sends.filter(|sent| !sent.required) {
        let what = format!("the property `{}`", sent.member.name);
        for setter in of_property(service, sent) {
            let place = &sent.member.at;
            add(context, &mut scope, &mut setters, setter, place, &what);
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
    what: &str,
) {
    let help = "give another name in `rust`";
    context.enter(scope, &setter.ident, place, what, help);
    setters.push(setter);
}

fn of_option(service: &Service<'_>, option: &QueryOption, returns: &Returns) -> Setter {
    let made = match &option.rust {
        Some(given) => names::given(&given.name),
        None => names::snake(&option.name),
    };
    let listed = || returns.listed().map(|item| service.ty(item));
    let kind = match option.kind {
        OptionKind::Text => Some(SetterKind::QueryText),
        OptionKind::Flag => Some(SetterKind::QueryFlag),
        OptionKind::Number { .. } => Some(SetterKind::QueryNumber(option.kind.bounds())),
        OptionKind::Filter => listed().map(SetterKind::Filter),
        OptionKind::OrderBy => listed().map(SetterKind::OrderBy),
    };
    Setter {
        ident: made.unwrap_or_else(names::stand_in),
        wire_name: option.name.clone(),
        docs: docs::paragraphs([
            docs::lines(&option.doc),
            bounds_docs(option.kind),
            vec![format!("On the wire: the query option `{}`.", option.name)],
        ]),
        kind: kind.unwrap_or(SetterKind::QueryText),
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
    vec![format!(
        "{range}; anything else is an error before the request is sent."
    )]
}

/// The setter of a property, and the one that clears it.
fn of_property(service: &Service<'_>, sent: &Sent) -> impl Iterator<Item = Setter> {
    let member = &sent.member;
    let ident = member_ident(member);
    let wire = docs::wire(member, &service.contract.member_type(member)) + ".";
    let setter = |ident, doc: &str, kind| Setter {
        ident,
        wire_name: member.name.clone(),
        docs: docs::paragraphs([docs::lines(doc), vec![wire.clone()]]),
        kind,
    };
    let clear = sent.clearable.then(|| {
        let doc = format!("Sets `{}` to null.", member.name);
        setter(names::clearing(&ident), &doc, SetterKind::Clear)
    });
    let set = SetterKind::Property(service.ty(&member.ty));
    let set = setter(ident, &member.doc, set);
    [Some(set), clear].into_iter().flatten()
}
