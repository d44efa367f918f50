//! Paths of operations: their segments, and the node of the tree that each leads to.

mod walk;

use std::ops::Range;

use super::Context;
use super::http;
use super::operations::Found;
use super::resources::{Key, Step};
use super::service::Service;
use crate::diagnostics::{At, Diagnostic, Place, catalogue};
use crate::model::Segment;
use crate::spec;
use walk::Walk;

/// One path of an operation, taken apart.
pub(super) struct Route {
    pub(super) id: String,
    /// The entry of `on` that the path starts with.
    pub(super) on: Option<String>,
    pub(super) template: String,
    pub(super) segments: Vec<Segment>,
    /// The steps to the node that the call hangs on.
    pub(super) steps: Vec<Step>,
    /// A parameter that the method itself takes.
    pub(super) taken: Option<Key>,
    pub(super) verb: String,
    /// The version in the path.
    pub(super) version: Option<String>,
}

/// The paths of an operation: one, or one for each entry of `on`.
pub(super) fn routes(
    context: &mut Context<'_>,
    service: &Service<'_>,
    found: &mut Found,
    at: &At<'_>,
    id: &str,
    operation: &spec::Operation,
) -> Vec<(Route, Place)> {
    let http_at = at.key("http");
    let line = match http::line(&operation.http) {
        Ok(line) => line,
        Err(malformed) => {
            found.is_incomplete = true;
            let help = malformed.help.map(str::to_owned);
            context.mistake(
                &catalogue::MALFORMED_HTTP,
                http_at.within(malformed.range),
                malformed.message,
                "",
                help,
            );
            return Vec::new();
        }
    };
    let Some(rest) = line.path.strip_prefix("{on}") else {
        if let Some(first) = operation.on.first() {
            context.mistake(
                &catalogue::MALFORMED_ON,
                at.key("on").key_place(),
                format!("nothing stands for `{first}` in the path"),
                "not used",
                Some("start the path with `{on}`".to_owned()),
            );
        }
        let text = Text {
            at: &http_at,
            start: line.path_start,
            end: operation.http.len(),
        };
        let route = route(context, service, found, id, line.path, &text);
        if let Some((_, place)) = &route {
            found.routes.add(line.method, line.path, place.clone());
        }
        return route.into_iter().collect();
    };
    if operation.on.is_empty() {
        context.mistake(
            &catalogue::MALFORMED_ON,
            http_at.within(line.path_start..line.path_start + 4),
            "`{on}` stands for nothing",
            "needs `on`",
            Some("add `\"on\": [\"/{tenant}/…\"]`".to_owned()),
        );
    }
    // What stands after `{on}` is the same for all, so a mistake in it is one.
    if let Some(malformed) = Some(rest)
        .filter(|rest| !rest.is_empty())
        .and_then(|rest| http::path(rest).err())
    {
        found.is_incomplete = true;
        let start = line.path_start + "{on}".len();
        let range = malformed.range.start + start..malformed.range.end + start;
        context.mistake(
            &catalogue::MALFORMED_HTTP,
            http_at.within(range),
            malformed.message,
            "",
            malformed.help.map(str::to_owned),
        );
        return Vec::new();
    }
    let list = at.key("on");
    let mut routes = Vec::new();
    for (index, prefix) in operation.on.iter().enumerate() {
        let at = list.index(index);
        let full = format!("{prefix}{rest}");
        let id = http::concrete_id(prefix, id);
        if operation.on[..index].contains(prefix) {
            continue;
        }
        let text = Text {
            at: &at,
            start: 0,
            end: prefix.len(),
        };
        if let Some((route, place)) = route(context, service, found, &id, &full, &text) {
            found.routes.add(line.method, &full, place.clone());
            routes.push((
                Route {
                    on: Some(prefix.clone()),
                    ..route
                },
                place,
            ));
        }
    }
    routes
}

/// One path: its segments, and the node and the verb that the id says.
fn route(
    context: &mut Context<'_>,
    service: &Service<'_>,
    found: &mut Found,
    id: &str,
    path: &str,
    text: &Text<'_>,
) -> Option<(Route, Place)> {
    let place = text.at.place();
    let parts = match http::located(path) {
        Ok(parts) => parts,
        Err(malformed) => {
            found.is_incomplete = true;
            context.mistake(
                &catalogue::MALFORMED_HTTP,
                text.part(malformed.range),
                malformed.message,
                "",
                malformed.help.map(str::to_owned),
            );
            return None;
        }
    };
    let mut walk = Walk::default();
    for (range, part) in &parts {
        walk.part(context, service, found, part, &text.part(range.clone()))?;
    }
    if walk.version.is_none() && service.spec.version.query.is_none() && !context.is_partial() {
        context.mistake(
            &catalogue::UNKNOWN_VERSION,
            place,
            "the path does not say which version of the service is meant",
            "must start with a version",
            None,
        );
        return None;
    }
    if let Some(repeated) = walk.repeated() {
        context.mistake(
            &catalogue::REPEATED_SEGMENT,
            place,
            format!("`{repeated}` selects something twice in one path"),
            "comes twice",
            Some("give each its own name".to_owned()),
        );
        return None;
    }
    if let Some(first) = found.ids.get(id) {
        context.report(
            Diagnostic::new(
                &catalogue::DUPLICATE_OPERATION,
                place.clone(),
                format!("there are two operations `{id}`"),
            )
            .label("comes again")
            .related(first.clone(), "first used here"),
        );
        return None;
    }
    found.ids.insert(id.to_owned(), place.clone());
    let (head, verb) = id.rsplit_once('.').unwrap_or(("", id));
    let literals: Vec<&str> = walk
        .steps
        .iter()
        .map(|step| step.literal.as_str())
        .collect();
    let head: Vec<&str> = head.split('.').filter(|part| !part.is_empty()).collect();
    let ends_in_verb = literals
        .split_last()
        .is_some_and(|(last, before)| *last == verb && before == head)
        && walk.steps.last().is_some_and(|step| step.key.is_none());
    if ends_in_verb {
        walk.steps.pop();
    } else if literals != head {
        context.mistake(
            &catalogue::ID_PATH_MISMATCH,
            place,
            format!("the id `{id}` does not say where the path leads"),
            "this path",
            Some(format!("call it `{}` and a verb", literals.join("."))),
        );
        return None;
    }
    Some((
        Route {
            id: id.to_owned(),
            on: None,
            template: path.to_owned(),
            segments: walk.segments,
            steps: walk.steps,
            taken: walk.taken,
            verb: verb.to_owned(),
            version: walk.version,
        },
        text.at.place(),
    ))
}

/// Where a path is written: all of it, or its beginning.
struct Text<'a> {
    at: &'a At<'a>,
    /// Where the path begins in the text.
    start: usize,
    /// Where the text ends.
    end: usize,
}

impl Text<'_> {
    /// A part of the path; the whole text if the part stands elsewhere.
    fn part(&self, range: Range<usize>) -> Place {
        let range = range.start + self.start..range.end + self.start;
        if range.end <= self.end {
            self.at.within(range)
        } else {
            self.at.place()
        }
    }
}
