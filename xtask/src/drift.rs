//! How files differ from what they should be, for people.

use std::fmt::Write;

use crate::plan::Change;
use crate::workspace::display;

/// Lines of difference that are shown of one file.
const LINES: usize = 16;

/// Files whose differences are shown; of others only the names.
const FILES: usize = 20;

/// How far a difference is looked through for a line in which both agree again.
const REACH: usize = 200;

/// The files that are missing, stale or different, with the differences in short, and how to fix it.
pub fn report(changes: &[Change], command: &str) -> String {
    let mut out = String::new();
    for (index, change) in changes.iter().enumerate() {
        let path = display(&change.path);
        let _ = match (&change.old, &change.new) {
            (None, _) => writeln!(out, "missing: {path}"),
            (_, None) => writeln!(out, "stale: {path}"),
            (Some(old), Some(new)) if old.replace("\r\n", "\n") == *new => {
                writeln!(out, "different: {path} (only its line ends: CR LF instead of LF)")
            }
            (Some(old), Some(new)) => {
                let shown = if index < FILES { diff(old, new) } else { String::new() };
                writeln!(out, "different: {path}\n{shown}")
            }
        };
    }
    let files =
        if changes.len() == 1 { "1 file is" } else { &format!("{} files are", changes.len()) };
    let _ = writeln!(out, "{files} not up to date; run `{command}`");
    out
}

/// The first lines that differ: `-` is on disk, `+` is what should be there.
fn diff(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut lines = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    while at_old < old.len() || at_new < new.len() {
        let (gone, come) = differing(&old[at_old..], &new[at_new..]);
        if (gone, come) != (0, 0) {
            lines.push(format!("@@ line {} @@", at_new + 1));
            lines.extend(old[at_old..][..gone].iter().map(|line| format!("-{line}")));
            lines.extend(new[at_new..][..come].iter().map(|line| format!("+{line}")));
        }
        // One more, in which both agree.
        at_old = old.len().min(at_old + gone + 1);
        at_new = new.len().min(at_new + come + 1);
    }
    let mut out = String::new();
    for line in lines.iter().take(LINES) {
        let _ = writeln!(out, "    {line}");
    }
    match lines.len().checked_sub(LINES + 1) {
        Some(more) => out + &format!("    … and {} more lines\n", more + 1),
        None => out,
    }
}

/// How many lines to skip on either side until both agree again, or to their ends. What moved further than [`REACH`] is not
/// found, so that files with nothing in common cost no time.
fn differing(old: &[&str], new: &[&str]) -> (usize, usize) {
    let agree = |gone: usize, come: usize| match (old.get(gone), new.get(come)) {
        (Some(old), Some(new)) => old == new,
        _ => false,
    };
    (0..REACH)
        .flat_map(|far| (0..=far).map(move |gone| (gone, far - gone)))
        .find(|(gone, come)| agree(*gone, *come))
        .unwrap_or((old.len(), new.len()))
}
