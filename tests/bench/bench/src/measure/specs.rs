//! What generators are given: the workspace's own spec and larger ones, each also as the OpenAPI that peers read.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::process;
use super::programs::Programs;
use xtask::workspace;

/// A spec for all contestants.
pub(super) struct Spec {
    /// Its name in tables.
    pub(super) name: String,
    /// A name that is fit for files and packages.
    pub(super) id: String,
    /// The spec in our own language.
    pub(super) folder: PathBuf,
    /// The same as OpenAPI 3.1, as it is exported.
    pub(super) exported: PathBuf,
    /// The same as OpenAPI 3.0.
    pub(super) openapi: PathBuf,
}

impl Spec {
    /// The workspace's own.
    pub(super) fn own(root: &Path, scratch: &Path, programs: &Programs) -> Result<Self> {
        let name = format!("`{}/`", workspace::SPEC);
        Self::new(name, "own", root.join(workspace::SPEC), scratch, programs)
    }

    /// A spec of this many operations with the proportions of the workspace's own.
    pub(super) fn of_size(size: usize, scratch: &Path, programs: &Programs) -> Result<Self> {
        let id = size.to_string();
        let folder = scratch.join(format!("spec-{id}"));
        let mut synth = Command::new(env::current_exe()?);
        synth.args(["synth", "--operations", &id, "--out"]);
        process::run(synth.arg(&folder))?;
        Self::new(super::table::count(size), &id, folder, scratch, programs)
    }

    /// A spec in a folder.
    // Other processes make all of it: what a large one leaves in this one's memory would count as its children's.
    pub(super) fn new(
        name: String,
        id: &str,
        folder: PathBuf,
        scratch: &Path,
        programs: &Programs,
    ) -> Result<Self> {
        let exported = scratch.join(format!("{id}-3.1.json"));
        let openapi = scratch.join(format!("{id}-3.0.json"));
        let mut export = Command::new(&programs.xtask);
        export.args(["openapi", "--spec"]).arg(&folder);
        process::run(export.arg("--out").arg(&exported))?;
        let mut adapt = Command::new(&programs.peer);
        process::run(adapt.arg("adapt").arg(&exported).arg(&openapi))?;
        Ok(Self { name, id: id.to_owned(), folder, exported, openapi })
    }
}
