//! All of Microsoft Graph: imported from its metadata, generated and checked, and its export given to the generators of others.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::generation::{lines, refusal};
use super::ours::renew;
use super::peers::peers;
use super::process::{self, Cost};
use super::programs::{Programs, cargo};
use super::specs::Spec;
use super::table::{count, mebibytes, seconds, table};

const HEAD: [&str; 5] = ["what runs, once", "CPU s", "wall s", "peak MiB", "lines of Rust"];

// Without a transport: what both need is the same then.
const ALL: &[&str] = &["--no-default-features", "--features", "all"];
const GROUPS: &[&str] = &["--no-default-features", "--features", "groups"];

pub(super) fn measure(root: &Path, metadata: &Path) -> Result<String> {
    let programs = Programs::build(root)?;
    let scratch = tempfile::tempdir().context("cannot write in the folder for temporary files")?;
    let scratch = scratch.path();
    let folder = scratch.join("spec");
    let package = scratch.join("package");
    let xtask = |task: &str| {
        let mut command = Command::new(&programs.xtask);
        command.arg(task);
        command
    };
    let mut rows = Vec::new();
    let mut row = |what: &str, cost: Cost, lines: String| {
        let what = what.to_owned();
        rows.push([what, seconds(cost.cpu), seconds(cost.wall), mebibytes(cost.peak), lines]);
    };

    let mut import = xtask("import");
    import.arg(metadata).args(["--service", "graph", "--select", "**", "--spec"]).arg(&folder);
    row("import of all", process::run(&mut import)?, String::new());
    let mut check = xtask("check");
    row("check of the spec", process::run(check.arg("--spec").arg(&folder))?, String::new());
    let mut regen = xtask("regen");
    regen.args(["--layout", "crate", "--spec"]).arg(&folder).arg("--out").arg(&package);
    regen.arg("--runtime").arg(root.join("codegen/runtime"));
    let cost = process::run(&mut regen)?;
    row("regen into a crate", cost, count(lines(&package)?));
    // The first time, dependencies are checked along.
    check_crate(&package, GROUPS)?;
    row("`cargo check` of all of it", check_crate(&package, ALL)?, String::new());
    row(
        "`cargo check` with the feature `groups` alone",
        check_crate(&package, GROUPS)?,
        String::new(),
    );

    let spec = Spec::new("all of it".to_owned(), "graph", folder, scratch, &programs)?;
    let mut refusals = String::new();
    let peers = peers(&programs);
    let place = scratch.join("peer");
    // What takes a second interface of the same generator is no other scale.
    for peer in peers.iter().filter(|peer| !peer.name.ends_with("builder style")) {
        renew(&place)?;
        match process::run(&mut peer.command(&spec, &place)) {
            Ok(cost) => row(peer.name, cost, count(lines(&place)?)),
            Err(error) => refusals += &refusal(peer, &spec, &error),
        }
    }
    Ok(format!("{}{refusals}", table(HEAD, &rows)))
}

/// The crate alone, its dependencies built already.
fn check_crate(package: &Path, features: &[&str]) -> Result<Cost> {
    let cargo = |task: &str| {
        let mut command = cargo(package, ".");
        command.arg(task).env_remove("CARGO_TARGET_DIR");
        command
    };
    process::run(cargo("clean").args(["--package", "package"]))?;
    process::run(cargo("check").args(features))
}
