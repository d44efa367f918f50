//! What the spec says about the documents, whether or not the rest of it is sound.

use crate::check::concrete_id;
use crate::diagnostics::{At, Place, suggest};
use crate::spec::{self, Beside, Erratum, Example, File, Joined, Resource, Spec};

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
    pub(super) place: Place,
}

impl<'a> Facts<'a> {
    pub(super) fn of(spec: &'a Spec) -> Self {
        let mut facts = Self::default();
        for file in &spec.services {
            let errata = spec.joined(file).errata(spec::SERVICE);
            facts.errata(&name_of(file), errata);
        }
        for file in &spec.resources {
            facts.resource(&spec.joined(file));
        }
        facts
    }

    /// Whether the spec has an operation.
    pub(super) fn has(&self, name: &str) -> bool {
        self.operations.iter().any(|it| it.name == name)
    }

    /// The operation of the spec that a name stands for: this one, or the one that is almost called so, since the slip of the
    /// pen is reported at the name.
    pub(super) fn meant(&self, name: &str) -> Option<&str> {
        let names = || self.operations.iter().map(|it| it.name.as_str());
        names().find(|known| *known == name).or_else(|| suggest(name, names()))
    }

    fn resource(&mut self, joined: &Joined<'a, Resource>) {
        let file = joined.file;
        let root = At::file(file.source);
        let section = root.key("operations");
        for (id, operation) in file.content.operations.iter() {
            let at = section.key(id);
            let name = |id: &str| format!("{}:{id}", file.folder);
            let names: Vec<String> = match operation.on.as_slice() {
                [] => vec![name(id)],
                prefixes => prefixes.iter().map(|prefix| name(&concrete_id(prefix, id))).collect(),
            };
            self.operations.extend(names.iter().map(|name| Operation {
                name: name.clone(),
                place: at.key_place(),
                source: operation.source.as_deref(),
            }));
            self.mentions(&at, &operation.documents, &names);
            self.examples(joined.examples(id));
            self.errata(&format!("{}: {id}", name_of(file)), joined.errata(id));
        }
        let section = root.key("types");
        for (name, definition) in file.content.types.iter() {
            let at = section.key(name);
            self.mentions(&at, &definition.documents, &[]);
            self.errata(&format!("{}: {name}", name_of(file)), joined.errata(name));
        }
    }

    fn mentions(&mut self, at: &At<'_>, documents: &'a [String], operations: &[String]) {
        let list = at.key("documents");
        let mention = |(index, heading): (usize, &'a String)| Mention {
            heading,
            place: list.index(index).place(),
            operations: operations.to_vec(),
        };
        self.mentions.extend(documents.iter().enumerate().map(mention));
    }

    fn examples(&mut self, examples: Beside<'a, Example>) {
        examples.read(|examples, list| {
            for (index, example) in examples.iter().enumerate() {
                if example.from != "constructed" {
                    self.mentions.push(Mention {
                        heading: &example.from,
                        place: list.index(index).key("from").place(),
                        operations: Vec::new(),
                    });
                }
            }
        });
    }

    fn errata(&mut self, name: &str, errata: Beside<'a, Erratum>) {
        errata.read(|errata, list| {
            let stated = |(index, erratum)| Stated {
                erratum,
                at: name.to_owned(),
                place: list.index(index).key("id").place(),
            };
            self.errata.extend(errata.iter().enumerate().map(stated));
        });
    }
}

/// The file as people name it: `azure_ad_graph/groups.json`.
fn name_of<T>(file: &File<T>) -> String {
    format!("{}/{}.json", file.folder, file.stem)
}
