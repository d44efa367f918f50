//! What operations do that their types do not tell: a file each.
//!
//! All of it is in the names of Microsoft Graph, whichever service was asked.

pub(crate) mod batch;
mod by_ids;
mod delta;
mod domains;
pub(crate) mod extensions;
mod keys;
mod licences;
mod made;
mod membership;
mod passwords;
mod relations;
mod removal;
mod roles;
mod unique;
mod values;

pub(crate) use removal::purge;

use crate::call::{Behaviour, Effect, Rule};

/// The behaviour of an operation, by the name of its entry in the spec of Microsoft Graph: `checkMemberGroups` is one for
/// all of its paths. What another service has in another form stands under `service:entry`.
pub(crate) fn of(entry: &str) -> Option<Behaviour> {
    Some(match entry {
        "addKey" => keys::add,
        "addPassword" => keys::add_password,
        "applications.extensionProperties.create" => extensions::create,
        "assignLicense" | "groups.assignLicense" => licences::assign,
        "azure_ad_graph:addKey" => keys::add_for_azure_ad_graph,
        "azure_ad_graph:delta" => delta::list_for_azure_ad_graph,
        // The body can give new identifier URIs, which the successor does not take.
        "azure_ad_graph:deletedApplications.restore" => removal::restore,
        "azure_ad_graph:getMemberGroups" => membership::groups_of_azure_ad_graph,
        "azure_ad_graph:getMemberObjects" => membership::objects_of_azure_ad_graph,
        "azure_ad_graph:isMemberOf" => membership::is_member_of,
        "changePassword" => passwords::change,
        "checkMemberGroups" => membership::check_groups,
        "checkMemberObjects" => membership::check_objects,
        "directory.deletedItems.restore" => removal::restore,
        "directoryObjects.getAvailableExtensionProperties" => extensions::available,
        "directoryObjects.getByIds" => by_ids::get,
        "domains.domainNameReferences.list" => domains::references,
        "domains.forceDelete" => domains::force_delete,
        "domains.promote" => domains::promote,
        "domains.rootDomain.get" => domains::root,
        "domains.verify" => domains::verify,
        "getMemberGroups" => membership::groups,
        "getMemberObjects" => membership::objects,
        "applications.delta"
        | "contacts.delta"
        | "directoryObjects.delta"
        | "groups.delta"
        | "servicePrincipals.delta"
        | "users.delta" => delta::list,
        "licenseDetails.list" => licences::details,
        "removeKey" => keys::remove,
        "removePassword" => keys::remove_password,
        _ => return None,
    })
}

/// What may refuse a change, in this order.
pub(crate) const RULES: &[Rule] =
    &[values::rule, relations::rule, domains::rule, passwords::rule, roles::rule, unique::rule];

/// What happens after a change, in this order.
pub(crate) const EFFECTS: &[Effect] =
    &[made::effect, keys::effect, passwords::effect, domains::effect, licences::effect];

#[cfg(test)]
mod tests;
