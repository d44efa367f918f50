//! The little of async synchronization that the engine needs, without a runtime.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

/// Lets one task through at a time. A task that is dropped while it waits or works blocks nobody.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    taken: bool,
    waiting: Vec<Waker>,
}

/// The right to work; given back when dropped.
pub(crate) struct Pass<'a>(&'a Gate);

impl Gate {
    /// Waits until nobody else works.
    pub(crate) async fn enter(&self) -> Pass<'_> {
        poll_fn(|context| {
            let mut state = self.state();
            if !state.taken {
                state.taken = true;
                return Poll::Ready(Pass(self));
            }
            if !state.waiting.iter().any(|waker| waker.will_wake(context.waker())) {
                state.waiting.push(context.waker().clone());
            }
            Poll::Pending
        })
        .await
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        // Everybody is woken: whoever comes first works, and a task that was dropped meanwhile is not missed.
        let waiting = {
            let mut state = self.0.state();
            state.taken = false;
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }
}

/// Waits for `work`, or for `limit` if that comes first.
pub(crate) fn race<T>(
    mut work: impl Future<Output = T> + Unpin,
    mut limit: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
) -> impl Future<Output = Option<T>> {
    poll_fn(move |context| match (Pin::new(&mut work).poll(context), &mut limit) {
        (Poll::Ready(value), _) => Poll::Ready(Some(value)),
        (Poll::Pending, Some(limit)) => limit.as_mut().poll(context).map(|()| None),
        (Poll::Pending, None) => Poll::Pending,
    })
}
