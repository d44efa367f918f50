//! The generator and its commands: what is made of specs, and what is said about wrong ones.

mod corruption;
mod coverage;
mod crates;
mod diagnostics;
mod diff;
mod drift;
mod effects;
mod features;
mod import;
mod migration;
mod mistakes;
mod names;
mod openapi;
mod permissions;
mod printing;
mod printing_items;
mod readme;
mod reference;
mod schema;
mod stability;
mod support;
mod surface;
mod text;
