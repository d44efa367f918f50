//! The tasks: as functions, and as the program is called.

mod crates;
mod diff;
mod fixture;
mod record;
mod regen;
mod spec;
mod usage;
