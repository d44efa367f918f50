//! Generation as whole processes, beside other generators on the same API.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result};

use super::ours::{Ours, renew};
use super::peers::{Peer, peers};
use super::process::{self, Contestant, Cost, in_turns};
use super::programs::Programs;
use super::specs::Spec;
use super::table::{count, mebibytes, ratio, seconds, table};
use xtask::plan;

const HEAD: [&str; 10] = [
    "spec",
    "what runs",
    "CPU s",
    "spread",
    "wall s",
    "peak MiB",
    "lines",
    "ours to it: CPU",
    "peak",
    "one operation changed to it: CPU",
];

/// From this size on, what takes minutes runs once.
const LARGE: usize = 5_000;

pub(super) fn measure(root: &Path, runs: usize) -> Result<String> {
    let programs = Programs::build(root)?;
    let peers = peers(&programs);
    let mut refusals = String::new();
    let mut rows = Vec::new();
    for size in [None, Some(50), Some(500), Some(LARGE)] {
        let scratch =
            tempfile::tempdir().context("cannot write in the folder for temporary files")?;
        let spec = match size {
            None => Spec::own(root, scratch.path(), &programs)?,
            Some(size) => Spec::of_size(size, scratch.path(), &programs)?,
        };
        // Some refuse what is large.
        let able = try_out(&peers, &spec, scratch.path(), &mut refusals)?;
        let is_large = size == Some(LARGE);
        rows.extend(compare(&spec, scratch.path(), &programs, &able, runs, is_large)?);
    }
    Ok(format!("{}{refusals}", table(HEAD, &rows)))
}

/// Those that can read the spec; a line for each of the others, with the first mistake that it finds.
fn try_out<'a>(
    peers: &'a [Peer],
    spec: &Spec,
    scratch: &Path,
    refusals: &mut String,
) -> Result<Vec<&'a Peer>> {
    let place = scratch.join("trial");
    let mut able = Vec::new();
    for peer in peers {
        renew(&place)?;
        match process::run(&mut peer.command(spec, &place)) {
            Ok(_) => able.push(peer),
            Err(error) => *refusals += &refusal(peer, spec, &error),
        }
    }
    Ok(able)
}

/// The line for a generator that cannot read the spec.
pub(super) fn refusal(peer: &Peer, spec: &Spec, error: &Error) -> String {
    format!("\n{} does not take {}: {}\n", peer.name, spec.name, mistake(&error.to_string()))
}

/// The first line that names a mistake, of what a program has said; below the line that names the program. Where a program
/// has panicked is a path of this machine, and why stands below.
fn mistake(said: &str) -> &str {
    let lines = said.lines().skip(1).map(str::trim);
    let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with("thread '"));
    let first = lines.clone().next().unwrap_or_default();
    lines.find(|line| line.starts_with("error")).unwrap_or(first)
}

/// The rows of one spec: ours first.
fn compare(
    spec: &Spec,
    scratch: &Path,
    programs: &Programs,
    peers: &[&Peer],
    runs: usize,
    is_large: bool,
) -> Result<Vec<[String; 10]>> {
    let ours = Ours::new(&programs.xtask, spec, scratch);
    let places: Vec<PathBuf> =
        (0..peers.len()).map(|place| scratch.join(format!("peer-{place}"))).collect();
    let mut contestants = vec![
        Contestant::new("ours", runs, || ours.fresh()),
        Contestant::new("ours, nothing changed", runs, || ours.regen()),
        Contestant::new("ours, one operation changed", runs, || {
            ours.change()?;
            ours.regen()
        }),
    ];
    for (peer, place) in peers.iter().zip(&places) {
        let runs = if is_large && peer.slow { 1 } else { runs };
        contestants.push(Contestant::new(peer.name, runs, move || {
            renew(place)?;
            process::run(&mut peer.command(spec, place))
        }));
    }
    let names: Vec<&str> = contestants.iter().map(|it| it.name).collect();
    let costs = in_turns(contestants)?;

    let mut lines = vec![count(lines(&ours.folder())?), String::new(), String::new()];
    for place in &places {
        lines.push(count(self::lines(place)?));
    }
    let ours = match costs[..] {
        [fresh, _, changed, ..] => [fresh, changed],
        _ => Default::default(),
    };
    let rows = names.iter().zip(costs).zip(lines).enumerate();
    Ok(rows
        .map(|(place, ((name, cost), lines))| {
            let name = (*name).to_owned();
            row(&spec.name, name, lines, cost, (place > 2).then_some(ours))
        })
        .collect())
}

/// One row; beside a peer, what runs of ours are to it: everything, and with one operation changed.
fn row(
    spec: &str,
    name: String,
    lines: String,
    cost: Cost,
    ours: Option<[Cost; 2]>,
) -> [String; 10] {
    let cpu = |cost: Cost| cost.cpu.as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let peak = |cost: Cost| cost.peak as f64;
    let [to_cpu, to_peak, change] = ours.map_or_else(Default::default, |[fresh, changed]| {
        [
            ratio(cpu(fresh), cpu(cost)),
            ratio(peak(fresh), peak(cost)),
            ratio(cpu(changed), cpu(cost)),
        ]
    });
    [
        spec.to_owned(),
        name,
        seconds(cost.cpu),
        format!("{} %", cost.spread),
        seconds(cost.wall),
        mebibytes(cost.peak),
        lines,
        to_cpu,
        to_peak,
        change,
    ]
}

/// The lines of Rust in a folder.
pub(super) fn lines(folder: &Path) -> Result<usize> {
    let mut lines = 0;
    for path in plan::walk(folder)? {
        if path.extension().is_some_and(|extension| extension == "rs") {
            lines += fs::read_to_string(&path)?.lines().count();
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_first_mistake_is_told() {
        assert_eq!(mistake("\"p\" has failed:\n\nwarning: w\nerror[E1]: e\n"), "error[E1]: e");
        assert_eq!(mistake("\"p\" has failed:\n\n  panicked\n"), "panicked");
        assert_eq!(
            mistake(
                "\"p\" has failed:\n\nthread 'main' (7) panicked at /home/x/lib.rs:1:2:\nno text\n"
            ),
            "no text"
        );
        assert_eq!(mistake("\"p\" has failed:"), "");
    }

    #[test]
    fn a_row_compares_ours_with_a_peer() {
        let cost = |seconds| Cost {
            wall: Duration::from_secs(seconds),
            cpu: Duration::from_secs(seconds),
            peak: seconds << 20,
            spread: seconds,
        };
        assert_eq!(
            row("50", "peer".to_owned(), "7".to_owned(), cost(4), Some([cost(2), cost(1)])),
            ["50", "peer", "4.0", "4 %", "4.0", "4.0", "7", "1/2.0", "1/2.0", "1/4.0"]
        );
        assert_eq!(row("50", "ours".to_owned(), "7".to_owned(), cost(4), None)[7..], ["", "", ""]);
    }
}
