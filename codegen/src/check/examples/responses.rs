//! Responses of examples: a success is what the operation returns, and anything else is an error that the service has.

use std::borrow::Cow;

use serde_json::Value;

use super::{Checker, secrets};
use crate::check::Context;
use crate::check::fits::{Side, fits};
use crate::contract::{ExampleResponse, Failure, Returns, Type};
use crate::diagnostics::{At, catalogue};
use crate::spec;

/// Where a page has its link to the next one.
const NEXT_LINKS: [&str; 3] = ["odata.nextLink", "nextLink", "@odata.nextLink"];

/// What an error stands in, with OData 3 and with OData 4.
const ENVELOPES: [&str; 2] = ["odata.error", "error"];

impl Checker<'_> {
    pub(super) fn response(
        &self,
        context: &mut Context<'_>,
        response: &spec::ExampleResponse,
        at: &At<'_>,
    ) -> ExampleResponse {
        let status = response.status;
        let is_success = self.entry.success.contains(&status) || self.entry.success.is_empty();
        let is_failure = (400..=599).contains(&status) && !is_success;
        if !(is_success || is_failure) {
            context.report(catalogue::example_status(at.key("status").place(), status));
        }
        let body = response.body.as_ref();
        if let Some(body) = body {
            secrets::check(context, &self.entry.secrets, body, &at.key("body"), false);
        }
        let at_body = at.key("body");
        // What comes back with another status is not known.
        if is_success {
            self.response_body(context, body, &at_body);
        }
        let failure = is_failure.then(|| self.failure(context, status, body, &at_body));
        ExampleResponse { status, body: body.cloned(), failure: failure.flatten() }
    }

    fn response_body(&self, context: &mut Context<'_>, body: Option<&Value>, at: &At<'_>) {
        let returns = &self.entry.returns;
        let Some(body) = body else {
            if !matches!(
                returns,
                Returns::Nothing | Returns::Maybe(_) | Returns::Json(Type::Unknown)
            ) {
                context.report(catalogue::example_without_body(at.place()));
            }
            return;
        };
        let mut check = |ty, value: &Value, at: &At<'_>| {
            fits(context, self.service, ty, value, Side::Response, at);
        };
        let at_value = at.key("value");
        let inner = body.get("value").unwrap_or(&Value::Null);
        match (returns, inner) {
            (Returns::Bytes, _) => {}
            (Returns::Nothing, _) => context.report(catalogue::example_with_body(at.place())),
            (Returns::Count, _) => {
                if !body.is_u64() {
                    context.report(catalogue::example_no_count(at.place()));
                }
            }
            // An object may come as it is.
            (Returns::Single(ty @ Type::Named(_)), Value::Null) if body.get("value").is_none() => {
                check(ty, body, at);
            }
            (Returns::Json(ty) | Returns::Maybe(ty), _) => check(ty, body, at),
            (Returns::Page(item) | Returns::Delta(item), Value::Array(items)) => {
                let marks = self.service.delta.iter().flat_map(|delta| &delta.removed);
                let marks = marks.filter(|_| matches!(returns, Returns::Delta(_)));
                let marks: Vec<&String> = marks.map(|(name, _)| name).collect();
                for (index, value) in items.iter().enumerate() {
                    check(item, &without(value, &marks), &at_value.index(index));
                }
                next_links(context, body, at);
            }
            (Returns::Page(item) | Returns::Delta(item), other) => {
                let list = Type::List(Box::new(item.clone()));
                check(&list, other, &at_value);
            }
            (Returns::Single(ty), Value::Array(items)) if items.len() == 1 && !ty.is_list() => {
                check(ty, &items[0], &at_value.index(0));
            }
            (Returns::Value(ty) | Returns::Single(ty), inner) => check(ty, inner, &at_value),
        }
    }

    /// What an error response says: a code that the service has, with the status that goes with it.
    fn failure(
        &self,
        context: &mut Context<'_>,
        status: u16,
        body: Option<&Value>,
        at: &At<'_>,
    ) -> Option<Failure> {
        let said = |name| Some((at.key(name), body?.get(name)?));
        let error = ENVELOPES.into_iter().find_map(said);
        let Some((at, error, code)) =
            error.and_then(|(at, it)| Some((at, it, it["code"].as_str()?)))
        else {
            context.report(catalogue::example_no_failure(at.place()));
            return None;
        };
        let known = || self.service.errors.iter().map(|error| error.name.as_str());
        let place = at.key("code").place();
        let mistake = || catalogue::example_code_unknown(place.clone(), code);
        let index = context.find(code, known, mistake)?;
        if let Some(own) = self.service.errors[index].status.filter(|own| *own != status) {
            context.report(catalogue::example_code_status(place, code, own, status));
        }
        let message = &error["message"];
        let message = message["value"].as_str().or(message.as_str());
        Some(Failure { code: code.to_owned(), message: message.map(str::to_owned) })
    }
}

/// What an object says besides that it is gone.
fn without<'v>(value: &'v Value, marks: &[&String]) -> Cow<'v, Value> {
    let Some(object) =
        value.as_object().filter(|it| marks.iter().any(|name| it.contains_key(*name)))
    else {
        return Cow::Borrowed(value);
    };
    let mut object = object.clone();
    object.retain(|name, _| !marks.contains(&name));
    Cow::Owned(Value::Object(object))
}

fn next_links(context: &mut Context<'_>, body: &Value, at: &At<'_>) {
    for name in NEXT_LINKS {
        if body.get(name).is_some_and(|link| !link.is_string()) {
            context.report(catalogue::example_next_link(at.key(name).place()));
        }
    }
}
