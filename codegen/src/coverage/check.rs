//! The comparison itself, in both directions.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Facts, Operation};
use super::{Contradiction, Covered, CoveredItem};
use crate::Diagnostics;
use crate::diagnostics::{At, Diagnostic, Place, catalogue, listed, suggest};
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
        let (name, text) = (item.kind.noun(), item.text);
        let named = match item.kind {
            Kind::Heading => self.named.get(&format!("{number} / {text}")).cloned(),
            Kind::Request => None,
        };
        let named = named.unwrap_or_default();
        let is_covered = !(item.operations.is_empty() && named.is_empty());
        if is_covered == item.reason.is_some() {
            let message = if is_covered {
                format!(
                    "the {name} `{text}` of document {number} has operations and a reason why there are none"
                )
            } else {
                format!(
                    "the {name} `{text}` of document {number} has neither operations nor a reason"
                )
            };
            let help = match item.kind {
                Kind::Heading => {
                    "name the heading in `documents` of its operations, or say in `reason` why there are none"
                }
                Kind::Request => {
                    "name the operations in `operations`, or say in `reason` why there are none"
                }
            };
            self.gaps.push(
                Diagnostic::new(&catalogue::NOT_COVERED, at.place(), message)
                    .label(if is_covered { "contradicts itself" } else { "not covered" })
                    .help(help),
            );
        }
        let list = at.key("operations");
        for (index, operation) in item.operations.iter().enumerate() {
            let place = list.index(index).place();
            if named.contains(operation.as_str()) {
                self.said_twice(place, operation, text);
            } else if !(self.facts.has(operation) || self.is_hidden(operation)) {
                self.lost(place, &format!("the {name} `{text}` of document {number}"), operation);
            }
        }
        let listed = item.operations.iter().map(String::as_str);
        let listed = listed.filter(|it| self.facts.has(it) && !named.contains(it));
        let operations = self.facts.operations.iter().map(|it| it.name.as_str());
        let naming = operations.filter(|it| named.contains(it));
        listed.chain(naming).map(str::to_owned).collect()
    }

    fn lost(&mut self, place: Place, item: &str, operation: &str) {
        let message = format!("{item} lost its operation `{operation}`");
        let help = match self.facts.meant(operation) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add the operation to the spec, or say why there is none".to_owned(),
        };
        self.gaps.push(
            Diagnostic::new(&catalogue::LOST_OPERATION, place, message)
                .label("not in the spec")
                .help(help),
        );
    }

    fn said_twice(&mut self, place: Place, operation: &str, heading: &str) {
        let message = format!("`{operation}` names the heading `{heading}` itself");
        self.gaps.push(
            Diagnostic::new(&catalogue::SAID_TWICE, place, message)
                .label("said in its `documents` already")
                .help("remove it here"),
        );
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
            let name = &operation.name;
            let message = format!("`documents.json` says that the documents describe `{name}`");
            self.gaps.push(
                Diagnostic::new(&catalogue::SAID_TWICE, operation.place.clone(), message)
                    .label("says in `source` that it is known from elsewhere")
                    .help(format!(
                        "name the headings in `documents` instead, or remove `\"{name}\"` from `documents.json`"
                    )),
            );
        }
    }

    /// Every place in the documents that the spec names is there.
    pub(super) fn mentions(&mut self) {
        // What is no place at all is reported with the spec.
        let facts = self.facts;
        let mentions = facts.mentions.iter();
        for mention in mentions.filter(|mention| is_place(mention.heading)) {
            if !self.named.contains_key(mention.heading) {
                let message = format!("no document has the place `{}`", mention.heading);
                let known = self.named.keys().map(String::as_str);
                let help = self.other_places(mention.heading, known);
                self.gaps.push(
                    Diagnostic::new(&catalogue::UNKNOWN_HEADING, mention.place.clone(), message)
                        .label("not in `documents.json`")
                        .help(help),
                );
            }
        }
    }

    /// The place that may have been meant, or else which places there are and how to add one.
    fn other_places<'n>(&self, place: &str, known: impl Iterator<Item = &'n str>) -> String {
        if let Some(near) = suggest(place, known) {
            return format!("did you mean `{near}`?");
        }
        let (number, heading) = place.split_once(" / ").unwrap_or_default();
        let documents = &self.list.documents;
        let Some(document) = documents.get(number) else {
            let there = listed(documents.keys());
            return format!(
                "the documents are {there}; what none of them describes says in `source` where it is known from"
            );
        };
        let headings = document.headings.iter().map(|it| it.heading.as_str());
        let there = listed(headings);
        format!(
            "document {number} has {there}; another is added to its `headings`, like `{{ \"line\": 1, \"heading\": \"{heading}\" }}`"
        )
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
                    self.unaccounted(place, format!("the contradiction {id} is neither an erratum of the spec nor in `notErrata`"));
                }
                (Some((at, ..)), Some(_)) => {
                    self.unaccounted(
                        reasons.key(&id).key_place(),
                        format!("{id} has a reason to be no erratum and is one in `{at}`"),
                    );
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
            stated.chain(excused).filter(|(id, _)| !is_known(id)).collect();
        for (id, place) in unknown {
            let message =
                format!("`{id}` is none of the contradictions C1 to C{}", self.list.contradictions);
            self.unaccounted(place, message);
        }
        contradictions
    }

    fn unaccounted(&mut self, place: Place, message: String) {
        self.gaps.push(Diagnostic::new(&catalogue::UNACCOUNTED_CONTRADICTION, place, message));
    }
}
