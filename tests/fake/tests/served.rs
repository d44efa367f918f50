//! The binary, over HTTP.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use directory_graph::{
    Credential, ErrorKind, RetryPolicy, Tenant, azure_ad_graph, microsoft_graph,
};
use serde_json::{Value, json};

/// A fake in a process of its own, which is ended when the test is.
struct Served {
    child: Child,
    url: String,
}

impl Served {
    fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_directory-graph-fake"));
        let mut child = command.args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "{url}");
        Self { child, url }
    }

    fn azure_ad_graph(&self) -> azure_ad_graph::Client {
        let builder = azure_ad_graph::Client::builder(Tenant::my_organization());
        let builder = builder.credential(Credential::static_token("any")).endpoint(&self.url);
        builder.build().unwrap()
    }

    fn microsoft_graph(&self) -> microsoft_graph::Client {
        let builder = microsoft_graph::Client::builder().retry(RetryPolicy::none());
        let builder = builder.credential(Credential::static_token("any")).endpoint(&self.url);
        builder.build().unwrap()
    }

    fn terminate(mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.child.wait().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn group(name: &str) -> azure_ad_graph::models::GroupCreate {
    azure_ad_graph::models::GroupCreate {
        display_name: name.into(),
        mail_nickname: name.into(),
        mail_enabled: false,
        security_enabled: true,
    }
}

#[tokio::test]
async fn both_services_and_the_doors_of_the_fake_are_on_one_port() {
    let served = Served::start(&[]);
    let made = served.azure_ad_graph().groups().create(group("Sales")).await.unwrap();
    let id = made.object_id.unwrap();
    let read = served.microsoft_graph().groups().id(id.as_str()).get().await.unwrap();
    assert_eq!(read.display_name.as_deref(), Some("Sales"));

    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let state = http.get(format!("{}/_fake/state", served.url)).send().await.unwrap();
    let state: Value = serde_json::from_slice(&state.bytes().await.unwrap()).unwrap();
    assert_eq!(state["microsoft_graph"]["groups"][0]["displayName"], "Sales");
    let reset = http.post(format!("{}/_fake/reset", served.url)).send().await.unwrap();
    assert_eq!(reset.status().as_u16(), 204);
    let gone = served.microsoft_graph().groups().id(id.as_str()).get().await.unwrap_err();
    assert!(gone.is_not_found());

    for (path, form, status) in [
        (
            "contoso.com/oauth2/token",
            "grant_type=client_credentials&client_id=a&client_secret=b",
            200,
        ),
        (
            "contoso.com/oauth2/v2.0/token",
            "grant_type=password&client_id=a&username=b&password=c",
            200,
        ),
        ("contoso.com/oauth2/v2.0/token", "grant_type=odd", 400),
    ] {
        let asked = http.post(format!("{}/{path}", served.url)).body(form).send().await.unwrap();
        assert_eq!(asked.status().as_u16(), status, "{path} {form}");
        let token: Value = serde_json::from_slice(&asked.bytes().await.unwrap()).unwrap();
        assert_eq!(token["token_type"] == "Bearer", status == 200);
    }
    assert!(served.terminate().success());
}

#[tokio::test]
async fn seeds_and_faults_come_from_files() {
    let folder = std::env::temp_dir().join(format!("directory-graph-fake-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (seed, faults) = (folder.join("seed.json"), folder.join("faults.json"));
    let objects = json!({"azure_ad_graph": {
        "groups": [{
            "objectId": "aaaaaaaa-0000-4000-8000-000000000001",
            "displayName": "Seeded",
            "dirSyncEnabled": true,
            "members": ["meganb@contoso.onmicrosoft.com"],
        }],
    }});
    std::fs::write(&seed, objects.to_string()).unwrap();
    let broken = json!([
        {"operation": "groups.get", "times": 1, "lost": true},
        {"operation": "groups.list", "times": 1, "broken": true},
    ]);
    std::fs::write(&faults, broken.to_string()).unwrap();
    let served =
        Served::start(&["--seed", seed.to_str().unwrap(), "--faults", faults.to_str().unwrap()]);
    std::fs::remove_dir_all(&folder).unwrap();

    let graph = served.microsoft_graph();
    let id = "aaaaaaaa-0000-4000-8000-000000000001";
    let lost = graph.groups().id(id).get().await.unwrap_err();
    assert_eq!(lost.kind(), ErrorKind::Transport);
    let broken = graph.groups().list().await.unwrap_err();
    assert_eq!(broken.kind(), ErrorKind::Transport);
    let group = graph.groups().id(id).get().await.unwrap();
    assert_eq!(group.on_premises_sync_enabled, Some(true));
    let members = graph.groups().id(id).members().list().await.unwrap();
    assert_eq!(members.value.len(), 1);
}

/// The token that a form gets, and the permissions that it claims.
async fn token(served: &Served, version: &str, form: &str) -> (Value, Value) {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let url = format!("{}/contoso.com/oauth2/{version}token", served.url);
    let given = http.post(url).body(form.to_owned()).send().await.unwrap();
    let given: Value = serde_json::from_slice(&given.bytes().await.unwrap()).unwrap();
    let claims = given["access_token"].as_str().unwrap().split('.').nth(1).unwrap();
    let claims = URL_SAFE_NO_PAD.decode(claims).unwrap();
    (given, serde_json::from_slice(&claims).unwrap())
}

#[tokio::test]
async fn tokens_hold_the_permissions_that_are_asked_for_or_seeded() {
    let folder = tempfile::tempdir().unwrap();
    let seed = folder.path().join("seed.json");
    std::fs::write(&seed, json!({ "permissions": ["Domain.Read.All"] }).to_string()).unwrap();
    let served = Served::start(&["--seed", seed.to_str().unwrap()]);

    let application = "grant_type=client_credentials&client_id=a&client_secret=b";
    let (_, claims) = token(&served, "", application).await;
    assert_eq!(claims["roles"], json!(["Domain.Read.All"]));
    let default = format!("{application}&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default");
    let (_, claims) = token(&served, "v2.0/", &default).await;
    assert_eq!(claims["roles"], json!(["Domain.Read.All"]));

    let user = "grant_type=password&client_id=a&username=b&password=c";
    let asked = "https%3A%2F%2Fgraph.microsoft.com%2FUser.Read+offline_access+GroupMember.Read.All";
    let (given, claims) = token(&served, "v2.0/", &format!("{user}&scope={asked}")).await;
    assert_eq!(claims["scp"], "GroupMember.Read.All User.Read");
    let refresh = given["refresh_token"].as_str().unwrap();
    let form = format!("grant_type=refresh_token&refresh_token={refresh}");
    let (refreshed, claims) = token(&served, "v2.0/", &form).await;
    assert_eq!(claims["scp"], "GroupMember.Read.All User.Read");

    let client = |token: &Value| {
        let builder = microsoft_graph::Client::builder().retry(RetryPolicy::none());
        let token = Credential::static_token(token.as_str().unwrap());
        builder.credential(token).endpoint(&served.url).build().unwrap()
    };
    let client = client(&refreshed["access_token"]);
    assert_eq!(client.groups().list().await.unwrap().value, []);
    let refused = client.domains().list().await.unwrap_err();
    assert_eq!(refused.status().map(|status| status.as_u16()), Some(403));
}

#[test]
fn mistakes_are_told() {
    let binary = env!("CARGO_BIN_EXE_directory-graph-fake");
    let output = Command::new(binary).arg("--odd").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let output = Command::new(binary).args(["--seed", "no-such-file.json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such-file.json"));
}
