//! The only maker of Rust identifiers.
//!
//! Text of the spec becomes an identifier here or nowhere: case by heck, keywords escaped, names that the emitted code
//! needs for itself refused. Whether two names of one scope collide is for [`Scope`] to say.

mod scope;
mod spelled;

use std::fmt;
use std::sync::Arc;

use heck::{ToPascalCase, ToSnakeCase};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};
pub use scope::{Clash, Scope, ScopeKind};
pub(crate) use spelled::{numbered, spelled_out};

/// Names that cannot be identifiers even with `r#`.
const NEVER_RAW: &[&str] = &["crate", "self", "super", "Self", "_"];

/// A name in Rust. Unlike a token it can be shared among threads, and copies share their text.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Ident(Arc<str>);

impl Ident {
    /// Text that is known to be an identifier, with its `r#` if it needs one.
    pub(crate) fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// The name as it stands in Rust.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq<str> for Ident {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(match self.0.strip_prefix("r#") {
            Some(text) => proc_macro2::Ident::new_raw(text, Span::call_site()),
            None => proc_macro2::Ident::new(&self.0, Span::call_site()),
        });
    }
}

/// A name that the emitted code has in any case.
pub(crate) fn fixed(name: &'static str) -> Ident {
    Ident::new(name)
}

/// What stands for a name that could not be made, which is reported, so that the next mistake can be looked for.
pub(crate) const STAND_IN: &str = "_";

/// The same as a name.
pub(crate) fn stand_in() -> Ident {
    Ident::new(STAND_IN)
}

/// `displayName` → `display_name`: a field, a method, a module, a parameter.
pub fn snake(text: &str) -> Option<Ident> {
    ident(&words(text).unwrap_or_else(|| text.to_snake_case()))
}

/// `groups.members.add` → `GroupsMembersAdd`: a type or a variant.
pub fn pascal(text: &str) -> Option<Ident> {
    let Some(words) = words(text) else { return ident(&text.to_pascal_case()) };
    let mut name = String::with_capacity(words.len());
    let mut last = '_';
    for next in words.chars() {
        let starts = last == '_';
        name.extend((next != '_').then(|| if starts { next.to_ascii_uppercase() } else { next }));
        last = next;
    }
    ident(&name)
}

/// Words in ASCII, each of which begins with a capital or behind a mark, in the form `display_name`. Most names are like that,
/// and what else there is takes longer to take apart.
fn words(text: &str) -> Option<String> {
    let mut words = String::with_capacity(text.len() + 4);
    // The last letter or mark; digits do not matter.
    let mut last = '_';
    for next in text.chars() {
        match (last, next) {
            (_, 'a'..='z' | '0'..='9') => words.push(next),
            ('_', 'A'..='Z') => words.push(next.to_ascii_lowercase()),
            ('a'..='z', 'A'..='Z') => {
                words.push('_');
                words.push(next.to_ascii_lowercase());
            }
            ('a'..='z' | 'A'..='Z', '_' | ' ' | '.' | '-') => words.push('_'),
            _ => return None,
        }
        last = match next {
            '0'..='9' => last,
            'a'..='z' | 'A'..='Z' => next,
            _ => '_',
        };
    }
    (last != '_').then_some(words)
}

/// The setter that sets a property to null: `clear_description`, and for `_1a`, which must not start with a digit, `clear_1a`.
pub fn clearing(setter: &Ident) -> Ident {
    Ident::new(format!("clear_{}", plain(setter).trim_start_matches('_')))
}

/// The setter that sets a property to a value or to null: `set_description`.
pub fn either(setter: &Ident) -> Ident {
    Ident::new(format!("set_{}", plain(setter).trim_start_matches('_')))
}

/// `Request_ResourceNotFound` → `ResourceNotFound`: an error code without the area that it comes from.
pub fn error_code(text: &str) -> Option<Ident> {
    pascal(text.split_once('_').map_or(text, |(_, rest)| rest))
}

/// The request struct of `create<Group>`: `GroupCreate`.
pub fn creation(type_name: &str) -> Option<Ident> {
    pascal(&format!("{type_name} create"))
}

/// The resource behind a path: its literal segments, as in `GroupsMembers`, and if it ends with an id, `OneOfGroups`.
pub fn resource<S: std::borrow::Borrow<str>>(literals: &[S], item: bool) -> Option<Ident> {
    let prefix = if item { "one of " } else { "" };
    pascal(&format!("{prefix}{}", literals.join(" ")))
}

/// A member's name that is given in Rust's own spelling in the spec: `display_name`.
pub fn given(text: &str) -> Option<Ident> {
    ident(text).filter(|ident| text == text.to_snake_case() && plain(ident) == text)
}

/// The same for a variant: `NotFound`.
pub fn given_variant(text: &str) -> Option<Ident> {
    ident(text).filter(|ident| text == text.to_pascal_case() && plain(ident) == text)
}

/// An identifier without its `r#`.
pub fn plain(ident: &Ident) -> String {
    ident.0.strip_prefix("r#").unwrap_or(&ident.0).to_owned()
}

/// Text that is in the right case already, as an identifier: keywords become raw, a leading digit gets an underscore.
fn ident(text: &str) -> Option<Ident> {
    if text.is_empty() || !text.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric()) {
        return None;
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(Ident::new(format!("_{text}")));
    }
    Some(match is_keyword(text) || text == "_" {
        true if NEVER_RAW.contains(&text) => Ident::new(format!("{text}_")),
        true => Ident::new(format!("r#{text}")),
        false => Ident::new(text),
    })
}

/// Whether the emitted code's edition has kept a word for itself. Of bytes, unlike of text, the compiler makes a tree of
/// decisions.
#[rustfmt::skip]
pub(crate) fn is_keyword(text: &str) -> bool {
    matches!(
        text.as_bytes(),
        b"Self" | b"abstract" | b"as" | b"async" | b"await" | b"become" | b"box" | b"break"
        | b"const" | b"continue" | b"crate" | b"do" | b"dyn" | b"else" | b"enum" | b"extern"
        | b"false" | b"final" | b"fn" | b"for" | b"gen" | b"if" | b"impl" | b"in" | b"let"
        | b"loop" | b"macro" | b"match" | b"mod" | b"move" | b"mut" | b"override" | b"priv"
        | b"pub" | b"ref" | b"return" | b"self" | b"static" | b"struct" | b"super" | b"trait"
        | b"true" | b"try" | b"type" | b"typeof" | b"unsafe" | b"unsized" | b"use" | b"virtual"
        | b"where" | b"while" | b"yield"
    )
}
