//! Where an emitted crate finds the crate that it stands on.

use std::io;
use std::path::{Component, Path, PathBuf, absolute};

use crate::workspace;

/// Where it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Runtime {
    /// In a folder.
    Folder(PathBuf),
    /// In a registry, with a version that suits.
    Version(String),
}

impl Runtime {
    /// What was asked for: a version begins with a digit or says how it compares. The workspace's own unless told otherwise.
    pub fn given(given: Option<&str>) -> Self {
        let begins =
            |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || "=^~><*".contains(c));
        match given {
            Some(text) if begins(text) => Self::Version(text.to_owned()),
            Some(text) => Self::Folder(PathBuf::from(text)),
            None => Self::Folder(workspace::root().join(workspace::RUNTIME)),
        }
    }

    /// As a manifest in a folder has it. A path is told from there, so that the two can be moved together.
    ///
    /// # Errors
    ///
    /// A folder without a package, and a current folder that is unknown.
    pub(crate) fn dependency(&self, from: &Path) -> io::Result<String> {
        Ok(match self {
            Self::Version(version) => format!("{version:?}"),
            Self::Folder(folder) => {
                let manifest = folder.join("Cargo.toml");
                if !manifest.is_file() {
                    let message = format!(
                        "there is no {}; `--runtime` takes a folder that has one, or a version",
                        manifest.display()
                    );
                    return Err(io::Error::new(io::ErrorKind::NotFound, message));
                }
                let path = between(&plain(from)?, &plain(folder)?);
                let path = path.display().to_string().replace('\\', "/");
                format!("{{ path = {path:?}, version = \"{}\" }}", env!("CARGO_PKG_VERSION"))
            }
        })
    }
}

/// An absolute path without `..`.
fn plain(path: &Path) -> io::Result<PathBuf> {
    let mut plain = PathBuf::new();
    for component in absolute(path)?.components() {
        match component {
            Component::ParentDir => _ = plain.pop(),
            other => plain.push(other),
        }
    }
    Ok(plain)
}

/// The way from one folder to another; the other's own path if they have nothing in common, as on two drives.
fn between(from: &Path, to: &Path) -> PathBuf {
    let common = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return to.to_owned();
    }
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    up.chain(to.components().skip(common)).collect()
}
