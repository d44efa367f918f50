//! Operations: the types that stand for them and the methods that make their calls.

use super::bodies::Bodies;
use super::named::Service;
use super::resources::{NewCall, Tree};
use super::{Context, bodies, call_docs, setters, waits};
use crate::contract::{self, Entry, File, Operation, ParameterId, Placed, Segment};
use crate::diagnostics::{Place, catalogue};
use crate::model::{self, Argument, CallBody, Function, IdField, On, Takes};
use crate::names::{self, Ident, Scope, ScopeKind};

/// The names that the operations of a service have taken.
pub(super) struct Names {
    /// The types that stand for operations.
    markers: Scope<Place>,
    /// The required properties of requests as structs.
    bodies: Bodies,
}

impl Default for Names {
    fn default() -> Self {
        Self { markers: Scope::new(ScopeKind::Types), bodies: Bodies::default() }
    }
}

/// The operations of one file.
pub(super) fn operations<'a>(
    context: &mut Context,
    service: &'a Service<'a>,
    tree: &mut Tree<'a>,
    names: &mut Names,
    file: usize,
    module: &mut model::Module,
) {
    let contract = &service.contract.files[file];
    for entry in &contract.entries {
        let body = bodies::body(context, service, &mut names.bodies, entry, module);
        let setters = setters::setters(context, service, entry);
        let response = entry.returns.map(|ty| service.ty(ty));
        let lowered = Lowered { entry, setters, response };
        for operation in &entry.operations {
            let (id, at) = (&operation.id, &operation.at);
            let ident = context.ident(names::pascal(id), id, at);
            let what = || format!("the operation `{id}`");
            let help = "choose another id";
            if !context.enter(&mut names.markers, &ident, at, &what, help) {
                continue;
            }
            let verb = context.ident(names::snake(&operation.verb), &operation.verb, at);
            let call =
                NewCall { file, index: module.operations.len(), ident: verb.clone(), operation };
            tree.add(context, call);
            let taken = taken(context, service, entry, operation);
            let arguments = arguments(context, entry, &taken, &body);
            let Lowered { setters, response, .. } = &lowered;
            let function = Function {
                ident: verb,
                docs: call_docs::method(entry, operation, &ident, response, setters),
                on: On::Reference,
                arguments,
                returns: model::Returns::Call(ident.clone()),
            };
            let body = body.clone();
            let call = model::CallMethod { function, example: None, taken, body };
            module.operations.push(lowered.operation(service, contract, operation, ident, call));
        }
    }
}

/// What the operations of an entry have in common.
struct Lowered<'a> {
    entry: &'a Entry,
    setters: Vec<model::Setter>,
    response: model::Response,
}

impl Lowered<'_> {
    fn operation(
        &self,
        service: &Service<'_>,
        file: &File,
        operation: &Operation,
        ident: Ident,
        call: model::CallMethod,
    ) -> model::Operation {
        let Self { entry, setters, response } = self;
        let created = service.contract.key_of_created(entry);
        model::Operation {
            ident,
            method: entry.method.clone(),
            template: operation.template.clone(),
            path: operation.path.iter().map(|it| segment(service.contract, it)).collect(),
            version: operation.versions.first().cloned().unwrap_or_default(),
            versions: operation.versions.clone(),
            idempotent: entry.idempotent,
            advanced: entry.advanced,
            body_rule: body_rule(entry),
            success: entry.success.clone(),
            response: response.clone(),
            permissions: operation.permissions.as_ref().map(|it| permissions(service, it)),
            replaced_by: operation.successor().map(str::to_owned),
            documents: entry.described().to_vec(),
            secrets: entry.secrets.clone(),
            docs: call_docs::page(service, entry, operation, response),
            id: operation.id.clone(),
            call,
            setters: setters.clone(),
            creates: created.map(|property| property.member.name.clone()),
            waits: waits::waits(service, file, entry, operation),
        }
    }
}

/// What the method takes: for the path, then for the body, whose argument must have a name of its own.
fn arguments(
    context: &mut Context,
    entry: &Entry,
    taken: &[IdField],
    body: &CallBody,
) -> Vec<Argument> {
    let id = |id: &IdField| Takes::Identifier(id.identifier.clone());
    let fixed = || names::fixed("body");
    let body = match body {
        CallBody::Nothing => None,
        CallBody::Link(to) => Some((to.ident.clone(), id(to), "what the link points at")),
        CallBody::One(one) => {
            Some((one.ident.clone(), Takes::Value(one.ty.clone()), "the required property"))
        }
        CallBody::Whole(ty) => Some((fixed(), Takes::Value(ty.clone()), "the body")),
        CallBody::Bytes => Some((fixed(), Takes::Bytes, "the body")),
        CallBody::Struct(ident) => {
            Some((fixed(), Takes::Required(ident.clone()), "the required properties"))
        }
    };
    let mut arguments: Vec<Argument> =
        taken.iter().map(|it| Argument { ident: it.ident.clone(), takes: id(it) }).collect();
    if let Some((ident, takes, what)) = body {
        if arguments.iter().any(|argument| argument.ident == ident) {
            context.report(catalogue::argument_clash(entry.at.key("http"), what, &ident));
        }
        arguments.push(Argument { ident, takes });
    }
    arguments
}

fn taken(
    context: &mut Context,
    service: &Service<'_>,
    entry: &Entry,
    operation: &Operation,
) -> Vec<IdField> {
    let field = |parameter: ParameterId| {
        let name = &service.contract[parameter].name;
        IdField {
            ident: context.ident(names::snake(name), name, &entry.at.key("http")),
            identifier: service.identifier(parameter),
        }
    };
    operation.taken.iter().copied().map(field).collect()
}

pub(super) fn segment(service: &contract::Service, segment: &Segment) -> model::Segment {
    match segment {
        Segment::Tenant(_) => model::Segment::Tenant,
        Segment::Version(_) => model::Segment::Version,
        Segment::Literal(literal) => model::Segment::Literal(literal.clone()),
        Segment::Value(_) => model::Segment::Value,
        Segment::Key(literal, _) => model::Segment::Key(literal.clone()),
        Segment::Arguments(literal, arguments) => {
            let value = |it: &contract::Argument| match it.value {
                Placed::Quoted(_) => Placed::Quoted(()),
                Placed::Plain(_) => Placed::Plain(()),
                Placed::Alias(id) => Placed::Alias(service[id].name.clone()),
            };
            let names = arguments.iter().map(|it| (it.name.clone(), value(it)));
            model::Segment::Arguments(literal.clone(), names.collect())
        }
    }
}

fn body_rule(entry: &Entry) -> model::BodyRule {
    match &entry.body {
        None => model::BodyRule::None,
        Some(body) if body.optional => model::BodyRule::Optional,
        Some(_) => model::BodyRule::Required,
    }
}

fn permissions(service: &Service<'_>, permissions: &contract::Permissions) -> model::Permissions {
    let of_users = |names: &Vec<String>| {
        let asked = |name: &&String| permissions.delegated.iter().flatten().any(|it| it == *name);
        names.iter().filter(asked).cloned().collect()
    };
    model::Permissions {
        delegated: permissions.delegated.clone(),
        personal: permissions.personal.clone(),
        application: permissions.application.clone(),
        roles: permissions.roles.clone(),
        user_consent: service.contract.user_consent.as_ref().map(of_users),
    }
}
