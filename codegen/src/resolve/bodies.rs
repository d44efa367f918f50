//! Bodies of requests: which properties, which of them required, and how a caller gives those.

use std::collections::BTreeMap;

use super::service::Service;
use super::types::Kind;
use super::{Context, did_you_mean, docs, type_expr};
use crate::diagnostics::{At, Diagnostic, Place, catalogue};
use crate::model::{self, Argument, BodyRule, CallBody, IdField, Type};
use crate::names::{self, Ident, Scope, ScopeKind};
use crate::spec;

/// The request structs of a service.
pub(super) struct Bodies {
    /// Those of `create<T>` by T, so that all operations that create a T share one.
    creations: BTreeMap<String, Ident>,
    names: Scope<Place>,
}

impl Default for Bodies {
    fn default() -> Self {
        Self {
            creations: BTreeMap::new(),
            names: Scope::new(ScopeKind::Types),
        }
    }
}

/// What a request struct is called after.
enum Naming<'a> {
    /// The type that is created.
    Creation(&'a str),
    /// The last part of the operation's id.
    Verb(&'a str),
    /// Nothing: no property is required.
    Nothing,
}

/// The body of an operation.
pub(super) struct ResolvedBody {
    pub(super) rule: BodyRule,
    pub(super) call: CallBody,
    /// Every property, the required ones first.
    pub(super) properties: Vec<BodyProperty>,
}

/// A property of a body.
#[derive(Clone)]
pub(super) struct BodyProperty {
    pub(super) wire_name: String,
    pub(super) ident: Ident,
    pub(super) ty: Type,
    pub(super) doc: String,
    pub(super) kind: String,
    pub(super) required: bool,
    pub(super) clearable: bool,
    pub(super) secret: bool,
    pub(super) place: Place,
}

/// Resolves the body of an operation; request structs go into the module.
pub(super) fn body(
    context: &mut Context<'_>,
    service: &Service<'_>,
    bodies: &mut Bodies,
    at: &At<'_>,
    id: &str,
    operation: &spec::Operation,
    module: &mut model::Module,
) -> Option<ResolvedBody> {
    let body_at = at.key("body");
    let has_body = operation.body.is_some();
    if has_body
        && ["GET", "DELETE"]
            .iter()
            .any(|method| operation.http.starts_with(method))
    {
        context.mistake(
            &catalogue::BODY_NOT_ALLOWED,
            body_at.key_place(),
            "a GET or DELETE request has no body",
            "not allowed here",
            None,
        );
    }
    if operation.body_optional && !has_body {
        context.mistake(
            &catalogue::BODY_NOT_ALLOWED,
            at.key("bodyOptional").key_place(),
            "there is no body that could be left out",
            "not used",
            None,
        );
    }
    let rule = match (has_body, operation.body_optional) {
        (false, _) => BodyRule::None,
        (true, true) => BodyRule::Optional,
        (true, false) => BodyRule::Required,
    };
    let resolved = match &operation.body {
        None => ResolvedBody {
            rule,
            call: CallBody::Nothing,
            properties: Vec::new(),
        },
        Some(spec::Body::Of(text)) if text == "link" => link(context, service, &body_at)?,
        Some(spec::Body::Of(text)) => {
            let (properties, naming) = of_type(context, service, text, &body_at)?;
            let call = required(
                context,
                service,
                bodies,
                &body_at,
                naming,
                &properties,
                module,
            )?;
            ResolvedBody {
                rule,
                call,
                properties,
            }
        }
        Some(spec::Body::Properties(parameters)) => {
            let properties = one_by_one(context, service, parameters, &body_at)?;
            let naming = Naming::Verb(id.rsplit('.').next().unwrap_or(id));
            let call = required(
                context,
                service,
                bodies,
                &body_at,
                naming,
                &properties,
                module,
            )?;
            ResolvedBody {
                rule,
                call,
                properties,
            }
        }
    };
    if resolved.rule == BodyRule::Optional
        && resolved.properties.iter().any(|property| property.required)
    {
        context.mistake(
            &catalogue::BODY_NOT_ALLOWED,
            at.key("bodyOptional").key_place(),
            "a body with required properties cannot be left out",
            "contradicts the body",
            None,
        );
    }
    Some(resolved)
}

fn link(context: &mut Context<'_>, service: &Service<'_>, at: &At<'_>) -> Option<ResolvedBody> {
    if service.spec.link_collection.is_none() {
        context.mistake(
            &catalogue::NO_LINKS,
            at.place(),
            "the service has no collection that links point into",
            "needs `linkCollection`",
            Some("name it in the service's file".to_owned()),
        );
        return None;
    }
    // Links point at directory objects, which the first kind of identifier names.
    let Some(identifier) = service
        .spec
        .identifiers
        .keys()
        .next()
        .and_then(names::pascal)
    else {
        context.mistake(
            &catalogue::NO_LINKS,
            at.place(),
            "the service has no kind of identifier for what links point at",
            "needs `identifiers`",
            None,
        );
        return None;
    };
    let ident = names::given("target")?;
    Some(ResolvedBody {
        rule: BodyRule::Required,
        call: CallBody::Link(IdField { ident, identifier }),
        properties: Vec::new(),
    })
}

/// The properties that `create<T>` or `update<T>` means.
fn of_type<'a>(
    context: &mut Context<'_>,
    service: &Service<'a>,
    text: &str,
    at: &At<'_>,
) -> Option<(Vec<BodyProperty>, Naming<'a>)> {
    let expr = match type_expr::parse(text) {
        Ok(expr) => expr,
        Err(malformed) => {
            context.mistake(
                &catalogue::MALFORMED_TYPE,
                at.within(malformed.range),
                format!("`{text}` is no body"),
                malformed.message,
                None,
            );
            return None;
        }
    };
    let (Some(of), "create" | "update") = (expr.of.as_deref(), expr.name) else {
        context.mistake(
            &catalogue::MALFORMED_TYPE,
            at.within(expr.range),
            format!("`{text}` is no body"),
            "must be `create<T>`, `update<T>`, `link`, or the properties one by one",
            None,
        );
        return None;
    };
    let creates = expr.name == "create";
    let Some(definition) = service.types.get(of.name) else {
        if !context.is_poisoned(of.name) {
            let help = did_you_mean(of.name, service.types.names());
            context.mistake(
                &catalogue::UNKNOWN_TYPE,
                at.within(of.range.clone()),
                format!("there is no type `{}`", of.name),
                "not defined",
                help,
            );
        }
        return None;
    };
    if definition.kind != Kind::Object {
        context.mistake(
            &catalogue::MALFORMED_TYPE,
            at.within(of.range.clone()),
            format!("`{}` has no properties to send", of.name),
            "must be an object type",
            None,
        );
        return None;
    }
    let mut properties = Vec::new();
    let mut whole = true;
    for (file, type_name, name, property) in service.types.properties(definition) {
        let required = creates && property.create == Some(spec::Create::Required);
        if !(if creates {
            property.create.is_some()
        } else {
            property.update.is_some()
        }) {
            continue;
        }
        let root = At::file(file.source);
        let types = root.key("types");
        let entry = types.key(type_name);
        let list = entry.key("properties");
        let place = list.key(name).key_place();
        // Mistakes in the property itself are reported with its type.
        let made = property
            .rust
            .as_deref()
            .map_or_else(|| names::snake(name), names::given);
        let (Some(resolved), Some(ident)) = (service.types.resolve_quietly(&property.kind), made)
        else {
            whole = false;
            continue;
        };
        properties.push(BodyProperty {
            wire_name: name.to_owned(),
            ident,
            ty: resolved.ty,
            doc: property.doc.clone(),
            kind: property.kind.clone(),
            required,
            clearable: !creates && property.update == Some(spec::Update::Clear),
            secret: property.secret,
            place,
        });
    }
    if properties.is_empty() && whole {
        let flag = if creates { "create" } else { "update" };
        context.report(
            Diagnostic::new(
                &catalogue::EMPTY_BODY,
                at.place(),
                format!(
                    "no property of `{}` is marked with `{flag}`",
                    definition.name
                ),
            )
            .label("nothing to send")
            .help(format!(
                "add `\"{flag}\": …` to the properties that callers give"
            )),
        );
    }
    let naming = if creates {
        Naming::Creation(definition.name)
    } else {
        Naming::Nothing
    };
    whole.then_some((properties, naming))
}

fn one_by_one(
    context: &mut Context<'_>,
    service: &Service<'_>,
    parameters: &spec::Entries<spec::Parameter>,
    at: &At<'_>,
) -> Option<Vec<BodyProperty>> {
    let mut properties = Vec::new();
    let mut whole = true;
    for (name, parameter) in parameters.iter() {
        let entry = at.key(name);
        let resolved = service
            .types
            .resolve(context, &parameter.kind, &entry.key("type"));
        let member = context.member(parameter.rust.as_deref(), name, &entry);
        let (Some(resolved), Some((ident, place))) = (resolved, member) else {
            whole = false;
            continue;
        };
        properties.push(BodyProperty {
            wire_name: name.to_owned(),
            ident,
            ty: resolved.ty,
            doc: parameter.doc.clone(),
            kind: parameter.kind.clone(),
            required: parameter.required,
            clearable: resolved.nullable && !parameter.required,
            secret: parameter.secret,
            place,
        });
    }
    whole.then_some(properties)
}

/// How a caller gives what is required: not at all, as the only argument, or as a struct.
fn required(
    context: &mut Context<'_>,
    service: &Service<'_>,
    bodies: &mut Bodies,
    at: &At<'_>,
    naming: Naming<'_>,
    properties: &[BodyProperty],
    module: &mut model::Module,
) -> Option<CallBody> {
    let required: Vec<&BodyProperty> = properties
        .iter()
        .filter(|property| property.required)
        .collect();
    match required.as_slice() {
        [] => Some(CallBody::Nothing),
        [one] => Some(CallBody::One(Argument {
            wire_name: one.wire_name.clone(),
            ident: one.ident.clone(),
            ty: one.ty.clone(),
        })),
        several => {
            let (made, text) = match naming {
                Naming::Creation(name) => match bodies.creations.get(name) {
                    Some(ident) => return Some(CallBody::Struct(ident.clone())),
                    None => (names::creation(name), name),
                },
                Naming::Verb(verb) => (names::pascal(verb), verb),
                Naming::Nothing => return None,
            };
            let ident = context.ident(made, text, at.place())?;
            if let Some(definition) = service.types.by_ident(&ident) {
                context.mistake(
                    &catalogue::NAME_CLASH,
                    at.place(),
                    format!("the required properties would be the struct `{ident}`, and the type `{}` has that name", definition.name),
                    "gives the same name",
                    Some("choose another name for the type".to_owned()),
                );
                return None;
            }
            if !context.enter(
                &mut bodies.names,
                &ident,
                at.place(),
                "the struct of the required properties",
                "give one of the operations another verb",
            ) {
                return None;
            }
            let mut scope = Scope::new(ScopeKind::Plain);
            let mut fields = Vec::new();
            for property in several {
                context.enter(
                    &mut scope,
                    &property.ident,
                    property.place.clone(),
                    &format!("the property `{}`", property.wire_name),
                    "give another name in `rust`",
                );
                fields.push(model::Field {
                    wire_name: property.wire_name.clone(),
                    aliases: Vec::new(),
                    ident: property.ident.clone(),
                    docs: docs::paragraphs([
                        docs::lines(&property.doc),
                        vec![format!(
                            "On the wire: `{}`, `{}`.",
                            property.wire_name, property.kind
                        )],
                    ]),
                    ty: property.ty.clone(),
                    secret: property.secret,
                });
            }
            module.requests.push(model::Request {
                ident: ident.clone(),
                docs: vec!["The properties that the request must have.".to_owned()],
                fields,
            });
            if let Naming::Creation(name) = naming {
                bodies.creations.insert(name.to_owned(), ident.clone());
            }
            Some(CallBody::Struct(ident))
        }
    }
}
