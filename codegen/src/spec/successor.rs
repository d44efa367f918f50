//! What took the place of an operation or a type when a service was replaced by another.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::{Entries, patterns};

/// What took the place of an operation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Successors {
    /// The same for every path.
    One(Successor),
    /// With `on`, what differs from path to path.
    Several(Vec<Successor>),
}

impl Successors {
    /// All of them, in order.
    pub fn all(&self) -> &[Successor] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Several(several) => several,
        }
    }
}

/// What took the place of an operation: another operation, a request, or nothing for a reason.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Successor {
    /// The entry of the operation's `on` that this is for; without it, this is for all that have no entry of their own.
    #[schemars(regex(pattern = patterns::PATH))]
    pub on: Option<String>,
    /// The id of the operation in the service's `successor`, like `groups.members.links`. `{on}` stands for what comes before
    /// the entry's own key in the id: `{on}.checkMemberGroups` is `users.checkMemberGroups` for `users.checkMemberGroups`.
    #[schemars(regex(pattern = patterns::SUCCESSOR))]
    pub operation: Option<String>,
    /// The request, like `GET /v1.0/groups`, where the spec does not have the service that took the place.
    #[schemars(regex(pattern = patterns::REQUEST))]
    pub request: Option<String>,
    /// Why there is no successor.
    pub reason: Option<String>,
    /// What a caller has to know besides the renamings, one sentence.
    pub differs: Option<String>,
    /// The parameters of the path and what they are called in the successor's path, if `operation` names it.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::PARAMETER))]
    pub parameters: Entries<String>,
    /// Properties of the body or of the response and what they are called there: another property, with dots to one inside an
    /// object; a parameter of the path, like `{id}`; or null if they are gone. What a type says in its `replacedBy` is not
    /// repeated.
    #[serde(default)]
    pub renamed: Entries<Option<String>>,
    /// The query options without which the successor does not give the same: `"$select": "id"`.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::OPTION))]
    pub query: Entries<Value>,
}

/// The type that took the place of a type, or why none did.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TypeSuccessor {
    /// The type in the service's `successor`.
    #[serde(rename = "type")]
    #[schemars(regex(pattern = patterns::NAME))]
    pub kind: Option<String>,
    /// The type's own properties, or the values of an enumeration, and what they are called there: another property, with dots
    /// to one inside an object; or null if they are gone. What is left out has its name there too.
    #[serde(default)]
    pub renamed: Entries<Option<String>>,
    /// Why there is no such type.
    pub reason: Option<String>,
}
