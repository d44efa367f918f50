//! The clients talk HTTP: to a server on this machine, through the default transport.

mod changes;
mod imported;
mod limits;
mod links;
mod paging;
mod responses;
mod server;
mod troubleshooting;

use directory_graph::{Credential, RetryPolicy, Tenant, azure_ad_graph, microsoft_graph};
use server::Server;

/// A client with the token `planted-token` that makes every call once.
fn client(server: &Server) -> azure_ad_graph::Client {
    azure_ad_graph::Client::builder(Tenant::my_organization())
        .endpoint(server.url())
        .credential(Credential::static_token("planted-token"))
        .retry(RetryPolicy::none())
        .build()
        .expect("nothing is wrong with this client")
}

fn blocking_client(server: &Server) -> azure_ad_graph::blocking::Client {
    azure_ad_graph::blocking::Client::builder(Tenant::my_organization())
        .endpoint(server.url())
        .credential(Credential::static_token("planted-token"))
        .retry(RetryPolicy::none())
        .build()
        .expect("nothing is wrong with this client")
}

fn microsoft_graph(server: &Server) -> microsoft_graph::Client {
    microsoft_graph::Client::builder()
        .endpoint(server.url())
        .credential(Credential::static_token("planted-token"))
        .retry(RetryPolicy::none())
        .build()
        .expect("nothing is wrong with this client")
}
