//! An environment whose time passes only when it is told to.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};
use std::time::{Duration, SystemTime};

use super::environment::Environment;
use super::transport::BoxFuture;

/// 2024-01-01T00:00:00Z.
const START: Duration = Duration::from_secs(1_704_067_200);

/// An [`Environment`] for tests: retries take no time, and the clock is set by hand.
///
/// The clock begins at 2024-01-01T00:00:00Z and stands still. A call that waits before its next attempt moves it on
/// instead of waiting. Timeouts end when the clock has got there, so that none ends by itself. Nothing is random. Clones
/// share the clock.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
///
/// use directory_graph_runtime::{Environment, TestClock};
///
/// // Goes into `environment(…)` of a builder; a clone stays with the test.
/// let clock = TestClock::new();
/// clock.advance(Duration::from_secs(60));
/// assert_eq!(clock.now(), UNIX_EPOCH + Duration::from_secs(1_704_067_260));
/// assert!(clock.slept().is_empty());
/// ```
#[derive(Clone)]
pub struct TestClock(Arc<Mutex<State>>);

struct State {
    now: SystemTime,
    elapsed: Duration,
    slept: Vec<Duration>,
    random: u64,
    /// Who waits for a deadline.
    waiting: Vec<Waker>,
}

impl TestClock {
    /// A clock at 2024-01-01T00:00:00Z.
    pub fn new() -> Self {
        let state = State {
            now: SystemTime::UNIX_EPOCH + START,
            elapsed: Duration::ZERO,
            slept: Vec::new(),
            random: 0,
            waiting: Vec::new(),
        };
        Self(Arc::new(Mutex::new(state)))
    }

    /// What is drawn whenever something is random. Delays before the next attempt are that share of their limit: none
    /// with 0, as at first, and all of it with `u64::MAX`.
    #[must_use]
    pub fn with_random(self, number: u64) -> Self {
        self.change(|state| state.random = number);
        self
    }

    /// Lets time pass: tokens grow old, and timeouts end.
    pub fn advance(&self, time: Duration) {
        let waiting = self.change(|state| {
            state.now = state.now.checked_add(time).unwrap_or(state.now);
            state.elapsed = state.elapsed.saturating_add(time);
            std::mem::take(&mut state.waiting)
        });
        waiting.into_iter().for_each(Waker::wake);
    }

    /// Sets the time of day, as somebody does who sets a computer's clock: timeouts do not look at it.
    pub fn set(&self, now: SystemTime) {
        self.change(|state| state.now = now);
    }

    /// How long each wait before another attempt was.
    pub fn slept(&self) -> Vec<Duration> {
        self.change(|state| state.slept.clone())
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Environment for TestClock {
    fn now(&self) -> SystemTime {
        self.change(|state| state.now)
    }

    fn elapsed(&self) -> Duration {
        self.change(|state| state.elapsed)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let clock = self.clone();
        Box::pin(async move {
            clock.change(|state| state.slept.push(duration));
            clock.advance(duration);
        })
    }

    fn deadline(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let clock = self.clone();
        let due = self.elapsed().saturating_add(duration);
        Box::pin(poll_fn(move |context| {
            clock.change(|state| {
                if state.elapsed >= due {
                    return Poll::Ready(());
                }
                let waker = context.waker();
                if !state.waiting.iter().any(|other| other.will_wake(waker)) {
                    state.waiting.push(waker.clone());
                }
                Poll::Pending
            })
        }))
    }

    fn random(&self) -> u64 {
        self.change(|state| state.random)
    }
}

impl Default for TestClock {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for TestClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestClock")
            .field("now", &self.now())
            .field("elapsed", &self.elapsed())
            .field("slept", &self.slept())
            .finish()
    }
}
