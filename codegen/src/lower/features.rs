//! Features of a crate: callers compile the parts of an API that they call, with the types that these need.
//!
//! A module with operations is a feature. A type that only its operations lead to stands in it; those that several lead to
//! stand in modules of their own, one for each set of features that need them. A kind of identifier comes with what names it.

mod identifiers;

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;

use super::models;
use crate::layout;
use crate::model::{
    Api, CallBody, Enum, Feature, Features, Module, Receiver, Response, Returns, Service, Struct,
    Type, Union,
};
use crate::names::{self, Ident, Scope, ScopeKind, plain};

/// The feature that brings the others, and what none of them needs.
const ALL: &str = "all";

/// By modules that need them.
type Sets = BTreeMap<BTreeSet<Ident>, Types>;

/// Types that go together.
#[derive(Default)]
struct Types {
    structs: Vec<Struct>,
    enums: Vec<Enum>,
    unions: Vec<Union>,
}

/// Divides an API into features. Parts of several services that have the same name are one.
pub fn features(api: &mut Api) -> Vec<Feature> {
    let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for service in &mut api.services {
        for module in service.modules.iter().filter(|it| is_root(it)) {
            let others = others(module).map(name);
            needs.entry(name(&module.ident)).or_default().extend(others);
        }
        divide(service);
    }
    let all = Feature { name: ALL.to_owned(), needs: needs.keys().cloned().collect() };
    let one = |(name, needs): (String, BTreeSet<String>)| Feature {
        needs: needs.into_iter().filter(|it| *it != name).collect(),
        name,
    };
    [all].into_iter().chain(needs.into_iter().map(one)).collect()
}

/// What a module's feature is called: like the module, unless the crate has such a feature in any case.
fn name(module: &Ident) -> String {
    let name = plain(module);
    let is_taken = [ALL, "default"].contains(&&*name) || layout::PASSED_ON.contains(&&*name);
    if is_taken { name + "_api" } else { name }
}

/// Whether a module is there for its own sake.
fn is_root(module: &Module) -> bool {
    !(module.operations.is_empty() && module.methods.is_empty())
}

/// The modules that a module does not compile without, besides those of types.
fn others(module: &Module) -> impl Iterator<Item = &Ident> {
    let receivers = module.methods.iter().filter_map(|methods| match &methods.on {
        Receiver::Resource { module, .. } => module.as_ref(),
        Receiver::Client => None,
    });
    let waits = module.operations.iter().flat_map(|operation| &operation.waits);
    receivers.chain(waits.filter_map(|wait| match &wait.function.returns {
        Returns::Until { module, .. } => module.as_ref(),
        _ => None,
    }))
}

/// Puts each type where those are who need it, and says what brings each module.
fn divide(service: &mut Service) {
    let mut sets = sets(service);
    for module in service.modules.iter_mut().filter(|it| is_root(it)) {
        let own = sets.remove(&BTreeSet::from([module.ident.clone()])).unwrap_or_default();
        Types { structs: module.structs, enums: module.enums, unions: module.unions } = own;
        module.features = Features(vec![name(&module.ident)]);
    }
    service.modules.retain(|module| is_root(module) || !module.resources.is_empty());
    let mut scope = Scope::new(ScopeKind::Files);
    for module in &service.modules {
        // Names that clash are reported where they are made.
        let _ = scope.enter(&module.ident, ());
    }
    for (modules, types) in sets {
        service.modules.push(shared(&mut scope, &service.source, &modules, types));
    }
    let lists_changes = |module: &&Module| {
        module.operations.iter().any(|it| matches!(it.response, Response::Delta(_)))
    };
    let modules = service.modules.iter().filter(lists_changes);
    let features = modules.flat_map(|module| module.features.0.iter().cloned());
    service.delta_features = Features(features.collect());
    if let Some(conversions) = &mut service.conversions {
        conversions.features = Features(vec![ALL.to_owned()]);
    }
    identifiers::identifiers(service);
    for module in &mut service.modules {
        module.foreign_types = models::foreign(module);
    }
}

/// Takes the types out of their modules.
fn sets(service: &mut Service) -> Sets {
    let mut needs = needs(service);
    let mut of = |ident: &Ident| needs.remove(ident).unwrap_or_default();
    let mut sets = Sets::new();
    for module in &mut service.modules {
        for item in take(&mut module.structs) {
            sets.entry(of(&item.ident)).or_default().structs.push(item);
        }
        for item in take(&mut module.enums) {
            sets.entry(of(&item.ident)).or_default().enums.push(item);
        }
        for item in take(&mut module.unions) {
            sets.entry(of(&item.ident)).or_default().unions.push(item);
        }
    }
    sets
}

/// By type, the modules whose operations lead to it.
fn needs(service: &Service) -> BTreeMap<Ident, BTreeSet<Ident>> {
    let mut leads: BTreeMap<&Ident, Vec<&Ident>> = BTreeMap::new();
    for module in &service.modules {
        for item in &module.structs {
            let fields = item.fields.iter().filter_map(|field| field.ty.named());
            leads.insert(&item.ident, fields.collect());
        }
        for item in &module.unions {
            leads.insert(&item.ident, item.variants.iter().map(|variant| &variant.ty).collect());
        }
    }
    let mut needs: BTreeMap<Ident, BTreeSet<Ident>> = BTreeMap::new();
    for module in service.modules.iter().filter(|it| is_root(it)) {
        let mut pending: Vec<&Ident> = named(module).filter_map(Type::named).collect();
        while let Some(ty) = pending.pop() {
            if needs.entry(ty.clone()).or_default().insert(module.ident.clone()) {
                pending.extend(leads.get(ty).into_iter().flatten());
            }
        }
    }
    needs
}

/// The types that a module's operations name.
fn named(module: &Module) -> impl Iterator<Item = &Type> {
    let operations = module.operations.iter().flat_map(|operation| {
        let body = match &operation.call.body {
            CallBody::Whole(ty) => Some(ty),
            CallBody::One(required) => Some(&required.ty),
            _ => None,
        };
        let setters = operation.setters.iter().map(|setter| &setter.function);
        let functions = setters.chain([&operation.call.function]);
        let arguments = functions.flat_map(|it| &it.arguments).filter_map(|it| it.takes.ty());
        operation.response.ty().into_iter().chain(body).chain(arguments)
    });
    let fields = module.requests.iter().flat_map(|request| &request.fields);
    operations.chain(fields.map(|field| &field.ty))
}

/// A module for types that several modules need, or none. It is called like the first of them, so that the others do not
/// change when a type joins.
fn shared(scope: &mut Scope<()>, source: &str, modules: &BTreeSet<Ident>, types: Types) -> Module {
    let Types { structs, enums, unions } = types;
    let idents = structs.iter().map(|it| &it.ident);
    let idents = idents.chain(enums.iter().map(|it| &it.ident));
    let first = idents.chain(unions.iter().map(|it| &it.ident)).min();
    let word = first.map_or("types".to_owned(), Ident::to_string);
    let numbered = (2..).map(|number| format!("shared {word} {number}"));
    let mut names = [format!("shared {word}")].into_iter().chain(numbered);
    let ident = names.find_map(|name| names::snake(&name).filter(|it| scope.enter(it, ()).is_ok()));
    let (docs, features) = if modules.is_empty() {
        ("Types that no operation leads to.".to_owned(), vec![ALL.to_owned()])
    } else {
        let list: Vec<String> = modules.iter().map(|it| format!("[`{it}`](super::{it})")).collect();
        (format!("Types that {} need.", list.join(", ")), modules.iter().map(name).collect())
    };
    Module {
        features: Features(features),
        structs,
        enums,
        unions,
        ..Module::new(ident.unwrap_or_else(names::stand_in), source.to_owned(), vec![docs])
    }
}
