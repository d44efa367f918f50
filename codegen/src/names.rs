//! The only maker of Rust identifiers.
//!
//! Text of the spec becomes an identifier here or nowhere: case by heck, keywords escaped, names that the emitted code
//! needs for itself refused. Whether two names of one scope collide is for [`Scope`] to say.

mod spelled;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use heck::{ToPascalCase, ToSnakeCase};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};
pub(crate) use spelled::{numbered, spelled_out};

/// The words that the emitted code's edition has kept for itself, sorted.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Names that cannot be identifiers even with `r#`.
const NEVER_RAW: &[&str] = &["crate", "self", "super", "Self", "_"];

/// Types that the emitted code names without a path, so that a type of the spec must not take their place.
const TAKEN_TYPES: &[&str] = &[
    // The type parameter for the mode of a client.
    "M",
    // std's prelude
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Some",
    "String",
    "Sync",
    "ToString",
    "Vec",
];

/// Methods that every call has, so that a setter must not take their place.
const TAKEN_SETTERS: &[&str] = &[
    "build",
    "call",
    "clone",
    "from_now",
    "into_future",
    "items",
    "minimal",
    "pages",
    "send",
    "since",
    "until_done",
    "until_readable",
];

/// Methods that every resource has, and those that the prelude prefers to methods by reference.
const TAKEN_ON_RESOURCES: &[&str] = &["clone", "into", "try_into"];

/// Methods that a client has apart from the entry points of its service.
const TAKEN_ON_CLIENTS: &[&str] = &["batch", "builder", "clone", "endpoint", "into", "try_into"];

/// Types that stand beside the identifiers of a service.
const TAKEN_BESIDE_IDENTIFIERS: &[&str] = &["Client", "Cloud"];

/// Modules that stand beside those of a service's files, or that the emitted code names without a path.
const TAKEN_MODULES: &[&str] = &[
    "blocking",
    "conversions",
    "directory_graph_runtime",
    "http",
    "models",
    "r#mod",
    "runtime",
    "serde",
    "serde_json",
    "std",
];

/// Modules that stand beside those of the services, in the emitted code or where the crate shows it to callers.
const TAKEN_BESIDE_SERVICES: &[&str] = &[
    "api",
    "directory_graph_runtime",
    "error_code",
    "guide",
    "http",
    "r#mod",
    "runtime",
    "transport",
];

/// Devices of Windows, whose names neither a file nor a folder can have there; ports have a number besides.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];
const PORTS: &[&str] = &["com", "lpt"];

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

/// What a scope holds, which decides the names that are taken from the start.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ScopeKind {
    /// The types of one service.
    Types,
    /// The kinds of identifiers of a service.
    Identifiers,
    /// The modules of a service's files, which are folders.
    Files,
    /// The modules of the properties that queries may name.
    Modules,
    /// The modules of the services, which are folders.
    Services,
    /// The fields of a struct.
    Fields,
    /// The variants of an enum.
    Variants,
    /// The setters of a call.
    Setters,
    /// The methods of a resource.
    Resource,
    /// The methods of a client.
    Client,
    /// Anything else without names of its own.
    Plain,
}

/// The names of one scope and what each was made from.
#[derive(Debug)]
pub struct Scope<T> {
    kind: ScopeKind,
    names: BTreeMap<String, T>,
}

/// Why a name cannot be used in a scope.
#[derive(Debug, Eq, PartialEq)]
pub enum Clash<T> {
    /// The emitted code needs the name for itself.
    Taken,
    /// No folder can have the name on Windows.
    Device,
    /// Something else of the spec has the same name in Rust.
    With(T),
}

impl<T: Clone> Scope<T> {
    /// An empty scope.
    pub fn new(kind: ScopeKind) -> Self {
        Self { kind, names: BTreeMap::new() }
    }

    /// Enters a name, or says what stands in its way.
    pub fn enter(&mut self, ident: &Ident, from: T) -> Result<(), Clash<T>> {
        let name = ident.to_string();
        let taken: &[&str] = match self.kind {
            ScopeKind::Types => TAKEN_TYPES,
            ScopeKind::Identifiers => &[TAKEN_TYPES, TAKEN_BESIDE_IDENTIFIERS].concat(),
            ScopeKind::Files | ScopeKind::Modules => TAKEN_MODULES,
            ScopeKind::Services => TAKEN_BESIDE_SERVICES,
            ScopeKind::Fields => &["extra"],
            ScopeKind::Variants => &["Other", "Self"],
            ScopeKind::Setters => TAKEN_SETTERS,
            ScopeKind::Resource => TAKEN_ON_RESOURCES,
            ScopeKind::Client => TAKEN_ON_CLIENTS,
            ScopeKind::Plain => &[],
        };
        let reserved = self.kind == ScopeKind::Setters && name.starts_with("with_");
        if reserved || taken.contains(&name.as_str()) {
            return Err(Clash::Taken);
        }
        let is_folder = matches!(self.kind, ScopeKind::Files | ScopeKind::Services);
        if is_folder && is_device(&name) {
            return Err(Clash::Device);
        }
        match self.names.get(&name) {
            Some(first) => Err(Clash::With(first.clone())),
            None => {
                self.names.insert(name, from);
                Ok(())
            }
        }
    }
}

/// A name that the emitted code has in any case.
pub(crate) fn fixed(name: &'static str) -> Ident {
    Ident::new(name)
}

fn is_device(name: &str) -> bool {
    match name.strip_suffix(|c| ('1'..='9').contains(&c)) {
        Some(port) => PORTS.contains(&port),
        None => DEVICES.contains(&name),
    }
}

/// What stands for a name that could not be made, which is reported, so that the next mistake can be looked for.
pub(crate) fn stand_in() -> Ident {
    Ident::new("_")
}

/// `displayName` → `display_name`: a field, a method, a module, a parameter.
pub fn snake(text: &str) -> Option<Ident> {
    ident(&text.to_snake_case())
}

/// `groups.members.add` → `GroupsMembersAdd`: a type or a variant.
pub fn pascal(text: &str) -> Option<Ident> {
    ident(&text.to_pascal_case())
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

/// The field that holds the id below a literal segment: `groups_id`, and `groups_id_2` if there is one before.
pub fn id_field(literal: &str, before: usize) -> Option<Ident> {
    let number = if before == 0 { String::new() } else { format!(" {}", before + 1) };
    snake(&format!("{literal} id{number}"))
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
    if text.is_empty() || !text.chars().all(|c| c == '_' || c.is_ascii_alphanumeric()) {
        return None;
    }
    if NEVER_RAW.contains(&text) {
        return Some(Ident::new(format!("{text}_")));
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(Ident::new(format!("_{text}")));
    }
    Some(if is_keyword(text) { Ident::new(format!("r#{text}")) } else { Ident::new(text) })
}

/// Whether the emitted code's edition has kept a word for itself.
pub(crate) fn is_keyword(text: &str) -> bool {
    KEYWORDS.binary_search(&text).is_ok()
}
