//! The generator seen from outside: what it emits for small specs, and what it says about wrong ones.

mod corruption;
mod diagnostics;
mod effects;
mod features;
mod mistakes;
mod names;
mod printing;
mod stability;
mod support;
mod text;
