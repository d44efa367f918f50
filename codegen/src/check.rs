//! From the spec to the contract: every mini-syntax is taken apart, every name looked up, every rule of the language
//! applied.
//!
//! Nobody else reads the spec. All mistakes are reported at once; what has one becomes
//! [`Unknown`](contract::Type::Unknown) or is left out, so that nothing is reported twice and the next stage can look for
//! mistakes of its own.

mod beside;
mod delta;
mod doubts;
mod errata;
mod examples;
mod fits;
mod headers;
mod http;
mod malformed;
mod names;
mod operations;
mod options;
mod paths;
mod permissions;
mod properties;
mod references;
mod renamings;
mod requests;
mod responses;
mod routes;
mod service;
mod sides;
mod successors;
mod texts;
mod type_expr;
mod types;
mod until;
mod unused;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{At, Diagnostic, Diagnostics, Place};
use crate::parse::{Parsed, Poisoned};
use crate::{SourceFile, contract, spec};

/// Makes the contract, and reports every mistake, those of the parser included.
pub fn check(sources: &[SourceFile], parsed: &Parsed) -> (contract::Api, Diagnostics) {
    let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    for file in &parsed.spec.services {
        folders.entry(&file.folder).or_default().service = Some(parsed.spec.joined(file));
    }
    for file in &parsed.spec.resources {
        let folder = folders.entry(&file.folder).or_default();
        folder.resources.push(parsed.spec.joined(file));
    }
    let mut context = Context {
        sources,
        folder: "",
        types: BTreeMap::new(),
        secrets: BTreeMap::new(),
        seen: paths::Seen::default(),
        poisoned: &parsed.poisoned,
        known: &parsed.known,
        is_incomplete: false,
        diagnostics: parsed.diagnostics.clone(),
        doubts: doubts::Doubts::default(),
        raw: errata::Raw::default(),
    };
    let mut api = contract::Api::default();
    for (name, folder) in &mut folders {
        // What is made of the files must not depend on the order in which somebody has found them.
        folder.resources.sort_by(|a, b| a.file.stem.cmp(&b.file.stem));
        context.folder = name;
        context.secrets.clear();
        context.is_incomplete = !parsed.poisoned.is_empty();
        let service = service::service(&mut context, folder);
        api.services.extend(service);
    }
    successors::resolve(&mut context, &folders, &mut api);
    (api, context.diagnostics)
}

/// The files of one service.
#[derive(Default)]
struct Folder<'a> {
    service: Option<spec::Joined<'a, spec::Service>>,
    resources: Vec<spec::Joined<'a, spec::Resource>>,
}

/// What all of the checks need.
struct Context<'a> {
    sources: &'a [SourceFile],
    /// The service at hand.
    folder: &'a str,
    /// Its types by name.
    types: BTreeMap<&'a str, contract::TypeId>,
    /// What must not be shown at or below those that operations have named so far.
    secrets: BTreeMap<contract::TypeId, BTreeSet<String>>,
    /// Its operations so far.
    seen: paths::Seen,
    /// What the parser has reported and left out, so that nobody calls it unknown.
    poisoned: &'a Poisoned,
    /// The files that are known to be sound by themselves and beside each other.
    known: &'a BTreeSet<usize>,
    /// Whether something of the service could not be read, so that what seems unused may not be.
    is_incomplete: bool,
    diagnostics: Diagnostics,
    /// Where those mistakes are.
    doubts: doubts::Doubts,
    raw: errata::Raw<'a>,
}

impl Context<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether a file and those beside it are known to be sound, apart from what they say about others.
    fn is_known<T>(&self, file: &spec::Joined<'_, T>) -> bool {
        let beside = [file.examples.map(|it| it.source), file.errata.map(|it| it.source)];
        let mut sources = beside.into_iter().flatten().chain([file.file.source]);
        sources.all(|source| self.known.contains(&source))
    }

    /// Reports a name that nothing has, with the one that may have been meant. What the parser has left out may well have
    /// it.
    fn unknown<'n>(
        &mut self,
        diagnostic: Diagnostic,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        self.is_incomplete = true;
        if self.poisoned.hides(self.folder, name) {
            self.doubts.add(&diagnostic);
        } else {
            self.report(diagnostic.did_you_mean(name, known));
        }
    }

    /// Which of the known ones a name is; reports one that nothing has.
    fn find<'n, K: Iterator<Item = &'n str>>(
        &mut self,
        name: &str,
        known: impl Fn() -> K,
        mistake: impl FnOnce() -> Diagnostic,
    ) -> Option<usize> {
        let found = known().position(|known| known == name);
        if found.is_none() {
            self.unknown(mistake(), name, known());
        }
        found
    }

    /// Whether a mistake was reported in what stands at a place, so that what does not go with it is its effect.
    fn is_in_doubt(&mut self, place: &Place) -> bool {
        self.doubts.update(&self.diagnostics);
        self.doubts.hold(place)
    }

    /// Whether a mistake leaves open what values of these types may hold.
    fn are_in_doubt(
        &mut self,
        service: &contract::Service,
        types: impl IntoIterator<Item = contract::TypeId>,
    ) -> bool {
        self.doubts.update(&self.diagnostics);
        if !self.doubts.is_any() {
            return false;
        }
        let with_base = |id: contract::TypeId| service.bases(id).chain([id]);
        let below = service.below(types);
        let mut all = below.into_iter().flat_map(with_base);
        all.any(|id| self.is_in_doubt(&service[id].at))
    }

    /// Reports what the service does not say, unless some of what it says could not be read.
    fn report_unsaid(&mut self, diagnostic: Diagnostic) {
        if !self.is_service_partial() {
            self.report(diagnostic);
        }
    }

    /// Whether the parser has left anything out.
    fn is_partial(&self) -> bool {
        !self.poisoned.is_empty()
    }

    /// The same of what the service at hand says about itself.
    fn is_service_partial(&self) -> bool {
        let Poisoned { folders, services, .. } = self.poisoned;
        folders.contains(self.folder) || services.contains(self.folder)
    }

    /// Whether an entry may have examples that could not be read.
    fn may_have_examples(&self, entry: &str) -> bool {
        self.poisoned.shortened.contains(entry) || self.poisoned.hides(self.folder, entry)
    }

    /// The path of a file.
    fn path(&self, source: usize) -> String {
        let file = self.sources.get(source);
        file.map(|file| file.path.clone()).unwrap_or_default()
    }
}

/// A name for Rust as the spec gives it.
fn given(rust: Option<&String>, at: &At<'_>, key: &str) -> Option<contract::Given> {
    rust.map(|name| contract::Given { name: name.clone(), at: at.key(key).place() })
}
