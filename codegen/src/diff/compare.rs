//! The comparison of two maps of facts.

use std::collections::BTreeSet;

use super::aspects::{Aspect, Event, Kind};
use super::facts::{Fact, Facts, Key, Source, Subject};

/// A fact that only one side has, or that is another on the other side.
pub(super) struct Difference<'a> {
    pub(super) key: &'a Key,
    pub(super) old: Option<&'a Fact>,
    pub(super) new: Option<&'a Fact>,
    /// What it is about, by the base's names if the base has it.
    pub(super) subject: &'a Subject,
}

/// The aspects that differ, without those that there are several of.
type Others<'a> = BTreeSet<(Kind, &'a str, Aspect)>;

/// All that differs, without what follows from another difference.
pub(super) fn differences<'a>(base: &'a Facts, head: &'a Facts) -> Vec<Difference<'a>> {
    let keys: BTreeSet<&Key> = base.keys().chain(head.keys()).collect();
    let sides = keys.into_iter().filter_map(|key| {
        let (old, new) = (base.get(key), head.get(key));
        let subject = &*old.or(new)?.subject;
        Some(Difference { key, old, new, subject })
    });
    let mut found: Vec<Difference<'_>> = sides.filter(Difference::differs).collect();
    let single = found.iter().map(|it| it.key).filter(|key| key.element.is_empty());
    let others: Others<'_> =
        single.map(|key| (key.kind, key.subject.as_str(), key.aspect)).collect();
    found.retain(|it| !it.follows(&others));
    found
}

impl Difference<'_> {
    fn differs(&self) -> bool {
        let inherited =
            |fact: Option<&Fact>| fact.is_none_or(|it| it.subject.source == Source::Inherited);
        if inherited(self.old) && inherited(self.new) {
            return false;
        }
        match (self.old, self.new) {
            (Some(old), Some(new)) if self.key.aspect == Aspect::Order => {
                let [old, new] = [old, new].map(|it| it.value.lines().collect::<Vec<_>>());
                let kept = old.iter().filter(|it| new.contains(it));
                !kept.eq(new.iter().filter(|it| old.contains(it)))
            }
            (Some(old), Some(new)) => old.value != new.value,
            _ => true,
        }
    }

    /// Whether another difference says it. What is new or gone is told as that, and so is what turned into something
    /// else: not its parts.
    fn follows(&self, others: &Others<'_>) -> bool {
        let differs = |it: &Subject, aspect| others.contains(&(it.kind, &it.name, aspect));
        let of_parent = self.subject.parent.as_deref().is_some_and(|parent| {
            differs(parent, Aspect::Exists)
                || (parent.kind == Kind::Type && differs(parent, Aspect::Kind))
                || (self.subject.source == Source::OfType && !differs(parent, Aspect::BodySource))
        });
        let by = match self.key.aspect {
            Aspect::Exists => return of_parent,
            Aspect::File => Aspect::Name,
            Aspect::Parameters => Aspect::Path,
            Aspect::Min | Aspect::Max => Aspect::Kind,
            _ => Aspect::Exists,
        };
        of_parent || differs(self.subject, Aspect::Exists) || differs(self.subject, by)
    }

    pub(super) fn event(&self) -> Event {
        match (self.old, self.new) {
            (None, _) => Event::Added,
            (_, None) => Event::Removed,
            (Some(old), Some(new)) if old.rank < new.rank => Event::More,
            (Some(old), Some(new)) if old.rank > new.rank => Event::Less,
            _ => Event::Changed,
        }
    }

    /// The subject as it is told: by the names of the base. A variant goes by its own name, not by its type's.
    pub(super) fn told(&self) -> String {
        match (self.old, self.key.kind, &self.subject.parent) {
            (Some(old), ..) => old.subject.own.clone(),
            (None, Kind::Variant, Some(of)) => format!("{}.{}", of.name, self.subject.label),
            _ => self.key.subject.clone(),
        }
    }

    /// The entries of the specs that items of the Rust API name and that the difference explains, the nearest first.
    pub(super) fn claims(&self) -> Vec<String> {
        let facet = match self.key.kind {
            Kind::Variant => Some("#variant"),
            _ => self.key.aspect.facet(),
        };
        let Some(facet) = facet else {
            return Vec::new();
        };
        let mut claims = Vec::new();
        for fact in [self.old, self.new].into_iter().flatten() {
            let subject = &fact.subject;
            claims.push(format!("{}{facet}", subject.own));
            let operation = subject.parent.as_ref().filter(|_| subject.kind == Kind::Sent);
            claims.extend(operation.map(|operation| format!("{}#body", operation.own)));
            // What else there is of a subject does not change with where it stands or with what items mark.
            if matches!(facet, "" | "#create") && self.key.aspect != Aspect::File {
                claims.extend(subject.about.iter().cloned());
            }
            claims.extend(fact.about.iter().cloned());
        }
        claims
    }
}
