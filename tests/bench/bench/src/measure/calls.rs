//! What users' calls cost: measured by the package `calls`, which prints its tables.

use std::path::Path;

use anyhow::Result;

use super::programs;

pub(super) fn measure(root: &Path) -> Result<String> {
    programs::output(programs::cargo(root, "tests/bench").args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "calls",
        "--features",
        "peers",
    ]))
}
