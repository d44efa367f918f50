//! The tenant as its clients have it: what they are built on, and what they are permitted.

use std::future::poll_fn;
use std::task::Poll;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use directory_graph::transport::BoxFuture;
use directory_graph::{
    Credential, Environment, PermissionKind, Tenant, Transport, TransportError, azure_ad_graph,
    microsoft_graph,
};
use http::{Request, Response};

use crate::access::Access;
use crate::tenant::{FakeTenant, Fate};

impl FakeTenant {
    /// A client of Azure AD Graph for this tenant.
    pub fn azure_ad_graph(&self) -> azure_ad_graph::Client {
        let builder = azure_ad_graph::Client::builder(Tenant::my_organization());
        let builder = builder.credential(Credential::static_token(self.token()));
        let builder = builder.transport(self.clone()).environment(self.clone());
        builder.build().expect("a client needs no more than a token and a transport")
    }

    /// A client of Microsoft Graph for this tenant.
    pub fn microsoft_graph(&self) -> microsoft_graph::Client {
        let builder = microsoft_graph::Client::builder();
        let builder = builder.credential(Credential::static_token(self.token()));
        let builder = builder.transport(self.clone()).environment(self.clone());
        builder.build().expect("a client needs no more than a token and a transport")
    }

    /// A door to the same tenant whose clients have no other permissions than these: operations that take more are refused.
    #[must_use]
    pub fn permitted(
        &self,
        kind: PermissionKind,
        names: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let token = Access::new(kind, names).token(&self.id());
        let mut door = self.clone();
        door.token = token.into();
        door
    }

    /// The token that clients of this door send.
    pub fn token(&self) -> &str {
        &self.token
    }
}

impl Transport for FakeTenant {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let outcome = self.respond(&request);
        Box::pin(std::future::ready(match outcome.fate {
            Fate::Arrives => Ok(outcome.response),
            Fate::Lost => Err(TransportError::other("the response was lost")),
            Fate::Broken => Err(TransportError::other("the connection broke amid the response")),
        }))
    }
}

/// The tenant's clock is that of its clients: to wait for another attempt moves it on, and takes no time.
impl Environment for FakeTenant {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.with_state(|state| state.clock())
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.advance(duration);
        Box::pin(std::future::ready(()))
    }

    fn deadline(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let tenant = self.clone();
        let due = self.elapsed().saturating_add(duration);
        // Responses never keep anybody waiting, so that nobody has to be woken.
        Box::pin(poll_fn(move |_| match tenant.elapsed() >= due {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }))
    }

    fn random(&self) -> u64 {
        0
    }
}
