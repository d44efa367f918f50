//! Measures variants of the same work in turns, A B C A B C …, so that whatever else the machine does hits all of them.

use std::hint::black_box;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use crate::allocator::{self, Allocations};

/// How long a variant works in each round.
const TURN: Duration = Duration::from_millis(4);

/// One way to do the work.
pub(crate) struct Variant<'a> {
    name: &'static str,
    /// Does the work so many times.
    repeat: Box<dyn FnMut(u32) + 'a>,
}

impl<'a> Variant<'a> {
    pub(crate) fn new<T>(name: &'static str, mut work: impl FnMut() -> T + 'a) -> Self {
        let repeat = Box::new(move |times| {
            for _ in 0..times {
                black_box(work());
            }
        });
        Self { name, repeat }
    }

    /// CPU time for doing the work so many times.
    fn time(&mut self, times: u32) -> Duration {
        let start = cpu_time();
        (self.repeat)(times);
        cpu_time() - start
    }

    /// How often the work fits into a turn.
    fn times(&mut self) -> u32 {
        let mut times = 1;
        while self.time(times) < TURN && times < 1 << 24 {
            times *= 2;
        }
        times
    }
}

/// What was measured of a variant.
pub(crate) struct Measured {
    pub(crate) name: &'static str,
    pub(crate) allocations: Allocations,
    /// Nanoseconds of CPU time for the work, round by round.
    pub(crate) nanoseconds: Vec<f64>,
}

/// Measures all variants in so many rounds.
pub(crate) fn alternate(mut variants: Vec<Variant<'_>>, rounds: usize) -> Vec<Measured> {
    let times: Vec<u32> = variants.iter_mut().map(Variant::times).collect();
    let mut measured: Vec<Measured> = variants
        .iter_mut()
        .map(|variant| Measured {
            name: variant.name,
            allocations: allocator::during(|| (variant.repeat)(1)),
            nanoseconds: Vec::with_capacity(rounds),
        })
        .collect();
    for _ in 0..rounds {
        for ((variant, times), measured) in variants.iter_mut().zip(&times).zip(&mut measured) {
            let nanoseconds = variant.time(*times).as_nanos() as f64 / f64::from(*times);
            measured.nanoseconds.push(nanoseconds);
        }
    }
    measured
}

/// The middle one.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// How many times `of` is `to`: the median of what each round says by itself.
pub(crate) fn ratio(of: &[f64], to: &[f64]) -> f64 {
    let each: Vec<f64> = of.iter().zip(to).map(|(of, to)| of / to).collect();
    median(&each)
}

/// CPU time of this thread.
pub(crate) fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
}
