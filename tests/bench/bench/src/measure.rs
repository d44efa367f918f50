//! Measures, compares and reports.
//!
//! What is compared runs in turns, so that a busy moment of the machine strikes all alike, and medians are shown. Peers
//! come from the registry, by their authors' own names; one that is not there is named and left out.

mod builds;
mod calls;
mod cold;
mod crates;
mod generation;
mod graph;
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
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};

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
    /// What a fresh clone costs.
    Cold,
    /// A whole service from its metadata.
    Graph,
}

/// All parts, in the order in which they run.
pub const PARTS: [Part; 6] =
    [Part::Stages, Part::Generation, Part::Builds, Part::Calls, Part::Cold, Part::Graph];

/// What to measure, and how.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What to measure.
    pub parts: Vec<Part>,
    /// How often each contestant runs.
    pub runs: usize,
    /// The metadata of Microsoft Graph; without it that part is left out.
    pub metadata: Option<PathBuf>,
}

impl Part {
    /// The name of the part, and of its place in the report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stages => "stages",
            Self::Generation => "generation",
            Self::Builds => "builds",
            Self::Calls => "calls",
            Self::Cold => "cold",
            Self::Graph => "graph",
        }
    }

    /// The part's text, unless what it needs is not given.
    fn measure(self, root: &Path, plan: &Plan) -> Result<Option<String>> {
        match self {
            Self::Stages => stages::measure(root),
            Self::Generation => generation::measure(root, plan.runs),
            Self::Builds => builds::measure(root, plan.runs),
            Self::Calls => calls::measure(root),
            Self::Cold => cold::measure(root),
            Self::Graph => match &plan.metadata {
                Some(metadata) => graph::measure(root, metadata),
                None => return Ok(None),
            },
        }
        .map(Some)
    }
}

/// Measures the parts and puts each into the report as soon as it is known; gives what was put there.
///
/// # Errors
///
/// A program that fails, once the other parts are measured, and a report that cannot be changed.
pub fn measure(root: &Path, plan: &Plan) -> Result<String> {
    let mut all = String::new();
    update(root, "machine", &machine::describe(root)?)?;
    let outcome = each(&plan.parts, |part| {
        eprintln!("measuring: {}", part.name());
        let Some(text) = part.measure(root, plan)? else {
            eprintln!("left out: {}, which needs `--metadata FILE`", part.name());
            return Ok(());
        };
        update(root, part.name(), &text)?;
        all += &text;
        Ok(())
    });
    plots::update(root, &read(root)?)?;
    outcome.map(|()| all)
}

/// Does something with each part. One that fails does not keep the others from their turn: a part takes many minutes.
///
/// # Errors
///
/// What has failed, of all parts.
pub fn each(parts: &[Part], mut each: impl FnMut(Part) -> Result<()>) -> Result<()> {
    let mut failures = Vec::new();
    for part in parts {
        if let Err(error) = each(*part) {
            let failure = format!("{} cannot be measured: {error:#}", part.name());
            eprintln!("{failure}");
            failures.push(failure);
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(anyhow!(failures.join("\n"))) }
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
