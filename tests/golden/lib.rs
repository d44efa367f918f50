//! Everything that is emitted for the features of the spec language, compiled as a crate of its own.
//!
//! The emitted tests of the features' examples run as tests of this crate.

include!(concat!(env!("OUT_DIR"), "/root.rs"));

// In the library, so that all of this is compiled once.
#[cfg(test)]
mod tests;
