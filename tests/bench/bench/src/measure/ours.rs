//! Our own generator, as a program that runs again and again.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::process::{self, Cost};
use super::specs::Spec;
use xtask::plan;

/// Our own generator with a place to itself, since it keeps notes beside the program. Each full run gets a new one: file
/// systems are slow to make files anew where thousands have just been deleted, which is no part of generation.
pub(super) struct Ours<'a> {
    program: &'a Path,
    spec: &'a Spec,
    scratch: &'a Path,
    places: Cell<usize>,
    changed: Cell<bool>,
}

impl<'a> Ours<'a> {
    pub(super) fn new(program: &'a Path, spec: &'a Spec, scratch: &'a Path) -> Self {
        Self { program, spec, scratch, places: Cell::new(0), changed: Cell::new(false) }
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.scratch.join(format!("ours-{}", self.places.get()))
    }

    /// Everything, with nothing known from earlier runs.
    pub(super) fn fresh(&self) -> Result<Cost> {
        self.places.set(self.places.get() + 1);
        renew(&self.folder())?;
        fs::copy(self.program, self.folder().join("xtask")).context("cannot copy the program")?;
        let cost = self.regen()?;
        // Once more, so that the next run begins with everything found up to date.
        self.regen()?;
        Ok(cost)
    }

    pub(super) fn regen(&self) -> Result<Cost> {
        let mut command = Command::new(self.folder().join("xtask"));
        command.args(["regen", "--spec"]).arg(self.copy()?);
        process::run(command.arg("--out").arg(self.folder().join("api")))
    }

    /// The spec as a copy that can be changed.
    fn copy(&self) -> Result<PathBuf> {
        let copy = self.scratch.join("changing");
        if !copy.is_dir() {
            for path in plan::walk(&self.spec.folder)? {
                let target = copy.join(path.strip_prefix(&self.spec.folder)?);
                fs::create_dir_all(target.parent().unwrap_or(&copy))?;
                fs::copy(path, target)?;
            }
        }
        Ok(copy)
    }

    /// Changes the summary of one operation, or changes it back.
    pub(super) fn change(&self) -> Result<()> {
        let copy = self.copy()?;
        let (from, to) = match self.changed.replace(!self.changed.get()) {
            false => ("\"summary\": \"Lists ", "\"summary\": \"Lists all "),
            true => ("\"summary\": \"Lists all ", "\"summary\": \"Lists "),
        };
        for path in plan::walk(&copy)? {
            let is_spec = path.extension().is_some_and(|extension| extension == "json");
            let text = fs::read_to_string(&path)?;
            if is_spec && text.contains(from) {
                return Ok(fs::write(path, text.replacen(from, to, 1))?);
            }
        }
        bail!("no operation lists anything");
    }
}

/// An empty folder.
pub(super) fn renew(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))
}
