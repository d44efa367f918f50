//! The published clients of the two services: `azure_svc_graphrbac` of Azure AD Graph, `graph-rs-sdk` of Microsoft Graph, which
//! leaves responses as JSON.

use std::sync::Arc;

use azure_core::auth::{AccessToken, TokenCredential};
use graph_rs_sdk::{GraphClient, GraphClientConfiguration};
use serde_json::Value;
use time::{Duration, OffsetDateTime};
use url::Url;

use super::clients::{Client, TENANT, TOKEN};

pub(super) struct AzureSvc(azure_svc_graphrbac::Client);

impl AzureSvc {
    pub(super) fn new(base: &str) -> Self {
        let client = azure_svc_graphrbac::Client::builder(Arc::new(StaticToken))
            .endpoint(Url::parse(base).expect("an address"))
            .build();
        Self(client.expect("a client"))
    }
}

impl Client for AzureSvc {
    async fn groups(&self) -> usize {
        let mut pages = self.0.groups_client().list(TENANT).into_stream();
        let page = std::future::poll_fn(|context| {
            futures_core::Stream::poll_next(std::pin::Pin::new(&mut pages), context)
        });
        page.await.expect("a page").expect("a response").value.len()
    }
}

#[derive(Debug)]
struct StaticToken;

#[async_trait::async_trait]
impl TokenCredential for StaticToken {
    async fn get_token(&self, _scopes: &[&str]) -> azure_core::Result<AccessToken> {
        Ok(AccessToken::new(TOKEN, OffsetDateTime::now_utc() + Duration::DAY))
    }

    async fn clear_cache(&self) -> azure_core::Result<()> {
        Ok(())
    }
}

pub(super) struct GraphRs(GraphClient);

impl GraphRs {
    pub(super) fn new(base: &str) -> Self {
        let configuration = GraphClientConfiguration::new().access_token(TOKEN).https_only(false);
        let mut client = GraphClient::from(configuration);
        // The server responds to Azure AD Graph's address of groups.
        let endpoint = format!("{base}/myorganization");
        client.use_test_endpoint(&Url::parse(&endpoint).expect("an address"));
        Self(client)
    }
}

impl Client for GraphRs {
    async fn groups(&self) -> usize {
        let call = self.0.groups().list_group().append_query_pair("api-version", "1.6");
        let response = call.send().await.expect("a response");
        let page: Value = response.json().await.expect("JSON");
        page["value"].as_array().map_or(0, Vec::len)
    }
}
