//! What the design promises to those who use the clients, line by line, against a transport that needs no network.

mod errors;
mod example;
mod facts;
mod functions;
mod models;
mod queries;
mod waiting;

use directory_graph::azure_ad_graph::{Client, blocking};
use directory_graph::{Credential, MockTransport, RetryPolicy, Tenant};

/// A client whose calls go to the mock, once.
fn client(mock: &MockTransport) -> Client {
    Client::builder(Tenant::my_organization())
        .credential(Credential::static_token("token-1"))
        .transport(mock.clone())
        .retry(RetryPolicy::none())
        .build()
        .expect("nothing is wrong with this client")
}

fn blocking_client(mock: &MockTransport) -> blocking::Client {
    blocking::Client::builder(Tenant::my_organization())
        .credential(Credential::static_token("token-1"))
        .transport(mock.clone())
        .retry(RetryPolicy::none())
        .build()
        .expect("nothing is wrong with this client")
}

/// What was sent: method, path with query and, if there is one, the body, each request on one line.
fn sent(mock: &MockTransport) -> Vec<String> {
    let requests = mock.requests();
    let lines = requests.iter().map(|request| {
        let target = request.uri().path_and_query().map_or("", |target| target.as_str());
        let body = String::from_utf8_lossy(request.body());
        format!("{} {target} {body}", request.method()).trim_end().to_owned()
    });
    lines.collect()
}
