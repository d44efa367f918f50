//! The operations that the metadata gives, by the conventions of OData for paths.

mod place;

use std::collections::BTreeMap;

use super::csdl::{Metadata, Navigation, RootKind, TypeRef};
use super::paths::{Does, Found, Part};
use super::select::Selection;
use crate::diagnostics::{Diagnostics, Place as At, catalogue};

/// More operations than this are too many to be compiled; where relations go around in circles there is no end of them.
const MOST: usize = 50_000;

type Method = &'static str;

/// A place that paths lead to.
#[derive(Clone, Default)]
struct Place {
    path: Vec<Part>,
    ty: TypeRef,
    /// The annotations' targets that speak of it, the nearest first.
    targets: Vec<String>,
    /// The relations on the way. Paths go along each of them once.
    on_the_way: Vec<String>,
    /// How many relations `**` may still go along.
    left: usize,
}

impl Place {
    /// The annotations' targets that speak of it; its type comes last.
    fn speaking(&self) -> Vec<String> {
        self.targets.iter().chain([&self.ty.name]).cloned().collect()
    }

    /// The place one part further on.
    fn then(&self, part: Part) -> Self {
        let mut place = self.clone();
        place.path.push(part);
        place
    }

    /// An item of the list that is here.
    fn item(&self, part: Part) -> Self {
        let mut item = self.then(part);
        item.ty.many = false;
        item
    }

    /// Whether this is what a function gives, or is related to that.
    fn is_behind_call(&self) -> bool {
        self.path.iter().any(|part| matches!(part, Part::Call(..)))
    }
}

/// What paths may do with what they have come to.
#[derive(Clone, Copy)]
struct Along {
    /// Whether it is here, not elsewhere: it can be made, changed and deleted, and paths go on.
    is_here: bool,
    /// Whether items can be selected by their keys.
    keyed: bool,
    /// Whether links to it can be made and removed.
    links: bool,
}

impl Along {
    const HERE: Self = Self { is_here: true, keyed: true, links: false };
}

/// The operations that a selection may mean, in the order of their paths.
///
/// `**` goes along so many relations, along each once a path, as long as they contain what they lead to. What others lead to is
/// read, and links to it made and removed, but paths do not go on there. Patterns that spell a path out go as far as they say.
pub(super) fn find(
    metadata: &Metadata,
    selection: &Selection,
    depth: usize,
) -> Result<Vec<Found>, Diagnostics> {
    let mut finder = Finder { metadata, selection, depth, found: BTreeMap::new() };
    for root in &metadata.roots {
        let place = |many| Place {
            path: vec![Part::Text(root.name.clone())],
            ty: TypeRef { name: root.target.clone(), many },
            targets: vec![format!("{}/{}", metadata.container, root.name)],
            on_the_way: Vec::new(),
            left: depth,
        };
        match root.kind {
            RootKind::Set => {
                finder.list(&place(true), Along::HERE);
                finder.casts(&place(true), true);
            }
            RootKind::Singleton => finder.one(&place(false), Along::HERE),
            RootKind::Import => finder.import(&root.name, &root.target),
        }
    }
    if finder.found.len() > MOST {
        return Err(catalogue::too_many_operations(At::bytes(1, 0..0), MOST).into());
    }
    let found = finder.found.into_iter();
    let found =
        found.map(|((path, method), (does, targets))| Found { method, path, does, targets });
    Ok(found.collect())
}

struct Finder<'a> {
    metadata: &'a Metadata,
    selection: &'a Selection,
    depth: usize,
    /// By path and method, what is done there, and the annotations' targets that speak of it.
    found: BTreeMap<(Vec<Part>, Method), (Does, Vec<String>)>,
}

impl Finder<'_> {
    fn add(&mut self, method: Method, place: &Place, last: Option<Part>, does: Does) {
        let path = place.path.iter().cloned().chain(last).collect();
        self.found.entry((path, method)).or_insert_with(|| {
            let is_call = matches!(does, Does::Call(_));
            let targets = if is_call { place.targets.clone() } else { place.speaking() };
            (does, targets)
        });
    }

    /// Whether the annotations of a place allow what a restriction is about; what they do not speak of is allowed.
    fn allows(&self, place: &Place, term: &str, property: &str) -> bool {
        self.metadata.allows(&place.speaking(), term, property).unwrap_or(true)
    }

    /// The values of an object that have paths of their own: those that are known for it, or that a pattern spells out.
    fn values(&mut self, place: &Place) {
        let metadata = self.metadata;
        for (owner, property) in metadata.properties(&place.ty.name) {
            let target = format!("{}/{}", owner.name, property.name);
            let mut value = place.then(Part::Text(property.name.clone()));
            let is_known = metadata.values.contains(&target);
            if !metadata.structured.contains_key(&property.ty.name)
                || !is_known && !self.selection.leads_to(&value.path)
            {
                continue;
            }
            value.ty = property.ty.clone();
            value.targets = vec![target];
            if property.ty.many {
                self.list(&value, Along { is_here: false, keyed: false, links: false });
            } else {
                self.object(&value, Along::HERE, false);
                self.values(&value);
                self.below(&value);
            }
        }
    }

    /// What navigation properties lead to from an object.
    fn below(&mut self, place: &Place) {
        let metadata = self.metadata;
        if !self.selection.goes_below(&place.path) || self.found.len() > MOST {
            return;
        }
        let left = if self.selection.ends_at(&place.path) { self.depth } else { place.left };
        for (owner, navigation) in metadata.navigation(&place.ty.name) {
            let target = format!("{}/{}", owner.name, navigation.name);
            let mut next = place.then(Part::Text(navigation.name.clone()));
            let is_spelled_out = self.selection.leads_to(&next.path);
            let is_open = navigation.has_paths && left > 0 && !place.on_the_way.contains(&target);
            if !is_spelled_out && !is_open {
                continue;
            }
            next.ty = navigation.ty.clone();
            next.left = left.saturating_sub(1);
            next.on_the_way.push(target.clone());
            next.targets = vec![target];
            self.relation(&next, navigation, is_spelled_out);
        }
    }

    fn relation(&mut self, place: &Place, navigation: &Navigation, is_spelled_out: bool) {
        let is_here = navigation.contains && (is_spelled_out || !navigation.elsewhere);
        let along = Along { is_here, keyed: navigation.keyed, links: navigation.links };
        match navigation.ty.many {
            true => self.list(place, along),
            false => self.one(place, along),
        }
        if !self.ends(place) {
            self.casts(place, is_here);
        }
    }

    /// Objects of one kind among those of several: of the kinds that are known, or that a pattern spells out.
    fn casts(&mut self, place: &Place, is_here: bool) {
        let metadata = self.metadata;
        let known = place.targets.first().and_then(|target| metadata.casts.get(target));
        for kind in metadata.kinds(&place.ty.name) {
            let part = || Part::Cast(kind.to_owned());
            let mut list = place.then(part());
            let mut item = place.item(Part::Key(place.ty.name.clone())).then(part());
            let is_spelled_out = |place: &Place| self.selection.leads_to(&place.path);
            let is_known = known.is_some_and(|known| known.iter().any(|it| it == kind));
            if !is_known && !is_spelled_out(&list) && !is_spelled_out(&item) {
                continue;
            }
            list.ty.name = kind.to_owned();
            item.ty.name = kind.to_owned();
            if !place.ty.many {
                item = list;
            } else {
                self.add("GET", &list, None, Does::List(kind.to_owned()));
                self.count(&list);
            }
            self.add("GET", &item, None, Does::Get(kind.to_owned()));
            // Objects that have a set of their own have their paths there.
            if is_here && !metadata.roots.iter().any(|root| root.target == kind) {
                self.below(&item);
            }
        }
    }
}
