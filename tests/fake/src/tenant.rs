//! The tenant and its doors.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use codegen::SourceFile;
use directory_graph::transport::BoxFuture;
use directory_graph::{
    Credential, Tenant, Transport, TransportError, azure_ad_graph, microsoft_graph,
};
use http::{Request, Response};

use crate::answer;
use crate::behaviour;
use crate::request;
use crate::store::{Id, State};
use crate::wire::Told;
use crate::world::World;

/// A tenant that exists only in this program. Clones are doors to the same one.
#[derive(Clone)]
pub struct FakeTenant {
    world: Arc<World>,
    inner: Arc<Mutex<Inner>>,
}

#[derive(Debug)]
struct Inner {
    state: State,
    /// The tenant as it was made.
    initial: State,
    loose: bool,
    requests: u64,
}

/// The state of a tenant at some time.
#[derive(Clone, Debug)]
pub struct Snapshot(State);

impl Default for FakeTenant {
    fn default() -> Self {
        Self::new()
    }
}

impl FakeTenant {
    /// A tenant with one domain and one user, who is signed in. Each has the same identifiers.
    pub fn new() -> Self {
        Self::with_seed(1)
    }

    /// The same with other identifiers.
    pub fn with_seed(seed: u64) -> Self {
        Self::of(World::built_in(), seed)
    }

    /// A tenant of the services that some spec describes; it is empty.
    ///
    /// # Errors
    ///
    /// Every mistake in the spec.
    pub fn of_spec(sources: &[SourceFile]) -> Result<Self, String> {
        Ok(Self::of(Arc::new(World::read(sources)?), 1))
    }

    fn of(world: Arc<World>, seed: u64) -> Self {
        let state = State::new(seed);
        let initial = state.clone();
        let inner = Inner { state, initial, loose: false, requests: 0 };
        Self { world, inner: Arc::new(Mutex::new(inner)) }
    }

    /// Forgives what the services would refuse: unknown properties, queries that are not supported, rules.
    #[must_use]
    pub fn loose(self) -> Self {
        self.inner().loose = true;
        self
    }

    /// A client of Azure AD Graph for this tenant.
    pub fn azure_ad_graph(&self) -> azure_ad_graph::Client {
        let builder = azure_ad_graph::Client::builder(Tenant::my_organization());
        let builder = builder.credential(Credential::static_token("fake")).transport(self.clone());
        builder.build().expect("a client needs no more than a token and a transport")
    }

    /// A client of Microsoft Graph for this tenant.
    pub fn microsoft_graph(&self) -> microsoft_graph::Client {
        let builder = microsoft_graph::Client::builder();
        let builder = builder.credential(Credential::static_token("fake")).transport(self.clone());
        builder.build().expect("a client needs no more than a token and a transport")
    }

    /// The tenant as it is now. Costs next to nothing.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot(self.inner().state.clone())
    }

    /// Makes the tenant what it was.
    pub fn restore(&self, snapshot: &Snapshot) {
        self.inner().state = snapshot.0.clone();
    }

    /// Makes the tenant what it was at first.
    pub fn reset(&self) {
        let mut inner = self.inner();
        inner.state = inner.initial.clone();
    }

    /// Lets time pass.
    pub fn advance(&self, time: Duration) {
        let state = &mut self.inner().state;
        state.advance(time);
        behaviour::purge(state);
    }

    /// Looks at the state or changes it, past all rules.
    pub fn with_state<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.inner().state)
    }

    /// Responds to a request to any of the services.
    pub fn respond(&self, request: &Request<Bytes>) -> Response<Bytes> {
        let mut inner = self.inner();
        let Inner { state, loose, requests, .. } = &mut *inner;
        *requests += 1;
        let told = |service: usize| Told {
            service: self.world.api.services.get(service),
            id: format!("00000000-0000-4000-8000-{requests:012x}"),
            date: state.now().trim_end_matches('Z').to_owned(),
            request,
        };
        let now = state.clock().as_secs();
        let asked = match request::understand(&self.world, request, now, *loose) {
            Ok(asked) => asked,
            Err((service, refusal)) => return told(service).refusal(&refusal),
        };
        let told = told(asked.route.service);
        match answer::respond(&asked, state, request, *loose) {
            Ok(sent) => told.success(sent),
            Err(refusal) => told.refusal(&refusal),
        }
    }

    /// The tenant's own identifier.
    pub fn id(&self) -> Id {
        self.inner().state.tenant.clone()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for FakeTenant {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(std::future::ready(Ok(self.respond(&request))))
    }

    /// Time passes without anybody waiting for it.
    fn sleep(&self, duration: Duration) -> Option<BoxFuture<'static, ()>> {
        self.advance(duration);
        Some(Box::pin(std::future::ready(())))
    }
}

impl fmt::Debug for FakeTenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeTenant").field("id", &self.id()).finish_non_exhaustive()
    }
}
