//! The public items of the emitted code, one line an item, in the syntax of cargo-public-api.
//!
//! Emitted as `API.txt`, the list shows reviewers what an edit of the spec does to Rust callers without running anything,
//! and [`diff`](crate::diff) reads its effects off it. Paths start where the emitted code does; `runtime::` stands for
//! what is written by hand. A type is listed where it is defined and named as callers name it, through the service's
//! `models`. Traits that are derived or come with a kind of item stand before it like attributes. Of associated types those are
//! left out that all implementations of a trait have alike: `ErrorCode` and `Mode`. Signatures are those that are emitted:
//! drawn once, with full paths, and printed on one line.

mod items;

use std::collections::BTreeMap;

use crate::emit::digest;
use crate::model::{Api, Module, Service};
use crate::render::{Kept, OutputFile, header};

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

/// The items of modules as text, each module by the digest of what it is drawn from. A line has the place of an item, a tab,
/// and the line that it is listed by.
pub type Listed = BTreeMap<u64, String>;

/// Every public item of the emitted code, sorted by its path.
pub fn surface(api: &Api) -> Vec<Item> {
    let of_modules = modules(api).flat_map(|(service, module)| items::of_module(service, module));
    let mut all: Vec<Item> = items::of_no_module(api).into_iter().chain(of_modules).collect();
    all.sort_unstable();
    all
}

fn modules(api: &Api) -> impl Iterator<Item = (&Service, &Module)> {
    api.services.iter().flat_map(|service| service.modules.iter().map(move |it| (service, it)))
}

/// The surface as the file that is emitted, unless it is kept; it does not tell what items come from. What is listed already is
/// not drawn; it comes back with what was added to it, without what is gone.
pub(crate) fn file(
    api: &Api,
    digests: impl Iterator<Item = u64>,
    mut known: Listed,
    kept: Kept<'_>,
) -> (Option<OutputFile>, Listed) {
    let own = lines(items::of_no_module(api));
    let draw = |(service, module)| lines(items::of_module(service, module));
    let text = |(of, digest)| (digest, known.remove(&digest).unwrap_or_else(|| draw(of)));
    let listed: Listed = modules(api).zip(digests).map(text).collect();
    let texts = || listed.values().chain([&own]);
    // Modules come in no order of theirs.
    if kept(PATH, texts().map(digest).fold(0, u64::wrapping_add)) {
        return (None, listed);
    }
    // Those of a module are sorted already, so that there are only runs to merge.
    let mut all: Vec<&str> = texts().flat_map(|text| text.split_inclusive('\n')).collect();
    all.sort();
    let mut text = header("#", "api-spec");
    text.extend(all.into_iter().filter_map(|line| Some(line.split_once('\t')?.1)));
    (Some(OutputFile { path: PATH.to_owned(), text }), listed)
}

fn lines(items: Vec<Item>) -> String {
    let line = |item: Item| [&item.place, "\t", &*item.line, "\n"].concat();
    let mut lines: Vec<String> = items.into_iter().map(line).collect();
    lines.sort_unstable();
    lines.concat()
}
