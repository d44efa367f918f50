//! The tenant and its doors.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use codegen::SourceFile;
use codegen::contract::Batch;
use http::header::HOST;
use http::{Method, Request, Response};
use serde_json::{Value, json};

use crate::behaviour;
use crate::faults::{Fault, FaultRule, Faults, Kind};
use crate::page::Token;
use crate::request;
use crate::response;
use crate::seed;
use crate::store::{Id, Object, State};
use crate::wire::Told;
use crate::world::World;

/// A tenant that exists only in this program. Clones are doors to the same one.
#[derive(Clone)]
pub struct FakeTenant {
    world: Arc<World>,
    inner: Arc<Mutex<Inner>>,
    /// What clients of this door send.
    pub(crate) token: Arc<str>,
}

#[derive(Debug)]
struct Inner {
    state: State,
    /// The tenant as it was made.
    initial: State,
    /// The tenant before the last change, if reads may lag behind it.
    before: Option<State>,
    faults: Faults,
    loose: bool,
    requests: u64,
}

/// What comes of a request.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The response.
    pub response: Response<Bytes>,
    /// Whether the caller gets it.
    pub fate: Fate,
    /// How long the caller waits for it.
    pub delay: Duration,
}

/// What becomes of a response.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fate {
    /// The caller gets it.
    Arrives,
    /// The caller gets nothing of it.
    Lost,
    /// The connection breaks amid it.
    Broken,
}

impl Inner {
    fn respond(&mut self, world: &World, request: &Request<Bytes>) -> Outcome {
        self.requests += 1;
        let told = |service: usize, state: &State, requests: u64| Told {
            service: world.api.services.get(service),
            id: format!("00000000-0000-4000-8000-{requests:012x}"),
            clock: state.clock(),
            request,
        };
        let now = self.state.clock().as_secs();
        let mut outcome =
            Outcome { response: Response::default(), fate: Fate::Arrives, delay: Duration::ZERO };
        let mut asked = match request::understand(world, request, now, self.loose) {
            Ok(asked) => asked,
            Err((service, refusal)) => {
                outcome.response = told(service, &self.state, self.requests).refusal(&refusal);
                return outcome;
            }
        };
        let (service, id) = (&world.service(asked.route).name, &world.operation(asked.route).id);
        let mut fault = |of: fn(Kind) -> bool| self.faults.take(service, id, of);
        if let Some(Kind::Slow(time)) = fault(|it| matches!(it, Kind::Slow(_))).map(|it| it.kind) {
            outcome.delay = time;
            self.state.advance(time);
        }
        let failure = fault(|it| matches!(it, Kind::Status(_)));
        let expired = if asked.is_further { fault(|it| it == Kind::Expired) } else { None };
        let is_read = asked.method == "GET";
        let lags = is_read && fault(|it| it == Kind::Lagging).is_some();
        asked.repeats = is_read && fault(|it| it == Kind::Repeating).is_some();
        outcome.fate = match fault(|it| matches!(it, Kind::Lost | Kind::Broken)).map(|it| it.kind) {
            Some(Kind::Lost) => Fate::Lost,
            Some(_) => Fate::Broken,
            None => Fate::Arrives,
        };
        if !is_read {
            self.before = self.faults.may_lag().then(|| self.state.clone());
        }
        let told = told(asked.route.service, &self.state, self.requests);
        if let Some(Fault { kind: Kind::Status(status), code, retry_after, .. }) = failure {
            outcome.response = told.failure(status, code.as_deref(), retry_after);
            return outcome;
        }
        let mut old = self.before.clone().filter(|_| lags);
        let state = old.as_mut().unwrap_or(&mut self.state);
        let result = match expired {
            Some(_) => Err(Token::expired()),
            None => response::respond(&asked, state, request, self.loose),
        };
        outcome.response = match result {
            Ok(sent) => told.success(sent),
            Err(refusal) => told.refusal(&refusal),
        };
        outcome
    }
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
        let tenant = Self::of(World::built_in(), seed);
        // The seed is the crate's own, and a test loads it.
        let seed = serde_json::from_str(include_str!("seed.json")).unwrap_or_default();
        let _ = tenant.seed(&seed);
        tenant
    }

    /// A tenant of the services that some spec describes; it is empty but for a user who is signed in.
    ///
    /// # Errors
    ///
    /// Every mistake in the spec.
    pub fn of_spec(sources: &[SourceFile]) -> Result<Self, String> {
        let tenant = Self::of(Arc::new(World::read(sources)?), 1);
        let mut inner = tenant.inner();
        let id = inner.state.new_id();
        let properties = [("id".to_owned(), Value::from(&*id))].into_iter().collect();
        let user = Object { kind: Id::from("User"), properties, deleted: None };
        inner.state.me = Some(inner.state.insert(&id, user));
        inner.initial = inner.state.clone();
        drop(inner);
        Ok(tenant)
    }

    fn of(world: Arc<World>, seed: u64) -> Self {
        let state = State::new(seed);
        let initial = state.clone();
        let inner = Inner {
            state,
            initial,
            before: None,
            faults: Faults::default(),
            loose: false,
            requests: 0,
        };
        Self { world, inner: Arc::new(Mutex::new(inner)), token: Arc::from("fake") }
    }

    /// Forgives what the services would refuse: unknown properties, queries that are not supported, rules.
    #[must_use]
    pub fn loose(self) -> Self {
        self.inner().loose = true;
        self
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
        inner.before = None;
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

    /// Puts the objects of a seed in: JSON with collections of either service, as the service sends them.
    ///
    /// # Errors
    ///
    /// What the seed names and no service has.
    pub fn seed(&self, seed: &Value) -> Result<(), String> {
        let mut inner = self.inner();
        seed::load(&self.world, &mut inner.state, seed)?;
        inner.initial = inner.state.clone();
        Ok(())
    }

    /// Puts that many groups in, `Group 1` and so on, and says what their identifiers are.
    pub fn seed_groups(&self, count: usize) -> Vec<Id> {
        let mut inner = self.inner();
        let kind = Arc::from("Group");
        let mut services = 0..self.world.api.services.len();
        let home = services.find(|service| self.world.type_of(*service, &kind).is_some());
        let home = home.unwrap_or_default();
        let state = &mut inner.state;
        let ids = (1..=count).map(|number| {
            let Value::Object(properties) = json!({
                "displayName": format!("Group {number}"),
                "mailNickname": format!("group{number}"),
                "mailEnabled": false,
                "securityEnabled": true,
            }) else {
                return Id::from("");
            };
            seed::put(&self.world, state, home, &kind, properties, None)
        });
        let ids = ids.collect();
        inner.initial = inner.state.clone();
        ids
    }

    /// Notes a fact that behaviours know by its name, like the DNS records of a domain.
    pub fn note(&self, name: &str, value: Value) {
        Arc::make_mut(&mut self.inner().state.notes).insert(name.to_owned(), value);
    }

    /// The tenant as a seed.
    pub fn dump(&self) -> Value {
        seed::dump(&self.world, &self.inner().state)
    }

    /// Lets calls of an operation go wrong: `groups.create` of any service, `azure_ad_graph:groups.create`, or `*`.
    pub fn fail(&self, operation: &str) -> FaultRule {
        let index = self.inner().faults.push(operation);
        FaultRule { tenant: self.clone(), index }
    }

    /// Lets go wrong what a JSON array tells, in place of what was told before.
    ///
    /// # Errors
    ///
    /// What is no fault.
    pub fn set_faults(&self, faults: &Value) -> Result<(), String> {
        let faults = Faults::read(faults)?;
        self.inner().faults = faults;
        Ok(())
    }

    pub(crate) fn change_fault(&self, index: usize, change: impl FnOnce(&mut Fault)) {
        self.inner().faults.change(index, change);
    }

    /// Responds to a request to any of the services.
    pub fn respond(&self, request: &Request<Bytes>) -> Outcome {
        let is_batch =
            request.method() == Method::POST && request.uri().path().ends_with("/$batch");
        match is_batch.then(|| request::batch(&self.world, request)).flatten() {
            Some(batch) => self.batch(request, batch),
            None => self.inner().respond(&self.world, request),
        }
    }

    /// Responds to several requests in one.
    fn batch(&self, request: &Request<Bytes>, batch: Batch) -> Outcome {
        let host = request.headers().get(HOST);
        // Nobody else comes in between.
        let mut inner = self.inner();
        let response = behaviour::batch::respond(request, batch, &mut |parts| {
            let before = (parts.len() > 1).then(|| inner.state.clone());
            let mut responses = Vec::new();
            for mut part in parts {
                if let Some(host) = host {
                    part.headers_mut().insert(HOST, host.clone());
                }
                let response = inner.respond(&self.world, &part).response;
                if response.status().as_u16() >= 400 {
                    if let Some(before) = before {
                        inner.state = before;
                    }
                    return vec![response];
                }
                responses.push(response);
            }
            responses
        });
        Outcome { response, fate: Fate::Arrives, delay: Duration::ZERO }
    }

    /// The tenant's own identifier.
    pub fn id(&self) -> Id {
        self.inner().state.tenant.clone()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for FakeTenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeTenant").field("id", &self.id()).finish_non_exhaustive()
    }
}
