//! Examples: documented requests as calls, documented responses as tests, and one call for the docs of every operation.

use std::collections::BTreeSet;

use serde_json::Value;

use super::literals::{Position, literal};
use super::named::Service;
use super::{docs, member_ident};
use crate::contract::{
    BodySource, Entry, Example, ExampleRequest, ExampleResponse, Failure, File, Operation,
    OptionKind, QueryOption, Returns,
};
use crate::model;
use crate::model::{
    CallBody, ExampleCall, ExampleStep, Literal, ResponseCheck, Test, TestRequest, TestResponse,
};
use crate::names::{self, Ident};

/// Gives a module its tests and its operations their examples. What does not fit is left out: it was reported before.
pub(super) fn examples(service: &Service<'_>, file: &File, module: &mut model::Module) {
    let mut taken = BTreeSet::new();
    for entry in &file.entries {
        for contract in &entry.operations {
            let same = |operation: &model::Operation| operation.id == contract.id;
            let Some(position) = module.operations.iter().position(same) else {
                continue;
            };
            let lowered = &module.operations[position];
            let caller = Caller { service, entry, operation: contract, lowered };
            let mut tests = Vec::new();
            for example in entry.examples_of(contract) {
                if let Some(ident) = test_name(&contract.id, &mut taken) {
                    tests.push(caller.test(ident, example));
                }
            }
            let own =
                tests.iter().find_map(|test: &Test| Some(test.request.as_ref()?.call.clone()));
            // An operation without an example of its own is shown by the request of another path, with ids of this one.
            let others = || entry.examples.iter().filter_map(|example| example.request.as_ref());
            let example = own.or_else(|| others().find_map(|request| caller.call(request, None)));
            module.operations[position].call.example = example;
            module.tests.append(&mut tests);
        }
    }
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

/// Makes the calls of one operation.
struct Caller<'a> {
    service: &'a Service<'a>,
    entry: &'a Entry,
    operation: &'a Operation,
    lowered: &'a model::Operation,
}

impl Caller<'_> {
    fn test(&self, ident: Ident, example: &Example) -> Test {
        let request = |request: &ExampleRequest| {
            let tenant = self.service.contract.tenant();
            let given = |name: &str| request.path.iter().find(|(other, _)| other == name);
            Some(TestRequest {
                call: self.call(request, example.version.as_deref())?,
                tenant: tenant
                    .and_then(|tenant| given(&tenant.name))
                    .map(|(_, value)| value.clone()),
                method: self.entry.method.clone(),
                host: self.host(),
                target: request.target.clone(),
                headers: self.headers(request).chain(self.advanced(request)).collect(),
                body: request.body.clone(),
            })
        };
        let response = |response: &ExampleResponse| TestResponse {
            status: response.status,
            body: response.body.clone(),
            check: match &response.failure {
                Some(Failure { code, message }) => {
                    ResponseCheck::Failure { code: code.clone(), message: message.clone() }
                }
                None => response_check(&self.entry.returns, response.body.as_ref()),
            },
        };
        Test {
            ident,
            operation: self.operation.id.clone(),
            endpoint: self.lowered.ident.clone(),
            from: docs::line(&example.from),
            request: example.request.as_ref().and_then(request),
            response: example.response.as_ref().map(response),
        }
    }

    fn host(&self) -> String {
        let allowed = self.operation.permissions.as_ref().map_or(&[][..], |it| &it.clouds);
        let mut clouds = self.service.contract.clouds.iter();
        let cloud = clouds.find(|cloud| allowed.is_empty() || allowed.contains(&cloud.name));
        cloud.map(|cloud| cloud.url.clone()).unwrap_or_default()
    }

    /// The header of an advanced query, where the call sends it.
    fn advanced(&self, request: &ExampleRequest) -> Option<(String, String)> {
        let contract = self.service.contract;
        let options = || request.query.iter().map(|(id, _)| &contract[*id]);
        let has = |kind| options().any(|option| option.kind == kind);
        let is_advanced = self.entry.advanced
            || options().any(|option| option.advanced)
            || (has(OptionKind::Filter) && has(OptionKind::OrderBy));
        let advanced = contract.advanced.as_ref().filter(|_| is_advanced)?;
        Some((advanced.header.clone(), advanced.value.clone()))
    }

    /// The call that makes a request.
    fn call(&self, request: &ExampleRequest, version: Option<&str>) -> Option<ExampleCall> {
        let value = |key| self.service.contract.value_of(request, key).map(Literal::Text);
        let mut steps = Vec::new();
        for way in &self.operation.steps {
            steps.push(step(names::snake(&way.literal)?, None));
            if let Some(key) = way.key {
                steps.push(step(names::fixed("id"), Some(value(key)?)));
            }
        }
        let mut arguments = Vec::new();
        for key in &self.operation.taken {
            arguments.push(value(*key)?);
        }
        arguments.extend(self.body_argument(request.body.as_ref())?);
        steps.push(ExampleStep { ident: self.lowered.call.function.ident.clone(), arguments });
        for (option, value) in &request.query {
            steps.push(self.option(&self.service.contract[*option], value)?);
        }
        for (name, value) in self.headers(request) {
            let setter = self.lowered.setters.iter().find(|setter| setter.wire_name == name)?;
            steps.push(step(setter.function.ident.clone(), Some(Literal::Text(value))));
        }
        if let Some(Value::Object(body)) = &request.body {
            steps.extend(self.setters(body)?);
        }
        if let Some(version) = version {
            let version = Literal::Text(version.to_owned());
            steps.push(step(names::fixed("with_api_version"), Some(version)));
        }
        Some(ExampleCall {
            steps,
            service: self.service.ident.clone(),
            marker: self.service.marker.clone(),
            paged: self.entry.returns.is_paged(),
        })
    }

    /// The setter of a query option, or what stands for it where the value is more than properties.
    fn option(&self, option: &QueryOption, value: &Value) -> Option<ExampleStep> {
        let name = &option.name;
        let setter = self.lowered.setters.iter().find(|setter| setter.wire_name == *name)?;
        let argument = match (option.kind, value) {
            (OptionKind::Count, _) => None,
            (OptionKind::Search, Value::String(text)) => Some(searched(text)),
            (OptionKind::Select | OptionKind::Expand, Value::String(text)) => {
                let Some(properties) = self.properties(text) else {
                    let arguments = [name, text].map(|it| Literal::Text(it.clone())).into();
                    return Some(ExampleStep { ident: names::fixed("with_query"), arguments });
                };
                Some(properties)
            }
            (OptionKind::Json, value) => {
                Some(literal(self.service, &option.of, value, Position::Argument)?)
            }
            _ => Some(plain(value)?),
        };
        Some(step(setter.function.ident.clone(), argument))
    }

    /// The headers of a request, by name.
    fn headers(&self, request: &ExampleRequest) -> impl Iterator<Item = (String, String)> {
        let headers = request.headers.iter();
        headers.map(|(id, value)| (self.service.contract[*id].name.clone(), value.clone()))
    }

    /// The functions of the properties that a text names, if that is all it does.
    fn properties(&self, text: &str) -> Option<Literal> {
        let contract = self.service.contract;
        let id = self.entry.returns.ty()?.named()?;
        let function = |name: &str| {
            let property = contract.properties(id).find(|it| it.member.name == name)?;
            Some(member_ident(&property.member))
        };
        let functions = text.split(',').map(function).collect::<Option<_>>()?;
        Some(Literal::Properties(names::snake(&contract[id].name)?, functions))
    }

    /// What the method takes for the body, if it takes anything.
    fn body_argument(&self, body: Option<&Value>) -> Option<Option<Literal>> {
        let sends = || self.entry.body.iter().flat_map(|body| &body.sends);
        Some(match &self.lowered.call.body {
            CallBody::Nothing | CallBody::Bytes => None,
            CallBody::Whole(_) => {
                let BodySource::Whole(id) = self.entry.body.as_ref()?.source else { return None };
                Some(literal(
                    self.service,
                    &crate::contract::Type::Named(id),
                    body?,
                    Position::Argument,
                )?)
            }
            CallBody::Link(_) => {
                let link = self.service.contract.link.as_ref()?;
                let url = body?.get(&link.property)?.as_str()?;
                let id = self.service.contract.linked(url)?;
                Some(Literal::Text(id.to_owned()))
            }
            CallBody::One(argument) => {
                let one = sends().find(|sent| sent.required)?;
                let value = body?.get(&argument.wire_name)?;
                Some(literal(self.service, &one.member.ty, value, Position::Argument)?)
            }
            CallBody::Struct(ident) => {
                let field = |member: &crate::contract::Member| {
                    let value = body?.get(&member.name)?;
                    let made = literal(self.service, &member.ty, value, Position::Field)?;
                    Some((member_ident(member), made))
                };
                let required = sends().filter(|sent| sent.required);
                Some(Literal::Struct {
                    ident: ident.clone(),
                    fields: required.map(|sent| field(&sent.member)).collect::<Option<_>>()?,
                    extra: Vec::new(),
                    rest: false,
                })
            }
        })
    }

    /// The setters of the optional properties, in the order of the example.
    fn setters(&self, body: &serde_json::Map<String, Value>) -> Option<Vec<ExampleStep>> {
        let contract = self.entry.body.as_ref()?;
        if matches!(contract.source, BodySource::Link | BodySource::Whole(_) | BodySource::Bytes) {
            return Some(Vec::new());
        }
        let mut steps = Vec::new();
        for (name, value) in body {
            let sent = contract.sends.iter().find(|sent| sent.member.name == *name)?;
            if sent.required {
                continue;
            }
            let ident = member_ident(&sent.member);
            steps.push(if value.is_null() {
                ExampleStep { ident: names::clearing(&ident), arguments: Vec::new() }
            } else {
                let ty = &sent.member.ty;
                ExampleStep {
                    ident,
                    arguments: vec![literal(self.service, ty, value, Position::Argument)?],
                }
            });
        }
        Some(steps)
    }
}

fn step(ident: Ident, argument: Option<Literal>) -> ExampleStep {
    ExampleStep { ident, arguments: argument.into_iter().collect() }
}

/// What is searched for: a clause, whose quotes the call writes, or an expression.
fn searched(text: &str) -> Literal {
    let clause = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match clause.filter(|clause| !clause.contains(['"', '\\'])) {
        Some(clause) => Literal::Text(clause.to_owned()),
        None => Literal::Expression(text.to_owned()),
    }
}

/// A value of a query option.
fn plain(value: &Value) -> Option<Literal> {
    match value {
        Value::String(text) => Some(Literal::Text(text.clone())),
        Value::Bool(flag) => Some(Literal::Bool(*flag)),
        Value::Number(number) => number.as_i64().map(Literal::Integer),
        _ => None,
    }
}

fn response_check(returns: &Returns, body: Option<&Value>) -> ResponseCheck {
    let Some(body) = body else {
        return ResponseCheck::Nothing;
    };
    match returns {
        Returns::Nothing | Returns::Bytes => ResponseCheck::Nothing,
        Returns::Json(_)
        | Returns::Maybe(_)
        | Returns::Page(_)
        | Returns::Delta(_)
        | Returns::Count => ResponseCheck::Whole,
        Returns::Value(_) => ResponseCheck::Value,
        Returns::Single(ty) => match body.get("value") {
            None => ResponseCheck::Whole,
            Some(Value::Array(items)) if items.len() == 1 && !ty.is_list() => {
                ResponseCheck::OnlyItem
            }
            _ => ResponseCheck::Value,
        },
    }
}
