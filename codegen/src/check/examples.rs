//! Examples: documented requests and responses must fit what the rest of the spec says.

mod responses;
mod secrets;
mod target;

use serde_json::Value;

use super::fits::{Side, fits};
use super::{Context, headers};
use crate::contract::{
    Body, BodySource, Entry, Example, ExampleRequest, HeaderId, Operation, OptionId, OptionKind,
    Service, Type,
};
use crate::diagnostics::{At, catalogue};
use crate::spec;

/// The examples of an entry that are for one of its operations.
pub(super) fn examples(
    context: &mut Context<'_>,
    service: &Service,
    entry: &Entry,
    operation: &spec::Operation,
    written: &[spec::Example],
    list: &At<'_>,
) -> Vec<Example> {
    // An option that the parser has left out is not told again.
    let lacks_option =
        operation.query.len() > entry.query.len() || operation.headers.len() > entry.headers.len();
    let is_in_doubt = !written.is_empty() && (lacks_option || is_in_doubt(context, service, entry));
    let mut examples = Vec::new();
    for (index, example) in written.iter().enumerate() {
        let at = list.index(index);
        if is_in_doubt || context.is_in_doubt(&at.place()) {
            continue;
        }
        if let Some(on) = example.on.as_ref().filter(|on| !operation.on.contains(on)) {
            let known = operation.on.iter().map(String::as_str);
            let mistake = catalogue::example_on_unknown(at.key("on").place(), on);
            context.report(mistake.did_you_mean(on, known));
            continue;
        }
        let is_for = |on: &Option<String>| example.on.is_none() || example.on == *on;
        let Some(operation) = entry.operations.iter().position(|it| is_for(&it.on)) else {
            continue;
        };
        let checker = Checker { service, entry, operation, example };
        let request = example.request.as_ref();
        let response = example.response.as_ref();
        examples.push(Example {
            at: at.place(),
            from: example.from.clone(),
            operation,
            version: example.version.clone(),
            request: request.map(|it| checker.request(context, it, &at.key("request"))),
            response: response.map(|it| checker.response(context, it, &at.key("response"))),
        });
    }
    examples
}

/// Whether a mistake leaves open what the examples of an entry have to fit.
fn is_in_doubt(context: &mut Context<'_>, service: &Service, entry: &Entry) -> bool {
    let parameters = entry.operations.iter().flat_map(Operation::parameters);
    let parameters = parameters.map(|id| &service[id].at);
    let options = entry.query.iter().map(|(id, _)| &service[*id].at);
    let returned = entry.returns.ty().and_then(Type::named);
    let types = entry.body.iter().flat_map(Body::types).chain(returned);
    let mut parts = parameters.chain(options).chain([&entry.at]);
    parts.any(|place| context.is_in_doubt(place)) || context.are_in_doubt(service, types)
}

/// Checks one example.
struct Checker<'a> {
    service: &'a Service,
    entry: &'a Entry,
    operation: usize,
    example: &'a spec::Example,
}

impl Checker<'_> {
    fn request(
        &self,
        context: &mut Context<'_>,
        request: &spec::ExampleRequest,
        at: &At<'_>,
    ) -> ExampleRequest {
        let operation = &self.entry.operations[self.operation];
        for (name, _) in request.path.iter() {
            if !operation.parameters().any(|id| self.service[id].name == name) {
                let place = at.key("path").key(name).key_place();
                context.report(catalogue::example_path_unknown(place, name));
            }
        }
        let body = request.body.as_ref();
        if let Some(body) = body {
            secrets::check(context, &self.entry.secrets, body, &at.key("body"), false);
        }
        self.body(context, body, &at.key("body"));
        let mut made = ExampleRequest {
            target: String::new(),
            path: request
                .path
                .iter()
                .map(|(name, value)| (name.to_owned(), value.clone()))
                .collect(),
            query: self.query(context, request, &at.key("query")),
            headers: self.headers(context, request, &at.key("headers")),
            body: body.cloned(),
        };
        let version = self.example.version.as_ref().or(operation.versions.first());
        // A version that does not exist, or a query that does not fit, is a mistake of its own.
        let is_known = |version: &&String| self.service.version.known.contains(version);
        let is_sound = made.query.len() == request.query.len();
        let expected = version.filter(is_known).filter(|_| is_sound);
        let expected = expected.map(|version| target::Expected {
            service: self.service,
            operation,
            version,
            request: &made,
        });
        let written = request.target.as_ref();
        let at = written.map_or(*at, |_| at.key("target"));
        made.target = match (written, expected) {
            (Some(written), expected) => {
                if !written.starts_with('/') {
                    context.report(catalogue::relative_target(at.place()));
                } else if let Some(expected) = expected {
                    expected.check(context, written, &at);
                }
                written.clone()
            }
            (None, Some(expected)) => expected.target(context, &at),
            (None, None) => String::new(),
        };
        let target = Value::String(made.target.clone());
        secrets::check(context, &self.entry.secrets, &target, &at, false);
        made
    }

    fn query(
        &self,
        context: &mut Context<'_>,
        request: &spec::ExampleRequest,
        at: &At<'_>,
    ) -> Vec<(OptionId, Value)> {
        let mut query = Vec::new();
        for (name, value) in request.query.iter() {
            let place = at.key(name);
            let mut options = self.entry.query.iter().map(|(id, _)| *id);
            let Some(id) = options.find(|id| self.service[*id].name == name) else {
                context.report(catalogue::example_query_unknown(place.key_place(), name));
                continue;
            };
            let kind = self.service[id].kind;
            let is_fit = match (kind, value) {
                (OptionKind::Json, value) => {
                    fits(context, self.service, &self.service[id].of, value, Side::Request, &place);
                    true
                }
                (OptionKind::Flag, Value::Bool(_)) | (OptionKind::Count, Value::Bool(true)) => true,
                (OptionKind::Flag | OptionKind::Count, _) => false,
                (kind, Value::String(_)) => !matches!(kind, OptionKind::Number { .. }),
                (OptionKind::Number { .. }, Value::Number(number)) => {
                    is_within(number, kind.bounds())
                }
                _ => false,
            };
            match (kind.bounds(), value) {
                _ if is_fit => query.push((id, value.clone())),
                (Some((min, max)), Value::Number(number)) => context.report(
                    catalogue::example_out_of_bounds(place.place(), name, min, max, number),
                ),
                _ => context.report(catalogue::example_query_misfit(place.place(), name)),
            }
        }
        query
    }

    fn headers(
        &self,
        context: &mut Context<'_>,
        request: &spec::ExampleRequest,
        at: &At<'_>,
    ) -> Vec<(HeaderId, String)> {
        let mut headers = Vec::new();
        for (name, value) in request.headers.iter() {
            let place = at.key(name);
            let mut known = self.entry.headers.iter().map(|(id, _)| *id);
            let Some(id) = known.find(|id| self.service[*id].name == name) else {
                context.report(catalogue::example_header_unknown(place.key_place(), name));
                continue;
            };
            headers::check_value(context, value, || place.place());
            let text = Value::String(value.clone());
            secrets::check(context, &[], &text, &place, self.service[id].secret);
            headers.push((id, value.clone()));
        }
        headers
    }

    /// The body of a request: what must be sent is there, and what is there can be sent.
    fn body(&self, context: &mut Context<'_>, body: Option<&Value>, at: &At<'_>) {
        let Some(contract) = &self.entry.body else {
            if body.is_some() {
                context.report(catalogue::example_body_unsent(at.key_place()));
            }
            return;
        };
        if contract.source == BodySource::Unknown {
            return;
        }
        if contract.source == BodySource::Link {
            let property = self.service.link.as_ref().map_or("", |link| link.property.as_str());
            let url = body.and_then(|body| body.get(property)?.as_str());
            if url.and_then(|url| self.service.linked(url)).is_none() {
                context.report_unsaid(catalogue::example_no_link(at.place(), property));
            }
            return;
        }
        if let (BodySource::Whole(id), Some(body)) = (contract.source, body) {
            let ty = crate::contract::Type::Named(id);
            fits(context, self.service, &ty, body, Side::Request, at);
            return;
        }
        let empty = serde_json::Map::new();
        let object = match body {
            None => &empty,
            Some(Value::Object(object)) => object,
            Some(_) => return context.report(catalogue::example_body_no_object(at.place())),
        };
        let required = contract.sends.iter().filter(|sent| sent.required);
        for sent in required.filter(|sent| !object.contains_key(&sent.member.name)) {
            context.report(catalogue::example_incomplete(at.place(), &sent.member.name));
        }
        for (name, value) in object {
            let place = at.key(name);
            let known = || contract.sends.iter().map(|sent| sent.member.name.as_str());
            let Some(index) = known().position(|known| known == name) else {
                let mistake = catalogue::example_body_unknown(place.key_place(), name);
                context.report(mistake.did_you_mean(name, known()));
                continue;
            };
            let sent = &contract.sends[index];
            match value {
                Value::Null if sent.clearable => {}
                Value::Null if !sent.required => {
                    context.report(catalogue::example_null(place.place(), name));
                }
                value => fits(context, self.service, &sent.member.ty, value, Side::Request, &place),
            }
        }
    }
}

/// Whether a number of an example is one that an option takes.
fn is_within(number: &serde_json::Number, bounds: Option<(u32, u32)>) -> bool {
    let (min, max) = bounds.unwrap_or((0, u32::MAX));
    let number = number.as_u64();
    number.is_some_and(|number| (u64::from(min)..=u64::from(max)).contains(&number))
}
