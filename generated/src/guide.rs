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

#[doc = include_str!("guide/tokens.md")]
pub mod tokens {}

#[doc = include_str!("guide/transports.md")]
pub mod transports {}

#[doc = include_str!("guide/migration.md")]
pub mod migration {}

#[doc = include_str!("api/ERRATA.md")]
pub mod errata {}

#[doc = include_str!("guide/telemetry.md")]
pub mod telemetry {}

#[doc = include_str!("guide/batches.md")]
pub mod batches {}

#[doc = include_str!("guide/operations.md")]
pub mod operations {}
