//! The comparison itself, in both directions.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Facts, Operation};
use super::{Contradiction, Covered, CoveredItem};
use crate::Diagnostics;
use crate::diagnostics::{At, Diagnostic, Place, catalogue, listed};
use crate::documents::{Document, DocumentList, Item, Kind, is_place};
use crate::parse::Poisoned;

/// What is compared, and the gaps so far.
pub(super) struct Check<'a> {
    /// The index of the documents' file.
    pub(super) source: usize,
    pub(super) list: &'a DocumentList,
    pub(super) facts: &'a Facts<'a>,
    pub(super) poisoned: &'a Poisoned,
    /// The operations that name each place in the documents.
    named: BTreeMap<String, BTreeSet<&'a str>>,
    pub(super) gaps: Diagnostics,
}

impl<'a> Check<'a> {
    pub(super) fn new(
        source: usize,
        list: &'a DocumentList,
        facts: &'a Facts<'a>,
        poisoned: &'a Poisoned,
    ) -> Self {
        let places = list.documents.iter().flat_map(|(number, document)| {
            let headings = document.headings.iter();
            headings.map(move |it| format!("{number} / {}", it.heading))
        });
        let mut named: BTreeMap<String, BTreeSet<&str>> =
            places.map(|place| (place, BTreeSet::new())).collect();
        for mention in &facts.mentions {
            if let Some(operations) = named.get_mut(mention.heading) {
                operations.extend(mention.operations.iter().map(String::as_str));
            }
        }
        Self { source, list, facts, poisoned, named, gaps: Diagnostics::new() }
    }

    /// One document: each item has existing operations or a reason.
    pub(super) fn document(&mut self, number: &str, document: &Document) -> Covered {
        let root = At::file(self.source);
        let documents = root.key("documents");
        let entry = documents.key(number);
        let mut covered =
            Covered { number: number.to_owned(), title: document.title.clone(), items: Vec::new() };
        for item in document.items() {
            let list = entry.key(item.kind.key());
            covered.items.push(CoveredItem {
                kind: item.kind,
                line: item.line,
                text: item.text.to_owned(),
                operations: self.item(number, &item, &list.index(item.index)),
                reason: item.reason.map(str::to_owned),
            });
        }
        covered
    }

    /// The operations of a heading or request line that the spec has; those that it lacks are reported.
    fn item(&mut self, number: &str, item: &Item<'_>, at: &At<'_>) -> Vec<String> {
        let (kind, text, cover) = (item.kind.noun(), item.text, item.kind.cover());
        let named = match item.kind {
            Kind::Heading => self.named.get(&format!("{number} / {text}")).cloned(),
            Kind::Request => None,
        };
        let named = named.unwrap_or_default();
        match (item.operations.is_empty() && named.is_empty(), item.reason) {
            (true, None) => {
                self.gaps.push(catalogue::not_covered(at.place(), kind, text, number, cover));
            }
            (false, Some(_)) => {
                let place = at.place();
                let gap = catalogue::excused_although_covered(place, kind, text, number, cover);
                self.gaps.push(gap);
            }
            (true, Some(_)) | (false, None) => {}
        }
        let list = at.key("operations");
        for (index, operation) in item.operations.iter().enumerate() {
            let place = list.index(index).place();
            if named.contains(operation.as_str()) {
                self.gaps.push(catalogue::said_twice(place, operation, text));
            } else if !(self.facts.has(operation) || self.is_hidden(operation)) {
                let gap = catalogue::lost_operation(place, kind, text, number, operation);
                self.gaps.push(gap.did_you_mean(operation, self.facts.names()));
            }
        }
        let listed = item.operations.iter().map(String::as_str);
        let listed = listed.filter(|it| self.facts.has(it) && !named.contains(it));
        let naming = self.facts.names().filter(|it| named.contains(it));
        listed.chain(naming).map(str::to_owned).collect()
    }

    /// Whether the operation may be an entry that could not be read, which is reported as what it is.
    fn is_hidden(&self, operation: &str) -> bool {
        let (folder, id) = operation.split_once(':').unwrap_or_default();
        let hides = |id| self.poisoned.hides(folder, id);
        hides(id) || id.rsplit_once('.').is_some_and(|(_, verb)| hides(verb))
    }

    /// Whether all errata could be read.
    fn is_whole(&self) -> bool {
        self.poisoned.is_empty() && self.poisoned.shortened.is_empty()
    }

    /// What the documents do not describe is not named by them.
    pub(super) fn operations(&mut self) {
        let facts = self.facts;
        let documents = self.list.documents.iter();
        let items = documents.flat_map(|(_, document)| document.items());
        let described: BTreeSet<&str> =
            items.flat_map(|item| item.operations).filter_map(|name| facts.meant(name)).collect();
        let is_described = |it: &&Operation<'_>| described.contains(it.name.as_str());
        let without = facts.operations.iter().filter(|it| it.source.is_some());
        for operation in without.filter(is_described) {
            let place = operation.place.clone();
            self.gaps.push(catalogue::known_from_elsewhere(place, &operation.name));
        }
    }

    /// Every place in the documents that the spec names is there.
    pub(super) fn mentions(&mut self) {
        // What is no place at all is reported with the spec.
        let facts = self.facts;
        let mentions = facts.mentions.iter();
        for mention in mentions.filter(|mention| is_place(mention.heading)) {
            if !self.named.contains_key(mention.heading) {
                let gap = self.unknown_place(mention.heading, mention.place.clone());
                let known = self.named.keys().map(String::as_str);
                self.gaps.push(gap.did_you_mean(mention.heading, known));
            }
        }
    }

    /// A place that is not there, which places there are, and how to add one.
    fn unknown_place(&self, text: &str, place: Place) -> Diagnostic {
        let (number, heading) = text.split_once(" / ").unwrap_or_default();
        let documents = &self.list.documents;
        match documents.get(number) {
            None => catalogue::unknown_document(place, text, listed(documents.keys())),
            Some(document) => {
                let headings = document.headings.iter().map(|it| it.heading.as_str());
                catalogue::unknown_heading(place, text, number, listed(headings), heading)
            }
        }
    }

    /// Every contradiction is an erratum or has a reason, and there are no others.
    pub(super) fn contradictions(&mut self) -> Vec<Contradiction> {
        let root = At::file(self.source);
        let reasons = root.key("notErrata");
        let mut contradictions = Vec::new();
        for id in (1..=self.list.contradictions).map(|number| format!("C{number}")) {
            let stated = self.facts.errata.iter().filter(|it| it.erratum.id == id);
            let errata: Vec<_> = stated
                .map(|it| (it.at.clone(), it.erratum.document.clone(), it.erratum.spec.clone()))
                .collect();
            let reason = self.list.not_errata.get(&id).cloned();
            match (errata.first(), &reason) {
                // An erratum that could not be read is not missing.
                (None, None) if self.is_whole() => {
                    let place = root.key("contradictions").place();
                    self.gaps.push(catalogue::unaccounted_contradiction(place, &id));
                }
                (Some((at, ..)), Some(_)) => {
                    let place = reasons.key(&id).key_place();
                    self.gaps.push(catalogue::excused_although_erratum(place, &id, at));
                }
                _ => {}
            }
            contradictions.push(Contradiction { id, errata, reason });
        }
        let is_known = |id: &str| contradictions.iter().any(|it| it.id == id);
        let stated =
            self.facts.errata.iter().map(|it| (it.erratum.id.as_str(), it.erratum.at.key("id")));
        let excused = self.list.not_errata.keys().map(|id| (id, reasons.key(id).key_place()));
        let unknown: Vec<(&str, Place)> =
            stated.chain(excused).filter(|(id, _)| is_numbered(id) && !is_known(id)).collect();
        for (id, place) in unknown {
            let last = self.list.contradictions;
            self.gaps.push(catalogue::unknown_contradiction(place, id, last));
        }
        contradictions
    }
}

/// Whether an erratum is one of the documents' contradictions, which are counted. Those of pages have other names.
fn is_numbered(id: &str) -> bool {
    let number = id.strip_prefix('C').unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}
