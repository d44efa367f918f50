//! `cargo xtask coverage`: whether the spec covers the documents.

use std::path::Path;

use anyhow::{Result, bail};

use crate::commands::{Report, human};
use crate::{sources, workspace};

/// Prints what covers each heading, request line and contradiction of the documents; gaps make it fail.
///
/// # Errors
///
/// Files that cannot be read.
pub fn coverage(spec: &Path, color: bool) -> Result<Report> {
    let mut files = sources::texts(sources::read(spec)?);
    let Some(documents) = sources::documents(spec)? else {
        bail!("{} has no {}", spec.display(), workspace::DOCUMENTS);
    };
    let documents = documents.source;
    let coverage = codegen::coverage::coverage(&documents, &files);
    files.push(documents);
    let (out, gaps) = match coverage {
        Ok(coverage) => (coverage.table(), coverage.gaps),
        Err(mistakes) => (String::new(), mistakes),
    };
    let failed = !gaps.is_empty();
    let err = if failed { human(&files, &gaps, color) + "\n" } else { String::new() };
    Ok(Report { out, err, failed })
}
