//! Who may call an operation.

use crate::diagnostics::Place;

/// Who may call an operation, each the least privileged first. One entry of a list suffices, with all of its permissions.
#[derive(Clone, Debug)]
pub struct Permissions {
    /// Where they are written: at an operation, or as a set that several name.
    pub at: Place,
    /// On behalf of a work or school account.
    pub delegated: Vec<Vec<String>>,
    /// On behalf of a personal account.
    pub personal: Vec<Vec<String>>,
    /// As an app of its own.
    pub application: Vec<Vec<String>>,
    /// Directory roles that suffice.
    pub roles: Vec<String>,
    /// The clouds that have it; empty: all.
    pub clouds: Vec<String>,
}

/// The entries of a list of permissions as the spec writes them.
pub fn together(list: &[Vec<String>]) -> Vec<String> {
    list.iter().map(|names| names.join(" and ")).collect()
}
