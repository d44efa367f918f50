//! From the spec to the model: every name is looked up, every mini-syntax taken apart, every rule checked.
//!
//! This is the last stage that can fail. It reports all mistakes at once and gives a model only if there are none, so
//! that what follows needs no checks of its own.

mod bodies;
mod docs;
mod errata;
mod examples;
mod http;
mod literals;
mod operations;
mod paths;
mod references;
mod resources;
mod routes;
mod service;
mod setters;
mod texts;
pub(crate) mod type_expr;
mod types;

use std::collections::BTreeMap;

pub(crate) use http::concrete_id;
pub(crate) use references::is_place;

use crate::diagnostics::{At, Code, Diagnostic, Diagnostics, Place, catalogue};
use crate::names::{self, Clash, Ident, Scope, ScopeKind};
use crate::parse::{Parsed, Poisoned};
use crate::{SourceFile, model, spec};

/// Makes the model, or reports every mistake, those of the parser included.
pub fn resolve(sources: &[SourceFile], parsed: Parsed) -> Result<model::Api, Diagnostics> {
    let mut context = Context {
        sources,
        folder: String::new(),
        service_source: 0,
        services: Scope::new(ScopeKind::Services),
        poisoned: parsed.poisoned,
        diagnostics: parsed.diagnostics,
        raw: errata::Raw::default(),
    };
    let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    for file in &parsed.spec.services {
        folders.entry(&file.folder).or_default().service = Some(file);
    }
    for file in &parsed.spec.resources {
        folders
            .entry(&file.folder)
            .or_default()
            .resources
            .push(file);
    }
    // What is made of the files must not depend on the order in which somebody has found them.
    for folder in folders.values_mut() {
        folder.resources.sort_by(|a, b| a.stem.cmp(&b.stem));
    }
    let mut api = model::Api::default();
    for (name, folder) in &folders {
        api.services
            .extend(service::service(&mut context, name, folder));
    }
    api.error_codes = service::error_codes(&mut context, &folders);
    if context.diagnostics.is_empty() {
        Ok(api)
    } else {
        Err(context.diagnostics)
    }
}

/// The files of one service.
#[derive(Default)]
struct Folder<'a> {
    service: Option<&'a spec::File<spec::Service>>,
    resources: Vec<&'a spec::File<spec::Resource>>,
}

/// What all of resolve needs.
struct Context<'a> {
    sources: &'a [SourceFile],
    /// The service at hand.
    folder: String,
    /// Its own file.
    service_source: usize,
    /// The modules of the services.
    services: Scope<Place>,
    /// What the parser has reported and left out, so that nobody calls it unknown.
    poisoned: Poisoned,
    diagnostics: Diagnostics,
    raw: errata::Raw<'a>,
}

impl Context<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports a mistake at a place, with a label and perhaps a way to mend it.
    fn mistake(
        &mut self,
        code: &'static Code,
        place: Place,
        message: impl Into<String>,
        label: &str,
        help: Option<String>,
    ) {
        let mut diagnostic = Diagnostic::new(code, place, message);
        if !label.is_empty() {
            diagnostic = diagnostic.label(label);
        }
        if let Some(help) = help {
            diagnostic = diagnostic.help(help);
        }
        self.report(diagnostic);
    }

    /// Makes an identifier of a name of the spec, or reports that it gives none.
    fn ident(&mut self, made: Option<Ident>, text: &str, place: Place) -> Option<Ident> {
        if made.is_none() {
            self.mistake(
                &catalogue::NO_IDENTIFIER,
                place,
                format!("`{text}` gives no name in Rust"),
                "only ASCII letters, digits and `_` make names",
                Some(
                    "choose another name, or give one in `rust` where the entry has that key"
                        .to_owned(),
                ),
            );
        }
        made
    }

    /// Makes the identifier of a property, an option or the like, whose entry may name it itself, and says where the name stands.
    fn member(&mut self, given: Option<&str>, name: &str, at: &At<'_>) -> Option<(Ident, Place)> {
        match given {
            Some(given) => {
                let place = at.key("rust").place();
                self.given(
                    names::given(given),
                    given,
                    "like `display_name`",
                    place.clone(),
                )
                .map(|ident| (ident, place))
            }
            None => {
                let place = at.key_place();
                self.ident(names::snake(name), name, place.clone())
                    .map(|ident| (ident, place))
            }
        }
    }

    /// Takes over a name that the spec gives, or reports that it is none.
    fn given(
        &mut self,
        made: Option<Ident>,
        given: &str,
        form: &str,
        place: Place,
    ) -> Option<Ident> {
        if made.is_none() {
            self.mistake(
                &catalogue::BAD_RUST_NAME,
                place,
                format!("`{given}` is no name as it stands in Rust"),
                &format!("must be {form}"),
                None,
            );
        }
        made
    }

    /// Enters a name into a scope, or reports what stands in its way.
    fn enter(
        &mut self,
        scope: &mut Scope<Place>,
        ident: &Ident,
        place: Place,
        what: &str,
        help: &str,
    ) -> bool {
        match scope.enter(ident, place.clone()) {
            Ok(()) => true,
            Err(Clash::Taken) => {
                self.mistake(
                    &catalogue::NAME_TAKEN,
                    place,
                    format!("{what} would be called `{ident}` in Rust, and the emitted code needs that name for itself"),
                    "gives a name that is taken",
                    Some(help.to_owned()),
                );
                false
            }
            Err(Clash::With(first)) => {
                self.report(
                    Diagnostic::new(
                        &catalogue::NAME_CLASH,
                        place,
                        format!(
                            "{what} would be called `{ident}` in Rust, and so would something else"
                        ),
                    )
                    .label("gives the same name")
                    .related(first, "first used here")
                    .help(help.to_owned()),
                );
                false
            }
        }
    }

    /// Enters the module of the service at hand.
    fn enter_service(&mut self, ident: Option<&Ident>, name: &str, place: Place) {
        let mut services = std::mem::replace(&mut self.services, Scope::new(ScopeKind::Services));
        if let Some(ident) = ident {
            self.enter(
                &mut services,
                ident,
                place,
                &format!("the service `{name}`"),
                "rename the folder",
            );
        }
        self.services = services;
    }

    /// Whether the parser has left anything out, so that what seems unused may not be.
    fn is_partial(&self) -> bool {
        !(self.poisoned.names.is_empty() && self.poisoned.folders.is_empty())
    }

    /// The same of the service at hand, apart from its entries.
    fn is_service_partial(&self) -> bool {
        self.poisoned.folders.contains(&self.folder)
    }

    /// Whether the parser has reported an entry of this name.
    fn is_poisoned(&self, name: &str) -> bool {
        self.poisoned.hides(&self.folder, name)
    }
}

/// `Did you mean …?` for a help line.
fn did_you_mean<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<String> {
    crate::diagnostics::suggest(name, candidates).map(|found| format!("did you mean `{found}`?"))
}

/// The place of an entry of a file: `operations`, then its key.
fn entry<'a>(section: &'a At<'a>, key: &'a str) -> At<'a> {
    section.key(key)
}
