//! A call of each operation, as its documentation shows it.
//!
//! What it prints is kept instead.

use std::cell::RefCell;
use std::pin::Pin;

use directory_graph::Error;
use directory_graph_fake::FakeTenant;

type Sent = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

/// A documented request and the call that makes it.
pub(crate) struct Call {
    /// `service:operation`
    pub(crate) operation: &'static str,
    /// Path and query.
    pub(crate) target: &'static str,
    /// JSON, or nothing.
    pub(crate) body: &'static str,
    /// Whether something comes besides a status.
    pub(crate) responds: bool,
    run: fn(FakeTenant) -> Sent,
}

thread_local! {
    static TOLD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

macro_rules! println {
    ($text:literal) => {
        tell(format!($text))
    };
}

fn tell(text: String) {
    TOLD.with_borrow_mut(|told| told.push(text));
}

#[expect(unused_imports, reason = "samples name the type of the client, which is made outside")]
pub(crate) const CALLS: &[Call] = include!(concat!(env!("OUT_DIR"), "/calls.rs"));

impl Call {
    /// Sends the request, and gives the `Debug` of what has come.
    pub(crate) fn run(&self, tenant: FakeTenant) -> Result<Vec<String>, Error> {
        TOLD.take();
        futures_executor::block_on((self.run)(tenant))?;
        Ok(TOLD.take())
    }
}
