//! What is done at a place: lists, objects, links, streams, and what is called there.

use super::{Along, Finder, Place};
use crate::import::csdl::{Operation, Value};
use crate::import::paths::{Does, Part, part_of};

fn link() -> Option<Part> {
    Some(Part::Text("$ref".to_owned()))
}

impl<'a> Finder<'a> {
    /// A list, and its items.
    pub(super) fn list(&mut self, place: &Place, along: Along) {
        let ty = &place.ty.name;
        if self.allows(place, "ReadRestrictions", "Readable") {
            self.add("GET", place, None, Does::List(ty.clone()));
        }
        if along.is_here && self.allows(place, "InsertRestrictions", "Insertable") {
            self.add("POST", place, None, Does::Create(ty.clone()));
        }
        if self.ends(place) {
            return;
        }
        self.count(place);
        if along.is_here {
            self.calls(place);
        }
        let item = place.item(Part::Key(ty.clone()));
        if along.links {
            self.add("GET", place, link(), Does::Links(true, ty.clone()));
            self.add("POST", place, link(), Does::Add(ty.clone()));
            self.add("DELETE", &item, link(), Does::Remove);
        }
        // What links select is read at home.
        let is_keyed =
            along.keyed && self.allows(place, "NavigationRestrictions", "IndexableByKey");
        if is_keyed && (!along.links || self.selection.goes_on_from(&place.path)) {
            self.by_alternate_keys(place, along);
            self.one(&item, along);
        }
    }

    pub(super) fn count(&mut self, place: &Place) {
        // What is said of a type is about the option: Microsoft counts such lists by their paths.
        let said = self.metadata.allows(&place.targets, "CountRestrictions", "Countable");
        if said.unwrap_or(true) {
            let count = Some(Part::Text("$count".to_owned()));
            self.add("GET", place, count, Does::Count(place.ty.name.clone()));
        }
    }

    /// The items of a list by their other keys.
    fn by_alternate_keys(&mut self, place: &Place, along: Along) {
        let keys = self.metadata.bases(&place.ty.name).flat_map(|ty| ty.alternate_keys.clone());
        let Some((Part::Text(name), before)) = place.path.split_last() else { return };
        for key in keys.collect::<Vec<_>>() {
            let list = Place { path: before.to_vec(), ..place.clone() };
            let part = Part::Alternate(name.clone(), place.ty.name.clone(), key);
            self.object(&list.item(part), along, true);
        }
    }

    /// An object, and what stands by it and below.
    pub(super) fn one(&mut self, place: &Place, along: Along) {
        let ty = &place.ty.name;
        self.object(place, along, place.path.len() > 1);
        if self.ends(place) {
            return;
        }
        if along.links {
            self.add("GET", place, link(), Does::Links(false, ty.clone()));
            self.add("PUT", place, link(), Does::Set(ty.clone()));
            self.add("DELETE", place, link(), Does::Remove);
        }
        self.streams(place);
        if along.is_here {
            self.calls(place);
            self.values(place);
            self.below(place);
        }
    }

    /// Whether paths end here if no pattern spells out more: only what is next to what a function gives has a path.
    pub(super) fn ends(&self, place: &Place) -> bool {
        place.is_behind_call() && !self.selection.goes_on_from(&place.path)
    }

    pub(super) fn object(&mut self, place: &Place, along: Along, is_deletable: bool) {
        let ty = &place.ty.name;
        let is_item = matches!(place.path.last(), Some(Part::Key(_) | Part::Alternate(..)));
        let by_key = "ReadByKeyRestrictions/Readable";
        let targets = place.speaking();
        let read = |key| self.metadata.allows(&targets, "ReadRestrictions", key);
        if read(by_key).filter(|_| is_item).or_else(|| read("Readable")).unwrap_or(true) {
            self.add("GET", place, None, Does::Get(ty.clone()));
        }
        if along.is_here && self.allows(place, "UpdateRestrictions", "Updatable") {
            let said = self.metadata.capability(&targets, "UpdateRestrictions", "UpdateMethod");
            let is_whole = said.and_then(Value::text).is_some_and(|it| it.ends_with("/PUT"));
            let method = if is_whole { "PUT" } else { "PATCH" };
            self.add(method, place, None, Does::Update(ty.clone()));
        }
        if along.is_here && is_deletable && self.allows(place, "DeleteRestrictions", "Deletable") {
            self.add("DELETE", place, None, Does::Delete);
        }
    }

    /// The streams of an object: its properties that are one, and the object itself if it is one.
    fn streams(&mut self, place: &Place) {
        let (metadata, ty) = (self.metadata, &place.ty.name);
        let properties = metadata.properties(ty).into_iter().map(|(_, property)| property);
        let streams = properties
            .filter(|it| !it.ty.many && metadata.underlying(&it.ty.name) == "Edm.Stream")
            .map(|it| it.name.as_str());
        let mut names: Vec<&str> = streams.collect();
        // A property `content` is the stream that the object itself is.
        if metadata.bases(ty).any(|ty| ty.has_stream) && !names.contains(&"content") {
            names.push("$value");
        }
        for name in names {
            let stream = || Some(Part::Text(name.to_owned()));
            self.add("GET", place, stream(), Does::Read);
            self.add("PUT", place, stream(), Does::Write);
            self.add("DELETE", place, stream(), Does::Delete);
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
        let mut called = place.then(part_of(self.metadata, operation));
        called.targets = vec![operation.name.clone()];
        if operation.is_action {
            self.add("POST", &called, None, Does::Call(index));
            return;
        }
        self.add("GET", &called, None, Does::Call(index));
        let Some(returns) = operation.returns.as_ref().filter(|_| operation.composable) else {
            return;
        };
        let is_entity = self.metadata.structured.get(&returns.name).is_some_and(|ty| ty.is_entity);
        // Paths go on behind one function only, by one relation if nothing else is said, so that they end. Where the query has
        // an argument, they end there.
        let is_step = operation.parameters.iter().all(|it| self.metadata.fits_path(&it.ty))
            && operation.parameters.len() < 2
            && !place.is_behind_call();
        if is_entity && is_step && !returns.many {
            called.ty = returns.clone();
            called.left = called.left.min(1);
            self.calls(&called);
            self.below(&called);
        }
    }

    /// An operation that is bound to nothing.
    pub(super) fn import(&mut self, name: &str, target: &str) {
        for (index, operation) in self.metadata.operations.iter().enumerate() {
            if operation.name == target && operation.bound.is_none() {
                let part = match part_of(self.metadata, operation) {
                    Part::Call(_, arguments) => Part::Call(name.to_owned(), arguments),
                    other => other,
                };
                let method = if operation.is_action { "POST" } else { "GET" };
                self.add(method, &Place::default().then(part), None, Does::Call(index));
            }
        }
    }
}
