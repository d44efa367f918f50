//! Where emitted code stands.

use std::path::{Path, PathBuf};

use anyhow::{Error, Result, ensure};

use crate::runtime::Runtime;

/// The folder of the emitted code in a crate of its own.
pub(crate) const API: &str = "src/api/";

/// What else is written of such a crate.
const BESIDE: [&str; 2] = ["Cargo.toml", "src/lib.rs"];

/// Where the code stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Layout {
    /// In a crate that is there.
    Api,
    /// In a crate of its own.
    Crate {
        /// Where the crate finds what it stands on.
        runtime: Runtime,
    },
}

/// The folders and the names that a layout comes to.
#[derive(Debug, Hash)]
pub(crate) struct Destination {
    /// The folder of the emitted code, which holds nothing else.
    pub(crate) api: PathBuf,
    /// The crate around it, if it is one of its own.
    pub(crate) around: Option<Around>,
}

/// What a crate is called and what it stands on, as its manifest has it.
#[derive(Debug, Hash)]
pub(crate) struct Around {
    pub(crate) name: String,
    pub(crate) runtime: String,
}

impl Destination {
    /// The destination of code in a folder.
    ///
    /// # Errors
    ///
    /// All that keeps a crate from being there.
    pub(crate) fn of(layout: &Layout, out: &Path) -> Result<Self, Vec<Error>> {
        let Layout::Crate { runtime } = layout else {
            return Ok(Self { api: out.to_owned(), around: None });
        };
        let around = match (crate_name(out), runtime.dependency(out)) {
            (Ok(name), Ok(runtime)) => Around { name, runtime },
            (name, runtime) => {
                let errors = [name.err(), runtime.err().map(Error::from)];
                return Err(errors.into_iter().flatten().collect());
            }
        };
        Ok(Self { api: out.join("src").join("api"), around: Some(around) })
    }

    /// The files of the crate that stand beside the emitted code.
    pub(crate) fn beside(&self, out: &Path) -> impl Iterator<Item = PathBuf> {
        self.around.iter().flat_map(move |_| BESIDE.map(|file| out.join(file)))
    }
}

/// What a crate is called: like its folder.
fn crate_name(out: &Path) -> Result<String> {
    let out = std::path::absolute(out)?;
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    ensure!(
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(fits),
        "the folder `{name}` gives no name for a crate"
    );
    Ok(name)
}
