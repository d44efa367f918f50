//! What users build: the emitted crate beside the client that progenitor makes of the same API.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::crates::{Crate, ours, published, theirs};
use super::process::{self, Contestant, Cost, in_turns};
use super::programs::{self, Programs};
use super::specs::Spec;
use super::table::{mebibytes, ratio, seconds, table};

pub(super) fn measure(root: &Path, runs: usize) -> Result<String> {
    let programs = Programs::build(root)?;
    let scratch = tempfile::tempdir().context("cannot write in the folder for temporary files")?;
    let scratch = scratch.path();
    let published = published(scratch, PUBLISHED)?;
    let mut own = Vec::new();
    let mut whole = String::new();
    for size in [None, Some(50), Some(500)] {
        let spec = match size {
            None => Spec::own(root, scratch, &programs)?,
            Some(size) => Spec::of_size(size, scratch, &programs)?,
        };
        let ours = ours(root, scratch, &spec, &programs)?;
        let theirs = theirs(root, scratch, &spec, &programs)?;
        let mut builds = vec![
            Build::new("default features", true, &ours, &[], scratch),
            Build::new("core", true, &ours, &["--no-default-features"], scratch),
            Build::new("progenitor", false, &theirs, &[], scratch),
        ];
        // The other sizes have the same dependencies, and what is published has one size.
        if size.is_none() {
            builds.push(Build::new(PUBLISHED.0, false, &published, &[], scratch));
            whole = table(WHOLE, &clean(&builds)?);
        }
        own.extend(alone(&spec.name, &builds, runs)?);
    }
    Ok(format!(
        "Everything from nothing, dependencies included, once each:\n\n{whole}\nThe crate alone, its dependencies built already:\n\n{}",
        table(ALONE, &own)
    ))
}

/// The other client of the service, from the registry: 65 operations.
const PUBLISHED: (&str, &str) = ("azure_svc_graphrbac", "0.21.0");

/// Where progenitor stands among the builds; ours are compared with it.
const PROGENITOR: usize = 2;

const WHOLE: [&str; 6] = [
    "what is built",
    "crates in the tree",
    "`cargo check`, CPU s",
    "wall s",
    "ours to progenitor's: CPU",
    "crates",
];

const ALONE: [&str; 9] = [
    "spec",
    "what is built",
    "`cargo check`, CPU s",
    "after an edit of a model, CPU s",
    "release build, CPU s",
    "rlib, MiB",
    "ours to progenitor's: check",
    "edit",
    "release",
];

/// A crate with the features that it is built with, and a place for what comes of it.
struct Build<'a> {
    name: &'static str,
    is_ours: bool,
    of: &'a Crate,
    features: &'static [&'static str],
    target: PathBuf,
}

impl<'a> Build<'a> {
    fn new(
        name: &'static str,
        is_ours: bool,
        of: &'a Crate,
        features: &'static [&'static str],
        scratch: &Path,
    ) -> Self {
        let target = scratch.join("target").join(name.replace(' ', "-"));
        Self { name, is_ours, of, features, target }
    }

    fn cargo(&self, task: &[&str]) -> Command {
        let mut command = programs::cargo(&self.of.workspace, ".");
        command.env("CARGO_TARGET_DIR", &self.target);
        command.args(task).args(["--package", &self.of.name]);
        command
    }

    fn build(&self, task: &[&str]) -> Result<Cost> {
        process::run(self.cargo(task).args(self.features))
    }

    /// The crate once more, with nothing known of it but its dependencies.
    fn again(&self, task: &[&str]) -> Result<Cost> {
        process::run(&mut self.cargo(&["clean"]))?;
        process::run(self.cargo(&["clean"]).arg("--release"))?;
        self.build(task)
    }

    fn crates(&self) -> Result<usize> {
        let mut tree = self.cargo(&["tree", "--edges", "normal,build", "--prefix", "none"]);
        let tree = programs::output(tree.args(["--format", "{p}"]).args(self.features))?;
        Ok(packages(&tree))
    }

    /// The size of the library that a release build has left.
    fn library(&self) -> Result<u64> {
        let folder = self.target.join("release/deps");
        let start = format!("lib{}-", self.of.library);
        let mut most = 0;
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(&start) && name.ends_with(".rlib") {
                most = most.max(entry.metadata()?.len());
            }
        }
        Ok(most)
    }
}

/// How many packages `cargo tree` names.
fn packages(tree: &str) -> usize {
    let names = tree.lines().map(|line| line.trim_end_matches(" (*)"));
    names.filter(|line| !line.is_empty()).collect::<BTreeSet<_>>().len()
}

/// Clean checks of all crates in the tree.
fn clean(builds: &[Build<'_>]) -> Result<Vec<[String; 6]>> {
    for build in builds {
        // What has to be downloaded is no part of the build.
        process::run(&mut build.cargo(&["tree"]))?;
    }
    let costs = in_turns(
        builds
            .iter()
            .map(|build| Contestant::new(build.name, 1, || build.build(&["check"])))
            .collect(),
    )?;
    let theirs = costs.get(PROGENITOR).copied().unwrap_or_default();
    let crates = builds.iter().map(Build::crates).collect::<Result<Vec<_>>>()?;
    let all = crates.get(PROGENITOR).copied().unwrap_or_default();
    let rows = builds.iter().zip(&costs).zip(&crates);
    Ok(rows
        .map(|((build, cost), crates)| {
            [
                build.name.to_owned(),
                crates.to_string(),
                seconds(cost.cpu),
                seconds(cost.wall),
                only(build.is_ours, || cpu(*cost, theirs)),
                only(build.is_ours, || format!("{crates} of {all}")),
            ]
        })
        .collect())
}

/// Checks and release builds of the crates alone.
fn alone(spec: &str, builds: &[Build<'_>], runs: usize) -> Result<Vec<[String; 9]>> {
    for build in builds {
        // Some of the dependencies stand beside the crate, and each spec has its own.
        build.build(&["check"])?;
        build.build(&["build", "--release"])?;
    }
    let turns = |run: &dyn Fn(&Build<'_>) -> Result<Cost>, runs: usize| {
        in_turns(
            builds
                .iter()
                .map(|build| Contestant::new(build.name, runs, move || run(build)))
                .collect(),
        )
    };
    let checks = turns(&|build| build.again(&["check"]), runs)?;
    let edited = Cell::new(0);
    let edits = turns(
        &|build| {
            edited.set(edited.get() + 1);
            // What comes from the registry is not edited.
            match build.of.edit(edited.get())? {
                true => build.build(&["check"]),
                false => Ok(Cost::default()),
            }
        },
        runs,
    )?;
    let releases = turns(&|build| build.again(&["build", "--release"]), 1)?;

    let mut rows = Vec::new();
    for (place, build) in builds.iter().enumerate() {
        let to = |costs: &[Cost]| only(build.is_ours, || cpu(costs[place], costs[PROGENITOR]));
        rows.push([
            spec.to_owned(),
            build.name.to_owned(),
            seconds(checks[place].cpu),
            only(edits[place] != Cost::default(), || seconds(edits[place].cpu)),
            seconds(releases[place].cpu),
            mebibytes(build.library()?),
            to(&checks),
            to(&edits),
            to(&releases),
        ]);
    }
    Ok(rows)
}

fn cpu(ours: Cost, theirs: Cost) -> String {
    ratio(ours.cpu.as_secs_f64(), theirs.cpu.as_secs_f64())
}

fn only(condition: bool, text: impl FnOnce() -> String) -> String {
    if condition { text() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::packages;

    #[test]
    fn a_package_counts_once_however_often_the_tree_names_it() {
        assert_eq!(packages("a v1.0.0\nb v1.0.0\n\nb v1.0.0 (*)\nb v2.0.0\n"), 3);
    }
}
