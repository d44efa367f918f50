//! The table: edits of the small spec in `fixtures/diff`, and what comparing it with the outcome must say.

mod operations;
mod service;
mod types;

use crate::diff::support::Edit;

/// One edit and its changes.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) edits: &'static [Edit],
    pub(crate) verdict: &'static str,
    /// Level, code and subject of each change, the gravest first.
    pub(crate) changes: &'static [&'static str],
}

/// All of them.
pub(crate) fn all() -> impl Iterator<Item = &'static Case> {
    service::CASES.iter().chain(operations::CASES).chain(types::CASES)
}
