//! The cold start: what a fresh clone costs that has nothing built.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::process;
use super::programs::cargo;
use super::table::{seconds, table};

const HEAD: [&str; 3] = ["command in a fresh clone, one after the other", "CPU s", "wall s"];

pub(super) fn measure(root: &Path) -> Result<String> {
    let scratch = tempfile::tempdir().context("cannot write in the folder for temporary files")?;
    let clone = scratch.path().join("clone");
    process::run(Command::new("git").args(["clone", "--quiet"]).arg(root).arg(&clone))?;
    let cold = |task: &[&str]| {
        let mut command = cargo(&clone, ".");
        command.args(task).env_remove("CARGO_TARGET_DIR");
        process::run(&mut command)
    };
    // What has to be downloaded is no part of the build.
    cold(&["fetch"])?;
    let tasks: [&[&str]; 2] = [&["xtask", "regen"], &["test", "--workspace"]];
    let mut rows = Vec::new();
    for task in tasks {
        let cost = cold(task)?;
        let name = format!("`cargo {}`", task.join(" "));
        rows.push([name, seconds(cost.cpu), seconds(cost.wall)]);
    }
    Ok(table(HEAD, &rows))
}
