//! What covers the documents, as a table for people.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::{Contradiction, Coverage, Covered, CoveredItem, Examples, Kind};

impl Coverage {
    /// The whole table: what each heading and request line leads to, then the operations that none leads to, then the
    /// contradictions, then a line for each document and the totals.
    pub fn table(&self) -> String {
        let mut out = String::new();
        self.documents.iter().for_each(|document| items(document, &mut out));
        if !self.undocumented.is_empty() {
            out.push_str("Operations without a document\n\n");
            for (operation, source) in &self.undocumented {
                let _ = writeln!(out, "       {operation}: {source}");
            }
            out.push('\n');
        }
        out.push_str("Contradictions\n\n");
        self.contradictions.iter().for_each(|it| contradiction(it, &mut out));
        out.push('\n');
        self.totals(&mut out);
        out
    }

    /// A line for each document, then the sums.
    fn totals(&self, out: &mut String) {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "DOCUMENT  HEADINGS  REQUESTS  OPERATIONS  REASONS  TITLE");
        let all = || self.documents.iter();
        for document in all() {
            let described = document.operations().len();
            line(&document.number, [document].into_iter(), described, &document.title, out);
        }
        let described: BTreeSet<&str> = all().flat_map(Covered::operations).collect();
        line(
            "all",
            all(),
            described.len(),
            &format!("{} operations in the spec", self.operations),
            out,
        );
        let stated = self.contradictions.iter().filter(|it| !it.errata.is_empty()).count();
        let excused = self
            .contradictions
            .iter()
            .filter(|it| it.errata.is_empty() && it.reason.is_some())
            .count();
        let _ = writeln!(
            out,
            "\n{} contradictions: {stated} are errata of the spec, {excused} have a reason to be none",
            self.contradictions.len()
        );
        let Examples { documents, pages, constructed, failures } = self.examples;
        let _ = writeln!(
            out,
            "{} examples are tests: {documents} of the documents, {pages} of other pages, {constructed} constructed; {failures} show errors",
            documents + pages + constructed
        );
    }
}

fn line<'a>(
    name: &str,
    documents: impl Iterator<Item = &'a Covered> + Clone,
    operations: usize,
    note: &str,
    out: &mut String,
) {
    let count = |kind| documents.clone().flat_map(|it| it.of(kind)).count();
    let reasons =
        documents.clone().flat_map(|it| &it.items).filter(|it| it.reason.is_some()).count();
    let (headings, requests) = (count(Kind::Heading), count(Kind::Request));
    let _ = writeln!(
        out,
        "{name:<8}  {headings:>8}  {requests:>8}  {operations:>10}  {reasons:>7}  {note}"
    );
}

/// The headings and request lines of a document, each with what covers it.
fn items(document: &Covered, out: &mut String) {
    for (kind, name) in [(Kind::Heading, "headings"), (Kind::Request, "request lines")] {
        let _ = writeln!(out, "Document {}, {name}\n", document.number);
        for item in document.of(kind) {
            let _ = writeln!(out, "{:>5}  {}", item.line, item.text);
            what(item, out);
        }
        out.push('\n');
    }
}

/// The operations, those of one service on one line; or why there are none.
fn what(item: &CoveredItem, out: &mut String) {
    let split = |name: &'_ str| {
        name.split_once(':').map_or((String::new(), name.to_owned()), |(a, b)| (a.into(), b.into()))
    };
    let names: Vec<(String, String)> = item.operations.iter().map(|name| split(name)).collect();
    for pairs in names.chunk_by(|a, b| a.0 == b.0) {
        let ids: Vec<&str> = pairs.iter().map(|(_, id)| id.as_str()).collect();
        let _ = writeln!(out, "       → {}: {}", pairs[0].0, ids.join(", "));
    }
    match &item.reason {
        Some(reason) => drop(writeln!(out, "       none: {reason}")),
        None if names.is_empty() => out.push_str("       NOT COVERED\n"),
        None => {}
    }
}

fn contradiction(contradiction: &Contradiction, out: &mut String) {
    let id = &contradiction.id;
    for (at, document, spec) in &contradiction.errata {
        let _ = writeln!(out, "{id:<4} {at}\n       documents: {document}\n       here: {spec}");
    }
    match &contradiction.reason {
        Some(reason) => drop(writeln!(out, "{id:<4} no erratum: {reason}")),
        None if contradiction.errata.is_empty() => drop(writeln!(out, "{id:<4} NOT ACCOUNTED FOR")),
        None => {}
    }
}
