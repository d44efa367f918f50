//! The comparison of two maps of facts.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::Level;
use super::aspects::{Aspect, Event, Kind};
use super::codes::find;
use super::facts::{Fact, Facts, Key, Source, facts};
use super::names::Names;
use super::pairs::{overlap, pair, words};
use super::renames::renames;
use super::report::Report;
use crate::contract::{Api, Service};

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
    for (event, services) in [(Event::Removed, &pairs.removed), (Event::Added, &pairs.added)] {
        for service in services {
            let codes = service.errors.iter().map(|it| format!("errors/{}", it.name));
            let about = codes.chain([service.name.clone()]);
            let told = find(Kind::Service, Aspect::Exists, event);
            report.tell(told, &service.name, &size(service), &size(service), about);
        }
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
        let key = Key { kind, subject: subject.to_owned(), aspect, element: String::new() };
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
    let mut teller = Teller { report, told: BTreeSet::new(), renamed: renamed(&differing) };
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
    let names = differing.iter().filter(|(key, _)| key.aspect == Aspect::Name);
    let renamed = names
        .filter_map(|(_, (old, new))| Some((&*new.as_ref()?.subject, &*old.as_ref()?.subject)));
    renamed.collect()
}

/// Tells differences.
struct Teller<'r, 'a> {
    report: &'r mut Report,
    told: BTreeSet<(Option<&'static str>, String)>,
    renamed: Vec<(&'a str, &'a str)>,
}

impl Teller<'_, '_> {
    fn tell(&mut self, key: &Key, (old, new): Sides<'_>) {
        let (Some(fact), event) = (old.or(new), event(old, new)) else {
            return;
        };
        let subject = match old {
            Some(_) => fact.subject.clone(),
            None => self.old_name(&fact.subject),
        };
        let shown = |fact: Option<&Fact>| fact.map_or("", |fact| &fact.shown).to_owned();
        let (old_shown, new_shown) = (shown(old), shown(new));
        if old_shown.is_empty() && new_shown.is_empty() {
            return;
        }
        let told = find(key.kind, key.aspect, event);
        let told = told.map(|(code, sentence)| (code, sentence.replace("{element}", &key.element)));
        // Both bounds of a range are told in one sentence.
        if matches!(key.aspect, Aspect::Min | Aspect::Max)
            && !self.told.insert((told.as_ref().map(|(code, _)| code.id), subject.clone()))
        {
            return;
        }
        let sides = [old, new].into_iter().flatten();
        let about: Vec<String> = sides.flat_map(|fact| claims(key, fact)).collect();
        let told = told.as_ref().map(|(code, sentence)| (*code, sentence.as_str()));
        let pending = self.report.tell(told, &subject, &old_shown, &new_shown, about);
        if let Some(pending) = pending.filter(|_| old.is_none() && fact.demanded) {
            pending.at_least(Level::Major);
        }
    }

    /// A subject of the head by the names of the base.
    fn old_name(&self, subject: &str) -> String {
        let below = |new: &str| {
            let rest = subject.strip_prefix(new)?;
            (rest.is_empty() || rest.starts_with(['.', '/'])).then_some(rest)
        };
        let found = self.renamed.iter().filter_map(|(new, old)| Some((below(new)?, old)));
        match found.min_by_key(|(rest, _)| rest.len()) {
            Some((rest, old)) => format!("{old}{rest}"),
            None => subject.to_owned(),
        }
    }
}

/// What happens to a fact.
fn event(old: Option<&Fact>, new: Option<&Fact>) -> Event {
    match (old, new) {
        (Some(old), Some(new)) => match old.rank.cmp(&new.rank) {
            Ordering::Less => Event::More,
            Ordering::Equal => Event::Changed,
            Ordering::Greater => Event::Less,
        },
        (Some(_), None) => Event::Removed,
        _ => Event::Added,
    }
}

/// The entries of the spec that items of the Rust API name which a difference explains.
fn claims(key: &Key, fact: &Fact) -> Vec<String> {
    let facet = match (key.kind, key.aspect) {
        (Kind::Variant, _) => "#variant",
        (_, Aspect::Tenant) => "#tenant",
        (_, Aspect::Returns) => "#returns",
        (_, Aspect::Create) => "#create",
        (_, Aspect::Update) => "#update",
        (_, Aspect::Filter | Aspect::Sort) => "#query",
        (_, Aspect::Body | Aspect::BodySource) => "#body",
        (
            _,
            Aspect::Exists
            | Aspect::Name
            | Aspect::File
            | Aspect::Kind
            | Aspect::Base
            | Aspect::Type
            | Aspect::Rust
            | Aspect::Required
            | Aspect::Clearable
            | Aspect::Identifier
            | Aspect::Path
            | Aspect::Parameters
            | Aspect::Query,
        ) => "",
        // What is only told, or only sent and read in another way.
        _ => return Vec::new(),
    };
    let mut claims = vec![format!("{}{facet}", fact.subject)];
    if key.kind == Kind::Sent
        && let Some((operation, _)) = fact.subject.rsplit_once('/')
    {
        claims.push(format!("{operation}#body"));
    }
    claims.extend(fact.about.iter().cloned());
    claims
}
