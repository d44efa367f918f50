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
mod statements;
mod tape;
mod types;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{File, ImplItem, Item};

use self::printer::Printer;
use self::tape::Tape;

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

/// Prints a file by way of its syntax tree: what [`quick`] has to match.
///
/// # Errors
///
/// Tokens that are no Rust.
pub fn reference(tokens: TokenStream) -> syn::Result<String> {
    let mut tree: File = syn::parse2(tokens)?;
    space_out(&mut tree.items);
    if !tree.attrs.is_empty() {
        tree.items.insert(0, blank());
    }
    Ok(prettyplease::unparse(&tree))
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

/// Puts an empty item, which is printed as a blank line, between items that are not of one group.
fn space_out(items: &mut Vec<Item>) {
    let mut spaced: Vec<Item> = Vec::with_capacity(items.len() * 2);
    for mut item in items.drain(..) {
        match &mut item {
            Item::Impl(block) => space_out_impl(&mut block.items),
            Item::Mod(module) => {
                if let Some((_, items)) = &mut module.content {
                    space_out(items);
                }
            }
            _ => {}
        }
        if spaced
            .last()
            .is_some_and(|last| group(last) != group(&item) || group(&item) == Group::Alone)
        {
            spaced.push(blank());
        }
        spaced.push(item);
    }
    *items = spaced;
}

fn space_out_impl(items: &mut Vec<ImplItem>) {
    let mut spaced: Vec<ImplItem> = Vec::with_capacity(items.len() * 2);
    for item in items.drain(..) {
        let follows_constant = matches!(
            (spaced.last(), &item),
            (
                Some(ImplItem::Const(_) | ImplItem::Type(_)),
                ImplItem::Const(_)
            )
        );
        if !spaced.is_empty() && !follows_constant {
            spaced.push(ImplItem::Verbatim(TokenStream::new()));
        }
        spaced.push(item);
    }
    *items = spaced;
}

fn blank() -> Item {
    Item::Verbatim(TokenStream::new())
}

/// Items of one group stand together without blank lines.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Group {
    Modules,
    Uses,
    PublicUses,
    Alone,
}

fn group(item: &Item) -> Group {
    match item {
        Item::Mod(module) if module.content.is_none() => Group::Modules,
        Item::Use(item) if matches!(item.vis, syn::Visibility::Inherited) => Group::Uses,
        Item::Use(_) => Group::PublicUses,
        _ => Group::Alone,
    }
}
