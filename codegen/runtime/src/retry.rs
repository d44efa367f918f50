//! When a call is repeated.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode, header};

use super::error::{Error, ErrorKind};
use super::operation::Operation;

/// How long to wait before looking for the second time, and at most before any other.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(8);

/// When and how often a call is repeated.
///
/// A call is repeated only if that can help and do no harm. Reads and other idempotent operations are repeated after
/// a failed connection, a timeout and the statuses 408, 429, 500, 502, 503 and 504; others only where the service
/// certainly did not act: if no connection came about, and when it was too busy to look (429, or 503 with a code
/// that says *throttled*). After a 401 any call is repeated once, with a new token if there is one.
///
/// ```
/// use directory_graph_runtime::RetryPolicy;
/// use std::time::Duration;
///
/// let patient = RetryPolicy::default().max_attempts(6).total_time(Duration::from_secs(300));
/// let never = RetryPolicy::none();
/// # let _ = (patient, never);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    total_time: Duration,
    base_delay: Duration,
    max_delay: Duration,
}

impl Default for RetryPolicy {
    /// Four attempts within two minutes; delays of up to 0.5, 1, 2 … and at most 30 seconds.
    fn default() -> Self {
        Self {
            max_attempts: 4,
            total_time: Duration::from_secs(120),
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(30),
        }
    }
}

impl RetryPolicy {
    /// Every call is sent once, whatever comes of it. A token that was refused (401) is replaced for the next call.
    pub fn none() -> Self {
        Self { max_attempts: 1, ..Self::default() }
    }

    /// How many attempts a call has, the first included, and so is the one with a new token after a 401.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// No attempt begins later than this after the call did. A Retry-After beyond it ends the call at once.
    #[must_use]
    pub fn total_time(mut self, time: Duration) -> Self {
        self.total_time = time;
        self
    }

    /// The greatest delay before the second attempt; it doubles from attempt to attempt.
    #[must_use]
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// The greatest delay that doubling leads to.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// How long to wait before the next attempt; none if there is to be no other.
    pub(crate) fn delay(
        &self,
        attempt: u32,
        elapsed: Duration,
        asked: Option<Duration>,
        random: u64,
    ) -> Option<Duration> {
        let delay = asked.unwrap_or_else(|| {
            let doubled =
                self.base_delay.saturating_mul(1_u32.checked_shl(attempt - 1).unwrap_or(u32::MAX));
            jitter(doubled.min(self.max_delay), random)
        });
        self.allows(attempt, elapsed.saturating_add(delay)).then_some(delay)
    }

    /// Whether any attempt may follow another.
    pub(crate) fn repeats(&self) -> bool {
        self.max_attempts > 1
    }

    /// Whether another attempt may follow this one, that long after the call began.
    pub(crate) fn allows(&self, attempt: u32, elapsed: Duration) -> bool {
        attempt < self.max_attempts && elapsed <= self.total_time
    }
}

/// Some time between nothing and `limit`, so that many clients do not come back at once.
fn jitter(limit: Duration, random: u64) -> Duration {
    let nanoseconds = u64::try_from(limit.as_nanos()).unwrap_or(u64::MAX);
    let share = (u128::from(nanoseconds) * u128::from(random)) >> 64;
    Duration::from_nanos(u64::try_from(share).unwrap_or(nanoseconds))
}

/// How long to wait after that many looks.
pub(crate) fn pause(looks: u32) -> Duration {
    let doubled = FIRST_PAUSE.saturating_mul(1_u32.checked_shl(looks - 1).unwrap_or(u32::MAX));
    doubled.min(LONGEST_PAUSE)
}

/// Whether repeating the operation after this error can help and do no harm.
pub(crate) fn may_repeat(operation: &Operation, error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Connect => true,
        ErrorKind::Transport | ErrorKind::Timeout => operation.idempotent,
        ErrorKind::Status => error.status().is_some_and(|status| match status {
            StatusCode::TOO_MANY_REQUESTS => true,
            StatusCode::SERVICE_UNAVAILABLE => operation.idempotent || error.is_throttled(),
            StatusCode::REQUEST_TIMEOUT
            | StatusCode::INTERNAL_SERVER_ERROR
            | StatusCode::BAD_GATEWAY
            | StatusCode::GATEWAY_TIMEOUT => operation.idempotent,
            _ => false,
        }),
        _ => false,
    }
}

/// How long the service asks to wait: a number of seconds, or a date.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => {
            let date = httpdate::parse_http_date(text).ok()?;
            Some(date.duration_since(now).unwrap_or_default())
        }
    }
}

/// Limits how many repetitions all calls of a client make together, so that an outage is not made worse.
///
/// Each repetition takes a token; each success gives a part of one back.
#[derive(Debug)]
pub struct RetryBudget {
    /// Thousandths of tokens.
    left: AtomicU32,
    capacity: u32,
    earned: u32,
}

const TOKEN: u32 = 1000;

impl RetryBudget {
    /// A budget of `repetitions`, of which every success gives a tenth of one back.
    pub fn new(repetitions: u32) -> Self {
        let capacity = repetitions.saturating_mul(TOKEN);
        Self { left: AtomicU32::new(capacity), capacity, earned: TOKEN / 10 }
    }

    /// Takes a token, if there is one.
    pub(crate) fn take(&self) -> bool {
        let taken = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(TOKEN));
        taken.is_ok()
    }

    pub(crate) fn earn(&self) {
        // A full budget is the usual case and needs no write.
        if self.left.load(Ordering::Relaxed) < self.capacity {
            let add = |left: u32| Some(left.saturating_add(self.earned).min(self.capacity));
            let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
        }
    }
}

impl Default for RetryBudget {
    /// A hundred repetitions.
    fn default() -> Self {
        Self::new(100)
    }
}
