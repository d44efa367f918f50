//! The operations that the metadata gives, by the conventions of OData for paths.

use std::collections::BTreeSet;

use super::csdl::{Metadata, Navigation, Operation, RootKind, TypeRef};
use super::select::{Seen, Selection};

/// A part of a path.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Part {
    /// A set, a singleton, a property, `$count`.
    Text(String),
    /// The key of an item, of a type.
    Key(String),
    /// An item by another key: the set, the type, and the properties.
    Alternate(String, String, Vec<String>),
    /// A cast to a type.
    Cast(String),
    /// An action or a function: its name as it stands in the path, and its arguments with their types.
    Call(String, Vec<(String, TypeRef)>),
}

impl Part {
    fn seen(&self) -> Seen {
        match self {
            Self::Text(text) | Self::Cast(text) => Seen::Text(text.clone(), Vec::new()),
            Self::Key(_) => Seen::Value,
            Self::Alternate(set, _, names) => Seen::Text(set.clone(), names.clone()),
            Self::Call(name, arguments) => {
                Seen::Text(name.clone(), arguments.iter().map(|(name, _)| name.clone()).collect())
            }
        }
    }
}

/// What an operation does.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Does {
    /// Reads a list of a type.
    List(String),
    /// Reads one of a type.
    Get(String),
    Create(String),
    Update(String),
    Delete,
    Count(String),
    /// Reads the links of a relation, many or one, to a type.
    Links(bool, String),
    /// Adds a link of a relation that leads to many, or sets the one.
    Add(String),
    Set(String),
    Remove,
    /// A stream.
    Read,
    Write,
    /// An action or a function, by its index.
    Call(usize),
}

/// An operation of a path.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) method: &'static str,
    pub(super) path: Vec<Part>,
    pub(super) does: Does,
    /// The annotations' targets that speak of it, the nearest first.
    pub(super) targets: Vec<String>,
}

impl Found {
    /// The path as patterns see it.
    pub(super) fn seen(&self) -> Vec<Seen> {
        self.path.iter().map(Part::seen).collect()
    }

    /// The first part of the path, whose file it stands in.
    pub(super) fn root(&self) -> &str {
        match self.path.first() {
            Some(Part::Text(name) | Part::Alternate(name, ..) | Part::Call(name, _)) => name,
            _ => "",
        }
    }
}

/// A place that paths lead to.
#[derive(Clone)]
struct Place {
    path: Vec<Part>,
    ty: TypeRef,
    targets: Vec<String>,
    /// The types of the objects on the way, so that it does not go around a circle.
    on_the_way: Vec<String>,
    /// How many relations `**` may still go along.
    left: usize,
}

impl Place {
    /// The path as patterns see it.
    fn seen(&self) -> Vec<Seen> {
        self.path.iter().map(Part::seen).collect()
    }
}

/// The operations that a selection may mean, in the order of their paths.
///
/// `**` goes along so many relations, not around a circle, and not on from objects that have a set of their own, where their
/// paths begin anew. Patterns that spell a path out go as far as they say.
pub(super) fn find(metadata: &Metadata, selection: &Selection, depth: usize) -> Vec<Found> {
    let sets = metadata.roots.iter().filter(|root| root.kind == RootKind::Set);
    let mut finder = Finder {
        metadata,
        selection,
        depth,
        sets: sets.map(|root| root.target.as_str()).collect(),
        found: Vec::new(),
        seen: BTreeSet::new(),
    };
    for root in &metadata.roots {
        let target = format!("{}/{}", metadata.container, root.name);
        let place = |many| Place {
            path: vec![Part::Text(root.name.clone())],
            ty: TypeRef { name: root.target.clone(), many },
            targets: vec![target.clone()],
            on_the_way: vec![root.target.clone()],
            left: depth,
        };
        match root.kind {
            RootKind::Set => finder.set(&root.name, &place(true)),
            RootKind::Singleton => finder.singleton(&place(false)),
            RootKind::Import => finder.import(&root.name, &root.target),
        }
    }
    let mut found = finder.found;
    found.sort_by(|a, b| (&a.path, a.method).cmp(&(&b.path, b.method)));
    found
}

struct Finder<'a> {
    metadata: &'a Metadata,
    selection: &'a Selection,
    depth: usize,
    /// The types that have a set of their own.
    sets: BTreeSet<&'a str>,
    found: Vec<Found>,
    seen: BTreeSet<(&'static str, Vec<Part>)>,
}

const CAPABILITIES: &str = "Org.OData.Capabilities.V1.";

impl<'a> Finder<'a> {
    fn add(&mut self, method: &'static str, place: &Place, last: Option<Part>, does: Does) {
        let path: Vec<Part> = place.path.iter().cloned().chain(last).collect();
        if self.seen.insert((method, path.clone())) {
            self.found.push(Found { method, path, does, targets: place.targets.clone() });
        }
    }

    /// Whether the annotations of a place allow what a restriction is about; what they do not speak of is allowed.
    fn allows(&self, place: &Place, term: &str, property: &str) -> bool {
        let term = format!("{CAPABILITIES}{term}");
        let said = place.targets.iter().find_map(|it| self.metadata.allows(it, &term, property));
        said.unwrap_or(true)
    }

    fn set(&mut self, name: &str, place: &Place) {
        self.collection(place, true);
        let keys = self.metadata.bases(&place.ty.name).flat_map(|ty| ty.alternate_keys.clone());
        for key in keys.collect::<Vec<_>>() {
            let mut path = place.path.clone();
            path.pop();
            path.push(Part::Alternate(name.to_owned(), place.ty.name.clone(), key));
            let item = self.item_of(place, path);
            self.single(&item, true);
        }
    }

    fn item_of(&self, place: &Place, path: Vec<Part>) -> Place {
        let ty = TypeRef { name: place.ty.name.clone(), many: false };
        Place { path, ty, ..place.clone() }
    }

    /// A list that is here, not elsewhere: its items can be made, changed and deleted.
    fn collection(&mut self, place: &Place, goes_on: bool) {
        let ty = &place.ty.name;
        if self.allows(place, "ReadRestrictions", "Readable") {
            self.add("GET", place, None, Does::List(ty.clone()));
        }
        if self.allows(place, "InsertRestrictions", "Insertable") {
            self.add("POST", place, None, Does::Create(ty.clone()));
        }
        if self.allows(place, "CountRestrictions", "Countable") {
            self.add("GET", place, Some(Part::Text("$count".to_owned())), Does::Count(ty.clone()));
        }
        self.calls(place);
        if self.allows(place, "NavigationRestrictions", "IndexableByKey") {
            let mut path = place.path.clone();
            path.push(Part::Key(ty.clone()));
            let item = self.item_of(place, path);
            self.single(&item, true);
            if goes_on {
                self.below(&item);
            }
        }
    }

    fn singleton(&mut self, place: &Place) {
        self.single(place, false);
        self.below(place);
    }

    /// One object that is here: an item of a list, or the only one.
    fn single(&mut self, place: &Place, deletable: bool) {
        let ty = &place.ty.name;
        if self.allows(place, "ReadRestrictions", "Readable") {
            self.add("GET", place, None, Does::Get(ty.clone()));
        }
        if self.allows(place, "UpdateRestrictions", "Updatable") {
            self.add("PATCH", place, None, Does::Update(ty.clone()));
        }
        if deletable && self.allows(place, "DeleteRestrictions", "Deletable") {
            self.add("DELETE", place, None, Does::Delete);
        }
        let metadata = self.metadata;
        if metadata.bases(ty).any(|ty| ty.has_stream) {
            self.stream(place, "$value");
        }
        for (_, property) in metadata.properties(ty) {
            if metadata.underlying(&property.ty.name) == "Edm.Stream" && !property.ty.many {
                self.stream(place, &property.name);
            }
        }
        self.calls(place);
    }

    fn stream(&mut self, place: &Place, name: &str) {
        for (method, does) in [("GET", Does::Read), ("PUT", Does::Write), ("DELETE", Does::Delete)]
        {
            self.add(method, place, Some(Part::Text(name.to_owned())), does);
        }
    }

    /// What navigation properties lead to from an object.
    fn below(&mut self, place: &Place) {
        let metadata = self.metadata;
        let seen = place.seen();
        if !self.selection.goes_below(&seen) {
            return;
        }
        let left = if self.selection.ends_at(&seen) { self.depth } else { place.left };
        for (owner, navigation) in metadata.navigation(&place.ty.name) {
            let target = format!("{}/{}", owner.name, navigation.name);
            let name = Seen::Text(navigation.name.clone(), Vec::new());
            let is_spelled_out = self.selection.leads_to(&[seen.as_slice(), &[name]].concat());
            if is_spelled_out || left > 0 {
                self.relation(&Place { left, ..place.clone() }, navigation, target);
            }
        }
    }

    fn relation(&mut self, from: &Place, navigation: &Navigation, target: String) {
        let mut place = from.clone();
        place.path.push(Part::Text(navigation.name.clone()));
        place.ty = navigation.ty.clone();
        // From here on only patterns that spell the path out lead on.
        let comes_again = from.on_the_way.iter().any(|ty| self.metadata.is_a(ty, &place.ty.name));
        let begins_anew = self.sets.contains(place.ty.name.as_str());
        place.left = if comes_again || begins_anew { 0 } else { from.left.saturating_sub(1) };
        place.on_the_way.push(place.ty.name.clone());
        place.targets = vec![target];
        match (navigation.contains, navigation.ty.many) {
            (true, true) => self.collection(&place, true),
            (true, false) => {
                self.single(&place, true);
                self.below(&place);
            }
            (false, many) => self.reference(&place, many),
        }
    }

    /// A relation to objects that are elsewhere: they are read here, and links to them are made and removed.
    fn reference(&mut self, place: &Place, many: bool) {
        let ty = place.ty.name.clone();
        let link = || Some(Part::Text("$ref".to_owned()));
        let is_referenceable = self.allows(place, "NavigationRestrictions", "Referenceable");
        if many {
            self.add("GET", place, None, Does::List(ty.clone()));
            if self.allows(place, "CountRestrictions", "Countable") {
                let count = Some(Part::Text("$count".to_owned()));
                self.add("GET", place, count, Does::Count(ty.clone()));
            }
            let mut item = place.clone();
            item.path.push(Part::Key(ty.clone()));
            self.casts(place, &item);
            if is_referenceable {
                self.add("GET", place, link(), Does::Links(true, ty.clone()));
                self.add("POST", place, link(), Does::Add(ty.clone()));
                self.add("DELETE", &item, link(), Does::Remove);
            }
            self.add("GET", &item, None, Does::Get(ty));
        } else {
            self.add("GET", place, None, Does::Get(ty.clone()));
            if is_referenceable {
                self.add("GET", place, link(), Does::Links(false, ty.clone()));
                self.add("PUT", place, link(), Does::Set(ty));
                self.add("DELETE", place, link(), Does::Remove);
            }
        }
    }

    /// Objects of one kind among those of several. Of the kinds, `**` means those that have a set of their own.
    fn casts(&mut self, place: &Place, item: &Place) {
        let metadata = self.metadata;
        for kind in metadata.kinds(&place.ty.name) {
            let mut cast = place.clone();
            cast.path.push(Part::Cast(kind.to_owned()));
            if !self.sets.contains(kind) && !self.selection.leads_to(&cast.seen()) {
                continue;
            }
            self.add("GET", &cast, None, Does::List(kind.to_owned()));
            let count = Some(Part::Text("$count".to_owned()));
            self.add("GET", &cast, count, Does::Count(kind.to_owned()));
            self.add("GET", item, Some(Part::Cast(kind.to_owned())), Does::Get(kind.to_owned()));
        }
    }

    /// The actions and functions that are bound to what is here.
    fn calls(&mut self, place: &Place) {
        let metadata = self.metadata;
        for index in metadata.bound_to(&place.ty) {
            if let Some(operation) = metadata.operations.get(index) {
                self.call(place, index, operation);
            }
        }
    }

    fn call(&mut self, place: &Place, index: usize, operation: &'a Operation) {
        let part = part_of(self.metadata, operation);
        let mut called = place.clone();
        called.path.push(part);
        called.targets = vec![operation.name.clone()];
        if operation.is_action {
            self.add("POST", &called, None, Does::Call(index));
            return;
        }
        // Lists and objects as arguments have no place in a path.
        let is_plain = |ty: &TypeRef| !ty.many && !self.metadata.structured.contains_key(&ty.name);
        if !operation.parameters.iter().all(|it| is_plain(&it.ty)) {
            return;
        }
        self.add("GET", &called, None, Does::Call(index));
        let Some(returns) = operation.returns.as_ref().filter(|_| operation.composable) else {
            return;
        };
        let is_entity = self.metadata.structured.get(&returns.name).is_some_and(|ty| ty.is_entity);
        // Paths go on behind one function only, so that they end.
        let is_step = operation.parameters.len() < 2;
        if is_entity
            && is_step
            && !returns.many
            && !place.path.iter().any(|it| matches!(it, Part::Call(..)))
        {
            called.ty = returns.clone();
            self.calls(&called);
            self.below(&called);
        }
    }

    /// An operation that is bound to nothing.
    fn import(&mut self, name: &str, target: &str) {
        let place = Place {
            path: Vec::new(),
            ty: TypeRef::default(),
            targets: Vec::new(),
            on_the_way: Vec::new(),
            left: 0,
        };
        for (index, operation) in self.metadata.operations.iter().enumerate() {
            if operation.name == target && operation.bound.is_none() {
                let mut called = place.clone();
                called.path.push(match part_of(self.metadata, operation) {
                    Part::Call(_, arguments) => Part::Call(name.to_owned(), arguments),
                    other => other,
                });
                let method = if operation.is_action { "POST" } else { "GET" };
                self.add(method, &called, None, Does::Call(index));
            }
        }
    }
}

/// An operation as a part of a path: by its bare name in the service's own namespace, else in full.
fn part_of(metadata: &Metadata, operation: &Operation) -> Part {
    let bare = operation.name.strip_prefix(&metadata.namespace).and_then(|it| it.strip_prefix('.'));
    let bare = bare.filter(|name| !name.contains('.')).unwrap_or(&operation.name);
    let arguments = operation.parameters.iter().filter(|_| !operation.is_action);
    Part::Call(bare.to_owned(), arguments.map(|it| (it.name.clone(), it.ty.clone())).collect())
}
