//! Misuse of the clients that must not compile: one file each in `cases/`, and in `misuse.rs` why it does not.
