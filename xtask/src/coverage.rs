//! `cargo xtask coverage`: whether the spec covers the documents.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use codegen::SourceFile;

use crate::commands::{Answer, human};
use crate::{sources, workspace};

/// Prints what covers each heading, request line and contradiction of the documents; gaps make it fail.
///
/// # Errors
///
/// Files that cannot be read.
pub fn coverage(spec: &Path, color: bool) -> Result<Answer> {
    let mut files = sources::texts(sources::read(spec)?);
    let documents = documents(spec)?;
    let coverage = codegen::coverage::coverage(&documents, &files);
    files.push(documents);
    let (out, gaps) = match coverage {
        Ok(coverage) => (coverage.table(), coverage.gaps),
        Err(mistakes) => (String::new(), mistakes),
    };
    let failed = !gaps.is_empty();
    let err = if failed {
        human(&files, &gaps, color) + "\n"
    } else {
        String::new()
    };
    Ok(Answer { out, err, failed })
}

/// The documents as data; they stand beside the folders of the spec.
fn documents(spec: &Path) -> Result<SourceFile> {
    let path = spec.join(workspace::DOCUMENTS);
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(SourceFile {
        path: workspace::display(&path),
        text,
    })
}
