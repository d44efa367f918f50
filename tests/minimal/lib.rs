//! What is emitted for a spec without types, identifiers, unions, enumerations and error codes, compiled without a warning.

#![deny(warnings)]

include!(concat!(env!("OUT_DIR"), "/root.rs"));
