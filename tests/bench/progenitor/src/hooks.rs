//! Lets benchmarks stop a call once its request is built.
//!
//! Progenitor's clients ask `ClientHooks` before they send; an implementation for the client itself is preferred to the
//! one that does nothing, which progenitor makes for references.

use std::cell::{Cell, RefCell};

use progenitor_client::{ClientHooks, Error, OperationInfo};

use crate::Client;

/// What becomes of a request that is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// It is sent.
    Send,
    /// The call ends with an error.
    Stop,
    /// The call ends with an error, and the request can be looked at.
    Show,
}

thread_local! {
    static THEN: Cell<Then> = const { Cell::new(Then::Send) };
    static SHOWN: RefCell<Option<reqwest::Request>> = const { RefCell::new(None) };
}

/// Says what becomes of requests that are built on this thread from now on.
pub fn then(then: Then) {
    THEN.set(then);
}

/// The last request that was built to be shown.
pub fn shown() -> Option<reqwest::Request> {
    SHOWN.take()
}

impl ClientHooks<()> for Client {
    async fn pre<E>(
        &self,
        request: &mut reqwest::Request,
        _: &OperationInfo,
    ) -> Result<(), Error<E>> {
        match THEN.get() {
            Then::Send => return Ok(()),
            Then::Stop => {}
            Then::Show => SHOWN.set(request.try_clone()),
        }
        Err(Error::Custom(String::new()))
    }
}
