//! The emitted clients, as those see them who use them.

mod application;
mod conversions;
mod fidelity;
mod hostile;
mod loopback;
mod misuse;
mod promises;
mod secrets;
mod wire;

use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a model. Nearly all tests read from a reader: each other kind of input has all models compiled once more.
fn model<M: DeserializeOwned>(json: &Value) -> M {
    serde_json::from_reader(json.to_string().as_bytes()).expect("models read any object")
}
