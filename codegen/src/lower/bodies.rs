//! Bodies of requests: how a caller gives what is required.

use std::collections::BTreeMap;

use super::named::Service;
use super::{Context, docs, member_ident, models};
use crate::contract::{Body, BodySource, Entry, Sent, Type, TypeId};
use crate::diagnostics::{Place, catalogue};
use crate::model::{self, CallBody, IdField, Required};
use crate::names::{self, Ident, Scope, ScopeKind};

/// The request structs of a service.
pub(super) struct Bodies {
    /// Those of what is created, so that all operations that create a type share one.
    creations: BTreeMap<TypeId, Ident>,
    /// Those of other operations, so that the same verb with the same required properties takes the same struct.
    others: Vec<(Ident, Vec<Signature>)>,
    names: Scope<Place>,
}

/// A required property: its name and type.
type Signature = (String, Type);

impl Default for Bodies {
    fn default() -> Self {
        Self { creations: BTreeMap::new(), others: Vec::new(), names: Scope::new(ScopeKind::Types) }
    }
}

/// What the method of an operation takes for the body; request structs go into the module.
pub(super) fn body(
    context: &mut Context,
    service: &Service<'_>,
    bodies: &mut Bodies,
    entry: &Entry,
    module: &mut model::Module,
) -> CallBody {
    let Some(body) = &entry.body else {
        return CallBody::Nothing;
    };
    if body.source == BodySource::Link {
        return CallBody::Link(IdField {
            ident: names::fixed("target"),
            identifier: service.linked_by(),
        });
    }
    match body.source {
        BodySource::Whole(id) => return CallBody::Whole(service.ty(&Type::Named(id))),
        BodySource::Bytes => return CallBody::Bytes,
        _ => {}
    }
    // The names of properties of types are looked at with the types.
    if body.source == BodySource::Inline {
        for Sent { member, .. } in &body.sends {
            context.member(member.rust.as_ref(), &member.name, &member.at);
        }
    }
    let required: Vec<&Sent> = body.sends.iter().filter(|sent| sent.required).collect();
    match required.as_slice() {
        [] => CallBody::Nothing,
        [one] => CallBody::One(Required {
            wire_name: one.member.name.clone(),
            ident: member_ident(&one.member),
            ty: service.ty(&one.member.ty),
        }),
        several => {
            CallBody::Struct(request(context, service, bodies, entry, body, several, module))
        }
    }
}

/// The struct of the required properties: made once for all operations that create a type, and after the verb of any
/// other operation, once for those with the same verb and properties.
fn request(
    context: &mut Context,
    service: &Service<'_>,
    bodies: &mut Bodies,
    entry: &Entry,
    body: &Body,
    required: &[&Sent],
    module: &mut model::Module,
) -> Ident {
    let verb = entry.name.rsplit('.').next().unwrap_or(&entry.name);
    let (made, text) = match body.source {
        BodySource::Create(id) => match bodies.creations.get(&id) {
            Some(ident) => return ident.clone(),
            None => {
                let name = service.contract[id].name.as_str();
                (names::creation(name), name)
            }
        },
        _ => (names::pascal(verb), verb),
    };
    let ident = match &entry.request {
        Some(given) => {
            let form = "like `AssignLicense`";
            context.given(names::given_variant(&given.name), made.as_ref(), given, form)
        }
        None => context.ident(made, text, &body.at),
    };
    let signature = required.iter().map(|it| (it.member.name.clone(), it.member.ty.clone()));
    let signature: Vec<Signature> = signature.collect();
    if bodies.others.iter().any(|(other, its)| *other == ident && *its == signature) {
        return ident;
    }
    if let Some(definition) = service.type_called(&ident) {
        let at = body.at.clone();
        context.report(catalogue::request_clash(at, &ident, &definition.name));
        return ident;
    }
    context.enter(
        &mut bodies.names,
        &ident,
        &body.at,
        &|| "the struct of the required properties".to_owned(),
        "give one of the operations another verb",
    );
    let fields = fields(context, service, required);
    module.requests.push(model::Request {
        ident: ident.clone(),
        docs: vec!["The properties that the request must have.".to_owned()],
        fields,
    });
    match body.source {
        BodySource::Create(id) => {
            bodies.creations.insert(id, ident.clone());
        }
        _ => bodies.others.push((ident.clone(), signature)),
    }
    ident
}

/// The fields of the struct.
fn fields(context: &mut Context, service: &Service<'_>, required: &[&Sent]) -> Vec<model::Field> {
    let mut scope = Scope::new(ScopeKind::Plain);
    let mut fields = Vec::new();
    for Sent { member, .. } in required {
        let field = member_ident(member);
        let what = || format!("the property `{}`", member.name);
        let help = "give another name in `rust`";
        context.enter(&mut scope, &field, &member.at, &what, help);
        let wire = docs::wire(member, &service.contract.member_type(member));
        fields.push(model::Field {
            entry: models::entry(service, member),
            wire_name: member.name.clone(),
            aliases: Vec::new(),
            ident: field,
            docs: docs::paragraphs([docs::lines(&member.doc), vec![wire]]),
            ty: service.ty(&member.ty),
            secret: member.secret,
        });
    }
    fields
}
