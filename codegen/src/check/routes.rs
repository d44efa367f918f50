//! Routes: no two operations ask for the same, and none for what could as well be the other's.

use std::collections::BTreeMap;

use super::Context;
use super::http::{self, Part};
use crate::diagnostics::{Place, catalogue};

/// The routes of a service.
#[derive(Default)]
pub(super) struct Routes(Vec<Route>);

struct Route {
    method: String,
    path: String,
    segments: Vec<Segment>,
    place: Place,
}

/// What a segment of a request may be.
#[derive(Clone, Eq, Ord, PartialEq, PartialOrd)]
enum Segment {
    /// This text.
    Literal(String),
    /// A key of this collection.
    Key(String),
    /// Anything.
    Any,
}

impl Segment {
    /// What both segments allow, if there is anything: the narrower of the two.
    fn common<'s>(&'s self, other: &'s Segment) -> Option<&'s Segment> {
        match (self, other) {
            (Segment::Any, narrower) | (narrower, Segment::Any) => Some(narrower),
            (one, other) => (one == other).then_some(one),
        }
    }

    fn text(&self) -> String {
        match self {
            Segment::Literal(text) => text.clone(),
            Segment::Key(collection) => format!("{collection}('…')"),
            Segment::Any => "…".to_owned(),
        }
    }
}

impl Routes {
    /// Notes what an operation asks for, and what tells it apart if the path does not. The path has been read before, so
    /// that it can be read.
    pub(super) fn add(&mut self, method: &str, path: &str, apart: Option<&str>, place: Place) {
        let segments = http::path(path).unwrap_or_default().into_iter().map(|part| match part {
            Part::Literal(text) => Segment::Literal(text.to_owned()),
            Part::Key(collection, _) => Segment::Key(collection.to_owned()),
            Part::Arguments(collection, arguments) => {
                let names = arguments.iter().map(|argument| argument.name);
                Segment::Key(format!("{collection}:{}", names.collect::<Vec<_>>().join(",")))
            }
            Part::Parameter(_) => Segment::Any,
        });
        let apart = apart.map(|apart| Segment::Literal(format!("#{apart}")));
        self.0.push(Route {
            method: method.to_owned(),
            path: path.to_owned(),
            segments: segments.chain(apart).collect(),
            place,
        });
    }

    /// Reports routes that are the same, and pairs of which neither is the narrower one, unless that is how the service has
    /// them in its metadata.
    pub(super) fn check(&self, context: &mut Context<'_>, is_imported: bool) {
        if is_imported {
            self.check_same(context);
            return;
        }
        let mut alike: BTreeMap<(&str, usize), Alike<'_>> = BTreeMap::new();
        for route in &self.0 {
            let alike = alike.entry((&route.method, route.segments.len())).or_default();
            let seen = alike.rivals(route);
            if let Some(first) = seen.iter().find(|first| first.segments == route.segments) {
                let place = route.place.clone();
                let mistake = catalogue::duplicate_route(place, &route.method, &route.path);
                // A `delta` that was left out may tell them apart.
                context.report_unsaid(mistake.related(first.place.clone(), "first asked for here"));
                continue;
            }
            if let Some((first, example)) =
                seen.iter().find_map(|first| Some((first, ambiguous(first, route)?)))
            {
                let place = route.place.clone();
                let mistake = catalogue::ambiguous_route(place, &route.method, example);
                context.report(mistake.related(first.place.clone(), "asks for it too"));
            }
            alike.push(route);
        }
        self.check_deletions(context);
    }

    fn check_same(&self, context: &mut Context<'_>) {
        let mut seen: BTreeMap<(&str, &[Segment]), &Route> = BTreeMap::new();
        for route in &self.0 {
            if let Some(first) = seen.insert((&route.method, &route.segments), route) {
                let place = route.place.clone();
                let mistake = catalogue::duplicate_route(place, &route.method, &route.path);
                // A `delta` that was left out may tell them apart.
                context.report_unsaid(mistake.related(first.place.clone(), "first asked for here"));
            }
        }
    }

    /// Reports a DELETE that lacks the `$ref` by which other operations address the relation: it would delete the object
    /// that the link leads to.
    fn check_deletions(&self, context: &mut Context<'_>) {
        let links = self.0.iter().filter_map(|route| {
            let (last, segments) = route.segments.split_last()?;
            (*last == Segment::Literal("$ref".to_owned()))
                .then(|| Some((relation(&route.method, segments)?, route)))?
        });
        let links: BTreeMap<Vec<Segment>, &Route> = links.collect();
        for route in self.0.iter().filter(|route| route.method == "DELETE") {
            let found = relation(&route.method, &route.segments).and_then(|it| links.get(&it));
            if let Some(link) = found {
                let mistake = catalogue::deletes_object(route.place.clone(), &route.path);
                context.report(mistake.related(link.place.clone(), "links are addressed here"));
            }
        }
    }
}

/// The relation that a path leads to. A DELETE may say which of its objects is meant.
fn relation(method: &str, segments: &[Segment]) -> Option<Vec<Segment>> {
    let (last, before) = segments.split_last()?;
    match last {
        Segment::Literal(_) => Some(segments.to_vec()),
        Segment::Any if method == "DELETE" => Some(before.to_vec()),
        Segment::Key(collection) if method == "DELETE" => {
            Some([before, &[Segment::Literal(collection.clone())]].concat())
        }
        Segment::Any | Segment::Key(_) => None,
    }
}

/// Routes by their first fixed segment, each with its number.
type BySegment<'a> = BTreeMap<Option<&'a Segment>, Vec<(usize, &'a Route)>>;

/// Routes with one method and as many segments, by where their first fixed segment stands and by that segment. Most
/// routes differ there, and need no closer look.
#[derive(Default)]
struct Alike<'a> {
    by_start: BTreeMap<Option<usize>, BySegment<'a>>,
    count: usize,
}

impl<'a> Alike<'a> {
    fn push(&mut self, route: &'a Route) {
        let (position, segment) = start(route);
        let routes = self.by_start.entry(position).or_default();
        routes.entry(segment).or_default().push((self.count, route));
        self.count += 1;
    }

    /// The routes that a request for this one could be meant for, in their order.
    fn rivals(&self, route: &'a Route) -> Vec<&'a Route> {
        let (position, segment) = start(route);
        let mut rivals = Vec::new();
        for (other, routes) in &self.by_start {
            if *other == position {
                rivals.extend(routes.get(&segment).into_iter().flatten());
            } else {
                rivals.extend(routes.values().flatten());
            }
        }
        rivals.sort_by_key(|(index, _)| *index);
        rivals.into_iter().map(|(_, route)| route).collect()
    }
}

/// The first segment of a route that is fixed, and where it stands.
fn start(route: &Route) -> (Option<usize>, Option<&Segment>) {
    let position = route.segments.iter().position(|segment| *segment != Segment::Any);
    (position, position.map(|position| &route.segments[position]))
}

/// A path that both routes stand for, unless one of them stands for nothing else: then it is the one that is meant.
fn ambiguous(one: &Route, other: &Route) -> Option<String> {
    let pairs = || one.segments.iter().zip(&other.segments);
    let common = || pairs().filter_map(|(one, other)| one.common(other));
    let narrower =
        |segments: &[Segment]| common().zip(segments).all(|(common, segment)| common == segment);
    let differs = pairs().any(|(one, other)| one.common(other).is_none());
    if differs || narrower(&one.segments) || narrower(&other.segments) {
        return None;
    }
    Some(common().map(|segment| format!("/{}", segment.text())).collect())
}
