//! A spec as it is compared: operations one by one wherever `on` has several, and look-ups across files.

use std::collections::BTreeMap;

use crate::check::concrete_id;
use crate::names;
use crate::spec::{Body, Entries, File, Operation, Resource, Service, Spec, Type};
use crate::surface::Topic;

/// A service.
pub(super) struct View<'a> {
    /// The folder's name.
    pub(super) name: &'a str,
    pub(super) spec: &'a Service,
    pub(super) files: Vec<&'a File<Resource>>,
    pub(super) operations: Vec<OperationView<'a>>,
    pub(super) types: Vec<TypeView<'a>>,
}

/// One operation.
pub(super) struct OperationView<'a> {
    /// The id that callers know: `users.checkMemberGroups`.
    pub(super) id: String,
    /// The file.
    pub(super) file: &'a str,
    /// The entry of `on` that it is for.
    pub(super) on: Option<&'a str>,
    pub(super) spec: &'a Operation,
    pub(super) method: &'a str,
    /// The path's template.
    pub(super) path: String,
}

/// One type.
pub(super) struct TypeView<'a> {
    pub(super) name: &'a str,
    /// The file.
    pub(super) file: &'a str,
    pub(super) spec: &'a Type,
}

/// The services of a spec.
pub(super) fn views(spec: &Spec) -> Vec<View<'_>> {
    spec.services
        .iter()
        .map(|service| view(spec, service))
        .collect()
}

fn view<'a>(spec: &'a Spec, service: &'a File<Service>) -> View<'a> {
    let files: Vec<&File<Resource>> = spec
        .resources
        .iter()
        .filter(|file| file.folder == service.folder)
        .collect();
    let operations = files.iter().flat_map(|file| {
        file.content
            .operations
            .iter()
            .flat_map(|(id, operation)| concrete(file, id, operation))
    });
    let types = files.iter().flat_map(|file| {
        file.content.types.iter().map(|(name, spec)| TypeView {
            name,
            file: &file.stem,
            spec,
        })
    });
    View {
        name: &service.folder,
        spec: &service.content,
        operations: operations.collect(),
        types: types.collect(),
        files,
    }
}

/// The operations that an entry stands for.
fn concrete<'a>(
    file: &'a File<Resource>,
    id: &str,
    operation: &'a Operation,
) -> Vec<OperationView<'a>> {
    let (method, path) = operation.http.split_once(' ').unwrap_or_default();
    let view = |id: String, on: Option<&'a str>, path: String| OperationView {
        id,
        file: &file.stem,
        on,
        spec: operation,
        method,
        path,
    };
    match path.strip_prefix("{on}") {
        None => vec![view(id.to_owned(), None, path.to_owned())],
        Some(rest) => operation
            .on
            .iter()
            .map(|on| view(concrete_id(on, id), Some(on), format!("{on}{rest}")))
            .collect(),
    }
}

impl<'a> View<'a> {
    pub(super) fn topic(&self) -> Topic {
        Topic::Service(self.name.to_owned())
    }

    pub(super) fn operation_topic(&self, id: &str) -> Topic {
        Topic::Operation(self.name.to_owned(), id.to_owned())
    }

    pub(super) fn body_topic(&self, id: &str) -> Topic {
        Topic::Body(self.name.to_owned(), id.to_owned())
    }

    pub(super) fn part_topic(&self, id: &str, part: &str) -> Topic {
        Topic::Part(self.name.to_owned(), id.to_owned(), part.to_owned())
    }

    pub(super) fn type_topic(&self, name: &str) -> Topic {
        Topic::Type(self.name.to_owned(), pascal(name))
    }

    pub(super) fn member_topic(&self, name: &str, member: &str) -> Topic {
        Topic::Member(self.name.to_owned(), pascal(name), member.to_owned())
    }

    /// The types that have a type's properties: itself and those based on it.
    pub(super) fn owners(&self, name: &'a str) -> Vec<&'a str> {
        let based = self
            .types
            .iter()
            .filter(|ty| ty.spec.is.as_deref() == Some(name))
            .map(|ty| ty.name);
        std::iter::once(name).chain(based).collect()
    }

    /// The operations whose body is `create<T>` or `update<T>` of a type that has a type's properties.
    pub(super) fn senders(&self, verb: &str, name: &'a str) -> Vec<&str> {
        let bodies: Vec<String> = self
            .owners(name)
            .iter()
            .map(|owner| format!("{verb}<{owner}>"))
            .collect();
        let sends = |operation: &&OperationView<'_>| matches!(&operation.spec.body, Some(Body::Of(text)) if bodies.contains(text));
        self.operations
            .iter()
            .filter(sends)
            .map(|operation| operation.id.as_str())
            .collect()
    }

    /// A type by its name.
    pub(super) fn get(&self, name: &str) -> Option<&TypeView<'a>> {
        self.types.iter().find(|ty| ty.name == name)
    }
}

/// New names of what has been renamed.
#[derive(Default)]
pub(super) struct Renames {
    pub(super) types: BTreeMap<String, String>,
    pub(super) identifiers: BTreeMap<String, String>,
    pub(super) parameters: BTreeMap<String, String>,
    pub(super) options: BTreeMap<String, String>,
    pub(super) files: BTreeMap<String, String>,
}

/// A name of the base as the head has it.
pub(super) fn renamed<'n>(names: &'n BTreeMap<String, String>, name: &'n str) -> &'n str {
    names.get(name).map_or(name, String::as_str)
}

/// A type expression of the base with the head's names: `page<Group>` → `page<Team>`.
pub(super) fn renamed_types(names: &BTreeMap<String, String>, text: &str) -> String {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        out.push_str(renamed(names, &rest[..end]));
        let sign = rest[end..].chars().next().map_or(0, char::len_utf8);
        out.push_str(&rest[end..end + sign]);
        rest = &rest[end + sign..];
    }
    out
}

/// The Rust name of a type or an identifier.
pub(super) fn pascal(name: &str) -> String {
    names::pascal(name)
        .map(|ident| ident.to_string())
        .unwrap_or_default()
}

/// The entries of an object as a list.
pub(super) fn list<T>(entries: &Entries<T>) -> Vec<(&str, &T)> {
    entries.iter().collect()
}
