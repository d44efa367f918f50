//! How long the stages of generation take, on specs of several sizes.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use codegen::{SourceFile, emit, parse, render, resolve};

use crate::{synth, write};

/// The sizes, in operations.
pub const SIZES: &[usize] = &[50, 500, 5000];

/// Where the table stands in the report: between these two lines.
const MARKS: (&str, &str) = ("<!-- stages -->\n", "<!-- end of stages -->\n");

/// The times of one run, stage by stage.
#[derive(Clone, Copy, Debug, Default)]
struct Times {
    parse: Duration,
    resolve: Duration,
    emit: Duration,
    render: Duration,
    write: Duration,
}

/// The stages at these sizes as a Markdown table: medians of several runs, in milliseconds.
///
/// # Errors
///
/// A pattern that is no spec, and files that cannot be written.
pub fn table(pattern: &[SourceFile], sizes: &[usize], runs: usize) -> Result<String> {
    let mut out = String::from(
        "| operations | parse | resolve | emit | emit and render | write | whole |\n|---|---|---|---|---|---|---|\n",
    );
    for size in sizes {
        let spec = synth::synth(pattern, *size)?;
        let times: Vec<Times> = (0..runs).map(|_| run(&spec)).collect::<Result<_>>()?;
        let stage = |of: fn(&Times) -> Duration| median(times.iter().map(of).collect());
        let whole = stage(|it| it.parse + it.resolve + it.render + it.write);
        let _ = writeln!(
            out,
            "| {size} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} | {whole:.1} |",
            stage(|it| it.parse),
            stage(|it| it.resolve),
            stage(|it| it.emit),
            stage(|it| it.render),
            stage(|it| it.write),
        );
    }
    Ok(out)
}

/// One run over all stages. Tokens cannot be kept for another thread, so that rendering draws them once more.
fn run(spec: &[SourceFile]) -> Result<Times> {
    let (parsed, parse) = timed(|| parse::parse(spec));
    let (api, resolve) = timed(|| resolve::resolve(spec, parsed));
    let api = api.map_err(|_| anyhow!("the spec has mistakes"))?;
    let plan = emit::plan(&api);
    let ((), emit) = timed(|| plan.iter().for_each(|file| drop(file.draw())));
    let (files, render) = timed(|| render::render_all(&plan));
    let files = files.map_err(|bug| anyhow!(bug))?;
    let folder = tempfile::tempdir().context("cannot write in the folder for temporary files")?;
    let out = folder.path().join("api");
    let changes: Vec<_> = files
        .into_iter()
        .map(|file| crate::plan::Change {
            path: out.join(file.path),
            old: None,
            new: Some(file.text),
        })
        .collect();
    let (written, write) = timed(|| write::apply(&changes, &out));
    written?;
    Ok(Times {
        parse,
        resolve,
        emit,
        render,
        write,
    })
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = work();
    (made, start.elapsed())
}

/// In milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times
        .get(times.len() / 2)
        .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

/// Puts the table into the report, in place of the one that stands there.
///
/// # Errors
///
/// A report that cannot be read or written, or that has no place for the table.
pub fn report(file: &Path, table: &str) -> Result<()> {
    let context = || format!("cannot read {}", file.display());
    let text = fs::read_to_string(file).with_context(context)?;
    let place = text
        .split_once(MARKS.0)
        .and_then(|(before, rest)| Some((before, rest.split_once(MARKS.1)?.1)));
    let (before, after) =
        place.ok_or_else(|| anyhow!("{} has no place for the table", file.display()))?;
    let text = format!("{before}{}{table}{}{after}", MARKS.0, MARKS.1);
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sources, workspace};

    #[test]
    fn every_stage_runs_and_the_report_takes_the_table() {
        let spec = workspace::root().join(workspace::SPEC);
        let pattern = sources::texts(&sources::read(&spec).unwrap());
        let table = table(&pattern, &[5], 1).unwrap();
        assert!(table.lines().nth(2).unwrap().starts_with("| 5 | "));

        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("BENCHMARKS.md");
        fs::write(
            &file,
            "a\n<!-- stages -->\nold\n<!-- end of stages -->\nb\n",
        )
        .unwrap();
        report(&file, "new\n").unwrap();
        assert_eq!(
            fs::read_to_string(&file).unwrap(),
            "a\n<!-- stages -->\nnew\n<!-- end of stages -->\nb\n"
        );
    }
}
