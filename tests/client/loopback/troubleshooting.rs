//! What the page on troubleshooting quotes is what the crate says.

use std::process::Command;
use std::time::Duration;

use directory_graph::microsoft_graph::Client;
use directory_graph::{ClientBuilder, Credential, Error, MockTransport, RetryPolicy};
use serde_json::json;

use crate::loopback::server::{Reply, Server};

const PAGE: &str = include_str!("../../../generated/src/guide/troubleshooting.md");

/// Quoted, and seen elsewhere: the first, for which a transport must be missing, by a test of the runtime; the others, which
/// take the real credential and a real certificate, by `.ci/stranger`.
const SEEN_ELSEWHERE: [&str; 3] = [
    "the request cannot be built: no transport: enable the feature `hyper` of this crate, or set one with `transport`",
    "groups.list: no token: Multiple errors were encountered while attempting to authenticate: …",
    "groups.list: no connection: client error (Connect): invalid peer certificate: UnknownIssuer",
];

#[tokio::test]
async fn what_the_guide_quotes_is_what_is_said() {
    let mut said = SEEN_ELSEWHERE.map(str::to_owned).to_vec();
    said.extend(statuses().await);
    said.extend(connections());
    said.extend(links().await);
    said.push(hanging_credential().await);
    said.push(without_a_rule().await);
    let plain = Client::builder().credential(token()).endpoint("http://graph.example").build();
    said.push(failure(plain.map(drop)));
    said.sort();
    let blocks = PAGE.split("```text\n").skip(1).filter_map(|rest| rest.split("```").next());
    let mut quoted: Vec<&str> = blocks.flat_map(str::lines).collect();
    quoted.sort_unstable();
    assert_eq!(quoted, said);
}

async fn statuses() -> Vec<String> {
    let mut said = Vec::new();
    for (status, code, message) in [
        (401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience."),
        (403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."),
        (429, "TooManyRequests", "Too many requests."),
    ] {
        let inner = json!({"request-id": "1a2b3c4d"});
        let error = json!({"code": code, "message": message, "innerError": inner});
        let mock = MockTransport::new();
        mock.on_operation("groups.list").reply_json(status, json!({"error": error}));
        said.push(list(Client::builder().credential(token()).transport(mock)).await);
    }
    said
}

fn connections() -> Vec<String> {
    let plain = Server::start(|_| Reply::status("200 OK"));
    let mut said = vec![in_child(&format!("https://localhost:{}", plain.port()), "")];
    said.push(in_child("https://graph.example", "socks5://proxy.example:1080"));
    for refusal in ["403 Forbidden", "407 Proxy Authentication Required"] {
        let proxy = Server::script(vec![Reply::status(refusal)]);
        said.push(in_child("https://graph.example", &proxy.url()));
    }
    said
}

async fn links() -> Vec<String> {
    let mut said = Vec::new();
    for link in ["https://elsewhere.example/v1.0/groups", "https://graph.microsoft.com/v1.0/groups"]
    {
        let mock = MockTransport::new();
        let page = json!({"value": [], "@odata.nextLink": link});
        mock.on_operation("groups.list").reply_json(200, page);
        let client = Client::builder().credential(token()).transport(mock).build();
        let mut items = client.expect("the client is complete").groups().list().items();
        said.push(failure(items.try_next().await.map(drop)));
    }
    said
}

async fn hanging_credential() -> String {
    let hanging = Credential::from_fn(|_| std::future::pending());
    let builder = Client::builder().credential(hanging).transport(MockTransport::new());
    list(builder.attempt_timeout(Duration::from_millis(1))).await
}

async fn without_a_rule() -> String {
    let mock = MockTransport::new();
    mock.on("GET", "/v1.0/users");
    list(Client::builder().credential(token()).transport(mock)).await
}

fn token() -> Credential {
    Credential::static_token("t")
}

async fn list(builder: ClientBuilder<Client>) -> String {
    let client = builder.retry(RetryPolicy::none()).build().expect("the client is complete");
    failure(client.groups().list().await.map(drop))
}

fn failure(outcome: Result<(), Error>) -> String {
    outcome.expect_err("this fails").to_string()
}

const ENDPOINT: &str = "DIRECTORY_GRAPH_TEST_ENDPOINT";

/// What is said in a process that lists groups at an endpoint and has this proxy in its environment, and no other.
fn in_child(endpoint: &str, proxy: &str) -> String {
    let mut child = Command::new(std::env::current_exe().expect("this test is a program"));
    child.args(["--exact", "loopback::troubleshooting::the_child", "--nocapture"]);
    for variable in ["https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"] {
        child.env_remove(variable);
    }
    let output = child.env(ENDPOINT, endpoint).env("HTTPS_PROXY", proxy).output();
    let text = String::from_utf8(output.expect("the child runs").stdout).expect("it is text");
    let said = text.lines().find_map(|line| line.split_once("child: "));
    said.map(|(_, said)| said.to_owned()).unwrap_or(text)
}

/// Does what `in_child` wants; nothing where nobody wants anything.
#[tokio::test]
async fn the_child() {
    if let Ok(endpoint) = std::env::var(ENDPOINT) {
        println!("\nchild: {}", list(Client::builder().endpoint(endpoint)).await);
    }
}
