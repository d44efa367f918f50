//! A small service for the runtime's own tests, and a machine whose time passes only when somebody sleeps.

use std::time::{Duration, SystemTime};

use http::Method;

use super::*;

/// A service that exists only here.
#[derive(Clone, Debug)]
pub(crate) struct Testing<M: Mode = Async>(pub(crate) Handle<M>);

impl<M: Mode> Service for Testing<M> {
    type Mode = M;
    type Cloud = TestCloud;
    type ErrorCode = TestCode;
    const NAME: &'static str = "testing";
    const ENDPOINT: &'static str = "https://graph.example";
    const VERSION: Version = Version::Query { name: "api-version", default: "1.6" };
    const SCOPES: &'static [&'static str] = &["https://graph.example/.default"];
    const LINK: Option<super::Link> = Some(super::Link {
        property: "url",
        to: &[TENANT, Segment::Literal("directoryObjects"), Segment::Value],
    });

    fn from_handle(handle: Handle<M>) -> Self {
        Self(handle)
    }
}

/// A service with its version in the path and no tenant.
#[derive(Debug)]
pub(crate) struct Versioned<M: Mode = Async>(Handle<M>);

impl<M: Mode> Service for Versioned<M> {
    type Mode = M;
    type Cloud = TestCloud;
    type ErrorCode = TestCode;
    const NAME: &'static str = "versioned";
    const ENDPOINT: &'static str = "https://graph.example";
    const VERSION: Version = Version::Path;
    const SCOPES: &'static [&'static str] = &["https://graph.example/.default"];
    const ADVANCED: Option<Advanced> =
        Some(Advanced { header: "ConsistencyLevel", value: "eventual", count: Some("$count") });

    fn from_handle(handle: Handle<M>) -> Self {
        Self(handle)
    }
}

/// Codes of which one is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TestCode {
    Broken,
    Other(String),
}

impl From<String> for TestCode {
    fn from(text: String) -> Self {
        if text == "Thing_Broken" { Self::Broken } else { Self::Other(text) }
    }
}

impl AsRef<str> for TestCode {
    fn as_ref(&self) -> &str {
        match self {
            Self::Broken => "Thing_Broken",
            Self::Other(text) => text,
        }
    }
}

impl ErrorCode for TestCode {
    fn is_known(&self) -> bool {
        *self == Self::Broken
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum TestCloud {
    Other,
}

impl Cloud for TestCloud {
    fn endpoint(self) -> &'static str {
        "https://graph.other.example"
    }
}

macro_rules! endpoints {
    ($($name:ident $id:literal $method:ident $success:literal $response:ty, [$($segment:expr),*], idempotent $idempotent:literal, $body:ident $(, creates $creates:literal)?;)*) => { $(
        #[derive(Debug)]
        pub(crate) enum $name {}

        impl Endpoint for $name {
            type Response = $response;
            type ErrorCode = TestCode;
            $(const CREATES: Option<&'static str> = Some($creates);)?
            const OPERATION: &'static Operation = &Operation {
                service: "testing",
                id: $id,
                method: Method::$method,
                template: "/{tenant}/things/{id}",
                path: &[$($segment),*],
                version: "1.6",
                idempotent: $idempotent,
                body: BodyRule::$body,
                success: &[$success],
                paged: false,
                permissions: Permissions::NONE,
                replaced_by: None,
                documents: &[],
                secrets: &["pin"],
            };
        }
    )* };
}

const TENANT: Segment = Segment::Tenant;
const THINGS: Segment = Segment::Literal("things");

endpoints! {
    Get "things.get" GET 200 Json<serde_json::Value>, [TENANT, THINGS, Segment::Value], idempotent true, None;
    Keyed "things.keyed" GET 200 Json<serde_json::Value>, [TENANT, Segment::Key("things"), Segment::Literal("end")], idempotent true, None;
    Create "things.create" POST 201 Json<serde_json::Value>, [TENANT, THINGS], idempotent false, Required, creates "id";
    Update "things.update" PATCH 204 Empty, [TENANT, THINGS, Segment::Value], idempotent true, Optional;
    Delete "things.delete" DELETE 204 Empty, [TENANT, THINGS, Segment::Value], idempotent true, None;
    Parts "things.parts.list" GET 200 Page<u32>, [TENANT, THINGS, Segment::Value, Segment::Literal("parts")], idempotent true, None;
    AddPart "things.parts.add" POST 204 Empty, [TENANT, THINGS, Segment::Value, Segment::Literal("parts")], idempotent false, Required;
    RemovePart "things.parts.remove" DELETE 204 Empty, [TENANT, THINGS, Segment::Value, Segment::Literal("$links"), Segment::Literal("parts"), Segment::Value], idempotent true, None;
    Verify "things.verify" POST 204 Empty, [TENANT, THINGS, Segment::Value, Segment::Literal("verify")], idempotent false, None;
    List "things.list" GET 200 Page<u32>, [TENANT, THINGS], idempotent true, None;
    Find "things.find" POST 200 Page<u32>, [TENANT, Segment::Literal("find")], idempotent true, Required;
    Beta "things.beta" GET 200 Page<u32>, [Segment::Version, THINGS], idempotent true, None;
}

/// A [`TestClock`] on which timeouts end as soon as there is nothing else to do.
#[derive(Clone, Default)]
pub(crate) struct Simulated {
    clock: TestClock,
    endless: bool,
}

/// 2024-01-01T00:00:00Z, when simulated time begins.
pub(crate) fn start() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_704_067_200)
}

impl Simulated {
    /// A machine that always draws the same number.
    pub(crate) fn drawing(random: u64) -> Self {
        let clock = TestClock::new().with_random(random);
        Self { clock, endless: false }
    }

    /// A machine on which no sleep ends: for tests whose calls wait for each other.
    pub(crate) fn endless() -> Self {
        Self { endless: true, ..Self::default() }
    }

    pub(crate) fn slept(&self) -> Vec<Duration> {
        self.clock.slept()
    }

    pub(crate) fn pass(&self, time: Duration) {
        self.clock.advance(time);
    }
}

impl Environment for Simulated {
    fn now(&self) -> SystemTime {
        self.clock.now()
    }

    fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    /// Takes no time, but counts it, as soon as somebody waits.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if self.endless {
            return Box::pin(std::future::pending());
        }
        self.clock.sleep(duration)
    }

    fn random(&self) -> u64 {
        self.clock.random()
    }
}

pub(crate) fn builder<M: Mode>() -> ClientBuilder<Testing<M>> {
    ClientBuilder::new(Some(Tenant::my_organization()))
}

/// A client with a token that talks to a mock on a simulated machine.
pub(crate) fn client(mock: &MockTransport, machine: &Simulated) -> Testing {
    let builder = builder::<Async>().credential(Credential::static_token("planted-token"));
    builder.transport(mock.clone()).environment(machine.clone()).build().unwrap()
}

fn call<E: Endpoint, M: Mode>(client: &Handle<M>, values: &[&str]) -> Call<E, M> {
    Resource::of(client).call_with::<E>(values).typed()
}

impl<M: Mode> Testing<M> {
    pub(crate) fn get(&self, id: &str) -> Call<Get, M> {
        call(&self.0, &[id])
    }

    pub(crate) fn keyed(&self, id: &str) -> Call<Keyed, M> {
        call(&self.0, &[id])
    }

    pub(crate) fn create(&self) -> Call<Create, M> {
        call(&self.0, &[]).property("name", "a")
    }

    pub(crate) fn update(&self, id: &str) -> Call<Update, M> {
        call(&self.0, &[id])
    }

    pub(crate) fn delete(&self, id: &str) -> Call<Delete, M> {
        call(&self.0, &[id])
    }

    pub(crate) fn parts(&self, id: &str) -> Call<Parts, M> {
        call(&self.0, &[id])
    }

    pub(crate) fn add_part(&self, id: &str, part: &str) -> Call<AddPart, M> {
        call(&self.0, &[id]).link(part)
    }

    pub(crate) fn remove_part(&self, id: &str, part: &str) -> Call<RemovePart, M> {
        call(&self.0, &[id, part])
    }

    pub(crate) fn verify(&self, id: &str) -> Call<Verify, M> {
        call(&self.0, &[id])
    }

    pub(crate) fn list(&self) -> Call<List, M> {
        call(&self.0, &[])
    }

    pub(crate) fn find(&self) -> Call<Find, M> {
        call(&self.0, &[]).property("ids", &["a"])
    }
}

impl<M: Mode> Versioned<M> {
    pub(crate) fn beta(&self) -> Call<Beta, M> {
        call(&self.0, &[])
    }
}

/// What a mock was asked for, as `GET /path?query`.
pub(crate) fn asked(mock: &MockTransport) -> Vec<String> {
    let targets = mock.requests().into_iter();
    targets
        .map(|request| format!("{} {}", request.method(), request.uri().path_and_query().unwrap()))
        .collect()
}
