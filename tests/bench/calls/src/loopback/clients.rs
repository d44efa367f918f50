//! The clients that are compared. Each gets the documented page of groups, with a token, within 100 seconds, and says
//! how many groups there were.

use std::time::Duration;

use bytes::Bytes;
use directory_graph::transport::{HyperTransport, ReqwestTransport, Transport};
use directory_graph::{Credential, Tenant, azure_ad_graph};
use http::header::{ACCEPT, AUTHORIZATION};
use http::{HeaderMap, HeaderValue};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::{self, connect::HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use progenitor_peer::types;

use crate::shapes;

pub(super) const TENANT: &str = "myorganization";
pub(super) const TOKEN: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIwMDAwMDAwMi0wMDAwLTAwMDAtYzAwMC0wMDAwMDAwMDAwMDAifQ.c2lnbmF0dXJl";
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const LIMIT: Duration = Duration::from_secs(100);

/// What reads responses where models are written by hand.
type HandPage = shapes::Page<shapes::Group<String>>;

/// A client of the service.
pub(super) trait Client: 'static {
    /// Gets the page; says how many groups it has.
    async fn groups(&self) -> usize;
}

/// reqwest as one would set it up by hand, and as progenitor's client is given it.
pub(crate) fn reqwest_client() -> reqwest::Client {
    let mut token = HeaderValue::try_from(format!("Bearer {TOKEN}")).expect("a header");
    token.set_sensitive(true);
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .default_headers(HeaderMap::from_iter([(AUTHORIZATION, token)]))
        .timeout(LIMIT)
        .build()
        .expect("a client")
}

pub(super) struct Ours(azure_ad_graph::Client);

impl Ours {
    pub(super) fn over_hyper(base: &str) -> Self {
        Self::over(base, HyperTransport::new().expect("a transport"))
    }

    pub(super) fn over_reqwest(base: &str) -> Self {
        Self::over(base, ReqwestTransport::new().expect("a transport"))
    }

    fn over(base: &str, transport: impl Transport) -> Self {
        let builder = azure_ad_graph::Client::builder(Tenant::my_organization())
            .endpoint(base)
            .credential(Credential::static_token(TOKEN))
            .transport(transport);
        Self(builder.build().expect("a client"))
    }
}

impl Client for Ours {
    async fn groups(&self) -> usize {
        let page = self.0.groups().list().await;
        page.expect("a response").value.len()
    }
}

pub(super) struct Progenitor {
    client: progenitor_peer::Client,
    tenant: types::AzureAdGraphGroupsListTenant,
}

impl Progenitor {
    pub(super) fn new(base: &str) -> Self {
        Self {
            client: progenitor_peer::Client::new_with_client(base, reqwest_client()),
            tenant: TENANT.parse().expect("a tenant"),
        }
    }
}

impl Client for Progenitor {
    async fn groups(&self) -> usize {
        let version = types::AzureAdGraphGroupsListApiVersion::X16;
        let page = self
            .client
            .azure_ad_graph_groups_list(&self.tenant, None, None, None, None, version, None)
            .await;
        page.expect("a response").into_inner().value.len()
    }
}

pub(super) struct HandReqwest {
    client: reqwest::Client,
    base: String,
}

impl HandReqwest {
    pub(super) fn new(base: &str) -> Self {
        Self { client: reqwest_client(), base: base.to_owned() }
    }
}

impl Client for HandReqwest {
    async fn groups(&self) -> usize {
        let url = format!("{}/{TENANT}/groups?api-version=1.6", self.base);
        let request = self.client.get(url).header(ACCEPT, JSON);
        let response = request.send().await.expect("a response");
        let response = response.error_for_status().expect("success");
        let body = response.bytes().await.expect("a body");
        let page: HandPage = serde_json::from_slice(&body).expect("a page");
        page.value.len()
    }
}

pub(super) struct HandHyper {
    client: legacy::Client<HttpConnector, Full<Bytes>>,
    base: String,
    token: HeaderValue,
}

impl HandHyper {
    pub(super) fn new(base: &str) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let client = legacy::Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .build(connector);
        Self {
            client,
            base: base.to_owned(),
            token: HeaderValue::try_from(format!("Bearer {TOKEN}")).expect("a header"),
        }
    }
}

impl Client for HandHyper {
    async fn groups(&self) -> usize {
        let url = format!("{}/{TENANT}/groups?api-version=1.6", self.base);
        let request = http::Request::get(url)
            .header(ACCEPT, JSON)
            .header(AUTHORIZATION, self.token.clone())
            .body(Full::default())
            .expect("a request");
        let exchange = async {
            let response = self.client.request(request).await.expect("a response");
            assert!(response.status().is_success());
            response.into_body().collect().await.expect("a body").to_bytes()
        };
        let body = tokio::time::timeout(LIMIT, exchange).await.expect("a response in time");
        let page: HandPage = serde_json::from_slice(&body).expect("a page");
        page.value.len()
    }
}
