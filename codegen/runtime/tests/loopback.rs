//! Every transport against a real server: the same story for each, and what servers may do wrong.

mod support;

use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};

use directory_graph_runtime::transport::{
    HyperTransport, ReqwestTransport, TowerTransport, UreqTransport,
};
use directory_graph_runtime::{
    ClientBuilder, Credential, ErrorKind, RetryPolicy, Tenant, Transport,
};
use support::service::{BlockingClient, Client, Error};
use support::{Reply, Server, json, raw};

/// Runs a test once for each transport.
macro_rules! for_each_transport {
    ($($test:ident)*) => { $(
        mod $test {
            use super::*;

            #[tokio::test]
            async fn reqwest() {
                super::$test(ReqwestTransport::new().unwrap()).await;
            }

            #[tokio::test]
            async fn hyper() {
                super::$test(HyperTransport::new().unwrap()).await;
            }

            #[tokio::test]
            async fn ureq() {
                super::$test(UreqTransport::new()).await;
            }
        }
    )* };
}

for_each_transport! {
    a_list_goes_across_pages
    bodies_and_links_are_sent
    failures_of_servers_are_errors
    no_redirect_is_followed
    an_announced_giant_is_refused
    an_endless_response_is_cut_off
    nobody_listens
    connections_are_used_again
    the_longest_timeouts_do_not_overflow
}

fn client(server: &Server, transport: impl Transport) -> Client {
    let builder = Client::builder(Tenant::new("contoso.com").unwrap()).endpoint(&server.endpoint);
    let builder = builder.credential(Credential::static_token("token")).retry(RetryPolicy::none());
    builder.max_response_size(1 << 20).transport(transport).build().unwrap()
}

async fn a_list_goes_across_pages(transport: impl Transport) {
    let server = Server::start(|request| {
        let page = |value: &str, next: &str| {
            json("200 OK", &format!(r#"{{"value":[{{"id":"{value}"}}]{next}}}"#))
        };
        if request.line.contains("skiptoken=X'2'") {
            page("c", "")
        } else if request.line.contains("skiptoken=X'1'") {
            page("b", r#","odata.nextLink":"objects/$/Thing?$skiptoken=X'2'""#)
        } else {
            page("a", r#","odata.nextLink":"objects/$/Thing?$skiptoken=X'1'""#)
        }
    });
    let things = client(&server, transport)
        .list()
        .with_query("$top", 1)
        .items()
        .try_collect::<Vec<_>>()
        .await
        .unwrap();
    let ids: Vec<_> = things.iter().map(|thing| thing["id"].clone()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    let received = server.received();
    let lines: Vec<&str> = received.iter().map(|request| request.line.as_str()).collect();
    assert_eq!(
        lines,
        [
            "GET /contoso.com/things?api-version=1.6&$top=1",
            "GET /contoso.com/objects/$/Thing?$skiptoken=X'1'&api-version=1.6",
            "GET /contoso.com/objects/$/Thing?$skiptoken=X'2'&api-version=1.6",
        ]
    );
    for request in &received {
        assert_eq!(request.header("authorization"), Some("Bearer token"));
        assert_eq!(request.header("accept"), Some("application/json"));
        assert_eq!(request.header("content-length"), None);
        assert_eq!(request.header("client-request-id").map(str::len), Some(36));
    }
}

async fn bodies_and_links_are_sent(transport: impl Transport) {
    let server = Server::start(|_| raw("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n"));
    let client = client(&server, transport);
    client.update("t1").name("New").clear_note().await.unwrap();
    client.add("t1", "p1").await.unwrap();
    let received = server.received();
    let sent: Vec<_> =
        received.iter().map(|request| (request.line.as_str(), request.body.as_str())).collect();
    let link = format!(r#"{{"url":"{}/contoso.com/objects/p1"}}"#, server.endpoint);
    assert_eq!(
        sent,
        [
            ("PATCH /contoso.com/things/t1?api-version=1.6", r#"{"name":"New","note":null}"#),
            ("POST /contoso.com/things/t1/$links/parts?api-version=1.6", link.as_str()),
        ]
    );
    assert_eq!(received[0].header("content-type"), Some("application/json"));
}

async fn fails(client: &Client) -> Error {
    client.get("t1").await.unwrap_err()
}

async fn failures_of_servers_are_errors(transport: impl Transport) {
    let count = AtomicUsize::new(0);
    let replies: Vec<Reply> = vec![
        json(
            "404 Not Found",
            r#"{"odata.error":{"code":"Request_ResourceNotFound","message":{"value":"Gone."}}}"#,
        ),
        raw("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 6\r\nconnection: close\r\n\r\n<html>"),
        raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"objectId\""),
        raw(""),
        raw("SSH-2.0-OpenSSH\r\n\r\n"),
        raw("HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello"),
        raw("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n"),
    ];
    let server = Server::start(move |_| replies[count.fetch_add(1, Ordering::Relaxed)].clone());
    let client = client(&server, transport);
    let error = fails(&client).await;
    assert_eq!(
        error.to_string(),
        "things.get: 404 Not Found Request_ResourceNotFound: Gone. (request r1)"
    );
    assert_eq!(fails(&client).await.to_string(), "things.get: 502 Bad Gateway");
    for stage in ["in the middle of the response", "before the response", "in another language"] {
        assert_eq!(fails(&client).await.kind(), ErrorKind::Transport, "{stage}");
    }
    for body in ["no JSON", "nothing"] {
        let error = fails(&client).await;
        assert_eq!(
            (error.kind(), error.operation()),
            (ErrorKind::Decode, Some("things.get")),
            "{body}"
        );
    }
}

async fn no_redirect_is_followed(transport: impl Transport) {
    let server = Server::start(|_| {
        raw(
            "HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        )
    });
    let error = fails(&client(&server, transport)).await;
    assert_eq!(error.to_string(), "things.get: 302 Found");
    assert_eq!(server.received().len(), 1);
}

async fn an_announced_giant_is_refused(transport: impl Transport) {
    let server = Server::start(|_| raw("HTTP/1.1 200 OK\r\ncontent-length: 1073741824\r\n\r\n{"));
    let error = fails(&client(&server, transport)).await;
    assert_eq!(
        error.to_string(),
        "things.get: the response is too large: it has more than 1048576 bytes"
    );
}

async fn an_endless_response_is_cut_off(transport: impl Transport) {
    let server = Server::start(|_| {
        let chunk = format!("40000\r\n{}\r\n", "x".repeat(0x40000));
        raw(format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{}", chunk.repeat(64)))
    });
    assert_eq!(fails(&client(&server, transport)).await.kind(), ErrorKind::TooLarge);
}

async fn nobody_listens(transport: impl Transport) {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let builder = Client::builder(Tenant::my_organization()).endpoint(format!("http://{free}"));
    let client = builder.retry(RetryPolicy::none()).transport(transport).build().unwrap();
    let error = fails(&client).await;
    assert!(error.is_connect(), "{error}");
    assert!(error.to_string().starts_with("things.get: no connection: "), "{error}");
}

async fn connections_are_used_again(transport: impl Transport) {
    let server = Server::start(|_| json("200 OK", "{}"));
    let client = client(&server, transport);
    for _ in 0..3 {
        client.get("t1").await.unwrap();
    }
    let connections: Vec<usize> =
        server.received().iter().map(|request| request.connection).collect();
    assert_eq!(connections, [0, 0, 0]);
}

async fn the_longest_timeouts_do_not_overflow(transport: impl Transport) {
    use std::time::Duration;
    let server = Server::start(|_| json("200 OK", "{}"));
    let transport = std::sync::Arc::new(transport);
    for timeout in [
        Duration::MAX,
        Duration::from_secs(1 << 63),
        Duration::from_secs((1 << 63) - 1),
        Duration::from_secs(1 << 40),
    ] {
        let builder = Client::builder(Tenant::my_organization())
            .endpoint(&server.endpoint)
            .timeout(timeout)
            .attempt_timeout(timeout);
        let client = builder.transport(std::sync::Arc::clone(&transport)).build().unwrap();
        let call = client.get("t1").with_timeout(timeout);
        assert!(call.await.is_ok(), "{timeout:?}");
    }
}

fn blocking_client(server: &Server) -> ClientBuilder<BlockingClient> {
    BlockingClient::builder(Tenant::my_organization()).endpoint(&server.endpoint)
}

#[test]
fn blocking_clients_need_no_runtime() {
    let server = Server::start(|_| json("200 OK", r#"{"value":[{"id":"a"}]}"#));
    let builders = [
        blocking_client(&server),
        blocking_client(&server).transport(ReqwestTransport::new().unwrap()),
        blocking_client(&server).transport(HyperTransport::new().unwrap()),
    ];
    for builder in builders {
        let client = builder.build().unwrap();
        let things: Result<Vec<_>, Error> = client.list().items().collect();
        assert_eq!(things.unwrap()[0]["id"], "a");
        assert_eq!(client.list().call().unwrap().len(), 1);
    }
}

#[test]
fn a_blocking_call_ends_when_its_time_is_over() {
    use std::time::Duration;
    // The listener's queue takes the connection; nobody ever responds.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let transports: [Box<dyn Fn() -> std::sync::Arc<dyn Transport>>; 3] = [
        Box::new(|| std::sync::Arc::new(UreqTransport::new())),
        Box::new(|| std::sync::Arc::new(ReqwestTransport::new().unwrap())),
        Box::new(|| std::sync::Arc::new(HyperTransport::new().unwrap())),
    ];
    for transport in transports {
        let builder = BlockingClient::builder(Tenant::my_organization())
            .endpoint(&endpoint)
            .retry(RetryPolicy::none());
        let client = builder.transport(transport()).build().unwrap();
        let error = client.list().with_timeout(Duration::from_millis(20)).call().unwrap_err();
        assert!(error.is_timeout(), "{error}");
    }
}

#[tokio::test]
async fn a_tower_service_is_a_transport() {
    #[derive(Clone)]
    struct Fixed;

    impl tower_service::Service<http::Request<bytes::Bytes>> for Fixed {
        type Response = http::Response<String>;
        type Error = std::io::Error;
        type Future = std::future::Ready<Result<Self::Response, Self::Error>>;

        fn poll_ready(
            &mut self,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Result<(), Self::Error>> {
            std::task::Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: http::Request<bytes::Bytes>) -> Self::Future {
            std::future::ready(match request.uri().path() {
                "/myorganization/things/t1" => {
                    Ok(http::Response::new(format!("{:128}", r#"{"id":"t1"}"#)))
                }
                _ => Err(std::io::Error::other("closed")),
            })
        }
    }

    let builder = Client::builder(Tenant::my_organization()).retry(RetryPolicy::none());
    let client =
        builder.transport(TowerTransport::new(Fixed)).max_response_size(128).build().unwrap();
    assert_eq!(client.get("t1").await.unwrap()["id"], "t1");
    let error = client.get("t2").await.unwrap_err();
    assert_eq!(error.to_string(), "things.get: the connection failed: closed");
    let error = Client::builder(Tenant::my_organization())
        .transport(TowerTransport::new(Fixed))
        .max_response_size(127);
    let error = error.build().unwrap().get("t1").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}
