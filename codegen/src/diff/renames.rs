//! Finds what has been renamed: of what left and what came, the pairs whose facts are so alike that they are the same.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use self::Mark::{Decides, Letters, Needs, Parts, PartsOfSmaller, Same, Words};
use super::aspects::{Aspect, Kind};
use super::facts::{Fact, Facts, Name, Source, Subject};

/// A kind, the kinds of parts of its subjects that count, and what these are known by, each for how much: what decides
/// comes first, then what is the quickest to compare.
type Marks = (Kind, &'static [Kind], &'static [(f64, Mark)]);

enum Mark {
    /// These must be the same.
    Needs(&'static [Aspect]),
    /// These suffice where they are there and the same.
    Decides(&'static [Aspect]),
    /// Whether these are the same.
    Same(&'static [Aspect]),
    /// How much of their parts they have in common.
    Parts,
    /// How much of the smaller one's parts the other one has: it may have grown while it was renamed.
    PartsOfSmaller,
    /// How many words of a text they have in common.
    Words(&'static str),
    /// How alike the texts are; case says nothing.
    Letters(Aspect),
}

const DOC: Mark = Words("documentation");
const NAME: Mark = Letters(Aspect::Name);

/// First what others name.
#[rustfmt::skip]
static MARKS: &[Marks] = &[
    (Kind::Service, &[Kind::Operation], &[(0.6, Parts), (0.2, Words("title")), (0.2, DOC)]),
    (Kind::Cloud, &[], &[(0.0, Decides(&[Aspect::Url]))]),
    (Kind::ErrorCode, &[], &[(0.5, DOC), (0.5, NAME)]),
    (Kind::Identifier, &[], &[(0.2, Words("example")), (0.4, DOC), (0.4, NAME)]),
    (Kind::Parameter, &[], &[(0.5, Same(&[Aspect::Identifier])), (0.3, DOC), (0.2, NAME)]),
    (Kind::QueryOption, &[], &[(0.3, Same(&[Aspect::Kind])), (0.5, DOC), (0.2, NAME)]),
    (Kind::File, &[Kind::Operation, Kind::Type], &[(1.0, Parts)]),
    (Kind::Type, &[Kind::Property, Kind::Value], &[
        (0.0, Needs(&[Aspect::Kind])), (0.0, Decides(&[Aspect::OdataType])),
        (0.3, Parts), (0.3, PartsOfSmaller), (0.2, DOC), (0.2, NAME),
    ]),
    (Kind::Property, &[], &[
        (0.0, Decides(&[Aspect::Spelling])),
        (0.4, Same(&[Aspect::Type, Aspect::Nullable])), (0.35, DOC), (0.25, NAME),
    ]),
    (Kind::Value, &[], &[(0.5, DOC), (0.5, NAME)]),
    (Kind::Operation, &[Kind::Operation], &[
        (0.0, Needs(&[Aspect::Method, Aspect::PartOfName])),
        (0.0, Decides(&[Aspect::Path, Aspect::Fragment])),
        (0.2, Same(&[Aspect::Returns])), (0.1, Same(&[Aspect::BodySource])), (0.1, Parts),
        (0.1, Words("summary")), (0.15, NAME), (0.35, Letters(Aspect::Path)),
    ]),
    (Kind::Sent, &[], &[(0.4, Same(&[Aspect::Type])), (0.35, DOC), (0.25, NAME)]),
];

/// How alike what left and what came must be to be taken for the same, from 0 to 1.
const ALIKE: f64 = 0.65;

/// How many pairs are compared to find renames. Where more came and went, the spec is another one, and what was renamed to
/// what is no question that a reader could ask.
const MOST_PAIRS: usize = 40_000;

/// Gives what stands in the head the names that the base has for it.
pub(super) fn rename(base: &Facts, head: &mut Facts) {
    for marks in MARKS {
        let found = renamed(marks, base, head);
        if !found.is_empty() {
            apply(head, marks.0, &found);
        }
    }
}

/// The names in the base of what is of a kind and has another one in the head, by what it is a part of and its label.
fn renamed(marks: &Marks, base: &Facts, head: &Facts) -> BTreeMap<(String, String), String> {
    let (kind, part_kinds, marks) = *marks;
    let mut below: BTreeMap<&str, [Vec<&Subject>; 2]> = BTreeMap::new();
    for (side, facts, other) in [(0, base, head), (1, head, base)] {
        let is_of_kind = |it: &&Subject| it.kind == kind && !it.value(Aspect::Name, "").is_empty();
        let kept: BTreeSet<&str> = other.iter().filter(is_of_kind).map(|it| &*it.name).collect();
        let moved = facts.iter().filter(is_of_kind).filter(|it| it.source != Source::Inherited);
        for subject in moved.filter(|it| !kept.contains(&*it.name)) {
            let of = subject.parent.map_or("", |parent| &facts[parent].name);
            below.entry(of).or_default()[side].push(subject);
        }
    }
    let parts = LazyCell::new(|| [base, head].map(|facts| parts(facts, part_kinds)));
    let mut found = BTreeMap::new();
    for (of, [left, came]) in below {
        if left.len().saturating_mul(came.len()) > MOST_PAIRS {
            continue;
        }
        let pairs = left.iter().flat_map(|old| came.iter().map(move |new| (*old, *new)));
        let mut rated: Vec<_> =
            pairs.map(|(old, new)| (likeness(marks, [old, new], &parts), old, new)).collect();
        rated.retain(|(likeness, ..)| *likeness >= ALIKE);
        // Of equally alike ones the first, by name, so that both directions choose the same.
        rated.sort_by(|a, b| {
            b.0.total_cmp(&a.0).then((&a.1.label, &a.2.label).cmp(&(&b.1.label, &b.2.label)))
        });
        let mut taken = BTreeSet::new();
        for (_, old, new) in rated {
            let key = (of.to_owned(), new.label.clone());
            if !found.contains_key(&key) && taken.insert(&old.label) {
                found.insert(key, old.label.clone());
            }
        }
    }
    found
}

/// Gives everything its new name: what was renamed, what is a part of it, and where it is named.
fn apply(facts: &mut Facts, kind: Kind, found: &BTreeMap<(String, String), String>) {
    let rename = |of: &str, name: &mut Name| {
        let old = (name.0 == kind).then(|| found.get(&(of.to_owned(), name.1.clone()))).flatten();
        old.map(|old| std::mem::replace(&mut name.1, old.clone()))
    };
    let mut service = String::new();
    for index in 0..facts.len() {
        let (before, rest) = facts.split_at_mut(index);
        let subject = &mut rest[0];
        let parent = subject.parent.map(|parent| &*before[parent].name);
        let is_own = subject.goes_by.0 == subject.kind;
        rename(if is_own { parent.unwrap_or_default() } else { &service }, &mut subject.goes_by);
        let label = &subject.goes_by.1;
        subject.name = parent.map_or(label.clone(), |parent| subject.kind.below(parent, label));
        if parent.is_none() {
            service.clone_from(&subject.name);
        }
        for fact in &mut subject.facts {
            for name in &mut fact.names {
                let new = rename(&service, name);
                if new.is_some_and(|new| new == fact.element) {
                    fact.element.clone_from(&name.1);
                }
            }
        }
    }
}

/// By its own name, the labels of what stands in something.
type Labels<'a> = BTreeMap<String, BTreeSet<&'a str>>;

/// Parts stand in what they are of, operations and types in their files too.
fn parts<'a>(facts: &'a Facts, kinds: &[Kind]) -> Labels<'a> {
    let mut parts = Labels::new();
    for subject in facts.iter().filter(|it| kinds.contains(&it.kind) && it.source == Source::Own) {
        let Some(of) = subject.parent.map(|parent| &facts[parent].own) else { continue };
        parts.entry(of.clone()).or_default().insert(&subject.label);
        for file in subject.of(Aspect::File) {
            parts.entry(Kind::File.below(of, &file.shown)).or_default().insert(&subject.label);
        }
    }
    parts
}

/// How alike two subjects are, from 0 to 1; less than what it takes where that is out of reach.
fn likeness(marks: &[(f64, Mark)], sides: [&Subject; 2], parts: &[Labels<'_>; 2]) -> f64 {
    let [old, new] = sides;
    // Of what there may be several of, one that both have suffices.
    let says = |it: &Subject, aspect| {
        it.of(aspect).any(|it| !(it.value.is_empty() && it.element.is_empty()))
    };
    let shares = |aspect: &Aspect| {
        let mut facts = old.of(*aspect);
        let is_alike = |a: &Fact, b: &Fact| {
            (&a.element, &a.value, &a.names) == (&b.element, &b.value, &b.names)
        };
        facts.any(|a| new.of(*aspect).any(|b| is_alike(a, b)))
            || !(says(old, *aspect) || says(new, *aspect))
    };
    let same = |aspects: &[Aspect]| aspects.iter().all(shares);
    let none = BTreeSet::new();
    let [a, b] = [parts[0].get(&old.own), parts[1].get(&new.own)].map(|it| it.unwrap_or(&none));
    let (mut sum, mut left) = (0.0, 1.0);
    for (weight, mark) in marks {
        let of = match mark {
            Needs(aspects) if !same(aspects) => return 0.0,
            Decides(aspects) if says(old, aspects[0]) && same(aspects) => return 1.0,
            Needs(_) | Decides(_) => 0.0,
            Same(aspects) => f64::from(same(aspects)),
            Parts => overlap(a, b),
            PartsOfSmaller => share(a.intersection(b).count(), a.len().min(b.len())),
            Words(what) => {
                let [old, new] = sides.map(|it| words(it.value(Aspect::Text, what)));
                overlap(&old, &new)
            }
            Letters(aspect) => {
                let [old, new] = sides.map(|it| it.value(*aspect, "").to_lowercase());
                strsim::normalized_levenshtein(&old, &new)
            }
        };
        (sum, left) = (sum + weight * of, left - weight);
        if sum + left < ALIKE {
            break;
        }
    }
    sum
}

/// How much two sets have in common, from 0 to 1.
fn overlap<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    share(a.intersection(b).count(), a.union(b).count())
}

/// Sets have far fewer members than numbers that a float cannot hold.
fn share(common: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { common as f64 / all as f64 }
}

/// The words of a text.
fn words(text: &str) -> BTreeSet<String> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
