//! Drives a future on the calling thread.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits for the future's value; the thread sleeps while there is nothing to do.
///
/// Where this crate has a runtime of its own, the future is polled inside of it: a transport or a token provider may need
/// one. tokio's budget does not apply, since it would make the thread wait for a task that the thread itself holds up.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    #[cfg(any(feature = "azure_identity", feature = "hyper", feature = "reqwest"))]
    let (_entered, future) =
        (super::transport::driver::enter(), tokio::task::unconstrained(future));
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        thread::park();
    }
}
