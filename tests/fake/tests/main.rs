//! What programs meet that talk to the fake.

mod behaviour;
mod crud;
mod rehearsal;
mod whole;
