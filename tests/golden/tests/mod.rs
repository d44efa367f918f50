//! What callers do with some of it.

mod advanced;
mod bases;
mod headers;
mod keys;
