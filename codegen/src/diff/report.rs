//! Collecting changes, and telling which effect on the Rust API comes from which of them.

use std::collections::BTreeMap;

use super::codes::{self, Code};
use super::effects::{Effect, Found};
use super::{Change, EffectKind, Level};
use crate::surface::Topic;

/// The changes so far.
#[derive(Default)]
pub(super) struct Report {
    changes: Vec<Pending>,
}

/// A change that does not know its effects yet.
pub(super) struct Pending {
    change: Change,
    claims: Vec<Topic>,
}

impl Report {
    /// Notes a change.
    pub(super) fn add(
        &mut self,
        code: &'static Code,
        subject: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Pending {
        let change = Change {
            level: code.level,
            code,
            subject: subject.into(),
            message: message.into(),
            effects: Vec::new(),
        };
        self.changes.push(Pending {
            change,
            claims: Vec::new(),
        });
        let last = self.changes.len() - 1;
        &mut self.changes[last]
    }

    /// Gives each effect to the change that comes closest to explaining it, lets effects raise levels, and sorts.
    pub(super) fn join(mut self, effects: Vec<Found>) -> Vec<Change> {
        let mut claimed: BTreeMap<Topic, usize> = BTreeMap::new();
        for (index, pending) in self.changes.iter_mut().enumerate() {
            for topic in pending.claims.drain(..) {
                claimed.entry(topic).or_insert(index);
            }
        }
        for Found { effect, about } in effects {
            match about.iter().find_map(|topic| claimed.get(topic)) {
                Some(index) => self.changes[*index].change.take(effect),
                None => {
                    let (code, message) = unexplained(&effect);
                    let subject = effect.name.clone();
                    self.add(code, subject, message).change.take(effect);
                }
            }
        }
        let mut changes: Vec<Change> = self
            .changes
            .into_iter()
            .map(|pending| pending.change)
            .collect();
        changes.sort_by(|a, b| (b.level, a.key()).cmp(&(a.level, b.key())));
        changes
    }
}

impl Pending {
    /// Says that effects on what comes from these entries come from this change.
    pub(super) fn claims(&mut self, topics: impl IntoIterator<Item = Topic>) -> &mut Self {
        self.claims.extend(topics);
        self
    }

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
        if self.effects.is_empty() || codes::is_about_rust(self.code) {
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

/// An effect that no change of the contract accounts for is told for its own sake, so that none is lost.
fn unexplained(effect: &Effect) -> (&'static Code, String) {
    match effect.kind {
        EffectKind::Added => (
            &codes::RUST_ITEM_ADDED,
            format!("`{}` is new", effect.line()),
        ),
        EffectKind::Removed => (
            &codes::RUST_ITEM_REMOVED,
            format!("`{}` is gone", effect.line()),
        ),
        EffectKind::Changed => (
            &codes::RUST_ITEM_CHANGED,
            format!("was `{}` and is `{}`", effect.before, effect.after),
        ),
    }
}

/// A text on one line, cut if it is long.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 80;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{}…”", line[..end].trim_end()),
        None => format!("“{line}”"),
    }
}
