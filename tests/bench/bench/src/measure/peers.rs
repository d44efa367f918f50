//! The generators of others, each run as its authors ask for.

use std::path::Path;
use std::process::Command;

use super::programs::{Programs, is_installed};
use super::specs::Spec;

/// A generator that is not ours.
pub(super) struct Peer {
    pub(super) name: &'static str,
    /// Whether a large spec takes it minutes.
    pub(super) slow: bool,
    command: Box<MakeCommand>,
}

/// The command for a spec and an empty folder for what is made of it.
type MakeCommand = dyn Fn(&Spec, &Path) -> Command;

impl Peer {
    fn new(
        name: &'static str,
        slow: bool,
        command: impl Fn(&Spec, &Path) -> Command + 'static,
    ) -> Self {
        Self { name, slow, command: Box::new(command) }
    }

    pub(super) fn command(&self, spec: &Spec, out: &Path) -> Command {
        (self.command)(spec, out)
    }
}

/// All that are here: what is built beside us, and what is installed.
pub(super) fn peers(programs: &Programs) -> Vec<Peer> {
    let library = |task: &'static [&'static str]| {
        let program = programs.peer.clone();
        move |spec: &Spec, out: &Path| {
            let mut command = Command::new(&program);
            command.args(task).arg(&spec.openapi).arg(out.join("client.rs"));
            command
        }
    };
    let mut peers = vec![
        Peer::new("floor: read, parse, write", false, library(&["floor"])),
        Peer::new("progenitor as a library", false, library(&["generate"])),
        Peer::new(
            "progenitor as a library, builder style",
            true,
            library(&["generate", "--builder"]),
        ),
    ];
    let mut installed = |program: &str, of: Vec<Peer>| {
        if is_installed(program) {
            peers.extend(of);
        }
    };
    installed(
        "cargo-progenitor",
        vec![
            Peer::new("cargo-progenitor", true, |spec, out| {
                cargo_progenitor(spec, out, "positional")
            }),
            Peer::new("cargo-progenitor, builder style", true, |spec, out| {
                cargo_progenitor(spec, out, "builder")
            }),
        ],
    );
    installed("oas3-gen", vec![Peer::new("oas3-gen", true, oas3_gen)]);
    installed("ploidy", vec![Peer::new("ploidy", true, ploidy)]);
    installed("openapi-to-rust", vec![Peer::new("openapi-to-rust", true, openapi_to_rust)]);
    installed("spargen-program", vec![Peer::new("spargen", true, spargen)]);
    peers
}

fn cargo_progenitor(spec: &Spec, out: &Path, interface: &str) -> Command {
    let mut command = Command::new("cargo-progenitor");
    command.args(["progenitor", "--name", "client", "--version", "0.1.0"]);
    command.args(["--interface", interface, "--input"]).arg(&spec.openapi);
    command.arg("--output").arg(out.join("client"));
    command
}

fn oas3_gen(spec: &Spec, out: &Path) -> Command {
    let mut command = Command::new("oas3-gen");
    command.args(["generate", "client-mod", "--workspace", "--odata-support"]);
    command.args(["--enable-builders", "--input"]).arg(&spec.openapi);
    command.arg("--output").arg(out.join("client"));
    command
}

fn ploidy(spec: &Spec, out: &Path) -> Command {
    let mut command = Command::new("ploidy");
    command.args(["generate", "rust"]).arg(&spec.openapi).arg("--output").arg(out.join("client"));
    command
}

fn openapi_to_rust(spec: &Spec, out: &Path) -> Command {
    let mut command = Command::new("openapi-to-rust");
    command.current_dir(out).arg("generate").arg(&spec.openapi);
    command
}

/// It reads 3.1 only.
fn spargen(spec: &Spec, out: &Path) -> Command {
    let mut command = Command::new("spargen-program");
    command.arg(&spec.exported).arg(out.join("client.rs"));
    command
}
