//! The life of a group — create, list, update, link, delete — against a small server of this example's own.
//!
//! `cargo run --example tour` needs no account and no network.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use directory_graph::azure_ad_graph::{blocking, models::*};
use directory_graph::{Credential, Tenant};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let endpoint = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || Directory::default().serve(&listener));

    // With an account, leave the endpoint out and take the token of a real credential.
    let client = blocking::Client::builder(Tenant::new("contoso.com")?)
        .endpoint(&endpoint)
        .credential(Credential::static_token("no-secret"))
        .build()?;

    println!("create");
    for name in ["Blue", "Green", "Red"] {
        let group = client
            .groups()
            .create(GroupCreate {
                display_name: name.into(),
                mail_nickname: name.to_lowercase(),
                mail_enabled: false,
                security_enabled: true,
            })
            .description("One of three")
            .call()?;
        println!("  {} is {}", name, group.object_id.unwrap_or_default());
    }

    println!("list, two a page");
    for group in client.groups().list().top(2).items() {
        println!("  {}", group?.display_name.unwrap_or_default());
    }

    println!("update");
    let group = client.groups().id("group-1");
    group.update().display_name("Light blue").clear_description().call()?;
    let changed = group.get().call()?;
    println!("  {:?}, described as {:?}", changed.display_name, changed.description);

    println!("link");
    group.members().add("user-7").call()?;
    for link in group.members().links().call()? {
        println!("  {} {}", link.kind().unwrap_or("?"), link.id());
    }

    println!("delete");
    group.delete().call()?;
    match group.get().call() {
        Err(error) if error.is_not_found() => println!("  {error}"),
        other => println!("  still there: {other:?}"),
    }
    Ok(())
}

/// The groups of the example's server.
#[derive(Default)]
struct Directory {
    groups: BTreeMap<String, Value>,
    members: BTreeMap<String, Vec<String>>,
    created: usize,
}

impl Directory {
    fn serve(&mut self, listener: &TcpListener) {
        for stream in listener.incoming().flatten() {
            // A connection that breaks is the client's business.
            let _ = self.converse(stream);
        }
    }

    fn converse(&mut self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let mut length = 0;
            loop {
                let mut header = String::new();
                reader.read_line(&mut header)?;
                let Some((name, value)) = header.trim_end().split_once(':') else {
                    break;
                };
                if name.eq_ignore_ascii_case("content-length") {
                    length = value.trim().parse().unwrap_or(0);
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body)?;
            let mut words = line.split(' ');
            let (method, target) =
                (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            let (status, response) =
                self.respond(method, target, &serde_json::from_slice(&body).unwrap_or_default());
            let text = if response.is_null() { String::new() } else { response.to_string() };
            write!(stream, "HTTP/1.1 {status} -\r\ncontent-length: {}\r\n\r\n{text}", text.len())?;
        }
    }

    fn respond(&mut self, method: &str, target: &str, body: &Value) -> (u16, Value) {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let segments: Vec<&str> = path.split('/').skip(2).collect();
        match (method, &segments[..]) {
            ("POST", ["groups"]) => (201, self.create(body)),
            ("GET", ["groups"]) => (200, self.page(query)),
            ("POST", [_, id, "$links", "members"]) => {
                let url = format!(
                    "{}/Microsoft.DirectoryServices.User",
                    body["url"].as_str().unwrap_or_default()
                );
                self.members.entry((*id).to_owned()).or_default().push(url);
                (204, Value::Null)
            }
            ("GET", [_, id, "$links", "members"]) => {
                let urls = self.members.get(*id).into_iter().flatten();
                (200, json!({"value": urls.map(|url| json!({"url": url})).collect::<Vec<_>>()}))
            }
            ("PATCH", [_, id]) => {
                if let (Some(group), Some(changes)) = (self.groups.get_mut(*id), body.as_object()) {
                    changes.iter().for_each(|(name, value)| group[name] = value.clone());
                }
                (204, Value::Null)
            }
            ("DELETE", [_, id]) => {
                self.groups.remove(*id);
                (204, Value::Null)
            }
            ("GET", [_, id]) if self.groups.contains_key(*id) => (200, self.groups[*id].clone()),
            _ => {
                let message = format!("There is no {}.", segments.join("/"));
                (
                    404,
                    json!({"odata.error": {"code": "Request_ResourceNotFound", "message": {"value": message}}}),
                )
            }
        }
    }

    fn create(&mut self, body: &Value) -> Value {
        self.created += 1;
        let id = format!("group-{}", self.created);
        let mut group = body.clone();
        group["odata.type"] = "Microsoft.DirectoryServices.Group".into();
        group["objectId"] = id.as_str().into();
        self.groups.insert(id, group.clone());
        group
    }

    /// Two groups, and a link that is relative and lacks the version, as the real service gives it.
    fn page(&self, query: &str) -> Value {
        let second = query.contains("$skiptoken");
        let groups: Vec<&Value> =
            self.groups.values().skip(if second { 2 } else { 0 }).take(2).collect();
        let mut page = json!({"value": groups});
        if !second {
            page["odata.nextLink"] = "groups?$skiptoken=X'2'".into();
        }
        page
    }
}
