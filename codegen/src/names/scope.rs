//! Which names are taken in a scope: by the emitted code itself, by Windows, or by something else of the spec.

use std::collections::BTreeMap;

use super::Ident;

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
    names: BTreeMap<Ident, T>,
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
        let name = ident.as_str();
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
        if reserved || taken.contains(&name) {
            return Err(Clash::Taken);
        }
        let is_folder = matches!(self.kind, ScopeKind::Files | ScopeKind::Services);
        if is_folder && is_device(name) {
            return Err(Clash::Device);
        }
        match self.names.get(ident) {
            Some(first) => Err(Clash::With(first.clone())),
            None => {
                self.names.insert(ident.clone(), from);
                Ok(())
            }
        }
    }
}

fn is_device(name: &str) -> bool {
    match name.strip_suffix(|c| ('1'..='9').contains(&c)) {
        Some(port) => PORTS.contains(&port),
        None => DEVICES.contains(&name),
    }
}
