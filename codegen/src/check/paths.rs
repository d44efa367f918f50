//! Paths of operations: their segments, and the way to the call that the id tells.

mod walk;

use std::collections::BTreeMap;
use std::ops::Range;

use super::http::{self, Part};
use super::routes::Routes;
use super::written::Written;
use super::{Context, references};
use crate::contract::{Link, Operation, Segment, Service};
use crate::diagnostics::{At, Place, catalogue};
use crate::spec;
use walk::{Here, Walk};

/// The operations of a service so far.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) ids: BTreeMap<String, Place>,
    pub(super) routes: Routes,
}

/// The operations that an entry stands for: one, or one for each entry of `on`.
pub(super) fn operations(context: &mut Context<'_>, written: &Written<'_>) -> Vec<Operation> {
    let Written { service, name, operation, at, .. } = *written;
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
    let paths = Paths { written: *written, method: line.method };
    if let Some(rest) = line.path.strip_prefix("{on}") {
        return paths.each(context, rest, line.path_start);
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
        let place = &|| at.within(range.clone());
        walk.part(&mut Here { context, place }, part)?;
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
    written: Written<'a>,
    method: &'a str,
}

impl Paths<'_> {
    /// The operations of an entry whose path starts with `{on}`, from a byte of its line on.
    fn each(&self, context: &mut Context<'_>, rest: &str, start: usize) -> Vec<Operation> {
        let Written { service, name, operation: spec::Operation { on, .. }, at, .. } = self.written;
        let (http_at, list) = (at.key("http"), at.key("on"));
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
                let id = concrete_id(service, prefix, name);
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
        let Written { service, operation, .. } = self.written;
        let place = text.at.place();
        let read = http::located(path);
        let parts = context.read(read, |range| text.part(range), catalogue::malformed_http)?;
        let mut walk = Walk::new(service, &parts, id);
        for (range, part) in &parts {
            let place = &|| text.part(range.clone());
            walk.part(&mut Here { context, place }, part)?;
        }
        let relation = operation.relation.as_deref();
        if let Some(relation) = relation {
            walk.step(relation, None);
        }
        let versions = &service.version;
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
            context.report_unsaid(catalogue::id_path_mismatch(place, id, way));
            return None;
        };
        Some(Operation {
            at: place,
            id: id.to_owned(),
            on: on.cloned(),
            template: path.to_owned(),
            relation: relation.map(str::to_owned),
            option: option.map(str::to_owned),
            versions: references::versions(versions, operation, walk.version.as_deref()),
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
        let Written { service, operation, .. } = self.written;
        let lists_changes = operation.returns.iter().any(|(_, it)| it.starts_with("delta<"));
        service.delta.as_ref().filter(|_| lists_changes)?.query.as_deref()
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
