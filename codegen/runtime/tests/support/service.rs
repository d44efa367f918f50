//! A service of things, as emitted code would have it but written by hand.

use directory_graph_runtime::{
    AnyOperation, Async, Blocking, BodyRule, Call, ClientBuilder, Empty, Endpoint, ErrorCode,
    Handle, Json, Link, Mode, Operation, Page, Permissions, Resource, Segment, Service, Tenant,
    Version,
};
use http::Method;
use serde_json::Value;

/// What is awaited.
pub(crate) type Client = Things;
/// What blocks.
pub(crate) type BlockingClient = Things<Blocking>;
/// Why a call failed.
pub(crate) type Error = directory_graph_runtime::Error<Code>;

#[derive(Clone, Debug)]
pub(crate) struct Things<M: Mode = Async>(Handle<M>);

#[derive(Clone, Copy)]
pub(crate) enum Cloud {}

impl directory_graph_runtime::Cloud for Cloud {
    fn endpoint(self) -> &'static str {
        match self {}
    }
}

/// Codes of which none is known.
#[derive(Clone)]
pub(crate) struct Code(String);

impl From<String> for Code {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl AsRef<str> for Code {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ErrorCode for Code {
    fn is_known(&self) -> bool {
        false
    }
}

impl<M: Mode> Service for Things<M> {
    type Mode = M;
    type Cloud = Cloud;
    type ErrorCode = Code;
    const NAME: &'static str = "things";
    const ENDPOINT: &'static str = "https://graph.example.invalid";
    const VERSION: Version = Version::Query { name: "api-version", default: "1.6" };
    const SCOPES: &'static [&'static str] = &["https://graph.example.invalid/.default"];
    const LINK: Option<Link> = Some(Link {
        property: "url",
        to: &[Segment::Tenant, Segment::Literal("objects"), Segment::Value],
    });

    fn from_handle(handle: Handle<M>) -> Self {
        Self(handle)
    }
}

impl<M: Mode> Things<M> {
    pub(crate) fn builder(tenant: Tenant) -> ClientBuilder<Self> {
        ClientBuilder::new(Some(tenant))
    }

    pub(crate) fn get(&self, id: &str) -> Get<M> {
        Get(Resource::of(&self.0).with(id).call::<Get>())
    }

    pub(crate) fn list(&self) -> List<M> {
        List(Resource::of(&self.0).call::<List>())
    }

    pub(crate) fn update(&self, id: &str) -> Update<M> {
        Update(Resource::of(&self.0).with(id).call::<Update>())
    }

    pub(crate) fn add(&self, id: &str, part: &str) -> Add<M> {
        Add(Resource::of(&self.0).with(id).call::<Add>().link(part))
    }
}

impl<M: Mode> Update<M> {
    pub(crate) fn name(self, name: &str) -> Self {
        Self(self.0.property("name", name))
    }

    pub(crate) fn clear_note(self) -> Self {
        Self(self.0.clear("note"))
    }
}

macro_rules! operations {
    ($($name:ident $id:literal $method:ident $success:literal $response:ty, [$($segment:expr),*], $body:ident;)*) => { $(
        #[must_use]
        pub(crate) struct $name<M: Mode = Async>(Call<AnyOperation, M>);

        impl Endpoint for $name {
            type Response = $response;
            type ErrorCode = Code;
            const OPERATION: &'static Operation = &Operation {
                service: "things",
                id: $id,
                method: Method::$method,
                template: "/{tenant}/things",
                path: &[Segment::Tenant, Segment::Literal("things"), $($segment),*],
                version: "1.6",
                idempotent: true,
                body: BodyRule::$body,
                success: &[$success],
                paged: false,
                permissions: Permissions::NONE,
                replaced_by: None,
                documents: &[],
                secrets: &[],
            };
        }
    )* };
}

operations! {
    Get "things.get" GET 200 Json<Value>, [Segment::Value], None;
    List "things.list" GET 200 Page<Value>, [], None;
    Update "things.update" PATCH 204 Empty, [Segment::Value], Required;
    Add "things.parts.add" POST 204 Empty, [Segment::Value, Segment::Literal("$links"), Segment::Literal("parts")], Required;
}

directory_graph_runtime::call! {
    Code;
    Get: Json<Value> => Value;
    Update: Empty => ();
    Add: Empty => ();
}

directory_graph_runtime::list_call! {
    Code;
    List: Value;
}
