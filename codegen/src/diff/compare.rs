//! The comparison of two maps of facts.

use std::collections::{BTreeMap, BTreeSet};

use super::Level;
use super::codes::{self, Code};
use super::facts::{Aspect, Fact, Facts, Key, Kind, Source, facts};
use super::pairs::{overlap, pair, words};
use super::renames::{Names, renames};
use super::report::Report;
use super::rules::{Rule, Told, rule};
use crate::contract::{Api, Service};
use crate::surface::Topic;

/// Compares all services.
pub(super) fn services(report: &mut Report, base: &Api, head: &Api) {
    let ids = |service: &Service| -> Vec<String> {
        let operations = service.operations();
        operations.map(|(_, _, it)| it.id.clone()).collect()
    };
    let likeness = |a: &Service, b: &Service| {
        let (a_ids, b_ids) = (ids(a), ids(b));
        let (a_ids, b_ids) = (a_ids.iter().map(String::as_str), b_ids.iter());
        0.6 * overlap(a_ids, b_ids.map(String::as_str))
            + 0.2 * words(&a.title, &b.title)
            + 0.2 * words(&a.doc, &b.doc)
    };
    let pairs = pair(&base.services, &head.services, |it| &it.name, likeness);
    for (service, code, verb) in pairs
        .removed
        .iter()
        .map(|it| (it, &codes::SERVICE_REMOVED, "gone"))
        .chain(
            pairs
                .added
                .iter()
                .map(|it| (it, &codes::SERVICE_ADDED, "new")),
        )
    {
        let message = format!("the service is {verb}, with {}", size(service));
        let codes = service.errors.iter().map(|it| Topic::Code(it.name.clone()));
        let (name, tenant) = (service.name.clone(), Topic::Tenant(service.name.clone()));
        report
            .add(code, name.clone(), message)
            .claims([Topic::Service(name), tenant].into_iter().chain(codes));
    }
    for (old, new) in pairs.both {
        let names = renames(old, new);
        compare(report, &facts(old, &names), &facts(new, &Names::default()));
    }
}

fn size(service: &Service) -> String {
    let count = |number: usize, noun: &str| {
        format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
    };
    format!(
        "{} and {}",
        count(service.operations().count(), "operation"),
        count(service.types.len(), "type")
    )
}

/// A fact of either side, or of both.
type Sides<'a> = (Option<&'a Fact>, Option<&'a Fact>);

/// Compares the facts of a service.
fn compare(report: &mut Report, base: &Facts, head: &Facts) {
    let mut differing: BTreeMap<&Key, Sides<'_>> = BTreeMap::new();
    for key in base.keys().chain(head.keys()) {
        let sides = (base.get(key), head.get(key));
        if differs(key, sides) {
            differing.insert(key, sides);
        }
    }
    let is_other = |kind, subject: &str, aspect| {
        let key = Key {
            kind,
            subject: subject.to_owned(),
            aspect,
            element: String::new(),
        };
        differing.contains_key(&key)
    };
    // What is new or gone is told as that, and so is what turned into something else: not its parts.
    let is_told = |key: &Key, fact: &Fact| {
        let own = key.aspect != Aspect::Exists && is_other(key.kind, &key.subject, Aspect::Exists);
        let parent = fact.parent.as_ref().is_some_and(|(kind, subject)| {
            is_other(*kind, subject, Aspect::Exists)
                || (*kind == Kind::Type && is_other(*kind, subject, Aspect::Kind))
        });
        own || parent
    };
    let mut teller = Teller {
        report,
        told: BTreeSet::new(),
        renamed: renamed(&differing),
    };
    for (key, sides) in without_pairs(&differing) {
        let Some(fact) = sides.0.or(sides.1) else {
            continue;
        };
        let of_type = fact.source == Source::OfType;
        let is_elsewhere = of_type && !parent_differs(fact, &is_other);
        if is_told(key, fact) || is_elsewhere || is_covered(key, &is_other) {
            continue;
        }
        teller.tell(key, sides);
    }
}

/// Whether the body that a property is sent with is made of something else.
fn parent_differs(fact: &Fact, is_other: &impl Fn(Kind, &str, Aspect) -> bool) -> bool {
    let (kind, subject) = match &fact.parent {
        Some(parent) => parent,
        None => return false,
    };
    is_other(*kind, subject, Aspect::BodySource)
}

/// Whether another difference of the same thing says it already.
fn is_covered(key: &Key, is_other: &impl Fn(Kind, &str, Aspect) -> bool) -> bool {
    let by = match key.aspect {
        Aspect::File => Aspect::Name,
        Aspect::Parameters => Aspect::Path,
        Aspect::Min | Aspect::Max => Aspect::Kind,
        _ => return false,
    };
    is_other(key.kind, &key.subject, by)
}

fn differs(key: &Key, sides: Sides<'_>) -> bool {
    let inherited = |fact: Option<&Fact>| fact.is_none_or(|it| it.source == Source::Inherited);
    if inherited(sides.0) && inherited(sides.1) {
        return false;
    }
    match sides {
        (Some(old), Some(new)) if key.aspect == Aspect::Order => {
            let common = |list: &str, other: &str| -> Vec<String> {
                let other: BTreeSet<&str> = other.lines().collect();
                let common = list.lines().filter(|it| other.contains(it));
                common.map(str::to_owned).collect()
            };
            common(&old.value, &new.value) != common(&new.value, &old.value)
        }
        (Some(old), Some(new)) => old.value != new.value,
        _ => true,
    }
}

/// The differences, those of examples put together: one that left and one that came from the same place are one that is
/// another.
fn without_pairs<'a>(differing: &BTreeMap<&'a Key, Sides<'a>>) -> Vec<(&'a Key, Sides<'a>)> {
    let mut found: Vec<(&Key, Sides<'_>)> = Vec::new();
    for (key, sides) in differing {
        let other = found.iter_mut().find(|(other, (old, new))| {
            let shown = |fact: Option<&Fact>| fact.map(|fact| fact.shown.clone());
            let is_pair = (old.is_none(), new.is_none()) == (sides.1.is_none(), sides.0.is_none());
            key.aspect == Aspect::Example
                && other.aspect == Aspect::Example
                && other.subject == key.subject
                && old.is_some() != new.is_some()
                && is_pair
                && shown(old.or(*new)) == shown(sides.0.or(sides.1))
        });
        match other {
            Some((_, (old, new))) => (*old, *new) = (old.or(sides.0), new.or(sides.1)),
            None => found.push((key, *sides)),
        }
    }
    found
}

/// What has been renamed: the new name, then the old one.
fn renamed<'a>(differing: &BTreeMap<&Key, Sides<'a>>) -> Vec<(&'a str, &'a str)> {
    let names = differing
        .iter()
        .filter(|(key, _)| key.aspect == Aspect::Name);
    let renamed = names
        .filter_map(|(_, (old, new))| Some((&*new.as_ref()?.subject, &*old.as_ref()?.subject)));
    renamed.collect()
}

/// Tells differences.
struct Teller<'r, 'a> {
    report: &'r mut Report,
    told: BTreeSet<(&'static str, String, String)>,
    renamed: Vec<(&'a str, &'a str)>,
}

impl Teller<'_, '_> {
    fn tell(&mut self, key: &Key, (old, new): Sides<'_>) {
        let rule = rule(key.kind, key.aspect);
        let Some((code, sentence)) = what(&rule, (old, new)) else {
            return;
        };
        let subject = match (old, new) {
            (Some(fact), _) => fact.subject.clone(),
            (None, Some(fact)) => self.old_name(&fact.subject),
            (None, None) => return,
        };
        let shown = |fact: Option<&Fact>| fact.map_or("", |fact| &fact.shown).to_owned();
        let message = sentence
            .replace("{element}", &key.element)
            .replace("{old}", &shown(old))
            .replace("{new}", &shown(new));
        // Both bounds of a range are told in one sentence.
        let is_new = self
            .told
            .insert((code.id, subject.clone(), message.clone()));
        if !is_new && key.kind == Kind::QueryOption {
            return;
        }
        let about = [old, new].into_iter().flatten();
        let pending = self.report.add(code, subject, message);
        pending.claims(about.flat_map(|fact| fact.about.iter().cloned()));
        if old.is_none() && new.is_some_and(|fact| fact.demanded) {
            pending.at_least(Level::Major);
        }
    }

    /// A subject of the head by the names of the base.
    fn old_name(&self, subject: &str) -> String {
        let below = |new: &str| {
            let rest = subject.strip_prefix(new)?;
            (rest.is_empty() || rest.starts_with(['.', '/'])).then_some(rest)
        };
        let found = self
            .renamed
            .iter()
            .filter_map(|(new, old)| Some((below(new)?, old)));
        match found.min_by_key(|(rest, _)| rest.len()) {
            Some((rest, old)) => format!("{old}{rest}"),
            None => subject.to_owned(),
        }
    }
}

/// What kind of change a difference is, and what is said of it.
fn what(rule: &Rule, sides: Sides<'_>) -> Option<Told> {
    let visible = |fact: &Fact, told: Told| (!fact.shown.is_empty()).then_some(told);
    match (rule, sides) {
        (Rule::Comes(added, _) | Rule::All(added, ..), (None, Some(new))) => visible(new, *added),
        (Rule::Comes(_, removed) | Rule::All(_, removed, _), (Some(old), None)) => {
            visible(old, *removed)
        }
        (Rule::Differs(told) | Rule::All(.., told), (Some(_), Some(_))) => Some(*told),
        (Rule::Grows { comes, .. }, (None, Some(_))) => comes.map(|(added, _)| added),
        (Rule::Grows { comes, .. }, (Some(_), None)) => comes.map(|(_, removed)| removed),
        (Rule::Grows { more, less, .. }, (Some(old), Some(new))) => {
            Some(if new.value > old.value { *more } else { *less })
        }
        (Rule::Returns, (Some(old), Some(new))) => Some((
            pages(&old.value, &new.value),
            "the response was `{old}` and is `{new}`",
        )),
        _ => None,
    }
}

/// What becomes of the pages of a response.
fn pages(old: &str, new: &str) -> &'static Code {
    match (old.starts_with("page<"), new.starts_with("page<")) {
        (false, true) => &codes::PAGING_ADDED,
        (true, false) => &codes::PAGING_REMOVED,
        _ => &codes::RESPONSE_CHANGED,
    }
}
