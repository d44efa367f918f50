//! How files differ from what they should be, for people.

use std::fmt::Write;
use std::time::Duration;

use similar::TextDiff;

use crate::plan::Change;
use crate::workspace::display;

/// Lines of difference that are shown of one file.
const LINES: usize = 16;

/// Files whose differences are shown; of others only the names.
const FILES: usize = 20;

/// The files that are missing, stale or different, with the differences in short, and how to mend it.
pub fn report(changes: &[Change], command: &str) -> String {
    let mut out = String::new();
    for (index, change) in changes.iter().enumerate() {
        let path = display(&change.path);
        let _ = match (&change.old, &change.new) {
            (None, _) => writeln!(out, "missing: {path}"),
            (_, None) => writeln!(out, "stale: {path}"),
            (Some(old), Some(new)) => {
                let shown = if index < FILES {
                    diff(old, new)
                } else {
                    String::new()
                };
                writeln!(out, "different: {path}\n{shown}")
            }
        };
    }
    let files = if changes.len() == 1 {
        "1 file is"
    } else {
        &format!("{} files are", changes.len())
    };
    let _ = writeln!(out, "{files} not up to date; run `{command}`");
    out
}

/// The first lines that differ: `-` is on disk, `+` is what should be there.
fn diff(old: &str, new: &str) -> String {
    let diff = TextDiff::configure()
        .timeout(Duration::from_millis(200))
        .diff_lines(old, new);
    let diff = diff.unified_diff().context_radius(1).to_string();
    let mut out = String::new();
    for line in diff.lines().take(LINES) {
        let _ = writeln!(out, "    {line}");
    }
    match diff.lines().count().checked_sub(LINES + 1) {
        Some(more) => out + &format!("    … and {} more lines\n", more + 1),
        None => out,
    }
}
