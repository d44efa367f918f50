//! progenitor as a program, for measurements of whole processes.

mod adapt;
mod generate;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use openapiv3::OpenAPI;

/// progenitor as a library with prettyplease, as a program.
#[derive(Parser)]
#[command(name = "peer")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Bring the export of `cargo xtask openapi` down to the version of OpenAPI that progenitor reads
    Adapt {
        /// The export
        input: PathBuf,
        /// Where to write what progenitor reads
        output: PathBuf,
    },
    /// What no generator can do without: read an adapted export, parse it, and write it
    Floor {
        /// The adapted export
        input: PathBuf,
        /// Where to write it
        output: PathBuf,
    },
    /// Make a client of an adapted export
    Generate {
        /// The adapted export
        input: PathBuf,
        /// Where to write the client
        output: PathBuf,
        /// With a builder for each operation, in place of positional arguments
        #[arg(long)]
        builder: bool,
    },
}

fn main() -> Result<()> {
    match Cli::parse().task {
        Task::Adapt { input, output } => {
            let adapted = adapt::document(&serde_json::from_slice(&read(&input)?)?);
            write(&output, &adapted.to_string())
        }
        Task::Floor { input, output } => {
            let bytes = read(&input)?;
            parse(&input, &bytes)?;
            fs::write(&output, bytes).with_context(|| format!("cannot write {}", output.display()))
        }
        Task::Generate { input, output, builder } => {
            let spec = parse(&input, &read(&input)?)?;
            write(&output, &generate::generate(&spec, builder)?)
        }
    }
}

fn parse(path: &Path, bytes: &[u8]) -> Result<OpenAPI> {
    serde_json::from_slice(bytes).with_context(|| format!("{} is no OpenAPI 3.0", path.display()))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
