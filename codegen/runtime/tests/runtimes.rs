//! Clients without a runtime, in one whose drivers are off, and blocking ones in the middle of one.

#[allow(dead_code, reason = "not every test looks at all that came in")]
mod support;

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use directory_graph_runtime::transport::{HyperTransport, ReqwestTransport};
use directory_graph_runtime::{ClientBuilder, Credential, Tenant, Token, Transport};
use support::service::{BlockingClient, Client};
use support::{Server, json};

/// Each transport that needs tokio, and a client of an application whose own timer reqwest starts at once.
fn transports() -> Vec<Arc<dyn Transport>> {
    let given = reqwest::Client::builder().timeout(Duration::from_secs(60));
    vec![
        Arc::new(HyperTransport::new().unwrap()),
        Arc::new(ReqwestTransport::new().unwrap()),
        Arc::new(ReqwestTransport::from_client(given.build().unwrap())),
    ]
}

fn server() -> Server {
    Server::start(|_| json("200 OK", r#"{"value":[{"id":"a"}]}"#))
}

/// Waits as an executor without any driver does.
fn wait<F: Future>(future: F) -> F::Output {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}

async fn lists(server: &Server, transport: Option<Arc<dyn Transport>>) {
    let builder = Client::builder(Tenant::my_organization()).endpoint(&server.endpoint);
    let client = match transport {
        Some(transport) => builder.transport(transport),
        None => builder,
    };
    let client = client.build().unwrap();
    for _ in 0..2 {
        let call = client.list().with_timeout(Duration::from_secs(60));
        assert_eq!(call.await.unwrap().len(), 1);
    }
}

#[test]
fn a_client_needs_no_runtime() {
    let server = server();
    wait(lists(&server, None));
    for transport in transports() {
        wait(lists(&server, Some(transport)));
    }
    assert_eq!(server.received().len(), 8);
}

#[test]
fn a_client_works_where_the_drivers_are_off() {
    let server = server();
    let without_time = || tokio::runtime::Builder::new_current_thread().enable_io().build();
    let without_any = || tokio::runtime::Builder::new_current_thread().build();
    for runtime in [without_time().unwrap(), without_any().unwrap()] {
        runtime.block_on(lists(&server, None));
        for transport in transports() {
            runtime.block_on(lists(&server, Some(transport)));
        }
    }
    assert_eq!(server.received().len(), 16);
}

#[test]
fn a_client_outlives_the_runtime_of_its_first_call() {
    let server = server();
    for transport in transports() {
        for _ in 0..2 {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(lists(&server, Some(Arc::clone(&transport))));
        }
        wait(lists(&server, Some(transport)));
    }
    assert_eq!(server.received().len(), 18);
}

/// A client whose tokens come from a provider that uses tokio's timer, its sockets and its tasks.
fn blocking_client(server: &Server) -> ClientBuilder<BlockingClient> {
    let address = server.endpoint.trim_start_matches("http://").to_owned();
    let provider = Credential::from_fn(move |_| {
        let address = address.clone();
        async move {
            tokio::time::sleep(Duration::from_millis(1)).await;
            let connection = tokio::net::TcpStream::connect(address);
            tokio::spawn(connection).await.unwrap().unwrap();
            Ok(Token::new("from tokio"))
        }
    });
    BlockingClient::builder(Tenant::my_organization())
        .endpoint(&server.endpoint)
        .credential(provider)
        .attempt_timeout(Duration::from_secs(20))
}

/// Asks more often than tokio lets one task go on without a pause.
fn ask(server: &Server, transport: Option<Arc<dyn Transport>>) {
    let builder = blocking_client(server);
    let client = match transport {
        Some(transport) => builder.transport(transport),
        None => builder,
    };
    let client = client.build().unwrap();
    for _ in 0..200 {
        assert_eq!(client.list().call().unwrap().len(), 1);
    }
    let received = server.received();
    assert_eq!(received.len(), 200);
    assert_eq!(received[199].header("authorization"), Some("Bearer from tokio"));
}

#[test]
fn a_blocking_client_lends_its_provider_a_runtime() {
    let server = server();
    ask(&server, None);
    for transport in transports() {
        ask(&server, Some(transport));
    }
}

#[test]
fn a_blocking_client_works_in_the_middle_of_a_runtime() {
    let server = server();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async { ask(&server, None) });
    for transport in transports() {
        runtime.block_on(async { ask(&server, Some(transport)) });
    }
}
