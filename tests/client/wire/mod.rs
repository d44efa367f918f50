//! What goes over the wire: every operation is called once against a transport that records, and method, URL, headers and
//! body are compared with literals.

mod azure_ad_graph;
mod microsoft_graph;

use std::future::Future;
use std::pin::Pin;

use directory_graph::{Credential, MockTransport, Tenant};
use serde_json::Value;

/// One operation, how it is called, and the request that must come of it.
pub(crate) struct Expectation<C> {
    id: &'static str,
    call: Box<dyn FnOnce(&C) -> Sending>,
    method: &'static str,
    url: &'static str,
    body: Option<&'static str>,
}

pub(crate) type Case = Expectation<directory_graph::azure_ad_graph::Client>;
pub(crate) type MicrosoftGraphCase = Expectation<directory_graph::microsoft_graph::Client>;

/// A call on its way, whatever it gives.
type Sending = Pin<Box<dyn Future<Output = ()>>>;

/// A line of the table.
macro_rules! case {
    ($id:literal, |$client:ident| $call:expr, $method:literal, $url:literal) => {
        $crate::wire::expectation($id, move |$client: &Client| $call, $method, $url, None)
    };
    ($id:literal, |$client:ident| $call:expr, $method:literal, $url:literal, $body:expr) => {
        $crate::wire::expectation($id, move |$client: &Client| $call, $method, $url, Some($body))
    };
}
pub(crate) use case;

pub(crate) fn expectation<C: 'static, F: IntoFuture>(
    id: &'static str,
    call: impl FnOnce(&C) -> F + 'static,
    method: &'static str,
    url: &'static str,
    body: Option<&'static str>,
) -> Expectation<C>
where
    F::IntoFuture: 'static,
{
    let call = Box::new(move |client: &C| -> Sending {
        let sending = call(client).into_future();
        // The mock's response need not fit: only the request counts here.
        Box::pin(async move {
            let _ = sending.await;
        })
    });
    Expectation { id, call, method, url, body }
}

async fn check<C>(client: &C, mock: &MockTransport, case: Expectation<C>) {
    let before = mock.requests().len();
    (case.call)(client).await;
    let requests = mock.requests();
    let [request] = &requests[before..] else {
        panic!("{}: {} requests were sent", case.id, requests.len() - before)
    };
    assert_eq!(request.method().as_str(), case.method, "{}", case.id);
    assert_eq!(request.uri().to_string(), case.url, "{}", case.id);
    let header = |name: &str| {
        request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    assert_eq!(header("authorization").as_deref(), Some("Bearer token-1"), "{}", case.id);
    assert_eq!(header("accept").as_deref(), Some("application/json"), "{}", case.id);
    assert!(header("client-request-id").is_some_and(|id| id.len() == 36), "{}", case.id);
    match case.body {
        Some(body) => {
            let expected: Value = serde_json::from_str(body).expect("a literal of this file");
            let sent: Value = serde_json::from_slice(request.body())
                .unwrap_or_else(|error| panic!("{}: {error}", case.id));
            assert_eq!(sent, expected, "{}", case.id);
            assert_eq!(header("content-type").as_deref(), Some("application/json"), "{}", case.id);
        }
        None => {
            assert!(request.body().is_empty(), "{}", case.id);
            assert_eq!(header("content-type"), None, "{}", case.id);
        }
    }
}

fn ids(operations: &[&directory_graph::runtime::Operation]) -> Vec<&'static str> {
    operations.iter().map(|operation| operation.id).collect()
}

fn sorted(mut ids: Vec<&'static str>) -> Vec<&'static str> {
    ids.sort_unstable();
    ids
}

#[tokio::test]
async fn azure_ad_graph_sends_what_is_written_here() {
    let mock = MockTransport::new();
    let client = directory_graph::azure_ad_graph::Client::builder(Tenant::my_organization())
        .credential(Credential::static_token("token-1"))
        .transport(mock.clone())
        .build()
        .expect("nothing is wrong with this client");
    let cases = azure_ad_graph::cases();
    assert_eq!(cases.len(), 65);
    assert_eq!(
        sorted(cases.iter().map(|case| case.id).collect()),
        sorted(ids(directory_graph::azure_ad_graph::OPERATIONS))
    );
    for case in cases {
        check(&client, &mock, case).await;
    }
}

#[tokio::test]
async fn microsoft_graph_sends_what_is_written_here() {
    let mock = MockTransport::new();
    let client = directory_graph::microsoft_graph::Client::builder()
        .credential(Credential::static_token("token-1"))
        .transport(mock.clone())
        .build()
        .expect("nothing is wrong with this client");
    let cases = microsoft_graph::cases();
    assert_eq!(cases.len(), 158);
    assert_eq!(
        sorted(cases.iter().map(|case| case.id).collect()),
        sorted(ids(directory_graph::microsoft_graph::OPERATIONS))
    );
    for case in cases {
        check(&client, &mock, case).await;
    }
}
