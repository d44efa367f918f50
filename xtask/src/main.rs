//! `cargo xtask`: the tasks of this workspace.

use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::error::ErrorKind as ClapError;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use codegen::diagnostics::{Code, catalogue, suggest};
use codegen::diff::Level;
use xtask::bench::{self, Part};
use xtask::commands::{self, Answer, Format};
use xtask::{Mode, Regen, coverage, diff, openapi, workspace};

/// Tokens are many small pieces: with the usual allocator a third of the time goes into making and freeing them. It asks for
/// pages of the usual size, for a small spec takes less than one of the large ones.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The tasks of this workspace.
#[derive(Parser)]
#[command(name = "xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Make the emitted code from the spec
    Regen {
        /// Write nothing and fail if something is not up to date
        #[arg(long)]
        check: bool,
        #[command(flatten)]
        spec: Spec,
        /// The folder of the emitted code, which holds nothing else
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Look for mistakes in the spec
    Check {
        #[command(flatten)]
        spec: Spec,
        /// How to show them
        #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
        format: CheckFormat,
    },
    /// Tell what a diagnostic means, or list them all
    Explain {
        /// The code, like E0004
        #[arg(value_parser = parse_code)]
        code: Option<&'static Code>,
    },
    /// List every operation
    List {
        #[command(flatten)]
        spec: Spec,
        /// How to show them
        #[arg(long, value_enum, default_value_t = ListFormat::Table)]
        format: ListFormat,
    },
    /// Show what of the documents the spec covers, and fail on a gap
    Coverage {
        #[command(flatten)]
        spec: Spec,
    },
    /// Tell what differs between two specs, what that does to Rust callers, and which version number it asks for
    Diff {
        /// The older spec: a folder, or a revision that git knows
        base: String,
        /// The newer spec, likewise; the working tree if left out
        head: Option<String>,
        /// The folder of the spec, in the working tree and in revisions
        #[arg(long, value_name = "DIR")]
        spec: Option<PathBuf>,
        /// How to show the outcome
        #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
        format: DiffFormat,
        /// Fail if the verdict is this or graver
        #[arg(long, value_enum, value_name = "LEVEL")]
        deny: Option<Deny>,
    },
    /// Print the spec as OpenAPI 3.1
    Openapi {
        #[command(flatten)]
        spec: Spec,
        /// Write it to this file instead
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Give the spec its canonical text
    Fmt {
        /// Write nothing and fail if some text is not canonical
        #[arg(long)]
        check: bool,
        #[command(flatten)]
        spec: Spec,
    },
    /// Measure, beside what else there is, and put the tables into BENCHMARKS.md
    Bench {
        /// What to measure; everything if left out
        #[arg(value_enum)]
        parts: Vec<Part>,
        /// How often each contestant runs; the tables show medians
        #[arg(long, value_name = "N", default_value_t = 5)]
        runs: usize,
    },
    /// Make a spec of any size out of the workspace's own, for measurements
    Synth {
        /// How many operations it has
        #[arg(long, value_name = "N")]
        operations: usize,
        /// The folder to write it to
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

#[derive(Args)]
struct Spec {
    /// The folder of the spec
    #[arg(long, value_name = "DIR", value_parser = parse_folder)]
    spec: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum CheckFormat {
    Human,
    Json,
    Github,
}

#[derive(Clone, Copy, ValueEnum)]
enum ListFormat {
    Table,
    Json,
    Markdown,
}

#[derive(Clone, Copy, ValueEnum)]
enum DiffFormat {
    Human,
    Markdown,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    Major,
    Minor,
    Patch,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let answer = run(cli.task).unwrap_or_else(|error| Answer {
        err: format!("error: {error:#}\n"),
        failed: true,
        ..Answer::default()
    });
    let printed =
        print(io::stdout().lock(), &answer.out).and(print(io::stderr().lock(), &answer.err));
    if answer.failed || printed.is_err() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn run(task: Task) -> Result<Answer> {
    let root = workspace::root();
    let color =
        io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    match task {
        Task::Regen { check, spec, out } => {
            let command = format!(
                "cargo xtask regen{}{}",
                option("spec", spec.spec.as_deref()),
                option("out", out.as_deref())
            );
            commands::run_regen(
                &regen_task(&root, spec.spec, out),
                mode(check),
                &command,
                color,
            )
        }
        Task::Check { spec, format } => commands::check(
            &spec.folder(&root),
            match format {
                CheckFormat::Human => Format::Human { color },
                CheckFormat::Json => Format::Json,
                CheckFormat::Github => Format::Github,
            },
        ),
        Task::Explain { code } => Ok(commands::explain(code)),
        Task::List { spec, format } => commands::list(
            &spec.folder(&root),
            match format {
                ListFormat::Table => commands::ListFormat::Table,
                ListFormat::Json => commands::ListFormat::Json,
                ListFormat::Markdown => commands::ListFormat::Markdown,
            },
            color,
        ),
        Task::Coverage { spec } => coverage::coverage(&spec.folder(&root), color),
        Task::Diff {
            base,
            head,
            spec,
            format,
            deny,
        } => {
            let spec = std::path::absolute(spec.unwrap_or_else(|| root.join(workspace::SPEC)))?;
            let head = head.map_or_else(
                || diff::Place::Folder(spec.clone()),
                |head| place(&head, &spec),
            );
            diff::diff(&diff::Task {
                base: place(&base, &spec),
                head,
                spec,
                format: match format {
                    DiffFormat::Human => diff::Format::Human,
                    DiffFormat::Markdown => diff::Format::Markdown,
                    DiffFormat::Json => diff::Format::Json,
                },
                deny: deny.map(|level| match level {
                    Deny::Major => Level::Major,
                    Deny::Minor => Level::Minor,
                    Deny::Patch => Level::Patch,
                }),
                color,
            })
        }
        Task::Openapi { spec, out } => openapi::openapi(&spec.folder(&root), out.as_deref(), color),
        Task::Fmt { check, spec } => {
            let command = format!("cargo xtask fmt{}", option("spec", spec.spec.as_deref()));
            commands::fmt(&spec.folder(&root), mode(check), &command, color)
        }
        Task::Bench { parts, runs } => {
            let parts = if parts.is_empty() {
                &bench::PARTS[..]
            } else {
                &parts
            };
            commands::bench(&root, parts, runs.max(1))
        }
        Task::Synth { operations, out } => {
            commands::synth(&root.join(workspace::SPEC), operations, &out)
        }
    }
}

impl Spec {
    fn folder(&self, root: &Path) -> PathBuf {
        self.spec
            .clone()
            .unwrap_or_else(|| root.join(workspace::SPEC))
    }
}

/// What describes the language goes with the workspace's own spec and code only.
fn regen_task(root: &Path, spec: Option<PathBuf>, out: Option<PathBuf>) -> Regen {
    let own = Regen::of_workspace(root);
    let is_own = spec.is_none() && out.is_none();
    Regen {
        spec: spec.unwrap_or(own.spec),
        out: out.unwrap_or(own.out),
        schema: own.schema.filter(|_| is_own),
        diagnostics: own.diagnostics.filter(|_| is_own),
        // Beside the program itself, where only builds write.
        record: env::current_exe()
            .ok()
            .map(|program| program.with_file_name("xtask-regen.record")),
    }
}

fn mode(check: bool) -> Mode {
    if check { Mode::Check } else { Mode::Write }
}

/// An option as it was given, for a command to run again.
fn option(name: &str, value: Option<&Path>) -> String {
    value
        .map(|value| format!(" --{name} {}", value.display()))
        .unwrap_or_default()
}

/// A folder or a revision; anything else is a mistake of usage.
fn place(text: &str, spec: &Path) -> diff::Place {
    diff::Place::find(text, spec).unwrap_or_else(|message| {
        Cli::command()
            .error(ClapError::ValueValidation, message)
            .exit()
    })
}

fn parse_folder(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    if path.is_dir() {
        Ok(path)
    } else {
        Err("there is no such folder".to_owned())
    }
}

fn parse_code(text: &str) -> Result<&'static Code, String> {
    catalogue::find(text).ok_or_else(|| {
        match suggest(text, catalogue::CATALOGUE.iter().map(|code| code.id)) {
            Some(near) => format!("there is no such code; did you mean {near}?"),
            None => "there is no such code".to_owned(),
        }
    })
}

/// Prints a text. A reader that has seen enough is no failure.
fn print(mut to: impl Write, text: &str) -> io::Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        printed => printed,
    }
}
