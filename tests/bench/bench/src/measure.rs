//! Measures, compares and reports.
//!
//! What is compared runs in turns, so that a busy moment of the machine strikes all alike, and medians are shown. Peers
//! come from the registry, by their authors' own names; one that is not there is named and left out.

mod builds;
mod calls;
mod crates;
mod generation;
mod machine;
mod ours;
mod peers;
mod process;
mod programs;
mod report;
mod specs;
mod stages;
mod table;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::plots;

/// The report, from the repository's root.
const REPORT: &str = "BENCHMARKS.md";

/// What can be measured.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// The stages of generation, in time and memory.
    Stages,
    /// Generation as a whole, beside other generators.
    Generation,
    /// What users of the emitted code build.
    Builds,
    /// What users' calls cost.
    Calls,
}

/// All parts, in the order of the report.
pub const PARTS: [Part; 4] = [Part::Stages, Part::Generation, Part::Builds, Part::Calls];

impl Part {
    /// The name of the part, and of its place in the report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stages => "stages",
            Self::Generation => "generation",
            Self::Builds => "builds",
            Self::Calls => "calls",
        }
    }

    fn measure(self, root: &Path, runs: usize) -> Result<String> {
        match self {
            Self::Stages => stages::measure(root),
            Self::Generation => generation::measure(root, runs),
            Self::Builds => builds::measure(root, runs),
            Self::Calls => calls::measure(root),
        }
    }
}

/// Measures the parts and puts each into the report as soon as it is known; gives what was put there.
///
/// # Errors
///
/// A program that fails, and a report that cannot be changed.
pub fn measure(root: &Path, parts: &[Part], runs: usize) -> Result<String> {
    let mut all = String::new();
    update(root, "machine", &machine::describe(root)?)?;
    for part in parts {
        eprintln!("measuring: {}", part.name());
        let text = part
            .measure(root, runs)
            .with_context(|| format!("{} cannot be measured", part.name()))?;
        update(root, part.name(), &text)?;
        all += &text;
    }
    plots::update(root, &read(root)?)?;
    Ok(all)
}

/// Puts one part into the report.
fn update(root: &Path, part: &str, text: &str) -> Result<()> {
    let new = report::put(&read(root)?, part, text)
        .with_context(|| format!("{} has no place for {part}", REPORT))?;
    fs::write(root.join(REPORT), new).with_context(|| format!("cannot write {}", REPORT))
}

/// The report as it is.
///
/// # Errors
///
/// A file that cannot be read.
pub fn read(root: &Path) -> Result<String> {
    fs::read_to_string(root.join(REPORT)).with_context(|| format!("cannot read {REPORT}"))
}
