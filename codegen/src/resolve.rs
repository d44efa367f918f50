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
mod references;
mod resources;
mod service;
mod setters;
mod texts;
mod type_expr;
mod types;

use std::collections::BTreeMap;

pub(crate) use http::concrete_id;
use proc_macro2::Ident;

use crate::diagnostics::{At, Code, Diagnostic, Diagnostics, Place, catalogue};
use crate::names::{Clash, Scope};
use crate::parse::{Parsed, Poisoned};
use crate::{SourceFile, model, spec};

/// Makes the model, or reports every mistake, those of the parser included.
pub fn resolve(sources: &[SourceFile], parsed: Parsed) -> Result<model::Api, Diagnostics> {
    let mut context = Context {
        sources,
        folder: String::new(),
        service_source: 0,
        poisoned: parsed.poisoned,
        diagnostics: parsed.diagnostics,
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
    /// What the parser has reported and left out, so that nobody calls it unknown.
    poisoned: Poisoned,
    diagnostics: Diagnostics,
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
                Some("give one in `rust`, or choose another name".to_owned()),
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
                        format!("two of them would be called `{ident}` in Rust"),
                    )
                    .label("gives the same name")
                    .related(first, "first used here")
                    .help(help.to_owned()),
                );
                false
            }
        }
    }

    /// Whether the parser has left anything out, so that what seems unused may not be.
    fn is_partial(&self) -> bool {
        !(self.poisoned.names.is_empty() && self.poisoned.folders.is_empty())
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
