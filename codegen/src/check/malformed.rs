//! Texts of the mini-syntaxes that cannot be read.

use std::ops::Range;

use super::Context;
use crate::diagnostics::{Diagnostic, Place};

/// Why a text cannot be read, and where.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Malformed {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    /// What to write instead, where that is plain.
    pub(super) help: Option<String>,
}

impl Malformed {
    pub(super) fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), help: None }
    }

    /// Says what to write instead.
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The same in a text that this one is a part of, from a byte on.
    pub(super) fn from(self, start: usize) -> Self {
        Self { range: self.range.start + start..self.range.end + start, ..self }
    }
}

impl Context<'_> {
    /// What a text says. One that cannot be read is reported, and what it would have said is not known.
    pub(super) fn read<T>(
        &mut self,
        read: Result<T, Malformed>,
        place: impl FnOnce(Range<usize>) -> Place,
        mistake: impl FnOnce(Place, String) -> Diagnostic,
    ) -> Option<T> {
        let Malformed { range, message, help } = match read {
            Ok(read) => return Some(read),
            Err(malformed) => malformed,
        };
        self.is_incomplete = true;
        let mistake = mistake(place(range), message);
        self.report(help.into_iter().fold(mistake, Diagnostic::help));
        None
    }
}
