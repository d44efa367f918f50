//! Documentation as attributes, which are printed as `///` and `//!`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// `///` lines for the item that follows: one attribute, since each costs more than its text.
pub(super) fn outer(lines: &[String]) -> Option<TokenStream> {
    (!lines.is_empty()).then(|| {
        let text = text(lines);
        quote! { #[doc = #text] }
    })
}

/// `//!` lines for the module around.
pub(super) fn inner(lines: &[String]) -> Option<TokenStream> {
    (!lines.is_empty()).then(|| {
        let text = text(lines);
        quote! { #![doc = #text] }
    })
}

/// Lines as one text, each with the space that stands before it in a comment.
fn text(lines: &[String]) -> Literal {
    let lines: Vec<String> = lines.iter().map(|line| spaced(line)).collect();
    let text = lines.join("\n");
    // In a raw string there is nothing to escape: its text is that of the comment.
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let raw = format!("r{hashes}\"{text}\"{hashes}").parse();
    raw.unwrap_or_else(|_| Literal::string(&text))
}

fn spaced(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}
