//! A thread that drives the connections of an async HTTP client for callers without a runtime.

use std::sync::Arc;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use super::{BoxFuture, TransportError};

/// Runs futures on a thread of its own; the thread ends with the last clone.
#[derive(Clone)]
pub(super) struct Driver {
    handle: Handle,
    _stop: Arc<oneshot::Sender<()>>,
}

impl Driver {
    pub(super) fn start() -> std::io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::Builder::new().name("directory-graph".to_owned());
        thread.spawn(move || {
            // The channel closes when the last clone is gone; that is the sign to stop.
            let _ = runtime.block_on(stopped);
        })?;
        Ok(Self {
            handle,
            _stop: Arc::new(stop),
        })
    }

    pub(super) fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, TransportError>> + Send + 'static,
    ) -> BoxFuture<'static, Result<T, TransportError>> {
        let mut task = Abort(self.handle.spawn(work));
        Box::pin(async move {
            (&mut task.0)
                .await
                .unwrap_or_else(|error| Err(TransportError::other(error)))
        })
    }
}

/// Ends a task that nobody waits for any more.
struct Abort<T>(tokio::task::JoinHandle<T>);

impl<T> Drop for Abort<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Waits with tokio's timer, if the caller is inside of a runtime.
pub(super) fn sleep(duration: std::time::Duration) -> Option<BoxFuture<'static, ()>> {
    let inside = Handle::try_current().is_ok();
    inside.then(|| Box::pin(tokio::time::sleep(duration)) as BoxFuture<'static, ()>)
}
