//! Measures what generation, builds and calls cost, beside what else there is, and makes specs of any size for that.

use std::path::{Path, PathBuf};

pub mod measure;
pub mod plots;
pub mod synth;

/// The repository around this workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}
