//! The call that makes the request of an example.

use serde_json::Value;

use super::Builder;
use crate::diagnostics::{At, catalogue};
use crate::model::{Answer, BodyRule, CallBody, ExampleCall, ExampleStep, Literal, SetterKind};
use crate::names::{self, Ident};
use crate::resolve::literals::{self, Position};
use crate::resolve::{Context, did_you_mean};
use crate::spec;

impl Builder<'_> {
    pub(super) fn call(
        &self,
        context: &mut Context<'_>,
        request: &spec::ExampleRequest,
        version: Option<&str>,
        at: &At<'_>,
    ) -> Option<ExampleCall> {
        let mut steps = Vec::new();
        for step in &self.site.route.steps {
            steps.push(ExampleStep {
                ident: names::snake(&step.literal)?,
                arguments: Vec::new(),
            });
            if let Some(key) = &step.key {
                let value = self.parameter(request, &key.parameter)?;
                steps.push(ExampleStep {
                    ident: names::given("id")?,
                    arguments: vec![Literal::Text(value)],
                });
            }
        }
        let mut arguments = Vec::new();
        if let Some(key) = &self.site.route.taken {
            arguments.push(Literal::Text(self.parameter(request, &key.parameter)?));
        }
        let body = request.body.as_ref().map(|body| &body.0);
        // Each of them reports its mistakes, whatever the others say.
        let argument = self.body_argument(context, body, at);
        let mut setters = Vec::new();
        let query = self.query_steps(context, request, at, &mut setters);
        let properties = self.property_steps(context, body, at, &mut setters);
        arguments.extend(argument.filter(|_| query.is_some() && properties.is_some())?);
        steps.push(ExampleStep {
            ident: self.operation.call.ident.clone(),
            arguments,
        });
        steps.append(&mut setters);
        if let Some(version) = version {
            steps.push(ExampleStep {
                ident: names::given("with_api_version")?,
                arguments: vec![Literal::Text(version.to_owned())],
            });
        }
        Some(ExampleCall {
            steps,
            service: self.service_ident.clone(),
            marker: names::pascal(self.service.folder)?,
            paged: matches!(self.operation.answer, Answer::Page(_)),
        })
    }

    /// The value of a path parameter: that of the example, or else the one that stands for its kind of identifier.
    pub(super) fn parameter(&self, request: &spec::ExampleRequest, name: &str) -> Option<String> {
        let given = request.path.get(name).cloned();
        given.or_else(|| {
            let identifier = self.service.spec.path.get(name)?.identifier.as_deref()?;
            Some(
                self.service
                    .spec
                    .identifiers
                    .get(identifier)?
                    .example
                    .clone(),
            )
        })
    }

    /// What the method takes for the body.
    fn body_argument(
        &self,
        context: &mut Context<'_>,
        body: Option<&Value>,
        at: &At<'_>,
    ) -> Option<Option<Literal>> {
        let at = at.key("body");
        match &self.operation.call.body {
            CallBody::Nothing => Some(None),
            CallBody::Link(_) => {
                let collection = self
                    .service
                    .spec
                    .link_collection
                    .as_deref()
                    .unwrap_or_default();
                let url = body
                    .and_then(|body| body.get("url"))
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                let id = url
                    .rsplit_once(&format!("/{collection}/"))
                    .map(|(_, id)| id.to_owned());
                if id.is_none() {
                    context.mistake(
                        &catalogue::EXAMPLE_MISFIT,
                        at.place(),
                        "the body is no link to an object",
                        "must be `{ \"url\": \"…\" }`",
                        None,
                    );
                }
                Some(Some(Literal::Text(id?)))
            }
            CallBody::One(argument) => {
                let value = self.required(context, body, &argument.wire_name, &at)?;
                literals::literal(
                    context,
                    self.service,
                    &argument.ty,
                    value,
                    Position::Argument,
                    &at.key(&argument.wire_name),
                )
                .map(Some)
            }
            CallBody::Struct(ident) => {
                let required = self
                    .site
                    .properties
                    .iter()
                    .filter(|property| property.required);
                // All of them are looked at, so that every mistake is reported.
                let fields: Vec<Option<(Ident, Literal)>> = required
                    .map(|property| {
                        let value = self.required(context, body, &property.wire_name, &at)?;
                        let at = at.key(&property.wire_name);
                        let position = Position::Field;
                        let made = literals::literal(
                            context,
                            self.service,
                            &property.ty,
                            value,
                            position,
                            &at,
                        )?;
                        Some((property.ident.clone(), made))
                    })
                    .collect();
                let fields = fields.into_iter().collect::<Option<_>>()?;
                Some(Some(Literal::Struct {
                    ident: ident.clone(),
                    fields,
                    extra: Vec::new(),
                    rest: false,
                }))
            }
        }
    }

    fn required<'v>(
        &self,
        context: &mut Context<'_>,
        body: Option<&'v Value>,
        name: &str,
        at: &At<'_>,
    ) -> Option<&'v Value> {
        let value = body.and_then(|body| body.get(name));
        // A body that is no object is a mistake of its own.
        if value.is_none() && body.is_none_or(Value::is_object) {
            context.mistake(
                &catalogue::EXAMPLE_MISFIT,
                at.place(),
                format!("the example lacks the required property `{name}`"),
                "incomplete",
                None,
            );
        }
        value
    }

    fn query_steps(
        &self,
        context: &mut Context<'_>,
        request: &spec::ExampleRequest,
        at: &At<'_>,
        steps: &mut Vec<ExampleStep>,
    ) -> Option<()> {
        let at = at.key("query");
        let mut whole = true;
        for (name, value) in request.query.iter() {
            let place = at.key(name);
            let setter = self
                .operation
                .setters
                .iter()
                .find(|setter| setter.wire_name == name);
            let literal = match (setter.map(|setter| &setter.kind), &value.0) {
                (
                    Some(SetterKind::QueryText | SetterKind::Filter(_) | SetterKind::OrderBy(_)),
                    Value::String(text),
                ) => Literal::Text(text.clone()),
                (Some(SetterKind::QueryFlag), Value::Bool(flag)) => Literal::Bool(*flag),
                (Some(SetterKind::QueryNumber(bounds)), Value::Number(number))
                    if fits(number, *bounds) =>
                {
                    Literal::Integer(number.as_i64()?)
                }
                (Some(SetterKind::QueryNumber(Some((min, max)))), Value::Number(number)) => {
                    context.mistake(
                        &catalogue::EXAMPLE_MISFIT,
                        place.place(),
                        format!(
                            "`{name}` is a whole number from {min} to {max}, and {number} is none"
                        ),
                        "an error before anything is sent",
                        None,
                    );
                    whole = false;
                    continue;
                }
                (None, _) => {
                    context.mistake(
                        &catalogue::EXAMPLE_MISFIT,
                        place.key_place(),
                        format!("the operation does not take `{name}`"),
                        "not in the operation's `query`",
                        None,
                    );
                    whole = false;
                    continue;
                }
                _ => {
                    context.mistake(
                        &catalogue::EXAMPLE_MISFIT,
                        place.place(),
                        format!("`{name}` takes another kind of value"),
                        "does not fit the option",
                        None,
                    );
                    whole = false;
                    continue;
                }
            };
            steps.push(ExampleStep {
                ident: setter?.ident.clone(),
                arguments: vec![literal],
            });
        }
        whole.then_some(())
    }

    fn property_steps(
        &self,
        context: &mut Context<'_>,
        body: Option<&Value>,
        at: &At<'_>,
        steps: &mut Vec<ExampleStep>,
    ) -> Option<()> {
        let at = at.key("body");
        let object = match body {
            Some(_) if self.operation.body_rule == BodyRule::None => {
                context.mistake(
                    &catalogue::EXAMPLE_MISFIT,
                    at.key_place(),
                    "the operation sends no body",
                    "not sent",
                    None,
                );
                return None;
            }
            // The link itself has been looked at with the arguments.
            None => return Some(()),
            Some(_) if matches!(self.operation.call.body, CallBody::Link(_)) => return Some(()),
            Some(Value::Object(object)) => object,
            Some(_) => {
                context.mistake(
                    &catalogue::EXAMPLE_MISFIT,
                    at.place(),
                    "a body is an object",
                    "no object",
                    None,
                );
                return None;
            }
        };
        let mut whole = true;
        for (name, value) in object {
            let place = at.key(name);
            let Some(property) = self
                .site
                .properties
                .iter()
                .find(|property| property.wire_name == *name)
            else {
                let known = self
                    .site
                    .properties
                    .iter()
                    .map(|property| property.wire_name.as_str());
                context.mistake(
                    &catalogue::EXAMPLE_UNKNOWN,
                    place.key_place(),
                    format!("the body has no property `{name}`"),
                    "not a property of the body",
                    did_you_mean(name, known),
                );
                whole = false;
                continue;
            };
            if property.required {
                continue;
            }
            if value.is_null() {
                if !property.clearable {
                    context.mistake(
                        &catalogue::EXAMPLE_MISFIT,
                        place.place(),
                        format!("`{name}` cannot be null"),
                        "not allowed",
                        None,
                    );
                    whole = false;
                    continue;
                }
                steps.push(ExampleStep {
                    ident: names::clearing(&property.ident),
                    arguments: Vec::new(),
                });
                continue;
            }
            let Some(made) = literals::literal(
                context,
                self.service,
                &property.ty,
                value,
                Position::Argument,
                &place,
            ) else {
                whole = false;
                continue;
            };
            steps.push(ExampleStep {
                ident: property.ident.clone(),
                arguments: vec![made],
            });
        }
        whole.then_some(())
    }
}

/// Whether a number of an example is one that an option takes.
fn fits(number: &serde_json::Number, bounds: Option<(u32, u32)>) -> bool {
    let (min, max) = bounds.unwrap_or((0, u32::MAX));
    let number = number
        .as_u64()
        .and_then(|number| u32::try_from(number).ok());
    number.is_some_and(|number| (min..=max).contains(&number))
}
