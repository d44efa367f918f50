//! The permissions that some operations take together.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::contract::{Api, Operation, Permissions, Service};
use crate::diagnostics::suggest;

/// In whose name an application calls.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Of a signed-in user with a work or school account.
    Delegated,
    /// As itself.
    Application,
}

/// What an application needs.
#[derive(Debug, Default, Serialize)]
pub struct Needed<'a> {
    /// The permissions, sorted.
    pub permissions: Vec<Permission<'a>>,
    /// Operations of which the spec says nothing, as `service:id`.
    pub unknown: Vec<String>,
    /// Operations that cannot be called in this way.
    pub unsupported: Vec<String>,
}

impl Needed<'_> {
    /// The same as JSON.
    pub fn to_json(&self) -> String {
        // Text and lists always have a JSON form.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// A permission.
#[derive(Debug, Serialize)]
pub struct Permission<'a> {
    /// The service that has it.
    pub service: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Whether only an administrator can consent to it; none if that is not known.
    pub admin: Option<bool>,
}

type Named<'a> = (&'a Service, &'a Operation);

/// Finds an operation by its id, with or without its service before a colon.
///
/// # Errors
///
/// A name that no operation has, or more than one.
pub fn find<'a>(api: &'a Api, name: &str) -> Result<Named<'a>, String> {
    let all = || {
        let services = api.services.iter();
        services.flat_map(|service| {
            service.operations().map(move |(_, _, operation)| (service, operation))
        })
    };
    let full = |(service, operation): &Named<'_>| format!("{}:{}", service.name, operation.id);
    let mut found = all().filter(|it| it.1.id == name || full(it) == name);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (Some(one), Some(other)) => {
            Err(format!("`{name}` may be `{}` or `{}`", full(&one), full(&other)))
        }
        (None, _) => {
            let known: Vec<String> = all().flat_map(|it| [it.1.id.clone(), full(&it)]).collect();
            let near = suggest(name, known.iter().map(String::as_str));
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            Err(format!("there is no operation `{name}`{near}"))
        }
    }
}

/// The permissions that suffice for all of these operations: for each the least privileged, but none that the others make
/// needless.
pub fn needed<'a>(operations: &[Named<'a>], kind: Kind) -> Needed<'a> {
    let mut needed = Needed::default();
    let mut supported = Vec::new();
    for (service, operation) in operations {
        let name = || format!("{}:{}", service.name, operation.id);
        match operation.permissions.as_ref().map(|permissions| of(permissions, kind)) {
            None => needed.unknown.push(name()),
            Some([]) => needed.unsupported.push(name()),
            Some(list) => {
                let entry = |names: &'a Vec<String>| {
                    names.iter().map(|name| (service.name.as_str(), name.as_str())).collect()
                };
                supported.push(list.iter().map(entry).collect());
            }
        }
    }
    let permission = |(service, name): (&'a str, &'a str)| {
        let of = operations.iter().map(|(it, _)| it).find(|it| it.name == service);
        let users = of.and_then(|service| service.user_consent.as_ref());
        let admin = match kind {
            Kind::Application => Some(true),
            Kind::Delegated => users.map(|users| !users.iter().any(|user| user == name)),
        };
        Permission { service, name, admin }
    };
    needed.permissions = sufficient(&supported).into_iter().map(permission).collect();
    needed
}

fn of(permissions: &Permissions, kind: Kind) -> &[Vec<String>] {
    match kind {
        Kind::Delegated => &permissions.delegated,
        Kind::Application => &permissions.application,
    }
}

/// The first alternatives of all, without the names that the others make needless. Names that serve fewer are left out first.
fn sufficient<T: Copy + Ord>(operations: &[Vec<Vec<T>>]) -> Vec<T> {
    let first = operations.iter().filter_map(|alternatives| alternatives.first());
    let mut names: BTreeSet<T> = first.flatten().copied().collect();
    let mut order: Vec<T> = names.iter().copied().collect();
    let serves = |name: &T| {
        operations.iter().filter(|it| it.iter().any(|names| names.contains(name))).count()
    };
    order.sort_by_key(serves);
    for name in order {
        names.remove(&name);
        if !operations.iter().all(|alternatives| suffices(alternatives, &names)) {
            names.insert(name);
        }
    }
    names.into_iter().collect()
}

/// Whether these permissions are all of one of the alternatives, any of which lets an operation be called.
pub fn suffices<T: Ord>(alternatives: &[Vec<T>], names: &BTreeSet<T>) -> bool {
    alternatives.iter().any(|wanted| wanted.iter().all(|name| names.contains(name)))
}
