//! Rust source from tokens.
//!
//! The text is prettyplease's. The few forms that the emitters draw are printed straight from their tokens, in a fraction of
//! the time that parsing them takes; a file with any other form goes the long way, by its syntax tree. Tests hold the one
//! against the other.

mod attributes;
mod expressions;
mod functions;
mod imports;
mod items;
mod layout;
mod lines;
mod macros;
mod outline;
mod printer;
mod reference;
mod statements;
mod tape;
mod types;

use self::printer::Printer;
pub use self::reference::reference;
use self::tape::Tape;
use proc_macro2::TokenStream;
use quote::quote;

/// Prints what is drawn: from its tokens if there is a way, else from its syntax tree.
///
/// # Errors
///
/// Tokens that are no Rust.
pub fn print(draw: impl Fn() -> TokenStream) -> syn::Result<String> {
    quick(draw()).map_or_else(|| reference(draw()), Ok)
}

/// Prints a file straight from its tokens; none if it has a form that is not printed so.
pub fn quick(tokens: TokenStream) -> Option<String> {
    Printer::new(&Tape::new(tokens)?).file()
}

/// The lines of some statements, as they stand in a function's body.
pub(crate) fn statements(statements: &TokenStream) -> Vec<String> {
    // What cannot be printed is left for the check of the whole file to report.
    let text = print(|| quote! { async fn example() { #statements } }).unwrap_or_default();
    let mut lines: Vec<String> = text
        .lines()
        .skip(1)
        .map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned())
        .collect();
    lines.pop();
    lines
}
