//! Paths of operations: their segments, and the way to the call that the id tells.

use std::collections::BTreeMap;
use std::ops::Range;

use super::http::{self, Argument, Part};
use super::routes::Routes;
use super::{Context, references};
use crate::contract::{self, Link, Operation, ParameterId, Segment, Service, Step, Takes};
use crate::diagnostics::{At, Place, catalogue, listed};
use crate::spec;

/// The operations of a service so far.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) ids: BTreeMap<String, Place>,
    pub(super) routes: Routes,
}

/// An operation as it is written.
pub(super) struct Written<'a> {
    pub(super) file: &'a spec::Joined<'a, spec::Resource>,
    pub(super) name: &'a str,
    pub(super) operation: &'a spec::Operation,
}

/// The operations that an entry stands for: one, or one for each entry of `on`.
pub(super) fn operations(
    context: &mut Context<'_>,
    service: &Service,
    written: &Written<'_>,
    at: &At<'_>,
) -> Vec<Operation> {
    let Written { name, operation, .. } = *written;
    let version = &service.version;
    if version.query.is_none() && version.known.is_empty() && context.is_service_partial() {
        // Where the version stands is not known, so neither is what else a path says.
        return Vec::new();
    }
    let http_at = at.key("http");
    let read = http::line(&operation.http);
    let line = context.read(read, |range| http_at.within(range), catalogue::malformed_http);
    let Some(line) = line else {
        return Vec::new();
    };
    let paths = Paths { service, method: line.method, operation };
    if let Some(rest) = line.path.strip_prefix("{on}") {
        return paths.each(context, name, rest, line.path_start, at);
    }
    if let Some(first) = operation.on.first() {
        context.report(catalogue::unused_on(at.key("on").key_place(), first));
    }
    let text = Text { at: &http_at, start: line.path_start, end: operation.http.len() };
    paths.operation(context, name, line.path, &text, None).into_iter().collect()
}

/// What links to objects look like.
pub(super) fn link(
    context: &mut Context<'_>,
    service: &Service,
    at: &At<'_>,
    link: &spec::Link,
) -> Option<Link> {
    let at = at.key("to");
    let read = http::located(&link.to);
    let parts = context.read(read, |range| at.within(range), catalogue::malformed_http)?;
    let mut walk = Walk::new(service, &parts, "");
    for (range, part) in &parts {
        walk.part(context, part, &at.within(range.clone()))?;
    }
    let is_fixed =
        |it: &Segment| matches!(it, Segment::Tenant(_) | Segment::Version(_) | Segment::Literal(_));
    match walk.segments.as_slice() {
        [before @ .., Segment::Literal(_), Segment::Value(_)] if before.iter().all(is_fixed) => {}
        _ => {
            context.report(catalogue::link_to_nothing(at.place()));
            return None;
        }
    }
    let (property, template) = (link.property.clone(), link.to.clone());
    Some(Link { property, template, to: walk.segments })
}

/// The ids of the operations that an entry stands for.
pub(super) fn ids(service: &Service, name: &str, on: &[String]) -> Vec<String> {
    match on {
        [] => vec![name.to_owned()],
        on => on.iter().map(|prefix| concrete_id(service, prefix, name)).collect(),
    }
}

/// The id of an operation for one entry of its `on`: what ids say of the entry's segments, then the operation's own id.
fn concrete_id(service: &Service, on: &str, id: &str) -> String {
    let parts = http::path(on).unwrap_or_default();
    let version = usize::from(service.version.query.is_none());
    let literals = parts.iter().skip(version).filter_map(|part| match part {
        Part::Literal(literal) if http::is_silent(literal) => None,
        Part::Parameter(_) => None,
        Part::Literal(literal) => Some(service.cast(literal).unwrap_or(literal).to_owned()),
        Part::Key(literal, _) => Some((*literal).to_owned()),
        Part::Arguments(literal, arguments) => {
            Some(http::by_key(service.cast(literal).unwrap_or(literal), arguments))
        }
    });
    literals.chain([id.to_owned()]).collect::<Vec<_>>().join(".")
}

/// The paths of one entry.
struct Paths<'a> {
    service: &'a Service,
    method: &'a str,
    operation: &'a spec::Operation,
}

impl Paths<'_> {
    /// The operations of an entry whose path starts with `{on}`, from a byte of its line on.
    fn each(
        &self,
        context: &mut Context<'_>,
        name: &str,
        rest: &str,
        start: usize,
        at: &At<'_>,
    ) -> Vec<Operation> {
        let (http_at, list, on) = (at.key("http"), at.key("on"), &self.operation.on);
        let end = start + "{on}".len();
        if on.is_empty() {
            context.report(catalogue::missing_on(http_at.within(start..end)));
        }
        // What stands after `{on}` is the same for all, so a mistake in it is one.
        if !rest.is_empty() {
            let read = http::path(rest).map_err(|malformed| malformed.from(end));
            let place = |range| http_at.within(range);
            if context.read(read, place, catalogue::malformed_http).is_none() {
                return Vec::new();
            }
        }
        let mut operations = Vec::new();
        for (index, prefix) in on.iter().enumerate() {
            if !on[..index].contains(prefix) {
                let at = list.index(index);
                let text = Text { at: &at, start: 0, end: prefix.len() };
                let id = concrete_id(self.service, prefix, name);
                let path = format!("{prefix}{rest}");
                operations.extend(self.operation(context, &id, &path, &text, Some(prefix)));
            }
        }
        operations
    }

    /// One path: its segments, and the way and the verb that the id says.
    fn operation(
        &self,
        context: &mut Context<'_>,
        id: &str,
        path: &str,
        text: &Text<'_>,
        on: Option<&String>,
    ) -> Option<Operation> {
        let place = text.at.place();
        let read = http::located(path);
        let parts = context.read(read, |range| text.part(range), catalogue::malformed_http)?;
        let mut walk = Walk::new(self.service, &parts, id);
        for (range, part) in &parts {
            walk.part(context, part, &text.part(range.clone()))?;
        }
        let relation = self.operation.relation.as_deref();
        if let Some(relation) = relation {
            walk.step(relation, None);
        }
        let versions = &self.service.version;
        if walk.version.is_none() && versions.query.is_none() && !context.is_partial() {
            context.report(catalogue::path_without_version(place));
            return None;
        }
        if let Some(repeated) = walk.repeated() {
            context.report(catalogue::repeated_segment(place, repeated));
            return None;
        }
        if let Some(first) = context.seen.ids.get(id) {
            let mistake = catalogue::duplicate_operation(place, id);
            context.report(mistake.related(first.clone(), "first used here"));
            return None;
        }
        context.seen.ids.insert(id.to_owned(), place.clone());
        let option = self.option();
        context.seen.routes.add(self.method, path, relation.or(option), place.clone());
        let Some(verb) = walk.verb(id) else {
            let way = walk.literals().join(".");
            context.report(catalogue::id_path_mismatch(place, id, way));
            return None;
        };
        Some(Operation {
            at: place,
            id: id.to_owned(),
            on: on.cloned(),
            template: path.to_owned(),
            relation: relation.map(str::to_owned),
            option: option.map(str::to_owned),
            versions: references::versions(versions, self.operation, walk.version.as_deref()),
            replaced_by: None,
            permissions: None,
            path: walk.segments,
            steps: walk.steps,
            taken: walk.taken,
            verb,
        })
    }
}

impl<'a> Paths<'a> {
    /// The query option that makes a list one of changes.
    fn option(&self) -> Option<&'a str> {
        let lists_changes = self.operation.returns.iter().any(|(_, it)| it.starts_with("delta<"));
        self.service.delta.as_ref().filter(|_| lists_changes)?.query.as_deref()
    }
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
        if range.end <= self.end { self.at.within(range) } else { self.at.place() }
    }
}

/// The way along a path, part by part.
struct Walk<'a> {
    service: &'a Service,
    steps: Vec<Step>,
    segments: Vec<Segment>,
    taken: Vec<ParameterId>,
    version: Option<String>,
    in_links: bool,
    /// How many parts are still to come.
    left: usize,
    /// Whether the path ends in `$ref`: the value before it says which link is meant.
    ends_in_ref: bool,
    verb: &'a str,
}

impl<'a> Walk<'a> {
    fn new(service: &'a Service, parts: &[(Range<usize>, Part<'_>)], id: &'a str) -> Self {
        Self {
            left: parts.len(),
            ends_in_ref: parts.last().is_some_and(|(_, part)| *part == Part::Literal("$ref")),
            verb: id.rsplit('.').next().unwrap_or(id),
            service,
            steps: Vec::new(),
            segments: Vec::new(),
            taken: Vec::new(),
            version: None,
            in_links: false,
        }
    }

    /// Goes one part further.
    fn part(&mut self, context: &mut Context<'_>, part: &Part<'_>, place: &Place) -> Option<()> {
        self.left -= 1;
        match part {
            Part::Literal(literal) if http::is_silent(literal) => {
                self.in_links = true;
                self.segments.push(Segment::Literal((*literal).to_owned()));
            }
            Part::Literal(literal)
                if self.segments.is_empty() && self.service.version.query.is_none() =>
            {
                let known = || self.service.version.known.iter().map(String::as_str);
                if !known().any(|known| known == *literal) {
                    let mistake = catalogue::unknown_version_segment(place.clone(), literal);
                    context.report(mistake.did_you_mean(literal, known()));
                }
                self.version = Some((*literal).to_owned());
                self.segments.push(Segment::Version((*literal).to_owned()));
            }
            Part::Literal(literal) => {
                let name = self.called(context, literal, place)?;
                self.step(name, None);
                self.segments.push(Segment::Literal((*literal).to_owned()));
            }
            Part::Key(literal, name) => {
                let key = self.parameter(context, name, place)?;
                if self.service[key].takes == Takes::Tenant {
                    context.report(catalogue::tenant_as_key(place.clone(), name));
                    return None;
                }
                self.step(literal, Some(key));
                self.segments.push(Segment::Key((*literal).to_owned(), key));
            }
            Part::Arguments(literal, arguments) => {
                self.arguments(context, literal, arguments, place)?
            }
            Part::Parameter(name) => {
                let key = self.parameter(context, name, place)?;
                if self.service[key].takes == Takes::Tenant {
                    self.segments.push(Segment::Tenant(key));
                    return Some(());
                }
                self.segments.push(Segment::Value(key));
                let is_link = self.in_links || self.ends_in_ref && self.left == 1;
                match self.steps.last_mut() {
                    Some(step) if step.key.is_none() && !is_link => step.key = Some(key),
                    Some(step) if step.key.is_none() && self.taken.is_empty() => {
                        self.taken.push(key);
                    }
                    _ => {
                        context.report(catalogue::selects_nothing(place.clone(), name));
                        return None;
                    }
                }
            }
        }
        Some(())
    }

    /// What ids call a literal part.
    fn called<'l>(
        &self,
        context: &mut Context<'_>,
        literal: &'l str,
        place: &Place,
    ) -> Option<&'l str>
    where
        'a: 'l,
    {
        match self.service.cast(literal) {
            Some(name) => Some(name),
            None if literal.contains('.') => {
                let known = || self.service.casts.iter().map(|(ty, _)| ty.as_str());
                let mistake = catalogue::unknown_cast(place.clone(), literal, listed(known()));
                context.unknown(mistake, literal, known());
                None
            }
            // `$count` and `$value` are what is done with the rest.
            None => Some(literal.strip_prefix('$').unwrap_or(literal)),
        }
    }

    /// Another key of a collection, or the arguments of the function that the call is.
    fn arguments(
        &mut self,
        context: &mut Context<'_>,
        literal: &str,
        arguments: &[Argument<'_>],
        place: &Place,
    ) -> Option<()> {
        let mut made = Vec::new();
        for argument in arguments {
            let parameter = self.parameter(context, argument.parameter, place)?;
            if self.service[parameter].takes == Takes::Tenant {
                context.report(catalogue::tenant_as_key(place.clone(), argument.parameter));
                return None;
            }
            made.push(contract::Argument {
                name: argument.name.to_owned(),
                quoted: argument.quoted,
                parameter,
            });
        }
        let name = self.service.cast(literal).unwrap_or(literal);
        let by_key = http::by_key(name, arguments);
        let is_verb = self.left == 0 && (self.verb == name || self.verb == by_key);
        match &made[..] {
            [only] if !is_verb => self.step(&by_key, Some(only.parameter)),
            _ => {
                self.step(if is_verb { self.verb } else { name }, None);
                self.taken.extend(made.iter().map(|argument| argument.parameter));
            }
        }
        self.segments.push(Segment::Arguments(literal.to_owned(), made));
        Some(())
    }

    fn step(&mut self, literal: &str, key: Option<ParameterId>) {
        self.steps.push(Step { literal: literal.to_owned(), key });
    }

    fn parameter(
        &self,
        context: &mut Context<'_>,
        name: &str,
        place: &Place,
    ) -> Option<ParameterId> {
        // One that is said to stand behind this very segment comes before one that may stand anywhere.
        let behind = self.segments.last().and_then(|segment| match segment {
            Segment::Literal(literal) => Some(literal.as_str()),
            _ => None,
        });
        let known = || self.service.parameters.iter().map(|it| it.key.as_str());
        let find = |wanted: &str| known().position(|known| known == wanted);
        let position =
            behind.and_then(|behind| find(&format!("{behind}/{name}"))).or_else(|| find(name));
        if position.is_none() {
            let mistake = catalogue::unknown_parameter(place.clone(), name, listed(known()));
            context.unknown(mistake, name, known());
        }
        position.map(ParameterId)
    }

    fn literals(&self) -> Vec<&str> {
        self.steps.iter().map(|step| step.literal.as_str()).collect()
    }

    /// A parameter that comes twice: callers could not tell the two apart.
    fn repeated(&self) -> Option<&str> {
        let keys = self.steps.iter().filter_map(|step| step.key).chain(self.taken.iter().copied());
        let parameters: Vec<&str> = keys.map(|key| self.service[key].name.as_str()).collect();
        first_repeated(&parameters).map(|name| self.parameter_name(name))
    }

    fn parameter_name(&self, name: &str) -> &str {
        let named = self.service.parameters.iter().find(|it| it.name == name);
        named.map_or("", |parameter| &parameter.name)
    }

    /// What the call does: the last part of the id, whose other parts must be the literals of the path. A last literal
    /// that is the verb itself is no step.
    fn verb(&mut self, id: &str) -> Option<String> {
        let (head, verb) = id.rsplit_once('.').unwrap_or(("", id));
        let head: Vec<&str> = head.split('.').filter(|part| !part.is_empty()).collect();
        let literals = self.literals();
        let ends_in_verb =
            literals.split_last().is_some_and(|(last, before)| *last == verb && before == head)
                && self.steps.last().is_some_and(|step| step.key.is_none());
        let leads_there = literals == head;
        if ends_in_verb {
            self.steps.pop();
        }
        (ends_in_verb || leads_there).then(|| verb.to_owned())
    }
}

fn first_repeated<'n>(names: &[&'n str]) -> Option<&'n str> {
    let mut numbered = names.iter().enumerate();
    let repeated = numbered.find(|(index, name)| names[..*index].contains(name));
    repeated.map(|(_, name)| *name)
}
