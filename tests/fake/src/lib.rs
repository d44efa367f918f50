//! A tenant of your own: a stateful fake of Azure AD Graph and Microsoft Graph, made from the same spec as the client.

#![allow(dead_code, unreachable_pub, unused_imports, reason = "the core comes in steps")]

mod behaviour;
mod body;
mod call;
mod clock;
mod lens;
mod plan;
mod query;
mod refusal;
mod routes;
mod store;
mod world;

pub use call::{Behaviour, Call, Change, Effect, Reply, Rule};
pub use refusal::{Reason, Refusal};
pub use store::{Id, Object, State};
