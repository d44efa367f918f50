//! The documents as data: `documents.json`, one to one.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::json::Entries;

/// What the documents hold. The labels that repeat inside every reference section (Parameters, Body, Response, Response List,
/// Code Samples) are left out, and so are the addresses inside code samples.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentList {
    /// The documents by number, like `004`.
    pub documents: Entries<Document>,
    /// How many contradictions were found in the documents: C1 to C followed by this number.
    pub contradictions: u32,
    /// The contradictions that are no errata of the spec, and why.
    pub not_errata: Entries<String>,
}

/// One document.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Document {
    /// Its title as it stands there.
    pub title: String,
    /// The language that it is mostly written in, like `ko`.
    pub language: String,
    /// Its headings, from top to bottom.
    pub headings: Vec<Heading>,
    /// Its request lines, from top to bottom.
    pub requests: Vec<Request>,
}

/// A heading of a document.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Heading {
    /// The line that it stands on.
    pub line: u32,
    /// Its text.
    pub heading: String,
    /// The operations that the section is about besides those that name it in `documents`, each as `service:id`.
    #[serde(default)]
    pub operations: Vec<String>,
    /// Why it is about none.
    pub reason: Option<String>,
}

/// A request line of a document, or an address that stands for one.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// The line that it stands on.
    pub line: u32,
    /// Its text.
    pub request: String,
    /// The operations that send such a request, each as `service:id`.
    #[serde(default)]
    pub operations: Vec<String>,
    /// Why there is none.
    pub reason: Option<String>,
}

/// What stands in a document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A heading.
    Heading,
    /// A request line.
    Request,
}

impl Kind {
    /// What people call it.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Request => "request line",
        }
    }

    /// How an item of it names its operations.
    pub(crate) fn cover(self) -> &'static str {
        match self {
            Self::Heading => "the heading in `documents` of its operations",
            Self::Request => "the operations in `operations`",
        }
    }

    /// The key of the list that it stands in.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Heading => "headings",
            Self::Request => "requests",
        }
    }
}

/// A heading or a request line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item<'a> {
    pub(crate) kind: Kind,
    /// Its index in its list.
    pub(crate) index: usize,
    pub(crate) line: u32,
    pub(crate) text: &'a str,
    pub(crate) operations: &'a [String],
    pub(crate) reason: Option<&'a str>,
}

impl Document {
    /// The headings, then the request lines.
    pub(crate) fn items(&self) -> impl Iterator<Item = Item<'_>> {
        let headings = self.headings.iter().enumerate().map(|(index, it)| Item {
            kind: Kind::Heading,
            index,
            line: it.line,
            text: &it.heading,
            operations: &it.operations,
            reason: it.reason.as_deref(),
        });
        let requests = self.requests.iter().enumerate().map(|(index, it)| Item {
            kind: Kind::Request,
            index,
            line: it.line,
            text: &it.request,
            operations: &it.operations,
            reason: it.reason.as_deref(),
        });
        headings.chain(requests)
    }
}

/// Whether a text is a place in the documents, if perhaps none that a document has.
pub(crate) fn is_place(text: &str) -> bool {
    text.split_once(" / ").is_some_and(|(number, heading)| {
        let is_number = number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number && !heading.is_empty() && heading.trim() == heading
    })
}
