//! The tasks of this workspace, as functions.
//!
//! The library reads and writes files and leaves every decision about their content to `codegen`. The command line in
//! `main.rs` is a thin layer over it, so that tests can run a task without a process of its own.

pub mod cli;
pub mod commands;
pub mod coverage;
mod destination;
pub mod diff;
pub mod drift;
pub mod import;
pub mod openapi;
pub mod permissions;
pub mod plan;
mod record;
pub mod regen;
pub mod revision;
pub mod runtime;
pub mod sources;
pub mod workspace;
pub mod write;

pub use destination::Layout;
pub use regen::{Mode, Outcome, Regen, regen};
pub use runtime::Runtime;
