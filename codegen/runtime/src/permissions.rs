//! Who may call an operation.

use std::fmt;

use super::Operation;

/// Permissions that an operation needs, as the documentation names them.
///
/// One entry of a list suffices; an entry with several permissions takes all of them. The least privileged entry comes first.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    /// Permissions for calls on behalf of a signed-in user.
    pub delegated: &'static [&'static [&'static str]],
    /// Permissions for calls on behalf of a signed-in user with a personal account.
    pub personal: &'static [&'static [&'static str]],
    /// Permissions for calls as the application itself.
    pub application: &'static [&'static [&'static str]],
    /// Directory roles that the signed-in user needs.
    pub roles: &'static [&'static str],
    /// Those of the delegated permissions that users may consent to themselves, if that is known; every other takes an
    /// administrator, as do all permissions of an application itself.
    pub user_consent: Option<&'static [&'static str]>,
}

impl Permissions {
    /// For operations whose documentation names no permission.
    pub const NONE: &'static Self =
        &Self { delegated: &[], personal: &[], application: &[], roles: &[], user_consent: None };

    /// The entries any of which suffices for a call of this kind.
    pub fn of(&self, kind: PermissionKind) -> &'static [&'static [&'static str]] {
        match kind {
            PermissionKind::Delegated => self.delegated,
            PermissionKind::Personal => self.personal,
            PermissionKind::Application => self.application,
        }
    }
}

impl fmt::Display for Permissions {
    /// `delegated Group.Read.All or User.Read and GroupMember.Read.All; application Group.Read.All`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [
            ("delegated", self.delegated),
            ("personal", self.personal),
            ("application", self.application),
        ];
        let said = kinds.into_iter().filter(|(_, list)| !list.is_empty());
        for (index, (kind, list)) in said.enumerate() {
            let entries: Vec<String> = list.iter().map(|names| names.join(" and ")).collect();
            let between = if index == 0 { "" } else { "; " };
            write!(f, "{between}{kind} {}", entries.join(" or "))?;
        }
        Ok(())
    }
}

/// In whose name an application calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PermissionKind {
    /// In the name of a signed-in user with a work or school account.
    Delegated,
    /// In the name of a signed-in user with a personal account.
    Personal,
    /// As itself.
    Application,
}

/// The permissions that an application needs for some operations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NeededPermissions {
    /// All of them, sorted.
    pub names: Vec<&'static str>,
    /// Those of them that only an administrator can consent to, as far as that is known.
    pub admin: Vec<&'static str>,
    /// Operations whose documentation names no permission.
    pub unknown: Vec<&'static str>,
    /// Operations that cannot be called in this way at all.
    pub unsupported: Vec<&'static str>,
}

/// The permissions that suffice to call all of these operations, which are of one service: for each the least privileged,
/// but none that the others make needless.
pub fn permissions(
    operations: impl IntoIterator<Item = &'static Operation>,
    kind: PermissionKind,
) -> NeededPermissions {
    let mut needed = NeededPermissions::default();
    let mut supported = Vec::new();
    for operation in operations {
        let permissions = operation.permissions;
        match permissions.of(kind) {
            [] if permissions == Permissions::NONE => needed.unknown.push(operation.id),
            [] => needed.unsupported.push(operation.id),
            _ => supported.push(permissions),
        }
    }
    let alternatives: Vec<_> = supported.iter().map(|permissions| permissions.of(kind)).collect();
    needed.names = sufficient(&alternatives);
    let takes_admin = |name: &&'static str| {
        kind == PermissionKind::Application
            || supported.iter().any(|permissions| {
                let is_asked = permissions.of(kind).iter().any(|names| names.contains(name));
                is_asked && permissions.user_consent.is_some_and(|users| !users.contains(name))
            })
    };
    needed.admin = needed.names.iter().copied().filter(takes_admin).collect();
    needed
}

/// The first alternatives of all, without the names that the others make needless. Names that serve fewer are left out first.
fn sufficient(operations: &[&[&[&'static str]]]) -> Vec<&'static str> {
    let first = operations.iter().filter_map(|alternatives| alternatives.first());
    let mut names: Vec<&str> = first.flat_map(|names| names.iter().copied()).collect();
    names.sort_unstable();
    names.dedup();
    let serves = |name: &&str| {
        operations.iter().filter(|it| it.iter().any(|names| names.contains(name))).count()
    };
    let mut order = names.clone();
    order.sort_by_key(serves);
    for name in order {
        let others: Vec<&str> = names.iter().copied().filter(|other| *other != name).collect();
        let suffices = |names: &[&str]| names.iter().all(|name| others.contains(name));
        if operations.iter().all(|alternatives| alternatives.iter().any(|it| suffices(it))) {
            names = others;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const READ: &[&[&str]] = &[&["Read"], &["ReadWrite"], &["Everything"]];
    const WRITE: &[&[&str]] = &[&["ReadWrite"], &["Everything"]];
    const OTHER: &[&[&str]] = &[&["Use", "Other.Read"], &["Everything"]];

    #[test]
    fn the_least_privileged_suffices() {
        assert_eq!(sufficient(&[READ]), ["Read"]);
        assert_eq!(sufficient(&[READ, READ]), ["Read"]);
        assert_eq!(sufficient(&[OTHER]), ["Other.Read", "Use"]);
        assert_eq!(sufficient(&[]), [""; 0]);
    }

    #[test]
    fn what_the_others_make_needless_is_left_out() {
        assert_eq!(sufficient(&[READ, WRITE]), ["ReadWrite"]);
        assert_eq!(sufficient(&[WRITE, READ, OTHER]), ["Other.Read", "ReadWrite", "Use"]);
    }

    #[test]
    fn no_permission_is_more_than_some_operation_needs() {
        // `Everything` alone would do, and is more than either takes.
        assert_eq!(sufficient(&[READ, OTHER]), ["Other.Read", "Read", "Use"]);
    }
}
