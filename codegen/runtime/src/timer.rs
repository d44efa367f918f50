//! Sleeping without an async runtime: one thread that wakes whoever is due.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use super::transport::BoxFuture;

/// Waits for `duration`. Where no thread can be started, it does not wait.
pub(crate) fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    if cfg!(all(target_arch = "wasm32", target_os = "unknown")) {
        return Box::pin(std::future::ready(()));
    }
    match Instant::now().checked_add(duration) {
        Some(due) => Box::pin(Sleep { due, entry: None }),
        None => Box::pin(std::future::pending()),
    }
}

#[derive(Default)]
struct Timer {
    sleepers: Mutex<Sleepers>,
    changed: Condvar,
}

#[derive(Default)]
struct Sleepers {
    due: BTreeMap<(Instant, u64), Waker>,
    count: u64,
}

impl Timer {
    /// The timer of the process. Its thread starts with the first sleeper that has to wait.
    fn shared() -> Option<Arc<Self>> {
        static TIMER: OnceLock<Option<Arc<Timer>>> = OnceLock::new();
        let start = || {
            let timer = Arc::new(Self::default());
            let own = Arc::clone(&timer);
            let thread = std::thread::Builder::new().name("directory-graph-timer".to_owned());
            thread.spawn(move || own.run()).ok().map(|_| timer)
        };
        TIMER.get_or_init(start).clone()
    }

    fn sleepers(&self) -> MutexGuard<'_, Sleepers> {
        self.sleepers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        let mut sleepers = self.sleepers();
        loop {
            let now = Instant::now();
            let later = sleepers.due.split_off(&(now, u64::MAX));
            let due = std::mem::replace(&mut sleepers.due, later);
            if !due.is_empty() {
                drop(sleepers);
                due.into_values().for_each(Waker::wake);
                sleepers = self.sleepers();
                continue;
            }
            let next =
                sleepers.due.keys().next().map(|(due, _)| due.saturating_duration_since(now));
            sleepers = match next {
                Some(rest) => {
                    self.changed
                        .wait_timeout(sleepers, rest)
                        .unwrap_or_else(PoisonError::into_inner)
                        .0
                }
                None => self.changed.wait(sleepers).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}

struct Sleep {
    due: Instant,
    /// The timer that will wake this sleeper, and the sleeper's number there.
    entry: Option<(Arc<Timer>, u64)>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.due {
            return Poll::Ready(());
        }
        let Some(timer) =
            self.entry.as_ref().map(|(timer, _)| Arc::clone(timer)).or_else(Timer::shared)
        else {
            return Poll::Ready(());
        };
        let mut sleepers = timer.sleepers();
        let number = match &self.entry {
            Some((_, number)) => *number,
            None => {
                sleepers.count += 1;
                sleepers.count
            }
        };
        sleepers.due.insert((self.due, number), context.waker().clone());
        drop(sleepers);
        timer.changed.notify_one();
        self.entry = Some((timer, number));
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some((timer, number)) = &self.entry {
            timer.sleepers().due.remove(&(self.due, *number));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block_on::block_on;

    #[test]
    fn the_thread_wakes_sleepers_in_order() {
        let start = Instant::now();
        block_on(async {
            sleep(Duration::from_millis(2)).await;
            sleep(Duration::ZERO).await;
        });
        assert!(start.elapsed() >= Duration::from_millis(2));
    }

    #[test]
    fn a_dropped_sleeper_is_forgotten() {
        let mut forgotten = sleep(Duration::from_secs(1 << 20));
        let mut context = Context::from_waker(Waker::noop());
        assert!(forgotten.as_mut().poll(&mut context).is_pending());
        drop(forgotten);
    }
}
