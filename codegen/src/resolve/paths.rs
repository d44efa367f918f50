//! Paths of operations: their segments, and the node of the tree that each leads to.

use std::ops::Range;

use super::http::{self, Part};
use super::operations::Found;
use super::resources::{Key, Step};
use super::service::Service;
use super::{Context, did_you_mean};
use crate::diagnostics::{At, Diagnostic, Place, catalogue};
use crate::model::Segment;
use crate::{names, spec};

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
    let mut walk = Walk {
        steps: Vec::new(),
        segments: Vec::new(),
        taken: None,
        version: None,
        in_links: false,
    };
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

/// The way along a path.
struct Walk {
    steps: Vec<Step>,
    segments: Vec<Segment>,
    taken: Option<Key>,
    version: Option<String>,
    in_links: bool,
}

impl Walk {
    fn part(
        &mut self,
        context: &mut Context<'_>,
        service: &Service<'_>,
        found: &mut Found,
        part: &Part<'_>,
        place: &Place,
    ) -> Option<()> {
        match part {
            Part::Parameter(name)
                if service
                    .spec
                    .path
                    .get(name)
                    .is_some_and(|parameter| parameter.identifier.is_none()) =>
            {
                found.parameters.insert((*name).to_owned());
                self.segments.push(Segment::Tenant);
            }
            Part::Literal("$links") => {
                self.in_links = true;
                self.segments.push(Segment::Literal("$links".to_owned()));
            }
            Part::Literal(literal)
                if self.segments.is_empty() && service.spec.version.query.is_none() =>
            {
                if !service
                    .spec
                    .version
                    .known
                    .iter()
                    .any(|known| known == literal)
                {
                    context.mistake(
                        &catalogue::UNKNOWN_VERSION,
                        place.clone(),
                        format!("`{literal}` is no version of the service"),
                        "must be a version",
                        did_you_mean(
                            literal,
                            service.spec.version.known.iter().map(String::as_str),
                        ),
                    );
                }
                self.version = Some((*literal).to_owned());
                self.segments.push(Segment::Version);
            }
            Part::Literal(literal) => {
                self.steps.push(Step {
                    literal: (*literal).to_owned(),
                    key: None,
                });
                self.segments.push(Segment::Literal((*literal).to_owned()));
            }
            Part::Key(literal, name) => {
                let key = self.key(context, service, found, name, place)?;
                self.steps.push(Step {
                    literal: (*literal).to_owned(),
                    key: Some(key),
                });
                self.segments.push(Segment::Key((*literal).to_owned()));
            }
            Part::Parameter(name) => {
                let key = self.key(context, service, found, name, place)?;
                self.segments.push(Segment::Value);
                match self.steps.last_mut() {
                    Some(step) if step.key.is_none() && !self.in_links => step.key = Some(key),
                    Some(step) if step.key.is_none() && self.taken.is_none() => {
                        self.taken = Some(key)
                    }
                    _ => {
                        context.mistake(
                            &catalogue::MALFORMED_HTTP,
                            place.clone(),
                            format!("`{{{name}}}` selects nothing"),
                            "a parameter follows a literal segment",
                            None,
                        );
                        return None;
                    }
                }
            }
        }
        Some(())
    }

    /// A parameter, or a literal that a parameter follows, that comes twice: callers could not tell the two apart.
    fn repeated(&self) -> Option<&str> {
        let keyed = || {
            self.steps
                .iter()
                .filter_map(|step| Some((step.literal.as_str(), step.key.as_ref()?)))
        };
        let literals: Vec<&str> = keyed().map(|(literal, _)| literal).collect();
        let keys = keyed().map(|(_, key)| key).chain(&self.taken);
        let parameters: Vec<&str> = keys.map(|key| key.parameter.as_str()).collect();
        first_repeated(&literals).or_else(|| first_repeated(&parameters))
    }

    fn key(
        &self,
        context: &mut Context<'_>,
        service: &Service<'_>,
        found: &mut Found,
        name: &str,
        place: &Place,
    ) -> Option<Key> {
        let Some(parameter) = service.spec.path.get(name) else {
            found.is_incomplete = true;
            if !context.is_poisoned(name) {
                context.mistake(
                    &catalogue::UNKNOWN_PARAMETER,
                    place.clone(),
                    format!("there is no path parameter `{name}`"),
                    "not in the service's `path`",
                    did_you_mean(name, service.spec.path.keys()),
                );
            }
            return None;
        };
        found.parameters.insert(name.to_owned());
        let Some(identifier) = &parameter.identifier else {
            context.mistake(
                &catalogue::MALFORMED_HTTP,
                place.clone(),
                format!("`{name}` is the client's own and selects nothing"),
                "must stand as a segment of its own",
                None,
            );
            return None;
        };
        // An identifier that does not exist is reported where the parameter is defined.
        let identifier = names::pascal(identifier)?;
        Some(Key {
            parameter: name.to_owned(),
            identifier,
        })
    }
}

fn first_repeated<'n>(names: &[&'n str]) -> Option<&'n str> {
    let repeated = names
        .iter()
        .enumerate()
        .find(|(index, name)| names[..*index].contains(name));
    repeated.map(|(_, name)| *name)
}
