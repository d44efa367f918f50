//! The tenant: objects by id, relations between them, a clock and a source of ids.
//!
//! Objects have the names of the services' successor. Clones share everything until one of them changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use directory_graph::DateTime;
use serde_json::{Map, Value};

/// An object's identifier.
pub type Id = Arc<str>;

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Its type: `Group`.
    pub kind: Arc<str>,
    /// Its properties. What only an older service knows stands under `service.property`.
    pub properties: Map<String, Value>,
    /// When it was deleted, if it can be restored.
    pub deleted: Option<String>,
}

impl Object {
    /// A text.
    pub fn text(&self, property: &str) -> Option<&str> {
        self.properties.get(property)?.as_str()
    }
}

type Set = BTreeSet<Id>;
type Edges = BTreeMap<Arc<str>, BTreeMap<Id, Arc<Set>>>;

/// The state of a tenant.
#[derive(Clone, Debug)]
pub struct State {
    objects: Arc<BTreeMap<Id, Arc<Object>>>,
    kinds: Arc<BTreeMap<Arc<str>, Set>>,
    deleted: Arc<BTreeMap<Arc<str>, Set>>,
    forward: Arc<Edges>,
    backward: Arc<Edges>,
    /// The tenant's own identifier.
    pub tenant: Id,
    /// The signed-in user.
    pub me: Option<Id>,
    /// Facts that behaviours keep, by a name of their own choice.
    pub notes: Arc<BTreeMap<String, Value>>,
    changes: Arc<BTreeMap<u64, Id>>,
    changed: Arc<BTreeMap<Id, u64>>,
    remembered: Arc<BTreeMap<u64, Self>>,
    seed: u64,
    drawn: u64,
    now: Duration,
    version: u64,
}

/// Relations that are another one read backwards.
const INVERSES: &[(&str, &str)] =
    &[("memberOf", "members"), ("directReports", "manager"), ("ownedObjects", "owners")];

impl State {
    /// An empty tenant. The same seed gives the same identifiers.
    pub fn new(seed: u64) -> Self {
        let mut state = Self {
            objects: Arc::default(),
            kinds: Arc::default(),
            deleted: Arc::default(),
            forward: Arc::default(),
            backward: Arc::default(),
            tenant: Id::from(""),
            me: None,
            notes: Arc::default(),
            changes: Arc::default(),
            changed: Arc::default(),
            remembered: Arc::default(),
            seed,
            drawn: 0,
            // 2026-01-01T00:00:00Z
            now: Duration::from_secs(1_767_225_600),
            version: 0,
        };
        state.tenant = state.new_id();
        state
    }

    /// The next identifier: a GUID.
    pub fn new_id(&mut self) -> Id {
        let (high, low) = (self.random(), self.random());
        let (a, b, c) = (high >> 32, (high >> 16) & 0xffff, high & 0x0fff);
        let (d, e) = ((low >> 48) & 0x3fff | 0x8000, low & 0xffff_ffff_ffff);
        format!("{a:08x}-{b:04x}-4{c:03x}-{d:04x}-{e:012x}").into()
    }

    /// The next number: SplitMix64.
    pub fn random(&mut self) -> u64 {
        self.drawn += 1;
        let mut z = self.seed.wrapping_add(self.drawn.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// The time since 1970.
    pub fn clock(&self) -> Duration {
        self.now
    }

    /// The time as services write it.
    pub fn now(&self) -> String {
        written(self.now)
    }

    /// Moves the clock.
    pub fn advance(&mut self, time: Duration) {
        self.now = self.now.saturating_add(time);
    }

    /// A number that grows with each change.
    pub fn version(&self) -> u64 {
        self.version
    }

    fn touch(&mut self, id: &Id) {
        self.version += 1;
        let before = Arc::make_mut(&mut self.changed).insert(id.clone(), self.version);
        let changes = Arc::make_mut(&mut self.changes);
        if let Some(before) = before {
            changes.remove(&before);
        }
        changes.insert(self.version, id.clone());
    }

    /// What has changed after a version, each object once, the oldest change first; removed ones among them.
    pub fn changed_after(&self, version: u64) -> impl Iterator<Item = &Id> {
        self.changes.range(version + 1..).map(|(_, id)| id)
    }

    /// Keeps the state as it is, under its version.
    pub fn remember(&mut self) -> u64 {
        if !self.remembered.contains_key(&self.version) {
            let copy = Self { remembered: Arc::default(), ..self.clone() };
            Arc::make_mut(&mut self.remembered).insert(self.version, copy);
        }
        self.version
    }

    /// The state as it was at a version that was remembered.
    pub fn remembered(&self, version: u64) -> Option<&Self> {
        self.remembered.get(&version)
    }

    /// An object that has not been deleted.
    pub fn object(&self, id: &str) -> Option<&Object> {
        self.any(id).filter(|object| object.deleted.is_none())
    }

    /// An object that has been deleted and can be restored.
    pub fn deleted(&self, id: &str) -> Option<&Object> {
        self.any(id).filter(|object| object.deleted.is_some())
    }

    /// An object, deleted or not.
    pub fn any(&self, id: &str) -> Option<&Object> {
        self.objects.get(id).map(|object| &**object)
    }

    /// An object, deleted or not, and its identifier as the store has it.
    pub(crate) fn entry(&self, id: &str) -> Option<(&Id, &Object)> {
        self.objects.get_key_value(id).map(|(id, object)| (id, &**object))
    }

    /// The identifier as the store has it.
    pub fn id(&self, id: &str) -> Option<Id> {
        self.objects.get_key_value(id).map(|(id, _)| id.clone())
    }

    /// The objects of a type that have not been deleted, in the order of their identifiers.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Id> {
        self.kinds.get(kind).into_iter().flatten()
    }

    /// The objects of a type that can be restored.
    pub fn deleted_of_kind(&self, kind: &str) -> impl Iterator<Item = &Id> {
        self.deleted.get(kind).into_iter().flatten()
    }

    /// How many objects of a type have not been deleted.
    pub fn count(&self, kind: &str) -> usize {
        self.kinds.get(kind).map_or(0, BTreeSet::len)
    }

    /// The types that have objects, deleted ones included.
    pub fn kinds(&self) -> impl Iterator<Item = &Arc<str>> {
        let names: BTreeSet<_> = self.kinds.keys().chain(self.deleted.keys()).collect();
        names.into_iter()
    }

    /// The first object of a type with this text in a property, in any case of letters.
    pub fn find(&self, kind: &str, property: &str, text: &str) -> Option<&Id> {
        self.of_kind(kind).find(|id| {
            let found = self.object(id).and_then(|object| object.text(property));
            found.is_some_and(|found| found.eq_ignore_ascii_case(text))
        })
    }

    /// Puts an object in, in place of one of the same identifier.
    pub fn insert(&mut self, id: &str, object: Object) -> Id {
        let id = self.id(id).unwrap_or_else(|| Id::from(id));
        self.touch(&id);
        self.unindex(&id);
        self.index(&id, &object);
        Arc::make_mut(&mut self.objects).insert(id.clone(), Arc::new(object));
        id
    }

    /// The properties of an object, to be changed.
    pub fn change(&mut self, id: &str) -> Option<&mut Map<String, Value>> {
        let id = self.id(id)?;
        self.touch(&id);
        let object = Arc::make_mut(&mut self.objects).get_mut(&id)?;
        Some(&mut Arc::make_mut(object).properties)
    }

    /// Deletes an object so that it can be restored. Its relations stay, and do not show.
    pub fn delete(&mut self, id: &str) {
        let now = self.now();
        self.mark(id, Some(now));
    }

    /// Brings a deleted object back.
    pub fn restore(&mut self, id: &str) {
        self.mark(id, None);
    }

    fn mark(&mut self, id: &str, deleted: Option<String>) {
        if let Some(mut object) = self.any(id).cloned() {
            object.deleted = deleted;
            self.insert(id, object);
        }
    }

    /// Removes an object and its relations for good.
    pub fn remove(&mut self, id: &str) {
        let Some(id) = self.id(id) else { return };
        self.touch(&id);
        self.unindex(&id);
        Arc::make_mut(&mut self.objects).remove(&id);
        let relations: Vec<Arc<str>> =
            self.forward.keys().chain(self.backward.keys()).cloned().collect();
        for relation in relations {
            for other in set(&self.forward, &relation, &id).cloned().collect::<Vec<_>>() {
                self.unlink(&relation, &id, &other);
            }
            for other in set(&self.backward, &relation, &id).cloned().collect::<Vec<_>>() {
                self.unlink(&relation, &other, &id);
            }
        }
    }

    fn index(&mut self, id: &Id, object: &Object) {
        let index = if object.deleted.is_some() { &mut self.deleted } else { &mut self.kinds };
        Arc::make_mut(index).entry(object.kind.clone()).or_default().insert(id.clone());
    }

    fn unindex(&mut self, id: &Id) {
        let Some(object) = self.objects.get(id) else { return };
        let index = if object.deleted.is_some() { &mut self.deleted } else { &mut self.kinds };
        if let Some(set) = Arc::make_mut(index).get_mut(&object.kind) {
            set.remove(id);
        }
    }

    /// Adds a relation; says whether it is new. `memberOf` is `members` read backwards, and so on.
    pub fn link(&mut self, relation: &str, from: &Id, to: &Id) -> bool {
        self.touch(from);
        let (relation, from, to) = forwards(relation, from, to);
        add(&mut self.forward, relation, from, to) && add(&mut self.backward, relation, to, from)
    }

    /// Removes a relation; says whether there was one.
    pub fn unlink(&mut self, relation: &str, from: &Id, to: &Id) -> bool {
        self.touch(from);
        let (relation, from, to) = forwards(relation, from, to);
        take(&mut self.forward, relation, from, to) && take(&mut self.backward, relation, to, from)
    }

    /// The objects that a relation leads to from one, deleted ones left out. `transitive…` goes all the way.
    pub fn related(&self, relation: &str, from: &str) -> Vec<Id> {
        if let Some(direct) = relation.strip_prefix("transitive").map(lower_first) {
            return self.reached(&direct, from);
        }
        let (edges, relation) = match inverse(relation) {
            Some(relation) => (&self.backward, relation),
            None => (&self.forward, relation),
        };
        let all = set(edges, relation, from);
        all.filter(|id| self.object(id).is_some()).cloned().collect()
    }

    /// Whether a relation leads from one object to another.
    pub fn is_related(&self, relation: &str, from: &str, to: &str) -> bool {
        match inverse(relation) {
            Some(relation) => set_of(&self.backward, relation, from),
            None => set_of(&self.forward, relation, from),
        }
        .is_some_and(|set| set.contains(to))
    }

    /// Every relation of an object, forwards, with the objects that it leads to.
    pub fn relations(&self, from: &str) -> impl Iterator<Item = (&Arc<str>, &Set)> {
        self.forward
            .iter()
            .filter_map(move |(relation, edges)| Some((relation, &**edges.get(from)?)))
    }

    fn reached(&self, relation: &str, from: &str) -> Vec<Id> {
        let mut found = Set::new();
        let mut pending = self.related(relation, from);
        while let Some(id) = pending.pop() {
            if !found.contains(&id) {
                pending.extend(self.related(relation, &id));
                found.insert(id);
            }
        }
        found.remove(from);
        found.into_iter().collect()
    }
}

/// A time since 1970 as services write it.
pub(crate) fn written(time: Duration) -> String {
    let whole = Duration::from_secs(time.as_secs());
    let time = SystemTime::UNIX_EPOCH.checked_add(whole).unwrap_or(SystemTime::UNIX_EPOCH);
    DateTime::from(time).to_string()
}

fn inverse(relation: &str) -> Option<&'static str> {
    INVERSES.iter().find(|(name, _)| *name == relation).map(|(_, relation)| *relation)
}

fn forwards<'a>(relation: &'a str, from: &'a Id, to: &'a Id) -> (&'a str, &'a Id, &'a Id) {
    match inverse(relation) {
        Some(relation) => (relation, to, from),
        None => (relation, from, to),
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}

fn set_of<'a>(edges: &'a Edges, relation: &str, from: &str) -> Option<&'a Set> {
    edges.get(relation)?.get(from).map(|set| &**set)
}

fn set<'a>(edges: &'a Edges, relation: &str, from: &str) -> impl Iterator<Item = &'a Id> {
    set_of(edges, relation, from).into_iter().flatten()
}

fn add(edges: &mut Arc<Edges>, relation: &str, from: &Id, to: &Id) -> bool {
    let edges = Arc::make_mut(edges).entry(Arc::from(relation)).or_default();
    Arc::make_mut(edges.entry(from.clone()).or_default()).insert(to.clone())
}

fn take(edges: &mut Arc<Edges>, relation: &str, from: &Id, to: &Id) -> bool {
    let Some(edges) = Arc::make_mut(edges).get_mut(relation) else { return false };
    let Some(set) = edges.get_mut(from) else { return false };
    let is_there = Arc::make_mut(set).remove(to);
    if set.is_empty() {
        edges.remove(from);
    }
    is_there
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_begins_in_2026_and_knows_leap_years() {
        let mut state = State::new(1);
        assert_eq!(state.now(), "2026-01-01T00:00:00Z");
        state.advance(Duration::from_secs(789 * 86_400 + 86_399));
        assert_eq!(state.now(), "2028-02-29T23:59:59Z");
        state.advance(Duration::MAX);
        assert_eq!(state.now(), "1970-01-01T00:00:00Z");
    }
}
