//! What items name as text: what the emitted files have, with full paths.

use super::Items;
use crate::emit::{calls, functions, types};
use crate::model::{Argument, Function, On, Receiver, Response, Returns, Type};
use crate::names::Ident;
use crate::print;

/// What an item of a module names, or a part of its signature.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Part<'a> {
    Type(&'a Type),
    Response(&'a Response),
    /// The type that has methods; for those of the client its name.
    Receiver(&'a Ident, &'a Receiver),
    On(On),
    Argument(&'a Argument),
    Returns(&'a Returns),
}

impl<'a> Items<'a> {
    /// A part on one line. The same comes again and again, so each is drawn once. Names that are keywords are listed without
    /// their `r#`.
    pub(super) fn part(&mut self, part: Part<'a>) -> &str {
        let ways = &self.ways;
        self.drawn.entry(part).or_insert_with(|| {
            let tokens = match part {
                Part::Type(ty) => types::ty_in(ty, &ways.models),
                Part::Response(response) => calls::response(response, &ways.models),
                Part::Receiver(client, receiver) => functions::receiver(client, receiver, ways),
                Part::On(on) => functions::on(on).unwrap_or_default(),
                Part::Argument(argument) => functions::argument(argument, ways),
                Part::Returns(returns) => functions::returns(returns, ways),
            };
            print::line(tokens).replace("r#", "")
        })
    }

    /// The arguments of a function and what it returns.
    pub(super) fn signature(&mut self, function: &'a Function) -> String {
        let on = (function.on != On::Nothing).then_some(Part::On(function.on));
        let parts = on.into_iter().chain(function.arguments.iter().map(Part::Argument));
        let parts: Vec<String> = parts.map(|it| self.part(it).to_owned()).collect();
        format!("({}) -> {}", parts.join(", "), self.part(Part::Returns(&function.returns)))
    }
}
