//! What programs meet that talk to the fake.

mod behaviour;
mod crud;
mod rehearsal;
mod faults;
mod random;
mod served;
mod strict;
mod whole;
