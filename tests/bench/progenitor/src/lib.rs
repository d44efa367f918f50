//! The client that progenitor makes of the spec in `api-spec/`: what a user would have instead of ours.
//!
//! Nothing here is written by hand. The build script exports the spec as OpenAPI, adapts that to the version that progenitor
//! reads, and has progenitor make the code. Only [`hooks`] is ours.

#![allow(missing_docs, unreachable_pub, unused_imports, clippy::all, rustdoc::all)]

pub mod hooks;

include!(concat!(env!("OUT_DIR"), "/client.rs"));
