//! Examples: documented requests as calls, documented responses as tests, and one call for the docs of every operation.

mod secrets;
mod target;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::literals::{self, Position};
use super::operations::Site;
use super::service::Service;
use super::{Context, Folder};
use crate::diagnostics::{At, catalogue};
use crate::model::{
    self, Answer, BodyRule, CallBody, ExampleCall, ExampleStep, Literal, ResponseCheck, SetterKind,
    Test, TestRequest, TestResponse,
};
use crate::names::{self, Ident};
use crate::spec;

/// Gives the modules their tests and the operations their examples.
pub(super) fn attach(
    context: &mut Context<'_>,
    service: &Service<'_>,
    folder: &Folder<'_>,
    sites: &[Site],
    modules: &mut [model::Module],
) {
    let Some(service_ident) = names::snake(service.folder) else {
        return;
    };
    let mut files: BTreeMap<&str, &spec::File<spec::Resource>> = BTreeMap::new();
    for file in &folder.resources {
        if let Some(source) = context.sources.get(file.source) {
            files.insert(&source.path, file);
        }
    }
    let mut sites_of: BTreeMap<usize, Vec<&Site>> = BTreeMap::new();
    for site in sites {
        sites_of.entry(site.source).or_default().push(site);
    }
    for module in modules.iter_mut() {
        let mut names = BTreeSet::new();
        let Some(file) = files.get(module.source.as_str()) else {
            continue;
        };
        for site in sites_of.remove(&file.source).unwrap_or_default() {
            let Some(spec) = file.content.operations.get(&site.entry) else {
                continue;
            };
            let Some(operation) = module.operations.get(site.operation) else {
                continue;
            };
            let builder = Builder {
                service,
                service_ident: &service_ident,
                site,
                spec,
                operation,
            };
            let (tests, example) = builder.run(context, &mut names);
            module.tests.extend(tests);
            if let Some(operation) = module.operations.get_mut(site.operation) {
                operation.call.example = example;
            }
        }
        check_on(context, file);
    }
}

/// Reports examples that are for none of the operation's paths.
fn check_on(context: &mut Context<'_>, file: &spec::File<spec::Resource>) {
    let root = At::file(file.source);
    let section = root.key("operations");
    for (id, operation) in file.content.operations.iter() {
        let entry = section.key(id);
        let list = entry.key("examples");
        for (index, example) in operation.examples.iter().enumerate() {
            let Some(on) = &example.on else { continue };
            if !operation.on.contains(on) {
                context.mistake(
                    &catalogue::EXAMPLE_MISFIT,
                    list.index(index).key("on").place(),
                    format!("the operation has no path `{on}`"),
                    "not in the operation's `on`",
                    super::did_you_mean(on, operation.on.iter().map(String::as_str)),
                );
            }
        }
    }
}

/// Where a page has its link to the next one.
const NEXT_LINKS: [&str; 3] = ["odata.nextLink", "nextLink", "@odata.nextLink"];

struct Builder<'a> {
    service: &'a Service<'a>,
    service_ident: &'a Ident,
    site: &'a Site,
    spec: &'a spec::Operation,
    operation: &'a model::Operation,
}

impl Builder<'_> {
    fn run(
        &self,
        context: &mut Context<'_>,
        names: &mut BTreeSet<Ident>,
    ) -> (Vec<Test>, Option<ExampleCall>) {
        let root = At::file(self.site.source);
        let section = root.key("operations");
        let entry = section.key(&self.site.entry);
        let list = entry.key("examples");
        let is_first_path = self.site.on.is_none() || self.site.on.as_ref() == self.spec.on.first();
        let mut tests: Vec<Test> = Vec::new();
        let mut shown: Option<ExampleCall> = None;
        for (index, example) in self.spec.examples.iter().enumerate() {
            let is_for_here = if example.on.is_some() {
                example.on == self.site.on
            } else {
                is_first_path
            };
            if !is_for_here {
                continue;
            }
            let at = list.index(index);
            let request = example
                .request
                .as_ref()
                .and_then(|request| self.request(context, example, request, &at.key("request")));
            let response = example
                .response
                .as_ref()
                .and_then(|response| self.response(context, response, &at.key("response")));
            if shown.is_none() {
                shown = request.as_ref().map(|request| request.call.clone());
            }
            if let Some(ident) = test_name(&self.operation.id, names) {
                tests.push(Test {
                    ident,
                    operation: self.operation.id.clone(),
                    endpoint: self.operation.ident.clone(),
                    from: example.from.clone(),
                    request,
                    response,
                });
            }
        }
        let example = shown.or_else(|| self.made_up(context, &list));
        if example.is_none()
            && !context.poisoned.shortened.contains(&self.site.entry)
            && self
                .spec
                .examples
                .iter()
                .all(|example| example.request.is_none())
        {
            context.mistake(
                &catalogue::NO_EXAMPLE,
                entry.key_place(),
                format!("`{}` has no example of a request", self.site.entry),
                "needs one, for the documentation",
                Some("add `\"examples\": [{ \"from\": \"constructed\", \"request\": { \"target\": \"/…\" } }]`".to_owned()),
            );
        }
        (tests, example)
    }

    /// An example for a path that has none of its own: the request of another path, with ids of this one.
    fn made_up(&self, context: &mut Context<'_>, list: &At<'_>) -> Option<ExampleCall> {
        let (index, request) = self
            .spec
            .examples
            .iter()
            .enumerate()
            .find_map(|(index, example)| Some((index, example.request.as_ref()?)))?;
        self.call(context, request, None, &list.index(index).key("request"))
    }

    fn request(
        &self,
        context: &mut Context<'_>,
        example: &spec::Example,
        request: &spec::ExampleRequest,
        at: &At<'_>,
    ) -> Option<TestRequest> {
        let mut whole = true;
        for (name, _) in request.path.iter() {
            let known = self.service.spec.path.get(name).is_some()
                && self.operation.template.contains(&format!("{{{name}}}"));
            if !known {
                context.mistake(
                    &catalogue::EXAMPLE_MISFIT,
                    at.key("path").key(name).key_place(),
                    format!("the path has no parameter `{name}`"),
                    "not in the path",
                    None,
                );
                whole = false;
            }
        }
        let names = &self.operation.secrets;
        if let Some(body) = &request.body {
            secrets::check(context, names, &body.0, &at.key("body"), false);
        }
        let target = Value::String(request.target.clone());
        secrets::check(context, names, &target, &at.key("target"), false);
        if !request.target.starts_with('/') {
            context.mistake(
                &catalogue::EXAMPLE_MISFIT,
                at.key("target").place(),
                "a target starts with `/`",
                "not from the path on",
                None,
            );
            return None;
        }
        let tenant = self
            .service
            .spec
            .path
            .iter()
            .find(|(_, parameter)| parameter.identifier.is_none())
            .and_then(|(name, _)| request.path.get(name));
        let call = self.call(context, request, example.version.as_deref(), at)?;
        if !whole {
            return None;
        }
        self.check_target(context, example, request, &at.key("target"));
        Some(TestRequest {
            call,
            tenant: tenant.cloned(),
            method: self.operation.method.clone(),
            target: request.target.clone(),
            body: request.body.as_ref().map(|body| body.0.clone()),
        })
    }

    /// Compares the target with what the rest of the example makes of it.
    fn check_target(
        &self,
        context: &mut Context<'_>,
        example: &spec::Example,
        request: &spec::ExampleRequest,
        at: &At<'_>,
    ) {
        let is_tenant = |name: &str| {
            self.service
                .spec
                .path
                .get(name)
                .is_some_and(|parameter| parameter.identifier.is_none())
        };
        let parameters = |name: &str| {
            let tenant = is_tenant(name).then(|| "myorganization".to_owned());
            self.parameter(request, name).or(tenant)
        };
        let versions = match &self.service.spec.version.query {
            Some(name) => model::Version::Query {
                name: name.clone(),
                default: String::new(),
            },
            None => model::Version::Path,
        };
        let version = example
            .version
            .as_deref()
            .unwrap_or(&self.operation.version);
        // A version that does not exist is a mistake of its own.
        let known = &self.service.spec.version.known;
        if !known.iter().any(|known| known == version) {
            return;
        }
        let expected = target::Expected {
            template: &self.operation.template,
            parameters: &parameters,
            versions: &versions,
            version,
            query: request
                .query
                .iter()
                .map(|(name, value)| (name, &value.0))
                .collect(),
        };
        target::check(context, &request.target, &expected, at);
    }

    fn call(
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
    fn parameter(&self, request: &spec::ExampleRequest, name: &str) -> Option<String> {
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
                    super::did_you_mean(name, known),
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

    fn response(
        &self,
        context: &mut Context<'_>,
        response: &spec::ExampleResponse,
        at: &At<'_>,
    ) -> Option<TestResponse> {
        if !self.operation.success.contains(&response.status) {
            context.mistake(
                &catalogue::EXAMPLE_MISFIT,
                at.key("status").place(),
                format!("the operation does not answer with {}", response.status),
                "not in the operation's `returns`",
                None,
            );
            return None;
        }
        let body = response.body.as_ref().map(|body| &body.0);
        if let Some(body) = body {
            secrets::check(
                context,
                &self.operation.secrets,
                body,
                &at.key("body"),
                false,
            );
        }
        let check = self.check(context, body, &at.key("body"))?;
        Some(TestResponse {
            status: response.status,
            body: body.cloned(),
            check,
        })
    }

    fn check(
        &self,
        context: &mut Context<'_>,
        body: Option<&Value>,
        at: &At<'_>,
    ) -> Option<ResponseCheck> {
        let Some(body) = body else {
            if matches!(self.operation.answer, Answer::Empty | Answer::Maybe(_)) {
                return Some(ResponseCheck::Nothing);
            }
            context.mistake(
                &catalogue::EXAMPLE_MISFIT,
                at.place(),
                "the operation answers with a body, the example with none",
                "needs a body",
                None,
            );
            return None;
        };
        let value = at.key("value");
        let inner = body.get("value").unwrap_or(&Value::Null);
        match &self.operation.answer {
            Answer::Empty => {
                context.mistake(
                    &catalogue::EXAMPLE_MISFIT,
                    at.place(),
                    "the operation answers without a body",
                    "there is one",
                    None,
                );
                None
            }
            Answer::Json(ty) | Answer::Maybe(ty) => {
                literals::check(context, self.service, ty, body, at);
                Some(ResponseCheck::Whole)
            }
            Answer::Page(item) => {
                literals::check(
                    context,
                    self.service,
                    &model::Type::List(Box::new(item.clone())),
                    inner,
                    &value,
                );
                for name in NEXT_LINKS {
                    if body.get(name).is_some_and(|link| !link.is_string()) {
                        context.mistake(
                            &catalogue::EXAMPLE_MISFIT,
                            at.key(name).place(),
                            "the link to the next page is text",
                            "no text",
                            None,
                        );
                    }
                }
                Some(ResponseCheck::Whole)
            }
            Answer::Value(ty) => {
                literals::check(context, self.service, ty, inner, &value);
                Some(ResponseCheck::Value)
            }
            Answer::Single(ty) => match inner {
                Value::Array(items) if items.len() == 1 && !ty.is_list() => {
                    literals::check(context, self.service, ty, &items[0], &value.index(0));
                    Some(ResponseCheck::OnlyItem)
                }
                other => {
                    literals::check(context, self.service, ty, other, &value);
                    Some(ResponseCheck::Value)
                }
            },
        }
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

/// A name for a test of an operation that no other test of the module has.
fn test_name(id: &str, taken: &mut BTreeSet<Ident>) -> Option<Ident> {
    let mut numbers =
        std::iter::once(String::new()).chain((2..).map(|number| format!(" {number}")));
    numbers.find_map(|number| match names::snake(&format!("{id}{number}")) {
        Some(ident) if !taken.insert(ident.clone()) => None,
        made => Some(made),
    })?
}
