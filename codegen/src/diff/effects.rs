//! What differs between two surfaces of the Rust API.

use std::collections::{BTreeMap, BTreeSet};

use super::Level;
use super::aspects::Event;
use crate::surface::Item;

/// What happens to an item of the Rust API.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Effect {
    /// The item without its signature.
    pub name: String,
    /// What the item was, as `API.txt` has it; none if it is new.
    pub before: Option<String>,
    /// What it is; none if it is gone.
    pub after: Option<String>,
    /// The entries of the specs that the item comes from.
    pub(super) about: Vec<String>,
}

impl Effect {
    /// How much it matters to callers.
    pub fn level(&self) -> Level {
        match self.event() {
            Event::Added => Level::Minor,
            _ => Level::Major,
        }
    }

    pub(super) fn event(&self) -> Event {
        match (&self.before, &self.after) {
            (None, _) => Event::Added,
            (_, None) => Event::Removed,
            _ => Event::Changed,
        }
    }

    /// What it does to the item.
    pub fn verb(&self) -> &'static str {
        match self.event() {
            Event::Added => "adds",
            Event::Removed => "removes",
            _ => "changes",
        }
    }

    /// It as lines of a textual difference.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        let before = self.before.iter().map(|line| format!("- {line}"));
        before.chain(self.after.iter().map(|line| format!("+ {line}")))
    }
}

/// Items that only one side has, and items that callers see in another form.
pub(super) fn between(base: &[Item], head: &[Item]) -> Vec<Effect> {
    let by_name = |items| -> BTreeMap<&str, &Item> {
        let items: std::slice::Iter<'_, Item> = items;
        items.map(|item| (item.name.as_str(), item)).collect()
    };
    let (base, head) = (by_name(base.iter()), by_name(head.iter()));
    let names: BTreeSet<&str> = base.keys().chain(head.keys()).copied().collect();
    let effect = |name: &str| {
        let (old, new) = (base.get(name), head.get(name));
        let is_same = old.map(|it| &it.binding) == new.map(|it| &it.binding);
        let sides = old.into_iter().chain(new);
        (!is_same).then(|| Effect {
            name: name.to_owned(),
            before: old.map(|it| it.line.clone()),
            after: new.map(|it| it.line.clone()),
            about: sides.flat_map(|it| it.about.iter().cloned()).collect(),
        })
    };
    names.into_iter().filter_map(effect).collect()
}
