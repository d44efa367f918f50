//! From the contract to the model: every decision about Rust.
//!
//! Names, signatures, the layout of modules and the content of documentation are decided here and nowhere else. Names
//! that collide are the only mistakes that are left to find. What has one is lowered all the same, under a stand-in, so
//! that the next one is found too; the model is then of no use to anybody but the finder.

mod bodies;
mod call_docs;
mod conversions;
mod docs;
mod errata;
mod examples;
mod features;
mod literals;
mod markdown;
mod migration;
mod models;
mod named;
mod operations;
mod resources;
mod service;
mod setters;
mod variants;
mod waits;

pub use features::features;

use crate::diagnostics::{Diagnostic, Diagnostics, Place, catalogue};
use crate::names::{self, Clash, Ident, Scope, ScopeKind};
use crate::{contract, model};

/// Makes the model, and reports the names that cannot be.
pub fn lower(api: &contract::Api) -> (model::Api, Diagnostics) {
    let mut context = Context { diagnostics: Diagnostics::default() };
    let mut modules = Scope::new(ScopeKind::Services);
    let services =
        api.services.iter().map(|it| service::service(&mut context, &mut modules, api, it));
    let model = model::Api {
        services: services.collect(),
        error_codes: service::error_codes(&mut context, &api.services),
    };
    (model, context.diagnostics)
}

/// The mistakes so far.
struct Context {
    diagnostics: Diagnostics,
}

impl Context {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The identifier that was made of a text of the spec, or a report that it gives none and a stand-in.
    fn ident(&mut self, made: Option<Ident>, text: &str, place: &Place) -> Ident {
        made.unwrap_or_else(|| {
            self.report(catalogue::no_identifier(place.clone(), text));
            names::stand_in()
        })
    }

    /// A name that the spec gives for Rust, or a report that it is none and a stand-in. One that would be derived without it
    /// is reported too.
    fn given(
        &mut self,
        made: Option<Ident>,
        derived: Option<&Ident>,
        given: &contract::Given,
        form: &str,
    ) -> Ident {
        if made.is_some() && made.as_ref() == derived {
            self.report(catalogue::moot_name(given.at.clone(), &given.name));
        }
        made.unwrap_or_else(|| {
            self.report(catalogue::bad_rust_name(given.at.clone(), &given.name, form));
            names::stand_in()
        })
    }

    /// The identifier of a property, an option or the like, and where its name stands.
    fn member(&mut self, rust: Option<&contract::Given>, name: &str, at: &Place) -> (Ident, Place) {
        match rust {
            Some(given) => (
                self.given(
                    names::given(&given.name),
                    names::snake(name).as_ref(),
                    given,
                    "like `display_name`",
                ),
                given.at.clone(),
            ),
            None => (self.ident(names::snake(name), name, at), at.clone()),
        }
    }

    /// Enters a name into a scope, or reports what stands in its way.
    fn enter(
        &mut self,
        scope: &mut Scope<Place>,
        ident: &Ident,
        place: &Place,
        what: &dyn Fn() -> String,
        help: &str,
    ) -> bool {
        let clash = clash(scope, ident, place, what);
        let entered = clash.is_none();
        self.diagnostics.extend(clash.map(|clash| clash.help(help)));
        entered
    }
}

/// Enters a name into a scope, or says what stands in its way.
fn clash(
    scope: &mut Scope<Place>,
    ident: &Ident,
    place: &Place,
    what: &dyn Fn() -> String,
) -> Option<Diagnostic> {
    if ident.as_str() == names::STAND_IN {
        return None;
    }
    let clash = scope.enter(ident, place.clone()).err()?;
    let what = what();
    Some(match clash {
        Clash::Taken => catalogue::name_taken(place.clone(), what, ident),
        Clash::Device => catalogue::device_name(place.clone(), what, ident),
        Clash::With(first) => {
            catalogue::name_clash(place.clone(), what, ident).related(first, "first used here")
        }
    })
}

/// The identifier of a member whose name was looked at where it is defined.
fn member_ident(member: &contract::Member) -> Ident {
    match &member.rust {
        Some(given) => names::given(&given.name),
        None => names::snake(&member.name),
    }
    .unwrap_or_else(names::stand_in)
}
