//! Who may call an operation: sets by name, and entries that take several permissions at once.

use super::Context;
use super::written::Written;
use crate::contract::{Operation, Permissions, Service};
use crate::diagnostics::{At, catalogue};
use crate::spec;

/// The sets that operations may name.
pub(super) fn sets(
    context: &mut Context<'_>,
    at: &At<'_>,
    service: &spec::Service,
) -> Vec<(String, Permissions)> {
    let clouds: Vec<&str> = service.clouds.keys().collect();
    let mut set = |(name, set): (&str, &spec::Permissions)| {
        (name.to_owned(), written(context, &clouds, &at.key(name), set))
    };
    service.permission_sets.iter().map(&mut set).collect()
}

/// Tells the operations of an entry who may call them.
pub(super) fn of_operations(
    context: &mut Context<'_>,
    Written { service, operation, at, .. }: &Written<'_>,
    operations: &mut [Operation],
) {
    let at = at.key("permissions");
    let all = match &operation.permissions {
        None => return,
        Some(spec::PermissionsOf::Own(permissions)) => {
            let clouds: Vec<&str> = service.clouds.iter().map(|it| it.name.as_str()).collect();
            Some(written(context, &clouds, &at, permissions))
        }
        Some(spec::PermissionsOf::Set(name)) => set(context, service, &at, name),
        Some(spec::PermissionsOf::Of(names)) => {
            for (path, name) in names.iter() {
                let at = at.key(path);
                let known = || operation.on.iter().map(String::as_str);
                if !known().any(|on| on == path) {
                    let mistake = catalogue::permissions_of_no_path(at.key_place(), path);
                    context.report(mistake.did_you_mean(path, known()));
                }
                let found = set(context, service, &at, name);
                let of_path = operations.iter_mut().filter(|it| it.on.as_deref() == Some(path));
                of_path.for_each(|it| it.permissions.clone_from(&found));
            }
            return;
        }
    };
    operations.iter_mut().for_each(|it| it.permissions.clone_from(&all));
}

/// The set of a name.
fn set(
    context: &mut Context<'_>,
    service: &Service,
    at: &At<'_>,
    name: &str,
) -> Option<Permissions> {
    let sets = &service.permission_sets;
    let known = || sets.iter().map(|(known, _)| known.as_str());
    let mistake = || catalogue::unknown_permission_set(at.place(), name);
    context.find(name, known, mistake).map(|index| sets[index].1.clone())
}

/// Permissions as they are written out.
fn written(
    context: &mut Context<'_>,
    known: &[&str],
    at: &At<'_>,
    permissions: &spec::Permissions,
) -> Permissions {
    let clouds = at.key("clouds");
    for (index, cloud) in permissions.clouds.iter().enumerate() {
        if !cloud.trim().is_empty() {
            let place = clouds.index(index).place();
            let known = || known.iter().copied();
            context.find(cloud, known, || catalogue::unknown_cloud(place, cloud));
        }
    }
    let mut alternatives = |key: &str, list: &[String]| alternatives(context, &at.key(key), list);
    Permissions {
        at: at.place(),
        delegated: alternatives("delegated", &permissions.delegated),
        personal: alternatives("personal", &permissions.personal),
        application: alternatives("application", &permissions.application),
        roles: permissions.roles.clone(),
        clouds: permissions.clouds.clone(),
    }
}

/// The entries of a list, each as the permissions that it takes together.
fn alternatives(context: &mut Context<'_>, at: &At<'_>, list: &[String]) -> Vec<Vec<String>> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(fits);
    let mut alternative = |(index, entry): (usize, &String)| {
        let names = entry.split(" and ");
        // An empty entry is reported as such.
        if !(names.clone().all(|name| is_name(&name)) || entry.trim().is_empty()) {
            context.report(catalogue::malformed_permission(at.index(index).place(), entry));
        }
        names.map(str::to_owned).collect()
    };
    list.iter().enumerate().map(&mut alternative).collect()
}
