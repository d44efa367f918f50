//! Generation as whole processes, beside other generators on the same API.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::ours::{Ours, renew};
use super::process::{self, Contestant, Cost, in_turns};
use super::programs::{Programs, is_installed};
use super::specs::Spec;
use super::table::{count, mebibytes, ratio, seconds, table};
use xtask::plan;

const HEAD: [&str; 9] = [
    "spec",
    "what runs",
    "CPU s",
    "wall s",
    "peak MiB",
    "lines",
    "ours to it: CPU",
    "peak",
    "one operation changed to it: CPU",
];

/// From this size on, what takes minutes runs once.
const LARGE: usize = 5_000;

/// A generator that is not ours.
struct Peer {
    name: &'static str,
    /// Whether a large spec takes it minutes.
    slow: bool,
    command: Box<MakeCommand>,
}

/// The command for a spec and a folder for what is made of it.
type MakeCommand = dyn Fn(&Path, &Path) -> Command;

pub(super) fn measure(root: &Path, runs: usize) -> Result<String> {
    let programs = Programs::build(root)?;
    let peers = peers(&programs);
    let mut rows = Vec::new();
    for size in [None, Some(50), Some(500), Some(LARGE)] {
        let scratch =
            tempfile::tempdir().context("cannot write in the folder for temporary files")?;
        let spec = match size {
            None => Spec::own(root, scratch.path(), &programs)?,
            Some(size) => Spec::of_size(size, scratch.path(), &programs)?,
        };
        let is_large = size == Some(LARGE);
        rows.extend(compare(&spec, scratch.path(), &programs, &peers, runs, is_large)?);
    }
    Ok(table(HEAD, &rows))
}

fn peers(programs: &Programs) -> Vec<Peer> {
    let library = |builder: bool| {
        let program = programs.peer.clone();
        move |spec: &Path, out: &Path| {
            let mut command = Command::new(&program);
            command.arg("generate").arg(spec).arg(out.join("client.rs"));
            command.args(builder.then_some("--builder"));
            command
        }
    };
    let cli = |interface: &'static str| {
        move |spec: &Path, out: &Path| {
            let mut command = Command::new("cargo-progenitor");
            command.args(["progenitor", "--name", "client", "--version", "0.1.0"]);
            command.args(["--interface", interface, "--input"]).arg(spec);
            command.arg("--output").arg(out.join("client"));
            command
        }
    };
    let oas3 = |spec: &Path, out: &Path| {
        let mut command = Command::new("oas3-gen");
        command.args(["generate", "client-mod", "--workspace", "--odata-support"]);
        command.args(["--enable-builders", "--input"]).arg(spec);
        command.arg("--output").arg(out.join("client"));
        command
    };
    let peer = |name, slow, command| Peer { name, slow, command };
    let mut peers = vec![
        peer("progenitor as a library", false, Box::new(library(false)) as _),
        peer("the same, builder style", true, Box::new(library(true))),
    ];
    if is_installed("cargo-progenitor") {
        peers.push(peer("cargo-progenitor", true, Box::new(cli("positional"))));
        peers.push(peer("the same, builder style", true, Box::new(cli("builder"))));
    }
    if is_installed("oas3-gen") {
        peers.push(peer("oas3-gen", true, Box::new(oas3)));
    }
    peers
}

/// The rows of one spec: ours first.
fn compare(
    spec: &Spec,
    scratch: &Path,
    programs: &Programs,
    peers: &[Peer],
    runs: usize,
    is_large: bool,
) -> Result<Vec<[String; 9]>> {
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
            process::run(&mut (peer.command)(&spec.openapi, place))
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
) -> [String; 9] {
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
        seconds(cost.wall),
        mebibytes(cost.peak),
        lines,
        to_cpu,
        to_peak,
        change,
    ]
}

/// The lines of Rust in a folder.
fn lines(folder: &Path) -> Result<usize> {
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
    fn a_row_compares_ours_with_a_peer() {
        let cost = |seconds| Cost {
            wall: Duration::from_secs(seconds),
            cpu: Duration::from_secs(seconds),
            peak: seconds << 20,
        };
        assert_eq!(
            row("50", "peer".to_owned(), "7".to_owned(), cost(4), Some([cost(2), cost(1)])),
            ["50", "peer", "4.0", "4.0", "4.0", "7", "1/2.0", "1/2.0", "1/4.0"]
        );
        assert_eq!(row("50", "ours".to_owned(), "7".to_owned(), cost(4), None)[6..], ["", "", ""]);
    }
}
