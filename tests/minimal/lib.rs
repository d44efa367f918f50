//! What is emitted for a spec without types, identifiers, unions, enumerations and error codes, compiled with the runtime
//! without a warning.

#![deny(warnings)]
// The runtime's own tests run with the golden crate.
#![cfg(not(test))]
// The runtime has features that this crate does not have.
#![allow(unexpected_cfgs)]

include!(concat!(env!("OUT_DIR"), "/root.rs"));

#[path = "../../generated/src/runtime/mod.rs"]
pub mod runtime;

pub use runtime::{Client, ClientBuilder, Error, ErrorKind, MockTransport, Tenant};
