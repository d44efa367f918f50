//! Where an operation is written, which all of its checks read.

use crate::contract::Service;
use crate::diagnostics::At;
use crate::spec;

/// An operation as it is written.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    /// The service as far as it is known: all but its operations.
    pub(super) service: &'a Service,
    pub(super) file: &'a spec::Joined<'a, spec::Resource>,
    pub(super) name: &'a str,
    pub(super) operation: &'a spec::Operation,
    pub(super) at: &'a At<'a>,
}
