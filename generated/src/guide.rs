//! A page for each task.

#[doc = include_str!("guide/lists.md")]
pub mod lists {}

#[doc = include_str!("guide/errors.md")]
pub mod errors {}

#[doc = include_str!("guide/troubleshooting.md")]
pub mod troubleshooting {}

#[doc = include_str!("guide/retries.md")]
pub mod retries {}

#[doc = include_str!("guide/tests.md")]
pub mod tests {}

#[doc = include_str!("guide/changes.md")]
pub mod changes {}

#[doc = include_str!("guide/waiting.md")]
pub mod waiting {}

#[doc = include_str!("guide/delta.md")]
pub mod delta {}

#[doc = include_str!("guide/tokens.md")]
pub mod tokens {}

#[doc = include_str!("guide/transports.md")]
pub mod transports {}

pub mod migration {
    #![doc = include_str!("guide/migration.md")]

    #[doc = include_str!("api/azure_ad_graph/applications/MIGRATION.md")]
    pub mod applications {}

    #[doc = include_str!("api/azure_ad_graph/contacts/MIGRATION.md")]
    pub mod contacts {}

    #[doc = include_str!("api/azure_ad_graph/directory/MIGRATION.md")]
    pub mod directory {}

    #[doc = include_str!("api/azure_ad_graph/domains/MIGRATION.md")]
    pub mod domains {}

    #[doc = include_str!("api/azure_ad_graph/groups/MIGRATION.md")]
    pub mod groups {}

    #[doc = include_str!("api/azure_ad_graph/memberships/MIGRATION.md")]
    pub mod memberships {}

    #[doc = include_str!("api/azure_ad_graph/service_principals/MIGRATION.md")]
    pub mod service_principals {}

    #[doc = include_str!("api/azure_ad_graph/subscribed_skus/MIGRATION.md")]
    pub mod subscribed_skus {}

    #[doc = include_str!("api/azure_ad_graph/users/MIGRATION.md")]
    pub mod users {}
}

#[doc = include_str!("api/ERRATA.md")]
pub mod errata {}

#[doc = include_str!("guide/telemetry.md")]
pub mod telemetry {}

#[doc = include_str!("guide/batches.md")]
pub mod batches {}

#[doc = include_str!("guide/operations.md")]
pub mod operations {}
