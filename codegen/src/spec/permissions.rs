//! Who may call an operation.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Entries, patterns};

/// Who may call an operation: by name, by a name for each of its paths, or written out.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum PermissionsOf {
    /// A key of the service's `permissionSets`.
    Set(#[schemars(regex(pattern = patterns::SET))] String),
    /// Those of this operation alone.
    Own(Permissions),
    /// Such a key for each path of `on`.
    Of(
        #[schemars(transform = patterns::keys(patterns::PATH), transform = patterns::values(patterns::SET))]
         Entries<String>,
    ),
}

/// Who may call an operation. One entry of a list suffices; `User.Read and GroupMember.Read.All` is an entry that takes both.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Permissions {
    /// Permissions of an app on behalf of a work or school account, least privileged first.
    #[serde(default)]
    #[schemars(inner(regex(pattern = patterns::PERMISSION)))]
    pub delegated: Vec<String>,
    /// Permissions of an app on behalf of a personal account; empty: not supported.
    #[serde(default)]
    #[schemars(inner(regex(pattern = patterns::PERMISSION)))]
    pub personal: Vec<String>,
    /// Permissions of an app of its own, least privileged first.
    #[serde(default)]
    #[schemars(inner(regex(pattern = patterns::PERMISSION)))]
    pub application: Vec<String>,
    /// Directory roles of the signed-in user that suffice, least privileged first.
    #[serde(default)]
    pub roles: Vec<String>,
    /// The clouds, keys of the service's `clouds`, in which the operation exists; empty: all.
    #[serde(default)]
    pub clouds: Vec<String>,
}
