//! The tree of resources: what a caller walks through on the way to a call.
//!
//! Operations of any file may hang on any node. A node is defined in the module of the file that is named after its first
//! segment, or else of the first file that needs it; the methods that a file adds stand in that file's module, so that an
//! edit of one spec file changes one module.

use std::collections::BTreeMap;

use super::Context;
use super::named::Service;
use crate::contract::Operation;
use crate::diagnostics::{Place, catalogue};
use crate::model::{self, Receiver};
use crate::names::{self, Ident, Scope, ScopeKind};

/// How the tree tells nodes apart: segments, and whether an item of each is selected.
type Way<'a> = Vec<(&'a str, bool)>;

/// The resources of a service.
pub(super) struct Tree<'a> {
    service: &'a Service<'a>,
    /// For each name of a file its index.
    files: BTreeMap<&'a str, usize>,
    nodes: BTreeMap<Way<'a>, Node>,
    calls: Vec<(Way<'a>, NewCall<'a>)>,
}

struct Node {
    /// What selects the object here, or the last one on the way.
    key: Option<Ident>,
    /// The index of the file that defines it.
    owner: usize,
    place: Place,
}

/// A call to hang on a node.
pub(super) struct NewCall<'a> {
    /// The index of its file.
    pub(super) file: usize,
    /// Its index among the operations of the module.
    pub(super) index: usize,
    pub(super) ident: Ident,
    pub(super) operation: &'a Operation,
}

impl<'a> Tree<'a> {
    pub(super) fn new(service: &'a Service<'a>) -> Self {
        let files = service.contract.files.iter().enumerate();
        Self {
            service,
            files: files.map(|(index, file)| (file.name.as_str(), index)).collect(),
            nodes: BTreeMap::new(),
            calls: Vec::new(),
        }
    }

    /// Hangs a call on the node at the end of its way.
    pub(super) fn add(&mut self, context: &mut Context, call: NewCall<'a>) {
        let mut way = Way::new();
        let mut key = None;
        for step in &call.operation.steps {
            way.push((step.literal.as_str(), false));
            self.node(context, &way, key.as_ref(), &call);
            if let Some(kind) = step.key {
                key = Some(self.service.identifier(kind));
                if let Some(last) = way.last_mut() {
                    last.1 = true;
                }
                self.node(context, &way, key.as_ref(), &call);
            }
        }
        self.calls.push((way, call));
    }

    /// A node on the way to a call; what selects it must be the same on every way that leads there.
    fn node(
        &mut self,
        context: &mut Context,
        way: &Way<'a>,
        key: Option<&Ident>,
        call: &NewCall<'_>,
    ) {
        let at = &call.operation.at;
        let first = way.first().and_then(|(literal, _)| names::snake(literal));
        let owner = first.and_then(|ident| self.files.get(names::plain(&ident).as_str()).copied());
        let node = self.nodes.entry(way.clone()).or_insert_with(|| Node {
            key: key.cloned(),
            owner: owner.unwrap_or(call.file),
            place: at.clone(),
        });
        if let (Some(first), Some(here)) = (&node.key, key)
            && first != here
        {
            let clash = catalogue::identifier_clash(at.clone(), describe(way), here, first);
            context.report(clash.related(node.place.clone(), "first used here"));
        }
    }

    /// Puts resources and methods into their modules. Gives the operations that each resource leads to.
    pub(super) fn finish(
        self,
        context: &mut Context,
        modules: &mut [model::Module],
    ) -> BTreeMap<Ident, Vec<String>> {
        let idents = self.name_nodes(context);
        let mut scopes: BTreeMap<&[(&str, bool)], Scope<Place>> = BTreeMap::new();
        scopes.insert(&[], Scope::new(ScopeKind::Client));
        for (way, node) in &self.nodes {
            scopes.insert(way, Scope::new(ScopeKind::Resource));
            let accessor = self.accessor(context, way, node, &idents[way]);
            let parent = parent(way);
            if let Some(scope) = scopes.get_mut(parent.as_slice()) {
                let what = || format!("the way to `{}`", describe(way));
                let help = "a path must not hold such a segment";
                context.enter(scope, &accessor.function.ident, &node.place, &what, help);
            }
            let receiver = self.receiver(&parent, &idents, node.owner, modules);
            modules[node.owner].resources.push(model::Resource {
                ident: accessor.resource.clone(),
                docs: vec![format!("The calls on `{}`.", describe(way))],
            });
            methods(&mut modules[node.owner], receiver).accessors.push(accessor);
        }
        for (way, call) in &self.calls {
            if let Some(scope) = scopes.get_mut(way.as_slice()) {
                let (at, id) = (&call.operation.at, &call.operation.id);
                let what = || format!("the operation `{id}`");
                context.enter(scope, &call.ident, at, &what, "give the operation another verb");
            }
            let receiver = self.receiver(way, &idents, call.file, modules);
            methods(&mut modules[call.file], receiver).calls.push(call.index);
        }
        self.behind(&idents)
    }

    /// By resource, the operations that it leads to: the nearest first.
    fn behind(&self, idents: &BTreeMap<Way<'_>, Ident>) -> BTreeMap<Ident, Vec<String>> {
        let mut calls: Vec<_> = self.calls.iter().collect();
        calls.sort_by(|(way, _), (other, _)| way.cmp(other));
        let mut behind: BTreeMap<Ident, Vec<String>> = BTreeMap::new();
        for (way, call) in calls {
            let mut way = way.clone();
            while let Some(ident) = idents.get(&way) {
                behind.entry(ident.clone()).or_default().push(call.operation.id.clone());
                way = parent(&way);
            }
        }
        behind
    }

    fn name_nodes(&self, context: &mut Context) -> BTreeMap<Way<'a>, Ident> {
        let mut scope = Scope::new(ScopeKind::Types);
        let mut name = |(way, node): (&Way<'a>, &Node)| {
            let made = names::resource(&self.words(way), is_item(way));
            let ident = context.ident(made, &describe(way), &node.place);
            let what = || format!("the resource `{}`", describe(way));
            let help = "two paths differ only in case or punctuation";
            context.enter(&mut scope, &ident, &node.place, &what, help);
            (way.clone(), ident)
        };
        self.nodes.iter().map(&mut name).collect()
    }

    /// The segments of a way, with what tells it apart from another that selects no item where it does.
    fn words(&self, way: &Way<'_>) -> Vec<String> {
        let mut words = Vec::new();
        for (index, (literal, is_item)) in way.iter().enumerate() {
            let is_last = index + 1 == way.len();
            let without = || {
                let mut other = way.clone();
                other[index].1 = false;
                self.nodes.contains_key(&other)
            };
            let prefix = if *is_item && !is_last && without() { "one of " } else { "" };
            words.push(format!("{prefix}{literal}"));
        }
        words
    }

    /// The method that leads to a node from the one before.
    fn accessor(
        &self,
        context: &mut Context,
        way: &Way<'_>,
        node: &Node,
        resource: &Ident,
    ) -> model::Accessor {
        let taken = node.key.as_ref().filter(|_| is_item(way));
        let made = match taken {
            Some(_) => Some(names::fixed("id")),
            None => way.last().and_then(|(literal, _)| names::snake(literal)),
        };
        let docs = match taken {
            Some(id) => format!(
                "One of `{}`, selected by its [`{1}`](super::{1}).",
                describe(&parent(way)),
                id
            ),
            None => format!("The calls on `{}`.", describe(way)),
        };
        let argument = taken.map(|id| model::Argument {
            ident: names::fixed("id"),
            takes: model::Takes::Identifier(id.clone()),
        });
        model::Accessor {
            function: model::Function {
                ident: context.ident(made, &describe(way), &node.place),
                docs: vec![docs],
                on: model::On::Reference,
                arguments: argument.into_iter().collect(),
                returns: model::Returns::Resource(resource.clone()),
            },
            resource: resource.clone(),
            taken: taken.cloned(),
        }
    }

    /// The type that a node is, seen from a file.
    fn receiver(
        &self,
        way: &Way<'_>,
        idents: &BTreeMap<Way<'_>, Ident>,
        from: usize,
        modules: &[model::Module],
    ) -> Receiver {
        match self.nodes.get(way) {
            Some(node) => Receiver::Resource {
                module: (node.owner != from).then(|| modules[node.owner].ident.clone()),
                ident: idents[way].clone(),
            },
            None => Receiver::Client,
        }
    }
}

/// Whether a way ends with one item of a list.
fn is_item(way: &Way<'_>) -> bool {
    way.last().is_some_and(|(_, item)| *item)
}

/// The way to the node before.
fn parent<'a>(way: &Way<'a>) -> Way<'a> {
    let mut parent = way.clone();
    match parent.last_mut() {
        Some((_, item)) if *item => *item = false,
        _ => _ = parent.pop(),
    }
    parent
}

fn methods(module: &mut model::Module, on: Receiver) -> &mut model::Methods {
    let found = module.methods.iter().position(|methods| methods.on == on);
    let index = found.unwrap_or_else(|| {
        module.methods.push(model::Methods { on, accessors: Vec::new(), calls: Vec::new() });
        module.methods.len() - 1
    });
    &mut module.methods[index]
}

/// A way for people: `groups/{id}/members`.
fn describe(way: &[(&str, bool)]) -> String {
    let part = |(literal, item): &(&str, bool)| match item {
        true => format!("{literal}/{{id}}"),
        false => (*literal).to_owned(),
    };
    way.iter().map(part).collect::<Vec<_>>().join("/")
}
