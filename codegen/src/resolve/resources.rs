//! The tree of resources: what a caller walks through on the way to a call.
//!
//! Operations of any file may hang on any node. A node is defined in the module of the file that is named after its first
//! segment, or else of the first file that needs it; the methods that a file adds stand in that file's module, so that an
//! edit of one spec file changes one module.

use std::collections::BTreeMap;

use super::service::Service;
use super::{Context, Folder};
use crate::diagnostics::{Place, catalogue};
use crate::model::{self, IdField, Receiver};
use crate::names::{self, Ident, Scope, ScopeKind};
use crate::spec;

/// A literal segment of a path and the parameter that selects one item of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Step {
    pub(super) literal: String,
    pub(super) key: Option<Key>,
}

/// A parameter and the kind of identifier that it takes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Key {
    pub(super) parameter: String,
    pub(super) identifier: Ident,
}

/// How the tree tells nodes apart: segments, and whether an item of each is selected.
type Route = Vec<(String, bool)>;

/// The resources of a service.
pub(super) struct Tree {
    /// For each literal that names a file: the file's source.
    owners: BTreeMap<String, usize>,
    nodes: BTreeMap<Route, Node>,
    calls: Vec<Call>,
}

struct Node {
    ids: Vec<IdField>,
    /// The source of the file that defines it.
    owner: usize,
    place: Place,
}

struct Call {
    route: Route,
    source: usize,
    operation: usize,
    ident: Ident,
    place: Place,
    id: String,
}

impl Tree {
    pub(super) fn new(service: &Service<'_>, folder: &Folder<'_>) -> Self {
        debug_assert!(
            folder
                .service
                .is_some_and(|file| file.source == service.source)
        );
        let owners = folder
            .resources
            .iter()
            .map(|file| (file.stem.clone(), file.source))
            .collect();
        Self {
            owners,
            nodes: BTreeMap::new(),
            calls: Vec::new(),
        }
    }

    /// Hangs a call on the node at the end of some steps and gives the ids that the node holds.
    pub(super) fn add(
        &mut self,
        context: &mut Context<'_>,
        steps: &[Step],
        call: NewCall<'_>,
    ) -> Option<Vec<IdField>> {
        let mut route = Route::new();
        let mut ids = Vec::new();
        for step in steps {
            route.push((step.literal.clone(), false));
            self.node(&route, &ids, &call);
            if let Some(key) = &step.key {
                let made = names::id_field(&step.literal);
                ids.push(IdField {
                    ident: context.ident(made, &step.literal, call.place.clone())?,
                    identifier: key.identifier.clone(),
                });
                if let Some(last) = route.last_mut() {
                    last.1 = true;
                }
                self.node(&route, &ids, &call);
                self.check_identifiers(context, &route, &ids, &call);
            }
        }
        self.calls.push(Call {
            route,
            source: call.source,
            operation: call.operation,
            ident: call.ident,
            place: call.place,
            id: call.id.to_owned(),
        });
        Some(ids)
    }

    fn node(&mut self, route: &Route, ids: &[IdField], call: &NewCall<'_>) {
        let owner = route
            .first()
            .and_then(|(literal, _)| names::snake(literal))
            .and_then(|ident| self.owners.get(&names::plain(&ident)).copied());
        self.nodes.entry(route.clone()).or_insert_with(|| Node {
            ids: ids.to_vec(),
            owner: owner.unwrap_or(call.source),
            place: call.place.clone(),
        });
    }

    fn check_identifiers(
        &self,
        context: &mut Context<'_>,
        route: &Route,
        ids: &[IdField],
        call: &NewCall<'_>,
    ) {
        let Some(node) = self.nodes.get(route) else {
            return;
        };
        let (Some(first), Some(here)) = (node.ids.last(), ids.last()) else {
            return;
        };
        if first.identifier != here.identifier {
            context.report(
                crate::diagnostics::Diagnostic::new(
                    &catalogue::IDENTIFIER_CLASH,
                    call.place.clone(),
                    format!(
                        "`{}` is selected by `{}` here and by `{}` elsewhere",
                        describe(route),
                        here.identifier,
                        first.identifier
                    ),
                )
                .label("another kind of identifier")
                .related(node.place.clone(), "first used here"),
            );
        }
    }

    /// Puts resources and methods into their modules.
    pub(super) fn finish(
        self,
        context: &mut Context<'_>,
        modules: &mut [(&&spec::File<spec::Resource>, model::Module)],
    ) {
        let idents = self.name_nodes(context);
        let mut module_of: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, (file, _)) in modules.iter().enumerate() {
            module_of.insert(file.source, index);
        }
        let module_ident = |modules: &[(&&spec::File<spec::Resource>, model::Module)],
                            source: usize|
         -> Option<Ident> {
            Some(modules.get(*module_of.get(&source)?)?.1.ident.clone())
        };
        let mut scopes: BTreeMap<Route, Scope<Place>> = BTreeMap::new();
        scopes.insert(Route::new(), Scope::new(ScopeKind::Client));
        for (route, node) in &self.nodes {
            scopes.insert(route.clone(), Scope::new(ScopeKind::Resource));
            let Some(ident) = idents.get(route) else {
                continue;
            };
            let Some(index) = module_of.get(&node.owner).copied() else {
                continue;
            };
            let (parent, accessor, taken) = way_in(route, node);
            let receiver = self.receiver(&parent, &idents, node.owner, |source| {
                module_ident(modules, source)
            });
            let (Some(receiver), Some(accessor)) = (
                receiver,
                context.ident(accessor, &describe(route), node.place.clone()),
            ) else {
                continue;
            };
            if let Some(scope) = scopes.get_mut(&parent) {
                context.enter(
                    scope,
                    &accessor,
                    node.place.clone(),
                    &format!("the way to `{}`", describe(route)),
                    "a path must not hold such a segment",
                );
            }
            let kept = node.ids.len() - usize::from(taken);
            let accessor = model::Accessor {
                ident: accessor,
                docs: vec![match node.ids.last().filter(|_| taken) {
                    Some(id) => format!(
                        "One of `{}`, selected by its [`{1}`](super::{1}).",
                        describe(&parent),
                        id.identifier
                    ),
                    None => format!("The calls on `{}`.", describe(route)),
                }],
                resource: ident.clone(),
                kept: node.ids[..kept].to_vec(),
                taken: node.ids.last().filter(|_| taken).cloned(),
            };
            let module = &mut modules[index].1;
            module.resources.push(model::Resource {
                ident: ident.clone(),
                docs: vec![format!("The calls on `{}`.", describe(route))],
                ids: node.ids.clone(),
            });
            methods(module, receiver).accessors.push(accessor);
        }
        for call in &self.calls {
            let Some(scope) = scopes.get_mut(&call.route) else {
                continue;
            };
            context.enter(
                scope,
                &call.ident,
                call.place.clone(),
                &format!("the operation `{}`", call.id),
                "give the operation another verb",
            );
            let receiver = self.receiver(&call.route, &idents, call.source, |source| {
                module_ident(modules, source)
            });
            if let (Some(receiver), Some(index)) = (receiver, module_of.get(&call.source)) {
                methods(&mut modules[*index].1, receiver)
                    .calls
                    .push(call.operation);
            }
        }
    }

    fn name_nodes(&self, context: &mut Context<'_>) -> BTreeMap<Route, Ident> {
        let mut scope = Scope::new(ScopeKind::Types);
        let mut idents = BTreeMap::new();
        for (route, node) in &self.nodes {
            let literals: Vec<&str> = route.iter().map(|(literal, _)| literal.as_str()).collect();
            let item = route.last().is_some_and(|(_, item)| *item);
            let Some(ident) = context.ident(
                names::resource(&literals, item),
                &describe(route),
                node.place.clone(),
            ) else {
                continue;
            };
            if context.enter(
                &mut scope,
                &ident,
                node.place.clone(),
                &format!("the resource `{}`", describe(route)),
                "two paths differ only in case or punctuation",
            ) {
                idents.insert(route.clone(), ident);
            }
        }
        idents
    }

    /// The type that a node is, seen from a file.
    fn receiver(
        &self,
        route: &Route,
        idents: &BTreeMap<Route, Ident>,
        from: usize,
        module: impl Fn(usize) -> Option<Ident>,
    ) -> Option<Receiver> {
        if route.is_empty() {
            return Some(Receiver::Client);
        }
        let node = self.nodes.get(route)?;
        Some(Receiver::Resource {
            module: module(node.owner).filter(|_| node.owner != from),
            ident: idents.get(route)?.clone(),
        })
    }
}

/// A call to hang on a node.
pub(super) struct NewCall<'a> {
    pub(super) source: usize,
    pub(super) operation: usize,
    pub(super) ident: Ident,
    pub(super) place: Place,
    pub(super) id: &'a str,
}

/// The node before a node, the method that leads from one to the other, and whether it takes an id.
fn way_in(route: &Route, node: &Node) -> (Route, Option<Ident>, bool) {
    let mut parent = route.clone();
    match parent.last_mut() {
        Some(last) if last.1 && !node.ids.is_empty() => {
            last.1 = false;
            (parent, names::given("id"), true)
        }
        _ => {
            let literal = parent.pop().map(|(literal, _)| literal).unwrap_or_default();
            let ident = names::snake(&literal);
            (parent, ident, false)
        }
    }
}

fn methods(module: &mut model::Module, on: Receiver) -> &mut model::Methods {
    let index = match module.methods.iter().position(|methods| methods.on == on) {
        Some(index) => index,
        None => {
            module.methods.push(model::Methods {
                on,
                accessors: Vec::new(),
                calls: Vec::new(),
            });
            module.methods.len() - 1
        }
    };
    &mut module.methods[index]
}

/// A route for people: `groups/{id}/members`.
fn describe(route: &Route) -> String {
    let parts: Vec<String> = route
        .iter()
        .map(|(literal, item)| {
            if *item {
                format!("{literal}/{{id}}")
            } else {
                literal.clone()
            }
        })
        .collect();
    parts.join("/")
}
