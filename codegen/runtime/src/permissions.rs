//! Who may call an operation.

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
}
