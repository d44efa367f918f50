//! The program: measures, and makes specs of any size.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use bench::measure::{self, PARTS, Part, Plan, measure};
use bench::{plots, synth};
use codegen::SourceFile;
use xtask::cli::{self, Command, Given, Opt, Place, Program, Stop, Takes, Times};
use xtask::commands::{Report, count};
use xtask::{plan, sources, workspace};

const PROGRAM: Program = Program {
    name: "bench",
    about: "Measures generation, builds and calls; makes specs of any size",
    commands: &[
        Command {
            name: "measure",
            about: "Measure, beside what else there is, and put the tables into BENCHMARKS.md",
            places: &[Place {
                name: "PART",
                times: Times::Often,
                help: "What to measure: stages, generation, builds, calls, cold, graph; everything if left out",
            }],
            options: &[
                Opt {
                    name: "runs",
                    takes: Takes::Value("N"),
                    help: "How often each contestant runs, 5 times if left out; the tables show medians",
                },
                Opt {
                    name: "metadata",
                    takes: Takes::Value("FILE"),
                    help: "The metadata of Microsoft Graph v1.0, for `graph`",
                },
            ],
        },
        Command {
            name: "plot",
            about: "Draw the pictures of the tables in BENCHMARKS.md again",
            places: &[],
            options: &[],
        },
        Command {
            name: "synth",
            about: "Make a spec of any size out of the workspace's own",
            places: &[],
            options: &[
                Opt {
                    name: "operations",
                    takes: Takes::Value("N"),
                    help: "How many operations it has",
                },
                Opt { name: "out", takes: Takes::Value("DIR"), help: "The folder to write it to" },
            ],
        },
    ],
};

fn main() -> ExitCode {
    cli::end(PROGRAM.read(env::args_os().skip(1)).and_then(|given| run(&given)))
}

fn run(given: &Given<'_>) -> Result<Report, Stop> {
    let root = bench::root();
    if given.command() == "measure" {
        let runs = given.number("runs")?.unwrap_or(5);
        let parts = given.places().map(|name| part(given, &name)).collect::<Result<Vec<_>, _>>()?;
        let parts = if parts.is_empty() { PARTS.to_vec() } else { parts };
        let metadata = given.path("metadata").map(Path::to_owned);
        if metadata.is_none() && parts == [Part::Graph] {
            return Err(given.usage("`--metadata` is missing"));
        }
        return Ok(measure(&root, &Plan { parts, runs, metadata }).map(Report::good)?);
    }
    if given.command() == "plot" {
        plots::update(&root, &measure::read(&root)?)?;
        return Ok(Report::good(format!("drew the pictures in {}\n", plots::FOLDER)));
    }
    let missing = |option: &str| given.usage(format!("`--{option}` is missing"));
    let operations = given.number("operations")?.ok_or_else(|| missing("operations"))?;
    let out = given.folder("out")?.ok_or_else(|| missing("out"))?;
    Ok(write_synth(&root.join(workspace::SPEC), operations, &out)?)
}

fn part(given: &Given<'_>, name: &str) -> Result<Part, Stop> {
    let part = PARTS.into_iter().find(|part| part.name() == name);
    part.ok_or_else(|| given.usage(format!("there is no part `{name}`")))
}

/// A spec of this many operations, made from the workspace's own.
fn write_synth(pattern: &Path, operations: usize, out: &Path) -> Result<Report> {
    let pattern = sources::texts(sources::read(pattern)?);
    let files = synth::synth(&pattern, operations)?;
    // The first step is the name that the spec's folder has in diagnostics.
    let path_of =
        |file: &SourceFile| out.join(file.path.split_once('/').map_or("", |(_, path)| path));
    let paths: BTreeSet<PathBuf> = files.iter().map(path_of).collect();
    if let Some(stray) = plan::walk(out)?.into_iter().find(|path| !paths.contains(path)) {
        bail!("{} is in the way: it would be taken for a part of the spec", stray.display());
    }
    for (file, path) in files.iter().zip(files.iter().map(path_of)) {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot create {}", folder.display()))?;
        }
        fs::write(&path, &file.text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(Report::good(format!(
        "wrote {} with {}\n",
        count(files.len(), "file"),
        count(operations, "operation")
    )))
}
