//! Which calls go through a proxy of the environment: https ones, by CONNECT; nothing else.
//!
//! Each test runs once more in a process that has the environment, since a test must not change that of its own process.

#[allow(dead_code, reason = "not every test looks at all that came in")]
mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use directory_graph_runtime::transport::{HyperTransport, ReqwestTransport, UreqTransport};
use directory_graph_runtime::{Credential, RetryPolicy, Tenant, Transport};
use support::service::{Client, Error};
use support::{Server, json};

const ENDPOINT: &str = "DIRECTORY_GRAPH_TEST_ENDPOINT";
const TRANSPORT: &str = "DIRECTORY_GRAPH_TEST_TRANSPORT";
const VARIABLES: [&str; 8] = [
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
];

/// A proxy that notes what it is asked for, line by line, and refuses it.
fn proxy() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (sender, lines) = channel();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            for line in lines.take_while(|line| !line.is_empty()) {
                sender.send(line).unwrap();
            }
            stream.write_all(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n").unwrap();
        }
    });
    (address, lines)
}

fn get(endpoint: &str) -> Result<String, Error> {
    let transport: Arc<dyn Transport> = match std::env::var(TRANSPORT).unwrap().as_str() {
        "hyper" => Arc::new(HyperTransport::new()?),
        "reqwest" => Arc::new(ReqwestTransport::new()?),
        _ => Arc::new(UreqTransport::new()),
    };
    let client = Client::builder(Tenant::my_organization())
        .endpoint(endpoint)
        .credential(Credential::static_token("secret"))
        .retry(RetryPolicy::none())
        .transport(transport)
        .build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let thing = runtime.block_on(async { client.get("t1").await })?;
    Ok(thing["id"].as_str().unwrap_or_default().to_owned())
}

/// What a child prints that asks `endpoint` for a thing, one transport after the other.
fn in_child(endpoint: &str, transport: &str, environment: &[(&str, &str)]) -> String {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "the_child", "--nocapture"]);
    for variable in VARIABLES {
        child.env_remove(variable);
    }
    child.env(ENDPOINT, endpoint).env(TRANSPORT, transport).envs(environment.iter().copied());
    let output = child.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let said = text.lines().find_map(|line| line.split_once("child: "));
    said.map(|(_, said)| said.to_owned()).unwrap_or(text)
}

/// Does what a test wants of a child; nothing where nobody wants anything.
#[test]
fn the_child() {
    if let Ok(endpoint) = std::env::var(ENDPOINT) {
        println!("\nchild: {}", get(&endpoint).unwrap_or_else(|error| error.to_string()));
    }
}

const TRANSPORTS: [&str; 3] = ["hyper", "reqwest", "ureq"];

#[test]
fn loopback_is_always_direct() {
    for transport in TRANSPORTS {
        let server = Server::start(|_| json("200 OK", r#"{"id":"t1"}"#));
        let (address, asked) = proxy();
        let proxy = format!("http://{address}");
        let environment = [
            ("HTTP_PROXY", &*proxy),
            ("http_proxy", &*proxy),
            ("HTTPS_PROXY", &*proxy),
            ("ALL_PROXY", &*proxy),
        ];
        assert_eq!(in_child(&server.endpoint, transport, &environment), "t1", "{transport}");
        assert_eq!(server.received().len(), 1, "{transport}");
        let localhost = server.endpoint.replace("127.0.0.1", "localhost");
        in_child(&localhost, transport, &environment);
        assert_eq!(asked.try_iter().collect::<Vec<_>>(), [""; 0], "{transport}");
    }
}

#[test]
fn https_is_tunnelled_with_the_password_of_the_proxy_and_without_the_token() {
    for (transport, variable) in [
        ("hyper", "HTTPS_PROXY"),
        ("hyper", "all_proxy"),
        ("ureq", "https_proxy"),
        ("ureq", "ALL_PROXY"),
    ] {
        let (address, asked) = proxy();
        let proxy = format!("http://us%20er:pass@{address}");
        let said = in_child("https://graph.example.invalid", transport, &[(variable, &proxy)]);
        assert!(said.starts_with("things.get: "), "{transport}: {said}");
        let asked: Vec<String> = asked.try_iter().collect();
        assert_eq!(asked[0], "CONNECT graph.example.invalid:443 HTTP/1.1", "{transport}");
        let has = |wanted: &str| asked.iter().any(|line| line.eq_ignore_ascii_case(wanted));
        assert!(has("proxy-authorization: Basic dXMgZXI6cGFzcw=="), "{transport}: {asked:?}");
        assert!(!asked.iter().any(|line| line.contains("secret")), "{transport}: {asked:?}");
    }
}

/// The tests' reqwest has no TLS, and would ask a proxy for an address of https in clear.
#[test]
fn without_tls_reqwest_is_not_asked() {
    let (address, asked) = proxy();
    assert_eq!(
        in_child(
            "https://graph.example.invalid",
            "reqwest",
            &[("ALL_PROXY", &format!("http://{address}"))]
        ),
        "things.get: the request cannot be built: reqwest has no TLS: enable one of its features for it, such as `rustls`"
    );
    assert_eq!(asked.try_iter().collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_proxy_for_http_and_exceptions_leave_https_alone() {
    // Nothing can be connected to this address, and the machine knows that without asking anybody.
    const NOWHERE: &str = "https://255.255.255.255";
    for transport in TRANSPORTS {
        let (address, asked) = proxy();
        let proxy = format!("http://{address}");
        let direct: [&[(&str, &str)]; 4] = [
            &[("HTTP_PROXY", &proxy)],
            &[("HTTPS_PROXY", &proxy), ("NO_PROXY", "elsewhere, 255.0.0.0/8")],
            &[("ALL_PROXY", &proxy), ("no_proxy", "*")],
            &[("HTTPS_PROXY", ""), ("NO_PROXY", "")],
        ];
        for environment in direct {
            let said = in_child(NOWHERE, transport, environment);
            assert!(said.starts_with("things.get: "), "{transport}: {said}");
            assert_eq!(
                asked.try_iter().collect::<Vec<_>>(),
                [""; 0],
                "{transport}, {environment:?}"
            );
        }
    }
}

#[test]
fn a_proxy_that_cannot_be_used_is_an_error() {
    for transport in TRANSPORTS {
        for proxy in ["socks5://127.0.0.1:1080", "http://", "127.0.0.1:port"] {
            assert_eq!(
                in_child("https://graph.example.invalid", transport, &[("ALL_PROXY", proxy)]),
                "things.get: the request cannot be built: the proxy in ALL_PROXY is no address like `http://host:port`",
                "{transport}, {proxy}"
            );
        }
    }
}
