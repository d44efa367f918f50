//! `cargo xtask openapi`: the spec for the tools of other ecosystems.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::commands::{Answer, human};
use crate::sources;

/// Prints the spec as OpenAPI 3.1, or writes it to a file.
///
/// # Errors
///
/// Files that cannot be read or written.
pub fn openapi(spec: &Path, out: Option<&Path>, color: bool) -> Result<Answer> {
    let files = sources::texts(sources::read(spec)?);
    let text = match codegen::read(&files) {
        Ok(read) => codegen::openapi::openapi(&read.contract),
        Err(mistakes) => {
            let err = human(&files, &mistakes, color) + "\n";
            return Ok(Answer { err, failed: true, ..Answer::default() });
        }
    };
    let Some(path) = out else {
        return Ok(Answer { out: text, ..Answer::default() });
    };
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(Answer { out: format!("wrote {}\n", path.display()), ..Answer::default() })
}
