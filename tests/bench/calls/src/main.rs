//! What calls cost, beside progenitor's client and code written by hand.
//!
//! `calls [requests] [reading] [loopback]` measures what it is told to, everything by default. Tables in Markdown go to
//! standard output, progress to standard error. Variants of the same work take turns, and before anything is measured
//! it is made sure that they do the same work.

mod allocator;
mod json;
mod loopback;
mod pages;
mod reading;
mod requests;
mod rounds;
mod server;
mod shapes;
mod table;

const BENCHMARKS: [(&str, fn()); 3] =
    [("requests", requests::run), ("reading", reading::run), ("loopback", loopback::run)];

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = wanted.iter().find(|name| run_of(name).is_none()) {
        eprintln!("there is no benchmark {unknown:?}: requests, reading, loopback");
        std::process::exit(2);
    }
    println!("{}.\n", env!("VERSIONS"));
    for (name, run) in BENCHMARKS {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            eprintln!("{name} …");
            run();
        }
    }
}

fn run_of(name: &str) -> Option<fn()> {
    BENCHMARKS.iter().find(|(known, _)| *known == name).map(|(_, run)| *run)
}
