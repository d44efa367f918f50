//! What the fake costs with 100,000 groups: `cargo run --release --package directory-graph-fake --example measure`.
//!
//! Times are those of one core, without what other programs take from it, where the system tells them (Linux).

use std::error::Error;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use bytes::Bytes;
use directory_graph_fake::{FakeTenant, Id, Object, serve};
use http::Request;
use serde_json::{Value, json};

const GROUPS: usize = 100_000;
const CHAIN: usize = 1_000;
const FAN: usize = 10_000;
const READS: usize = 200_000;
const CHECKS: u32 = 200;
const CONNECTIONS: usize = 4;
/// How many requests a connection sends before it reads.
const AT_ONCE: usize = 16;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    println!("| what | figure |\n|---|---|");
    let before = memory();
    let tenant = FakeTenant::new();
    let (ids, time) = timed(|| tenant.seed_groups(GROUPS));
    told("seeding 100,000 groups", &format!("{:.2} s", time.as_secs_f64()));
    if let (Some(before), Some(after)) = (before, memory()) {
        told("memory a group", &format!("{} bytes", (after - before) / GROUPS as u64));
    }
    reads(&tenant, &ids)?;
    lists(&tenant)?;
    nested(&tenant)?;
    over_http(&tenant, &ids)
}

fn told(what: &str, figure: &str) {
    println!("| {what} | {figure} |");
}

fn reads(tenant: &FakeTenant, ids: &[Id]) -> Outcome<()> {
    for (what, query) in
        [("all that comes by default", ""), ("two properties", "?$select=id,displayName")]
    {
        let mut requests = Vec::new();
        for id in ids.iter().step_by(97) {
            requests.push(get(&format!("/groups/{id}{query}"))?);
        }
        let ((), time) = timed(|| {
            for request in requests.iter().cycle().take(READS) {
                assert_eq!(tenant.respond(request).response.status(), 200);
            }
        });
        let rate = READS as f64 / time.as_secs_f64();
        told(&format!("reads of one group, {what}, a second"), &format!("{rate:.0}"));
    }
    Ok(())
}

fn lists(tenant: &FakeTenant) -> Outcome<()> {
    for (what, path) in [
        ("all groups through pages of 999", "/groups?$top=999"),
        ("the same, two properties", "/groups?$top=999&$select=id,displayName"),
        (
            "the groups that begin with a text, of 100,000",
            "/groups?$top=999&$filter=startswith(displayName,'Group%2099')",
        ),
    ] {
        told(what, &walk(tenant, path)?);
    }
    Ok(())
}

/// A chain of groups, at the end of which is one with many users.
fn nested(tenant: &FakeTenant) -> Outcome<()> {
    let (first, last) = tenant.with_state(|state| {
        let mut put = |kind: &str, id: String| {
            let properties = json!({ "id": id, "displayName": id, "securityEnabled": true });
            let properties = properties.as_object().cloned().unwrap_or_default();
            state.insert(&id, Object { kind: kind.into(), properties, deleted: None })
        };
        let chain: Vec<Id> =
            (0..CHAIN).map(|number| put("Group", format!("chain{number}"))).collect();
        let fan: Vec<Id> = (0..FAN).map(|number| put("User", format!("user{number}"))).collect();
        for pair in chain.windows(2) {
            state.link("members", &pair[0], &pair[1]);
        }
        for user in &fan {
            state.link("members", &chain[CHAIN - 1], user);
        }
        (chain[0].clone(), fan[FAN - 1].clone())
    });
    let check =
        Request::post(format!("https://graph.microsoft.com/v1.0/users/{last}/checkMemberGroups"));
    let check =
        check.header("authorization", "Bearer fake").header("content-type", "application/json");
    let check = check.body(Bytes::from(json!({ "groupIds": [&*first] }).to_string()))?;
    // One takes less than the system counts by.
    let ((), time) = timed(|| {
        for _ in 0..CHECKS {
            let response = tenant.respond(&check).response;
            assert!(String::from_utf8_lossy(response.body()).contains(&*first));
        }
    });
    told(
        "checkMemberGroups through a chain of 1,000",
        &format!("{:.2} ms", time.as_secs_f64() * 1e3 / f64::from(CHECKS)),
    );
    let path = format!("/groups/{first}/transitiveMembers?$top=999");
    told("transitiveMembers of a chain of 1,000 and a fan of 10,000", &walk(tenant, &path)?);
    Ok(())
}

/// Requests over several connections at once; both sides share the machine.
fn over_http(tenant: &FakeTenant, ids: &[Id]) -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    let server = runtime.spawn(serve(tenant.clone(), listener));
    let start = Instant::now();
    let each = READS / CONNECTIONS;
    let connections: Vec<_> = ids
        .iter()
        .take(CONNECTIONS)
        .map(|id| {
            let id = id.clone();
            thread::spawn(move || ask(address, &id, each))
        })
        .collect();
    for connection in connections {
        connection.join().map_err(|_| "a connection failed")??;
    }
    let rate = READS as f64 / start.elapsed().as_secs_f64();
    server.abort();
    told("reads of two properties over HTTP, a second", &format!("{rate:.0}"));
    Ok(())
}

fn ask(address: SocketAddr, id: &str, times: usize) -> Outcome<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let request = format!(
        "GET /v1.0/groups/{id}?$select=id,displayName HTTP/1.1\r\nhost: fake\r\nauthorization: Bearer fake\r\n\r\n"
    );
    let requests = request.repeat(AT_ONCE);
    let mut buffer = vec![0; 64 * 1024];
    for _ in 0..times / AT_ONCE {
        stream.write_all(requests.as_bytes())?;
        let (mut missing, mut filled) = (AT_ONCE, 0);
        while missing > 0 {
            filled += stream.read(&mut buffer[filled..])?;
            while let Some(length) = whole(&buffer[..filled])? {
                buffer.copy_within(length..filled, 0);
                filled -= length;
                missing -= 1;
            }
        }
    }
    Ok(())
}

/// How long the response at the start is, if it is there as a whole.
fn whole(bytes: &[u8]) -> Outcome<Option<usize>> {
    let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = std::str::from_utf8(&bytes[..end])?;
    if !head.starts_with("HTTP/1.1 200") {
        return Err(head.into());
    }
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length = end + 4 + length.ok_or("no length")?.parse::<usize>()?;
    Ok((bytes.len() >= length).then_some(length))
}

fn get(path: &str) -> Outcome<Request<Bytes>> {
    at(&format!("https://graph.microsoft.com/v1.0{path}"))
}

fn at(uri: &str) -> Outcome<Request<Bytes>> {
    Ok(Request::get(uri).header("authorization", "Bearer fake").body(Bytes::new())?)
}

/// Follows next links; tells how many pages and objects there were, and how long the tenant took.
fn walk(tenant: &FakeTenant, path: &str) -> Outcome<String> {
    let mut request = get(path)?;
    let (mut pages, mut objects, mut taken) = (0, 0, Duration::ZERO);
    loop {
        let (response, time) = timed(|| tenant.respond(&request).response);
        taken += time;
        let page: Value = serde_json::from_slice(response.body())?;
        pages += 1;
        objects += page["value"].as_array().ok_or("no page")?.len();
        match page["@odata.nextLink"].as_str() {
            Some(next) => request = at(next)?,
            None => {
                let taken = taken.as_secs_f64() * 1e3;
                return Ok(format!("{taken:.0} ms ({objects} objects, {pages} pages)"));
            }
        }
    }
}

fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let (start, before) = (Instant::now(), on_cpu());
    let result = run();
    let wall = start.elapsed();
    (result, before.zip(on_cpu()).map_or(wall, |(before, after)| after - before))
}

/// How long this thread has run.
fn on_cpu() -> Option<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split(' ').next()?.parse().ok()?))
}

/// The bytes that this process holds.
fn memory() -> Option<u64> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? * 1024)
}
