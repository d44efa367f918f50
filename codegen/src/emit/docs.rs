//! Documentation as attributes, which are printed as `///` and `//!`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::names::{Ident, plain};

/// `///` lines for the item that follows: one attribute, since each costs more than its text.
pub(super) fn outer(lines: &[String]) -> Option<TokenStream> {
    (!lines.is_empty()).then(|| {
        let text = text(lines);
        quote! { #[doc = #text] }
    })
}

/// The name on the wire, where rustdoc's search would not find the item by it. Search ignores case and underscores, and
/// each attribute costs the compiler more than its text. What the compiler does not take for an alias is none.
pub(super) fn alias(ident: &Ident, wire_name: &str) -> Option<TokenStream> {
    let searched = |text: &str| text.replace('_', "").to_lowercase();
    let name = wire_name.trim_start_matches(['$', '@', '#']);
    let is_taken = !name.contains(|c: char| matches!(c, '"' | '\'') || c.is_whitespace());
    let is_found = searched(name) == searched(&plain(ident));
    (is_taken && !is_found && !name.is_empty()).then(|| quote! { #[doc(alias = #name)] })
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
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        text.push_str(if number > 0 { "\n" } else { "" });
        text.push_str(if line.is_empty() { "" } else { " " });
        text.push_str(line);
    }
    // In a raw string there is nothing to escape: its text is that of the comment.
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let raw = format!("r{hashes}\"{text}\"{hashes}").parse();
    raw.unwrap_or_else(|_| Literal::string(&text))
}

#[cfg(test)]
mod tests {
    use crate::names;

    fn alias(name: &str, rust: &'static str) -> String {
        super::alias(&names::fixed(rust), name).map(|it| it.to_string()).unwrap_or_default()
    }

    #[test]
    fn names_that_search_finds_have_no_alias() {
        for (name, rust) in [
            ("displayName", "display_name"),
            ("type", "r#type"),
            ("$orderby", "order_by"),
            ("ResultSize_Exceeded", "ResultSizeExceeded"),
        ] {
            assert_eq!(alias(name, rust), "", "{name}");
        }
    }

    #[test]
    fn other_names_are_aliases_if_the_compiler_takes_them() {
        assert_eq!(alias("previous-page", "previous_page"), r#"# [doc (alias = "previous-page")]"#);
        assert_eq!(alias("@odata.type", "odata_type"), r#"# [doc (alias = "odata.type")]"#);
        for name in ["two words", "a\"b", "it's", "$", "a\tb"] {
            assert_eq!(alias(name, "other"), "", "{name:?}");
        }
    }
}
