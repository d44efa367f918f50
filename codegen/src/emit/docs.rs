//! Documentation as attributes, which are printed as `///` and `//!`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// `///` lines for the item that follows.
pub(super) fn outer(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| text(line));
    quote! { #(#[doc = #lines])* }
}

/// `//!` lines for the module around.
pub(super) fn inner(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| text(line));
    quote! { #(#![doc = #lines])* }
}

/// A line with the space that stands before it in a comment.
fn text(line: &str) -> Literal {
    if line.is_empty() {
        return Literal::string("");
    }
    // A tenth of the time that emitting takes would go into looking for what to escape, where nearly nothing is.
    let is_plain = line
        .bytes()
        .all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\'));
    let plain = is_plain.then(|| format!("\" {line}\"").parse().ok());
    plain
        .flatten()
        .unwrap_or_else(|| Literal::string(&format!(" {line}")))
}
