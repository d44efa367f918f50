//! What programs meet that talk to the fake.

mod behaviour;
mod crud;
mod faults;
mod imported;
mod permissions;
mod plant;
mod random;
mod rehearsal;
mod served;
mod strict;
mod whole;
