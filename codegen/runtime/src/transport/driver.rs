//! A tokio runtime for whoever has none: one thread of the process, started when it is first needed.
//!
//! Work stays on the caller's thread. The runtime is only *entered* there, so that sockets, timers and tasks find its
//! drivers; a call therefore costs no change of threads where the caller has a runtime, and nothing else depends on which
//! of the two it is.

use std::cell::Cell;
use std::future::{pending, poll_fn};
use std::net::{Ipv4Addr, UdpSocket};
use std::panic::catch_unwind;
use std::pin::pin;
use std::sync::OnceLock;
use std::time::Duration;

use tokio::runtime::{Builder, EnterGuard, Handle, Id};

use super::{BoxFuture, TransportError};

/// Lends the calling thread the process's own runtime. Blocking clients do so: they may be called where there is no
/// runtime, or on the very thread that another one needs to go on.
pub(crate) fn enter() -> Option<EnterGuard<'static>> {
    own().map(Handle::enter)
}

/// Does what needs tokio, in the caller's runtime if that has what it takes. The work is made in its place: a future that
/// is moved into another stands there twice.
pub(super) fn run<T, F: Future<Output = Result<T, TransportError>> + Send>(
    work: impl FnOnce() -> F + Send + 'static,
) -> BoxFuture<'static, Result<T, TransportError>> {
    Box::pin(async move {
        let lent = if is_inside() {
            None
        } else {
            Some(own().ok_or_else(|| TransportError::connect("no thread can be started"))?)
        };
        let mut work = pin!(work());
        poll_fn(|context| {
            let _entered = lent.map(Handle::enter);
            work.as_mut().poll(context)
        })
        .await
    })
}

/// Waits with tokio's timer, if the caller is inside of a runtime.
pub(super) fn sleep(duration: Duration) -> Option<BoxFuture<'static, ()>> {
    is_inside().then(|| Box::pin(tokio::time::sleep(duration)) as BoxFuture<'static, ()>)
}

fn own() -> Option<&'static Handle> {
    static OWN: OnceLock<Option<Handle>> = OnceLock::new();
    let start = || -> std::io::Result<Handle> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let thread = std::thread::Builder::new().name("directory-graph".to_owned());
        thread.spawn(move || runtime.block_on(pending::<()>()))?;
        Ok(handle)
    };
    OWN.get_or_init(|| start().ok()).as_ref()
}

/// Whether the caller is inside of a runtime with timers and sockets.
fn is_inside() -> bool {
    thread_local! {
        /// The runtime that this thread was last in, and what it has been found to be.
        static LAST: Cell<Option<(Id, bool)>> = const { Cell::new(None) };
    }
    let Ok(current) = Handle::try_current() else {
        return false;
    };
    let id = current.id();
    if let Some((_, found)) = LAST.get().filter(|(last, _)| *last == id) {
        return found;
    }
    let found = has_drivers();
    LAST.set(Some((id, found)));
    found
}

/// Tries both drivers: tokio has no question for them, and panics where one is off.
fn has_drivers() -> bool {
    let try_both = || {
        drop(tokio::time::sleep(Duration::ZERO));
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
        socket.set_nonblocking(true)?;
        tokio::net::UdpSocket::from_std(socket).map(drop)
    };
    // Where the machine has no socket to try, the runtime is not to blame.
    catch_unwind(try_both).is_ok()
}
