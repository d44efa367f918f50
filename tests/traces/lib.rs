//! What `tracing` is told, as OpenTelemetry exports it: see `traces.rs`.
