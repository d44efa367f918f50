//! What the spec says about the documents, whether or not the rest of it is sound.

use crate::contract::{Api, Entry, Erratum};
use crate::diagnostics::{Place, suggest};

/// What the spec says about the documents.
#[derive(Debug, Default)]
pub(super) struct Facts<'a> {
    pub(super) operations: Vec<Operation<'a>>,
    pub(super) mentions: Vec<Mention<'a>>,
    pub(super) errata: Vec<Stated<'a>>,
}

/// A concrete operation.
#[derive(Debug)]
pub(super) struct Operation<'a> {
    /// `service:id`
    pub(super) name: String,
    pub(super) place: Place,
    /// Where it is known from instead of the documents.
    pub(super) source: Option<&'a str>,
}

/// A heading that an entry of the spec names.
#[derive(Debug)]
pub(super) struct Mention<'a> {
    /// `004 / Get groups`
    pub(super) heading: &'a str,
    pub(super) place: Place,
    /// The operations that are said to be described there; none if only an example or a type is.
    pub(super) operations: Vec<String>,
}

/// An erratum and where it stands.
#[derive(Debug)]
pub(super) struct Stated<'a> {
    pub(super) erratum: &'a Erratum,
    /// `azure_ad_graph/groups.json: groups.get`
    pub(super) at: String,
}

impl<'a> Facts<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let mut facts = Self::default();
        for service in &api.services {
            facts.errata(&format!("{}/service.json", service.name), &service.errata);
            for file in &service.files {
                let name = format!("{}/{}.json", service.name, file.name);
                for entry in &file.entries {
                    facts.entry(&service.name, &name, entry);
                }
                for definition in file.types.iter().map(|id| &service[*id]) {
                    facts.mentions(&definition.at, &definition.documents, &[]);
                    facts.errata(&format!("{name}: {}", definition.name), &definition.errata);
                }
            }
        }
        facts
    }

    fn entry(&mut self, service: &str, file: &str, entry: &'a Entry) {
        let names: Vec<String> = entry.ids.iter().map(|id| format!("{service}:{id}")).collect();
        self.operations.extend(names.iter().map(|name| Operation {
            name: name.clone(),
            place: entry.at.on_key(),
            source: entry.source.as_deref(),
        }));
        self.mentions(&entry.at, &entry.documents, &names);
        let documented = entry.examples.iter().filter(|it| it.from != "constructed");
        self.mentions.extend(documented.map(|example| Mention {
            heading: &example.from,
            place: example.at.key("from"),
            operations: Vec::new(),
        }));
        self.errata(&format!("{file}: {}", entry.name), &entry.errata);
    }

    fn mentions(&mut self, at: &Place, documents: &'a [String], operations: &[String]) {
        let list = at.key("documents");
        let mention = |(index, heading): (usize, &'a String)| Mention {
            heading,
            place: list.index(index),
            operations: operations.to_vec(),
        };
        self.mentions.extend(documents.iter().enumerate().map(mention));
    }

    fn errata(&mut self, name: &str, errata: &'a [Erratum]) {
        self.errata.extend(errata.iter().map(|erratum| Stated { erratum, at: name.to_owned() }));
    }

    /// The operations by name.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.operations.iter().map(|it| it.name.as_str())
    }

    /// Whether the spec has an operation.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    /// The operation of the spec that a name stands for: this one, or the one that is almost called so, since the slip of the
    /// pen is reported at the name.
    pub(super) fn meant(&self, name: &str) -> Option<&str> {
        self.names().find(|known| *known == name).or_else(|| suggest(name, self.names()))
    }
}
