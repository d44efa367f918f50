//! The stages of generation: measured by criterion in the package `stages`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::table::{mebibytes, short, table};
use super::{process, programs};

const SIZES: [&str; 3] = ["50", "500", "5000"];
const STAGES: [&str; 5] = ["parse", "lower", "emit", "render", "write"];
const HEAD: [&str; 7] =
    ["operations", "parse", "check and lower", "emit", "emit and render", "write", "whole"];

pub(super) fn measure(root: &Path) -> Result<String> {
    let folder = tempfile::tempdir().context("cannot write in the folder for temporary files")?;
    let mut criterion = programs::cargo(root, "tests/bench");
    criterion.args(["bench", "--package", "stages"]);
    process::run(criterion.env("CRITERION_HOME", folder.path()))?;
    let mut memory = programs::cargo(root, "tests/bench");
    memory.args(["run", "--quiet", "--release", "--package", "stages"]);
    let peaks: Value = serde_json::from_str(&programs::output(&mut memory)?)?;

    let (mut times, mut sizes) = (Vec::new(), Vec::new());
    for size in SIZES {
        let stages = STAGES.map(|stage| estimate(&folder.path().join(size).join(stage)));
        let stages: Vec<f64> = stages.into_iter().collect::<Result<_>>()?;
        times.push(row(size, &stages));
        sizes.push(memory_row(size, &peaks[size]));
    }
    Ok(format!(
        "Milliseconds, medians:\n\n{}\nMemory at its peak, in MiB, beyond what the stages before have left:\n\n{}",
        table(HEAD, &times),
        table(HEAD, &sizes)
    ))
}

/// The median that criterion has found, in milliseconds.
fn estimate(folder: &Path) -> Result<f64> {
    let file = folder.join("new/estimates.json");
    let text =
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    median(&text).with_context(|| format!("{} has no median", file.display()))
}

fn median(estimates: &str) -> Option<f64> {
    let estimates: Value = serde_json::from_str(estimates).ok()?;
    Some(estimates["median"]["point_estimate"].as_f64()? / 1e6)
}

/// Rendering draws each file again where it prints it, so that emitting is not part of the sum.
fn row(size: &str, stages: &[f64]) -> [String; 7] {
    let emit = stages.get(2).copied().unwrap_or_default();
    let whole = stages.iter().sum::<f64>() - emit;
    cells(size, stages.iter().map(|time| short(*time)), short(whole))
}

fn memory_row(size: &str, peaks: &Value) -> [String; 7] {
    let peaks = STAGES.map(|stage| peaks[stage].as_u64().unwrap_or_default());
    // Stages begin where others have left off, so that their peaks make no sum.
    cells(size, peaks.into_iter().map(mebibytes), String::new())
}

fn cells(size: &str, stages: impl Iterator<Item = String>, whole: String) -> [String; 7] {
    let mut all = [size.to_owned()].into_iter().chain(stages).chain([whole]);
    std::array::from_fn(|_| all.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn criterions_median_is_taken_in_milliseconds() {
        let text =
            r#"{ "mean": { "point_estimate": 1.0 }, "median": { "point_estimate": 2500000.0 } }"#;
        assert_eq!(median(text), Some(2.5));
        assert_eq!(median("{}"), None);
    }

    #[test]
    fn emitting_counts_once() {
        assert_eq!(
            row("50", &[1.0, 2.0, 3.0, 4.0, 5.0]),
            ["50", "1.0", "2.0", "3.0", "4.0", "5.0", "12.0"]
        );
    }
}
