//! Everything that is emitted for the features of the spec language, compiled with the runtime that it is made for.
//!
//! The emitted tests of the features' examples run as tests of this crate. The runtime's own tests come along: they name no
//! service, as nothing in the runtime does.

// The runtime has features that this crate does not have.
#![allow(unexpected_cfgs)]

include!(concat!(env!("OUT_DIR"), "/root.rs"));

#[allow(dead_code, unused_imports)]
#[path = "../../generated/src/runtime/mod.rs"]
pub mod runtime;

pub use runtime::{Client, ClientBuilder, Error, ErrorKind, MockTransport, Tenant};
