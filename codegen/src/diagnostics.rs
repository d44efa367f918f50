//! What is wrong with a spec, where, and how to fix it.
//!
//! A [`Diagnostic`] knows a [`Place`] in the JSON and not a position in the text, so that no stage needs the text to
//! report a mistake. [`Diagnostics`] finds the positions when it is shown: to people, to programs or to GitHub.

pub mod catalogue;
mod human;
mod machine;
mod page;
mod place;
mod span;
mod suggest;

use std::collections::BTreeSet;

pub use catalogue::{CATALOGUE, Code};
pub use page::page;
pub(crate) use place::unescape;
pub use place::{At, Part, Place};
pub(crate) use suggest::listed;
pub use suggest::suggest;

use crate::SourceFile;
use span::{Span, Spans};

/// One mistake.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The kind of mistake.
    pub code: &'static Code,
    /// Where it is.
    pub place: Place,
    /// What is wrong, in the terms of the spec's author.
    pub message: String,
    /// A few words at the place; none if the message says it all.
    pub label: String,
    /// Other places that matter, with a few words about each.
    pub related: Vec<(Place, String)>,
    /// How to fix it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A mistake at a place.
    pub fn new(code: &'static Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            place,
            message: cut(message.into()),
            label: String::new(),
            related: Vec::new(),
            help: None,
        }
    }

    /// Puts a few words at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = cut(label.into());
        self
    }

    /// Shows another place, with a few words about it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, cut(label.into())));
        self
    }

    /// Says how to fix it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(cut(help.into()));
        self
    }

    /// Says which name may have been meant, if one is near.
    #[must_use]
    pub fn did_you_mean<'a>(
        self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        match suggest(name, candidates) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }
}

/// Characters that are shown of a name; of a longer one the beginning.
const SHOWN: usize = 160;

/// A text with what stands between two backticks cut: a name may be as long as its file.
fn cut(text: String) -> String {
    if text.len() <= SHOWN {
        return text;
    }
    let mut out = String::new();
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            out.push('`');
        }
        for (index, line) in part.split('\n').enumerate() {
            if index > 0 {
                out.push('\n');
            }
            match line.char_indices().nth(SHOWN) {
                Some((end, _)) => out.extend([&line[..end], "…"]),
                None => out.push_str(line),
            }
        }
    }
    out
}

/// The mistakes of a whole spec.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No mistakes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a mistake.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many mistakes were noted, the same one twice included.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many mistakes are shown: identical ones count once.
    pub fn shown(&self, sources: &[SourceFile]) -> usize {
        self.located(sources).len()
    }

    /// The mistakes in the order in which they were noted.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// The mistakes with their positions in the text: in the order of the files, then of the text, each once.
    fn located<'a>(&'a self, sources: &'a [SourceFile]) -> Vec<Located<'a>> {
        let mut spans = Spans::new(sources);
        let mut located: Vec<Located<'a>> = Vec::with_capacity(self.list.len());
        for diagnostic in &self.list {
            let span = spans.find(&diagnostic.place);
            let related = diagnostic.related.iter();
            let related =
                related.map(|(place, label)| (spans.find(place), label.as_str())).collect();
            located.push(Located { diagnostic, span, related });
        }
        located.sort_by(|a, b| a.rank().cmp(&b.rank()));
        let mut seen = BTreeSet::new();
        located.retain(|it| {
            seen.insert((
                it.span.source,
                it.span.range.start,
                it.diagnostic.code.id,
                it.diagnostic.message.as_str(),
            ))
        });
        located
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.list.extend(diagnostics);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { list: vec![diagnostic] }
    }
}

/// A mistake and where its places are in the text.
struct Located<'a> {
    diagnostic: &'a Diagnostic,
    span: Span,
    related: Vec<(Span, &'a str)>,
}

impl Located<'_> {
    fn rank(&self) -> (usize, usize, usize, &str) {
        let range = &self.span.range;
        (self.span.source, range.start, range.end, self.diagnostic.code.id)
    }
}

#[cfg(test)]
mod tests;
