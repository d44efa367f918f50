//! Types and functions as text: what the emitted files have, with full paths.

use proc_macro2::TokenStream;

use crate::emit::ways::Ways;
use crate::emit::{calls, functions, types};
use crate::model::{Argument, Function, Response, Type};
use crate::names::plain;
use crate::print;

/// A type.
pub(super) fn ty(ty: &Type, ways: &Ways) -> String {
    line(types::ty_in(ty, &ways.models))
}

/// What stands for a response in the types of calls.
pub(super) fn response(response: &Response, ways: &Ways) -> String {
    line(calls::response(response, &ways.models))
}

/// The arguments and the result of a function, with the names of arguments and without, since callers do not depend on
/// them.
pub(super) fn signatures(function: &Function, ways: &Ways) -> [String; 2] {
    let on = functions::on(function.on).map(line);
    let argument = |Argument { ident, takes }: &Argument| {
        let ty = line(functions::takes(takes, ways));
        (format!("{}: {ty}", plain(ident)), ty)
    };
    let (named, types): (Vec<_>, Vec<_>) = function.arguments.iter().map(argument).unzip();
    let returns = line(functions::returns(&function.returns, ways));
    [named, types].map(|arguments| {
        let all: Vec<String> = on.iter().cloned().chain(arguments).collect();
        format!("({}) -> {returns}", all.join(", "))
    })
}

/// Tokens on one line. Names that are keywords are listed without their `r#`.
fn line(tokens: TokenStream) -> String {
    print::line(tokens).replace("r#", "")
}
