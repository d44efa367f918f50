//! The comparison of two maps of facts.

use std::collections::BTreeMap;

use super::aspects::{Aspect, Event, Kind};
use super::facts::{Fact, Facts, Source, Subject};

/// What a fact is called on both sides: of which subject it is, which aspect of it, and which of several.
pub(super) type Key<'a> = (Kind, &'a str, Aspect, &'a str);

/// A fact, what it is about, and what that is a part of.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) fact: &'a Fact,
    pub(super) subject: &'a Subject,
    parent: Option<&'a Subject>,
}

/// A fact as both sides have it, the base first.
#[derive(Clone, Copy)]
pub(super) struct Difference<'a> {
    pub(super) key: Key<'a>,
    pub(super) sides: [Option<Said<'a>>; 2],
}

/// All that differs, without what follows from another difference.
pub(super) fn differences<'a>(base: &'a Facts, head: &'a Facts) -> Vec<Difference<'a>> {
    let mut all = BTreeMap::new();
    for (side, facts) in [base, head].into_iter().enumerate() {
        for subject in facts {
            let parent = subject.parent.map(|parent| &facts[parent]);
            for fact in &subject.facts {
                let key = (subject.kind, &*subject.name, fact.aspect, &*fact.element);
                let both = all.entry(key).or_insert(Difference { key, sides: [None; 2] });
                both.sides[side].get_or_insert(Said { fact, subject, parent });
            }
        }
    }
    all.retain(|_, it| it.differs());
    all.values().filter(|it| !it.follows(&all)).copied().collect()
}

impl<'a> Difference<'a> {
    fn differs(&self) -> bool {
        if self.sides.iter().flatten().all(|it| it.subject.source == Source::Inherited) {
            return false;
        }
        let [Some(Said { fact: old, .. }), Some(Said { fact: new, .. })] = self.sides else {
            return true;
        };
        if old.aspect == Aspect::Order {
            let [old, new] = [old, new].map(|it| it.value.lines().collect::<Vec<_>>());
            let kept = old.iter().filter(|it| new.contains(it));
            return !kept.eq(new.iter().filter(|it| old.contains(it)));
        }
        (&old.value, &old.names) != (&new.value, &new.names)
    }

    /// Whether another difference says it. What is new or gone is told as that, and so is what turned into something
    /// else: not its parts.
    fn follows(&self, all: &BTreeMap<Key<'_>, Self>) -> bool {
        let [old, new] = self.sides;
        let Some(Said { subject, parent, .. }) = old.or(new) else { return true };
        let differs = |it: &Subject, aspect| all.contains_key(&(it.kind, &*it.name, aspect, ""));
        let of_parent = parent.is_some_and(|parent| {
            differs(parent, Aspect::Exists)
                || (parent.kind == Kind::Type && differs(parent, Aspect::Kind))
                || (subject.source == Source::OfType && !differs(parent, Aspect::BodySource))
        });
        let by = match self.key.2 {
            Aspect::Exists => return of_parent,
            Aspect::File => Aspect::Name,
            Aspect::Parameters => Aspect::Path,
            Aspect::Min | Aspect::Max => Aspect::Kind,
            _ => Aspect::Exists,
        };
        of_parent || differs(subject, Aspect::Exists) || differs(subject, by)
    }

    pub(super) fn event(&self) -> Event {
        match self.sides {
            [None, _] => Event::Added,
            [_, None] => Event::Removed,
            [Some(old), Some(new)] if old.fact.rank < new.fact.rank => Event::More,
            [Some(old), Some(new)] if old.fact.rank > new.fact.rank => Event::Less,
            _ => Event::Changed,
        }
    }

    /// The subject as it is told: by the names of the base. A variant goes by its own name, not by its type's.
    pub(super) fn told(&self) -> String {
        match self.sides {
            [Some(old), _] => old.subject.own.clone(),
            [_, Some(Said { subject, parent: Some(of), .. })] if subject.kind == Kind::Variant => {
                subject.kind.below(&of.name, &subject.label)
            }
            _ => self.key.1.to_owned(),
        }
    }

    /// The entries of the specs that items of the Rust API name and that the difference explains, the nearest first.
    pub(super) fn claims(&self) -> Vec<String> {
        let (kind, _, aspect, _) = self.key;
        let facet = if kind == Kind::Variant { Some("#variant") } else { aspect.facet() };
        let Some(facet) = facet else { return Vec::new() };
        let mut claims = Vec::new();
        for Said { fact, subject, parent } in self.sides.into_iter().flatten() {
            claims.push(format!("{}{facet}", subject.own));
            claims
                .extend(parent.filter(|_| kind == Kind::Sent).map(|it| format!("{}#body", it.own)));
            // What else there is of a subject does not change with where it stands or with what items mark.
            if matches!(facet, "" | "#create") && aspect != Aspect::File {
                claims.extend(subject.about.iter().cloned());
            }
            claims.extend(fact.about.iter().cloned());
        }
        claims
    }
}
