//! What differs between two surfaces of the Rust API.

use std::collections::BTreeMap;

use super::Level;
use super::aspects::Event;
use crate::surface::Item;

/// What happens to an item of the Rust API.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Effect {
    /// What happens.
    pub kind: EffectKind,
    /// The item without its signature.
    pub name: String,
    /// What the item was; empty if it is new.
    pub before: String,
    /// What it is; empty if it is gone.
    pub after: String,
}

/// What happens to an item.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum EffectKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its signature is another.
    Changed,
}

/// An effect, and what of the specs the item comes from.
pub(super) struct Found {
    pub(super) effect: Effect,
    pub(super) about: Vec<String>,
}

impl Effect {
    /// How much it matters to callers.
    pub fn level(&self) -> Level {
        match self.kind {
            EffectKind::Added => Level::Minor,
            EffectKind::Removed | EffectKind::Changed => Level::Major,
        }
    }

    /// What happens, as to a fact.
    pub(super) fn event(&self) -> Event {
        match self.kind {
            EffectKind::Added => Event::Added,
            EffectKind::Removed => Event::Removed,
            EffectKind::Changed => Event::Changed,
        }
    }

    /// What it does to the item.
    pub fn verb(&self) -> &'static str {
        match self.kind {
            EffectKind::Added => "adds",
            EffectKind::Removed => "removes",
            EffectKind::Changed => "changes",
        }
    }

    /// The item as `API.txt` has it, in the newer form if it has two.
    pub fn line(&self) -> String {
        match self.kind {
            EffectKind::Removed => self.before.clone(),
            _ => self.after.clone(),
        }
    }
}

/// Items that only one side has, and items that callers see in another form.
pub(super) fn between(base: &[Item], head: &[Item]) -> Vec<Found> {
    let (base, head) = (by_name(base), by_name(head));
    let mut found = Vec::new();
    for (name, old) in &base {
        match head.get(name) {
            None => found.push(self::found(EffectKind::Removed, name, Some(old), None)),
            Some(new) if old.binding != new.binding => {
                found.push(self::found(EffectKind::Changed, name, Some(old), Some(new)))
            }
            Some(_) => {}
        }
    }
    for (name, new) in head.iter().filter(|(name, _)| !base.contains_key(*name)) {
        found.push(self::found(EffectKind::Added, name, None, Some(new)));
    }
    found
}

fn by_name(items: &[Item]) -> BTreeMap<String, &Item> {
    items.iter().map(|item| (item.name.clone(), item)).collect()
}

fn found(kind: EffectKind, name: &str, old: Option<&Item>, new: Option<&Item>) -> Found {
    let line = |item: Option<&Item>| item.map(|item| item.line.clone()).unwrap_or_default();
    let about = old
        .into_iter()
        .chain(new)
        .flat_map(|item| item.about.iter().cloned())
        .collect();
    Found {
        effect: Effect {
            kind,
            name: name.to_owned(),
            before: line(old),
            after: line(new),
        },
        about,
    }
}
