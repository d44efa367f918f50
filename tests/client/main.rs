//! The emitted clients, as those see them who use them.

mod application;
mod conversions;
mod fidelity;
mod hostile;
mod loopback;
mod misuse;
mod promises;
mod secrets;
mod wire;
