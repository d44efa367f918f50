//! Responses that are late, torn, or larger than anyone wants, and many calls at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use directory_graph::{Credential, Error, ErrorKind, RetryPolicy, Tenant, azure_ad_graph};

use crate::loopback::server::{Reply, Server};
use crate::loopback::{blocking_client, client};

async fn failure(reply: Reply) -> Error {
    let server = Server::script(vec![reply]);
    let call = client(&server).groups().id("g1").get();
    call.await.expect_err("the response is not whole")
}

#[tokio::test]
async fn a_torn_response_is_an_error_of_the_connection() {
    for beginning in [
        "HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n{\"objectId\":\"g1\"",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\n{\"objectId\":",
        "HTTP/1.1 200 OK\r\ncontent-len",
        "",
        "this is no HTTP\r\n\r\n",
    ] {
        let error = failure(Reply::Broken(beginning.as_bytes().to_vec())).await;
        assert_eq!(error.kind(), ErrorKind::Transport, "{beginning}: {error}");
        assert!(error.to_string().starts_with("groups.get: the connection failed: "), "{error}");
    }
}

#[tokio::test]
async fn a_response_that_announces_a_gigabyte_is_refused_unread() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 1073741824\r\n\r\n";
    let error = failure(Reply::Endless(head.into())).await;
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(
        error.to_string(),
        "groups.get: the response is too large: it has more than 67108864 bytes"
    );
    assert_eq!(error.operation(), Some("groups.get"));
}

#[tokio::test]
async fn an_endless_response_is_read_up_to_the_limit() {
    // Without a length, the body ends with the connection: here, when the client has enough.
    let server = Server::start(|_| Reply::Endless("HTTP/1.1 200 OK\r\n\r\n".into()));
    let client = azure_ad_graph::Client::builder(Tenant::my_organization())
        .endpoint(server.url())
        .retry(RetryPolicy::none())
        .max_response_size(1 << 20)
        .build()
        .expect("nothing is wrong with this client");
    let error = client.groups().id("g1").get().await.expect_err("the response has no end");
    assert_eq!(
        error.to_string(),
        "groups.get: the response is too large: it has more than 1048576 bytes"
    );
    // Some more lies in the buffers of the two sockets.
    assert!(server.sent() < 64 << 20, "{} bytes were taken", server.sent());
}

#[tokio::test]
async fn a_slow_server_meets_the_timeout_of_the_call() {
    let server = Server::start(|_| Reply::Silence);
    let call = client(&server).groups().list().with_timeout(Duration::from_millis(40));
    let error = call.await.expect_err("no response comes");
    assert!(error.is_timeout());
    assert_eq!(error.to_string(), "groups.list: timed out: no response within 40ms");
    // A busy machine may not have received it at all; it is not sent twice.
    assert!(server.requests().len() <= 1);
}

#[test]
fn a_slow_server_meets_the_timeout_of_a_blocking_call() {
    let server = Server::start(|_| Reply::Silence);
    let call = blocking_client(&server).groups().list().with_timeout(Duration::from_millis(40));
    let error = call.call().expect_err("no response comes");
    assert_eq!(error.to_string(), "groups.list: timed out: no response within 40ms");
}

#[tokio::test]
async fn a_server_that_is_gone_refuses_the_connection() {
    let server = Server::start(|_| Reply::Silence);
    let client = client(&server);
    drop(server);
    let error = client.groups().list().await.expect_err("nobody listens");
    assert!(error.is_connect(), "{error}");
    assert!(error.to_string().starts_with("groups.list: no connection: "), "{error}");
}

#[tokio::test]
async fn many_calls_at_once_each_get_their_own_response() {
    let server = Server::start(|received| {
        let id = received.target.split(['/', '?']).nth(3).unwrap_or_default();
        Reply::json("200 OK", &format!("{{\"objectId\":\"{id}\"}}"))
    });
    let client = client(&server);
    let calls: Vec<_> = (0..64)
        .map(|number| {
            let call = client.groups().id(format!("g{number}")).get();
            tokio::spawn(call.into_future())
        })
        .collect();
    for (number, call) in calls.into_iter().enumerate() {
        let group = call.await.expect("no panic").expect("a response");
        assert_eq!(group.object_id, Some(format!("g{number}")));
    }
    assert_eq!(server.requests().len(), 64);
}

#[tokio::test]
async fn many_calls_at_once_ask_for_one_token() {
    let server = Server::start(|_| Reply::status("204 No Content"));
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let credential = Credential::from_fn(move |_| {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        async move { Ok(directory_graph::Token::new(format!("token-{number}"))) }
    });
    let client = azure_ad_graph::Client::builder(Tenant::my_organization())
        .endpoint(server.url())
        .credential(credential)
        .build()
        .expect("nothing is wrong with this client");
    let calls: Vec<_> =
        (0..64).map(|_| tokio::spawn(client.groups().id("g1").delete().into_future())).collect();
    for call in calls {
        call.await.expect("no panic").expect("204 is success");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    let received = server.received();
    assert_eq!(received.len(), 64);
    let with_token = |received: &&crate::loopback::server::Received| {
        received.header("authorization") == Some("Bearer token-0")
    };
    assert_eq!(received.iter().filter(with_token).count(), 64);
}

#[tokio::test]
async fn plain_http_to_other_machines_is_refused_with_a_token() {
    for endpoint in ["http://graph.windows.net", "http://127.0.0.1.evil.example", "http://10.0.0.1"]
    {
        let client = azure_ad_graph::Client::builder(Tenant::my_organization())
            .endpoint(endpoint)
            .credential(Credential::static_token("planted-token"))
            .build();
        assert_eq!(
            client.expect_err("the token would be readable").to_string(),
            "the request cannot be built: the endpoint must be https, because requests carry a token; plain http is for this machine only",
            "{endpoint}"
        );
    }
}
