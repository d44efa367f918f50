//! A tenant of your own: a stateful fake of Azure AD Graph and Microsoft Graph, made from the same spec as the client.

#![allow(dead_code, reason = "the core comes in steps")]

mod behaviour;
mod call;
mod clock;
mod query;
mod refusal;
mod store;

pub use call::{Behaviour, Call, Change, Effect, Reply, Rule};
pub use refusal::{Reason, Refusal};
pub use store::{Id, Object, State};
