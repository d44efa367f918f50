//! The spec as OpenAPI.
