#![doc = include_str!("../README.md")]

mod access;
mod behaviour;
mod body;
mod call;
mod changes;
mod clients;
mod faults;
mod generic;
mod json;
mod lens;
mod options;
mod page;
mod plan;
mod query;
mod refusal;
mod request;
mod response;
mod routes;
mod sample;
mod seed;
mod server;
mod show;
mod store;
mod target;
mod tenant;
mod wire;
mod world;

pub use call::{Behaviour, Call, Change, Effect, Reply, Rule};
pub use faults::FaultRule;
pub use refusal::{Reason, Refusal};
pub use server::serve;
pub use store::{Id, Object, State};
pub use tenant::{FakeTenant, Fate, Outcome, Snapshot};
