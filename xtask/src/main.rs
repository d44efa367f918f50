//! `cargo xtask`: the tasks of this workspace.

use std::env;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use codegen::diagnostics::{catalogue, suggest};
use codegen::diff::Level;
use codegen::permissions::Kind;
use xtask::cli::{Command, Given, Opt, Place, Program, Stop, Takes, Times};
use xtask::commands::{self, Format, ListFormat, Report};
use xtask::{Layout, Mode, Regen, Runtime, coverage, diff, openapi, workspace};

const SPEC: Opt = Opt { name: "spec", takes: Takes::Value("DIR"), help: "The folder of the spec" };

const fn check(help: &'static str) -> Opt {
    Opt { name: "check", takes: Takes::Nothing, help }
}

const fn format(words: &'static [&'static str]) -> Opt {
    Opt { name: "format", takes: Takes::Word(words), help: "How to show the outcome" }
}

const PROGRAM: Program = Program {
    name: "cargo xtask",
    about: "The tasks of this workspace",
    commands: &[
        Command {
            name: "regen",
            about: "Make the emitted code from the spec",
            places: &[],
            options: &[
                check("Write nothing and fail if something is not up to date"),
                SPEC,
                Opt {
                    name: "out",
                    takes: Takes::Value("DIR"),
                    help: "The folder of the emitted code, which holds nothing else",
                },
                Opt {
                    name: "layout",
                    takes: Takes::Word(&["api", "crate"]),
                    help: "Whether the code stands in a crate that is there, or is a whole crate, which needs --spec and --out",
                },
                Opt {
                    name: "runtime",
                    takes: Takes::Value("WHERE"),
                    help: "Where the whole crate finds the crate that it stands on: a version or a folder, this workspace's unless given",
                },
            ],
        },
        Command {
            name: "check",
            about: "Look for mistakes in the spec",
            places: &[],
            options: &[SPEC, format(&["human", "json", "github"])],
        },
        Command {
            name: "explain",
            about: "Tell what a diagnostic means, or list them all",
            places: &[Place { name: "CODE", times: Times::Perhaps, help: "The code, like E0004" }],
            options: &[],
        },
        Command {
            name: "list",
            about: "List every operation",
            places: &[],
            options: &[
                SPEC,
                Opt {
                    name: "service",
                    takes: Takes::Value("NAME"),
                    help: "List those of one service, like azure_ad_graph",
                },
                format(&["table", "json", "markdown"]),
            ],
        },
        Command {
            name: "permissions",
            about: "Tell which permissions suffice to call some operations",
            places: &[Place {
                name: "OPERATION",
                times: Times::Often,
                help: "Its id, like groups.list; with its service before it where two have it: microsoft_graph:groups.list",
            }],
            options: &[
                SPEC,
                Opt {
                    name: "kind",
                    takes: Takes::Word(&["delegated", "application"]),
                    help: "In whose name the application calls: of a signed-in user, or as itself",
                },
                format(&["table", "json"]),
            ],
        },
        Command {
            name: "coverage",
            about: "Show what of the documents the spec covers, and fail on a gap",
            places: &[],
            options: &[SPEC],
        },
        Command {
            name: "diff",
            about: "Tell what differs between two specs, what that does to Rust callers, and which version number it asks for",
            places: &[
                Place {
                    name: "BASE",
                    times: Times::Once,
                    help: "The older spec: a folder, or a revision that git knows",
                },
                Place {
                    name: "HEAD",
                    times: Times::Perhaps,
                    help: "The newer spec, likewise; the working tree if left out",
                },
            ],
            options: &[
                SPEC,
                format(&["human", "markdown", "json"]),
                Opt {
                    name: "deny",
                    takes: Takes::Word(&["major", "minor", "patch"]),
                    help: "Fail if the verdict is this or graver",
                },
            ],
        },
        Command {
            name: "import",
            about: "Make spec files from the metadata of a service, CSDL 4 as XML",
            places: &[Place {
                name: "METADATA",
                times: Times::Once,
                help: "The file with what the service has at `$metadata`",
            }],
            options: &[
                Opt {
                    name: "service",
                    takes: Takes::Value("NAME"),
                    help: "The folder of the service, like graph",
                },
                Opt {
                    name: "select",
                    takes: Takes::Values("PATTERN"),
                    help: "What to import: groups/**, GET /users/{id}/messages, !**/$count, a type with its namespace, @FILE",
                },
                SPEC,
                Opt {
                    name: "permissions",
                    takes: Takes::Value("FILE"),
                    help: "Which permission allows what, Microsoft's permissions.json",
                },
                Opt {
                    name: "depth",
                    takes: Takes::Value("NUMBER"),
                    help: "How many relations `**` goes along, 2 unless given",
                },
                Opt {
                    name: "explain",
                    takes: Takes::Value("TYPE"),
                    help: "Tell why a type comes along, and write nothing",
                },
            ],
        },
        Command {
            name: "openapi",
            about: "Print the spec as OpenAPI 3.1",
            places: &[],
            options: &[
                SPEC,
                Opt {
                    name: "out",
                    takes: Takes::Value("FILE"),
                    help: "Write it to this file instead",
                },
            ],
        },
        Command {
            name: "fmt",
            about: "Give the spec its canonical text",
            places: &[],
            options: &[check("Write nothing and fail if some text is not canonical"), SPEC],
        },
    ],
};

fn main() -> ExitCode {
    xtask::cli::end(PROGRAM.read(env::args_os().skip(1)).and_then(|given| run(&given)))
}

fn run(given: &Given<'_>) -> Result<Report, Stop> {
    let root = workspace::root();
    let color =
        io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mode = if given.has("check") { Mode::Check } else { Mode::Write };
    let spec = given.folder("spec")?;
    let folder = spec.clone().unwrap_or_else(|| root.join(workspace::SPEC));
    Ok(match given.command() {
        "regen" => {
            let out = given.folder("out")?;
            let command = again(given, &["spec", "out", "layout", "runtime"]);
            let mut task = regen_task(&root, spec, out);
            if given.word("layout") == Some("crate") {
                if !(given.has("spec") && given.has("out")) {
                    return Err(given.usage("`--layout crate` needs `--spec` and `--out`"));
                }
                task.layout = Layout::Crate { runtime: Runtime::given(given.word("runtime")) };
                task.record = record("xtask-regen-crate.record");
            } else if given.has("runtime") {
                return Err(given.usage("`--runtime` goes with `--layout crate`"));
            }
            commands::run_regen(&task, mode, &command, color)?
        }
        "check" => {
            let format = match given.word("format") {
                Some("json") => Format::Json,
                Some("github") => Format::Github,
                _ => Format::Human { color },
            };
            commands::check(&folder, format)?
        }
        "explain" => explain(given)?,
        "list" => {
            let format = match given.word("format") {
                Some("json") => ListFormat::Json,
                Some("markdown") => ListFormat::Markdown,
                _ => ListFormat::Table,
            };
            commands::list(&folder, given.word("service"), format, color)?
        }
        "permissions" => permissions(given, &folder, color)?,
        "coverage" => coverage::coverage(&folder, color)?,
        "diff" => diff(given, &folder, color)?,
        "import" => import(given, &folder, color)?,
        "openapi" => openapi::openapi(&folder, given.path("out"), color)?,
        _ => commands::fmt(&folder, mode, &again(given, &["spec"]), color)?,
    })
}

/// What describes the language goes with the workspace's own spec and code only.
fn regen_task(root: &Path, spec: Option<PathBuf>, out: Option<PathBuf>) -> Regen {
    let own = Regen::of_workspace(root);
    let is_own = spec.is_none() && out.is_none();
    Regen {
        spec: spec.unwrap_or(own.spec),
        out: out.unwrap_or(own.out),
        layout: Layout::Api,
        schema: own.schema.filter(|_| is_own),
        diagnostics: own.diagnostics.filter(|_| is_own),
        record: record("xtask-regen.record"),
    }
}

/// Where a record of this name stands: beside the program itself, where only builds write.
fn record(name: &str) -> Option<PathBuf> {
    env::current_exe().ok().map(|program| program.with_file_name(name))
}

/// The command to run when something is not up to date.
fn again(given: &Given<'_>, options: &[&str]) -> String {
    let mut command = format!("{} {}", PROGRAM.name, given.command());
    for name in options {
        if let Some(value) = given.path(name) {
            command += &format!(" --{name} {}", value.display());
        }
    }
    command
}

fn explain(given: &Given<'_>) -> Result<Report, Stop> {
    let Some(text) = given.places().next() else {
        return Ok(commands::explain(None));
    };
    let codes = catalogue::CATALOGUE.iter().map(|code| code.id);
    match (catalogue::find(&text), suggest(&text, codes)) {
        (Some(code), _) => Ok(commands::explain(Some(code))),
        (None, Some(near)) => {
            Err(given.usage(format!("there is no code `{text}`; did you mean {near}?")))
        }
        (None, None) => Err(given.usage(format!("there is no code `{text}`"))),
    }
}

fn permissions(given: &Given<'_>, spec: &Path, color: bool) -> Result<Report, Stop> {
    let names: Vec<String> = given.places().collect();
    if names.is_empty() {
        return Err(given.usage("`OPERATION` is missing"));
    }
    let kind = match given.word("kind") {
        Some("application") => Kind::Application,
        _ => Kind::Delegated,
    };
    let is_json = given.word("format") == Some("json");
    let report = xtask::permissions::permissions(spec, &names, kind, is_json, color)?;
    report.map_err(|message| given.usage(message))
}

fn import(given: &Given<'_>, spec: &Path, color: bool) -> Result<Report, Stop> {
    let Some(service) = given.word("service") else {
        return Err(given.usage("`--service NAME` is missing"));
    };
    let select = given.words("select");
    if select.is_empty() {
        return Err(given.usage("`--select PATTERN` is missing; `--select '**'` is everything"));
    }
    let metadata = given.places().next().unwrap_or_default();
    Ok(xtask::import::import(&xtask::import::Task {
        metadata: Path::new(&metadata),
        service,
        select: &select,
        spec,
        permissions: given.path("permissions"),
        depth: given.number("depth")?.and_then(|depth| u32::try_from(depth).ok()),
        explain: given.word("explain"),
        color,
    })?)
}

fn diff(given: &Given<'_>, spec: &Path, color: bool) -> Result<Report, Stop> {
    let spec = std::path::absolute(spec).map_err(anyhow::Error::from)?;
    let place = |text: &str| diff::Place::find(text, &spec).map_err(|message| given.usage(message));
    let mut places = given.places();
    let base = place(&places.next().unwrap_or_default())?;
    let head = match places.next() {
        Some(head) => place(&head)?,
        None => diff::Place::Folder(spec.clone()),
    };
    let format = match given.word("format") {
        Some("markdown") => diff::Format::Markdown,
        Some("json") => diff::Format::Json,
        _ => diff::Format::Human,
    };
    let deny = given.word("deny").map(|level| match level {
        "major" => Level::Major,
        "minor" => Level::Minor,
        _ => Level::Patch,
    });
    Ok(diff::diff(&diff::Task { base, head, spec: spec.clone(), format, deny, color })?)
}
