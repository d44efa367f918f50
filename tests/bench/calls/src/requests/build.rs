//! The same three requests, built in each way.

use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Waker};

use bytes::Bytes;
use directory_graph::azure_ad_graph::Client;
use directory_graph::azure_ad_graph::models::GroupCreate;
use directory_graph::{MockTransport, Tenant};
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderValue, Method};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use progenitor_peer::hooks::{self, Then};
use progenitor_peer::types;
use serde::Serialize;

use super::parts::Parts;

/// What the calls are told. Unknown to the compiler, as it is in a program.
struct Told {
    base: &'static str,
    tenant: &'static str,
    filter: &'static str,
    top: u32,
    id: &'static str,
    name: &'static str,
    nickname: &'static str,
}

impl Told {
    fn new() -> Self {
        black_box(Self {
            base: "https://graph.windows.net",
            tenant: "myorganization",
            filter: "startswith(displayName,'Mark')",
            top: 50,
            id: "f795caea-121d-49c7-8ae6-a95623add8aa",
            name: "Example Group",
            nickname: "ExampleGroup",
        })
    }

    /// The body of a create as one would write it by hand.
    fn body(&self) -> Body<'_> {
        Body {
            display_name: self.name,
            mail_nickname: self.nickname,
            mail_enabled: false,
            security_enabled: true,
        }
    }
}

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Our own set for values of query options, so that the floor encodes as we do.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b'$');

/// What counts of a request.
pub(super) struct Built {
    pub(super) url: String,
    pub(super) body: Vec<u8>,
}

impl Built {
    pub(super) fn of(url: String, body: Vec<u8>) -> Self {
        Self { url, body }
    }
}

impl From<http::Request<Bytes>> for Built {
    fn from(request: http::Request<Bytes>) -> Self {
        Self::of(request.uri().to_string(), request.into_body().to_vec())
    }
}

impl From<reqwest::Request> for Built {
    fn from(request: reqwest::Request) -> Self {
        let body = request.body().and_then(reqwest::Body::as_bytes);
        Self::of(request.url().to_string(), body.unwrap_or_default().to_vec())
    }
}

/// A body as one would write it by hand.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    display_name: &'a str,
    mail_nickname: &'a str,
    mail_enabled: bool,
    security_enabled: bool,
}

/// The clients, and what progenitor's wants to be given as types of its own.
pub(super) struct Bench {
    told: Told,
    ours: Client,
    reqwest: reqwest::Client,
    progenitor: progenitor_peer::Client,
    list_tenant: types::AzureAdGraphGroupsListTenant,
    get_tenant: types::AzureAdGraphGroupsGetTenant,
    create_tenant: types::AzureAdGraphGroupsCreateTenant,
}

impl Bench {
    pub(super) fn new() -> Self {
        let ours = Client::builder(Tenant::my_organization())
            .transport(MockTransport::new())
            .build()
            .expect("a client without a token needs nothing");
        let reqwest = crate::loopback::reqwest_client();
        let told = Told::new();
        Self {
            ours,
            progenitor: progenitor_peer::Client::new_with_client(told.base, reqwest.clone()),
            reqwest,
            list_tenant: told.tenant.parse().expect("a tenant"),
            get_tenant: told.tenant.parse().expect("a tenant"),
            create_tenant: told.tenant.parse().expect("a tenant"),
            told,
        }
    }

    /// The request that progenitor's client makes.
    pub(super) fn shown(&self, build: fn(&Self)) -> Built {
        hooks::then(Then::Show);
        build(self);
        hooks::then(Then::Send);
        hooks::shown().expect("a request was built").into()
    }

    /// Does something while progenitor's client sends nothing.
    pub(super) fn stopping<T>(&self, work: impl FnOnce() -> T) -> T {
        hooks::then(Then::Stop);
        let done = work();
        hooks::then(Then::Send);
        done
    }

    pub(super) fn ours_list(&self) -> http::Request<Bytes> {
        let list = self.ours.groups().list();
        list.filter(self.told.filter).top(self.told.top).build().expect("a request")
    }

    pub(super) fn progenitor_list(&self) {
        let top = std::num::NonZeroU64::new(self.told.top.into());
        let version = types::AzureAdGraphGroupsListApiVersion::X16;
        let tenant = &self.list_tenant;
        ends(self.progenitor.azure_ad_graph_groups_list(
            tenant,
            Some(self.told.filter),
            None,
            None,
            top,
            version,
            None,
        ));
    }

    pub(super) fn reqwest_list(&self) -> reqwest::Request {
        let query = [
            ("api-version", "1.6"),
            ("$filter", self.told.filter),
            ("$top", &self.told.top.to_string()),
        ];
        let request = self.reqwest.get(format!("{}/{}/groups", self.told.base, self.told.tenant));
        request.query(&query).header(ACCEPT, JSON).build().expect("a request")
    }

    pub(super) fn http_list(&self) -> http::Request<Bytes> {
        let request = http::Request::get(self.floor_list()).header(ACCEPT, JSON);
        request.body(Bytes::new()).expect("a request")
    }

    pub(super) fn parts_list(&self) -> Parts {
        Parts {
            method: Method::GET,
            url: self.floor_list(),
            headers: vec![(ACCEPT, JSON)],
            body: Bytes::new(),
        }
    }

    pub(super) fn floor_list(&self) -> String {
        let mut url = String::with_capacity(192);
        for part in [self.told.base, "/", self.told.tenant, "/groups?api-version=1.6&$filter="] {
            url.push_str(part);
        }
        url.extend(utf8_percent_encode(self.told.filter, QUERY));
        url.push_str("&$top=");
        let _ = std::fmt::Write::write_fmt(&mut url, format_args!("{}", self.told.top));
        url
    }

    pub(super) fn ours_get(&self) -> http::Request<Bytes> {
        let get = self.ours.groups().id(self.told.id).get();
        get.build().expect("a request")
    }

    pub(super) fn progenitor_get(&self) {
        let id = types::AzureAdGraphObjectId::try_from(self.told.id).expect("an identifier");
        let version = types::AzureAdGraphGroupsGetApiVersion::X16;
        ends(self.progenitor.azure_ad_graph_groups_get(&self.get_tenant, &id, None, version));
    }

    pub(super) fn reqwest_get(&self) -> reqwest::Request {
        let request = self.reqwest.get(self.floor_get());
        request.header(ACCEPT, JSON).build().expect("a request")
    }

    pub(super) fn http_get(&self) -> http::Request<Bytes> {
        let request = http::Request::get(self.floor_get()).header(ACCEPT, JSON);
        request.body(Bytes::new()).expect("a request")
    }

    pub(super) fn parts_get(&self) -> Parts {
        Parts {
            method: Method::GET,
            url: self.floor_get(),
            headers: vec![(ACCEPT, JSON)],
            body: Bytes::new(),
        }
    }

    pub(super) fn floor_get(&self) -> String {
        let mut url = String::with_capacity(128);
        for part in [self.told.base, "/", self.told.tenant, "/groups/"] {
            url.push_str(part);
        }
        url.extend(utf8_percent_encode(self.told.id, QUERY));
        url.push_str("?api-version=1.6");
        url
    }

    pub(super) fn ours_create(&self) -> http::Request<Bytes> {
        let create = self.ours.groups().create(GroupCreate {
            display_name: self.told.name.into(),
            mail_nickname: self.told.nickname.into(),
            mail_enabled: false,
            security_enabled: true,
        });
        create.build().expect("a request")
    }

    pub(super) fn progenitor_create(&self) {
        let group = types::AzureAdGraphGroupCreate {
            description: None,
            display_name: self.told.name.into(),
            mail_nickname: self.told.nickname.into(),
            mail_enabled: false,
            security_enabled: true,
        };
        let version = types::AzureAdGraphGroupsCreateApiVersion::X16;
        ends(self.progenitor.azure_ad_graph_groups_create(&self.create_tenant, version, &group));
    }

    pub(super) fn reqwest_create(&self) -> reqwest::Request {
        let request = self.reqwest.post(self.create_url());
        request.header(ACCEPT, JSON).json(&self.told.body()).build().expect("a request")
    }

    pub(super) fn http_create(&self) -> http::Request<Bytes> {
        let (url, body) = self.floor_create();
        let request = http::Request::builder().method(Method::POST).uri(url);
        let request = request.header(ACCEPT, JSON).header(CONTENT_TYPE, JSON);
        request.body(Bytes::from(body)).expect("a request")
    }

    pub(super) fn parts_create(&self) -> Parts {
        let (url, body) = self.floor_create();
        Parts {
            method: Method::POST,
            url,
            headers: vec![(ACCEPT, JSON), (CONTENT_TYPE, JSON)],
            body: Bytes::from(body),
        }
    }

    fn create_url(&self) -> String {
        let mut url = String::with_capacity(128);
        for part in [self.told.base, "/", self.told.tenant, "/groups?api-version=1.6"] {
            url.push_str(part);
        }
        url
    }

    pub(super) fn floor_create(&self) -> (String, Vec<u8>) {
        (self.create_url(), serde_json::to_vec(&self.told.body()).expect("a body"))
    }
}

/// Makes a call of progenitor's client, which ends before it is sent.
fn ends<T, E>(call: impl Future<Output = Result<T, E>>) {
    let mut context = Context::from_waker(Waker::noop());
    let ended = pin!(call).as_mut().poll(&mut context);
    assert!(ended.map(|response| response.is_err()).is_ready());
}
