//! Collecting changes, and telling which effect on the Rust API comes from which of them.

use std::collections::BTreeMap;

use super::aspects::{Aspect, Kind};
use super::codes::{Code, find};
use super::effects::Effect;
use super::{Change, Level};

/// The changes so far.
#[derive(Default)]
pub(super) struct Report {
    changes: Vec<Pending>,
}

/// A change that does not know its effects yet.
pub(super) struct Pending {
    change: Change,
    claims: Vec<String>,
}

impl Report {
    /// Notes a change of some kind, and that effects on what comes from some entries come from it.
    pub(super) fn tell(
        &mut self,
        told: Option<(&'static Code, &str)>,
        subject: &str,
        old: &str,
        new: &str,
        claims: impl IntoIterator<Item = String>,
    ) -> Option<&mut Pending> {
        let (code, sentence) = told?;
        self.changes.push(Pending {
            change: Change {
                level: code.level,
                code,
                subject: subject.to_owned(),
                message: sentence.replace("{old}", old).replace("{new}", new),
                effects: Vec::new(),
            },
            claims: claims.into_iter().collect(),
        });
        self.changes.last_mut()
    }

    /// Gives each effect to the change that comes closest to explaining it, lets effects raise levels, and sorts.
    pub(super) fn join(mut self, effects: Vec<Effect>) -> Vec<Change> {
        let mut claimed: BTreeMap<String, usize> = BTreeMap::new();
        for (index, pending) in self.changes.iter_mut().enumerate() {
            for topic in pending.claims.drain(..) {
                claimed.entry(topic).or_insert(index);
            }
        }
        for effect in effects {
            match effect.about.iter().find_map(|topic| claimed.get(topic)) {
                Some(index) => self.changes[*index].change.take(effect),
                None => {
                    // No change of the contract accounts for it: it is told for its own sake, so that none is lost.
                    let told = find(Kind::Rust, Aspect::Exists, effect.event());
                    let side = |line: &Option<String>| line.clone().unwrap_or_default();
                    let (old, new) = (side(&effect.before), side(&effect.after));
                    if let Some(own) = self.tell(told, &effect.name, &old, &new, []) {
                        own.change.take(effect.clone());
                    }
                }
            }
        }
        let mut changes: Vec<Change> =
            self.changes.into_iter().map(|pending| pending.change).collect();
        changes.sort_by(|a, b| (b.level, a.key()).cmp(&(a.level, b.key())));
        changes
    }
}

impl Pending {
    /// Raises the level.
    pub(super) fn at_least(&mut self, level: Level) -> &mut Self {
        self.change.level = self.change.level.max(level);
        self
    }
}

impl Change {
    /// What changes of one level are sorted by.
    fn key(&self) -> (&str, &str, &str) {
        (&self.subject, self.code.id, &self.message)
    }

    fn take(&mut self, effect: Effect) {
        self.level = self.level.max(effect.level());
        self.effects.push(effect);
    }

    /// The message and, in short, the effects.
    pub fn full_message(&self) -> String {
        const SHOWN: usize = 3;
        if self.effects.is_empty() || self.code.is_about_rust() {
            return self.message.clone();
        }
        let mut parts: Vec<String> = self
            .effects
            .iter()
            .take(SHOWN)
            .map(|effect| format!("{} `{}`", effect.verb(), effect.name))
            .collect();
        if let Some(more) = self.effects.len().checked_sub(SHOWN + 1) {
            parts.push(format!("and {} more", more + 1));
        }
        format!("{}; in Rust: {}", self.message, parts.join(", "))
    }
}
