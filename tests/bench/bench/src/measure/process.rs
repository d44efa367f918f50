//! What a process costs, with those that it starts.

use std::io::{Read, Seek};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use wait4::Wait4;

/// What one run costs.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Cost {
    pub(super) wall: Duration,
    pub(super) cpu: Duration,
    /// Memory of the largest process at its peak, in bytes.
    pub(super) peak: u64,
    /// How far the CPU time of the runs that this is the median of lies from it at most, in percent.
    pub(super) spread: u64,
}

/// Runs a command to its end.
pub(super) fn run(command: &mut Command) -> Result<Cost> {
    let context = format!("cannot run {command:?}");
    let mut complaints = tempfile::tempfile()?;
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(complaints.try_clone()?)
        .spawn()
        .with_context(|| context.clone())?;
    let end = child.wait4().with_context(|| context.clone())?;
    let wall = start.elapsed();
    if !end.status.success() {
        let mut text = String::new();
        complaints.rewind()?;
        complaints.read_to_string(&mut text)?;
        bail!("{command:?} has failed:\n{text}");
    }
    Ok(Cost { wall, cpu: end.rusage.utime + end.rusage.stime, peak: end.rusage.maxrss, spread: 0 })
}

/// One of several that are compared.
pub(super) struct Contestant<'a> {
    pub(super) name: &'a str,
    /// How often it runs at most.
    pub(super) runs: usize,
    pub(super) run: Box<dyn FnMut() -> Result<Cost> + 'a>,
}

impl<'a> Contestant<'a> {
    pub(super) fn new(name: &'a str, runs: usize, run: impl FnMut() -> Result<Cost> + 'a) -> Self {
        let run = Box::new(run);
        Self { name, runs, run }
    }
}

/// Runs them in turns and gives the medians in their order.
pub(super) fn in_turns(mut contestants: Vec<Contestant<'_>>) -> Result<Vec<Cost>> {
    let most = contestants.iter().map(|it| it.runs).max().unwrap_or(0);
    let mut costs = vec![Vec::new(); contestants.len()];
    for round in 0..most {
        for (contestant, costs) in contestants.iter_mut().zip(&mut costs) {
            if round < contestant.runs {
                let cost = (contestant.run)();
                costs.push(cost.with_context(|| contestant.name.to_owned())?);
            }
        }
    }
    Ok(costs.iter().map(|costs| median(costs)).collect())
}

/// The median of each figure alone.
fn median(costs: &[Cost]) -> Cost {
    fn middle<T: Copy + Default + Ord>(costs: &[Cost], of: fn(&Cost) -> T) -> T {
        let mut all: Vec<T> = costs.iter().map(of).collect();
        all.sort();
        all.get(all.len() / 2).copied().unwrap_or_default()
    }
    let cpu = middle(costs, |it| it.cpu);
    let farthest = costs.iter().map(|it| it.cpu.abs_diff(cpu)).max().unwrap_or_default();
    Cost {
        wall: middle(costs, |it| it.wall),
        cpu,
        peak: middle(costs, |it| it.peak),
        spread: u64::try_from(farthest.as_micros() * 100 / cpu.as_micros().max(1))
            .unwrap_or(u64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn cost(seconds: u64) -> Cost {
        Cost {
            wall: Duration::from_secs(seconds),
            cpu: Duration::from_secs(10 - seconds),
            peak: seconds,
            spread: 0,
        }
    }

    #[test]
    fn contestants_take_turns_and_medians_are_kept() {
        let order = RefCell::new(String::new());
        let contestant = |name: &'static str, runs| {
            let mut times = [7, 1, 3].into_iter();
            let order = &order;
            Contestant::new(name, runs, move || {
                order.borrow_mut().push_str(name);
                Ok(times.next().map(cost).unwrap_or_default())
            })
        };
        let costs = in_turns(vec![contestant("a", 3), contestant("b", 1)]).unwrap();
        assert_eq!(*order.borrow(), "abaa");
        // The CPU times are 3, 9 and 7 seconds.
        assert_eq!(costs, [Cost { spread: 57, ..cost(3) }, cost(7)]);
    }

    #[test]
    fn a_process_that_fails_is_told() {
        assert!(run(&mut Command::new("there-is-no-such-program")).is_err());
    }
}
