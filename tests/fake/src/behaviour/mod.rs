//! What operations do that their types do not tell: a file each.
//!
//! All of it is in the names of Microsoft Graph, whichever service was asked.

use crate::call::{Behaviour, Effect, Rule};

/// The behaviour of an operation, by the name of its entry in the spec of Microsoft Graph: `checkMemberGroups` is one for
/// all of its paths.
pub(crate) fn of(entry: &str) -> Option<Behaviour> {
    let _ = entry;
    None
}

/// What may refuse a change, in this order.
pub(crate) const RULES: &[Rule] = &[];

/// What happens after a change, in this order.
pub(crate) const EFFECTS: &[Effect] = &[];
