//! `cargo xtask permissions`: what an application needs for some operations.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use codegen::permissions::{Kind, Needed, find, needed};

use crate::commands::{Report, human, table};
use crate::sources;

/// The permissions that suffice for these operations, or what is wrong with a name.
///
/// # Errors
///
/// Files that cannot be read.
pub fn permissions(
    spec: &Path,
    names: &[String],
    kind: Kind,
    is_json: bool,
    color: bool,
) -> Result<Result<Report, String>> {
    let files = sources::texts(sources::read(spec)?);
    let api = match codegen::read(&files) {
        Ok(read) => read.contract,
        Err(diagnostics) => {
            return Ok(Ok(Report::bad(human(&files, &diagnostics, color) + "\n")));
        }
    };
    let operations: Result<Vec<_>, String> = names.iter().map(|name| find(&api, name)).collect();
    let operations = match operations {
        Ok(operations) => operations,
        Err(message) => return Ok(Err(message)),
    };
    let needed = needed(&operations, kind);
    let text = if is_json { needed.to_json() } else { text(&needed) };
    Ok(Ok(Report::good(text)))
}

/// The same for people.
fn text(needed: &Needed<'_>) -> String {
    let mut rows = vec![["SERVICE", "PERMISSION", "CONSENT"].map(str::to_owned)];
    rows.extend(needed.permissions.iter().map(|permission| {
        let consent = match permission.admin {
            Some(true) => "by an administrator",
            Some(false) => "by users",
            None => "not known",
        };
        [permission.service, permission.name, consent].map(str::to_owned)
    }));
    let mut text = table(&rows);
    for (names, what) in [
        (&needed.unknown, "the spec does not say who may call it"),
        (&needed.unsupported, "it cannot be called in this way"),
    ] {
        for name in names {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{name}: {what}");
        }
    }
    text
}
