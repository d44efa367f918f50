//! The public items of the emitted code, one line an item, in the syntax of cargo-public-api.
//!
//! Emitted as `API.txt`, the list shows reviewers what an edit of the spec does to Rust callers without running anything,
//! and [`diff`](crate::diff) reads its effects off it. Paths start where the emitted code does; `runtime::` stands for
//! what is written by hand. A type is listed where it is defined and named as callers name it, through the service's
//! `models`. Traits that are derived or come with a kind of item stand before it like attributes. Of associated types those are
//! left out that all implementations of a trait have alike: `ErrorCode` and `Mode`. Signatures are those that are emitted:
//! drawn once, with full paths, and printed on one line.

mod items;
mod text;

use crate::model::Api;
use crate::render::{OutputFile, header};

/// Where the text goes, below the folder of the emitted code.
pub const PATH: &str = "API.txt";

/// One public item.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Item {
    /// Where it is: the path that it is listed by.
    pub(crate) place: String,
    /// What it is listed as: `pub fn azure_ad_graph::groups::Groups<M>::list(&self) -> …`.
    pub line: String,
    /// What it is known by: `azure_ad_graph::groups::Groups::list`, or `impl From<…> for …`.
    pub name: String,
    /// The line without what callers do not depend on, such as the names of arguments.
    pub(crate) binding: String,
    /// The entries of the spec that it comes from, the nearest first, as [`diff`](crate::diff) names them.
    pub(crate) about: Vec<String>,
}

/// Every public item of the emitted code, sorted by its path.
pub fn surface(api: &Api) -> Vec<Item> {
    items(api, true)
}

fn items(api: &Api, is_traced: bool) -> Vec<Item> {
    let mut items = items::error_codes(&api.error_codes, is_traced);
    items.extend(api.services.iter().flat_map(|it| items::of_service(it, is_traced)));
    items.sort_unstable();
    items
}

/// The surface as the file that is emitted, which does not tell what items come from.
pub fn file(api: &Api) -> OutputFile {
    let mut text = header("#", "api-spec");
    for item in items(api, false) {
        text.extend([&item.line, "\n"]);
    }
    OutputFile { path: PATH.to_owned(), text }
}
