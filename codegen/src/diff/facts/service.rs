//! What the service's own file says, and which files there are.

use std::rc::Rc;

use super::{Aspect, Builder, Kind, Subject, pascal};
use crate::contract::{Advanced, Asked, Delta, Operation, OptionKind, ParameterId};
use crate::diff::names::shape;
use crate::diff::renames::identified;

impl Builder<'_> {
    pub(super) fn service(&mut self) {
        let service = self.service;
        let whole = Rc::clone(&self.whole);
        let errors = service.errors.iter().map(|it| format!("errors/{}", it.name));
        let operations = count(service.operations().count(), "operation");
        let size = format!("{operations} and {}", count(service.types.len(), "type"));
        self.put(&whole, Aspect::Exists, "").shown(size).about.extend(errors);
        self.put(&whole, Aspect::Name, &service.name);
        self.text(&whole, "title", &service.title);
        self.text(&whole, "documentation", &service.doc);
        self.text(&whole, "authority", service.authority.as_deref().unwrap_or_default());
        self.errata(&whole, &service.errata);
        let query = service.version.query.as_deref();
        self.given(&whole, Aspect::VersionParameter, query, ["as `{}`", "in the path"]);
        let default = service.version.default.as_deref();
        self.given(&whole, Aspect::DefaultVersion, default, ["`{}`", "none"]);
        let versions = Rc::new(whole.below("versions"));
        self.set(&versions, Aspect::Version, &service.version.known);
        self.put(&versions, Aspect::Order, &service.version.known.join("\n"));
        let scopes = Rc::new(whole.below("scopes"));
        for scope in &service.scopes {
            self.put_one(&scopes, Aspect::Scope, scope, scope);
        }
        if let Some(names) = &service.user_consent {
            let consent = Rc::new(whole.below("userConsent"));
            self.flag(&consent, Aspect::ConsentSaid, true);
            self.set(&consent, Aspect::Consent, names);
        }
        let successor = service.successor.as_ref().map(|successor| successor.name.as_str());
        self.given(&whole, Aspect::ReplacedBy, successor, ["`{}`", "none"]);
        self.protocol(&whole);
        if let Some(imported) = &service.imported {
            self.text(&whole, "digest of the metadata", &imported.digest);
            self.text(&whole, "selection of the metadata", &imported.select.join("\n"));
            let depth = imported.depth.map(|depth| depth.to_string());
            self.text(&whole, "depth of the import", &depth.unwrap_or_default());
        }
        self.flag(&whole, Aspect::Tenant, service.tenant().is_some());
        self.clouds();
        self.error_codes();
        self.identifiers();
        self.parameters();
        self.options();
        self.headers();
        self.files();
    }

    /// What the service does in a way of its own: links, advanced queries, lists of changes, batches.
    fn protocol(&mut self, whole: &Rc<Subject>) {
        let service = self.service;
        let links = service.link.as_ref();
        let links = links.map(|link| format!("{} of {}", link.property, shape(&link.template)));
        self.given(whole, Aspect::Link, links.as_deref(), ["`{}`", "none"]);
        let advanced = service.advanced.as_ref().map(|Advanced { header, value, count }| {
            let count = count.map(|id| self.names.top(Kind::QueryOption, &service[id].name));
            let count = count.map_or(String::new(), |name| format!(" and {name}"));
            format!("{header}: {value}{count}")
        });
        let version = if service.has_typed_literals { "3" } else { "4" };
        self.put(whole, Aspect::Literals, version);
        self.given(whole, Aspect::Advanced, advanced.as_deref(), ["`{}`", "nothing"]);
        if let Some(delta) = &service.delta {
            let told = told(delta);
            self.put(whole, Aspect::Delta, &told).shown(told);
        }
        if let Some(batch) = service.batch {
            self.text(whole, "format of batches", if batch.json { "JSON" } else { "multipart" });
            self.text(whole, "number of calls in a batch", &batch.most.to_string());
        }
    }

    fn clouds(&mut self) {
        for cloud in &self.service.clouds {
            let subject = self.add(self.top(cloud), &cloud.url, &cloud.doc);
            self.put(&subject, Aspect::Url, &cloud.url);
        }
        if let Some(first) = self.service.clouds.first() {
            let clouds = Rc::new(self.whole.below("clouds"));
            self.refer(&clouds, Aspect::DefaultCloud, Kind::Cloud, &first.name).shown(&first.name);
        }
    }

    /// All services share one enumeration of error codes.
    fn error_codes(&mut self) {
        for error in &self.service.errors {
            let about = vec![format!("errors/{}", error.name)];
            let subject = Subject { about, ..self.top(error) };
            let subject = self.add(subject, "yes", &error.doc);
            let status = error.status.map(|status| status.to_string());
            let shown = ["status {}", "no status of its own"];
            self.given(&subject, Aspect::Status, status.as_deref(), shown);
            self.flag(&subject, Aspect::Resync, error.resync);
            self.rust(&subject, error.rust.as_ref());
        }
    }

    fn identifiers(&mut self) {
        for identifier in &self.service.identifiers {
            let about = vec![self.entry(&format!("identifier {}", pascal(&identifier.name)))];
            let subject = Subject { about, ..self.top(identifier) };
            let subject = self.add(subject, "yes", &identifier.doc);
            self.text(&subject, "example", &identifier.example);
            for kind in &identifier.includes {
                let kind = &self.service[*kind].name;
                let was = self.names.top(Kind::Identifier, kind);
                self.put_one(&subject, Aspect::Includes, was, "").shown(format!("`{kind}`"));
            }
        }
    }

    /// Parameters come and go with the operations that have them.
    fn parameters(&mut self) {
        for (id, parameter) in self.service.parameters.iter().enumerate() {
            let id = ParameterId(id);
            let subject = self.add(self.top(parameter), "", &parameter.doc);
            let kind = identified(self.service, parameter).unwrap_or_default();
            let takes = |it: &Operation| it.parameters().any(|it| it == id);
            let takers = self.service.operations().filter(|(_, _, it)| takes(it));
            let takers: Vec<String> = takers.map(|(_, _, it)| self.entry(&it.id)).collect();
            let takes = self.refer(&subject, Aspect::Identifier, Kind::Identifier, kind);
            let own = "the client's own".to_owned();
            takes.shown = if kind.is_empty() { own } else { format!("of the kind `{kind}`") };
            takes.about.extend(takers);
        }
    }

    /// Query options come and go with the operations that take them.
    fn options(&mut self) {
        for option in &self.service.options {
            let subject = self.add(self.top(option), "", &option.doc);
            self.put(&subject, Aspect::Kind, takes_what(option.kind));
            if let OptionKind::Number { .. } = option.kind {
                let (min, max) = option.kind.bounds().unwrap_or((0, u32::MAX));
                let range = match (min, max) {
                    (0, u32::MAX) => "any number".to_owned(),
                    (_, u32::MAX) => format!("numbers from {min}"),
                    _ => format!("numbers from {min} to {max}"),
                };
                for (aspect, bound) in [(Aspect::Min, min), (Aspect::Max, max)] {
                    self.put(&subject, aspect, &bound.to_string()).shown(&range).rank = bound;
                }
            }
            self.flag(&subject, Aspect::Advanced, option.advanced);
            self.rust(&subject, option.rust.as_ref());
        }
    }

    /// Headers come and go with the operations that take them, too.
    fn headers(&mut self) {
        for header in &self.service.headers {
            let subject = self.add(self.top(header), "", &header.doc);
            self.flag(&subject, Aspect::Secret, header.secret);
            self.rust(&subject, header.rust.as_ref());
        }
    }

    /// The files of the service, each an emitted module.
    fn files(&mut self) {
        for file in &self.service.files {
            let mut subject = self.top(file);
            for name in [&mut subject.name, &mut subject.own, &mut subject.label] {
                name.push_str(".json");
            }
            let subject = self.add(subject, "yes", &file.doc);
            let operations = file.entries.iter().flat_map(|entry| &entry.operations);
            let types = file.types.iter().map(|id| &self.service[*id].name);
            let held = operations.map(|it| &it.id).chain(types);
            let held: Vec<String> = held.map(|name| self.entry(name)).collect();
            self.put(&subject, Aspect::Name, "").about.extend(held);
        }
    }
}

/// How a service tells what has changed, on one line.
fn told(delta: &Delta) -> String {
    let asked = |asked: &Asked| match asked {
        Asked::Header(name, value) => format!("{name}: {value}"),
        Asked::Query(name, value) => format!("?{name}={value}"),
    };
    let named = |what: &str, name: &Option<String>| Some(format!("{what} {}", name.as_ref()?));
    let mut told = vec![delta.id.clone(), delta.delta_link.clone()];
    told.extend(named("query", &delta.query));
    told.extend(named("next link", &delta.next_link));
    told.extend(delta.removed.iter().map(|(name, reason)| format!("{name} ({reason})")));
    told.extend(named("links", &delta.links));
    told.extend([&delta.latest, &delta.minimal].map(asked));
    told.join(", ")
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn takes_what(kind: OptionKind) -> &'static str {
    match kind {
        OptionKind::Text => "text",
        OptionKind::Number { .. } => "a number",
        OptionKind::Flag => "`true` or `false`",
        OptionKind::Filter => "a filter",
        OptionKind::OrderBy => "an order",
        OptionKind::Select => "properties to select",
        OptionKind::Expand => "properties to expand",
        OptionKind::Search => "words to search for",
        OptionKind::Count => "the wish to count",
    }
}
