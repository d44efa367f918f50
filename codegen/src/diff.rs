//! What differs between two specs: in the contract, for Rust callers, and what that means for the version number.
//!
//! ```text
//! contract, items of the Rust API → facts
//! facts, facts → what has been renamed: the head by the names of the base
//! facts, facts → differences
//! differences → changes of the contract, each with its effects on the Rust API
//! ```
//!
//! **How a level is decided.** Each kind of change has a level of its own, with the rule behind it in [`codes`]; what it
//! does to the Rust API can only raise that: an item that goes, or whose signature changes, is major, a new one minor.
//! Order and layout of the text mean nothing.
//!
//! Both sides are judged by the emitter of today: a change of the emitter itself is no change of the spec.

mod aspects;
pub mod codes;
mod compare;
mod effects;
mod facts;
mod renames;
mod render;

pub use codes::Code;
pub use effects::Effect;

use crate::Read;

/// How much a change matters to callers.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Level {
    /// Nobody has to notice.
    Patch,
    /// Something is new.
    Minor,
    /// Some caller has to change something.
    Major,
}

/// One difference between two specs.
#[derive(Clone, Debug)]
pub struct Change {
    /// How much it matters.
    pub level: Level,
    /// What kind of change it is.
    pub code: &'static Code,
    /// What has changed, by its name in the base: `azure_ad_graph/groups.list`, `azure_ad_graph/Group.displayName`.
    pub subject: String,
    /// How it has changed.
    pub message: String,
    /// What that does to the Rust API.
    pub effects: Vec<Effect>,
}

/// All differences between two specs.
#[derive(Clone, Debug)]
pub struct Diff {
    /// The gravest first, then by subject.
    pub changes: Vec<Change>,
}

/// Compares two specs.
pub fn diff(base: &Read, head: &Read) -> Diff {
    let (base, mut head) = (facts::of(base), facts::of(head));
    renames::rename(&base, &mut head);
    Diff { changes: effects::changes(&compare::differences(&base, &head)) }
}

impl Diff {
    /// The version number that the whole asks for: the level of the gravest change; none if nothing changed but perhaps
    /// the layout of the text.
    pub fn verdict(&self) -> Option<Level> {
        self.changes.first().map(|gravest| gravest.level)
    }

    /// The name of the verdict that is shown.
    pub fn verdict_name(&self) -> &'static str {
        self.verdict().map_or("none", Level::as_str)
    }
}

impl Level {
    /// The name that is shown.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}
