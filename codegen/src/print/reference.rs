//! The long way: by the syntax tree and prettyplease.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use syn::{File, ImplItem, Item};

use super::attributes::text_of_literal;

/// Prints a file by way of its syntax tree: what [`quick`](super::quick) has to match.
///
/// # Errors
///
/// Tokens that are no Rust.
pub fn reference(tokens: TokenStream) -> syn::Result<String> {
    let mut tree: File = syn::parse2(line_by_line(tokens))?;
    space_out(&mut tree.items);
    if !tree.attrs.is_empty() {
        tree.items.insert(0, blank());
    }
    Ok(prettyplease::unparse(&tree))
}

/// Parts documentation of several lines, of which prettyplease would make one block.
fn line_by_line(tokens: TokenStream) -> TokenStream {
    let mut out: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let TokenTree::Group(group) = token else {
            out.push(token);
            continue;
        };
        let Some(lines) = lines_of(&group) else {
            let inner = line_by_line(group.stream());
            out.push(Group::new(group.delimiter(), inner).into());
            continue;
        };
        // `#` or `#!`, which stand before each line then.
        let is_mark = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if matches!(punct.as_char(), '#' | '!'));
        let start = out
            .iter()
            .rposition(|token| !is_mark(token))
            .map_or(0, |at| at + 1);
        let marks = out.split_off(start);
        for line in lines {
            let line = Literal::string(&line);
            let attribute = Group::new(Delimiter::Bracket, quote::quote! { doc = #line });
            out.extend(marks.iter().cloned());
            out.push(attribute.into());
        }
    }
    out.into_iter().collect()
}

/// The lines in `[doc = "…"]`, if there are several.
fn lines_of(group: &Group) -> Option<Vec<String>> {
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    let [
        TokenTree::Ident(name),
        TokenTree::Punct(_),
        TokenTree::Literal(text),
    ] = &inner[..]
    else {
        return None;
    };
    let text = text.to_string();
    let text = text_of_literal(&text)?;
    (name == "doc" && text.contains('\n')).then(|| text.split('\n').map(str::to_owned).collect())
}

/// Puts an empty item, which is printed as a blank line, between items that are not of one kind.
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
            .is_some_and(|last| kind(last) != kind(&item) || kind(&item) == Kind::Alone)
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

/// Items of one kind stand together without blank lines.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Modules,
    Uses,
    PublicUses,
    Alone,
}

fn kind(item: &Item) -> Kind {
    match item {
        Item::Mod(module) if module.content.is_none() => Kind::Modules,
        Item::Use(item) if matches!(item.vis, syn::Visibility::Inherited) => Kind::Uses,
        Item::Use(_) => Kind::PublicUses,
        _ => Kind::Alone,
    }
}
