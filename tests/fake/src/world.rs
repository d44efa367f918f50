//! The contract of the served services, and what is worked out of it once: routes, collections, and what one service's
//! names are in another's.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use codegen::SourceFile;
use codegen::contract::{
    Api, Body, BodySource, Entry, Kind, Operation, Property, Returns, Service, Type, TypeId,
};

use crate::lens::Lens;
use crate::plan::{self, Plan};
use crate::routes::Routes;

const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/spec.rs"));

/// Everything that does not change while a tenant lives.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) api: Api,
    /// For each service the one whose names its objects have.
    pub(crate) homes: Vec<usize>,
    /// For each service how its names become those of its home.
    pub(crate) lenses: Vec<Lens>,
    /// For each home the types of its collections by their paths.
    pub(crate) collections: Vec<BTreeMap<String, TypeId>>,
    /// The types whose objects can be restored after they were deleted.
    pub(crate) restorable: Vec<Arc<str>>,
    /// The services of which nothing tells what can be filtered and sorted: metadata does not.
    pub(crate) unmarked: Vec<bool>,
    pub(crate) routes: Routes,
}

/// One operation as it is served.
#[derive(Debug)]
pub(crate) struct Route {
    /// The service that has it.
    pub(crate) service: usize,
    file: usize,
    entry: usize,
    operation: usize,
    pub(crate) plan: Plan,
}

impl World {
    /// The services that are built in.
    pub(crate) fn built_in() -> Arc<Self> {
        static WORLD: OnceLock<Arc<World>> = OnceLock::new();
        let made = WORLD.get_or_init(|| {
            let sources: Vec<SourceFile> = BUILT_IN
                .iter()
                .map(|(path, text)| SourceFile { path: (*path).into(), text: (*text).into() })
                .collect();
            // A spec with mistakes does not come this far: it is what the client is made from.
            Arc::new(Self::read(&sources).unwrap_or_else(|_| Self::of(Api::default())))
        });
        made.clone()
    }

    /// The services of a spec.
    ///
    /// # Errors
    ///
    /// Every mistake in it, for people.
    pub(crate) fn read(sources: &[SourceFile]) -> Result<Self, String> {
        let parsed = codegen::parse::parse(sources);
        let (api, mistakes) = codegen::check::check(sources, &parsed);
        if mistakes.is_empty() {
            Ok(Self::of(api))
        } else {
            Err(mistakes.render_human(sources, false))
        }
    }

    fn of(api: Api) -> Self {
        let homes: Vec<usize> = (0..api.services.len()).map(|index| home(&api, index)).collect();
        let pairs = homes.iter().enumerate();
        let lenses = pairs
            .map(|(index, home)| {
                Lens::new(&api.services[index], &api.services[*home], index == *home)
            })
            .collect();
        let collections = api.services.iter().map(plan::collections).collect();
        let is_marked = |property: &Property| property.filter.is_some() || property.sort.is_some();
        let unmarked = api
            .services
            .iter()
            .map(|service| !service.types.iter().flat_map(|it| &it.properties).any(is_marked));
        let mut world = Self {
            unmarked: unmarked.collect(),
            api,
            homes,
            lenses,
            collections,
            restorable: Vec::new(),
            routes: Routes::default(),
        };
        world.restorable = world.find_restorable();
        world.routes = Routes::new(&world);
        world
    }

    /// Types of which deleted objects can be listed.
    fn find_restorable(&self) -> Vec<Arc<str>> {
        let mut found = Vec::new();
        for (index, service) in self.api.services.iter().enumerate() {
            let lists = service
                .operations()
                .filter(|(_, _, operation)| plan::is_of_deleted(&plan::literals(operation)));
            let types = lists.filter_map(|(_, entry, _)| entry.returns.listed()?.named());
            found.extend(
                types.filter(|id| service[*id].kind == Kind::Object).map(|id| self.kind(index, id)),
            );
        }
        found.sort();
        found.dedup();
        found
    }

    /// Every operation as a route, in the order of the spec.
    pub(crate) fn plans(&self) -> Vec<Route> {
        let mut routes = Vec::new();
        for (service, contract) in self.api.services.iter().enumerate() {
            for (file, of_file) in contract.files.iter().enumerate() {
                for (entry, of_entry) in of_file.entries.iter().enumerate() {
                    for (operation, of_operation) in of_entry.operations.iter().enumerate() {
                        let plan = plan::plan(self, service, of_entry, of_operation);
                        routes.push(Route { service, file, entry, operation, plan });
                    }
                }
            }
        }
        routes
    }

    pub(crate) fn service(&self, route: &Route) -> &Service {
        &self.api.services[route.service]
    }

    pub(crate) fn entry(&self, route: &Route) -> &Entry {
        &self.service(route).files[route.file].entries[route.entry]
    }

    pub(crate) fn operation(&self, route: &Route) -> &Operation {
        &self.entry(route).operations[route.operation]
    }

    /// What the store calls objects of a type of a service.
    pub(crate) fn kind(&self, service: usize, id: TypeId) -> Arc<str> {
        self.lenses[service].kind(id)
    }

    /// The type of a service that objects of the store have there.
    pub(crate) fn type_of(&self, service: usize, kind: &str) -> Option<TypeId> {
        self.lenses[service].type_of(kind)
    }

    /// The property that holds the identifier of objects of a kind. Imported specs do not mark it.
    pub(crate) fn key(&self, service: usize, kind: &str) -> Option<String> {
        let home = self.homes[service];
        let (ty, service) = (self.type_of(home, kind)?, &self.api.services[home]);
        let marked = service.key(ty).map(|(property, _)| property);
        let property = marked.or_else(|| service.property(ty, "id"))?;
        Some(property.member.name.clone())
    }

    /// The kinds of the store whose objects are of a type of a service.
    pub(crate) fn kinds_of(&self, service: usize, ty: TypeId) -> Vec<Arc<str>> {
        let home = self.homes[service];
        let name = self.kind(service, ty);
        let Some(id) = self.type_of(home, &name) else { return vec![name] };
        let derived = self.api.services[home][id].derived.iter().map(|it| self.kind(home, *it));
        std::iter::once(name).chain(derived).collect()
    }
}

fn home(api: &Api, index: usize) -> usize {
    let mut at = index;
    for _ in 0..api.services.len() {
        let successor = api.services[at].successor.as_ref();
        let next = successor
            .and_then(|it| api.services.iter().position(|service| service.name == it.name));
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// What a created or changed object is of.
pub(crate) fn body_type(body: Option<&Body>) -> Option<TypeId> {
    match body?.source {
        BodySource::Create(id) | BodySource::Update(id) | BodySource::Whole(id) => Some(id),
        BodySource::Link | BodySource::Bytes | BodySource::Inline | BodySource::Unknown => None,
    }
}

/// The object type that a success holds.
pub(crate) fn returned_type(returns: &Returns) -> Option<TypeId> {
    match returns.ty()? {
        Type::Named(id) => Some(*id),
        Type::List(item) => item.named(),
        Type::Builtin(_) | Type::Unknown => None,
    }
}
