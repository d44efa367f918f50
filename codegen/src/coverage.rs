//! The proof that the spec covers the documents: every heading, every request line, every contradiction.
//!
//! The documents stand beside the spec as data, in `documents.json`. Operations name the headings that describe them; every
//! heading that none names, and every other gap, is a diagnostic with its place.

mod check;
mod facts;
mod table;

use std::collections::BTreeSet;

use crate::contract::{Api, Service};
use crate::diagnostics::{Code, Diagnostic, catalogue};
use crate::documents::DocumentList;
pub use crate::documents::Kind;
use crate::parse::{Poisoned, parse_beside};
use crate::{Diagnostics, SourceFile, understand};
use check::Check;
use facts::Facts;

/// What covers the documents.
#[derive(Debug)]
pub struct Coverage {
    /// The documents, in the order of their numbers.
    pub documents: Vec<Covered>,
    /// The operations that no document describes, each as `service:id`, and where each is known from.
    pub undocumented: Vec<(String, String)>,
    /// The contradictions of the documents, C1 first.
    pub contradictions: Vec<Contradiction>,
    /// How many operations the spec has.
    pub operations: usize,
    /// How many examples the spec has, each of which is a test.
    pub examples: Examples,
    /// Every gap, and every mistake in the spec. Their places are in the spec's files and, after those, `documents.json`.
    pub gaps: Diagnostics,
}

/// How many examples there are, by where they are from.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Examples {
    /// Those of the documents.
    pub documents: usize,
    /// Those of other pages.
    pub pages: usize,
    /// Those that nobody shows.
    pub constructed: usize,
    /// Those of all of them whose responses are errors.
    pub failures: usize,
}

impl Examples {
    fn of(api: &Api) -> Self {
        let mut examples = Self::default();
        let entries = api.services.iter().flat_map(Service::entries);
        for example in entries.flat_map(|entry| &entry.examples) {
            let count = match example.from.as_str() {
                "constructed" => &mut examples.constructed,
                from if from.starts_with("https://") => &mut examples.pages,
                _ => &mut examples.documents,
            };
            *count += 1;
            let failure = example.response.as_ref().and_then(|response| response.failure.as_ref());
            examples.failures += usize::from(failure.is_some());
        }
        examples
    }
}

/// What covers one document.
#[derive(Debug)]
pub struct Covered {
    /// Its number, like `004`.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its headings, then its request lines.
    pub items: Vec<CoveredItem>,
}

/// What covers a heading or a request line.
#[derive(Debug)]
pub struct CoveredItem {
    /// Whether it is a heading or a request line.
    pub kind: Kind,
    /// The line that it stands on.
    pub line: u32,
    /// Its text.
    pub text: String,
    /// The operations of the spec that stand for it, each as `service:id`.
    pub operations: Vec<String>,
    /// Why there is none.
    pub reason: Option<String>,
}

impl Covered {
    /// The items of a kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &CoveredItem> {
        self.items.iter().filter(move |item| item.kind == kind)
    }

    /// The operations that the document describes.
    pub fn operations(&self) -> BTreeSet<&str> {
        self.items.iter().flat_map(|item| &item.operations).map(String::as_str).collect()
    }
}

/// A contradiction of the documents.
#[derive(Debug)]
pub struct Contradiction {
    /// Its id, like `C7`.
    pub id: String,
    /// The errata that settle it: where each stands, what the document says, and what the spec says.
    pub errata: Vec<(String, String, String)>,
    /// Why it is no erratum.
    pub reason: Option<String>,
}

/// Compares the spec with the documents. The spec may have mistakes: they are among the gaps, and what can be compared
/// is compared all the same.
///
/// # Errors
///
/// Every mistake in the text and shape of the documents' file, which counts as the last of the sources, and in the spec.
pub fn coverage(documents: &SourceFile, sources: &[SourceFile]) -> Result<Coverage, Diagnostics> {
    let (read, mistakes, poisoned) = understand(sources, &|_| false);
    match parse_beside(sources.len(), documents) {
        Ok(list) => {
            let mut coverage = compare(sources.len(), &list, &read.contract, &poisoned);
            coverage.gaps = join(mistakes, coverage.gaps);
            Ok(coverage)
        }
        Err(found) => Err(join(mistakes, found)),
    }
}

/// The mistakes of a spec and the gaps between it and the documents. An operation with a wrong id is not missed under the
/// right one, and a heading whose operation may not have been understood is not called uncovered.
pub(crate) fn join(mut mistakes: Diagnostics, gaps: Diagnostics) -> Diagnostics {
    let has = |codes: &[&Code]| mistakes.iter().chain(gaps.iter()).any(|it| is_one_of(it, codes));
    let ids_are_wrong = has(&[&catalogue::ID_PATH_MISMATCH, &catalogue::DUPLICATE_OPERATION]);
    let is_unclear =
        has(&[&catalogue::MALFORMED_PLACE, &catalogue::NO_ORIGIN, &catalogue::UNKNOWN_HEADING])
            || mistakes.iter().any(|it| it.code.id.starts_with("E00"));
    let is_effect = |gap: &Diagnostic| {
        (ids_are_wrong && is_one_of(gap, &[&catalogue::LOST_OPERATION]))
            || (is_unclear && is_one_of(gap, &[&catalogue::NOT_COVERED]))
    };
    mistakes.extend(gaps.into_iter().filter(|gap| !is_effect(gap)));
    mistakes
}

fn is_one_of(diagnostic: &Diagnostic, codes: &[&Code]) -> bool {
    codes.iter().any(|code| diagnostic.code.id == code.id)
}

/// Every mistake in the list of the documents, which counts as this source, and every gap between it and an API.
pub(crate) fn gaps(
    source: usize,
    documents: &SourceFile,
    api: &Api,
    poisoned: &Poisoned,
) -> Diagnostics {
    match parse_beside(source, documents) {
        Ok(list) => compare(source, &list, api, poisoned).gaps,
        Err(mistakes) => mistakes,
    }
}

fn compare(source: usize, list: &DocumentList, api: &Api, poisoned: &Poisoned) -> Coverage {
    let facts = Facts::of(api);
    let mut check = Check::new(source, list, &facts, poisoned);
    check.operations();
    check.mentions();
    let contradictions = check.contradictions();
    let documents =
        list.documents.iter().map(|(number, document)| check.document(number, document)).collect();
    let without = |it: &facts::Operation<'_>| Some((it.name.clone(), it.source?.to_owned()));
    Coverage {
        documents,
        undocumented: facts.operations.iter().filter_map(without).collect(),
        contradictions,
        operations: facts.operations.len(),
        examples: Examples::of(api),
        gaps: check.gaps,
    }
}
