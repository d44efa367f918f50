//! Types and functions as text: what the emitted files have, with full paths.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use crate::emit::ways::Ways;
use crate::emit::{calls, functions, types};
use crate::model::{Argument, Function, On, Response, Returns, Takes, Type};
use crate::names::{Ident, plain};
use crate::print;

/// Draws what the functions and types of a module name. The same types come again and again, so each is drawn once.
#[derive(Default)]
pub(super) struct Drawn {
    ways: Ways,
    types: BTreeMap<Type, String>,
    responses: BTreeMap<Response, String>,
    on: BTreeMap<On, String>,
    takes: BTreeMap<Takes, String>,
    returns: BTreeMap<Returns, String>,
}

impl Drawn {
    /// Goes on with another module of a service. What its functions return is named by ways of its own.
    pub(super) fn enter(&mut self, service: &Ident, module: &Ident) {
        self.ways = Ways::from_outside(service, module);
        self.returns.clear();
    }

    /// A type.
    pub(super) fn ty(&mut self, ty: &Type) -> &str {
        once(&mut self.types, ty, |ty| types::ty_in(ty, &self.ways.models))
    }

    /// What stands for a response in the types of calls.
    pub(super) fn response(&mut self, response: &Response) -> &str {
        once(&mut self.responses, response, |it| calls::response(it, &self.ways.models))
    }

    /// The arguments and the result of a function, with the names of arguments and without, since callers do not depend on
    /// them.
    pub(super) fn signatures(&mut self, function: &Function) -> [String; 2] {
        let on = once(&mut self.on, &function.on, |on| functions::on(*on).unwrap_or_default());
        let [mut named, mut types] = [(); 2].map(|()| ["(", on].concat());
        for (index, Argument { ident, takes }) in function.arguments.iter().enumerate() {
            let ty = once(&mut self.takes, takes, |it| functions::takes(it, &self.ways));
            let between = if index == 0 && on.is_empty() { "" } else { ", " };
            named.extend([between, &plain(ident), ": ", ty]);
            types.extend([between, ty]);
        }
        let returns =
            once(&mut self.returns, &function.returns, |it| functions::returns(it, &self.ways));
        [named, types].map(|arguments| arguments + ") -> " + returns)
    }
}

/// The text of what is drawn, unless it has been drawn before.
fn once<'d, T: Clone + Ord>(
    drawn: &'d mut BTreeMap<T, String>,
    it: &T,
    draw: impl FnOnce(&T) -> TokenStream,
) -> &'d str {
    if !drawn.contains_key(it) {
        drawn.insert(it.clone(), line(draw(it)));
    }
    &drawn[it]
}

/// Tokens on one line. Names that are keywords are listed without their `r#`.
fn line(tokens: TokenStream) -> String {
    print::line(tokens).replace("r#", "")
}
