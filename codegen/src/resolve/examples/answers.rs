//! The answer of an example: whether it fits, and how it is compared with what is read.

use serde_json::Value;

use super::{Builder, secrets};
use crate::diagnostics::{At, catalogue};
use crate::model::{Answer, ResponseCheck, TestResponse, Type};
use crate::resolve::{Context, literals};
use crate::spec;

/// Where a page has its link to the next one.
const NEXT_LINKS: [&str; 3] = ["odata.nextLink", "nextLink", "@odata.nextLink"];

impl Builder<'_> {
    pub(super) fn response(
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
                    &Type::List(Box::new(item.clone())),
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
