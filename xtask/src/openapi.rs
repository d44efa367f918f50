//! `cargo xtask openapi`: the spec for the tools of other ecosystems.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use codegen::samples::Samples;

use crate::commands::{Report, human};
use crate::sources;

/// Prints the spec as OpenAPI 3.1, or writes it to a file.
///
/// # Errors
///
/// Files that cannot be read or written.
pub fn openapi(spec: &Path, out: Option<&Path>, color: bool) -> Result<Report> {
    let files = sources::texts(sources::read(spec)?);
    let text = match codegen::read(&files) {
        Ok(read) => codegen::openapi::openapi(&read.contract, &Samples::of(&read.model)),
        Err(mistakes) => {
            let err = human(&files, &mistakes, color) + "\n";
            return Ok(Report { err, failed: true, ..Report::default() });
        }
    };
    let Some(path) = out else {
        return Ok(Report { out: text, ..Report::default() });
    };
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(Report { out: format!("wrote {}\n", path.display()), ..Report::default() })
}
