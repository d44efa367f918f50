//! What calls cost, over connections that stay open, to a server on this machine.

mod clients;
#[cfg(feature = "peers")]
mod published;

use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;
use tokio::task::LocalSet;

use crate::rounds::{cpu_time, median, ratio};
use crate::table::{self, whole};
use crate::{pages, server};
pub(crate) use clients::reqwest_client;
use clients::{Client, HandHyper, HandReqwest, Ours, Progenitor};

const ROUNDS: usize = 21;
/// How many calls a client makes in its turn.
const CALLS: usize = 1_280;
/// How many calls are on their way at once, in the second table.
const AT_ONCE: usize = 64;

pub(crate) fn run() {
    let page = pages::documented_groups();
    let address = server::start(&page);
    let base = format!("http://{address}");
    // The timer and the sockets of all clients live on this thread, so that its CPU time is the clients'.
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    println!(
        "Calls of a server on this machine over connections that stay open: the documented page of groups, {} bytes.",
        whole(page.len())
    );
    println!(
        "Every call has a token and a limit of 100 seconds; what comes is read into models. Wall time counts the server, too;"
    );
    println!(
        "CPU time is that of the client's thread alone. Medians of {ROUNDS} rounds in turns, {CALLS} calls each."
    );
    println!(
        "Targets: with 64 calls at once, ours over hyper at least 1.5 times as many as progenitor's; ours over reqwest within"
    );
    println!("3 % of the CPU time of reqwest by hand.\n");
    // Clients set their timers up when they are made.
    let inside = runtime.enter();
    let mut clients: Vec<Box<dyn Turn>> = vec![
        Box::new(Turns::of("ours: `hyper`", Ours::over_hyper(&base))),
        Box::new(Turns::of("ours: `reqwest`", Ours::over_reqwest(&base))),
        Box::new(Turns::of("progenitor", Progenitor::new(&base))),
        Box::new(Turns::of("by hand: reqwest", HandReqwest::new(&base))),
        Box::new(Turns::of("by hand: hyper-util", HandHyper::new(&base))),
    ];
    #[cfg(feature = "peers")]
    clients.extend([
        Box::new(Turns::of("azure_svc_graphrbac", published::AzureSvc::new(&base)))
            as Box<dyn Turn>,
        Box::new(Turns::of("graph-rs-sdk, to JSON", published::GraphRs::new(&base))),
    ]);
    drop(inside);
    for (at_once, name) in [(1, "one at a time"), (AT_ONCE, "64 at once")] {
        for client in &mut clients {
            // Connections are opened and code is paged in before anything counts.
            client.take(&runtime, at_once);
            client.forget();
        }
        for _ in 0..ROUNDS {
            for client in &mut clients {
                client.take(&runtime, at_once);
            }
        }
        let measured: Vec<_> = clients.iter().map(|client| client.measured()).collect();
        print(name, &measured);
    }
}

/// What was measured of a client, round by round.
#[derive(Clone)]
struct Measured {
    name: &'static str,
    wall: Vec<f64>,
    cpu: Vec<f64>,
}

/// A client that takes turns with others.
trait Turn {
    fn take(&mut self, runtime: &Runtime, at_once: usize);
    fn forget(&mut self);
    fn measured(&self) -> Measured;
}

struct Turns<C> {
    client: Rc<C>,
    measured: Measured,
}

impl<C> Turns<C> {
    fn of(name: &'static str, client: C) -> Self {
        let measured = Measured { name, wall: Vec::new(), cpu: Vec::new() };
        Self { client: Rc::new(client), measured }
    }
}

impl<C: Client> Turn for Turns<C> {
    fn take(&mut self, runtime: &Runtime, at_once: usize) {
        let tasks = LocalSet::new();
        let (wall, cpu) = (Instant::now(), cpu_time());
        let workers: Vec<_> = (0..at_once)
            .map(|_| {
                let client = Rc::clone(&self.client);
                tasks.spawn_local(async move {
                    for _ in 0..CALLS / at_once {
                        assert_eq!(client.groups().await, 3, "the page has three groups");
                    }
                })
            })
            .collect();
        tasks.block_on(runtime, async {
            for worker in workers {
                worker.await.expect("calls do not fail");
            }
        });
        let per_call = |time: Duration| time.as_secs_f64() / CALLS as f64;
        self.measured.wall.push(per_call(wall.elapsed()));
        self.measured.cpu.push(per_call(cpu_time() - cpu));
    }

    fn forget(&mut self) {
        self.measured.wall.clear();
        self.measured.cpu.clear();
    }

    fn measured(&self) -> Measured {
        self.measured.clone()
    }
}

fn print(name: &str, measured: &[Measured]) {
    let [_, _, progenitor, reqwest, ..] = measured else {
        unreachable!("there are at least five clients");
    };
    let rows: Vec<_> = measured
        .iter()
        .map(|client| {
            vec![
                client.name.to_owned(),
                whole(1.0 / median(&client.wall)),
                table::times(ratio(&progenitor.wall, &client.wall)),
                format!("{:.1}", median(&client.cpu) * 1e6),
                table::times(ratio(&client.cpu, &progenitor.cpu)),
                table::times(ratio(&client.cpu, &reqwest.cpu)),
            ]
        })
        .collect();
    let head = [
        name,
        "calls a second",
        "of progenitor's",
        "CPU µs a call",
        "of progenitor's",
        "of reqwest's by hand",
    ];
    table::print(&head, &rows);
}
