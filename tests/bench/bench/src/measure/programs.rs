//! The programs that are measured: built here, or installed by whoever measures.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// Ours and progenitor's, as release builds.
pub(super) struct Programs {
    pub(super) xtask: PathBuf,
    pub(super) peer: PathBuf,
}

impl Programs {
    pub(super) fn build(root: &Path) -> Result<Self> {
        Ok(Self {
            xtask: build(root, ".", "xtask", "xtask")?,
            peer: build(root, "tests/bench", "progenitor-peer", "peer")?,
        })
    }
}

/// cargo in one of the repository's workspaces.
pub(super) fn cargo(root: &Path, workspace: &str) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root.join(workspace));
    command
}

/// A program of one of the repository's workspaces.
fn build(root: &Path, workspace: &str, package: &str, program: &str) -> Result<PathBuf> {
    let mut command = cargo(root, workspace);
    command.args(["build", "--release", "--message-format", "json-render-diagnostics"]);
    let messages = output(command.args(["--package", package, "--bin", program]))?;
    executable(&messages, program).with_context(|| format!("cargo has built no {program}"))
}

/// Where cargo says that it has put a program.
fn executable(messages: &str, program: &str) -> Option<PathBuf> {
    let mut messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    messages.find_map(|message| {
        let path = message["executable"].as_str()?;
        (message["target"]["name"] == program).then(|| path.into())
    })
}

/// What a command prints; what it complains about is shown.
pub(super) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot run {command:?}"))?;
    if !output.status.success() {
        bail!("{command:?} has failed");
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Whether a peer is installed; if not, how it could be.
pub(super) fn is_installed(name: &str) -> bool {
    let found = Command::new(name)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let missing = found.is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
    if missing {
        eprintln!("not installed, and so left out: {name}; `cargo install {name}` brings it");
    }
    !missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_found_in_cargos_messages() {
        let messages = r#"{"reason":"compiler-artifact","target":{"name":"peer"},"executable":null}
{"reason":"compiler-artifact","target":{"name":"peer"},"executable":"/t/peer"}
no JSON"#;
        assert_eq!(executable(messages, "peer"), Some("/t/peer".into()));
        assert_eq!(executable(messages, "xtask"), None);
    }
}
