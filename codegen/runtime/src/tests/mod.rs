//! Tests of the runtime as a whole, on a small service of its own.

mod advanced;
mod batches;
mod building;
mod clock;
mod credentials;
mod hostile;
mod json_reading;
mod mocks;
mod pages;
mod recording;
mod retries;
mod secrets;
mod sending;
mod successes;
mod waiting;
mod wide;
mod wire;
