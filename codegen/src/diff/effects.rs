//! Which effect on the Rust API comes from which change of the contract.

use std::collections::BTreeMap;

use super::aspects::{Event, Kind};
use super::codes::find;
use super::compare::Difference;
use super::{Change, Level};

/// What happens to an item of the Rust API.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Effect {
    /// The item without its signature.
    pub name: String,
    /// What the item was, as `API.txt` has it; none if it is new.
    pub before: Option<String>,
    /// What it is; none if it is gone.
    pub after: Option<String>,
}

impl Effect {
    /// How much it matters to callers.
    pub fn level(&self) -> Level {
        if self.before.is_none() { Level::Minor } else { Level::Major }
    }

    /// What it does to the item.
    pub fn verb(&self) -> &'static str {
        match (&self.before, &self.after) {
            (None, _) => "adds",
            (_, None) => "removes",
            _ => "changes",
        }
    }

    /// It as lines of a textual difference.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        let before = self.before.iter().map(|line| format!("- {line}"));
        before.chain(self.after.iter().map(|line| format!("+ {line}")))
    }
}

/// The changes that differences are, the gravest first. Each effect goes to the change that comes closest to explaining
/// it, and may raise its level.
pub(super) fn changes(differences: &[Difference<'_>]) -> Vec<Change> {
    let (effects, facts): (Vec<_>, Vec<_>) =
        differences.iter().partition(|it| it.key.0 == Kind::Rust);
    let mut changes = Vec::new();
    let mut claimed: BTreeMap<String, usize> = BTreeMap::new();
    for difference in facts {
        let Some(change) = Change::of(difference) else { continue };
        for claim in difference.claims() {
            claimed.entry(claim).or_insert(changes.len());
        }
        changes.push(change);
    }
    for difference in effects {
        let mut about = difference.sides.iter().flatten().flat_map(|it| &it.subject.about);
        match about.find_map(|entry| claimed.get(entry)) {
            Some(index) => changes[*index].take(difference),
            // No change of the contract accounts for it: it is told for its own sake, so that none is lost.
            None => changes.extend(Change::of(difference).map(|mut change| {
                change.take(difference);
                change
            })),
        }
    }
    changes.sort_by(|a, b| (b.level, a.key()).cmp(&(a.level, b.key())));
    // Both bounds of a range are told in one sentence.
    changes.dedup_by(|later, first| later.effects.is_empty() && later.key() == first.key());
    changes
}

impl Change {
    /// The change that a difference is; none if another one tells it, or if nobody can see it.
    fn of(difference: &Difference<'_>) -> Option<Self> {
        let Difference { key: (kind, _, aspect, element), sides } = *difference;
        let event = difference.event();
        let code = find(kind, aspect, event)?;
        let [old, new] = sides.map(|side| side.map_or("", |it| &it.fact.shown));
        if old.is_empty() && new.is_empty() {
            return None;
        }
        let message = code.sentence.replace("{element}", element);
        let message = message.replace("{old}", old).replace("{new}", new);
        let is_demanded = event == Event::Added && sides[1].is_some_and(|it| it.fact.demanded);
        let level = if is_demanded { Level::Major } else { code.level };
        Some(Self { level, code, subject: difference.told(), message, effects: Vec::new() })
    }

    /// What changes of one level are sorted by.
    fn key(&self) -> (&str, &str, &str) {
        (&self.subject, self.code.id, &self.message)
    }

    fn take(&mut self, effect: &Difference<'_>) {
        let [before, after] = effect.sides.map(|it| Some(it?.fact.shown.clone()));
        let effect = Effect { name: effect.told(), before, after };
        self.level = self.level.max(effect.level());
        self.effects.push(effect);
    }
}
