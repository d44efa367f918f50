//! Clock, sleeper and randomness, in one place so that tests can replace them.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::timer;
use super::transport::{BoxFuture, Transport};

/// What calls need from the machine. Tests take a [`TestClock`](super::TestClock).
pub trait Environment: Send + Sync + 'static {
    /// The time of day: for the expiry of tokens and for dates in headers.
    fn now(&self) -> SystemTime;

    /// Time since some fixed moment, never going back: for limits.
    fn elapsed(&self) -> Duration;

    /// Waits before the next attempt of a call.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// Waits for the end of a timeout, while the call goes on. What [`sleep`](Self::sleep) does will do, except where
    /// sleeping takes no time.
    fn deadline(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.sleep(duration)
    }

    /// A random number: for back-off and for the identifiers of requests.
    fn random(&self) -> u64;
}

/// The machine's own clock and randomness. Sleeping is the transport's business if it can; otherwise a thread of
/// this crate keeps time.
///
/// On `wasm32-unknown-unknown` the standard library has no clock: time stands still there and sleeping takes none, so
/// that timeouts and back-off need an environment of the application's own.
pub struct SystemEnvironment {
    transport: Arc<dyn Transport>,
    blocking: bool,
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    start: std::time::Instant,
}

impl SystemEnvironment {
    pub(crate) fn new(transport: Arc<dyn Transport>, blocking: bool) -> Self {
        Self {
            transport,
            blocking,
            #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
            start: std::time::Instant::now(),
        }
    }
}

impl Environment for SystemEnvironment {
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let own = if self.blocking { None } else { self.transport.sleep(duration) };
        own.unwrap_or_else(|| timer::sleep(duration))
    }

    fn random(&self) -> u64 {
        use std::hash::{BuildHasher, Hasher};
        // The standard library seeds every `RandomState` differently, from the system's randomness.
        std::collections::hash_map::RandomState::new().build_hasher().finish()
    }
}

impl std::fmt::Debug for SystemEnvironment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SystemEnvironment").finish_non_exhaustive()
    }
}
